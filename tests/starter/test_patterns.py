"""Patterns and their tables, as far as they can be read without a Russian dictionary."""

import pytest
from filler import SLOTS, table
from fillers import DRAW
from framed import framed
from generate import PATTERNS, SLOT, chosen, finished, read_patterns
from morphology import genitive, german_phrase


def test_there_are_enough_patterns_on_each_topic() -> None:
    topics = [topic for topic, _, _ in read_patterns()]
    assert len(topics) > 150
    assert min(map(topics.count, topics)) >= 20


def test_both_sides_of_a_pattern_name_the_same_things() -> None:
    for topic, russian, german in read_patterns():
        keys = [{m["slot"] + m["number"] for m in SLOT.finditer(s)} for s in (russian, german)]
        assert keys[0] == keys[1], (topic, russian)


def test_a_pattern_stands_there_once() -> None:
    sources = [russian for _, russian, _ in read_patterns()]
    assert len(sources) == len(set(sources))


def test_an_unknown_slot_says_where_it_is(tmp_path, monkeypatch) -> None:  # noqa: ANN001
    (tmp_path / "bad.txt").write_text("# x\n^{noun:gen}. | ^{noun}.\n", encoding="utf-8")
    monkeypatch.setattr("generate.PATTERNS", tmp_path)
    with pytest.raises(ValueError, match=r"bad.txt:2: write RUSSIAN \| GERMAN"):
        read_patterns()


@pytest.mark.parametrize(
    "name", ["body", "role", "things", "place", "event", "actor", "paper", "being"]
)
def test_rows_have_a_gender_and_a_german_cell(name: str) -> None:
    for russian, gender, cell in table(name):
        assert "*" in russian or russian.startswith(("МИД ", "Минобороны "))
        assert gender in ("m", "f", "n", "pl")
        assert cell.split("|")[0] in ("m", "f", "n", "pl")
        assert german_phrase(cell, "dat", article=not cell.startswith("pl"))


def test_every_table_is_used() -> None:
    named = {path.stem for path in SLOTS.glob("*.tsv")} - {"country", "calibre", "given", "surname"}
    used = {m["slot"] for _, r, g in read_patterns() for m in SLOT.finditer(r + g)}
    assert named <= used <= DRAW.keys()
    assert {path.name for path in PATTERNS.iterdir()} == {
        f"{topic}.txt" for topic, _, _ in read_patterns()
    }


@pytest.mark.parametrize(
    ("cell", "case", "said"),
    [
        ("m|polnisch|Präsident~en", "gen", "des polnischen Präsidenten"),
        ("m|polnisch|Präsident~en", "nom", "der polnische Präsident"),
        ("n|russisch|Außenministerium", "gen", "des russischen Außenministeriums"),
        ("m|südkoreanisch|Geheimdienst", "gen", "des südkoreanischen Geheimdienstes"),
        ("m|International|Währungsfonds", "gen", "des Internationalen Währungsfonds"),
        ("f|-|EU-Kommission", "dat", "der EU-Kommission"),
        ("n|Weiß|Haus", "gen", "des Weißen Hauses"),
        ("pl|-|USA", "dat", "den USA"),
        ("m|-|Sprecher|des Weißen Hauses", "acc", "den Sprecher des Weißen Hauses"),
    ],
)
def test_german_phrases_are_declined(cell: str, case: str, said: str) -> None:
    assert german_phrase(cell, case) == said


def test_plurals_without_an_article_are_declined() -> None:
    cell = "pl|ballistisch|Raketen"
    forms = [german_phrase(cell, case, article=False) for case in ("nom", "gen", "dat")]
    assert forms == ["ballistische Raketen", "ballistischer Raketen", "ballistischen Raketen"]
    assert german_phrase("pl|-|Panzer", "dat", article=False) == "Panzern"


def test_names_that_hiss_take_an_apostrophe() -> None:
    assert [genitive(name) for name in ("Polen", "Belarus", "Paris")] == [
        "Polens",
        "Belarus’",
        "Paris’",
    ]


def test_choices_go_by_gender_or_number() -> None:
    assert [chosen("/а/о/и", gender) for gender in ("m", "f", "n", "pl")] == ["", "а", "о", "и"]
    assert [chosen("hat/haben", gender) for gender in ("f", "pl")] == ["hat", "haben"]


@pytest.mark.parametrize(
    ("filled", "made"),
    [
        (("^в Вьетнаме.", "^in Vietnam."), ("Во Вьетнаме.", "In Vietnam.")),
        (("с Словакией", "mit der Slowakei"), ("со Словакией", "mit der Slowakei")),
        (("о Иране", "über den Iran"), ("об Иране", "über den Iran")),
        (("в Киеве", "von dem Gericht"), ("в Киеве", "vom Gericht")),
        (("^«да», – сказал он.", "^„ja“, sagte er."), ("«Да», – сказал он.", "„Ja“, sagte er.")),
    ],
)  # fmt: skip
def test_prepositions_join_and_sentences_begin_with_a_capital(
    filled: tuple[str, str], made: tuple[str, str]
) -> None:
    assert finished(*filled) == made


def test_only_statements_are_framed() -> None:
    for russian, german in framed():
        assert russian[0].isupper()
        assert german[0].isupper()
        assert not set(russian + german) & set("«»„“():;–!?")
        assert not {"я", "мы", "сказал", "заявил"} & set(russian.lower().split())
    assert len(framed()) > 5000
