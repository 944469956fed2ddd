"""Where exactly a passage begins and ends, and what kind of passage it is."""

import regex

from normalizer.document.findings import Kind
from normalizer.document.span import Span

_OWN = {"«": "»"}
"""Marks that belong to a passage they enclose: German articles write them the other way."""

_PARTNERS = {"(": ")", "[": "]", "«": "»", "„": "“”", "“": "”", "‚": "‘’", "‘": "’", "»": "«"}
_OPENING = "„“”«»\"‚‘'’"
_CLOSING = "“”»«\"‘'’"
_AFTER_STOP = regex.compile(r"[.!?…。！？][»”\"“’)\]]*\s+")
_STOPS = regex.compile(r"[.!?…。！？]+")
_NUMBER_AHEAD = regex.compile(r"\d[\d.,:/]*\s?[%€$]?[ \N{NO-BREAK SPACE}]?\Z")
_NUMBER_LAST = regex.compile(r"[ \N{NO-BREAK SPACE}]?\d[\d.,:/]*(?:\s?[%€$])?(?=\s*[.!?…,;:)»“”\n]|\s*\Z)")


def span_of_words(text: str, inside: Span, around: Span) -> Span:
    """``inside`` (first to last letter) with the numbers and marks that belong to it.

    ``around`` reaches from the word before to the word behind, within the line. Where no word
    stands on a side, or a sentence ends there, everything up to there belongs to the passage.
    A number goes with the word behind it. Brackets and guillemets stay together; the quotation
    marks of the article around a quotation stay outside.
    """
    start = _start(text, around.start, inside.start)
    end = _end(text, inside.end, around.end)
    return _with_partners(text, Span(start, end), around)


def _start(text: str, low: int, first: int) -> int:
    gap = text[low:first]
    if low == 0 or text[low - 1] == "\n":
        cut = len(gap) - len(gap.lstrip())
        return low + cut
    stops = list(_AFTER_STOP.finditer(gap))
    if stops:
        return low + stops[-1].end()
    number = _NUMBER_AHEAD.search(gap)
    return low + number.start() if number else first


def _end(text: str, last: int, high: int) -> int:
    gap = text[last:high]
    if high == len(text) or text[high] == "\n":
        return last + len(gap.rstrip())
    number = _NUMBER_LAST.match(gap)
    at = number.end() if number else 0
    stop = _STOPS.match(gap, at)
    return last + (stop.end() if stop else at)


def _with_partners(text: str, span: Span, around: Span) -> Span:
    start, end = span.start, span.end
    while start > around.start and text[start - 1] in _OWN:
        if _OWN[text[start - 1]] not in text[start : min(end + 2, around.end)]:
            break
        start -= 1
    for _ in range(3):
        if end >= around.end:
            break
        sign = text[end]
        opened = [mark for mark, partners in _PARTNERS.items() if sign in partners]
        inside = text[start:end]
        if any(inside.count(o) > sum(map(inside.count, _PARTNERS[o])) for o in opened):
            end += 1
            stop = _STOPS.match(text, end, around.end)
            end = stop.end() if stop else end
        else:
            break
    return Span(start, end)


def kind_of(text: str, span: Span, line: Span) -> Kind:
    """What kind of passage ``span`` is in its ``line``.

    >>> kind_of("Er rief: „да, конечно“.", Span(10, 21), Span(0, 23))
    'quotation'
    """
    before, after = text[line.start : span.start].rstrip(), text[span.end : line.end].lstrip()
    if not any(map(str.isalpha, before + after)):
        return "paragraph"
    opened = text[span.start] in _OPENING or before[-1:] in tuple(_OPENING)
    closed = text[span.end - 1] in _CLOSING or after[:1] in tuple(_CLOSING)
    if opened and closed:
        return "quotation"
    begins = not before or before.rstrip(_CLOSING + ")")[-1:] in tuple(".!?…:")
    ends = not after or text[span.end - 1] in ".!?…。！？" + _CLOSING
    return "sentence" if begins and ends else "switch"
