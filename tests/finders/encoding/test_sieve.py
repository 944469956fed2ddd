"""The sieve: of many texts at once it says the same as of each alone."""

import pytest

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.sieve import OddTexts

CLEAN = ["Die Straße ist frei.", "", "Он сказал, что поедет.", "a", "\n\n", "„Größe“ – 5 %"]
ODD = [
    "f\xc3\xbcr alle", "\ufffd", "Mün\u200bchen", "x\u0308", r"\u00fc", "G%C3%BCte", "wie?so",
    "a\n\nÐŸÑ€Ð", "😀 \xad",
]  # fmt: skip


@pytest.fixture(scope="module")
def neighbours() -> Neighbours:
    return Neighbours()


def _never(_: str) -> bool:
    return False


def test_clean_texts_pass_and_odd_ones_are_told_apart(neighbours: Neighbours) -> None:
    mixed = [text for pair in zip(CLEAN, ODD, strict=False) for text in pair]
    odd = OddTexts(_never, neighbours)
    assert odd(mixed) == [text in ODD for text in mixed]


def test_many_texts_are_judged_like_each_alone(neighbours: Neighbours) -> None:
    texts = [*CLEAN, *ODD] * 500 + ["х" * 100_000, *ODD]
    odd = OddTexts(_never, neighbours)
    assert odd(texts) == [odd([text]) == [True] for text in texts]


def test_only_lines_with_capitals_or_an_ampersand_are_read_closely(
    neighbours: Neighbours,
) -> None:
    asked: list[str] = []

    def closely(line: str) -> bool:
        asked.append(line)
        return "amp" in line

    texts = ["ЮНЕСКО и ЮНИСЕФ\nдома\nB&B", "США", "a &amp; b", "c"]
    assert OddTexts(closely, neighbours)(texts) == [False, False, True, False]
    assert asked == ["ЮНЕСКО и ЮНИСЕФ", "B&B", "a &amp; b"]


def test_signs_are_told_alike_in_short_and_in_giant_texts(neighbours: Neighbours) -> None:
    short = "Für П–утин, \ufffd НАТОВ. "
    giant = short * 5_000
    count = len(neighbours.suspects(short))
    assert count
    assert len(neighbours.suspects(giant)) == 5_000 * count
    assert len(neighbours.shouted(giant)) == 5_000 * len(neighbours.shouted(short))
    assert len(neighbours.pairs(giant).kinds) == len(giant) + 1
