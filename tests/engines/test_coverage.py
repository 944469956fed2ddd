"""What a corpus has of a text."""

from normalizer.engines.coverage import ERROR, Bloom, Coverage

_CORPUS = ["Порт закрыт.", "Порт закрыт с 3 мая.", "Порт открыт до 9 мая."]


def test_a_filter_has_all_its_strings_and_few_others() -> None:
    known, others = ([f"{kind} {number}" for number in range(20_000)] for kind in ("so", "anders"))
    filled = Bloom.of(known)
    assert all(string in filled for string in known)
    wrong = sum(string in filled for string in others) / len(others)
    assert 0 < wrong < 1.3 * ERROR
    assert len(filled.bits) < 1.3 * len(known)


def test_an_empty_filter_has_nothing() -> None:
    assert "порт" not in Bloom.of([])
    assert Coverage.of([]).missing("Порт закрыт.") == 1


def test_neighbours_are_missing_where_they_never_stood_side_by_side() -> None:
    coverage = Coverage.of([*_CORPUS, "закрыт"])
    assert coverage.missing("Порт закрыт") == 0
    assert coverage.missing("Порт открыт") == 1 / 3  # no article ends in it
    assert coverage.missing("Закрыт порт") == 2 / 3  # one began and ended in it alone


def test_any_number_is_as_good_as_another_and_case_is_nothing() -> None:
    coverage = Coverage.of(_CORPUS)
    assert coverage.missing("ПОРТ ЗАКРЫТ С 17 МАЯ.") == 0


def test_a_text_without_words_has_a_share_too() -> None:
    assert Coverage.of(_CORPUS).missing("…") == 1
    assert Coverage.of(["", *_CORPUS]).missing("…") == 0
