"""How large the network of a fixture is."""

from __future__ import annotations

from transformer.network import Size


def size_of(vocabulary: int) -> Size:
    """Say how large the network is.

    Args:
        vocabulary: Number of pieces.

    Returns:
        The dimensions.
    """
    return Size(
        vocabulary=vocabulary,
        encoder_layers=2,
        decoder_layers=2,
        width=96,
        inner=384,
        heads=4,
        dropout=0.1,
    )
