"""The weights that ship were learned from the lines in `tools/residue`, and tell them apart."""

import subprocess
import sys
from pathlib import Path

import pytest

from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.wording import LONGEST, Wording
from normalizer.resources.wordings import load_wordings

_EVERY = 50
_TOLD = 0.97
"""Lines it has read are told far better than others; weights of other lines tell no nine in ten."""


def test_the_weights_that_ship_are_those_of_the_lines(checkout: Path) -> None:
    command = [sys.executable, "tools/residue/train.py", "--sources"]
    run = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == load_wordings().sources, "run tools/residue/train.py"


@pytest.mark.parametrize("label", ["0", "1"])
def test_the_weights_that_ship_tell_the_lines_they_were_learned_from(
    checkout: Path, label: str
) -> None:
    odds = Wording(load_wordings())
    told = []
    for path in sorted((checkout / "tools" / "residue" / "lines").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[::_EVERY]:
            of_page, _, text = line.split("\t")
            if of_page == label and len(text) <= LONGEST:
                told.append((odds(article_lines(text)[0].plain) > 0) == (label == "1"))
    assert len(told) > 1000
    assert sum(told) / len(told) >= _TOLD
