"""Train the starter model; stop and go on at any time.

`python train.py --generated DIRECTORY --build DIRECTORY` trains until `--steps` and writes a
checkpoint every five hundred updates. Started again, it goes on from the last one, and begins the
epoch that was cut short once more. `--average` writes `weights.pt`, the mean of the last
checkpoints. Products are computed in bfloat16, which halves the cost of an update on processors
that have it; weights and sums stay in single precision. One head of each decoder layer is shown
where to look (see `alignment.py`).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import sentencepiece
import torch
from alignment import Links
from batching import Batch, batches, encode, train_pieces
from dimensions import size_of
from losses import SmoothedCrossEntropy
from mixture import epochs, read_layers
from rates import COOLDOWN, rate
from torch import nn
from transformer.network import PAD_ID, Transformer

STEPS = 35_500
SMOOTHING = 0.1
SAVE_EVERY = 500
REPORT_EVERY = 100
KEPT = 8
CLIP = 1.0
SEED = 11

GUIDANCE = 0.3
"""Weight of looking at the right word beside that of choosing the right one."""


class Trainer:
    """Network, optimiser and place in the data, which a checkpoint stores together."""

    def __init__(self, build: Path, vocabulary: int, *, dropout: float) -> None:
        self.build = build
        self.network = Transformer(size_of(vocabulary, dropout))
        self.network.watch()
        self.optimiser = torch.optim.Adam(
            self.network.parameters(), betas=(0.9, 0.98), eps=1e-9, fused=True
        )
        self.step = self.epoch = 0
        stored = sorted(build.glob("checkpoint-*.pt"))
        if stored:
            state = torch.load(stored[-1], weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.epoch = state["step"], state["epoch"]

    def save(self) -> None:
        """Store a checkpoint, and drop the oldest past `KEPT`."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
        }
        path = self.build / f"checkpoint-{self.step:07}.pt"
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)
        for old in sorted(self.build.glob("checkpoint-*.pt"))[:-KEPT]:
            old.unlink()

    def update(self, batch: Batch, rate: float) -> float:
        """Learn from a batch.

        Args:
            batch: Source ids, target input ids, target output ids, where to look.
            rate: The learning rate.

        Returns:
            The loss, in nats a token.
        """
        source, given, wanted, looked = batch
        self.step += 1
        self.optimiser.param_groups[0]["lr"] = rate
        kept = wanted != PAD_ID
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(source, given, kept)
        loss = SmoothedCrossEntropy.apply(scores, wanted[kept], SMOOTHING)
        total = loss
        guided = looked.any(-1)
        if guided.any():
            for seen in self.network.seen():
                right = seen[guided].masked_fill(~looked[guided], -1e9).logsumexp(-1)
                total = total - GUIDANCE * right.mean()
        self.optimiser.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        self.optimiser.step()
        return float(loss.detach())


def fit(
    trainer: Trainer,
    layers: dict[str, list[tuple[str, str]]],
    pieces: sentencepiece.SentencePieceProcessor,
    *,
    steps: int,
    cooldown: int,
) -> None:
    """Train until a number of updates is reached.

    Args:
        trainer: What is trained.
        layers: The pairs of each layer.
        pieces: Cuts words into pieces, in another way each time.
        steps: Updates in all, those of earlier sittings included.
        cooldown: How many of the last updates let the learning rate fall to nothing.
    """
    trainer.network.train()
    links = Links(pair for rows in layers.values() for pair in rows)
    begun, total = time.monotonic(), 0.0
    for number, rows in enumerate(epochs(layers, SEED)):
        if number < trainer.epoch:
            continue
        torch.manual_seed(SEED + number)
        rng = random.Random(SEED + number)  # noqa: S311  reproducible, not secret
        encoded = [encode(source, target, pieces, links, rng) for source, target in rows]
        for batch in batches(encoded, rng):
            total += trainer.update(batch, rate(trainer.step + 1, steps, cooldown))
            if trainer.step % REPORT_EVERY == 0:
                mean, seconds = total / REPORT_EVERY, time.monotonic() - begun
                print(f"step {trainer.step}: loss {mean:.3f}, {seconds:.0f} s", flush=True)
                total = 0.0
            if trainer.step % SAVE_EVERY == 0:
                trainer.save()
            if trainer.step >= steps:
                trainer.save()
                return
        trainer.epoch = number + 1


def average(build: Path) -> None:
    """Write the mean of the stored checkpoints as `weights.pt`.

    Args:
        build: Folder with checkpoints.
    """
    stored = [torch.load(path, weights_only=True) for path in sorted(build.glob("checkpoint-*.pt"))]
    networks = [state["network"] for state in stored]
    mean = {name: sum(net[name] for net in networks) / len(networks) for name in networks[0]}
    torch.save(mean, build / "weights.pt")
    print(f"{len(networks)} checkpoints, the last of step {stored[-1]['step']}")


def main() -> None:
    """Train, or average what is trained."""
    parser = argparse.ArgumentParser(description="Train the starter model.")
    parser.add_argument("--build", required=True, type=Path, help="folder for checkpoints")
    parser.add_argument("--generated", type=Path, help="folder that generate.py has written")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument(
        "--cooldown",
        type=int,
        default=COOLDOWN,
        help="the last updates, in which the learning rate falls to nothing",
    )
    parser.add_argument("--natural", type=int, help="natural pairs to take; all by default")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--reverse", action="store_true", help="from German to Russian")
    parser.add_argument("--average", action="store_true", help="write weights.pt")
    arguments = parser.parse_args()
    arguments.build.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    if arguments.average:
        average(arguments.build)
        return
    layers = read_layers(arguments.generated, arguments.natural)
    if arguments.reverse:
        layers = {name: [(t, s) for s, t in rows] for name, rows in layers.items()}
    texts = (side for rows in layers.values() for pair in rows for side in pair)
    pieces = train_pieces(texts, arguments.build)
    trainer = Trainer(arguments.build, pieces.get_piece_size(), dropout=arguments.dropout)
    counts = {name: len(rows) for name, rows in layers.items()}
    size = sum(parameter.numel() for parameter in trainer.network.parameters())
    about = {"pairs": counts, "parameters": size, "seed": SEED, "dropout": arguments.dropout}
    (arguments.build / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    print(about, flush=True)
    fit(trainer, layers, pieces, steps=arguments.steps, cooldown=arguments.cooldown)


if __name__ == "__main__":
    main()
