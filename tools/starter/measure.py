"""Measure how well the last checkpoint knows its corpus, and pairs it has never seen.

`python measure.py --generated DIRECTORY --build DIRECTORY` prints the cross-entropy in nats a
piece of the first natural pairs, of the held-out ones and of those for calibration. Where the
first falls and the others don't, the network learns its corpus by heart: drop more, or write more.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import sentencepiece
import torch
from alignment import Links
from batching import batches, encode
from mixture import read_layers
from pairs import CALIBRATION, HELD_OUT, read_pairs
from torch.nn import functional
from train import SEED, Trainer
from transformer.network import PAD_ID

PAIRS = 1000
"""Natural pairs that are measured."""

Rows = Sequence[tuple[str, str]]


def nats(
    trainer: Trainer, rows: Rows, pieces: sentencepiece.SentencePieceProcessor, links: Links
) -> float:
    """Measure pairs.

    Args:
        trainer: The network, which isn't changed.
        rows: Sources and targets.
        pieces: Cuts words into pieces.
        links: Which words are translations of which.

    Returns:
        Mean cross-entropy, in nats a piece of the targets.
    """
    rng = random.Random(SEED)  # noqa: S311  reproducible, not secret
    encoded = [encode(source, target, pieces, links, rng) for source, target in rows]
    total, count = 0.0, 0
    trainer.network.eval()
    with torch.no_grad():
        for source, given, wanted, _ in batches(encoded, rng):
            kept = wanted != PAD_ID
            scores = trainer.network(source, given, kept).float()
            total += float(functional.cross_entropy(scores, wanted[kept], reduction="sum"))
            count += int(kept.sum())
    return total / count


def main() -> None:
    """Print a line for each set of pairs."""
    parser = argparse.ArgumentParser(description="Measure the last checkpoint of the starter.")
    parser.add_argument("--build", required=True, type=Path, help="folder with checkpoints")
    parser.add_argument("--generated", required=True, type=Path, help="folder of generate.py")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = str(arguments.build / "sentencepiece.model")
    pieces = sentencepiece.SentencePieceProcessor(model_file=model)
    trainer = Trainer(arguments.build, pieces.get_piece_size(), dropout=0.0)
    layers = read_layers(arguments.generated)
    links = Links(pair for rows in layers.values() for pair in rows)
    sets: dict[str, Rows] = {f"natural, {PAIRS} pairs": layers["natural"][:PAIRS]}
    named = {f"held out, {name}": path for name, path in HELD_OUT.items()}
    named["calibration"] = CALIBRATION
    for name, path in named.items():
        sets[name] = [(pair.source, pair.target) for pair in read_pairs(path)]
    print(f"update {trainer.step}")
    for name, rows in sets.items():
        print(f"{name}: {nats(trainer, rows, pieces, links):.3f}")


if __name__ == "__main__":
    main()
