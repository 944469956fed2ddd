"""Which known spelling an unknown name resembles most, and how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalizer.finders.names.claims import Claim, Key
from normalizer.finders.names.name_parts import (
    countryside,
    may_be_short,
    region_of,
    without_particles,
    without_title,
)
from normalizer.finders.names.spelling_habits import (
    arabic_likeness,
    as_arabic,
    as_korean,
    as_slavic,
    korean_likeness,
    slavic_likeness,
    word_likeness,
)
from normalizer.romanization.likeness import sound

_LEAST_WORD, _LEAST_NAME = 0.6, 0.75
"""Likeness from 0 to 1 of each word of several, and of the whole name."""

_SHORT, _LEAST_SHORT, _LEAST_ALONE = 5, 0.82, 0.81
"""Letters up to which a single word is a short one, and the likeness of it and of longer ones."""

_LEAST_BESIDE = 0.7
"""Likeness of the other words where one is the same: many are called ``Michael``."""

_LEAST_JOINED = 0.88
"""Likeness of names with other gaps (``Li Ke Qiang``)."""

_SAME_WORDS = 0.9
"""Likeness of names where one lacks a word of the other: that of a middle name or a title."""

_SHORTER_GIVEN, _SAME_BEGINNING = 0.85, 3
"""Likeness of names where one given name may be short for the other, and how many letters they
begin with alike then (``Steve``, ``Stephen``; ``Rob``, ``Robert``)."""

_WORTH_A_LOOK, _CANDIDATES = 0.55, 30
_TWO, _THREE = 2, 3
_SURE = 0.95
"""Likeness from which on nothing else is looked for."""

_SURNAME = 5
"""Letters that a surname must have for initials before it to be of one bearer."""

_KOREAN = frozenset(("KP", "KR"))
_SLAVIC = frozenset(("UA", "RU", "BY"))
_NEAR_EAST = frozenset(
    ("AE", "AF", "BH", "DZ", "EG", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "OM", "PK", "PS", "QA",
     "SA", "SD", "SY", "TN", "YE")
)  # fmt: skip
_HABITS = (
    ("ko", _KOREAN, as_korean), ("ru", _SLAVIC, as_slavic), ("ar", _NEAR_EAST, as_arabic),
)  # fmt: skip
_CHINESE = frozenset(("CN", "TW", "HK", "MO", "SG"))
_SHORTEST = 4


@dataclass(frozen=True)
class Resemblance:
    """Compares names with known spellings, word by word, in either order of their names.

    After Levenshtein (1966), by letters, by the sounds of `romanization.likeness`, and by the
    habits of `finders.names.spelling_habits`.
    """

    _by_sound: dict[str, dict[str, tuple[Key, Claim]]] = field(default_factory=dict)
    _by_pair: dict[Key, list[tuple[Key, Claim]]] = field(default_factory=dict)
    _by_surname: dict[str, list[tuple[Key, Claim]]] = field(default_factory=dict)
    _regions: dict[str, list[tuple[Key, Claim]]] = field(default_factory=dict)

    def add(self, words: Key, claim: Claim) -> None:
        """Take ``words``, a folded spelling, for one of ``claim``'s bearer."""
        for begin, written in _beginnings(words, claim):
            self._by_sound.setdefault(begin, {}).setdefault(written, (words, claim))
        for pair in _pairs(words):
            self._by_pair.setdefault(pair, []).append((words, claim))
        if claim.entry.type == "person" and len(words) > 1:
            for surname in {words[0], words[-1]}:
                self._by_surname.setdefault(surname, []).append((words, claim))
        if claim.entry.type == "region":
            stem = region_of(words) or words
            self._regions.setdefault(_slavic_initial(stem[0]), []).append((stem, claim))

    def best(self, words: Key) -> tuple[Claim, float] | None:
        """The claim that is most like ``words``, and how much; ``None`` if none is enough."""
        words = without_title(words)
        best: tuple[float, Claim] | None = None
        for known, claim in self._worth_a_look(words):
            like = _likeness(words, known, claim)
            if like and (best is None or like > best[0]):
                best = like, claim
        if best is None or best[0] < _SURE:
            for like, claim in (*self._of_persons(words), *self._of_regions(words)):
                if like and (best is None or like > best[0]):
                    best = like, claim
        return (best[1], best[0]) if best else None

    def _worth_a_look(self, words: Key) -> Iterator[tuple[Key, Claim]]:
        for pair in _pairs(words):
            for known, claim in self._by_pair.get(pair, ()):
                if _TWO in (len(known), len(words)):
                    yield known, claim
        for order in _orders(words):
            for begin, written in _beginnings(order):
                bucket = self._by_sound.get(begin, {})
                for said, _, _ in process.extract(
                    written, bucket.keys(), scorer=Levenshtein.normalized_similarity,
                    score_cutoff=_WORTH_A_LOOK, limit=_CANDIDATES,
                ):  # fmt: skip
                    yield bucket[said]

    def _of_persons(self, words: Key) -> Iterator[tuple[float, Claim]]:
        """Who has the surname, and a given name that may be meant by a short one or a letter."""
        *given, surname = words
        if not given:
            return
        letters = "".join(map(_initial, given))
        fitting: dict[str, Claim] = {}
        for known, claim in self._by_surname.get(surname, ()):
            if len(words) == _TWO == len(known) and len(given[0]) > 1:
                if may_be_short(given[0], known[0] if known[-1] == surname else known[-1]):
                    yield _SHORTER_GIVEN, claim
            elif letters == _letters(known, surname, len(given)) and _are_initials(words):
                fitting.setdefault(claim.entry.id, claim)
        if len(fitting) == 1:
            yield from ((_SHORTER_GIVEN, claim) for claim in fitting.values())
        if len(words) > _TWO:
            yield from self._with_a_second_name(words)

    def _with_a_second_name(self, words: Key) -> Iterator[tuple[float, Claim]]:
        """Chinese who have a foreign given name, and their own behind the surname."""
        for known, claim in self._by_surname.get(words[1], ()):
            if known == words[:_TWO] and claim.entry.country in _CHINESE:
                yield _SAME_WORDS, claim

    def _of_regions(self, words: Key) -> Iterator[tuple[float, Claim]]:
        """The regions that are called so, with another word for a region or another ending."""
        town, stem = countryside(words), region_of(words)
        if town is not None:
            for known, claim in self._regions.get(_slavic_initial(town), ()):
                if as_slavic(known[0]).startswith(as_slavic(town)[: max(_THREE, len(town) - 1)]):
                    yield _SHORTER_GIVEN - len(known[0]) / 1000, claim
        elif stem is not None:
            for known, claim in self._regions.get(_slavic_initial(stem[0]), ()):
                if len(known) == len(stem):
                    yield _in_order(stem, known, claim), claim


def _likeness(words: Key, known: Key, claim: Claim) -> float:
    """How alike two names are, 0 where it isn't enough to be taken for one."""
    if len(words) != len(known):
        both = "".join(words), "".join(known)
        joined = Levenshtein.normalized_similarity(*both)
        if joined == 1 or (joined >= _LEAST_JOINED and not _are_letters(words[:-1])):
            return joined
        short, long = sorted((words, known), key=len)
        if len(short) == _TWO and set(_pairs(short)) & set(_pairs(long)):
            return _SAME_WORDS
        bare, other = without_particles(words), without_particles(known)
        return _in_order(bare, other, claim) if len(bare) == len(other) else 0.0
    return max(_in_order(order, known, claim) for order in _orders(words))


def _orders(words: Key) -> set[Key]:
    """``words`` as they are, and with the family name at the other end."""
    if len(words) not in (_TWO, _THREE):
        return {words}
    return {words, (*words[1:], words[0]), (words[-1], *words[:-1])}


def _in_order(words: Key, known: Key, claim: Claim) -> float:
    if len(words) == 1:
        like = _alone(words[0], known[0], claim)
        is_short = min(len(words[0]), len(known[0])) <= _SHORT
        return like if like >= (_LEAST_SHORT if is_short else _LEAST_ALONE) else 0.0
    likes = [_by_habit(word, other, claim) for word, other in zip(words, known, strict=True)]
    sizes = [max(len(word), len(other)) for word, other in zip(words, known, strict=True)]
    if len(words) == _TWO and _may_be_short(words, known):
        return _SHORTER_GIVEN
    mean = sum(like * size for like, size in zip(likes, sizes, strict=True)) / sum(sizes)
    least = _LEAST_BESIDE if max(likes) == 1.0 else _LEAST_WORD
    return mean if min(likes) >= least and mean >= _LEAST_NAME else 0.0


def _may_be_short(words: Key, known: Key) -> bool:
    """Whether two names have one surname, and given names of which one may be the other's."""
    surname, other = words[-1], known[-1]
    begin = words[0][:_SAME_BEGINNING]
    return (
        surname == other
        and len(surname) >= _SHORTEST
        and len(begin) == _SAME_BEGINNING
        and known[0].startswith(begin)
    )


def _alone(word: str, known: str, claim: Claim) -> float:
    """How alike two words are of which one is a whole name."""
    like = _by_habit(word, known, claim)
    if claim.entry.type in ("place", "region"):
        if claim.entry.country in _KOREAN:
            return max(like, korean_likeness(word, known))
        if claim.entry.country in _SLAVIC:
            return max(like, slavic_likeness(word, known))
    return like


def _by_habit(word: str, known: str, claim: Claim) -> float:
    like = word_likeness(word, known)
    is_near_eastern = claim.entry.country in _NEAR_EAST
    return max(like, arabic_likeness(word, known)) if is_near_eastern else like


def _are_letters(given: Sequence[str]) -> bool:
    return bool(given) and all(len(name) == 1 for name in given)


def _are_initials(words: Key) -> bool:
    """Whether ``words`` are letters and a surname that is long enough to be of one bearer."""
    return _are_letters(words[:-1]) and len(words[-1]) >= _SURNAME


def _letters(known: Key, surname: str, count: int) -> str | None:
    """How as many given names of ``known`` begin, or ``None`` if it has others in number."""
    given = known[:-1] if known[-1] == surname else known[1:]
    return "".join(map(_initial, given)) if len(given) == count else None


def _beginnings(words: Key, claim: Claim | None = None) -> Iterator[tuple[str, str]]:
    """What a name may be looked up by, and how it is written there.

    That is the sound of its first word and of its last one, and the first letter as others
    write it; a known name only as those of its country may.
    """
    written = " ".join(words)
    for word in {words[0], words[-1]}:
        yield _initial(word), written
    for name, countries, as_written in _HABITS:
        alone = len(words) == 1 or name == "ar"
        if alone and (claim is None or claim.entry.country in countries):
            told = " ".join(map(as_written, words))
            yield f"{name} {told[:1]}", told


def _initial(word: str) -> str:
    return sound(word)[:1]


def _slavic_initial(word: str) -> str:
    return as_slavic(word)[:1]


def _pairs(words: Key) -> Iterator[Key]:
    """Every two different words of a name that aren't mere syllables, sorted."""
    long = sorted({word for word in words if len(word) >= _SHORTEST})
    yield from combinations(long, _TWO)
