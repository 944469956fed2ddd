"""Names that stand undamaged elsewhere in an article, in whatever case."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import regex

_NAME = regex.compile(r"(?<![\p{L}\p{M}\ufffd])\p{Lu}\p{Ll}{3,}(?![\p{L}\p{M}\ufffd])")
_STEM = 4
_ENDING = 3
"""Letters a stem has at least, and an ending at most."""

_SAID = -8.0
_OF_STEM = -10.0
"""How likely, in nats, a name is that the article has elsewhere, or in another case."""


@dataclass(frozen=True)
class SaidNames:
    """The ``names`` of an article: words of four letters and more that begin with a capital.

    Other words are no evidence: that an article says "joke" is no reason why it shouldn't say
    "yoke".
    """

    names: frozenset[str] = frozenset()

    def likelihood(self, word: str) -> float | None:
        """A natural log probability of ``word`` if it is one of the names, or has its stem.

        >>> names = said_names("Капитан Петрик сказал")
        >>> [names.likelihood(word) for word in ("Петрик", "Петрику", "Кетрик", "капитан")]
        [-8.0, -10.0, None, None]
        """
        if not word[:1].isupper():
            return None
        if word in self.names:
            return _SAID
        return None if self._stems.isdisjoint(_stems(word)) else _OF_STEM

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem for name in self.names for stem in _stems(name))


def _stems(word: str) -> list[str]:
    """What ``word`` may have in common with other forms of it."""
    return [word[:end] for end in range(max(_STEM, len(word) - _ENDING), len(word) + 1)]


@lru_cache(maxsize=1)
def said_names(text: str) -> SaidNames:
    """The names in ``text``; the lines of one article are asked one after the other."""
    return SaidNames(frozenset(_NAME.findall(text)))
