"""How well a word reads as common words, stems and affixes put together."""

import numpy as np
import numpy.typing as npt

from normalizer.resources.statistics import ScriptStatistics

_UNKNOWN = -5
_UNKNOWN_LOST = -9.0
_AFFIX = -4.0
_JOINED = -1.5
_SYLLABLES = """
ab an auf aus be bei ein ent er ge in miss ver vor zer zu un um e en em es n s t te ten tes ter
ung ungen lich liche lichen licher liches ig ige igen iger iges isch ische bar bare st et end ende
enden ern innen keit heit los lose losen chen lein est este esten
"""
_AFFIXES = frozenset(_SYLLABLES.split())
_SHORTEST = 3

Weights = npt.NDArray[np.float32]


def score_of_parts(statistics: ScriptStatistics, word: str, weights: Weights) -> float:
    """The best score of ``word`` as common words, stems and affixes put together."""
    size = len(word)
    parts = {word[i:j] for i in range(size) for j in range(i + 3, size + 1)}
    words = sorted(parts | {f"{part}{ending}" for part in parts for ending in ("en", "e")})
    rows = (statistics.common_scores(words) + weights).max(axis=1)
    known = dict(zip(words, map(float, rows), strict=True))
    best = [0.0] + [-1e9] * size
    for end in range(1, size + 1):
        best[end] = best[end - 1] + (_UNKNOWN if word[end - 1].isascii() else _UNKNOWN_LOST)
        for start in range(end):
            part = word[start:end]
            said = -1e9
            if len(part) >= _SHORTEST:
                said = max(known[part], known[part + "en"] - 1, known[part + "e"] - 1)
            if part in _AFFIXES:
                said = max(said, _AFFIX)
            best[end] = max(best[end], best[start] + said + _JOINED * (start > 0))
    return best[size]
