"""A bundled starter, made of a tiny package of the suite."""

import json
from pathlib import Path
from typing import Any

from normalizer.engines.card import CARD_NAME
from normalizer.engines.lock import locked, remember
from normalizer.engines.package import install_package, read_package

MODELS = Path(__file__).parent / "fixtures" / "models"
NAME = "translate-ru_de-fixture-0_1"
CARD = f"""\
format = "normalizer model card 1"
title = "A starter of the suite"
package = "{NAME}"
licence = "Apache-2.0"
summary = "It knows a few hundred sentences."
limits = ["It knows nothing else."]

[[fact]]
section = "corpus"
what = "patterns"
value = "138"

[[fact]]
section = "quality"
what = "exact match"
value = "98.2 %"
limit = "at least 95 %"
"""


def make_starter(folder: Path, **metadata: Any) -> Path:
    """Put a starter and its manifest into ``folder``; ``metadata`` says more of it."""
    folder.mkdir(parents=True)
    package = install_package(MODELS / f"{NAME}.argosmodel", folder)
    path = package.path / "metadata.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps(told | {"fixture": False, "starter": True} | metadata), encoding="utf-8"
    )
    (folder / CARD_NAME).write_text(CARD, encoding="utf-8")
    remember(folder, locked(read_package(package.path), None))
    return folder
