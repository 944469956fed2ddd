"""Spellings of a name that follow from how it is written at home."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice, product

from normalizer.finders.names.folding import folded
from normalizer.finders.names.hangul import hangul
from normalizer.finders.names.polish import polish_forms
from normalizer.resources.glossary import Entry, Role, SurfaceForm
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.resources.words import load_given_names
from normalizer.romanization import SYSTEMS, System

_POINTS = str.maketrans("ёЁ", "еЕ")
_POINTED = re.compile("[ёЁ]")
_IS_HANGUL = re.compile("[\uac00-\ud7a3 ]+")
_GAP = re.compile(r"[ -]")
_TWO = 2
_MOST = 144
"""Spellings of one bearer's name in one role, at the most; the likeliest come first."""

_LEAST = {"short": 6, "preferred": 4}
"""Letters of a single word that may stand for a bearer without its being listed."""

_COMMON = -14.0
"""Natural log probability from which on a word is too common to be taken for a name."""

_READ_BACK = {
    "KP": ("kontsevich-",), "KR": ("kontsevich-",), "CN": ("palladius-",), "TW": ("palladius-",),
}  # fmt: skip
_NOT_LATIN = frozenset({"ru", "zh"})
_AT_HOME = {
    "ru": frozenset(("RU", "UA", "BY", "MD", "GE", "AM", "AZ", "KZ", "KG", "TJ", "TM", "UZ")),
    "uk": frozenset(("UA",)),
}
"""Where a name in a language is the bearer's own, and not what foreign news makes of it."""

_LEAST_HANGUL = 2
_KOREAN = frozenset({"KP", "KR"})
_PRIMES = str.maketrans("", "", "\N{MODIFIER LETTER PRIME}\N{MODIFIER LETTER DOUBLE PRIME}")
"""Signs of ISO 9 that stand in no news."""

_SLAVIC = frozenset(("pl", "cs", "sk", "hr", "sl", "sr"))

_DERIVED = ("person", "place", "region")
"""Names that are spelled in another script; those of others are translated."""


@dataclass(frozen=True)
class DeriveForms:
    """Derives the surface forms of an entry from its spellings in other scripts.

    Each word of a name is spelled by every romanization system of its language; the words of
    one name by any two of them, since news mixes ``Sergej Lavrov`` from both. Given names also
    in their common other forms (``Alexander``). A single word that is a common one in any known
    language of Latin script is left out, and so is what the entry has already.
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, entry: Entry) -> Iterator[SurfaceForm]:
        """The derived forms of ``entry``, each with the system of its last word."""
        if entry.type not in _DERIVED:
            return
        known = {_key(name) for name in entry.names.values()}
        known |= {_key(form.text) for form in entry.forms}
        for role in ("preferred", "short"):
            origins = [f for f in entry.forms if f.kind == "origin" and f.role == role]
            origins += _without_points(origins)
            made = chain(
                self._latin(entry, origins, role),
                _native(entry, origins),
                self._polish(entry, origins, role),
            )
            for text, language, system in made:
                # A single word is only found with the marks of its form.
                key = _key(text) if language != "pl" or text.isascii() else (text,)
                if key not in known:
                    known.add(key)
                    yield SurfaceForm(text, language, "derived", role, system=system)

    def _latin(
        self, entry: Entry, origins: Sequence[SurfaceForm], role: Role
    ) -> Iterator[tuple[str, str, str]]:
        """Each spelling in Latin letters with its language and system.

        A surname alone only where it is spelled so at home: what Russian makes of a foreign one
        is a word of its own (``Macron``, ``Makron``).
        """
        if role == "short":
            origins = [f for f in origins if _is_at_home(f.language, entry.country)]
        for text, system in self._spellings(entry, origins):
            if self._may_stand_alone(text, role):
                language = system.target if len(system.target) == _TWO else system.source
                yield text, language, system.id

    def _polish(
        self, entry: Entry, origins: Sequence[SurfaceForm], role: Role
    ) -> Iterator[tuple[str, str, str]]:
        """The cases of names in Polish; what is common there alone is no other's word."""
        at_home = [f for f in origins if _is_at_home(f.language, entry.country)]
        for text, name, system in polish_forms(entry, at_home, role):
            if text == name and not self._may_stand_alone(text, role):
                continue
            if " " in text or all(self._is_rare(word, _SLAVIC) for word in (text, name)):
                yield text, "pl", system

    def _spellings(
        self, entry: Entry, origins: Sequence[SurfaceForm]
    ) -> Iterator[tuple[str, System]]:
        """Every spelling of a name by its ``origins``, with the system of its last word."""
        by_count: dict[int, list[dict[str, System]]] = {}
        for form in origins:
            words = _words(entry, form)
            if not words or not all(words):
                continue
            columns = by_count.setdefault(len(words), [{} for _ in words])
            for column, word in zip(columns, words, strict=True):
                for spelling, system in word:
                    column.setdefault(spelling, system)
        for count, columns in by_count.items():
            rows = product(*(column.items() for column in columns))
            for row in islice(rows, _MOST):
                if count > _TWO and len({system.id for _, system in row}) > 1:
                    continue
                yield " ".join(word for word, _ in row), row[-1][1]

    def _may_stand_alone(self, text: str, role: Role) -> bool:
        if _GAP.search(text):
            return True
        letters = sum(map(str.isalpha, text))
        if letters < _LEAST.get(role, _LEAST["short"]):
            return False
        return self._is_rare(text)

    def _is_rare(self, text: str, but_in: Container[str] = ()) -> bool:
        """Whether a word is common in no language of Latin script, whatever it is ``but_in``."""
        latin = self.statistics["Latin"]
        scores = latin.common_scores([text.lower(), folded(text)])
        asked = [n for n, code in enumerate(latin.languages) if code not in but_in]
        return bool((scores[:, asked] < _COMMON).all())


@cache
def _systems(language: str, country: str | None = None) -> tuple[System, ...]:
    """The systems that spell names of ``language`` in Latin letters, the scholarly one last.

    Russian spellings of Korean and Chinese names are read back by those made for that, besides.
    """
    starts = (f"{language}-", *(_READ_BACK.get(country or "", ()) if language == "ru" else ()))
    found = (
        system
        for system in SYSTEMS.values()
        if system.id.startswith(starts) and system.target not in _NOT_LATIN
    )
    return tuple(sorted(found, key=lambda system: system.id.endswith("-iso9")))


def _words(entry: Entry, form: SurfaceForm) -> list[list[tuple[str, System]]]:
    """The spellings of each word of a name."""
    words = form.text.split(" ")
    systems = _systems(form.language, entry.country)
    is_korean = form.language == "ko"
    if any(map(str.isupper, words)) or (is_korean and entry.country not in _KOREAN):
        return []
    if entry.type != "person":
        return [list(_romanized(word, systems)) for word in words]
    if is_korean and len(words) == 1:
        return _korean(form.text, systems)
    others = load_given_names().get(form.language, {}).get(words[0], ()) if words[1:] else ()
    return [
        list(_romanized(word, systems, others if i == 0 else ())) for i, word in enumerate(words)
    ]


def _korean(name: str, systems: Sequence[System]) -> list[list[tuple[str, System]]]:
    """The spellings of the family name and of the given one, which the South joins or not."""
    family, given = _split(name)
    firsts = list(_romanized(family, systems, load_given_names()["ko"].get(family, ())))
    if not given:
        return [firsts]
    apart = [
        ("-".join([system(given[0]), *(system(sign).lower() for sign in given[1:])]), system)
        for system in systems
    ]
    return [firsts, [*apart, *_romanized(given, systems)]]


def _romanized(
    word: str, systems: Sequence[System], others: Sequence[str] = ()
) -> Iterator[tuple[str, System]]:
    """The spellings of ``word``, and ``others``, one for each that reads differently."""
    seen: set[str] = set()
    made = [(system(word).translate(_PRIMES), system) for system in systems]
    for spelling, system in [*made, *((other, systems[0]) for other in others if systems)]:
        if folded(spelling) not in seen:
            seen.add(folded(spelling))
            yield spelling, system


def _is_at_home(language: str, country: str | None) -> bool:
    return language not in _AT_HOME or country in _AT_HOME[language]


def _without_points(origins: Sequence[SurfaceForm]) -> list[SurfaceForm]:
    """Russian names as most write them, without the points of ``ё``, which romanize otherwise."""
    return [
        replace(form, text=form.text.translate(_POINTS))
        for form in origins
        if form.language == "ru" and _POINTED.search(form.text)
    ]


def _native(entry: Entry, origins: Sequence[SurfaceForm]) -> Iterator[tuple[str, str, str]]:
    """Korean names in Russian, and Russian and Ukrainian ones in Korean."""
    for form in origins:
        if form.language == "ko" and entry.type == "person" and entry.country in _KOREAN:
            to_russian = SYSTEMS["ko-kontsevich"]
            family, given = _split(form.text)
            if given and " " not in form.text:
                yield " ".join(map(to_russian, (family, *given))), "ru", to_russian.id
        elif form.language in _AT_HOME and _is_at_home(form.language, entry.country):
            text = hangul(form.text, form.language)
            if _IS_HANGUL.fullmatch(text) and len(text) >= _LEAST_HANGUL:
                yield text, "ko", ""


def _split(name: str) -> tuple[str, str]:
    """The family name and the given one of a Korean name."""
    families = load_given_names()["ko"]
    size = _TWO if name[:_TWO] in families and len(name) > _TWO + 1 else 1
    return name[:size], name[size:]


def _key(text: str) -> tuple[str, ...]:
    return tuple(folded(part) for part in _GAP.split(text))
