"""How likely a word is in a language: letter n-grams and common words, in one pack.

The arrays are mapped into memory, so that worker processes share them and only what is
looked at is read. `tools/statistics/build.py` computes them; provenance is in ``NOTICE``.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from normalizer.errors import ResourceError
from normalizer.resources.locate import data_file

ORDER = 5
"""Signs in the longest n-gram, the one that is predicted included."""

BITS = 12
"""Bits of one sign in the key of an n-gram; five of them fit into 64 bits without collision."""

SCALE = 8.0
"""Scores are kept in eighths of a nat."""

UNSEEN = -128
BOUNDARY = "\0"
_UNKNOWN = (1 << BITS) - 1
_FLOOR = -148
_BACKOFF_STEP = 7
"""A sign that no context predicts, and each sign a context is shortened by, in eighths."""

_SPELLED = -1.4
_COMMON = -0.3

Scores = npt.NDArray[np.float32]
Hashes = npt.NDArray[np.uint32]
Columns = npt.NDArray[np.uint8]
Steps = npt.NDArray[np.int8]
Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True)
class ScriptStatistics:
    """The n-grams and words of the languages of one script."""

    folder: Path
    script: str

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages (ISO 639-1), in the order of the columns of all scores."""
        return tuple(self._head[0].split())

    @cached_property
    def alphabet(self) -> str:
        """The letters of the script that are known, small ones only."""
        return self._head[1]

    @cached_property
    def endings(self) -> tuple[tuple[str, ...], ...]:
        """The commonest endings of words in each language; none in scripts that need none."""
        return tuple(
            tuple("" if end == "-" else end for end in line.split()) for line in self._head[2:]
        )

    @cached_property
    def swapped_endings(self) -> npt.NDArray[np.int8]:
        """How likely a stem has one ending (column) if it has another (row), by language first.

        Log probabilities in steps of `SCALE`, `UNSEEN` where none has both.
        """
        return self._mapped("endings", np.int8)

    @cached_property
    def pairs(self) -> npt.NDArray[np.int8]:
        """How often two signs are neighbours: first sign, second sign, language.

        Log probabilities of the pair in steps of `SCALE`, `UNSEEN` where it never was. The
        signs are the boundary of a word and the letters of `alphabet`.
        """
        return self._mapped("pairs", np.int8)

    @property
    def grams(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int8]]:
        """The keys of all n-grams (see `packed`), and how likely each ends so by language."""
        return self._gram_keys, self._gram_scores

    def word_scores(self, words: Sequence[str]) -> Scores:
        """Natural log probabilities, one row a word and one column a language.

        A word is scored lower-case, as one of the common words of a language or as it is
        spelled, whichever says more: each letter given up to four before it, with the
        longest context a language has seen ("stupid" backoff, Brants et al. 2007).
        """
        if not words:
            return np.zeros((0, len(self.languages)), np.float32)
        # The small letter of Turkish İ would be two code points.
        lowered = [word.replace("İ", "i").lower().replace(BOUNDARY, "") for word in words]
        spelled = self._spelled(lowered) + np.float32(_SPELLED)
        common = self._looked_up(lowered, "word") + np.float32(_COMMON)
        return np.asarray(np.logaddexp(spelled, common), np.float32)

    def common_scores(self, words: Sequence[str]) -> Scores:
        """Natural log probabilities of `words` (small letters only) among the common ones.

        One row a word and one column a language; minus infinity where a word isn't common.
        """
        return self._looked_up(words, "word")

    def whole_scores(self, words: Sequence[str]) -> Scores:
        """Natural log probabilities of ASCII words that look like others without their accents.

        Such as "lie", which is no "ließ"; only what is not among the common ones. Rows and
        columns as in `common_scores`.
        """
        return self._looked_up(words, "whole")

    def spelled_scores(self, words: Sequence[str], language: str) -> Scores:
        """Natural log probabilities of `words` (small letters only) by their letters alone.

        In one language only, which is much faster than in all.
        """
        if not words:
            return np.zeros(0, np.float32)
        column = self.languages.index(language)
        return self._spelled(words, slice(column, column + 1))[:, 0] + np.float32(_SPELLED)

    def _spelled(self, words: Sequence[str], columns: slice = slice(None)) -> Scores:
        text = BOUNDARY.join(("", *words, ""))
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        signs = self._signs[np.minimum(codes, 0xFFFF)].astype(np.uint64)
        # The first sign of each word is predicted from the boundary before it, and so on.
        ends = np.flatnonzero(codes == ord(BOUNDARY))
        context = np.arange(len(codes)) - np.repeat(ends, np.diff(np.append(ends, len(codes))))
        context[ends] = np.diff(np.insert(ends, 0, 0))
        best = self._longest_context(signs, context, columns)
        sums = np.add.reduceat(best, ends[:-1] + 1, axis=0, dtype=np.int32)
        return sums.astype(np.float32) / np.float32(SCALE)

    def _longest_context(
        self, signs: npt.NDArray[np.uint64], context: npt.NDArray[np.intp], columns: slice
    ) -> npt.NDArray[np.int16]:
        """For each sign its score in the languages of ``columns``, in steps of `SCALE`."""
        known, grams = self._gram_keys, self._gram_scores[:, columns]
        best = np.full((len(signs), grams.shape[1]), _FLOOR, np.int16)
        key = np.zeros(len(signs), np.uint64)
        keys = [np.zeros(0, np.uint64)] * ORDER
        for length in range(ORDER):
            shifted = np.zeros(len(signs), np.uint64)
            shifted[length:] = signs[: max(0, len(signs) - length)]
            key = key | (shifted << np.uint64(BITS * length))
            keys[length] = key
        longest = np.minimum(context, ORDER - 1)
        for length in range(ORDER):
            if length == 1:
                self._use_pairs(best, signs, longest, columns)
                continue
            rows = np.searchsorted(known, keys[length])
            rows = np.minimum(rows, len(known) - 1)
            found = (known[rows] == keys[length]) & (length <= longest)
            at = np.flatnonzero(found)
            scores = grams[rows[at]]
            said = scores - (_BACKOFF_STEP * (longest[at] - length))[:, None].astype(np.int16)
            best[at] = np.where(scores == UNSEEN, best[at], said)
        return best

    def _use_pairs(
        self,
        best: npt.NDArray[np.int16],
        signs: npt.NDArray[np.uint64],
        longest: npt.NDArray[np.intp],
        columns: slice,
    ) -> None:
        """Put into ``best`` what one sign before tells: every pair is known, not only the usual."""
        known = (signs[1:] != _UNKNOWN) & (signs[:-1] != _UNKNOWN) & (longest[1:] > 0)
        at = np.flatnonzero(known) + 1
        first, second = signs[at - 1].astype(np.intp) - 1, signs[at].astype(np.intp) - 1
        joint = self.pairs[:, :, columns][first, second]
        said = (
            joint
            - self.first_signs[:, columns][first]
            - (_BACKOFF_STEP * (longest[at] - 1))[:, None]
        )
        best[at] = np.where(joint == UNSEEN, best[at], said)

    @cached_property
    def first_signs(self) -> npt.NDArray[np.int16]:
        """Log probability of a sign as the first of a pair: sign, language, in steps of `SCALE`."""
        scores = self.pairs.astype(np.float32) / np.float32(SCALE)
        scores[self.pairs == UNSEEN] = -np.inf
        first = np.logaddexp.reduce(scores, axis=1)
        steps = np.maximum(np.round(first * SCALE), _FLOOR)
        return np.asarray(steps, np.int16)

    def _looked_up(self, words: Sequence[str], name: str) -> Scores:
        known, columns, said = self._lists[name]
        scores = np.full((len(words), len(self.languages)), -np.inf, np.float32)
        keys = np.array([hashed(word) for word in words], np.uint32)
        first = np.searchsorted(known, keys, "left")
        counts = np.searchsorted(known, keys, "right") - first
        rows = np.repeat(np.arange(len(words)), counts)
        skipped = np.repeat(np.cumsum(counts) - counts, counts)
        entries = np.repeat(first, counts) + np.arange(len(rows)) - skipped
        scores[rows, columns[entries]] = said[entries].astype(np.float32) / np.float32(SCALE)
        return scores

    @cached_property
    def _head(self) -> Sequence[str]:
        path = self.folder / f"{self.script}.txt"
        try:
            languages, signs, *endings = path.read_text(encoding="utf-8").split("\n")[:-1]
        except (OSError, ValueError) as error:
            message = f"{path}:1: the statistics can't be read; install the package again"
            raise ResourceError(message) from error
        return languages, signs, *endings

    @cached_property
    def _signs(self) -> npt.NDArray[np.uint16]:
        table = np.full(1 << 16, _UNKNOWN, np.uint16)
        for sign, code in alphabet_of(self._head[1]).items():
            table[ord(sign)] = code
        return table

    @cached_property
    def _gram_keys(self) -> npt.NDArray[np.uint64]:
        return self._mapped("gram_keys", np.uint64)

    @cached_property
    def _gram_scores(self) -> npt.NDArray[np.int8]:
        return self._mapped("gram_scores", np.int8)

    @cached_property
    def _lists(self) -> dict[str, tuple[Hashes, Columns, Steps]]:
        """Lists of words by name: sorted hashes, and for each its language and score."""
        return {
            name: (
                self._mapped(f"{name}_keys", np.uint32),
                self._mapped(f"{name}_columns", np.uint8),
                self._mapped(f"{name}_scores", np.int8),
            )
            for name in ("word", "whole")
        }

    def _mapped(self, name: str, kind: type[Number]) -> npt.NDArray[Number]:
        path = self.folder / f"{self.script}.{name}.npy"
        try:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            message = f"{path}:1: the statistics can't be read; install the package again"
            raise ResourceError(message) from error
        # A plain view of the same memory: slices of `memmap` itself are slow.
        return np.asarray(mapped, kind)


def load_statistics(folder: Path | None = None) -> dict[str, ScriptStatistics]:
    """The statistics by script (``Latin``, ``Cyrillic``, ``Arabic``); nothing is read yet.

    >>> cyrillic = load_statistics()["Cyrillic"]
    >>> scores = cyrillic.word_scores(["следующей", "наступному"])
    >>> [cyrillic.languages[i] for i in scores.argmax(axis=1)]
    ['ru', 'uk']
    """
    folder = folder or data_file("statistics")
    return {path.stem: ScriptStatistics(folder, path.stem) for path in sorted(folder.glob("*.txt"))}


def alphabet_of(signs: str) -> dict[str, int]:
    """The code of each sign: 1 for a word boundary, then from 2 in the order given."""
    return {BOUNDARY: 1, **{sign: i for i, sign in enumerate(signs, start=2)}}


def packed(gram: str, alphabet: dict[str, int]) -> int:
    """The key of an n-gram: its last sign in the lowest bits."""
    key = 0
    for sign in gram:
        key = key << BITS | alphabet[sign]
    return key


def hashed(word: str) -> int:
    """The CRC-32 of ``word`` in UTF-8: a hash that is fast and never changes.

    One unseen word in ten thousand shares the hash of a common one, and is then scored so.
    """
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
