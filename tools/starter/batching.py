"""What the network is fed: pairs cut into pieces, in batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import sentencepiece
import torch
from alignment import Guide, Links, guide
from torch import Tensor, nn
from transformer.network import END_ID, PAD_ID, START_ID, UNKNOWN_ID

PIECES = 5000
BATCH_TOKENS = 2500
SAMPLING = 0.3
"""How flat the choice among the segmentations of a word is; 0.2 is close to uniform."""
SAMPLED = (1 / 3, 1 / 10)
"""Chances that a source, a target is cut in another way than the likeliest."""
_SAME = (("ё", "е"), ("Ё", "Е"), ("\N{NO-BREAK SPACE}", " "), ("\N{HORIZONTAL ELLIPSIS}", "..."))
"""What is the same letter for the model, so that either spelling is understood."""

Row = tuple[list[int], list[int], Guide]
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


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


def guidance(group: list[Row], width: int, length: int) -> Tensor:
    """Draw the guides of a batch.

    Args:
        group: Encoded pairs.
        width: Source positions.
        length: Target positions.

    Returns:
        True where a target position should look at a source position.
    """
    wanted = torch.zeros(len(group), length, width, dtype=torch.bool)
    marks = [
        (number, position, place)
        for number, (_, _, row) in enumerate(group)
        for position, places in row
        for place in places
    ]
    if marks:
        wanted[tuple(torch.tensor(marks).T)] = True
    return wanted


def batches(rows: list[Row], rng: random.Random) -> Iterator[Batch]:
    """Group encoded pairs of similar length.

    Args:
        rows: Encoded pairs.
        rng: Source of randomness for ties and the order.

    Yields:
        Source ids, target input ids and target output ids of at most `BATCH_TOKENS` a side, and
        where to look.
    """
    keyed = sorted((max(len(s), len(t) + 1), rng.random(), i) for i, (s, t, _) in enumerate(rows))
    groups: list[list[int]] = [[]]
    for longest, _, index in keyed:
        if longest * (len(groups[-1]) + 1) > BATCH_TOKENS:
            groups.append([])
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        source = padded([rows[i][0] for i in group])
        given = padded([[START_ID, *rows[i][1]] for i in group])
        yield (
            source,
            given,
            padded([[*rows[i][1], END_ID] for i in group]),
            guidance([rows[i] for i in group], source.shape[1], given.shape[1]),
        )


def encode(
    source: str,
    target: str,
    pieces: sentencepiece.SentencePieceProcessor,
    links: Links,
    rng: random.Random,
) -> Row:
    """Cut a pair into pieces, in another way each time.

    Args:
        source: Text.
        target: Its translation.
        pieces: Cuts words into pieces.
        links: Knows which words belong together.
        rng: Says whether the target is cut in the likeliest way.

    Returns:
        The pair as ids, and where to look.
    """
    given, made = (
        pieces.encode(text, out_type=str, enable_sampling=sampled, alpha=SAMPLING, nbest_size=-1)
        for text, chance in zip((source, target), SAMPLED, strict=True)
        for sampled in (rng.random() < chance,)
    )
    ids = [pieces.piece_to_id(piece) for piece in given], [pieces.piece_to_id(p) for p in made]
    return (*ids, guide(given, made, links))
