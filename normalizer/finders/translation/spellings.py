"""How a name is spelled in each language that a translation goes through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from normalizer.resources.glossary import Entry, Role
from normalizer.romanization import SYSTEMS, romanize
from normalizer.romanization.likeness import LIKE, likeness, sound

_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_OWN = frozenset(("variant", "exonym", "full", "acronym", "short"))
_CYRILLIC = frozenset(("RU", "UA", "BY", "KZ", "KG", "TJ", "BG", "RS", "MK", "MN"))
"""Countries whose names another language spells from Cyrillic letters."""

_TRANSLATED = 0.6
"""Likeness below which a name is another word in the other language."""

HOUSE = "de"
"""The language that the glossary's own forms and its profiles are in."""


@dataclass(frozen=True)
class Spelling:
    """A name in one language: ``right``, and what else may be met, all in Latin letters.

    ``accepted`` forms are names of the same bearer that stay as they are; ``wrong`` ones are
    put right.
    """

    right: str
    accepted: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """Everything that the name may sound like in a translation (see `sound`)."""
        return tuple(dict.fromkeys(map(sound, (self.right, *self.wrong))))

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """Matches the right form."""
        return _pattern((self.right,))

    @cached_property
    def others(self) -> re.Pattern[str] | None:
        """Matches the accepted forms, longest first."""
        return _pattern(self.accepted) if self.accepted else None

    @cached_property
    def variants(self) -> re.Pattern[str] | None:
        """Matches the wrong forms, longest first."""
        return _pattern(self.wrong) if self.wrong else None


@dataclass(frozen=True, eq=False)
class Name:
    """A bearer's name in one role, or a name that no glossary knows.

    ``origin`` is how it is written in the language it was read in (``language``), in the
    nominative where a glossary has it. ``kind`` and ``woman`` say what bears a name that has no
    ``entry``, ``is_rare`` whether a word of it is none of the common ones, ``is_settled`` whether
    we have chosen it, so that its nominative is known; ``other`` is another nominative that it may
    well have. Two are equal only if they are one object.
    """

    origin: str
    language: str
    entry: Entry | None = None
    role: Role = "preferred"
    profile: str = "default"
    kind: str = "person"
    woman: bool = False
    is_settled: bool = False
    is_rare: bool = True
    other: str = ""
    _spellings: dict[str, Spelling | None] = field(
        init=False, repr=False, default_factory=dict, compare=False
    )

    @property
    def id(self) -> str:
        """Who is meant, for the audit."""
        return self.entry.id if self.entry else "unknown"

    @property
    def is_person(self) -> bool:
        """Whether a person bears it."""
        return (self.entry.type if self.entry else self.kind) == "person"

    @property
    def is_strange(self) -> bool:
        """Whether nobody knows how it is to be spelled."""
        return self.entry is None and not self.is_settled

    @property
    def is_woman(self) -> bool:
        """Whether a woman bears it."""
        return self.entry.gender == "f" if self.entry else self.woman

    @cached_property
    def is_spelled(self) -> bool:
        """Whether it is written as it sounds in other languages, too, and isn't translated."""
        house, said = self.spelled(HOUSE), romanized(self.origin, self.language, HOUSE)
        if self.is_person or house is None or said is None:
            return True
        # Letters of an acronym are few, so that two of them are alike by chance.
        return likeness(house.right, said) >= (LIKE if said.isupper() else _TRANSLATED)

    @property
    def is_replaceable(self) -> bool:
        """Whether a surrogate can stand for it: a person, or a place without an article.

        Not one of several words that are translated, since they are declined: `im Roten Meer`.
        """
        if self.entry is None or self.is_person:
            return True
        house = self.spelled(HOUSE)
        bare = self.entry.type == "place" and self.entry.gender in (None, "n")
        if house is None or not bare:
            return False
        return self.is_spelled or not {" "} & {*house.right, *self.origin}

    def spelled(self, language: str) -> Spelling | None:
        """How it is to be spelled in ``language``; ``None`` where nothing says so."""
        if language not in self._spellings:
            self._spellings[language] = self._spelling(language)
        return self._spellings[language]

    def _spelling(self, language: str) -> Spelling | None:
        spelled = romanized(self.origin, self.language, language)
        if self.entry is None:
            return Spelling(spelled) if spelled else None
        right = self._right(self.entry, language, spelled)
        if not right:
            return None
        forms = [form for form in self.entry.forms if not _NOT_LATIN.search(form.text)]
        own = [form for form in forms if form.role == self.role]
        fixed = [form.text for form in own if form.when and form.when.never]
        house = self.entry.names.get(self.role, right)  # also where another language is meant
        wrong = dict.fromkeys((*(form.text for form in own), house, *self._systematic()))
        others = [form.text for form in forms if form.role not in (self.role, "adjective")]
        names = [
            name for role, name in self.entry.names.items() if role not in (self.role, "adjective")
        ]
        accepted = dict.fromkeys((*fixed, *others, *names))
        for form in (right, *accepted):
            wrong.pop(form, None)
        accepted.pop(right, None)
        return Spelling(right, tuple(accepted), tuple(wrong))

    def _right(self, entry: Entry, language: str, spelled: str | None) -> str | None:
        """As the glossary has it, else in the bearer's own letters, else by system."""
        house = entry.name(self.role, self.profile)
        if language == HOUSE:
            return house
        for form in entry.forms:
            if form.language == language and form.role == self.role and form.kind in _OWN:
                return form.text
        own = house and romanized(self.origin, self.language, HOUSE) == house
        return spelled if entry.country in _CYRILLIC or (own and not entry.country) else house

    def _systematic(self) -> Iterator[str]:
        for system in SYSTEMS.values():
            if system.source == self.language and system.target != "und":
                yield system(self.origin)


def romanized(text: str, source: str, target: str) -> str | None:
    """``text`` in Latin letters as ``target`` writes names of ``source``; ``None`` if unknown.

    A text in Latin letters comes back as it is.

    >>> romanized("Шевкунов", "ru", "de"), romanized("Шевкунов", "ru", "en")
    ('Schewkunow', 'Shevkunov')
    """
    if not _NOT_LATIN.search(text):
        return text
    system = _system(source, target)
    said = romanize(text, system) if system else None
    return said if said and not _NOT_LATIN.search(said) else None


@lru_cache(maxsize=64)
def _system(source: str, target: str) -> str | None:
    """The system that newspapers use, else the first of the pair."""
    fitting = [key for key, s in SYSTEMS.items() if (s.source, s.target) == (source, target)]
    return next((key for key in fitting if key.endswith("-news")), next(iter(fitting), None))


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    written = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{written})(?P<ending>['’]s|s|(?<=[sßxz])['’])?(?!\w)")


def genitive(name: str) -> str:
    """``name`` in the German genitive.

    >>> genitive("Luhansk"), genitive("Pistorius")
    ('Luhansks', 'Pistorius’')
    """
    return name + ("’" if name.endswith(("s", "ß", "x", "z", "ce")) else "s")
