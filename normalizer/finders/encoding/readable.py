"""How much a text reads like one of the languages we know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import regex

from normalizer.resources.statistics import ScriptStatistics, load_statistics

_PIECE = regex.compile(
    r"(?P<Latin>\p{Latin}[\p{Latin}\p{M}]*)"
    r"|(?P<Cyrillic>\p{Cyrillic}[\p{Cyrillic}\p{M}]*)"
    r"|(?P<elided>(?<=\p{Latin})[’ʼ'](?=\p{Latin})|(?<=\p{Cyrillic})[’ʼ'](?=\p{Cyrillic}))|(?P<Arabic>\p{Arabic}+)"
    r"|(?P<letters>[^\P{L}\p{Latin}\p{Cyrillic}\p{Arabic}]+)|(?P<plain>[\x20-@\[-`{-~]+)"
    r"|(?P<inside>(?<=\p{L})[„“”«»‚‘‹›°•²³](?=\p{L})|(?<=\p{L})[€£§№×½])"
    r"|(?P<gap>(?<=[\w.,:;!?%)])\xa0(?=\w))"
    r"|(?P<typeset>[–—„“”«»‚‘’‹›…€£§°№·•\xa0\xad×½²³]+)|(?P<odd>(?s:.))"
)
FAMILIAR = -3.3
"""Nats a letter that text in a language we know exceeds, and in any other hardly ever."""

_DOUBT = 24.0
_CASE_BREAK = regex.compile(r"\p{Ll}\p{Lu}|(?<=^\p{Lu})\p{Lu}\p{Ll}{2}")
_JOINTS = regex.compile("[-'’\\N{NO-BREAK SPACE}]")
_STOPS = frozenset("!?;")
_PLAIN = -2.5
_COSTS = {"elided": -3.0, "gap": -2.5, "letters": -9.0, "inside": -15.0, "typeset": -5.0}
_ODD = -9.0
_NEVER = -16.0
_BREAK = -6.0
_CAPITALS = -2.0
_MIXED = -8.0
_BESIDE = -4.0
_BROKEN = -6.0
_SIGNS = frozenset({"plain", "typeset", "gap", "inside", "odd", "elided"})
_LONGEST_WORD = 60


@dataclass(frozen=True)
class Readability:
    """Scores text in nats: what is likely in some language scores higher, never above zero.

    Words score as in the language they fit best; signs nobody types inside words, controls,
    capitals inside words and words of two scripts cost.
    """

    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def scores(
        self, texts: Sequence[str], languages: Mapping[str, str] | None = None
    ) -> list[float]:
        """The score of each text; all are looked up together, which is what makes it fast.

        Where ``languages`` names one for a script, words of that script are scored as in it.
        """
        return self.looked_up(texts).scores(languages)

    def looked_up(self, texts: Sequence[str]) -> "LookedUp":
        """What is known of the words of ``texts``, which tells their scores in any language."""
        words: dict[str, dict[str, None]] = {script: {} for script in self.statistics}
        pieces = list(map(_cut, texts))
        for found in pieces:
            for piece in found:
                if piece.lastgroup in words:
                    words[piece.lastgroup][piece[0][:_LONGEST_WORD]] = None
        known = {
            script: (said, self.statistics[script].word_scores(list(said)))
            for script, said in words.items()
        }
        return LookedUp(self.statistics, pieces, known)

    def in_each(self, texts: Sequence[str], script: str) -> npt.NDArray[np.float32]:
        """The score of each text in every language of ``script``: texts, languages.

        Words of other scripts cost as much as signs nobody types.
        """
        pieces = list(map(_cut, texts))
        said = [[p[0][:_LONGEST_WORD] for p in found if p.lastgroup == script] for found in pieces]
        words = list(dict.fromkeys(word for those in said for word in those))
        rows = {word: row for row, word in enumerate(words)}
        known = self.statistics[script].word_scores(words)
        free = {script: dict.fromkeys(words, 0.0)}
        scores = np.zeros((len(texts), known.shape[1]), np.float32)
        for number, (found, those) in enumerate(zip(pieces, said, strict=True)):
            scores[number] = known[[rows[word] for word in those]].sum(axis=0)
            scores[number] += _score(found, free)
        return scores

    def familiarity(self, text: str) -> dict[str, float]:
        """For each script of ``text`` the nats a letter in the one language it fits best.

        News in a language we know exceeds -3.4 in 99 lines of 100, in other languages in one.
        A few letters are given the benefit of the doubt: 24 nats in all.
        """
        return {
            script: (_DOUBT + float(scores.max())) / letters
            for script, scores, letters in self._by_language(text)
        }

    def languages(self, text: str) -> dict[str, str]:
        """For each script of ``text`` the language its words fit best."""
        return {
            script: self.statistics[script].languages[int(scores.argmax())]
            for script, scores, _ in self._by_language(text)
        }

    def column(self, text: str, script: str) -> int:
        """The column of the language that the words of ``script`` in ``text`` fit best."""
        return int(self.in_each([text], script)[0].argmax())

    def _by_language(self, text: str) -> Iterator[tuple[str, npt.NDArray[np.float32], int]]:
        """Each script with the score of all its words by language, and how many letters."""
        found: dict[str, list[str]] = {}
        for piece in _PIECE.finditer(text):
            script = piece.lastgroup or ""
            if script in self.statistics:
                found.setdefault(script, []).append(piece[0][:_LONGEST_WORD])
        for script, words in found.items():
            rows = {word: row for row, word in enumerate(dict.fromkeys(words))}
            scores = self.statistics[script].word_scores(list(rows))
            summed = scores[[rows[word] for word in words]].sum(axis=0)
            yield script, summed, sum(map(len, words))


@dataclass(frozen=True)
class LookedUp:
    """Texts in ``pieces``, and the ``words`` of each script: their scores, a column a language."""

    statistics: Mapping[str, ScriptStatistics]
    pieces: Sequence[Sequence[regex.Match[str]]]
    words: Mapping[str, tuple[Iterable[str], npt.NDArray[np.float32]]]

    def scores(self, languages: Mapping[str, str] | None = None) -> list[float]:
        """The score of each text, as `Readability.scores` says."""
        words: dict[str, dict[str, float]] = {}
        for script, (known, scores) in self.words.items():
            language = (languages or {}).get(script)
            column = self.statistics[script].languages.index(language) if language else None
            best = scores.max(axis=1, initial=-1e9) if column is None else scores[:, column]
            words[script] = dict(zip(known, best.tolist(), strict=True))
        return [_score(found, words) for found in self.pieces]


def _cut(text: str) -> Sequence[regex.Match[str]]:
    """The pieces of ``text``; those of a word are at hand when it is asked about again."""
    return _cut_word(text) if len(text) <= _LONGEST_WORD else tuple(_PIECE.finditer(text))


@lru_cache(maxsize=1 << 14)
def _cut_word(word: str) -> Sequence[regex.Match[str]]:
    return tuple(_PIECE.finditer(word))


def _score(pieces: Sequence[regex.Match[str]], words: Mapping[str, dict[str, float]]) -> float:
    if len(pieces) == 1 and (kind := pieces[0].lastgroup or "") in words:
        return _of_word(kind, pieces[0][0], words)
    score, script, end, letter, odd, stop = 0.0, "", -1, -1, -1, -1
    for piece in pieces:
        said, kind = piece[0], piece.lastgroup or ""
        if kind in words:
            score += _of_word(kind, said, words)
        else:
            score += _of_signs(kind, said)
        letters = kind in words or kind == "letters"
        if letters and stop == piece.start():
            score += _BROKEN
        stop = piece.end() if said[-1] in _STOPS else -1
        if letters and odd == piece.start():
            score += _BROKEN
        odd = piece.end() if kind == "odd" and letter == piece.start() else -1
        if letters and script and kind != script:
            score += _MIXED if piece.start() == end else _BESIDE
        script, end = (kind, piece.end()) if letters else (script, end)
        letter = end
    return score


@lru_cache(maxsize=1 << 14)
def oddities(word: str) -> int:
    r"""How many signs nobody types, and how many changes of script, ``word`` holds.

    >>> oddities("für"), oddities("f├╝r"), oddities("есе¦мен"), oddities("宫ӣ")
    (0, 2, 1, 1)
    >>> oddities("MXда"), oddities("MX\xa0да"), oddities("MX-да")
    (1, 0, 0)
    """
    # Words beside a no-break space may be of two scripts as well as those beside a blank, and so
    # may the parts of compounds and names: IT-компания, O'Хара.
    parts = _JOINTS.split(word)
    kinds = [[piece.lastgroup for piece in _cut(part)] for part in parts]
    scripts = [{kind for kind in those if kind not in _SIGNS} for those in kinds]
    odd = sum(those.count("odd") for those in kinds)
    return odd + sum(max(0, len(those) - 1) for those in scripts)


def _of_word(kind: str, said: str, words: Mapping[str, dict[str, float]]) -> float:
    score = words[kind][said[:_LONGEST_WORD]] + _BREAK * len(_CASE_BREAK.findall(said))
    return score + _CAPITALS if len(said) > 1 and said.isupper() else score


def _of_signs(kind: str, said: str) -> float:
    if kind == "plain":
        return _PLAIN * min(len(said), 4)
    if kind in _COSTS:
        return _COSTS[kind] * len(said)
    return _ODD if said.isprintable() and not "\u2500" <= said <= "\u25ff" else _NEVER
