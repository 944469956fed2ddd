"""Lists and sets that don't grow in memory."""

import os
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from normalizer.runs.stored import StoredList, StoredNames

MANY = 100_000
A_MEGABYTE = 1 << 20


def _names(count: int) -> Iterator[str]:
    return (f"2024/{number:08}/article.txt" for number in range(count))


def _most(made: Callable[[], object]) -> int:
    """The most bytes in memory while something is made."""
    tracemalloc.start()
    try:
        made()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 5000])
def test_a_list_gives_back_what_it_was_given(count: int) -> None:
    given = list(_names(count))
    stored = StoredList(given)
    assert len(stored) == count
    assert list(stored) == given
    assert [stored[number] for number in reversed(range(count))] == given[::-1]
    assert stored[-3:] == given[-3:]


def test_two_readers_of_a_list_do_not_disturb_each_other() -> None:
    stored = StoredList(_names(3000))
    ahead, behind = iter(stored), iter(stored)
    for _ in range(2000):
        next(ahead)
    assert list(behind) == list(_names(3000))
    assert len(list(ahead)) == 1000


@pytest.mark.parametrize("place", [3, -4])
def test_a_place_behind_the_end_of_a_list_is_an_error(place: int) -> None:
    with pytest.raises(IndexError):
        StoredList("abc")[place]


def test_a_list_takes_no_more_memory_for_more_items() -> None:
    few, many = (_most(lambda n=count: StoredList(_names(n))) for count in (MANY, 4 * MANY))
    assert many < few + A_MEGABYTE / 4
    assert many < 3 * A_MEGABYTE


def test_names_are_known_once_and_come_in_their_order() -> None:
    with StoredNames() as names:
        assert [names.add(name) for name in ("b", "a/c", "b", "ä")] == [True, True, False, True]
        assert list(names) == ["a/c", "b", "ä"]
        assert "b" in names
        assert "c" not in names


def test_a_name_that_is_no_unicode_is_kept() -> None:
    odd = os.fsdecode(b"caf\xe9.txt")
    with StoredNames() as names:
        names.add(odd)
        assert odd in names
        assert list(names) == [odd]
