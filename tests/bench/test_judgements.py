"""Which answers of the starter count as adequate, as wrong, and as read by nobody."""

from pathlib import Path

import pytest
from judgements import TABLE, digests, judge, read_judgements

KNOWN = {("Порт закрыт.", "Der Hafen ist geschlossen."): True, ("Мост цел.", "Brücke."): False}
UNREAD = ("Да.", "Ja.")


def test_an_answer_that_the_table_has_not_counts_for_neither_side() -> None:
    judged = judge([*KNOWN, UNREAD, UNREAD], KNOWN)
    assert (judged.adequate, judged.wrong) == (1, [("Мост цел.", "Brücke.")])
    assert judged.unread == [UNREAD, UNREAD]
    assert judged.precision == (1 / 4, 3 / 4)


def test_where_all_is_judged_the_precision_is_one_figure() -> None:
    assert judge(KNOWN, KNOWN).precision == (1 / 2, 1 / 2)
    assert judge([], KNOWN).precision == (0, 1)


def test_another_answer_to_a_judged_source_is_not_judged() -> None:
    assert judge([("Порт закрыт.", "Der Hafen ist offen.")], KNOWN).unread


def test_texts_that_may_not_be_committed_are_known_by_their_digests() -> None:
    known = {digests(UNREAD): True}
    assert judge([UNREAD], known, by_digest=True).adequate == 1
    assert judge([UNREAD], known).adequate == 0
    assert not any(set(cell) - set("0123456789abcdef") for cell in digests(UNREAD))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("a\tb\t1\n", r"t:1: write SOURCE"),
        ("# head\na\tb\t\twhy\n", r"t:2: write SOURCE"),
        ("a\tb\t1\t\na\tb\t0\tno\n", r"t:2: judged otherwise above"),
    ],
)
def test_a_mistake_in_the_table_is_told_with_its_line(
    tmp_path: Path, lines: str, said: str
) -> None:
    (tmp_path / "t").write_text(lines, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_judgements(tmp_path / "t")


def test_every_wrong_answer_of_the_committed_table_says_why() -> None:
    read_judgements()
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"]
    assert all(row[3] for row in rows if row[2] == "0")
