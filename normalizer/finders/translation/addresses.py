"""What stands in a sentence and is in no language: addresses, file names, codes."""

import re
from collections.abc import Iterator

import regex

from normalizer.document.span import Span

_ADDRESS = regex.compile(
    r"(?<![\p{L}\p{N}])(?:https?|ftp|tg|mailto):/{0,2}[^\s<>«»„“”\"]+"
    r"|(?<![\p{L}\p{N}.@/])www\.[^\s<>«»„“”\"]+"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]*[A-Za-z0-9_]@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    r"|(?<![\p{L}\p{N}.@/-])(?:[a-z0-9-]+\.)+(?:com|org|net|info|me|ru|ua|by|bg|pl|cz|de|at|ch|eu|fr|es"
    r"|it|uk|io|tv|рф)(?![\p{L}\p{N}-])(?:/[^\s<>«»„“”\"]*)?"
    r"|(?<![\w@#&/.])[@#]\w*\p{L}\w*(?:[@#]\w+)*"
    r"|(?<![\w./-])[\w-]+(?:\.[\w-]+)*\.(?i:pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|gif|svg|webp|mp[34]|avi|zip|rar"
    r"|tar|gz|txt|csv|json|xml|html?|py|js|exe|apk)(?![\p{L}\p{N}])"
    r"|(?<!\w)(?=\w*_)(?=\w*[A-Za-z0-9])[A-Za-z0-9_]{3,}(?!\w)"
    r"|(?<![\w-])(?=[A-Za-z0-9]*[A-Za-z])(?=(?:[A-Za-z]*[0-9]){5})[A-Za-z0-9]{7,}(?![\w-])"
)
_LIKELY = re.compile(r"[@#_:.\d](?:(?<=[@#_])|(?<=:)/|(?<=\w\.)\w|(?<=[A-Za-z]\d)|(?<=\d)[A-Za-z])")
"""What every address holds; most sentences don't, and `re` knows so in no time: it looks for one
sign of a few, and only then at what stands around it."""

_END = regex.compile(r"[.,;:!?…'’*]+\Z")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str, span: Span | None = None) -> Iterator[Span]:
    """Each web or mail address, handle, hashtag, file name and code in ``span`` of ``text``.

    Punctuation that ends the sentence is no part of an address, nor is a bracket that opens
    before it. A code is a word with an underscore, or one of letters and five digits or more;
    models such as ``A380`` are names, which engines copy.

    >>> text = "См. https://tass.ru/1, report.pdf (@tass). Самолёт A380, код AB1234567."
    >>> [span.of(text) for span in addresses(text)]
    ['https://tass.ru/1', 'report.pdf', '@tass', 'AB1234567']
    """
    span = span or Span(0, len(text))
    if not _LIKELY.search(text, span.start, span.end):
        return
    for match in _ADDRESS.finditer(text, span.start, span.end):
        found = _trimmed(match[0])
        if found:
            yield Span(match.start(), match.start() + len(found))


def _trimmed(found: str) -> str:
    while found:
        shorter = _END.sub("", found)
        opener = _PAIRS.get(shorter[-1:])
        if opener and shorter.count(opener) < shorter.count(shorter[-1]):
            shorter = shorter[:-1]
        if shorter == found:
            break
        found = shorter
    return found
