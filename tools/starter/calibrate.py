"""Learn what tells adequate answers of a trained model from others.

`python calibrate.py --build DIRECTORY --generated DIRECTORY` learns the lexicon from the corpus,
translates the pairs for calibration, weighs what speaks for an answer
by logistic regression (an answer counts as good from a chrF of `CLOSE` on), and writes
`adequacy.msgpack`. What is close may be wrong all the same, one soldier for several say. So with
`--judged FILE`, the surest of those answers as somebody judged them, that sum is weighed once more
beside what the corpus covers of the source. How sure is sure enough is fixed afterwards:
`evaluate.py --calibrate`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from evaluate import CLOSE, translated
from lexicon import lexicon
from mixture import read_layers
from numpy.typing import NDArray
from pairs import CALIBRATION, read_pairs

from normalizer.engines.adequacy import FEATURES, Lexicon, Weights, write_adequacy

ROUNDS = 50
RIDGE = 1.0
FEW_RIDGE = 3.0
"""Judged answers are few, so that their weights are held smaller."""
COVERAGE = ("rare", "new")

Matrix = NDArray[np.float64]
Row = tuple[float, ...]


def examples(build: Path, words: Lexicon) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Translate the pairs for calibration.

    Args:
        build: Folder with `sentencepiece.model` and the converted `model`.
        words: Which words become which.

    Yields:
        The features of each hypothesis, and whether it is close to the reference.
    """
    import sacrebleu  # noqa: PLC0415  not needed to export

    for pair, hypotheses in translated(build, list(read_pairs(CALIBRATION))):
        for text, score in hypotheses:
            close = sacrebleu.sentence_chrf(text, [pair.target]).score >= CLOSE
            yield words.features(pair.source, text, score), close


def fit(features: Matrix, good: Matrix, ridge: float = RIDGE) -> tuple[Row, float]:
    """Fit a logistic regression by Newton's method.

    Args:
        features: A row for each example.
        good: 1 or 0 for each example.
        ridge: How much it holds standardised weights small.

    Returns:
        A weight for each feature, and the intercept.
    """
    mean, spread = features.mean(0), features.std(0) + 1e-9
    rows = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    hold = ridge * np.eye(rows.shape[1])
    hold[-1, -1] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (good - chance) - hold @ weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + hold
        weights = weights + np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return tuple(map(float, plain)), float(weights[-1] - plain @ mean)


def refined(
    build: Path, words: Lexicon, judged: Path, weights: Row, intercept: float
) -> tuple[Row, float]:
    """Weigh the sum of all features, and coverage, by what somebody judged.

    Args:
        build: Folder with `sentencepiece.model` and the converted `model`.
        words: Which words become which.
        judged: Rows of `evaluate.py --answers`, each with a 1 or a 0 in front.
        weights: What each feature weighs in the sum.
        intercept: What is added to the sum.

    Returns:
        A weight for each feature, and the intercept.
    """
    scores = {
        (pair.source, text): score
        for pair, hypotheses in translated(build, list(read_pairs(CALIBRATION)))
        for text, score in hypotheses
    }
    rows, good = [], []
    for line in judged.read_text(encoding="utf-8").splitlines():
        judgement, _, _, source, text, *_ = line.split("\t")
        rows.append(words.features(source, text, scores[source, text]))
        good.append(float(judgement))
    features = np.array(rows)
    covered = [FEATURES.index(name) for name in COVERAGE]
    total = features @ np.array(weights) + intercept
    (share, *more), added = fit(
        np.column_stack([total, features[:, covered]]), np.array(good), FEW_RIDGE
    )
    combined = share * np.array(weights)
    combined[covered] += more
    return tuple(map(float, combined)), share * intercept + added


def main() -> None:
    """Learn the lexicon and the weights."""
    parser = argparse.ArgumentParser(description="Calibrate the starter model.")
    parser.add_argument("--build", required=True, type=Path, help="folder with the converted model")
    parser.add_argument("--generated", required=True, type=Path, help="folder of generate.py")
    parser.add_argument("--judged", type=Path, help="answers with a judgement in front")
    arguments = parser.parse_args()
    layers = read_layers(arguments.generated)
    words = lexicon((pair for rows in layers.values() for pair in rows), "ru", "de")
    rows, labels = zip(*examples(arguments.build, words), strict=True)
    weights, intercept = fit(np.array(rows), np.array(labels, dtype=float))
    if arguments.judged:
        weights, intercept = refined(arguments.build, words, arguments.judged, weights, intercept)
    path = arguments.build / "adequacy.msgpack"
    write_adequacy(path, words, Weights(FEATURES, weights, intercept))
    print(f"{len(rows)} hypotheses, {np.mean(labels):.1%} close; {path.stat().st_size:,} bytes")
    spread = np.array(rows).std(0)
    for name, weight, step in zip(FEATURES, weights, spread, strict=True):
        print(f"{name}: {weight:.3f} ({weight * step:.2f} a standard deviation)")


if __name__ == "__main__":
    main()
