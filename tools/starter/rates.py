"""How the learning rate rises and falls."""

from __future__ import annotations

import math

PEAK_RATE = 1e-3
WARM_UP = 2000
COOLDOWN = 4000


def rate(step: int, steps: int, cooldown: int) -> float:
    """Compute the learning rate of an update.

    Args:
        step: Number of the update, from 1.
        steps: Updates in all.
        cooldown: How many of the last updates let the rate fall to nothing.

    Returns:
        A rate that rises in a straight line, falls with the inverse square root, and in the end
        falls to nothing (Hägele and others 2024, "Scaling Laws and Compute-Optimal Training Beyond
        Fixed Training Durations": most of what a long training gains, without its length).
    """
    along = PEAK_RATE * min(step / WARM_UP, math.sqrt(WARM_UP / step))
    left = steps - step
    return along * (1 - math.sqrt(1 - left / cooldown)) if left < cooldown else along
