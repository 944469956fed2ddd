"""How near the peers come to the text it ought to be, by group of damage and on clean lines."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from parallel import Half, documents
from rapidfuzz.distance import Levenshtein

from encoding.damage import Case, cases, paths
from encoding.data import articles
from encoding.peers import Peer, peers


@dataclass(frozen=True)
class Score:
    """Sums over texts; distances are in code points inserted, removed or replaced."""

    texts: int = 0
    letters: int = 0
    exact: int = 0
    worse: int = 0
    before: int = 0
    after: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.texts + other.texts,
            self.letters + other.letters,
            self.exact + other.exact,
            self.worse + other.worse,
            self.before + other.before,
            self.after + other.after,
        )


@dataclass(frozen=True)
class Sizes:
    """How many cases of each path and at least of each group, how many clean lines, and which.

    A group of few paths has more cases of each; ``clean`` lines of each language, None for all.
    """

    cases: int
    least: int
    clean: int | None
    seed: int
    half: Half


@dataclass(frozen=True)
class Failure:
    """A case that our stage didn't restore."""

    path: str
    gold: str
    bad: str
    output: str


@dataclass(frozen=True)
class Measured:
    """What one path shows: the score of each peer, and what our stage failed on.

    ``unsettled`` are the outputs of ours that a second run changed; there its output is the
    text that comes second and ``bad`` the one that came first.
    """

    path: str
    scores: dict[str, Score]
    failures: list[Failure]
    unsettled: list[Failure]


def damaged(names: Iterable[str], sizes: Sizes, executor: Executor) -> list[Measured]:
    """What each path shows."""
    return list(executor.map(partial(_path, sizes=sizes), names, chunksize=4))


def clean(
    languages: Iterable[str], sizes: Sizes, executor: Executor
) -> dict[str, tuple[int, dict[str, int]]]:
    """For each language the number of clean lines, and how many of them each peer changed."""
    found = executor.map(partial(_language, sizes=sizes), languages)
    return {name: (lines, changed) for name, lines, changed in found}


def _path(name: str, *, sizes: Sizes) -> Measured:
    path = paths()[name]
    members = sum(other.group == path.group for other in paths().values())
    count = max(sizes.cases, sizes.least // members)
    drawn = list(cases(path, articles(sizes.half), count, sizes.seed))
    outputs = {peer.name: _outputs(peer, drawn) for peer in peers()}
    scores = {
        peer: sum(map(_score, drawn, texts), start=Score()) for peer, texts in outputs.items()
    }
    own = peers()[0]
    ours = outputs[own.name]
    failures = [
        Failure(name, case.gold, _shown(case.bad), output)
        for case, output in zip(drawn, ours, strict=True)
        if output not in (case.gold, *case.also)
    ]
    unsettled = [
        Failure(name, case.gold, first, second)
        for case, first, second in zip(drawn, ours, own.repair(ours), strict=True)
        if first != second
    ]
    return Measured(name, scores, failures, unsettled)


def _outputs(peer: Peer, drawn: Sequence[Case]) -> list[str]:
    texts = [case.bad for case in drawn if isinstance(case.bad, str)]
    if len(texts) == len(drawn):
        return peer.repair(texts)
    return [peer.decode(case.bad) for case in drawn if isinstance(case.bad, bytes)]


def _score(case: Case, output: str) -> Score:
    bad = _shown(case.bad)
    if case.by_line:
        parts = [text.split("\n") for text in (case.gold, bad, output)]
        if len(set(map(len, parts))) == 1:
            return sum((_compared((g,), b, o) for g, b, o in zip(*parts, strict=True)), Score())
    return _compared((case.gold, *case.also), bad, output)


def _compared(golds: tuple[str, ...], bad: str, output: str) -> Score:
    before = min(Levenshtein.distance(bad, gold) for gold in golds)
    after = min(Levenshtein.distance(output, gold) for gold in golds)
    return Score(1, len(golds[0]), int(after == 0), int(after > before), before, after)


def _shown(bad: str | bytes) -> str:
    return bad if isinstance(bad, str) else bad.decode("utf-8", "replace")


def _language(name: str, *, sizes: Sizes) -> tuple[str, int, dict[str, int]]:
    lines = [line for lines in documents(name, sizes.half) for line in lines][: sizes.clean]
    changed = {peer.name: sum(map(str.__ne__, lines, peer.repair(lines))) for peer in peers()}
    return name, len(lines), changed
