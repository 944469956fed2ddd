"""Train the starter model; stop and go on at any time.

`python train.py --generated DIRECTORY --build DIRECTORY` trains until `--steps` and writes a
checkpoint every thousand updates. Started again, it goes on from the last one, and begins the
epoch that was cut short once more. `--average` writes `weights.pt`, the mean of the last
checkpoints. Products are computed in bfloat16, which halves the cost of an update on processors
that have it; weights and sums stay in single precision.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import sentencepiece
import torch
from mixture import epochs, read_layers
from model import END_ID, PAD_ID, START_ID, UNKNOWN_ID, Size, Transformer
from torch import Tensor, nn
from torch.nn import functional

PIECES = 5000
STEPS = 30_000
BATCH_TOKENS = 2500
PEAK_RATE = 1e-3
WARM_UP = 2000
SMOOTHING = 0.1
SAMPLING = 0.2
"""How flat the choice among the segmentations of a word is; 0.2 is close to uniform."""
SAVE_EVERY = 1000
REPORT_EVERY = 100
KEPT = 8
CLIP = 1.0
SEED = 11
_SAME = (("ё", "е"), ("Ё", "Е"), ("\N{NO-BREAK SPACE}", " "), ("\N{HORIZONTAL ELLIPSIS}", "..."))
"""What is the same letter for the model, so that either spelling is understood."""

Batch = tuple[Tensor, Tensor, Tensor]


def train_pieces(texts: Iterator[str], build: Path) -> sentencepiece.SentencePieceProcessor:
    """Train the joint SentencePiece model, unless it is there.

    Args:
        texts: Sentences of both languages.
        build: Folder that holds or receives `sentencepiece.model`.

    Returns:
        The loaded model.
    """
    path = build / "sentencepiece.model"
    if not path.exists():
        rules = build / "rules.tsv"
        codes = [(" ".join(f"{ord(c):X}" for c in side) for side in pair) for pair in _SAME]
        rules.write_text("".join("\t".join(pair) + "\n" for pair in codes), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=texts,
            model_prefix=str(path.with_suffix("")),
            vocab_size=PIECES,
            model_type="unigram",
            character_coverage=1.0,
            normalization_rule_tsv=str(rules),
            split_digits=True,
            unk_id=UNKNOWN_ID,
            bos_id=START_ID,
            eos_id=END_ID,
            pad_id=PAD_ID,
            pad_piece="<blank>",
            num_threads=1,
            minloglevel=2,
        )
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def padded(rows: list[list[int]]) -> Tensor:
    """Stack rows of different lengths.

    Args:
        rows: Token ids.

    Returns:
        A matrix padded at the end of each row.
    """
    return nn.utils.rnn.pad_sequence(
        [torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD_ID
    )


def batches(rows: list[tuple[list[int], list[int]]], rng: random.Random) -> Iterator[Batch]:
    """Group encoded pairs of similar length.

    Args:
        rows: Encoded pairs.
        rng: Source of randomness for ties and the order.

    Yields:
        Source ids, target input ids and target output ids of at most `BATCH_TOKENS` a side.
    """
    keyed = sorted((max(len(s), len(t) + 1), rng.random(), i) for i, (s, t) in enumerate(rows))
    groups: list[list[int]] = [[]]
    for longest, _, index in keyed:
        if longest * (len(groups[-1]) + 1) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        yield (
            padded([rows[i][0] for i in group]),
            padded([[START_ID, *rows[i][1]] for i in group]),
            padded([[*rows[i][1], END_ID] for i in group]),
        )


def rate(step: int) -> float:
    """Compute the learning rate of an update.

    Args:
        step: Number of the update, from 1.

    Returns:
        A rate that rises in a straight line and then falls with the inverse square root.
    """
    return PEAK_RATE * min(step / WARM_UP, math.sqrt(WARM_UP / step))


class Trainer:
    """Network, optimiser and place in the data, which a checkpoint stores together."""

    def __init__(self, build: Path, vocabulary: int, *, dropout: float) -> None:
        self.build = build
        self.network = Transformer(Size(vocabulary=vocabulary, dropout=dropout))
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

    def update(self, batch: Batch) -> float:
        """Learn from a batch.

        Args:
            batch: Source ids, target input ids, target output ids.

        Returns:
            The loss, in nats a token.
        """
        source, given, wanted = batch
        self.step += 1
        self.optimiser.param_groups[0]["lr"] = rate(self.step)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(source, given).flatten(0, 1)
        loss = functional.cross_entropy(
            scores.float(), wanted.flatten(), ignore_index=PAD_ID, label_smoothing=SMOOTHING
        )
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        self.optimiser.step()
        return float(loss.detach())


def fit(
    trainer: Trainer,
    layers: dict[str, list[tuple[str, str]]],
    pieces: sentencepiece.SentencePieceProcessor,
    steps: int,
) -> None:
    """Train until a number of updates is reached.

    Args:
        trainer: What is trained.
        layers: The pairs of each layer.
        pieces: Cuts words into pieces, in another way each time.
        steps: Updates in all, those of earlier sittings included.
    """
    trainer.network.train()
    begun, total = time.monotonic(), 0.0
    for number, rows in enumerate(epochs(layers, SEED)):
        if number < trainer.epoch:
            continue
        torch.manual_seed(SEED + number)
        rng = random.Random(SEED + number)  # noqa: S311  reproducible, not secret
        encoded = [
            (
                pieces.encode(source, enable_sampling=True, alpha=SAMPLING, nbest_size=-1),
                pieces.encode(
                    target, enable_sampling=rng.random() < 1 / 2, alpha=SAMPLING, nbest_size=-1
                ),
            )
            for source, target in rows
        ]
        for batch in batches(encoded, rng):
            total += trainer.update(batch)
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
    parser.add_argument("--natural", type=int, help="natural pairs to take; all by default")
    parser.add_argument("--dropout", type=float, default=0.3)
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
    fit(trainer, layers, pieces, arguments.steps)


if __name__ == "__main__":
    main()
