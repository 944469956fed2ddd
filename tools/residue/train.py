"""Train what tells lines of web pages from lines of articles.

`python tools/residue/train.py` reads the lines of `tools/residue/lines`, those of the cases and of
the rules, and sentences of the starter's corpus, fits a logistic regression and writes
`normalizer/resources/data/wordings.msgpack`. A second one, on the articles of the cases, weighs
what the first says of a line, and where it stands. `--check` trains the first on four fifths of the
written lines and says what it tells of the fifth that was left out; it writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from lines import Example, all_examples, sentences, written
from numpy.typing import NDArray
from places import placed

from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.likely import PLACE
from normalizer.finders.residue.wording import features
from normalizer.resources.locate import data_file
from normalizer.resources.wordings import FILE, SIZE, Wordings, write_wordings

ROUNDS = 300
RATE = 0.1
RIDGE = 1.5
PLACE_ROUNDS = 50
PLACE_RIDGE = 1.0
LEAST = 2
"""Examples that a feature must have to be learned from; what one line has tells of no other."""
CAUTION = 3.0
"""Nats by which a line must be likelier of the page than of the article."""
BLOCK = 40
"""Lines that one hand wrote one after the other, which are kept together."""
LARGEST = 127
THRESHOLDS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0)

Floats = NDArray[np.float64]


class Rows:
    """Examples as a sparse matrix: the rows and columns of its ones, and their labels.

    Features of fewer than ``least`` examples are left out.
    """

    def __init__(self, examples: Sequence[Example], least: int = 1) -> None:
        found = [sorted(features(_plain(example.text))) for example in examples]
        self.count = len(examples)
        hashes = np.concatenate([np.array(numbers) for numbers in found])
        _, kinds, counts = np.unique(hashes, return_inverse=True, return_counts=True)
        kept = counts[kinds] >= least
        self.rows = np.repeat(np.arange(self.count), [len(numbers) for numbers in found])[kept]
        self.columns = hashes[kept] % SIZE
        self.labels = np.array([example.of_page for example in examples], dtype=float)

    def odds(self, weights: Floats, intercept: float) -> Floats:
        """Compute the log odds of each example, in nats."""
        return np.bincount(self.rows, weights[self.columns], self.count) + intercept


def _plain(text: str) -> str:
    return article_lines(text)[0].plain


def fit(data: Rows) -> tuple[Floats, float]:
    """Fit a logistic regression with a ridge by Adam (Kingma, Ba 2015), all rows at once.

    Args:
        data: The examples.

    Returns:
        The weights, and the intercept, in nats.
    """
    both = np.zeros(SIZE + 1)
    first, second = np.zeros(SIZE + 1), np.zeros(SIZE + 1)
    for number in range(1, ROUNDS + 1):
        chance = 1 / (1 + np.exp(-data.odds(both[:-1], both[-1])))
        wrong = chance - data.labels
        slope = np.bincount(data.columns, wrong[data.rows], SIZE) + RIDGE * both[:-1]
        slope = np.append(slope, wrong.sum())
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        step = RATE * (1 - 0.9 * number / ROUNDS)
        bias = np.sqrt(second / (1 - 0.99**number)) + 1e-8
        both = both - step * first / (1 - 0.9**number) / bias
    return both[:-1], float(both[-1])


def fit_places(odds: Callable[[str], float]) -> tuple[float, ...]:
    """Fit a logistic regression to where lines stand, by Newton's method.

    Args:
        odds: Says of a line how likely it is of a page, in nats; it hasn't read the cases.

    Returns:
        A weight for each of `PLACE`, and what is added, less `CAUTION`, in nats.
    """
    rows = list(placed(odds))
    table = np.array([row.features for row in rows])
    of_page = np.array([row.of_page for row in rows], dtype=float)
    mean, spread = table.mean(0), table.std(0) + 1e-9
    table = np.hstack([(table - mean) / spread, np.ones((len(rows), 1))])
    ridge = PLACE_RIDGE * np.eye(table.shape[1])
    ridge[-1, -1] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(PLACE_ROUNDS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (of_page - chance) - ridge @ weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + ridge
        weights = weights + np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    print(f"{len(rows)} lines where they stand, {int(of_page.sum())} of pages")
    for name, weight, step in zip(PLACE, plain, spread, strict=True):
        print(f"  {name}: {weight:.2f} ({weight * step:.2f} a standard deviation)")
    return (*map(float, plain), float(weights[-1] - plain @ mean) - CAUTION)


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
    return packed(*fit(Rows(examples, LEAST)), place)


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
    parser.add_argument("--output", type=Path, default=data_file(FILE))
    arguments = parser.parse_args()
    if arguments.check:
        check()
    else:
        write_wordings(arguments.output, train())


if __name__ == "__main__":
    main()
