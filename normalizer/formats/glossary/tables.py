"""The glossary as tables: all its forms, and the two columns that translators read."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import get_args

from normalizer.formats.glossary.concepts import Concept, Term
from normalizer.formats.glossary.rows import CONDITIONS, Row
from normalizer.resources.glossary import Role

HEADER = (
    "form",
    "preferred",
    "id",
    "type",
    "role",
    "kind",
    "language",
    "system",
    "condition",
    "case",
)
_HEADINGS = frozenset(
    ("source", "target", "form", "preferred", "original", "translation", "term", "name", "german",
     "deutsch", "quelle", "ziel", "begriff", "übersetzung", "ru", "de", "uk", "en", "fr", "pl")
)  # fmt: skip
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
_LONGEST = 1024
"""Bytes of a cell that DeepL takes at the most."""


def tsv(rows: Sequence[Row]) -> Iterator[str]:
    """All forms, tab-separated, with a header; one a line."""
    yield "\t".join(HEADER)
    for row in rows:
        case = "exact" if row.exact else "fold"
        known = (row.entry.id, row.entry.type, row.role, row.kind, row.language, row.system)
        yield "\t".join((row.text, row.preferred, *known, row.condition, case))


def pairs(rows: Sequence[Row], language: str) -> Iterator[str]:
    """Names in ``language`` and in German, as DeepL and Google Translate take a glossary.

    Two columns without a header, each source once, no cell over 1,024 bytes (the limits that
    DeepL documents).
    """
    seen: set[str] = set()
    for row in rows:
        wanted = row.language == language and row.kind == "origin" and row.is_safe
        sizes = [len(cell.encode()) for cell in (row.text, row.preferred)]
        if wanted and row.text not in seen and max(sizes) <= _LONGEST:
            seen.add(row.text)
            yield f"{row.text}\t{row.preferred}"


def read_concepts(text: str) -> list[Concept]:
    """The entries of a table of all forms, as `tsv` writes it; none of a table without its header.

    Spellings that only follow from others are left out, since they follow again.
    """
    if not text.startswith("\t".join(HEADER)):
        return []
    found: dict[str, list[Term]] = {}
    types: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(text), dialect="excel-tab", quoting=csv.QUOTE_NONE):
        if row["kind"] == "derived":
            continue
        types[row["id"]] = row["type"]
        role = _ROLES.get(row["role"], "preferred")
        safe = row["condition"] == CONDITIONS[0]
        exact = row["case"] == "exact"
        term = Term(row["form"], row["language"], row["kind"], role, safe, exact)
        found.setdefault(row["id"], []).append(term)
    return [Concept(id_, types[id_], terms) for id_, terms in found.items()]


def read_pairs(text: str) -> list[tuple[str, str]]:
    r"""The pairs of a two-column table, with tabs, semicolons or commas; a header is skipped.

    >>> read_pairs("source\ttarget\nКиев\tKiew\n"), read_pairs("Name;Deutsch\nКиев;Kiew\n")
    ([('Киев', 'Kiew')], [('Киев', 'Kiew')])
    """
    first = text.lstrip().partition("\n")[0]
    delimiter = "\t" if "\t" in first else max(",;", key=first.count)
    found = [
        (row[0].strip(), row[1].strip())
        for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        if len(row) > 1 and row[0].strip() and row[1].strip()
    ]
    return found[1:] if found and _is_header(found) else found


def _is_header(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the first of ``pairs`` names the columns, by its words or by its letters.

    A word in Latin letters over names that are all in others is one, but not a name that stays
    as it is.
    """
    first, *others = pairs
    if {cell.lower() for cell in first} <= _HEADINGS:
        return True
    stays = first[0] == first[1] or not first[0].isascii()
    return not stays and bool(others) and not any(one.isascii() for one, _ in others)
