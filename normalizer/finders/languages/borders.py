"""Where exactly a passage begins and ends, and what kind of passage it is."""

from collections.abc import Mapping

import regex

from normalizer.document.findings import Kind
from normalizer.document.span import Span

_OWN: Mapping[str, frozenset[str]] = {
    "«": frozenset({"ru", "uk", "be", "fr", "it", "es", "pt", "ca", "el", "no", "hy", "fa", "ar"}),
    "「": frozenset({"ja", "zh"}),
    "『": frozenset({"ja", "zh"}),
}
"""Opening marks and the languages they belong to; all others are those of the article."""

_PARTNERS: Mapping[str, str] = {
    "(": ")", "[": "]", "«": "»", "»": "«", "„": '“”"', "›": "‹", "‹": "›", "“": "”", "”": "”",
    "‚": "‘’", "‘": "’", "’": "’", "「": "」", "『": "』", '"': '"',
}  # fmt: skip
_STOP_SIGNS = ".!?…。！？։؟۔।"
_WIDE = "，、；："
"""Marks that only Chinese and Japanese write."""

_MARKS = '„“”«»‹›"‚‘’「」『』'
_AFTER_STOP = regex.compile(rf"[{_STOP_SIGNS}](?:\s?[»”\"“’)\]])*\s+")
_BEFORE = 40
_STOPS = regex.compile(rf"[{_STOP_SIGNS}]+")
_APOSTROPHE = regex.compile(r"(?<=\w)['’‘](?=\w)")
_ADDRESS = regex.compile(
    r"\s(?:https?://|www\.|[\w.-]+@)?[\w-]+(?:\.[\w-]+)+(?:/\S*\w)?(?=[.!?…]?(?:\s|\Z))"
)
_TAG = regex.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][\w-]*)[^<>]*>")
_LETTER = regex.compile(rf"{_TAG.pattern}(*SKIP)(*FAIL)|\p{{L}}")
"""A letter that is none of a tag."""

_NUMBER_AHEAD = regex.compile(r"\d[\d.,:/]*\s?[%€$]?[\s-]?\Z")
_NUMBER_LAST = regex.compile(r",?\s?\d[\d.,:/]*(?<=\d)(?:\s?[%€$])?(?=\s*[.!?…,;:)»“”])")


def span_of_words(text: str, inside: Span, around: Span, language: str) -> Span:
    """``inside`` (first to last letter) with the numbers and marks that belong to it.

    ``around`` reaches from the word before to the word behind, within the line. Where no word
    stands on a side, or a sentence ends there, everything up to there belongs to the passage.
    A number goes with the word behind it. Marks around a quotation belong to it where its
    ``language`` writes such, and stay outside where they are those of the article. So do tags,
    but for those that enclose a part of the passage only.
    """
    first = around.start == 0 or text[around.start - 1] == "\n"
    last = around.end == len(text) or text[around.end] == "\n"
    around = _between_tags(text, inside, around)
    start = _start(text, Span(around.start, inside.start), first)
    end = _end(text, start, Span(inside.end, around.end), last)
    span = Span(start, end)
    if first and last:
        return span
    return _closed(text, _unquoted(text, span, inside, around, language), around, language)


def _between_tags(text: str, inside: Span, around: Span) -> Span:
    """``around`` without the tags whose partner stands on the other side of ``inside``."""
    if "<" not in around.of(text):
        return around
    start, end = around.start, around.end
    within = [(tag["name"], bool(tag["close"])) for tag in _TAG.finditer(inside.of(text))]
    for tag in _TAG.finditer(text, around.start, inside.start):
        if tag["close"] or (tag["name"], True) not in within:
            start = tag.end()
    for tag in _TAG.finditer(text, inside.end, around.end):
        if not tag["close"] or (tag["name"], False) not in within:
            end = tag.start()
            break
    return Span(start, end)


def _closed(text: str, span: Span, around: Span, language: str) -> Span:
    """``span`` with a mark of its own language behind it whose partner was left out before."""
    end = span.end
    own = end < around.end and text[end] == "»" and language in _OWN["«"]
    opened = text[max(around.start, span.start - 2) : span.start].rstrip()[-1:]
    if not own or (opened and opened in _MARKS):
        return span
    stop = _STOPS.match(text, end + 1, around.end)
    return Span(span.start, stop.end() if stop else end + 1)


def _start(text: str, gap: Span, first: bool) -> int:  # noqa: FBT001  a fact of the gap
    between = gap.of(text)
    if first:
        return gap.end - len(between.lstrip())
    stops = list(_AFTER_STOP.finditer(between))
    if stops:
        return gap.start + stops[-1].end()
    number = _NUMBER_AHEAD.search(between)
    start = gap.start + number.start() if number else gap.end
    while start > gap.start and text[start - 1] in "¿¡":
        start -= 1
    return start


def _end(text: str, start: int, gap: Span, last: bool) -> int:  # noqa: FBT001  as above
    between = gap.of(text)
    if last:
        return gap.start + len(between.rstrip())
    ahead = _NUMBER_LAST.match(between) or _ADDRESS.match(between)
    end = gap.start + (ahead.end() if ahead else 0)
    while end < gap.end:
        blank = text[end].isspace()
        sign = text[end + blank : end + blank + 1]
        if not blank and sign and sign in _STOP_SIGNS + _WIDE:
            end += 1
        elif sign and (_closes(text[start:end], sign) or _is_orphan(text, start, end)):
            end += blank + 1
        else:
            break
    return end


def _is_orphan(text: str, start: int, end: int) -> bool:
    """Whether a closing mark stands behind the stop at ``end`` that nothing has opened."""
    ends = text[end - 1] in _STOP_SIGNS and text[end] in "”“»" and text[end + 1 : end + 2] == " "
    return ends and not (start and text[start - 1] in _MARKS)


def _closes(inside: str, sign: str) -> bool:
    """Whether ``sign`` is the partner of a mark that stands open at the end of ``inside``."""
    stack: list[str] = []
    for mark in _APOSTROPHE.sub("", inside):
        if stack and mark in _PARTNERS[stack[-1]]:
            stack.pop()
        elif mark in _PARTNERS:
            stack.append(mark)
    return bool(stack) and sign in _PARTNERS[stack[-1]]


def _unquoted(text: str, span: Span, inside: Span, around: Span, language: str) -> Span:
    """``span`` with its own quotation marks, and without those of the article."""
    start = mark = span.start
    if text[start] not in _MARKS:
        mark = _mark_before(text, start, around.start)
    if mark < 0 or text[mark] not in _PARTNERS:
        return span
    partners = _PARTNERS[text[mark]]
    close = _partner(text, Span(inside.end, around.end), partners)
    within = _APOSTROPHE.sub("", text[mark + 1 : inside.end])
    if close < 0 or any(sign in partners for sign in within):
        return span
    if language not in _OWN.get(text[mark], ()):
        begin = mark + 1 + (text[mark + 1] == "\N{NO-BREAK SPACE}")
        return Span(begin, close - (text[close - 1].isspace()))
    whole = mark == start and not _is_open(text, start)
    stop = _STOPS.match(text, close + 1, around.end) if whole else None
    return Span(mark, stop.end() if stop else close + 1)


def _mark_before(text: str, start: int, low: int) -> int:
    """The place of a quotation mark right before ``start``, or -1."""
    at = start - 1
    while at > low and text[at].isspace():
        at -= 1
    return at if at >= low and text[at] in _MARKS else -1


def _partner(text: str, gap: Span, partners: str) -> int:
    """The place of the mark that closes a quotation behind its last letter, or -1."""
    for at in range(gap.start, gap.end):
        if text[at] in partners:
            return at
        if text[at].isalpha() or text[at] in _MARKS:
            return -1
    return -1


def _is_open(text: str, start: int) -> bool:
    """Whether the sentence that ``start`` lies in has begun before."""
    low = max(0, start - _BEFORE)
    line = text[text.rfind("\n", low, start) + 1 or low : start].rstrip()
    return bool(line) and line.rstrip(_MARKS + ")")[-1:] not in tuple(_STOP_SIGNS)


def is_quoted(text: str, span: Span) -> bool:
    """Whether quotation marks stand right before and behind ``span``, or a stop before them."""
    before = text[max(0, span.start - 3) : span.start].rstrip()
    after = text[span.end : span.end + 3].lstrip(_STOP_SIGNS + ",")
    return before[-1:] in tuple(_MARKS) and after[:1] in tuple(_MARKS)


def kind_of(text: str, span: Span, line: Span) -> Kind:
    """What kind of passage ``span`` is in its ``line``.

    >>> kind_of("Er rief: „da, konečně“.", Span(10, 21), Span(0, 23))
    'quotation'
    """
    letters = _LETTER.search(text, line.start, span.start) or _LETTER.search(
        text, span.end, line.end
    )
    if not letters:
        return "paragraph"
    before = _TAG.sub("", text[max(line.start, span.start - _BEFORE) : span.start]).rstrip()
    after = _TAG.sub("", text[span.end : min(line.end, span.end + _BEFORE)]).lstrip()
    opened = text[span.start] in _MARKS or before[-1:] in tuple(_MARKS)
    closed = text[span.end - 1] in _MARKS or after[:1] in tuple(_MARKS)
    if opened and closed:
        return "quotation"
    begins = not before or before.rstrip(_MARKS + ")")[-1:] in tuple(_STOP_SIGNS + ":")
    return "sentence" if begins and _is_finished(text[span.start : span.end], after) else "switch"


def _is_finished(passage: str, after: str) -> bool:
    """Whether a sentence ends with ``passage``; Thai writes no stops."""
    last = passage[-1]
    if not after or last in _STOP_SIGNS or last in _MARKS:
        return True
    return "\u0e00" <= last <= "\u0e7f" and after[0].isupper()
