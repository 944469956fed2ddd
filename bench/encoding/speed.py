"""CPU time of each peer beside ftfy's safe configuration, in one run and in turn."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, cycle
from statistics import median

from measure import ratio, seconds
from parallel import Half

from encoding.chains import LOSSES, fitting, misread, swapped
from encoding.data import articles
from encoding.peers import peers, unread
from encoding.tables import GAPPY

CHAINS = (("cp1252",), ("cp1251",), ("koi8-r",), ("cp866",), ("cp1252", "cp1252"))
SPOILED = {"1 % of lines damaged": 0.01, "every line damaged": 1.0}
"""The share of lines that are damaged."""

LOST = "every line lost bytes"
"""Every line is read with a table that leaves bytes undefined; these are replaced or dropped."""

LANGUAGES = ("de", "ru", "uk")
ROUNDS = 3
FEW = 5

Batch = list[str]


def ratios(half: Half, count: int, seed: int) -> list[tuple[str, int, dict[str, float]]]:
    """Rows of (texts, their code points, how many times faster than ftfy safe each peer is).

    Each round reads other articles, as a dump would bring them: what a peer remembers of the
    words of one round is of no more use in the next one than it would be there. Nothing is timed
    before every peer has repaired the last batches, which are damaged, and some swapped lines:
    reading tables and compiling patterns is no matter of how much there is to read.
    """
    rows = []
    _, safe, *_ = everyone = peers()
    texts = list(_texts(half, count, seed))
    *_, (_, damaged), (_, lossy) = texts
    warming = [*damaged[-1], *lossy[-1], *_swapped_lines(half)]
    for peer in everyone:
        peer.repair(warming)
    for name, batches in texts:
        measured = {
            peer.name: ratio(_bound(peer.repair, batches), _bound(safe.repair, batches), ROUNDS)
            for peer in everyone
            if peer is not safe
        }
        rows.append((name, sum(len(text) for batch in batches for text in batch), measured))
    return rows


def ratios_of_dumps(half: Half, seed: int) -> list[tuple[str, int, dict[str, float]]]:
    """The same rows for as many articles at once as ``half`` has, and only for us.

    A dump is read by the mebibyte, and `Normalizer.pipe` takes 256 articles together. What we
    remember of words is thrown away before each round, and reading tables is done before it, in
    articles of the other half.
    """
    other: Half = "odd" if half == "even" else "even"
    *_, (_, damaged), (_, lossy) = _texts(other, FEW, seed)
    warming = [*damaged[-1], *lossy[-1], *_swapped_lines(other)]
    ours, safe, *_ = peers()
    rows = []
    for name, batch in _whole_half(half, seed):
        found = []
        for _ in range(ROUNDS):
            repair = unread()
            repair(warming)
            theirs = seconds(_bound(safe.repair, [batch]))
            found.append(theirs / seconds(_bound(repair, [batch])))
        rows.append((name, sum(map(len, batch)), {ours.name: median(found)}))
    return rows


def _whole_half(half: Half, seed: int) -> Iterator[tuple[str, Batch]]:
    """All articles of ``half``: those of each language clean, and all in every damaged state."""
    rng = random.Random(f"{seed}|dumps")  # noqa: S311  a benchmark, no secret
    found = {language: articles(half).documents[language] for language in LANGUAGES}
    for language, documents in found.items():
        yield f"clean {language}", ["\n".join(lines) for lines in documents]
    every = [list(lines) for documents in zip(*found.values(), strict=True) for lines in documents]
    for name, share in SPOILED.items():
        yield name, [_spoiled(lines, share, rng) for lines in every]
    yield LOST, [lossy(lines, rng) for lines in every]


def _bound(
    repair: Callable[[Sequence[str]], list[str]], batches: Sequence[Batch]
) -> Callable[[], object]:
    """Repairs the next of ``batches`` at each call."""
    turns = cycle(batches)
    return lambda: repair(next(turns))


def _texts(half: Half, count: int, seed: int) -> Iterator[tuple[str, list[Batch]]]:
    """Batches of ``count`` documents of each language: clean, damaged more and more, lossy.

    There are as many as `ratio` reads; the first one warms up.
    """
    rng = random.Random(f"{seed}|speed")  # noqa: S311  a benchmark, no secret
    found = {language: _batches(half, language, count) for language in LANGUAGES}
    for language, batches in found.items():
        yield f"clean {language}", [["\n".join(lines) for lines in batch] for batch in batches]
    together = [list(chain(*batches)) for batches in zip(*found.values(), strict=True)]
    for name, share in SPOILED.items():
        yield name, [[_spoiled(lines, share, rng) for lines in batch] for batch in together]
    yield LOST, [[lossy(lines, rng) for lines in batch] for batch in together]


def _batches(half: Half, language: str, count: int) -> list[list[list[str]]]:
    """Batches of ``count`` documents, as their lines; where there are too few, some again."""
    documents = cycle(articles(half).documents[language])
    return [[list(next(documents)) for _ in range(count)] for _ in range(ROUNDS + 1)]


def _swapped_lines(half: Half) -> Iterator[str]:
    """A few lines of each of two languages, in one single-byte table and read with another."""
    for language, true in (("de", "cp850"), ("ru", "cp1251")):
        for document in articles(half).documents[language][:FEW]:
            fitted = fitting(true)(document[0])
            if fitted:
                yield swapped(fitted, true, "cp1252")


def _spoiled(lines: list[str], share: float, rng: random.Random) -> str:
    return "\n".join(
        misread(line, *rng.choice(CHAINS)) if rng.random() < share else line for line in lines
    )


def lossy(lines: Sequence[str], rng: random.Random) -> str:
    """The text of ``lines``, each misread with a table that leaves bytes undefined."""
    return "\n".join(
        misread(line, rng.choice(GAPPY), undefined=rng.choice(LOSSES)[1]) for line in lines
    )
