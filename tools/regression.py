"""Logistic regression on a few features, which the tools weigh and the product adds up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROUNDS = 50
RIDGE = 1.0

Matrix = NDArray[np.float64]


def fit(features: Matrix, good: Matrix) -> tuple[tuple[float, ...], float]:
    """Fit a logistic regression by Newton's method.

    Args:
        features: A row for each example.
        good: 1 or 0 for each example.

    Returns:
        A weight for each feature, and the intercept, in nats; the ridge holds standardised weights
        small.
    """
    mean, spread = features.mean(0), features.std(0) + 1e-9
    rows = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    ridge = RIDGE * np.eye(rows.shape[1])
    ridge[-1, -1] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (good - chance) - ridge @ weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return tuple(map(float, plain)), float(weights[-1] - plain @ mean)
