"""The termbase: bearers of names, their preferred forms, and the surface forms met in text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import regex

from normalizer.resources.glossary_pack import GlossaryPack, packed_origins

Role = Literal["preferred", "full", "acronym", "adjective", "short"]
"""Which name of its bearer a form is; forms are unified inside their role only."""

Kind = Literal[
    "variant",
    "exonym",
    "historical",
    "error",
    "full",
    "acronym",
    "adjective",
    "short",
    "origin",
    "derived",
]

EntryType = Literal["person", "place", "organization", "media", "weapon", "region"]
Profile = Literal["default", "dpa", "official", "dprk"]


@dataclass(frozen=True, slots=True)
class Condition:
    """When a form may be replaced; all that is given must hold.

    ``after`` matches the text of the line up to the form, ``before`` the text behind it. One
    of the words of ``article`` begins a word of the article, one of ``near`` stands within
    ``within`` code points. A form that is ``never`` replaced is only reported.
    """

    after: regex.Pattern[str] | None = None
    before: regex.Pattern[str] | None = None
    article: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: int = 120
    never: bool = False


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """A spelling met in text, and the role whose form replaces it.

    ``exact`` forms match only in the case they are written in; ``inflects`` says whether a
    genitive is recognised behind it. A derived form says the romanization ``system`` it is of.
    """

    text: str
    language: str
    kind: Kind
    role: Role
    when: Condition | None = None
    exact: bool = False
    inflects: bool = True
    system: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One bearer: its forms by role and profile, and its spellings elsewhere."""

    id: str
    type: EntryType
    names: Mapping[Role, str]
    profiles: Mapping[str, str]
    forms: tuple[SurfaceForm, ...]
    place: str
    gender: str | None = None
    country: str | None = None
    wikidata: str | None = None
    geonames: int | None = None
    note: str = ""

    def name(self, role: Role, profile: str = "default") -> str | None:
        """The form of ``role`` in ``profile``, or ``None`` where the bearer has no such role."""
        if role == "preferred":
            return self.profiles.get(profile, self.names["preferred"])
        return self.names.get(role)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries by id, in the order they were read.

    The ``pack`` knows the forms of those that ship, unless they were ``added`` from other files
    or replaced by these; ``displaced`` are others that gave way to one that was added.
    """

    entries: Mapping[str, Entry]
    pack: GlossaryPack | None = None
    added: frozenset[str] = frozenset()
    displaced: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def origins(self, kind: EntryType, gender: str) -> list[str]:
        """How all bearers of a type and ``gender`` are written at home; no entry is read for it."""
        packed = packed_origins(self.pack, kind, gender) if self.pack else {}
        replaced = self.added | self.displaced
        found = [text for name, texts in packed.items() if name not in replaced for text in texts]
        for name in self.added if self.pack else self.entries:
            entry = self.entries[name]
            if entry.type == kind and entry.gender == gender:
                found += (form.text for form in entry.forms if form.kind == "origin")
        return found
