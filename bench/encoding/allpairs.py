"""What the decoders on the web do: try every pair of tables on the whole text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from encoding.tables import CYRILLIC, READERS, table

LETTERS = 255
"""The most frequent letters have a class of their own, all others share class 0."""
SMOOTHING = 0.1


@dataclass(frozen=True)
class AllPairs:
    """Keeps the most Russian-looking of all readings, the text itself among them.

    ``classes`` has the class of each code point of the BMP, ``scores`` the logarithm of how
    often one class follows another, and ``byte_scores`` the same by bytes of each true table.
    """

    classes: NDArray[np.uint8]
    scores: NDArray[np.float32]
    byte_scores: dict[str, NDArray[np.float32]]

    @classmethod
    def learned(cls, lines: Sequence[str]) -> "AllPairs":
        """One that takes Russian for what these ``lines`` look like."""
        points = _points("\n".join(lines))
        frequency = np.bincount(points, minlength=0x10000)
        classes = np.zeros(0x10000, np.uint8)
        classes[np.argsort(-frequency, kind="stable")[:LETTERS]] = np.arange(1, LETTERS + 1)
        classes[frequency == 0] = 0
        kinds = classes[points].astype(np.int64)
        pairs = np.bincount(kinds[:-1] * 256 + kinds[1:], minlength=65536).reshape(256, 256)
        smooth = pairs + SMOOTHING
        scores = np.log(smooth / smooth.sum(1, keepdims=True)).astype(np.float32)
        by_byte = {}
        for name in CYRILLIC:
            of = classes[_points(table(name).letters)]
            by_byte[name] = scores[of[:, None], of[None, :]]
        return cls(classes, scores, by_byte)

    def repair(self, text: str) -> str:
        """The most Russian-looking reading of ``text``."""
        if text.isascii():
            return text
        return self._best(self._readings(text), (self._score(text), text))

    def decode(self, raw: bytes) -> str:
        """The most Russian-looking reading of ``raw``, without further repair."""
        replaced = raw.decode("utf-8", "replace")
        return self._best(self._decodings(raw), (self._score(replaced), replaced))

    def _best(self, readings: Iterable[tuple[float, str]], best: tuple[float, str]) -> str:
        for reading in readings:
            # The score is a mean, so a shorter text isn't better for being shorter.
            if reading[0] > best[0]:
                best = reading
        return best[1]

    def _readings(self, text: str) -> Iterator[tuple[float, str]]:
        for read in READERS:
            try:
                raw = table(read).write(text)
            except UnicodeEncodeError:
                continue
            yield from self._decodings(raw)

    def _decodings(self, raw: bytes) -> Iterator[tuple[float, str]]:
        try:
            text = raw.decode()
            yield self._score(text), text
        except UnicodeDecodeError:
            pass
        places = np.frombuffer(raw, np.uint8)
        if len(places) > 1:
            scored = (
                (float(scores[places[:-1], places[1:]].mean()), name)
                for name, scores in self.byte_scores.items()
            )
            score, name = max(scored)
            yield score, table(name).read(raw)

    def _score(self, text: str) -> float:
        kinds = self.classes[_points(text)]
        return float(self.scores[kinds[:-1], kinds[1:]].mean()) if len(kinds) > 1 else -np.inf


def _points(text: str) -> NDArray[np.int64]:
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.int64)
    return np.minimum(points, 0xFFFF)
