"""How large the starter's network is."""

from __future__ import annotations

from transformer.network import Size


def size_of(vocabulary: int, dropout: float = 0.0) -> Size:
    """Say how large the network is: deeper in the encoder, which runs once a sentence.

    Args:
        vocabulary: Number of pieces.
        dropout: Share of what is dropped while it learns; a third of it of what attention sees.

    Returns:
        The dimensions.
    """
    return Size(
        vocabulary=vocabulary,
        encoder_layers=6,
        decoder_layers=2,
        width=256,
        inner=1024,
        heads=4,
        dropout=dropout,
        attention_dropout=dropout / 3,
        inner_dropout=dropout,
    )
