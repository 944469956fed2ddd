"""What an engine is given of a sentence, and where the rest goes back.

Addresses, bullets and white space are never sent, so that they come back byte for byte. An
address at either end of a sentence is cut off. One inside it is taken out and the rest is sent
as one sentence: two halves are no sentences, which engines translate worse, and placeholders
are what they lose most. It goes back beside the mark or the copied word it stood by, else as
far into the translation as it stood in the source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from normalizer.document.span import Span
from normalizer.finders.translation.addresses import addresses

_BULLET = regex.compile(r"(?:(?:[•▪●◦‣■►▶✓✔*·]|\d{1,2}\)|\p{L}\))\s+)*")
_DASH = regex.compile(r"[-–—]\s+")
_SPEECH = regex.compile(r"[,.!?…»”]\s*[-–—]\s")
_BETWEEN = regex.compile(r"[\s,;|/]*")
_AFTER_FIRST = regex.compile(r"[\s:;,|–—-]*")
_WORD = regex.compile(r"\w+")
_TOKEN = regex.compile(r"\S+")
_GLUED = regex.compile(r"[\w@#/&]|[.+-](?=[\w@#/])")
_MARKS = ",;:"
_AROUND = {"(": ")", "[": "]", "«": "»", "„": "“", "“": "”", '"': '"', "<": ">"}


@dataclass(frozen=True, slots=True)
class Hole:
    """Where ``text`` was taken out: ``at`` counts code points of what is sent."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence as ``sent`` to an engine, and what was cut off or out of it."""

    before: str
    sent: str
    after: str
    holes: tuple[Hole, ...] = ()

    def filled(self, translation: str) -> str:
        """``translation`` of what was sent, with everything that wasn't in its place.

        >>> cut("На сайте https://tass.ru/1, 5 мая.").filled("Auf der Seite, 5. Mai.")
        'Auf der Seite https://tass.ru/1, 5. Mai.'
        """
        parts: list[str] = []
        start = 0
        for hole in self.holes:
            at = max(start, place(self.sent, hole, translation))
            parts += [translation[start:at], hole.text]
            start = at
        return "".join((self.before, *parts, translation[start:], self.after))


def cut(text: str) -> Cut:
    """``text``, one sentence, cut into what is sent and what is kept.

    >>> cut("• Адрес: info@tass.ru")
    Cut(before='• ', sent='Адрес:', after=' info@tass.ru', holes=())
    """
    start = _first(text)
    groups = _groups(text, start)
    if groups and not text[start : groups[0].start].strip():
        start = _after_match(_AFTER_FIRST, text, groups.pop(0).end)
    end = len(text.rstrip())
    if groups and _is_cut_off(text, groups[-1]):
        end = len(text[: groups.pop().start].rstrip())
    at, sent = start, ""
    holes: list[Hole] = []
    for group in groups:
        hole = _with_blank(text, group, at)
        sent += text[at : hole.start]
        holes.append(Hole(len(sent), hole.of(text)))
        at = hole.end
    sent += text[at : max(at, end)]
    if not any(character.isalpha() for character in sent):
        return Cut(text, "", "")
    return Cut(text[:start], sent, text[max(at, end) :], tuple(holes))


def place(sent: str, hole: Hole, translation: str) -> int:
    """The code point of ``translation`` before which the text of ``hole`` belongs."""
    if translation == sent:
        return hole.at
    before, after = sent[: hole.at], sent[hole.at :]
    if not _WORD.search(after):
        words = [word.end() for word in _WORD.finditer(translation)]
        return words[-1] if words else 0
    if not _WORD.search(before):
        return len(translation) - len(translation.lstrip("\"'«»„“”‚‘([ "))
    leads = hole.text[-1:].isspace()
    found = _beside_mark(before, after, translation, leads=leads)
    if found is None:
        found = _beside_word(before, after, translation, leads=leads)
    if found is None:
        gaps = list(_gaps(translation, leads=leads))
        wanted = round(hole.at * len(translation) / len(sent))
        found = min(gaps, key=lambda gap: abs(gap - wanted), default=len(translation))
    return found


def _beside_mark(before: str, after: str, translation: str, *, leads: bool) -> int | None:
    """The place by the comma or colon that stood beside it, where all of them came back."""
    mark = before.rstrip()[-1:] if leads else after[:1]
    if mark not in _MARKS or not mark or (before + after).count(mark) != translation.count(mark):
        return None
    number = before.count(mark) - (1 if leads else 0)
    places = [at for at, sign in enumerate(translation) if sign == mark]
    if not leads:
        return places[number]
    return _after_blanks(translation, places[number] + 1)


def _beside_word(before: str, after: str, translation: str, *, leads: bool) -> int | None:
    """The place by a word beside it that the engine copied: a number or a name."""
    words = [word[0] for word in _WORD.finditer(translation)]
    last, following = _WORD.findall(before)[-1], _WORD.findall(after)[0]
    for word, is_before in ((last, True), (following, False)):
        if words.count(word) != 1 or len(_WORD.findall(before + after)) < len(words) // 4:
            continue
        match = next(m for m in _WORD.finditer(translation) if m[0] == word)
        gaps = list(_gaps(translation, leads=leads))
        if is_before:
            return min((gap for gap in gaps if gap >= match.end()), default=None)
        return max((gap for gap in gaps if gap <= match.start()), default=None)
    return None


def _gaps(translation: str, *, leads: bool) -> Iterator[int]:
    """Where a word begins, or ends where what goes there brings a blank before it."""
    for token in _TOKEN.finditer(translation):
        yield token.start() if leads else token.start() + len(token[0].rstrip(".,;:!?…"))


def _first(text: str) -> int:
    """Where the text after bullets begins, and after a dash that opens no direct speech."""
    at = _after_match(_BULLET, text, _after_blanks(text, 0))
    dash = _DASH.match(text, at)
    if dash and not _SPEECH.search(_without_addresses(text), dash.end()):
        at = dash.end()
    return _after_blanks(text, at)


def _without_addresses(text: str) -> str:
    """``text``, of the same length, with blanks for its addresses."""
    for found in addresses(text):
        text = text[: found.start] + " " * len(found) + text[found.end :]
    return text


def _after_match(pattern: regex.Pattern[str], text: str, at: int) -> int:
    """Where ``pattern`` and the white space after it end, or just that white space."""
    match = pattern.match(text, at)
    return _after_blanks(text, match.end() if match else at)


def _after_blanks(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _groups(text: str, start: int) -> list[Span]:
    """Addresses from ``start`` on, those side by side as one, with brackets around only them."""
    found = [_with_brackets(text, at, start) for at in addresses(text, Span(start, len(text)))]
    return _merged(text, [_with_brackets(text, at, start) for at in _merged(text, found)])


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """``spans``, in order, with those as one that overlap or have only a comma between."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and (
            span.start <= last.end or _BETWEEN.fullmatch(text, last.end, span.start) is not None
        ):
            merged[-1] = Span(min(last.start, span.start), max(last.end, span.end))
        else:
            merged.append(span)
    return merged


def _with_brackets(text: str, group: Span, start: int) -> Span:
    """``group`` with brackets around only it, and with letters that it is glued to."""
    opener = text[group.start - 1] if group.start > start else ""
    if opener in _AROUND and text[group.end : group.end + 1] == _AROUND[opener]:
        group = Span(group.start - 1, group.end + 1)
    first = group.start
    while first > start and _GLUED.match(text[first - 1 : first + 1]):
        first -= 1
    last = group.end
    while last < len(text) and _GLUED.match(text[last : last + 2]):
        last += 1
    return Span(first, last)


def _is_cut_off(text: str, group: Span) -> bool:
    """Whether nothing but the stop follows ``group``, and the text before needs no stop."""
    rest, before = text[group.end :].strip(), text[: group.start].rstrip()
    return not rest or (not rest.strip(".!?…") and before[-1:] in tuple(":;,–—-"))


def _with_blank(text: str, group: Span, start: int) -> Span:
    """``group`` with the blanks on one side: after it, or before it where a mark follows."""
    after = _after_blanks(text, group.end)
    before = start + len(text[start : group.start].rstrip())
    if after > group.end:
        return Span(group.start, after)
    return Span(before, group.end)
