"""Every export by its name: the files it has, and their lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

import msgspec

from normalizer.formats.glossary.rows import Row, rows
from normalizer.formats.glossary.search import solr, spacy
from normalizer.formats.glossary.skos import skos
from normalizer.formats.glossary.tables import pairs, tsv
from normalizer.formats.glossary.tbx import tbx
from normalizer.resources.glossary import Glossary

Lines = Callable[[Sequence[Row]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """A format: the file it is, what makes its lines, and who reads it (``about``).

    With ``derived`` it also holds the forms that only follow from others.
    """

    file: str
    lines: Lines
    about: str
    derived: bool = False


def json_lines(rows: Sequence[Row]) -> Iterator[str]:
    """One JSON object an entry, with all its names and forms."""
    for _, forms in groupby(rows, key=lambda row: row.entry.id):
        yield msgspec.json.encode(_record(list(forms))).decode()


EXPORTS: Mapping[str, Export] = {
    "tsv": Export("tsv/glossary.tsv", tsv, "spreadsheets and scripts: every form", derived=True),
    "jsonl": Export("jsonl/glossary.jsonl", json_lines, "programs: an entry a line", derived=True),
    "tbx": Export("tbx/glossary.tbx", tbx, "translation tools (TBX-Basic, ISO 30042)"),
    "skos": Export("skos/glossary.ttl", skos, "thesauri and linked data (SKOS, Turtle)"),
    "deepl": Export("deepl/ru-de.tsv", partial(pairs, language="ru"), "DeepL, Google: Russian"),
    "deepl-uk": Export(
        "deepl/uk-de.tsv", partial(pairs, language="uk"), "DeepL, Google: Ukrainian"
    ),
    "spacy": Export("spacy/patterns.jsonl", spacy, "spaCy's EntityRuler", derived=True),
    "solr": Export("solr/synonyms.txt", solr, "Solr and Elasticsearch synonyms", derived=True),
}


def exported(glossary: Glossary, name: str) -> Iterator[str]:
    """The lines of the export ``name`` of ``glossary``, without line ends."""
    export = EXPORTS[name]
    return export.lines(list(rows(glossary, derived=export.derived)))


def written(glossary: Glossary) -> dict[Path, bytes]:
    """Every export, by its file below the folder of exports."""
    all_rows = list(rows(glossary, derived=True))
    few = [row for row in all_rows if row.kind != "derived"]
    return {
        Path(export.file): "".join(
            f"{line}\n" for line in export.lines(all_rows if export.derived else few)
        ).encode()
        for export in EXPORTS.values()
    }


def _record(rows: Sequence[Row]) -> dict[str, object]:
    entry = rows[0].entry
    facts = {
        "gender": entry.gender, "country": entry.country, "wikidata": entry.wikidata,
        "geonames": entry.geonames, "note": entry.note,
    }  # fmt: skip
    forms = [
        {
            "text": row.text, "language": row.language, "kind": row.kind, "role": row.role,
            **({"system": row.system} if row.system else {}),
            **({} if row.is_safe else {"condition": row.condition}),
            **({"case": "exact"} if row.exact else {}),
        }
        for row in rows
        if row.kind != "preferred"
    ]  # fmt: skip
    return {
        "id": entry.id,
        "type": entry.type,
        "names": dict(entry.names),
        **({"profiles": dict(entry.profiles)} if entry.profiles else {}),
        **{key: value for key, value in facts.items() if value},
        "forms": forms,
    }
