"""Train one fixture model.

`python train.py --pair ru_de --build DIRECTORY` trains from scratch; the same command with
`--finish` goes on from the stored weights while the learning rate falls to zero.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import sentencepiece
import torch
from corpus import LANGUAGES, build_corpus
from fixture_size import size_of
from torch import Tensor, nn
from torch.nn import functional
from transformer.network import END_ID, PAD_ID, START_ID, UNKNOWN_ID, Transformer

PIECES = 1200
STEPS = 2500
FINISH_STEPS = 500
FINISH_RATE = 7e-4
BATCH_TOKENS = 1000
PEAK_RATE = 2e-3
WARM_UP = 300
SMOOTHING = 0.1
REPORT_EVERY = 250
SEED = 7

Encoded = tuple[list[int], list[int]]


def train_pieces(texts: list[str], build: Path) -> sentencepiece.SentencePieceProcessor:
    """Train the joint SentencePiece model.

    Args:
        texts: Sentences of both languages.
        build: Folder that receives `sentencepiece.model`.

    Returns:
        The loaded model.
    """
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(build / "sentencepiece"),
        vocab_size=PIECES,
        model_type="unigram",
        character_coverage=1.0,
        unk_id=UNKNOWN_ID,
        bos_id=START_ID,
        eos_id=END_ID,
        pad_id=PAD_ID,
        pad_piece="<blank>",
        num_threads=1,
        minloglevel=2,
    )
    return sentencepiece.SentencePieceProcessor(model_file=str(build / "sentencepiece.model"))


def group(data: list[Encoded], rng: random.Random) -> list[list[Encoded]]:
    """Group rows of similar length into batches.

    Args:
        data: Encoded sentence pairs.
        rng: Source of randomness for ties and the order of batches.

    Returns:
        Batches of at most `BATCH_TOKENS` padded tokens a side.
    """
    keyed = sorted((max(len(s), len(t) + 1), rng.random(), i) for i, (s, t) in enumerate(data))
    batches: list[list[Encoded]] = [[]]
    for longest, _, index in keyed:
        if longest * (len(batches[-1]) + 1) > BATCH_TOKENS:
            batches.append([])
        batches[-1].append(data[index])
    rng.shuffle(batches)
    return batches


def pad(rows: list[list[int]]) -> Tensor:
    """Stack rows of different lengths.

    Args:
        rows: Token ids.

    Returns:
        A matrix padded at the end of each row.
    """
    return nn.utils.rnn.pad_sequence(
        [torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD_ID
    )


def schedule(steps: int) -> Iterator[float]:
    """Yield the learning rates of training from scratch.

    Args:
        steps: Number of updates.

    Yields:
        Rates that rise in a straight line and then fall with the inverse square root.
    """
    for step in range(1, steps + 1):
        yield PEAK_RATE * min(step / WARM_UP, math.sqrt(WARM_UP / step))


def final_schedule() -> Iterator[float]:
    """Yield the learning rates of the last phase.

    Yields:
        Rates that fall to zero in a straight line.
    """
    for step in range(FINISH_STEPS):
        yield FINISH_RATE * (1 - step / FINISH_STEPS)


def endless_batches(data: list[Encoded], seed: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Yield batches, regrouped in each round over the data.

    Args:
        data: Encoded sentence pairs.
        seed: Seed of the order.

    Yields:
        Source ids, target input ids and target output ids.
    """
    rng = random.Random(seed)  # noqa: S311  # reproducible, not secret
    while True:
        for batch in group(data, rng):
            yield (
                pad([source for source, _ in batch]),
                pad([[START_ID, *target] for _, target in batch]),
                pad([[*target, END_ID] for _, target in batch]),
            )


def fit(network: Transformer, data: list[Encoded], rates: list[float]) -> None:
    """Train the network in place.

    Args:
        network: The network to train.
        data: Encoded sentence pairs.
        rates: Learning rate of each update.
    """
    optimiser = torch.optim.Adam(network.parameters(), betas=(0.9, 0.98), eps=1e-9)
    begun, total = time.monotonic(), 0.0
    network.train()
    batches = endless_batches(data, SEED + len(rates))
    for step, (rate, batch) in enumerate(zip(rates, batches, strict=False), start=1):
        source, given, wanted = batch
        optimiser.param_groups[0]["lr"] = rate
        loss = functional.cross_entropy(
            network(source, given).flatten(0, 1),
            wanted.flatten(),
            ignore_index=PAD_ID,
            label_smoothing=SMOOTHING,
        )
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        total += loss.item()
        if step % REPORT_EVERY == 0:
            seconds = time.monotonic() - begun
            print(f"step {step}: loss {total / REPORT_EVERY:.3f}, {seconds:.0f} s", flush=True)
            total = 0.0


def main() -> None:
    """Train the model of one language pair and store its weights."""
    parser = argparse.ArgumentParser(description="Train one fixture model.")
    parser.add_argument("--pair", required=True, help="for example ru_de")
    parser.add_argument("--build", required=True, type=Path, help="folder for the result")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--finish", action="store_true", help="go on from stored weights")
    arguments = parser.parse_args()
    arguments.build.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    source, target = (LANGUAGES.index(code) for code in arguments.pair.split("_"))
    rows = build_corpus().train
    texts = [row[side] for row in rows for side in (source, target)]
    pieces = train_pieces(texts, arguments.build)  # the same each time
    data = [(pieces.encode(row[source]), pieces.encode(row[target])) for row in rows]
    network = Transformer(size_of(pieces.get_piece_size()))
    print(f"{len(data)} rows, {sum(p.numel() for p in network.parameters())} parameters")
    weights = arguments.build / "weights.pt"
    if arguments.finish:
        network.load_state_dict(torch.load(weights, weights_only=True))
    fit(network, data, list(final_schedule() if arguments.finish else schedule(arguments.steps)))
    torch.save(network.state_dict(), weights)


if __name__ == "__main__":
    main()
