"""The glossary as tables: all its forms, and the two columns that translators read."""

import csv
import io
from collections.abc import Iterator, Sequence

from normalizer.formats.glossary.rows import Row

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


def read_pairs(text: str) -> list[tuple[str, str]]:
    r"""The pairs of a two-column table, tab-separated or with commas; a header is skipped.

    >>> read_pairs("source\ttarget\nКиев\tKiew\n")
    [('Киев', 'Kiew')]
    """
    dialect = "excel-tab" if "\t" in text.partition("\n")[0] else "excel"
    found = [
        (row[0].strip(), row[1].strip())
        for row in csv.reader(io.StringIO(text), dialect)
        if len(row) > 1 and row[0].strip() and row[1].strip()
    ]
    header = {"source", "target", "form", "preferred", "ru", "de", "uk", "en"}
    return found[1:] if found and {cell.lower() for cell in found[0]} <= header else found
