"""The glossary as SKOS in Turtle (W3C, 2009 and 2014), for thesauri and the web of data."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from normalizer.formats.glossary.rows import Row

SCHEME = "urn:normalizer:glossary"
_HIDDEN = frozenset({"error", "derived"})
"""Forms to be found by, and not to be shown: SKOS calls them hidden labels."""


def skos(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the file: a scheme, and one concept an entry.

    Each language has at most one preferred label, and no label stands twice, as SKOS wants.
    """
    yield "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    yield "@prefix dct: <http://purl.org/dc/terms/> ."
    yield ""
    yield f"<{SCHEME}> a skos:ConceptScheme ;"
    yield '  dct:title "normalizer glossary"@en ;'
    yield "  dct:license <https://creativecommons.org/licenses/by/4.0/> ."
    for _, forms in groupby(rows, key=lambda row: row.entry.id):
        yield ""
        yield from _concept(list(forms))


def _concept(rows: Sequence[Row]) -> Iterator[str]:
    entry = rows[0].entry
    facts = [f"skos:inScheme <{SCHEME}>", f"skos:notation {_literal(entry.id)}"]
    if entry.wikidata:
        facts.append(f"skos:exactMatch <http://www.wikidata.org/entity/{entry.wikidata}>")
    if entry.geonames:
        facts.append(f"skos:exactMatch <https://sws.geonames.org/{entry.geonames}/>")
    facts += (f"skos:{label} {text}" for text, label in _labels(rows).items())
    if entry.note:
        facts.append(f"skos:note {_literal(entry.note)}@en")
    yield f"<{SCHEME}:{entry.id}> a skos:Concept ;"
    yield " ;\n".join(f"  {fact}" for fact in facts) + " ."


def _labels(rows: Sequence[Row]) -> dict[str, str]:
    """Which label each text with its language is."""
    labels: dict[str, str] = {}
    preferred: set[str] = set()
    for row in rows:
        text = f"{_literal(row.text)}@{row.language}"
        main = row.kind in {"preferred", "origin"} and row.role == "preferred"
        if main and row.language not in preferred:
            preferred.add(row.language)
            labels[text] = "prefLabel"
        else:
            labels.setdefault(text, "hiddenLabel" if row.kind in _HIDDEN else "altLabel")
    return labels


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
