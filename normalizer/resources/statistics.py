"""How likely a word is in a language: letter n-grams and common words, in one pack.

The arrays are mapped into memory, so that worker processes share them and only what is
looked at is read. `tools/statistics/build.py` computes them; provenance is in ``NOTICE``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from normalizer.errors import ResourceError
from normalizer.resources.keys import BITS, BOUNDARY, ORDER, alphabet_of
from normalizer.resources.locate import data_file
from normalizer.resources.places import Places
from normalizer.resources.remembered import RememberedScores
from normalizer.resources.word_list import WordList

SCALE = 8.0
"""Scores are kept in eighths of a nat."""

UNSEEN = -128
_UNKNOWN = (1 << BITS) - 1
_FLOOR = -148
_BACKOFF_STEP = 7
"""A sign that no context predicts, and each sign a context is shortened by, in eighths."""

_SEARCHED = np.array([0, 2, 3, 4])
"""Signs before the last one of an n-gram; every pair has a place of its own."""

_LENGTHS = _SEARCHED[:, None].astype(np.uint8)
_SHIFTS = (BITS * np.arange(ORDER, dtype=np.uint64))[:, None]
_PAIR_BACKOFF, *_OTHERS = (
    (_BACKOFF_STEP * np.maximum(0, np.arange(ORDER) - length)).astype(np.int16)
    for length in (1, *_SEARCHED)
)
_BACKOFF = np.array(_OTHERS)
"""What it costs, in eighths, that of so many signs (column) no more are looked at (row)."""

_SPELLED = -1.4
_COMMON = -0.3

Scores = npt.NDArray[np.float32]
Columns = npt.NDArray[np.uint8]
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
        return self._remembered(words)

    @cached_property
    def _remembered(self) -> RememberedScores:
        return RememberedScores(self.new_word_scores, width=len(self.languages))

    def new_word_scores(self, words: Sequence[str]) -> Scores:
        """As `word_scores`, of words that won't be asked for again: they aren't remembered."""
        if not words:
            return np.zeros((0, len(self.languages)), np.float32)
        # The small letter of Turkish İ would be two code points.
        lowered = [word.replace("İ", "i").lower().replace(BOUNDARY, "") for word in words]
        spelled = self._spelled(lowered) + np.float32(_SPELLED)
        common = self.words.scores(lowered) + np.float32(_COMMON)
        return np.asarray(np.logaddexp(spelled, common), np.float32)

    def common_scores(self, words: Sequence[str]) -> Scores:
        """Natural log probabilities of `words` (small letters only) among the common ones.

        One row a word and one column a language; minus infinity where a word isn't common.
        """
        return self.words.scores(words)

    def whole_scores(self, words: Sequence[str]) -> Scores:
        """Natural log probabilities of ASCII words that look like others without their accents.

        Such as "lie", which is no "ließ"; only what is not among the common ones. Rows and
        columns as in `common_scores`.
        """
        return self._whole.scores(words)

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
        signs = self._signs.take(codes, mode="clip")
        # The first sign of each word is predicted from the boundary before it, and so on.
        context = b"\0" + b"".join([_contexts(len(word)) for word in words])
        best = self._longest_context(signs, np.frombuffer(context, np.uint8), columns)
        starts = list(accumulate([1 + len(word) for word in words[:-1]], initial=1))
        sums = np.add.reduceat(best, starts, axis=0, dtype=np.int32)
        return sums.astype(np.float32) / np.float32(SCALE)

    def _longest_context(
        self, signs: npt.NDArray[np.uint64], longest: Columns, columns: slice
    ) -> npt.NDArray[np.int16]:
        """For each sign its score in the languages of ``columns``, in steps of `SCALE`.

        As many signs before it as ``longest`` says may predict it.
        """
        rows = self._gram_places(_keys(signs))
        found = rows >= 0
        found &= longest >= _LENGTHS
        levels, at = found.nonzero()
        # Whole rows are next to each other in memory; columns of them would all be copied.
        scores = self._gram_scores.take(rows[found], axis=0)[:, columns]
        said = scores - _BACKOFF[levels, longest[at]][:, None]
        seen = scores != UNSEEN
        best = np.full((len(signs), scores.shape[1]), _FLOOR, np.int16)
        ends = levels.searchsorted(range(len(_SEARCHED)), "right").tolist()
        for level, (start, end) in enumerate(pairwise((0, *ends))):
            some = at[start:end]
            best[some] = np.where(seen[start:end], said[start:end], best[some])
            if level == 0:
                self._use_pairs(best, signs, longest, columns)
        return best

    def _use_pairs(
        self,
        best: npt.NDArray[np.int16],
        signs: npt.NDArray[np.uint64],
        longest: Columns,
        columns: slice,
    ) -> None:
        """Put into ``best`` what one sign before tells: every pair is known, not only the usual."""
        codes = signs.astype(np.intp)
        known = codes != _UNKNOWN
        at = np.flatnonzero(known[1:] & known[:-1]) + 1
        first = codes.take(at - 1) - 1
        numbers = first * len(self.pairs) + codes.take(at) - 1
        joint = self._flat_pairs.take(numbers, axis=0)[:, columns]
        said = joint - self.first_signs.take(first, axis=0)[:, columns]
        said -= _PAIR_BACKOFF.take(longest.take(at))[:, None]
        best[at] = np.where(joint == UNSEEN, best.take(at, axis=0), said)

    @cached_property
    def _flat_pairs(self) -> npt.NDArray[np.int8]:
        """`pairs` with one row for both signs."""
        return self.pairs.reshape(-1, len(self.languages))

    @cached_property
    def first_signs(self) -> npt.NDArray[np.int16]:
        """Log probability of a sign as the first of a pair: sign, language, in steps of `SCALE`."""
        scores = self.pairs.astype(np.float32) / np.float32(SCALE)
        scores[self.pairs == UNSEEN] = -np.inf
        first = np.logaddexp.reduce(scores, axis=1)
        steps = np.maximum(np.round(first * SCALE), _FLOOR)
        return np.asarray(steps, np.int16)

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
    def _signs(self) -> npt.NDArray[np.uint64]:
        table = np.full(1 << 16, _UNKNOWN, np.uint64)
        for sign, code in alphabet_of(self._head[1]).items():
            table[ord(sign)] = code
        return table

    @cached_property
    def _gram_keys(self) -> npt.NDArray[np.uint64]:
        return self._mapped("gram_keys", np.uint64)

    @cached_property
    def _gram_places(self) -> Places:
        return Places.of(self._gram_keys)

    @cached_property
    def _gram_scores(self) -> npt.NDArray[np.int8]:
        return self._mapped("gram_scores", np.int8)

    @cached_property
    def words(self) -> WordList:
        """The common words."""
        return self._listed("word")

    @cached_property
    def _whole(self) -> WordList:
        return self._listed("whole")

    def _listed(self, name: str) -> WordList:
        return WordList(
            self._mapped(f"{name}_keys", np.uint32),
            self._mapped(f"{name}_columns", np.uint8),
            self._mapped(f"{name}_scores", np.int8),
            languages=len(self.languages),
            scale=SCALE,
        )

    def _mapped(self, name: str, kind: type[Number]) -> npt.NDArray[Number]:
        path = self.folder / f"{self.script}.{name}.npy"
        try:
            mapped = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            message = f"{path}:1: the statistics can't be read; install the package again"
            raise ResourceError(message) from error
        # A plain view of the same memory: slices of `memmap` itself are slow.
        return np.asarray(mapped, kind)


def _contexts(letters: int) -> bytes:
    """How many signs before it may predict each of so many ``letters``, and the boundary."""
    return (b"\1\2\3" + b"\4" * letters)[: letters + 1]


def _keys(signs: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The keys of the n-grams that end with each of the ``signs``, a row for each length."""
    padded = np.zeros(len(signs) + ORDER - 1, np.uint64)
    padded[ORDER - 1 :] = signs
    width = padded.itemsize
    before: npt.NDArray[np.uint64] = np.ndarray(
        (ORDER, len(signs)), np.uint64, padded, (ORDER - 1) * width, (-width, width)
    )
    keys = before << _SHIFTS
    np.bitwise_or.accumulate(keys, axis=0, out=keys)
    return keys.take(_SEARCHED, axis=0)


def load_statistics(folder: Path | None = None) -> dict[str, ScriptStatistics]:
    """The statistics by script (``Latin``, ``Cyrillic``, ``Arabic``); nothing is read yet.

    >>> cyrillic = load_statistics()["Cyrillic"]
    >>> scores = cyrillic.word_scores(["следующей", "наступному"])
    >>> [cyrillic.languages[i] for i in scores.argmax(axis=1)]
    ['ru', 'uk']
    """
    folder = folder or data_file("statistics")
    return {path.stem: ScriptStatistics(folder, path.stem) for path in sorted(folder.glob("*.txt"))}
