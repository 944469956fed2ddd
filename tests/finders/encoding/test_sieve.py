"""The sieve: of many texts at once it says the same as of each alone."""

import pytest

from normalizer.finders.encoding.misread import FindMisread
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Kind
from normalizer.finders.encoding.sieve import OddTexts
from normalizer.finders.encoding.suspects import Suspects

CLEAN = ["Die Straße ist frei.", "", "Он сказал, что поедет.", "a", "\n\n", "„Größe“ – 5 %"]
ODD = [
    "f\xc3\xbcr alle", "\ufffd", "Mün\u200bchen", "x\u0308", r"\u00fc", "G%C3%BCte", "wie?so",
    "a\n\nÐŸÑ€Ð", "😀 \xad",
]  # fmt: skip


@pytest.fixture(scope="module")
def neighbours() -> Neighbours:
    return Neighbours()


@pytest.fixture(scope="module")
def suspects() -> Suspects:
    return FindMisread().suspects


def test_clean_texts_pass_and_odd_ones_are_told_apart(suspects: Suspects) -> None:
    mixed = [text for pair in zip(CLEAN, ODD, strict=False) for text in pair]
    odd = OddTexts(suspects)
    assert odd(mixed) == [text in ODD for text in mixed]


def test_many_texts_are_judged_like_each_alone(suspects: Suspects) -> None:
    texts = [*CLEAN, *ODD] * 500 + ["х" * 100_000, *ODD]
    odd = OddTexts(suspects)
    assert odd(texts) == [odd([text]) == [True] for text in texts]


def test_rare_names_and_acronyms_pass_and_misread_words_dont(suspects: Suspects) -> None:
    passing = ["ЮНЕСКО и ЮНИСЕФ\nдома\nB&B", "США", "Дайэнн", "Бйорн"]
    odd = ["a &amp; b", "ЯКЕДСЕР НАДСЛЮМН", "РџСѓС‚РёРЅ"]
    mixed = [*passing, *odd, *passing]
    assert OddTexts(suspects)(mixed) == [text in odd for text in mixed]


def test_what_rare_finders_look_for_is_seen_in_the_pairs(neighbours: Neighbours) -> None:
    for (
        sign
    ) in "\xad\u034f\u180e\u200b\u200d\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufeff\ufff9":
        assert neighbours.pairs(f"a{sign}b").has(Kind.HIDDEN | Kind.ACCENT), ascii(sign)
    for sign in "\u0300\u0345\u0350\u036f":
        assert neighbours.pairs(f"a{sign}b").has(Kind.ACCENT), ascii(sign)
    for sign in "\u1161\u1175\u11a8\u3099\u309a\uff10\uff21\uff5a":
        assert neighbours.pairs(f"a{sign}b").has(Kind.WIDE), ascii(sign)
    for mixed in ("Вerlin", "berliн", "Ԛa", "а\u0301b", "a\u0301б"):
        assert neighbours.pairs(mixed).has(Kind.MIXED), ascii(mixed)
    assert not neighbours.pairs("Die Größe: „Мост“ – 5 %").has(~0)


def test_pairs_of_one_article_are_never_those_of_another(neighbours: Neighbours) -> None:
    clean, odd = "Die Straße ist frei. " * 50, "Die StraÃŸe ist frei. " * 50
    assert [neighbours.odd(text) for text in (clean, odd, clean, odd)] == [False, True] * 2


def test_signs_are_told_alike_in_short_and_in_giant_texts(neighbours: Neighbours) -> None:
    short = "Für П–утин, \ufffd НАТОВ. "
    giant = short * 5_000
    count = len(neighbours.suspects(short))
    assert count
    assert len(neighbours.suspects(giant)) == 5_000 * count
    assert len(neighbours.shouted(giant)) == 5_000 * len(neighbours.shouted(short))
    first, last = (neighbours.pairs(text).places(0xFF).tolist() for text in (short, giant))
    assert last[-len(first) :] == [place + len(giant) - len(short) for place in first]
