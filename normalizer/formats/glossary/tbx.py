"""The glossary as TBX-Basic (ISO 30042:2019, TBX version 3, DCA style), for translation tools."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from normalizer.errors import ResourceError
from normalizer.formats.glossary.concepts import Concept, Term
from normalizer.formats.glossary.rows import Row
from normalizer.resources.glossary import Role

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TERM_TYPES = {"acronym": "acronym", "full": "fullForm", "short": "shortForm"}
_GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter", "pl": "other"}
_STATUS = {
    "preferred": "preferredTerm-admn-sts", "origin": "preferredTerm-admn-sts",
    "error": "deprecatedTerm-admn-sts", "historical": "supersededTerm-admn-sts",
}  # fmt: skip
_ADMITTED = "admittedTerm-admn-sts"
_KIND = {status: kind for kind, status in _STATUS.items() if kind != "origin"}
_ROLE: dict[str, Role] = {
    "acronym": "acronym", "abbreviation": "acronym", "fullForm": "full", "shortForm": "short",
    "adjective": "adjective",
}  # fmt: skip
"""The role that a type of term or a part of speech tells."""

_GENDER = {name: gender for gender, name in _GENDERS.items() if gender != "pl"}
_UNSAFE = "replaced "
"""How the note begins that tells when a form is replaced, if not always."""

_INDENT = "  "


def tbx(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the file; one concept an entry, one language section a language."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<tbx type="TBX-Basic" style="dca" xml:lang="de" xmlns="{NAMESPACE}">'
    yield f"{_INDENT}<tbxHeader><fileDesc>"
    yield f"{_INDENT}<titleStmt><title>normalizer glossary</title></titleStmt>"
    yield f"{_INDENT}<sourceDesc><p>The normalizer contributors, CC BY 4.0</p></sourceDesc>"
    yield f"{_INDENT}</fileDesc></tbxHeader>"
    yield f"{_INDENT}<text><body>"
    for _, forms in groupby(rows, key=lambda row: row.entry.id):
        concept = _concept(list(forms))
        ET.indent(concept, _INDENT, level=2)
        yield 2 * _INDENT + ET.tostring(concept, encoding="unicode").rstrip()
    yield f"{_INDENT}</body></text>"
    yield "</tbx>"


def read_tbx(path: Path) -> list[Concept]:
    """The concepts of a TBX file of version 2 or 3, DCA style.

    Raises:
        ResourceError: the file can't be read or isn't TBX; the message has the line.
    """
    try:
        root = ET.parse(path).getroot()  # noqa: S314  the user's own file; expat expands nothing from outside
    except ET.ParseError as error:
        message = f"{path}:{error.position[0]}: not valid XML: {error}; export it again"
        raise ResourceError(message) from error
    except OSError as error:
        message = f"{path}:1: can't be read: {error.strerror or error}"
        raise ResourceError(message) from error
    concepts = [node for node in root.iter() if _name(node) in {"conceptEntry", "termEntry"}]
    if not concepts:
        message = f"{path}:1: no concept in it; is it TBX in DCA style?"
        raise ResourceError(message)
    return [_read(node, number) for number, node in enumerate(concepts, start=1)]


def _concept(rows: Sequence[Row]) -> ET.Element:
    entry = rows[0].entry
    concept = ET.Element("conceptEntry", {"id": entry.id})
    _note(concept, "descrip", "subjectField", entry.type)
    if entry.wikidata:
        target = f"https://www.wikidata.org/wiki/{entry.wikidata}"
        xref = ET.SubElement(concept, "xref", {"type": "externalCrossReference", "target": target})
        xref.text = entry.wikidata
    if entry.note:
        ET.SubElement(concept, "note").text = entry.note
    for language in dict.fromkeys(row.language for row in rows):
        section = ET.SubElement(concept, "langSec", {_LANG: language})
        seen: set[str] = set()
        for row in rows:
            if row.language == language and row.text not in seen:
                seen.add(row.text)
                _term(section, row)
    return concept


def _term(section: ET.Element, row: Row) -> None:
    term = ET.SubElement(section, "termSec")
    ET.SubElement(term, "term").text = row.text
    if row.role in _TERM_TYPES:
        _note(term, "termNote", "termType", _TERM_TYPES[row.role])
    if row.kind == "preferred" and row.entry.gender:
        _note(term, "termNote", "grammaticalGender", _GENDERS[row.entry.gender])
    speech = "adjective" if row.role == "adjective" else "properNoun"
    _note(term, "termNote", "partOfSpeech", speech)
    _note(term, "termNote", "administrativeStatus", _STATUS.get(row.kind, _ADMITTED))
    if not row.is_safe:
        ET.SubElement(term, "note").text = f"{_UNSAFE}{row.condition}"


def _note(parent: ET.Element, tag: str, kind: str, text: str) -> None:
    ET.SubElement(parent, tag, {"type": kind}).text = text


def _read(node: ET.Element, number: int) -> Concept:
    terms: list[Term] = []
    genders: list[str] = []
    for section in _children(node, "langSec", "langSet"):
        language = section.get(_LANG, "").partition("-")[0].lower()
        for term in _children(section, "termSec", "tig", "ntig"):
            said = next((child.text for child in term.iter() if _name(child) == "term"), None)
            if said and said.strip():
                notes = _notes(term)
                genders += [notes["grammaticalGender"]] if "grammaticalGender" in notes else []
                terms.append(_term_of(said.strip(), language, notes, term))
    fields = (child for child in node if child.get("type") == "subjectField")
    subject = next((child.text or "" for child in fields), "").strip()
    gender = _GENDER.get(genders[0]) if genders else None
    return Concept(node.get("id", f"concept-{number}"), subject, terms, gender)


def _notes(term: ET.Element) -> dict[str, str]:
    """What the notes of a term say, by their type."""
    notes = (child for child in term.iter() if _name(child) == "termNote")
    return {child.get("type", ""): (child.text or "").strip() for child in notes}


def _term_of(text: str, language: str, notes: Mapping[str, str], term: ET.Element) -> Term:
    kind = _KIND.get(notes.get("administrativeStatus", ""), "variant")
    told = (notes.get("termType", ""), notes.get("partOfSpeech", ""))
    role: Role = next((_ROLE[word] for word in told if word in _ROLE), "preferred")
    remarks = (child.text or "" for child in term.iter() if _name(child) == "note")
    safe = not any(remark.startswith(_UNSAFE) for remark in remarks)
    return Term(text, language, kind, role, safe)


def _children(node: ET.Element, *names: str) -> Iterable[ET.Element]:
    return (child for child in node if _name(child) in names)


def _name(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
