"""Train what tells lines of web pages from lines of articles.

`python tools/residue/train.py` reads the lines of `tools/residue/lines`, those of the cases and of
the rules, and sentences of the starter's corpus, fits a logistic regression and writes
`normalizer/resources/data/wordings.msgpack`. A second one, on the articles of the cases, weighs
what the first says of a line, and where it stands. `--check` trains the first on four fifths of the
written lines and says what it tells of the fifth that was left out; it writes nothing. With
`--sources` it says the fingerprint of all that is learned from, which stands in the file, too.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from zlib import crc32

sys.path.append(str(Path(__file__).parents[1]))

import msgspec
import numpy as np
import regression
from lines import Example, all_examples, sentences, written
from numpy.typing import NDArray
from places import placed

from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.places import PLACE
from normalizer.finders.residue.wording import features
from normalizer.resources.locate import data_file
from normalizer.resources.wordings import FILE, SIZE, Wordings, write_wordings

ROUNDS = 300
RATE = 0.1
RIDGE = 1.5
LEAST = 2
"""Examples that a feature must have to be learned from; what one line has tells of no other."""
CAUTION = 2.3
"""Nats by which a line must be likelier of the page than of the article."""
SAMPLE = 40
"""Of one in so many lines the features count for the fingerprint."""
BLOCK = 40
"""Lines that one hand wrote one after the other, which are kept together."""
LARGEST = 127
THRESHOLDS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0)

Floats = NDArray[np.float64]


class Rows:
    """Examples as a sparse matrix: the rows of its ones, their places in `columns`, and labels.

    Features of fewer than ``least`` examples are left out.
    """

    def __init__(self, examples: Sequence[Example], least: int = 1) -> None:
        found = [sorted(features(_plain(example.text))) for example in examples]
        self.count = len(examples)
        hashes = np.concatenate([np.array(numbers) for numbers in found])
        _, kinds, counts = np.unique(hashes, return_inverse=True, return_counts=True)
        kept = counts[kinds] >= least
        self.rows = np.repeat(np.arange(self.count), [len(numbers) for numbers in found])[kept]
        self.columns, self.places = np.unique(hashes[kept] % SIZE, return_inverse=True)
        self.labels = np.array([example.of_page for example in examples], dtype=float)

    def odds(self, weights: Floats, intercept: float) -> Floats:
        """Compute the log odds of each example, in nats."""
        return self.sums(weights[self.columns]) + intercept

    def sums(self, weights: Floats) -> Floats:
        """Add up for each example what its columns weigh, of one weight for each of them."""
        return np.bincount(self.rows, weights[self.places], self.count)


def _plain(text: str) -> str:
    return article_lines(text)[0].plain


def fit(
    data: Rows, start: tuple[Floats, float] | None = None, rounds: int = ROUNDS
) -> tuple[Floats, float]:
    """Fit a logistic regression with a ridge by Adam (Kingma, Ba 2015), all rows at once.

    Args:
        data: The examples.
        start: Weights and intercept of fewer of them.
        rounds: How often all are looked at.

    Returns:
        The weights, and the intercept, in nats.
    """
    weights, intercept = start or (np.zeros(SIZE), 0.0)
    both = np.append(weights[data.columns], intercept)
    first, second = np.zeros_like(both), np.zeros_like(both)
    for number in range(1, rounds + 1):
        chance = 1 / (1 + np.exp(-data.sums(both[:-1]) - both[-1]))
        wrong = chance - data.labels
        slope = np.bincount(data.places, wrong[data.rows], len(data.columns))
        slope = np.append(slope + RIDGE * both[:-1], wrong.sum())
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        step = RATE * (1 - 0.9 * number / rounds)
        bias = np.sqrt(second / (1 - 0.99**number)) + 1e-8
        both = both - step * first / (1 - 0.9**number) / bias
    found = np.zeros(SIZE)
    found[data.columns] = both[:-1]
    return found, float(both[-1])


def fit_places(odds: Callable[[str], float]) -> tuple[float, ...]:
    """Fit a logistic regression to where lines stand.

    Args:
        odds: Says of a line how likely it is of a page, in nats; it hasn't read the cases.

    Returns:
        A weight for each of `PLACE`, and what is added, less `CAUTION`, in nats.
    """
    rows = list(placed(odds))
    table = np.array([row.features for row in rows])
    of_page = np.array([row.of_page for row in rows], dtype=float)
    weights, intercept = regression.fit(table, of_page)
    print(f"{len(rows)} lines where they stand, {int(of_page.sum())} of pages")
    for name, weight, step in zip(PLACE, weights, table.std(0), strict=True):
        print(f"  {name}: {weight:.2f} ({weight * step:.2f} a standard deviation)")
    return (*weights, intercept - CAUTION)


def packed(weights: Floats, intercept: float, place: tuple[float, ...]) -> Wordings:
    """Round weights to signed bytes.

    Args:
        weights: Nats.
        intercept: Nats.
        place: Weights of where a line stands, in nats.

    Returns:
        What ships.
    """
    step = float(np.abs(weights).max()) / LARGEST
    rounded = np.round(weights / step).astype(np.int8).tobytes()
    return Wordings(step, intercept, rounded, place)


def train() -> Wordings:
    """Fit both, the second with odds that haven't read the cases.

    Returns:
        What ships.
    """
    blind = list(dict.fromkeys((*written(), *sentences())))
    weights, intercept = fit(Rows(blind, LEAST))

    def odds(text: str) -> float:
        columns = [number % SIZE for number in features(text)]
        return float(weights[columns].sum()) + intercept

    place = fit_places(odds)
    examples = all_examples()
    print(f"{len(examples)} lines, {sum(example.of_page for example in examples)} of pages")
    both = fit(Rows(examples, LEAST), (weights, intercept), ROUNDS // 2)
    return msgspec.structs.replace(packed(*both, place), sources=sources(examples))


def sources(examples: Sequence[Example]) -> str:
    """Say what all that is learned from comes to.

    Args:
        examples: All lines.

    Returns:
        The SHA-256 of the lines, of the features of some, of where lines of the cases stand, and of
        what trains, in hexadecimal digits.
    """
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(regression.__file__)):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    for number, example in enumerate(examples):
        digest.update(f"{example.of_page:d} {example.text}\n".encode())
        if number % SAMPLE == 0:
            digest.update(repr(sorted(features(_plain(example.text)))).encode())
    for row in placed(lambda text: float(crc32(text.encode()) % 20 - 10)):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def check() -> None:
    """Train without a fifth of the written lines, and print what is told of these."""
    lines = written()
    left_out = [line for at, line in enumerate(lines) if at // BLOCK % 5 == 0]
    texts = {line.text for line in left_out}
    others = [example for example in all_examples() if example.text not in texts]
    odds = Rows(left_out).odds(*fit(Rows(others, LEAST)))
    of_page = np.array([line.of_page for line in left_out])
    print(f"{len(left_out)} lines left out, {of_page.sum()} of pages")
    print("nats | of pages told | of articles taken for one")
    for least in THRESHOLDS:
        told, taken = (odds[of_page] >= least).mean(), (odds[~of_page] >= least).mean()
        print(f"{least} | {told:.1%} | {taken:.2%}")


def main() -> None:
    """Train, or say how good it is."""
    parser = argparse.ArgumentParser(description="Train what tells lines of pages.")
    parser.add_argument("--check", action="store_true", help="measure on a fifth, write nothing")
    parser.add_argument("--sources", action="store_true", help="say what is learned from")
    parser.add_argument("--output", type=Path, default=data_file(FILE))
    arguments = parser.parse_args()
    if arguments.check:
        check()
    elif arguments.sources:
        print(sources(all_examples()))
    else:
        write_wordings(arguments.output, train())


if __name__ == "__main__":
    main()
