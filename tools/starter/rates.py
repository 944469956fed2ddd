"""How the learning rate rises and falls."""

from __future__ import annotations

import math

PEAK_RATE = 8e-4
WARM_UP = 1000
COOLDOWN = 4500


def rate(step: int, steps: int, cooldown: int) -> float:
    """Compute the learning rate of an update.

    Args:
        step: Number of the update, from 1.
        steps: Updates in all.
        cooldown: How many of the last updates let the rate fall to nothing.

    Returns:
        A rate that rises in a straight line, stays, and in the end falls to nothing (Hägele and
        others 2024, "Scaling Laws and Compute-Optimal Training Beyond Fixed Training Durations":
        a training may be prolonged, and falls from wherever it is).
    """
    along = PEAK_RATE * min(step / WARM_UP, 1)
    left = steps - step
    return along * (1 - math.sqrt(1 - left / cooldown)) if left < cooldown else along
