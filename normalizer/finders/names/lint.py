"""What is wrong with a glossary, before anybody's text shows it."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex

from normalizer.document.document import Document
from normalizer.finders.names.claims import key_of
from normalizer.finders.names.folding import folded
from normalizer.finders.names.surface_forms import FindSurfaceForms
from normalizer.resources.glossary import Entry, Glossary, SurfaceForm
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.resources.tables import Table

_COMMON = -12.0
"""Natural log probability from which on a word is one that any German text may have."""

_SCRIPTS = {
    "Cyrillic": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"),
    "Hangul": ("ko",), "Han": ("zh",), "Arabic": ("ar", "fa", "ur", "ps", "ckb"),
    "Hebrew": ("he", "yi"), "Georgian": ("ka",), "Armenian": ("hy",), "Greek": ("el",),
}  # fmt: skip
_OF_LANGUAGE = {language: script for script, spoken in _SCRIPTS.items() for language in spoken}
_STRANGE = {
    "ru": regex.compile(r"[іїєґўј]", regex.IGNORECASE),
    "uk": regex.compile(r"[ыэёъўј]", regex.IGNORECASE),
    "be": regex.compile(r"[ищъїєґј]", regex.IGNORECASE),
}
"""Letters that a language doesn't have, though its script does."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake at ``place``, which is ``file:line``, in the entry ``id``."""

    place: str
    id: str
    message: str


@dataclass(frozen=True)
class Lint:
    """Looks through entries, each with its table.

    ``others`` are entries that are there besides, which a form must not belong to either.
    """

    others: Glossary = Glossary({})  # noqa: RUF009  it is frozen
    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def __call__(self, read: Sequence[tuple[Table, Entry]]) -> Iterator[Flaw]:
        """Every flaw, in the order of the entries; those of two entries at the later one."""
        entries = [entry for _, entry in read]
        ids = {entry.id for entry in entries} | set(self.others.entries)
        bearers = self._bearers(entries)
        find = FindSurfaceForms(Glossary({entry.id: entry for entry in entries}))
        seen: dict[str, str] = {}
        for table, entry in read:
            if entry.id in seen:
                yield _flaw(entry, f"the id stands already at {seen[entry.id]}")
            seen.setdefault(entry.id, entry.place)
            yield from _dangling(table, entry, ids)
            yield from _letters(entry)
            yield from self._shared(entry, bearers)
            yield from self._common(entry)
            yield from _unstable(entry, find)

    @cached_property
    def _shipped_names(self) -> frozenset[str]:
        """Names of the other entries, of which one may be replaced however common it is."""
        return frozenset(name for entry in self.others for name in entry.names.values())

    def _bearers(self, entries: Sequence[Entry]) -> dict[tuple[str, ...], list[Entry]]:
        bearers: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        own = {entry.id for entry in entries}
        for entry in (*(other for other in self.others if other.id not in own), *entries):
            for key in {key_of(text) for text in _texts(entry)}:
                bearers[key].append(entry)
        return bearers

    def _shared(
        self, entry: Entry, bearers: Mapping[tuple[str, ...], Sequence[Entry]]
    ) -> Iterator[Flaw]:
        for text in dict.fromkeys(_texts(entry)):
            first = bearers[key_of(text)][0]
            if first.id != entry.id:
                wins = first.id in self.others.entries
                remedy = (
                    "yours wins; to replace that entry, give yours its id"
                    if wins
                    else "give both a condition"
                )
                message = f"{text!r} is a form of {first.id}, too ({first.place}); {remedy}"
                conditional = any(form.text == text and form.when for form in entry.forms)
                if not conditional:
                    yield _flaw(entry, message)

    def _common(self, entry: Entry) -> Iterator[Flaw]:
        latin = self.statistics["Latin"]
        german = latin.languages.index("de")
        names = {word for name in entry.names.values() for word in (folded(name), *key_of(name))}
        for form in entry.forms:
            alone = form.when is None and len(key_of(form.text)) == 1
            if not alone or folded(form.text) in names or form.text in self._shipped_names:
                continue
            score = latin.common_scores([form.text.lower()])[0, german]
            if score > _COMMON:
                message = f"{form.text!r} is a common German word; say when it is meant"
                yield _flaw(entry, message)


def _texts(entry: Entry) -> list[str]:
    return [*entry.names.values(), *(form.text for form in entry.forms)]


def _flaw(entry: Entry, message: str) -> Flaw:
    return Flaw(entry.place, entry.id, message)


def _dangling(table: Table, entry: Entry, ids: set[str]) -> Iterator[Flaw]:
    for relation in table.values.get("related", []):
        if relation["id"] not in ids:
            yield _flaw(entry, f"it is related to {relation['id']!r}, which is no entry")


def _letters(entry: Entry) -> Iterator[Flaw]:
    for text in _texts(entry):
        if not unicodedata.is_normalized("NFC", text):
            yield _flaw(entry, f"{text!r} is not in NFC; write it with composed letters")
    for form in entry.forms:
        if form.kind == "origin" and not _is_in_its_script(form):
            yield _flaw(entry, f"{form.text!r} has letters that {form.language} doesn't have")


def _is_in_its_script(form: SurfaceForm) -> bool:
    script, strange = _OF_LANGUAGE.get(form.language), _STRANGE.get(form.language)
    if script is None or regex.fullmatch(r"[\P{L}A-Za-z]*", form.text):
        return True
    words = regex.findall(r"\p{L}+", form.text)
    mixed = any(
        regex.search(rf"\p{{{script}}}", word) and not regex.fullmatch(rf"\p{{{script}}}+", word)
        for word in words
    )
    return not mixed and not (strange and strange.search(form.text))


def _unstable(entry: Entry, find: FindSurfaceForms) -> Iterator[Flaw]:
    """Names that would be replaced themselves: a second run must find nothing."""
    for name in dict.fromkeys(entry.names.values()):
        for finding in find(Document(name, "de")):
            if (said := getattr(finding, "inserted", None)) is not None:
                yield _flaw(entry, f"{name!r} would itself be replaced, by {said!r}")
