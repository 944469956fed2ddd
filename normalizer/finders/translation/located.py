"""Where the names of a sentence stand in its translation, and how they are spelled there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Literal

from normalizer.document.span import Span
from normalizer.finders.translation.spellings import HOUSE, Name, Spelling, genitive
from normalizer.romanization.likeness import LIKE, sound, sounds_alike

How = Literal[
    "right", "variant", "another name", "derived", "alike", "surrogate", "repeated", "explained"
]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_JOINED = re.compile(r"[ \u00a0-]")
_POSSESSIVE = re.compile(r"['’]s\Z")
_INFLECTED = re.compile(r"(?:er|es|en|em|e|s)\Z")
_PART_OF = r"(?:(?:nord|süd)?(?:ost|west)|nord|süd|zentral|mittel|gesamt|groß)-?"
"""What German puts before the name of a place, as one word with it."""

_SHORT_SOUND = 3
_COMMON_LIKE = 0.85
_LEAST_STEM, _LEAST_ACRONYM, _ENDING = 4, 3, 2
_SURNAME_FIRST = frozenset(("KP", "KR", "CN", "VN", "TW"))

IsCommon = Callable[[str], bool]
"""Whether a word in small letters is one of the common ones of the language translated into."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a translation: what stands at ``span``, and what is ``put`` there instead.

    ``ending`` is the genitive's, if it stands in it.
    """

    span: Span
    put: str
    how: How
    degree: float = 1.0
    ending: str = ""

    @property
    def stands_alone(self) -> bool:
        """Whether it is the place of this name alone."""
        return self.how not in ("repeated", "explained")


@dataclass(frozen=True)
class _Candidate:
    degree: float
    at: int
    place: Place


class Locator:
    """Finds names in one translation; what one name has is no other's.

    A name is looked for as it is to be spelled, then in the other spellings that are known,
    as another name of its bearer or a word made from it, and last as what sounds alike.
    """

    def __init__(self, translation: str, language: str, is_common: IsCommon) -> None:
        self.translation = translation
        self.language = language
        self.is_common = is_common
        self.taken: list[Span] = []

    def located(self, names: Sequence[Name]) -> list[Place | None]:
        """The place of each of ``names``, in their order; ``None`` where it isn't found."""
        places: list[Place | None] = [None] * len(names)
        wanted = {i: s for i, name in enumerate(names) if (s := name.spelled(self.language))}
        longest = sorted(wanted, key=lambda i: (-len(wanted[i].right), i))
        for search in (self._right, self._variant, self._other, self._derived):
            for i in longest:
                if places[i] is None:
                    places[i] = self._take(search(names[i], wanted[i]))
        missing = [i for i in longest if places[i] is None]
        for i, place in self._alike(missing, names, wanted):
            places[i] = place
        for i in missing:
            if places[i] is None:
                places[i] = self._part(names[i], wanted[i]) or self._repeated(i, names, places)
        return places

    def is_free(self, span: Span) -> bool:
        """Whether no name stands at ``span``."""
        return not any(span.overlaps(other) for other in self.taken)

    def words(self) -> list[Span]:
        """The words that no name has taken."""
        spans = (Span(*word.span()) for word in _WORD.finditer(self.translation))
        return [span for span in spans if self.is_free(span)]

    def _take(self, place: Place | None) -> Place | None:
        if place:
            self.taken.append(place.span)
        return place

    def _right(self, _: Name, spelling: Spelling) -> Place | None:
        return self._matching(spelling.exact, spelling.right, "right")

    def _variant(self, _: Name, spelling: Spelling) -> Place | None:
        return self._matching(spelling.variants, spelling.right, "variant")

    def _other(self, _: Name, spelling: Spelling) -> Place | None:
        return self._matching(spelling.others, None, "another name")

    def _derived(self, name: Name, spelling: Spelling) -> Place | None:
        if name.is_person or name.entry is None:
            return None
        adjective = name.entry.names.get("adjective", "")
        for known in (spelling.right, *spelling.accepted):
            place = self._matching(_derivations(known, adjective), None, "derived")
            if place:
                return place
        return None

    def _matching(self, pattern: re.Pattern[str] | None, put: str | None, how: How) -> Place | None:
        """The first free match; with ``put`` in its place, in the genitive if it stands in it."""
        for match in pattern.finditer(self.translation) if pattern else ():
            span = Span(*match.span())
            if not self.is_free(span):
                continue
            if how != "variant" or put is None:
                ending = match["ending"] if how == "right" else ""
                return Place(span, match[0], how, ending=ending or "")
            return self._put(span, put, match["ending"] or "", how)
        return None

    def _put(self, span: Span, put: str, ending: str, how: How, degree: float = 1.0) -> Place:
        """``put`` at ``span``, which ends with ``ending``."""
        return Place(span, with_ending(put, ending, self.language), how, degree, ending)

    def _alike(
        self, missing: Sequence[int], names: Sequence[Name], wanted: dict[int, Spelling]
    ) -> Iterator[tuple[int, Place]]:
        """The best place of each that is ``missing``: the likest first, then the next in order."""
        found = [
            (
                candidate.degree,
                -abs(order / max(1, len(names)) - candidate.at / length),
                i,
                candidate,
            )
            for order, i in enumerate(sorted(missing))
            for length in (max(1, len(self.translation)),)
            for candidate in self._candidates(wanted[i])
        ]
        done: set[int] = set()
        for _, _, i, candidate in sorted(found, key=lambda one: (-one[0], -one[1])):
            if i not in done and self.is_free(candidate.place.span):
                done.add(i)
                self.taken.append(candidate.place.span)
                yield i, candidate.place

    def _candidates(self, spelling: Spelling) -> Iterator[_Candidate]:
        size = len(_WORD.findall(spelling.right))
        words = self.words()
        for start, first in enumerate(words):
            if not self.translation[first.start].isupper():
                continue
            for count in {max(1, size - 1), size, size + 1}:
                window = words[start : start + count]
                if len(window) == count and self._are_joined(window):
                    span = Span(first.start, window[-1].end)
                    yield from self._candidate(span, spelling)

    def _candidate(self, span: Span, spelling: Spelling) -> Iterator[_Candidate]:
        said = span.of(self.translation)
        possessive = _POSSESSIVE.search(said)
        endings = [possessive[0] if possessive else ""]
        if self.language == HOUSE and said.endswith("s"):
            endings.append("s")
        for ending in endings:
            stem = said[: len(said) - len(ending)]
            heard = sound(stem)
            degree = max((sounds_alike(heard, known) for known in spelling.sounds), default=0.0)
            if degree >= self._least(stem, heard):
                place = self._put(span, spelling.right, ending, "alike", degree)
                yield _Candidate(degree, span.start, place)

    def _least(self, stem: str, heard: str) -> float:
        if len(heard) <= _SHORT_SOUND:
            return 1.0
        return _COMMON_LIKE if self.is_common(stem.lower()) else LIKE

    def _are_joined(self, words: Sequence[Span]) -> bool:
        return all(
            _JOINED.fullmatch(self.translation, before.end, after.start)
            for before, after in pairwise(words)
        )

    def _part(self, name: Name, spelling: Spelling) -> Place | None:
        """The surname alone, which a translation may leave of a whole name."""
        words = spelling.right.split()
        if not name.is_person or len(words) < _ENDING:
            return None
        first = name.entry is not None and name.entry.country in _SURNAME_FIRST
        surname = Spelling(words[0] if first else words[-1])
        place = self._take(self._right(name, surname))
        if place is None and not first:
            best = max(self._candidates(surname), key=lambda one: one.degree, default=None)
            place = self._take(best.place if best else None)
        return place

    def _repeated(
        self, i: int, names: Sequence[Name], places: Sequence[Place | None]
    ) -> Place | None:
        """The place of another mention of the same bearer: a pronoun may stand for this one."""
        for other, place in zip(names, places, strict=True):
            if place and names[i].entry and other.id == names[i].id:
                return Place(place.span, place.put, "repeated")
        return None


def with_ending(name: str, ending: str, language: str) -> str:
    """``name`` with the ending of another one, as ``language`` writes it behind this."""
    if not ending:
        return name
    return genitive(name) if language == HOUSE else name + ending


def put_right(translation: str, places: Sequence[Place | None]) -> tuple[str, list[Span | None]]:
    """``translation`` with each name as its place says, and the spans of the names in it."""
    said, at, shift = [], 0, 0
    spans: list[Span | None] = [None] * len(places)
    there = [(p.span, i, p) for i, p in enumerate(places) if p and p.stands_alone]
    for _, i, place in sorted(there, key=lambda one: one[:2]):
        said += [translation[at : place.span.start], place.put]
        start = place.span.start + shift
        spans[i] = Span(start, start + len(place.put))
        shift += len(place.put) - len(place.span)
        at = place.span.end
    return "".join((*said, translation[at:])), spans


@lru_cache(maxsize=1 << 12)
def _derivations(right: str, adjective: str) -> re.Pattern[str]:
    """Matches what a language makes of the name of a place or body: ``Moskauer``, ``russisch``."""
    words, adjective = right.split(), adjective.rpartition("-")[2]
    written = [rf"{re.escape(adjective[:-_ENDING])}\w*"] if adjective else []
    if len(words) > 1:
        stems = (re.escape(_INFLECTED.sub("", word)) + r"\w{0,3}" for word in words)
        written.append(r"\W".join(stems))
    elif right.isupper() and len(right) >= _LEAST_ACRONYM:
        some = r"\.?".join(map(re.escape, right[:-1]))
        written.append(rf"{some}(?:\.?{re.escape(right[-1])})?(?!\w)")
    else:
        pairs = zip(right.lower(), adjective.lower(), strict=False)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        size = shared if shared >= _LEAST_STEM else max(_LEAST_STEM, len(right) - _ENDING)
        before = r"\w*" if size > _LEAST_STEM else ""  # `Westukraine`
        if not before:  # a short stem stands in many words, so all of it must be there
            written.append(rf"{_PART_OF}{re.escape(right)}s?(?!\w)")
        written.append(rf"{before}{re.escape(right[:size])}\w*")
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})", re.IGNORECASE)
