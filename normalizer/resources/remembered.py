"""Scores of the words that came last: those that come again and again are looked up once."""

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

_MOST = 1 << 15
"""Words that are remembered; their scores take a few megabytes."""

Scores = npt.NDArray[np.float32]


class RememberedScores:
    """What ``look_up`` says of words, one row of ``width`` scores a word, whatever else is asked.

    It forgets all when there would be more than ``most`` words.

    >>> asked = []
    >>> def lengths(words):
    ...     asked.extend(words)
    ...     return np.array([[len(word)] for word in words], np.float32)
    >>> scores = RememberedScores(lengths, width=1, most=3)
    >>> scores(["ein", "Satz", "ein"]).tolist(), scores(["Satz"]).tolist(), asked
    ([[3.0], [4.0], [3.0]], [[4.0]], ['ein', 'Satz'])
    >>> scores(["noch", "ein", "Satz", "mehr"]).shape
    (4, 1)
    """

    def __init__(
        self, look_up: Callable[[Sequence[str]], Scores], *, width: int, most: int = _MOST
    ) -> None:
        self._look_up = look_up
        self._width = width
        self._most = most
        self._lock = Lock()
        self._places: dict[str, int] = {}
        self._rows = np.empty((0, width), np.float32)

    def __call__(self, words: Sequence[str]) -> Scores:
        """The scores of each of ``words``."""
        with self._lock:
            found = list(map(self._places.get, words))
            if None not in found:
                return self._rows.take(np.array(found, np.intp), axis=0)
            new = [word for word in dict.fromkeys(words) if word not in self._places]
            if len(self._places) + len(new) > self._most:
                self._places = {}
                new = list(dict.fromkeys(words))
                if len(new) > self._most:
                    return self._look_up(words)
            self._learn(new)
            return self._rows.take([self._places[word] for word in words], axis=0)

    def _learn(self, words: Sequence[str]) -> None:
        first = len(self._places)
        last = first + len(words)
        if last > len(self._rows):
            room = np.empty((min(self._most, 2 * last), self._width), np.float32)
            room[:first] = self._rows[:first]
            self._rows = room
        self._rows[first:last] = self._look_up(words)
        self._places.update(zip(words, range(first, last), strict=True))
