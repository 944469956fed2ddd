"""Cut a passage into sentences, without a model."""

from collections.abc import Collection, Iterator

import regex

from normalizer.document.span import Span

_BOUNDARY = regex.compile(
    r"(?P<stop>[.!?…]+)[\"»”“’)\]]{0,3}(?P<gap>\s+)(?=[«„“\"(\[—–-]*\s?[\p{Lu}\p{N}])"
    r"|(?P<wide>[。！？]+[」』”]?)|(?P<line>\n+)"
)
_LAST_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}.-]*\Z")


def sentences(
    text: str, passage: Span, abbreviations: Collection[str] = frozenset()
) -> Iterator[Span]:
    """Each sentence of ``passage``, without the white space around it.

    A full stop after an initial, one of the ``abbreviations`` (lower case, without it) or,
    where a lower-case word or a month follows, a number ends no sentence.

    >>> text = "Об этом сообщил И. Петров. Встреча прошла 13 июня 2024 г. в Москве! Да."
    >>> [span.of(text) for span in sentences(text, Span(0, len(text)), {"г"})]
    ['Об этом сообщил И. Петров.', 'Встреча прошла 13 июня 2024 г. в Москве!', 'Да.']
    """
    start = passage.start
    for match in _BOUNDARY.finditer(text, passage.start, passage.end):
        if match["stop"] == "." and _no_end(text[start : match.start()], abbreviations):
            continue
        end = match.start("gap") if match["gap"] else match.end()
        yield from _said(text, start, end)
        start = match.end()
    yield from _said(text, start, passage.end)


def _no_end(before: str, abbreviations: Collection[str]) -> bool:
    last = _LAST_WORD.search(before)
    if not last:
        return False
    word = last[0]
    return (len(word) == 1 and word.isupper()) or word.lower() in abbreviations


def _said(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    inner = Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
    if len(part.strip()):
        yield inner
