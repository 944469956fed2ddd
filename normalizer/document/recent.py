"""What was read out of the texts that came last, for finders that need the same of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_MOST = 2_000_000
"""Code points of texts that are remembered: those of a batch, which each finder goes through
before the next one begins."""

Said = TypeVar("Said")


@dataclass
class Recent(Generic[Said]):
    """Reads a text by ``read``, or remembers what that said of it.

    It forgets all when the texts have more than ``most`` code points together, but for the one
    that came last.

    >>> lengths = Recent(len, most=5)
    >>> [lengths(text) for text in ("ab", "abc", "ab", "abcdef")]
    [2, 3, 2, 6]
    """

    read: Callable[[str], Said]
    most: int = _MOST
    _known: dict[str, Said] = field(default_factory=dict)
    _size: int = 0

    def __call__(self, text: str) -> Said:
        """What ``read`` says of ``text``."""
        known = self._known
        if text in known:
            return known[text]
        said = self.read(text)
        self._size += len(text)
        if self._size > self.most:
            self._known, self._size = {}, len(text)
        self._known[text] = said
        return said
