"""A range of code points in one text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range ``text[start:end]``, counted in code points.

    Raises:
        ValueError: ``0 <= start <= end`` doesn't hold.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            message = f"not a span: [{self.start}, {self.end})"
            raise ValueError(message)

    def of(self, text: str) -> str:
        """The part of ``text`` this span covers.

        >>> Span(3, 9).of("an article")
        'articl'
        """
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point.

        >>> Span(0, 3).overlaps(Span(2, 5)), Span(0, 3).overlaps(Span(3, 5))
        (True, False)
        """
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start
