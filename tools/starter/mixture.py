"""What the starter model is trained on: the layers, how often each is seen, and small changes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pairs import CORPUS, read_pairs

Rows = list[tuple[str, str]]

_DASH = re.compile(r"(?<!\S)–(?!\S)")
_QUOTES = str.maketrans({"«": '"', "»": '"'})
_CURLY = str.maketrans({"«": "“", "»": "”"})


@dataclass(frozen=True)
class Share:
    """A layer, and how large a part of an epoch it makes up compared with the natural one."""

    layer: str
    weight: float


SHARES = (
    Share("natural", 1.0),
    Share("patterns", 0.3),
    Share("frames", 0.2),
    Share("names", 0.1),
    Share("lexicon", 0.1),
)


def read_layers(generated: Path, natural: int | None = None) -> dict[str, Rows]:
    """Read all layers.

    Args:
        generated: Folder that `generate.py` has written.
        natural: How many of the natural pairs are taken, for a learning curve; all if `None`.

    Returns:
        The pairs of each layer.
    """
    layers: dict[str, Rows] = {}
    for share in SHARES:
        folder = CORPUS / share.layer
        files = (
            sorted(folder.glob("*.tsv")) if folder.is_dir() else [generated / f"{share.layer}.tsv"]
        )
        layers[share.layer] = [(p.source, p.target) for path in files for p in read_pairs(path)]
    random.Random(0).shuffle(layers["natural"])  # noqa: S311  reproducible, not secret
    layers["natural"] = layers["natural"][:natural]
    return layers


def changed(source: str, rng: random.Random) -> str:
    """Write a Russian sentence as other newsrooms do.

    Args:
        source: A sentence with angle quotes and en dashes.
        rng: Source of randomness.

    Returns:
        At times with other quotation marks and dashes.
    """
    chance = rng.random()
    if "«" in source and chance < 1 / 2:
        source = source.translate(_QUOTES if chance < 1 / 3 else _CURLY)
    if "–" in source and rng.random() < 1 / 2:
        source = _DASH.sub(rng.choice(("-", "—")), source)
    return source


def epochs(layers: dict[str, Rows], seed: int) -> Iterator[Sequence[tuple[str, str]]]:
    """Yield one epoch after the other, without end.

    Args:
        layers: The pairs of each layer.
        seed: Seed of the choice; an epoch depends on it and its number alone.

    Yields:
        All natural pairs and a fresh sample of the others, changed a little, in no order.
    """
    number = 0
    while True:
        rng = random.Random(f"{seed} {number}")  # noqa: S311  reproducible, not secret
        rows: Rows = []
        for share in SHARES:
            wanted = round(share.weight * len(layers["natural"]))
            layer = layers[share.layer]
            rows += rng.sample(layer, min(wanted, len(layer)))
        rng.shuffle(rows)
        yield [(changed(source, rng), target) for source, target in rows]
        number += 1
