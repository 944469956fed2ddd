"""The termbase: bearers of names, their preferred forms, and the surface forms met in text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import regex

from normalizer.errors import ResourceError
from normalizer.resources.locate import glossary_sources
from normalizer.resources.tables import Table, read_tables

FORMAT = "normalizer-glossary/1"

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
]

EntryType = Literal["person", "place", "organization", "media", "weapon", "region"]
Profile = Literal["default", "dpa", "official", "dprk"]

_ENTRY_KEYS = (
    "id", "type", "preferred", "profiles", "full", "acronym", "adjective", "short",
    "short_origin", "gender", "country", "wikidata", "geonames", "origin", "related", "note",
    "form",
)  # fmt: skip
_FORM_KEYS = ("text", "language", "kind", "as", "when", "case", "inflect", "note")
_WHEN_KEYS = ("after", "before", "article", "near", "never")
_OWN_ROLE: Mapping[str, Role] = {
    "full": "full", "acronym": "acronym", "adjective": "adjective", "short": "short",
}  # fmt: skip


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
    genitive is recognised behind it.
    """

    text: str
    language: str
    kind: Kind
    role: Role
    when: Condition | None = None
    exact: bool = False
    inflects: bool = True


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
    """Entries by id, in the order they were read."""

    entries: Mapping[str, Entry]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def having(self, text: str) -> list[Entry]:
        """The entries that ``text`` is a form or an id of, whatever its case."""
        wanted = text.casefold()
        return [entry for entry in self if wanted in _spellings(entry)]


def load_glossary(extra: Iterable[Path] = (), *, shipped: bool = True) -> Glossary:
    """The glossary that ships, and ``extra`` files whose entries win over earlier ones.

    Raises:
        ResourceError: a file holds a mistake, or two bearers of one file claim one form; the
            message begins with ``file:line``.
    """
    entries: dict[str, Entry] = {}
    for path in (*(glossary_sources() if shipped else ()), *extra):
        own: dict[str, Entry] = {}
        for table in read_tables(path, "entry", form=FORMAT)[1]:
            entry = _entry(table)
            if entry.id in own:
                message = f"{table.place}: {entry.id} stands already at {own[entry.id].place}"
                raise ResourceError(message)
            own[entry.id] = entry
        _check_bearers(own.values())
        entries.update(own)
    return Glossary(entries)


def _entry(table: Table) -> Entry:
    table.only(*_ENTRY_KEYS)
    names: dict[Role, str] = {"preferred": table.get("preferred", str)}
    for role in ("full", "acronym", "adjective", "short"):
        if role in table.values:
            names[_OWN_ROLE[role]] = table.get(role, str)
    profiles = table.names("profiles")
    for profile in profiles:
        _choose(table, "profile", profile, get_args(Profile))
    return Entry(
        id=table.get("id", str),
        type=_choose(table, "type", table.get("type", str), get_args(EntryType)),
        names=names,
        profiles=profiles,
        forms=tuple(_forms(table, names)),
        place=table.place,
        gender=table.get("gender", str, default=None),
        country=table.get("country", str, default=None),
        wikidata=table.get("wikidata", str, default=None),
        geonames=table.get("geonames", int, default=None),
        note=table.get("note", str, default=""),
    )


def _forms(table: Table, names: Mapping[Role, str]) -> Iterator[SurfaceForm]:
    for language, text in table.names("origin").items():
        yield SurfaceForm(text, language, "origin", "preferred")
    for language, text in table.names("short_origin").items():
        if "short" not in names:
            message = f"{table.place}: 'short_origin' needs a 'short' to be replaced by"
            raise ResourceError(message)
        yield SurfaceForm(text, language, "origin", "short")
    for written in table.get("form", list, default=[]):
        if not isinstance(written, dict):
            message = f"{table.place}: write each form as a table under its own [[entry.form]]"
            raise ResourceError(message)
        form = _form(Table(table.place, written))
        if form.role not in names:
            message = f"{table.place}: {form.text!r} is a {form.role} form, but the entry has none"
            raise ResourceError(message)
        yield form


def _form(table: Table) -> SurfaceForm:
    table.only(*_FORM_KEYS)
    kind = _choose(table, "kind", table.get("kind", str), get_args(Kind))
    role = table.get("as", str, default=_OWN_ROLE.get(kind, "preferred"))
    when = table.get("when", dict, default=None)
    case = _choose(table, "case", table.get("case", str, default="fold"), ("fold", "exact"))
    return SurfaceForm(
        text=table.get("text", str),
        language=table.get("language", str, default="de"),
        kind=kind,
        role=_choose(table, "as", role, get_args(Role)),
        when=None if when is None else _condition(Table(table.place, when)),
        exact=case == "exact",
        inflects=table.get("inflect", bool, default=True),
    )


def _condition(table: Table) -> Condition:
    table.only(*_WHEN_KEYS)
    near = Table(table.place, table.get("near", dict, default={"words": []}))
    near.only("words", "within")
    return Condition(
        after=_pattern(table, "after", r"(?:{})\Z"),
        before=_pattern(table, "before", r"{}"),
        article=table.strings("article", default=[]),
        near=near.strings("words"),
        within=near.get("within", int, default=120),
        never=table.get("never", bool, default=False),
    )


def _pattern(table: Table, key: str, frame: str) -> regex.Pattern[str] | None:
    written = table.get(key, str, default=None)
    if written is None:
        return None
    try:
        return regex.compile(frame.format(written))
    except regex.error as error:
        message = f"{table.place}: {key!r} is not a regular expression: {error}"
        raise ResourceError(message) from error


def _choose(table: Table, key: str, value: str, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        message = f"{table.place}: {key!r} must be one of {', '.join(allowed)}, not {value!r}"
        raise ResourceError(message)
    return value


def _check_bearers(entries: Iterable[Entry]) -> None:
    bearers: dict[str, Entry] = {}
    for entry in entries:
        for text in (*entry.names.values(), *(form.text for form in entry.forms)):
            other = bearers.setdefault(text, entry)
            if other is not entry:
                message = (
                    f"{entry.place}: {text!r} is a form of {entry.id} and, at {other.place}, "
                    f"of {other.id}; one form names one bearer"
                )
                raise ResourceError(message)


def _spellings(entry: Entry) -> set[str]:
    texts = {entry.id, *entry.names.values(), *(form.text for form in entry.forms)}
    return {text.casefold() for text in texts}
