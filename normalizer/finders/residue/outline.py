"""What is left of an article when the lines of the page are gone."""

from typing import NamedTuple


class Outline(NamedTuple):
    """The first and last line that are left of an article, and its first and last paragraph.

    ``bodies`` is ``None`` where it has no paragraph; ``headings`` are counted without the title.
    ``headlines`` are the first and last line above the first paragraph that may be the title;
    ``between`` are the short lines between two that are gone; ``paragraphs`` are counted.
    """

    ends: tuple[int, int]
    bodies: tuple[int, int] | None
    headings: int
    headlines: tuple[int, int] | None = None
    between: frozenset[int] = frozenset()
    paragraphs: int = 0

    def is_inside(self, i: int) -> bool:
        """Whether line ``i`` stands between the first and the last paragraph."""
        return self.bodies is not None and self.bodies[0] < i < self.bodies[1]
