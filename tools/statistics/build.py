"""Build the pack of letter and word statistics from freely licensed word counts.

    pip download --no-deps langidentify-full-model==1.0.0 -d build/
    python tools/statistics/build.py build/langidentify_full_model-1.0.0-py3-none-any.whl

The counts are those of the `topwords` lists of langidentify-full-model (Apache-2.0, computed
from Wikipedia by its author). Everything in the pack is computed from them, with the fixed
numbers below; the same wheel gives the same bytes.
"""

import argparse
import gzip
import math
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np

from normalizer.resources.keys import BOUNDARY, ORDER, alphabet_of, hashed, packed
from normalizer.resources.statistics import SCALE, UNSEEN

SCRIPTS = {
    "Latin": (
        "de", "en", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "hu", "ro", "hr", "tr",
        "fi", "sv", "da", "no", "vi", "ca", "et", "lt", "lv", "sl", "sq", "is", "lb", "af", "sr",
        "la",
    ),
    "Cyrillic": ("ru", "uk", "be", "bg", "sr", "mk"),
    "Arabic": ("ar", "fa"),
}  # fmt: skip
RANGES = {
    "Latin": ((0x61, 0x24F), (0x1E00, 0x1EFF)),
    "Cyrillic": ((0x400, 0x52F),),
    "Arabic": ((0x600, 0x6FF),),
}
WORDS = {"Latin": 12_000, "Cyrillic": 25_000, "Arabic": 20_000}
"""How many of the commonest words of a language keep a score of their own."""

SERBIAN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "đ", "е": "e", "ж": "ž", "з": "z",
        "и": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "ć", "у": "u", "ф": "f", "х": "h", "ц": "c",
        "ч": "č", "џ": "dž", "ш": "š",
    }
)  # fmt: skip
"""Serbian is written in two scripts, one letter for one; the counts are those of the first."""

MORE_WORDS = {
    "Latin": {"de": 30_000, "hr": 18_000, "sr": 18_000, "lb": 8_000, "af": 8_000, "la": 6_000},
    "Cyrillic": {"ru": 140_000, "uk": 140_000},
}
"""The same for languages that need more to tell what is a word at all, or which of two languages
that are much alike, and for some that are only there to be told from others."""

ACCENTED = {"Latin": 14_000, "Cyrillic": 0, "Arabic": 0}
"""How many more with letters outside ASCII, which are the ones that get lost."""

GRAMS = {"Latin": 170_000, "Cyrillic": 90_000, "Arabic": 40_000}
"""How many n-grams a script keeps, by their highest probability in any of its languages."""

ENDINGS = {"Latin": 0, "Cyrillic": 120, "Arabic": 0}
"""How many endings of words a language keeps, the commonest."""

LONGEST_ENDING = 4
SHORTEST_STEM = 3
"""Letters an ending has at most, and what is left of a word without it at least."""

FLATTENED = 0.6
"""Word counts are raised to this power, so that n-grams learn from rare words too."""

TARGET = Path(__file__).resolve().parents[2] / "normalizer" / "resources" / "data" / "statistics"


def main() -> None:
    """Read the wheel and write the pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    chosen.target.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(chosen.wheel) as wheel:
        for script, languages in SCRIPTS.items():
            lists = {language: word_list(wheel, language, script) for language in languages}
            if "sr" in lists and script == "Latin":
                lists["sr"] = in_latin(word_list(wheel, "sr", "Cyrillic"))
            write_script(chosen.target, script, lists)


def word_list(wheel: zipfile.ZipFile, language: str, script: str) -> dict[str, float]:
    """The natural log probability of each word of ``language`` in its script."""
    name = f"langidentify_full_model/data/topwords-{language}.txt.gz"
    text = gzip.decompress(wheel.read(name)).decode("utf-8")
    words: dict[str, float] = {}
    for line in text.split("\n"):
        word, _, score = line.rpartition(" ")
        if word and not line.startswith("#") and all(_in_script(sign, script) for sign in word):
            words[word] = float(score)
    return words


def in_latin(words: dict[str, float]) -> dict[str, float]:
    """Serbian words in Latin letters.

    Without words of one letter, which all the lists in Latin script leave out, and without
    those that Serbian has no letters for.
    """
    written = {word.translate(SERBIAN): score for word, score in words.items() if len(word) > 1}
    return {word: s for word, s in written.items() if all(_in_script(x, "Latin") for x in word)}


def write_script(target: Path, script: str, lists: dict[str, dict[str, float]]) -> None:
    """Write the n-grams and the words of one script."""
    signs = sorted({sign for words in lists.values() for word in words for sign in word})
    alphabet = alphabet_of("".join(signs))
    grams = [conditional(words) for words in lists.values()]
    best: dict[str, float] = {}
    for scores, joint in grams:
        for gram in scores:
            best[gram] = max(best.get(gram, -99.0), joint[gram])
    kept = sorted(best, key=lambda gram: (len(gram) > 1, -best[gram], gram))[: GRAMS[script]]
    matrix = np.full((len(kept), len(lists)), UNSEEN, np.int8)
    for column, (scores, _) in enumerate(grams):
        for row, gram in enumerate(kept):
            if gram in scores:
                matrix[row, column] = quantised(scores[gram])
    keys = np.array([packed(gram, alphabet) for gram in kept], np.uint64)
    order = np.argsort(keys)
    save(target, script, "gram_keys", keys[order])
    save(target, script, "gram_scores", matrix[order])
    save(target, script, "pairs", pairs(list(lists.values()), alphabet))
    write_words(target, script, lists)
    ends = [endings(words, ENDINGS[script]) for words in lists.values()] if ENDINGS[script] else []
    if ends:
        save(target, script, "endings", np.stack([swapped for _, swapped in ends]))
    head = [" ".join(lists), "".join(signs), *(" ".join(found) for found, _ in ends)]
    (target / f"{script}.txt").write_text("\n".join([*head, ""]), encoding="utf-8")
    print(script, len(lists), "languages", len(signs), "signs", len(kept), "n-grams")


def conditional(words: dict[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Log P(last sign | signs before) of each n-gram of the words, and its joint log P."""
    counts: Counter[str] = Counter()
    contexts: Counter[str] = Counter()
    for word, score in words.items():
        weight = math.exp(FLATTENED * score)
        text = BOUNDARY + word + BOUNDARY
        for end in range(1, len(text)):
            for start in range(max(0, end - ORDER + 1), end + 1):
                counts[text[start : end + 1]] += weight  # type: ignore[assignment]
                contexts[text[start:end]] += weight  # type: ignore[assignment]
    total = contexts[""]
    scores = {gram: math.log(count / contexts[gram[:-1]]) for gram, count in counts.items()}
    return scores, {gram: math.log(count / total) for gram, count in counts.items()}


def pairs(lists: list[dict[str, float]], alphabet: dict[str, int]) -> np.ndarray:
    """Log P of two neighbouring signs: first sign, second sign, language; all that were seen."""
    size = len(alphabet)
    matrix = np.full((size, size, len(lists)), UNSEEN, np.int8)
    for column, words in enumerate(lists):
        weights = np.zeros((size, size))
        for word, score in words.items():
            codes = np.array([alphabet[sign] - 1 for sign in BOUNDARY + word + BOUNDARY])
            np.add.at(weights, (codes[:-1], codes[1:]), math.exp(FLATTENED * score))
        with np.errstate(divide="ignore"):
            scores = np.log(weights / weights.sum())
        kept = np.maximum(np.round(scores * SCALE), UNSEEN + 1)
        matrix[:, :, column] = np.where(weights > 0, kept, UNSEEN)
    return matrix


def endings(words: dict[str, float], count: int) -> tuple[list[str], np.ndarray]:
    """The commonest endings (``-`` for none), and for each how likely a stem has another too.

    Log P of the ending in the column where a stem has that in the row.
    """
    stems: dict[str, set[str]] = {}
    for word in words:
        for length in range(min(LONGEST_ENDING, len(word) - SHORTEST_STEM) + 1):
            cut = len(word) - length
            stems.setdefault(word[:cut], set()).add(word[cut:])
    seen = Counter(end for ends in stems.values() if len(ends) > 1 for end in ends)
    kept = sorted(seen, key=lambda end: (-seen[end], end))[:count]
    places = {end: place for place, end in enumerate(kept)}
    both = np.zeros((count, count))
    for ends in stems.values():
        found = sorted(places[end] for end in ends if end in places)
        both[np.ix_(found, found)] += 1
    alone = np.maximum(both.diagonal(), 1)[:, None]
    with np.errstate(divide="ignore"):
        scores = np.maximum(np.round(np.log(both / alone) * SCALE), UNSEEN + 1)
    return [end or "-" for end in kept], np.where(both > 0, scores, UNSEEN).astype(np.int8)


def write_words(target: Path, script: str, lists: dict[str, dict[str, float]]) -> None:
    """Write the commonest words: sorted hashes, and for each its languages and scores."""
    entries: list[tuple[int, int, int]] = []
    whole: list[tuple[int, int, int]] = []
    for column, (language, words) in enumerate(lists.items()):
        ordered = sorted(words, key=lambda word: (-words[word], word))
        count = MORE_WORDS.get(script, {}).get(language, WORDS[script])
        common, rarer = ordered[:count], ordered[count:]
        common += [word for word in rarer if not word.isascii()][: ACCENTED[script]]
        dropped = {without_accents(word) for word in common if not word.isascii()}
        alike = dropped.intersection(rarer).difference(common)
        entries += ((hashed(word), column, quantised(words[word])) for word in common)
        whole += ((hashed(word), column, quantised(words[word])) for word in alike)
    save_words(target, script, "word", entries)
    save_words(target, script, "whole", whole)


def save_words(target: Path, script: str, name: str, entries: list[tuple[int, int, int]]) -> None:
    """Write a list of words by hash, language and score."""
    entries.sort()
    save(target, script, f"{name}_keys", np.array([key for key, _, _ in entries], np.uint32))
    save(target, script, f"{name}_columns", np.array([c for _, c, _ in entries], np.uint8))
    save(target, script, f"{name}_scores", np.array([s for _, _, s in entries], np.int8))


def without_accents(word: str) -> str:
    """What is left of ``word`` where letters outside ASCII are dropped."""
    return word.encode("ascii", "ignore").decode()


def quantised(score: float) -> int:
    """``score`` in steps of a quarter nat, above the mark for "unseen"."""
    return max(UNSEEN + 1, round(score * SCALE))


def save(target: Path, script: str, name: str, array: np.ndarray) -> None:
    """Write one array so that it can be mapped into memory."""
    np.save(target / f"{script}.{name}.npy", array, allow_pickle=False)


def _in_script(sign: str, script: str) -> bool:
    return any(low <= ord(sign) <= high for low, high in RANGES[script]) and sign.isalpha()


if __name__ == "__main__":
    main()
