"""What the peers find in cases, measured by several processes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, partial

from passages.articles import Case, Piece
from passages.noise import spoiled
from passages.peers import OURS, PEERS, Loaded
from passages.scores import Tally, settled, tally

CLEAN = ""
"""The name of the noise that is none."""

_CHUNK = 20

Sums = dict[str, Tally]
"""Tallies by what they sum up: ``all``, a category, a kind, a language."""


@dataclass(frozen=True)
class Result:
    """What one peer found in one case; ``filtered`` counts only what has a passage's size."""

    case: Case
    found: tuple[Piece, ...]
    main: str
    raw: Tally
    filtered: Tally

    def is_right(self) -> bool:
        """Whether every passage is right to the character, and no other was found."""
        gold = len(settled(self.case.text, self.case.spans, self.case.main))
        return self.raw.strict == gold == self.raw.found


@dataclass(frozen=True)
class Task:
    """A peer, the codes of the languages it is told of, and the noise in its way."""

    peer: str
    codes: tuple[str, ...]
    noise: str = CLEAN


def results(task: Task, cases: Sequence[Case], executor: Executor) -> list[Result]:
    """The results of every case, in order."""
    chunks = [cases[i : i + _CHUNK] for i in range(0, len(cases), _CHUNK)]
    found = executor.map(partial(_chunk, task), chunks)
    return [result for chunk in found for result in chunk]


def _chunk(task: Task, cases: Sequence[Case]) -> list[Result]:
    return [
        _result(task, case if task.noise == CLEAN else spoiled(case, task.noise)) for case in cases
    ]


def _result(task: Task, case: Case) -> Result:
    peer = loaded(task.peer, task.codes)
    found, main = tuple(peer.passages(case.text)), peer.main(case.text)
    raw = tally(case, found, main)
    sized = raw if task.peer == OURS else tally(case, found, main, filtered=True)
    return Result(case, found, main, raw, sized)


@cache
def loaded(peer: str, codes: tuple[str, ...]) -> Loaded:
    """The peer, loaded once in each process."""
    return PEERS[peer].load(codes)


def summed(found: Sequence[Result], *, filtered: bool) -> Sums:
    """The tallies of ``found``, added up by all that a case is."""
    sums: Sums = {}
    for result in found:
        for key in _keys(result.case):
            one = result.filtered if filtered else result.raw
            sums[key] = sums.get(key, Tally()) + one
    return sums


def _keys(case: Case) -> Iterator[str]:
    yield "all"
    yield case.category
    if case.kind != case.category:
        yield f"{case.category}: {case.kind.removeprefix(f'{case.category}_')}"
    if case.language:
        yield f"language {case.language}"
    yield f"in {case.main}"
