"""Bytes that aren't UTF-8 throughout: which part of them is in which encoding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from normalizer.formats.decoding.choice import Totals, chosen
from normalizer.formats.decoding.pairs import pair_scores, worst_pairs
from normalizer.formats.decoding.parts import Part
from normalizer.formats.decoding.pieces import Place, pieces, words
from normalizer.formats.decoding.readings import ENCODINGS, Readings, Scores
from normalizer.formats.decoding.tables import UTF_8

_BATCH = 1 << 18
_FIRST_BATCH = 1 << 14
_SAMPLE = 1 << 13
_CLEARLY = 30.0
"""Nats by which a line must read better in the table of the lines before it than in others."""

_LEAST_LIKELY = -11.0
"""Nats of two neighbours; what is less likely may be a passage in another encoding."""

_SAME = 0.01
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HIGH = bytes(range(0x80, 0x100))


@dataclass(frozen=True)
class FindEncodings:
    r"""Finds the encoding of each line and word of bytes.

    Lines that are UTF-8 are so. The words of the others are given encodings so that all are
    likeliest together: the one of their neighbours where nothing speaks against it.

    >>> find = FindEncodings()
    >>> [part.encoding for part in find("Погода\n".encode("koi8-r") + "Über für".encode("cp1252"))]
    ['koi8-r', 'cp1252', 'cp1252']
    >>> [part.encoding for part in find("Über\nfür\n".encode())]
    ['utf-8', 'utf-8']
    """

    readings: Readings = field(default_factory=Readings)

    def __call__(self, raw: bytes) -> Iterator[Part]:
        """The parts that aren't all ASCII, in order; the work is linear."""
        totals: Totals | None = None
        language = ""
        for lines in _batches(raw):
            unsettled = [line for line in lines if not _is_utf_8(raw, line)]
            parts: list[Part] = []
            if unsettled:
                row = self._row(raw, unsettled, totals)
                parts, after = row.parts(totals, language)
                if not language and (language := self._language(raw, parts)):
                    parts, after = row.parts(totals, language)
                totals = after
            settled = set(lines).difference(unsettled)
            yield from sorted(
                [*parts, *(Part(*line, UTF_8) for line in settled)], key=lambda part: part.start
            )

    def _row(self, raw: bytes, lines: Sequence[Place], before: Totals | None) -> "_Row":
        """The words of ``lines``, and the lines that are clearly in what those ``before`` were."""
        column, clear = _clear(raw, lines, before)
        found = [
            [line] if is_clear else list(words(raw, line))
            for line, is_clear in zip(lines, clear, strict=True)
        ]
        counts = [*map(len, found)]
        places = [place for places in found for place in places]
        begins = np.zeros(len(places), np.bool_)
        begins[np.cumsum([0, *counts[:-1]])] = True
        is_clear = np.repeat(clear, counts)
        doubtful = np.flatnonzero(~is_clear)
        said = [raw[slice(*places[i])] for i in doubtful.tolist()]
        plain = np.repeat([_share(raw, line) for line in lines], counts)[doubtful]
        # A word is looked at once for each of ten values of how much around it is plain.
        kinds = list(zip(said, (plain * 10).astype(int).tolist(), strict=True))
        unique = {kind: i for i, kind in enumerate(dict.fromkeys(kinds))}
        shares = np.array([share / 10 for _, share in unique], np.float32)
        scores = self.readings.scores([word for word, _ in unique], shares) if kinds else None
        numbers = [unique[kind] for kind in kinds]
        return _Row(places, begins, is_clear, column, scores, numbers)

    def _language(self, raw: bytes, parts: Sequence[Part]) -> str:
        """The language of the Latin letters, as the first few thousand bytes show it."""
        said: list[str] = []
        at = first = parts[0].start
        for part in parts:
            if part.end - first > _SAMPLE:
                break
            said += (raw[at : part.start].decode("ascii", "ignore"), part.read(raw))
            at = part.end
        said.append(raw[at : first + _SAMPLE].decode("ascii", "ignore"))
        return self.readings.readability.languages("".join(said)).get("Latin", "")


@dataclass(frozen=True)
class _Row:
    """The ``places`` of words and of whole lines in a row, and which ones are the first of a line.

    Those that are ``clear`` are in the encoding of that ``column``; ``scores`` knows the others,
    if there are any, by their ``numbers``.
    """

    places: Sequence[Place]
    begins: npt.NDArray[np.bool_]
    clear: npt.NDArray[np.bool_]
    column: int
    scores: Scores | None
    numbers: Sequence[int]

    def parts(self, before: Totals | None, language: str) -> tuple[list[Part], Totals]:
        """A part for each place, and what those behind need to know."""
        scores = np.full((len(self.places), len(ENCODINGS)), -_CLEARLY, np.float32)
        scores[:, self.column] = 0.0
        if self.scores:
            scores[~self.clear] = self.scores.within(language)[self.numbers]
        path, after = chosen(scores, self.begins, before)
        path[self.clear] = self.column
        encodings = [ENCODINGS[column] for column in path.tolist()]
        return [Part(*p, e) for p, e in zip(self.places, encodings, strict=True)], after


def _clear(
    raw: bytes, lines: Sequence[Place], before: Totals | None
) -> tuple[int, npt.NDArray[np.bool_]]:
    """The table that holds so far, and which of ``lines`` are clearly in it, by pairs alone."""
    if before is None:
        return 0, np.zeros(len(lines), np.bool_)
    column = int(before[:-1].argmax())
    said = [raw[slice(*line)] for line in lines]
    pairs = pair_scores(said)
    behind = pairs[:, column, None] - pairs
    behind[np.abs(behind) < _SAME] = np.inf  # it reads the same there
    return column, (behind.min(axis=1) >= _CLEARLY) & (
        worst_pairs(said)[:, column] >= _LEAST_LIKELY
    )


def _batches(raw: bytes) -> Iterator[list[Place]]:
    """The lines of ``raw`` that aren't all ASCII, a few thousand at once."""
    batch: list[Place] = []
    size, longest = 0, _FIRST_BATCH
    for start, end in pieces(raw):
        if not raw[start:end].isascii():
            batch.append((start, end))
            size += end - start
        if size >= longest:
            yield batch
            batch, size, longest = [], 0, _BATCH
    if batch:
        yield batch


def _is_utf_8(raw: bytes, line: Place) -> bool:
    try:
        raw[slice(*line)].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _share(raw: bytes, line: Place) -> float:
    """How much of a line are ASCII letters, of all that may be letters."""
    said = raw[slice(*line)]
    plain = len(said) - len(said.translate(None, _LETTERS))
    high = len(said) - len(said.translate(None, _HIGH))
    return plain / max(1, plain + high)
