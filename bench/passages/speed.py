"""CPU time beside the peers in one run and in turn, and what the first calls cost."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from measure import ratio
from parallel import Half, documents

from passages.articles import Piece
from passages.cases import cases
from passages.languages import SETS
from passages.ours import considered, passages
from passages.peers import OURS, PEERS
from passages.results import loaded

LIMITS = {
    "mixed text, lingua mixed of all languages": 20.0,
    "German only, CLD2 vectors": 0.4,
    "first megabyte, the next one": 1 / 3,
}
"""How many times as fast we ought to be at least, by text and what it is measured against."""

MOST = {"load, ms": 150.0, "resident, MB": 150.0}

LINGUA = "lingua mixed"
_ROUNDS = 5
_MEGABYTE = 1_000_000
_PROCESSES = 3
_SCRIPT = Path(__file__).with_name("cold.py")


@dataclass(frozen=True)
class Figure:
    """A number of the table beside its limit, which it must reach or, with ``most``, keep to."""

    name: str
    value: float
    limit: float | None = None
    most: bool = False


def figures(half: Half, seed: int, articles: int) -> list[Figure]:
    """Every row; ``articles`` are read in each round."""
    mixed = [case.text for case in cases("main", half, articles * (_ROUNDS + 1), seed)]
    return [
        *_ratios("mixed text", _batches(mixed)),
        *_beside_lingua("mixed text", _batches(mixed), tuple(SETS["main"].codes())),
        *_beside_lingua("mixed text", _batches(mixed), ()),
        *_ratios("German only", _batches(_german())),
        *_cold(seed),
    ]


def _german() -> list[str]:
    """Every German document; nothing is measured here that could be tuned on."""
    halves: tuple[Half, ...] = ("even", "odd")
    return ["\n\n".join(lines) for half in halves for lines in documents("deu", half)]


def _batches(texts: Sequence[str]) -> list[Sequence[str]]:
    """``texts`` in as many parts as `ratio` reads, so that each round brings other articles."""
    return [texts[i :: _ROUNDS + 1] for i in range(_ROUNDS + 1)]


def _ratios(name: str, batches: Sequence[Sequence[str]]) -> list[Figure]:
    codes = tuple(SETS["main"].codes())
    ours = loaded(OURS, codes).passages
    # The ratios are those of a process that has seen the words; the first megabyte has its row.
    for text in (text for batch in batches for text in batch):
        ours(text)
    found = []
    for peer in PEERS.values():
        if peer.name == OURS or not peer.is_installed():
            continue
        theirs = loaded(peer.name, codes).passages
        value = ratio(_bound(ours, batches), _bound(theirs, batches), _ROUNDS)
        row = f"{name}, {peer.name}"
        found.append(Figure(row, value, LIMITS.get(row)))
    return found


def _beside_lingua(
    name: str, batches: Sequence[Sequence[str]], languages: Sequence[str]
) -> list[Figure]:
    """Beside lingua where both tell the same ``languages`` apart, or all that we know."""
    if not PEERS[LINGUA].is_installed():
        return []
    ours = partial(passages, languages=languages)
    theirs = loaded(LINGUA, languages or considered()).passages
    for text in (text for batch in batches for text in batch):
        ours(text)
    value = ratio(_bound(ours, batches), _bound(theirs, batches), _ROUNDS)
    told = f"both told of {len(languages)}" if languages else "of all languages"
    row = f"{name}, {LINGUA} {told}"
    return [Figure(row, value, LIMITS.get(row))]


def _bound(
    find: Callable[[str], Sequence[Piece]], batches: Sequence[Sequence[str]]
) -> Callable[[], None]:
    """Reads the next of ``batches`` at each call."""
    turns = cycle(batches)

    def read() -> None:
        for text in next(turns):
            find(text)

    return read


def _cold(seed: int) -> list[Figure]:
    """What fresh processes measure, the median of each."""
    megabytes = [_megabyte(seed), _megabyte(seed + 1)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(megabytes), encoding="utf-8")
        runs = [_fresh(path) for _ in range(_PROCESSES)]
    middle = {name: median(run[name] for run in runs) for name in runs[0]}
    row = "first megabyte, the next one"
    return [
        Figure(row, middle["warm"] / middle["cold"], LIMITS[row]),
        Figure("import, ms", 1000 * middle["import"]),
        Figure("load, ms", 1000 * middle["load"], MOST["load, ms"], most=True),
        Figure("resident, MB", middle["resident"], MOST["resident, MB"], most=True),
        Figure("peak after two megabytes, MB", middle["peak"]),
    ]


def _megabyte(seed: int) -> list[str]:
    """Mixed articles of both halves in turn, as many as make a megabyte of UTF-8."""
    drawn = zip(cases("main", "even", 500, seed), cases("main", "odd", 500, seed), strict=True)
    texts, size = [], 0
    for case in (case for pair in drawn for case in pair):
        if size >= _MEGABYTE:
            break
        texts.append(case.text)
        size += len(case.text.encode())
    return texts


def _fresh(path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, _SCRIPT, path], capture_output=True, check=True, encoding="utf-8"
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
