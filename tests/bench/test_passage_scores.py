import pytest
from passages.articles import Case, Piece
from passages.scores import Tally, is_passage, settled, tally

TEXT = "Er sagte leise: „Мы скоро вернёмся домой“, und alle gingen hinaus in den Regen."
START = TEXT.index("Мы")
END = TEXT.index("“")
GOLD = Piece(START, END, "ru")
LETTERS = len("Мыскоровернёмсядомой")


def case(text: str = TEXT, *spans: Piece) -> Case:
    return Case("t", "c", "c_clause", "ru", "de", text, spans)


def scored(*found: Piece) -> Tally:
    return tally(case(TEXT, GOLD), found, "de")


def test_the_gold_itself_is_right_in_every_score() -> None:
    found = scored(GOLD)
    assert (found.right, found.wrong, found.missed) == (LETTERS, 0, 0)
    assert (found.letters_f1(), found.exact_f1(), found.strict_f1()) == (1, 1, 1)


def test_nothing_found_is_nothing_right() -> None:
    found = scored()
    assert (found.right, found.wrong, found.missed) == (0, 0, LETTERS)
    assert (found.letters_f1(), found.exact_f1(), found.strict_f1()) == (0, 0, 0)


def test_a_mark_too_many_is_exact_but_not_strict() -> None:
    found = scored(Piece(START - 1, END + 1, "ru"))
    assert (found.wrong, found.missed) == (0, 0)
    assert (found.letters_f1(), found.exact_f1(), found.strict_f1()) == (1, 1, 0)


def test_a_word_too_many_is_exact_and_two_are_not() -> None:
    one = scored(Piece(TEXT.index("leise"), END, "ru"))
    assert (one.exact_f1(), one.strict_f1(), one.wrong) == (1, 0, len("leise"))
    two = scored(Piece(TEXT.index("sagte"), END, "ru"))
    assert (two.exact_f1(), two.wrong) == (0, len("sagteleise"))


def test_another_language_is_wrong_and_missed() -> None:
    found = scored(Piece(START, END, "uk"))
    assert (found.right, found.wrong, found.missed) == (0, LETTERS, LETTERS)
    assert (found.exact_f1(), found.strict_f1()) == (0, 0)


def test_half_a_passage_counts_by_letters_alone() -> None:
    middle = TEXT.index("вернёмся")
    found = scored(Piece(START, middle, "ru"))
    assert found.right == len("Мыскоро")
    assert found.letters_f1() == pytest.approx(2 * 7 / (2 * 7 + LETTERS - 7))
    assert found.exact_f1() == 0


def test_a_passage_that_is_not_there_costs_precision() -> None:
    found = scored(GOLD, Piece(TEXT.index("gingen"), len(TEXT), "nl"))
    assert found.exact_f1() == pytest.approx(2 / 3)
    assert found.strict_f1() == pytest.approx(2 / 3)


def test_pieces_of_one_passage_are_one_over_blanks_only() -> None:
    middle = TEXT.index("вернёмся")
    assert scored(Piece(START, middle - 1, "ru"), Piece(middle, END, "ru")).strict_f1() == 1
    assert settled("Да, да, да.", [Piece(0, 2, "ru"), Piece(4, 6, "ru")], "de") == [
        Piece(0, 2, "ru"),
        Piece(4, 6, "ru"),
    ]


def test_a_mark_belongs_to_the_piece_it_follows() -> None:
    pieces = [Piece(0, 5, "ru"), Piece(5, 6, "ru"), Piece(7, 8, "ru")]
    assert settled("Да да. –", pieces[:2], "de") == [Piece(0, 6, "ru")]
    assert settled("Да да. –", pieces, "de") == [Piece(0, 8, "ru")]
    assert settled("Да да. –", pieces[2:], "de") == []


def test_a_piece_over_a_line_break_is_two_on_both_sides() -> None:
    text = "Мы вернёмся домой. \n\n Они остались там."
    lines = (Piece(0, 18, "ru"), Piece(22, len(text), "ru"))
    assert settled(text, [Piece(0, len(text), "ru")], "de") == list(lines)
    assert tally(case(text, *lines), [Piece(0, len(text), "ru")], "de").strict_f1() == 1


def test_two_languages_side_by_side_stay_two() -> None:
    pieces = [Piece(0, 2, "ru"), Piece(3, 6, "uk")]
    assert settled("Да Так", pieces, "de") == pieces


def test_the_main_language_and_what_has_no_letter_is_no_passage() -> None:
    assert settled("Ja. 2024 – да", [Piece(0, 3, "de"), Piece(4, 9, "ru")], "de") == []


def test_an_article_without_passages_is_flagged_by_any_piece() -> None:
    clean = tally(case(), [], "de")
    assert (clean.flagged, clean.letters_f1(), clean.exact_f1()) == (0, None, None)
    assert tally(case(), [GOLD], "de").flagged == 1
    assert tally(case(), [Piece(0, 9, "und")], "de").flagged == 1
    assert scored(GOLD, Piece(0, 9, "nl")).flagged == 0


def test_the_main_language_is_right_or_not() -> None:
    assert tally(case(), [], "de").named == 1
    assert tally(case(), [], "nl").named == 0


def test_the_kind_counts_where_the_passage_is_near() -> None:
    right = scored(Piece(START, END, "ru", "quotation"))
    assert (right.kinds, right.right_kinds, right.strict) == (1, 1, 1)
    wrong = scored(Piece(START - 1, END, "ru", "switch"))
    assert (wrong.kinds, wrong.right_kinds) == (1, 0)
    assert scored(Piece(0, 9, "ru", "quotation")).kinds == 0
    assert scored(GOLD).kinds == 0


def test_signs_without_blanks_are_words_each() -> None:
    text = "Sie rief: „我们明天回家看望父母“."
    gold = Piece(text.index("我"), text.index("“"), "zh")
    near, far = Piece(gold.start + 1, gold.end, "zh"), Piece(gold.start + 2, gold.end, "zh")
    assert tally(case(text, gold), [near], "de").exact_f1() == 1
    assert tally(case(text, gold), [far], "de").exact_f1() == 0


def test_sums_are_of_letters_and_passages_not_of_shares() -> None:
    both = scored(GOLD) + scored()
    assert (both.right, both.missed, both.gold, both.articles) == (LETTERS, LETTERS, 2, 2)
    assert both.letters_f1() == pytest.approx(2 / 3)
    assert both.exact_f1() == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "language", "passes"),
    [
        ("Мы скоро вернёмся", "ru", True),
        ("Комсомольская правда", "ru", False),
        ("да но не он", "ru", False),
        ("우리는 내일 돌아간다", "ko", True),
        ("김정은", "ko", False),
    ],
)
def test_the_filter_asks_for_words_and_letters(text: str, language: str, *, passes: bool) -> None:
    assert is_passage(text, Piece(0, len(text), language)) == passes
