"""A glance sees the same in a text whichever way it is taken in."""

import pytest

from normalizer.finders.encoding.glance import Glance, Seen
from normalizer.finders.encoding.neighbours import Neighbours

LATIN = [
    "Die Straße ist frei, „Größe“ – 5 % mehr\xa0als 2024. ",
    "wie?so 100%C3 =\nb \\u00fc ?? =20 \x84Ja\x93 \ufffd\x00\x7f",
    "f\xc3\xbcr x\u0308 Mün\u200bchen 😀 \ud800 \uff21 na\u00efve",
    "Plain text of ASCII, and nothing else; is it? Yes. ",
]
CYRILLIC = " Он сказал: „НАТОВ“, «мост» і ґанок, Љубав; П–утин \xa0мы. "


@pytest.fixture(scope="module")
def neighbours() -> Neighbours:
    return Neighbours()


def seen(glance: Glance, end: int) -> list[tuple[int, int]]:
    pairs = zip(glance.all_places.tolist(), glance.seen.tolist(), strict=True)
    return [(place, bits) for place, bits in pairs if place < end]


@pytest.mark.parametrize("text", LATIN)
def test_text_in_latin_letters_looks_alike_beside_much_cyrillic(
    neighbours: Neighbours, text: str
) -> None:
    alone = text * 20
    beside = alone + CYRILLIC * 200
    assert seen(neighbours.glance(alone), len(alone)) == seen(neighbours.glance(beside), len(alone))


@pytest.mark.parametrize("text", [*LATIN, CYRILLIC])
def test_giant_text_looks_like_a_short_one_in_all_its_parts(
    neighbours: Neighbours, text: str
) -> None:
    short, size = text * 3, len(text)
    inner = [(at - size, bits) for at, bits in seen(neighbours.glance(short), 2 * size)]
    inner = [(at, bits) for at, bits in inner if at >= 0]
    count = 100_000 // size
    giant = dict(seen(neighbours.glance(text * count), size * count))
    for number in range(1, count - 1):
        start = number * size
        assert [(at, giant[start + at]) for at, _ in inner] == inner


@pytest.mark.parametrize("text", [*LATIN, CYRILLIC])
def test_pairs_are_the_same_before_a_glance_and_after_it(text: str) -> None:
    before, after = Neighbours(), Neighbours()
    article = text * 30
    after.glance(article)
    pairs, others = before.pairs(article), after.pairs(article)
    assert pairs.all_places.tolist() == others.all_places.tolist()
    assert pairs.kinds.tolist() == others.kinds.tolist()


def test_what_may_matter_is_seen_where_it_stands(neighbours: Neighbours) -> None:
    text = "Straße Љ «мост» НАТО"
    expected = {
        Seen.ACCENTED: ["ß"],
        Seen.UNCOMMON: ["Љ"],
        Seen.MARK: ["ß", "«", "»"],
        Seen.BEHIND_MARK: ["м"],
        Seen.SHOUTED: ["А", "Т", "О"],
    }
    glance = neighbours.glance(text)
    assert {bit: [text[at] for at in glance.places(bit).tolist()] for bit in expected} == expected
