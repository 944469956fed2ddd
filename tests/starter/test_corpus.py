"""What the pairs of the starter corpus promise."""

from pathlib import Path

import pytest
from check import HELD_OUT_RUN, LAYERS, SEED_RUN, duplicates, overlaps, side_findings
from likeness import alike
from pairs import CORPUS, HELD_OUT, Pair, read_layer, read_pairs, runs

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> list[Pair]:
    return [pair for name in LAYERS for pair in read_layer(name)]


@pytest.fixture(scope="module")
def held_out() -> list[Pair]:
    return [pair for path in HELD_OUT.values() for pair in read_pairs(path)]


@pytest.fixture(scope="module")
def seed_lines() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [line for text in texts for line in text.split("\n")]


def pair(source: str, target: str) -> Pair:
    return Pair(source, target, CORPUS / "made.tsv", 1)


def test_scripts_and_typography_are_right(corpus: list[Pair], held_out: list[Pair]) -> None:
    wrong = [(p.place, found) for p in (*corpus, *held_out) for found in side_findings(p)]
    assert wrong == []


def test_each_source_stands_there_once(corpus: list[Pair], held_out: list[Pair]) -> None:
    assert [(p.place, found) for p, found in duplicates((*corpus, *held_out))] == []


def test_no_seed_shares_more_than_five_words(
    corpus: list[Pair], held_out: list[Pair], seed_lines: list[str]
) -> None:
    known = runs(seed_lines, SEED_RUN)
    assert SEED_RUN == len(next(iter(known))) == 6
    assert list(overlaps((*corpus, *held_out), known, SEED_RUN, "seed")) == []


def test_a_shared_run_is_found(seed_lines: list[str]) -> None:
    line = max(seed_lines, key=len)
    found = list(overlaps([pair("Да.", line)], runs(seed_lines, SEED_RUN), SEED_RUN, "seed"))
    assert [check for _, (check, _) in found] == ["seed"]


def test_held_out_pairs_share_no_long_run_with_the_corpus(
    corpus: list[Pair], held_out: list[Pair]
) -> None:
    known = runs((side for p in corpus for side in (p.source, p.target)), HELD_OUT_RUN)
    assert list(overlaps(held_out, known, HELD_OUT_RUN, "held out")) == []


def test_held_out_pairs_are_not_like_any_of_the_corpus(
    corpus: list[Pair], held_out: list[Pair]
) -> None:
    assert [(p.place, near.place) for p, near in alike(held_out, corpus)] == []


@pytest.mark.parametrize("name", HELD_OUT)
def test_held_out_pairs_are_enough_to_measure_with(name: str) -> None:
    assert len(list(read_pairs(HELD_OUT[name]))) >= 600


def test_a_pair_with_one_word_changed_is_found() -> None:
    known = pair("Пожар на складе удалось потушить утром.", "x")
    near = pair("Пожар на заводе удалось потушить утром.", "x")
    other = pair("Министр приехал утром на заседание.", "x")
    assert list(alike([near, other], [known])) == [(near, known)]


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("Это так.", "Das ist sо.", "script"),
        ("Це так, \u0456 все.", "So ist es.", "script"),
        ("«Да».", '"Ja".', "quotes"),
        ("«Да».", "„Ja.", "quotes"),
        ("12 000 человек", "12000 Menschen", "thousands"),
        ("1500 человек", "1.500 Menschen", "thousands"),
        ("Да - нет.", "Ja – nein.", "dash"),
        ("Да.", "Ja .", "spacing"),
    ],
)
def test_a_wrong_side_is_found(source: str, target: str, check: str) -> None:
    assert check in [found for found, _ in side_findings(pair(source, target))]


def test_a_right_pair_is_left() -> None:
    right = pair("«Да», – сказал он в 2024 году.", "„Ja“, sagte er 2024.")
    assert list(side_findings(right)) == []


def test_a_line_without_a_tab_says_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("Да.\tJa.\nНет.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad.tsv:2: write RUSSIAN"):
        list(read_pairs(path))
