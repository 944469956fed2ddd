"""What a glossary says of its bearers in one language, read without the rest of their entries."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from normalizer.resources.glossary import Entry, Glossary


@dataclass(frozen=True, slots=True)
class Outline:
    """One bearer: the texts of its ``forms`` in a language, with the ``origins`` among them."""

    id: str
    is_person: bool
    country: str | None
    origins: tuple[str, ...]
    forms: tuple[str, ...]


class _Form(msgspec.Struct):
    text: str
    language: str = "de"
    kind: str = ""


class _Table(msgspec.Struct):
    id: str
    type: str
    country: str | None = None
    origin: dict[str, str] = {}
    short_origin: dict[str, str] = {}
    form: list[_Form] = []


def outlines(glossary: Glossary, language: str) -> Iterator[Outline]:
    """The outline of each bearer that has a form in ``language``, in order.

    From a pack it takes a tenth of the time that the entries take, conditions and all.

    >>> from normalizer.resources.glossary_files import load_glossary
    >>> found = {one.id: one for one in outlines(load_glossary(), "ru")}
    >>> found["ua-selydowe"].forms, "us-selydowe" in found
    (('Селидово',), False)
    """
    packed = {} if glossary.pack is None else {one.id: one for one in glossary.pack.entries}
    for id_ in glossary.entries:
        if id_ in packed and id_ not in glossary.added:
            table = msgspec.msgpack.decode(packed[id_].table, type=_Table)
            found = _of_table(table, language)
        else:
            found = _of_entry(glossary.entries[id_], language)
        if found.forms:
            yield found


def _of_table(table: _Table, language: str) -> Outline:
    own = (table.origin.get(language), table.short_origin.get(language))
    listed = [form for form in table.form if form.language == language]
    origins = (
        *(text for text in own if text),
        *(form.text for form in listed if form.kind == "origin"),
    )
    others = (form.text for form in listed if form.kind != "origin")
    return Outline(table.id, table.type == "person", table.country, origins, (*origins, *others))


def _of_entry(entry: Entry, language: str) -> Outline:
    forms = [form for form in entry.forms if form.language == language]
    origins = tuple(form.text for form in forms if form.kind == "origin")
    others = (form.text for form in forms if form.kind != "origin")
    return Outline(entry.id, entry.type == "person", entry.country, origins, (*origins, *others))
