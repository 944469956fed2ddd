"""The glossary for search and entity recognition: Solr, Elasticsearch, spaCy."""

from collections.abc import Iterator, Sequence

import msgspec
import regex

from normalizer.formats.glossary.rows import Row

LABELS = {
    "person": "PER", "place": "LOC", "region": "LOC", "organization": "ORG", "media": "ORG",
    "weapon": "MISC",
}  # fmt: skip
"""Labels of German spaCy models by type of entry."""

_SPECIAL = regex.compile(r"([\\,=>#])")


def solr(rows: Sequence[Row]) -> Iterator[str]:
    """Synonym rules of Solr and Elasticsearch, one name of a bearer a line: ``a, b => c``.

    For a ``synonym_graph`` filter, since forms have several words. What may stand for something
    else is left out.
    """
    for forms in _by_name(rows):
        others = [row.text for row in forms if row.text != row.preferred]
        if others:
            left = ", ".join(map(_escaped, dict.fromkeys(others)))
            yield f"{left} => {_escaped(forms[0].preferred)}"


def spacy(rows: Sequence[Row]) -> Iterator[str]:
    """Patterns of spaCy's EntityRuler, one a line, with the id of the bearer.

    Phrase patterns, which spaCy cuts with the tokenizer of the model they are added to.
    """
    encode = msgspec.json.encode
    seen: set[str] = set()
    for row in rows:
        if not row.is_safe or row.text in seen or row.role == "adjective":
            continue
        seen.add(row.text)
        pattern = {"label": LABELS[row.entry.type], "pattern": row.text, "id": row.entry.id}
        yield encode(pattern).decode()


def _by_name(rows: Sequence[Row]) -> Iterator[list[Row]]:
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.is_safe:
            grouped.setdefault((row.entry.id, row.role), []).append(row)
    yield from grouped.values()


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
