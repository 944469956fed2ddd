"""Glossary files: TOML sources for people, and the pack that is made of those that ship."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import msgspec
import regex

from normalizer.errors import ResourceError
from normalizer.resources.glossary import (
    Condition,
    Entry,
    EntryType,
    Glossary,
    Kind,
    Profile,
    Role,
    SurfaceForm,
)
from normalizer.resources.glossary_pack import GlossaryPack, packed_names, read_pack
from normalizer.resources.locate import fingerprint, glossary_pack, glossary_sources
from normalizer.resources.tables import Table, read_tables

FORMAT = "normalizer-glossary/1"

_ENTRY_KEYS = (
    "id", "type", "preferred", "profiles", "full", "acronym", "adjective", "short",
    "short_origin", "gender", "country", "wikidata", "geonames", "origin", "related", "note",
    "form",
)  # fmt: skip
_FORM_KEYS = ("text", "language", "kind", "as", "when", "case", "inflect", "note")
_WHEN_KEYS = ("after", "before", "article", "near", "never")
GENDERS = ("m", "f", "n", "pl")
_AS_WRITTEN = {
    "id": (regex.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)+"), "the country and a name, as in 'ua-kiew'"),
    "country": (regex.compile(r"[A-Z]{2}"), "two letters of ISO 3166-1, as in 'UA'"),
    "language": (regex.compile(r"[a-z]{2}"), "two letters of ISO 639-1, as in 'uk'"),
}
"""How the values of some keys look, and how a mistake is told."""

_OWN_ROLE: Mapping[str, Role] = {
    "full": "full", "acronym": "acronym", "adjective": "adjective", "short": "short",
}  # fmt: skip


def load_glossary(extra: Iterable[Path] = (), *, shipped: bool = True) -> Glossary:
    """The glossary that ships, and ``extra`` files whose entries win over earlier ones.

    An entry of theirs takes the place of the one with its id, and of all whose names are forms of
    it. What ships comes from its pack, where that is of the sources that are here.

    Raises:
        ResourceError: a file holds a mistake, or two bearers of one file claim one form; the
            message begins with ``file:line``.
    """
    sources = glossary_sources() if shipped else []
    added = _read(list(extra))
    pack = read_pack(glossary_pack(), fingerprint(sources)) if sources else None
    if pack is None:
        entries = _read(sources)
        displaced = _displaced({id_: _names(entry) for id_, entry in entries.items()}, added)
        left = {id_: entry for id_, entry in entries.items() if id_ not in displaced}
        return Glossary(left | added, None, frozenset(added), displaced)
    displaced = _displaced(packed_names(pack) if added else {}, added)
    return Glossary(_PackedEntries(pack, added, displaced), pack, frozenset(added), displaced)


def _displaced(shipped: Mapping[str, frozenset[str]], added: Mapping[str, Entry]) -> frozenset[str]:
    """The ids of those whose names are replaced by an entry that was ``added``.

    Else what one of them puts would be replaced in turn, and a second run would change more.
    """
    replaced = {form.text for entry in added.values() for form in entry.forms}
    return frozenset(
        id_ for id_, names in shipped.items() if id_ not in added and not names.isdisjoint(replaced)
    )


def _names(entry: Entry) -> frozenset[str]:
    return frozenset((*entry.names.values(), *entry.profiles.values()))


def read_entries(path: Path) -> list[tuple[Table, Entry]]:
    """The entries of one TOML file, each with its table.

    Raises:
        ResourceError: as `load_glossary`.
    """
    own: dict[str, tuple[Table, Entry]] = {}
    for table in read_tables(path, "entry", form=FORMAT)[1]:
        entry = _entry(table)
        if entry.id in own:
            message = f"{table.place}: {entry.id} stands already at {own[entry.id][0].place}"
            raise ResourceError(message)
        own[entry.id] = table, entry
    _check_bearers(entry for _, entry in own.values())
    return list(own.values())


def _read(paths: Sequence[Path]) -> dict[str, Entry]:
    return {entry.id: entry for path in paths for _, entry in read_entries(path)}


@dataclass(frozen=True)
class _PackedEntries(Mapping[str, Entry]):
    """The entries of a pack, each read when it is asked for, and others that win over them."""

    pack: GlossaryPack
    added: Mapping[str, Entry]
    displaced: frozenset[str] = frozenset()
    _entries: dict[str, Entry] = field(init=False, repr=False, default_factory=dict)
    _numbers: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        ids = ((i, packed.id) for i, packed in enumerate(self.pack.entries))
        numbers = {id_: i for i, id_ in ids if id_ not in self.displaced}
        object.__setattr__(self, "_numbers", numbers)

    def __getitem__(self, name: str) -> Entry:
        if name in self.added:
            return self.added[name]
        if name not in self._entries:
            packed = self.pack.entries[self._numbers[name]]
            table = Table(packed.place, msgspec.msgpack.decode(packed.table))
            self._entries[name] = _entry(table)
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._numbers
        yield from (name for name in self.added if name not in self._numbers)

    def __len__(self) -> int:
        return len(self._numbers.keys() | self.added.keys())


def _entry(table: Table) -> Entry:
    table.only(*_ENTRY_KEYS)
    names: dict[Role, str] = {"preferred": _text(table, "preferred", table.get("preferred", str))}
    for role in ("full", "acronym", "adjective", "short"):
        if role in table.values:
            names[_OWN_ROLE[role]] = table.get(role, str)
    profiles = table.names("profiles")
    for profile in profiles:
        _choose(table, "profile", profile, get_args(Profile))
    return Entry(
        id=str(_written(table, "id", table.get("id", str))),
        type=_choose(table, "type", table.get("type", str), get_args(EntryType)),
        names=names,
        profiles=profiles,
        forms=tuple(_forms(table, names)),
        place=table.place,
        gender=_gender(table),
        country=_written(table, "country", table.get("country", str, default=None)),
        wikidata=table.get("wikidata", str, default=None),
        geonames=table.get("geonames", int, default=None),
        note=table.get("note", str, default=""),
    )


def _forms(table: Table, names: Mapping[Role, str]) -> Iterator[SurfaceForm]:
    for language, text in table.names("origin").items():
        _written(table, "language", language)
        yield SurfaceForm(_text(table, "origin", text), language, "origin", "preferred")
    for language, text in table.names("short_origin").items():
        if "short" not in names:
            message = f"{table.place}: 'short_origin' needs a 'short' to be replaced by"
            raise ResourceError(message)
        _written(table, "language", language)
        yield SurfaceForm(_text(table, "short_origin", text), language, "origin", "short")
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
        text=_text(table, "text", table.get("text", str)),
        language=_written(table, "language", table.get("language", str, default="de")) or "de",
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


def _gender(table: Table) -> str | None:
    gender = table.get("gender", str, default=None)
    return None if gender is None else str(_choose(table, "gender", gender, GENDERS))


def _written(table: Table, key: str, value: str | None) -> str | None:
    """``value``, which must be written as such values are, where there is one."""
    pattern, how = _AS_WRITTEN[key]
    if value is not None and not pattern.fullmatch(value):
        message = f"{table.place}: {key!r} is written as {how}, not as {value!r}"
        raise ResourceError(message)
    return value


def _text(table: Table, key: str, text: str) -> str:
    """A name, which must have letters and no blanks around it."""
    if not text or text != text.strip():
        message = f"{table.place}: {key!r} must be a name without blanks around it, not {text!r}"
        raise ResourceError(message)
    return text


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
