"""Windows of a text."""

import pytest

from normalizer import Span
from normalizer.document.windows import line_and_column, lines, stripped


@pytest.mark.parametrize("sign", ["\r", "\x0b", "\x0c", "\x1c", "\u0085", "\u2028", "\u2029"])
def test_only_a_line_feed_ends_a_line(sign: str) -> None:
    text = f"a{sign}b"
    assert [span.of(text) for span in lines(text)] == [text]


@pytest.mark.parametrize("text", ["", "a", "\n", "a\n", "\n\na", "a\r\nb\r\n", "a\n\n\nb"])
def test_lines_together_are_the_text(text: str) -> None:
    cut = [span.of(text) for span in lines(text)]
    assert "".join(cut) == text
    assert all(line.count("\n") <= 1 and line for line in cut)


@pytest.mark.parametrize("text", ["", "  ", " a", "a\t", "\u00a0a b\n", "\u200ba"])
def test_stripped_is_what_strip_leaves(text: str) -> None:
    assert stripped(Span(0, len(text)), text).of(text) == text.strip()


def test_stripped_stays_inside_its_window() -> None:
    assert stripped(Span(1, 4), "a  bc") == Span(3, 4)
    assert len(stripped(Span(1, 3), "a  b")) == 0


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (2, 1)), (3, (3, 1)), (4, (3, 2))]
)
def test_lines_and_columns_count_from_one(offset: int, place: tuple[int, int]) -> None:
    assert line_and_column("a\n\nb", offset) == place
