"""Each export as its own consumer reads it."""

import csv
import json
from pathlib import Path

import pytest

from normalizer.formats.glossary.exports import EXPORTS, exported, written
from normalizer.formats.glossary.tables import read_pairs
from normalizer.resources.glossary import Glossary
from normalizer.resources.glossary_files import load_glossary

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DIST = ROOT / "glossaries" / "dist"
SCHEMA = ROOT / "tests" / "fixtures" / "tbx" / "tbx-basic.rng"
OWN = """format = "normalizer-glossary/1"

[[entry]]
id = "xx-probe"
type = "organization"
preferred = "Amt & Söhne <Nord>"
acronym = "ASN"
gender = "n"
origin = { ru = "Ведомство \\"Север\\", главное" }
note = 'A name with every sign, such as \\ and ", that a format escapes.'

  [[entry.form]]
  text = "Amt, Söhne => Nord"
  language = "de"
  kind = "variant"

  [[entry.form]]
  text = "Söhne Nord"
  language = "de"
  kind = "variant"
  when = { article = ["Amt"] }
"""


@pytest.fixture
def own(tmp_path: Path) -> Glossary:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return load_glossary([path], shipped=False)


def _file(name: str) -> Path:
    return DIST / EXPORTS[name].file


def test_the_committed_exports_are_those_of_the_sources() -> None:
    for path, data in written(load_glossary()).items():
        assert (DIST / path).read_bytes() == data, f"{path}: run make glossary"


def test_a_spreadsheet_reads_the_table() -> None:
    with _file("tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, dialect="excel-tab"))
    assert {row["kind"] for row in rows} >= {"preferred", "origin", "variant", "derived"}
    found = {row["form"]: row["preferred"] for row in rows if row["condition"] == "always"}
    assert found["Zelensky"] == "Selenskyj"
    assert all(None not in row and None not in row.values() for row in rows)


def test_json_reads_every_line() -> None:
    lines = _file("jsonl").read_text(encoding="utf-8").splitlines()
    entries = {entry["id"]: entry for entry in map(json.loads, lines)}
    assert len(entries) == len(load_glossary())
    forms = {form["text"] for form in entries["kp-kim-jong-un"]["forms"]}
    assert {"김정은", "Kim Jong Un"} <= forms


def test_tbx_keeps_to_its_schema(own: Glossary, tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(etree.parse(_file("tbx")))
    probe = tmp_path / "probe.tbx"
    probe.write_text("\n".join(exported(own, "tbx")), encoding="utf-8")
    tree = etree.parse(probe)
    schema.assertValid(tree)
    terms = {node.text for node in tree.iter("{*}term")}
    assert "Amt & Söhne <Nord>" in terms


def test_the_schema_of_tbx_refuses_what_the_standard_does_not_have(
    own: Glossary, tmp_path: Path
) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    text = "\n".join(exported(own, "tbx"))
    assert schema.validate(etree.fromstring(text.encode()))
    for sound, wrong in (
        ("preferredTerm-admn-sts", "best"),
        ('<conceptEntry id="', '<conceptEntry name="'),
        ("<term>", "<term/><term>"),
    ):
        probe = tmp_path / "wrong.tbx"
        probe.write_text(text.replace(sound, wrong), encoding="utf-8")
        assert not schema.validate(etree.parse(probe)), wrong


def test_rdflib_reads_skos_and_it_is_consistent(own: Glossary) -> None:
    rdflib = pytest.importorskip("rdflib")
    skos = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")
    for text in (_file("skos").read_text(encoding="utf-8"), "\n".join(exported(own, "skos"))):
        graph = rdflib.Graph().parse(data=text, format="turtle")
        concepts = set(graph.subjects(rdflib.RDF.type, skos.Concept))
        assert concepts
        for concept in concepts:
            preferred = list(graph.objects(concept, skos.prefLabel))
            assert len({label.language for label in preferred}) == len(preferred)
            others = set(graph.objects(concept, skos.altLabel))
            hidden = set(graph.objects(concept, skos.hiddenLabel))
            assert not set(preferred) & others
            assert not others & hidden
    labels = {str(label) for label in graph.objects(None, skos.prefLabel)}
    assert 'Ведомство "Север", главное' in labels


def test_deepl_takes_each_source_once() -> None:
    for name in ("deepl", "deepl-uk"):
        text = _file(name).read_text(encoding="utf-8")
        pairs = read_pairs(text)
        assert len(pairs) == len(text.splitlines())
        assert len({said for said, _ in pairs}) == len(pairs)
        assert all(len(cell.encode()) <= 1024 for pair in pairs for cell in pair)
    assert ("Ким Чен Ын", "Kim Jong-un") in read_pairs(_file("deepl").read_text(encoding="utf-8"))


def test_spacy_finds_bearers_with_the_patterns() -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("de")
    pipeline.add_pipe("entity_ruler").from_disk(_file("spacy"))
    found = pipeline("Volodymyr Zelensky traf Kim Jong Un in Lugansk.").ents
    assert [(one.text, one.label_, one.ent_id_) for one in found] == [
        ("Volodymyr Zelensky", "PER", "ua-wolodymyr-selenskyj"),
        ("Kim Jong Un", "PER", "kp-kim-jong-un"),
        ("Lugansk", "LOC", "ua-luhansk"),
    ]


def test_synonyms_are_parsed_as_solr_does(own: Glossary) -> None:
    text = _file("solr").read_text(encoding="utf-8")
    rules = dict(_solr_rule(line) for line in text.splitlines())
    (name,) = [name for name, forms in rules.items() if "Zelensky" in forms and name == "Selenskyj"]
    assert "Zelenski" in rules[name]
    probe = dict(_solr_rule(line) for line in exported(own, "solr"))
    assert "Amt, Söhne => Nord" in probe["Amt & Söhne <Nord>"]
    assert "Söhne Nord" not in probe["Amt & Söhne <Nord>"]


def _solr_rule(line: str) -> tuple[str, list[str]]:
    """What SolrSynonymParser makes of a rule: cut at signs that no backslash stands before."""
    parts, part, escaped = [[""]], 0, False
    position = 0
    while position < len(line):
        sign = line[position]
        if escaped:
            parts[part][-1] += sign
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == "," or line.startswith("=>", position):
            if sign != ",":
                parts.append([""])
                part += 1
                position += 1
            else:
                parts[part].append("")
        else:
            parts[part][-1] += sign
        position += 1
    left, right = ([text.strip() for text in side] for side in parts)
    assert len(right) == 1
    return right[0], left
