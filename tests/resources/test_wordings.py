"""The weights that ship are those that the lines in `tools/residue` lead to."""

import subprocess
import sys
from pathlib import Path

import pytest

from normalizer.resources.wordings import load_wordings

_MOST_OTHER = 0.001
"""Weights that another processor may round to the next step."""


def test_the_weights_that_ship_are_those_of_the_lines(checkout: Path, tmp_path: Path) -> None:
    made = tmp_path / "wordings.msgpack"
    command = [sys.executable, "tools/residue/train.py", "--output", str(made)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    ours, theirs = load_wordings(), load_wordings(made)
    steps = [abs(a - b) for a, b in zip(ours.weights, theirs.weights, strict=True)]
    assert sum(step in (0, 1, 255) for step in steps) == len(steps), "run tools/residue/train.py"
    assert sum(map(bool, steps)) <= _MOST_OTHER * len(steps), "run tools/residue/train.py"
    assert theirs.step == pytest.approx(ours.step, rel=1e-3)
    assert theirs.place == pytest.approx(ours.place, abs=0.02)
