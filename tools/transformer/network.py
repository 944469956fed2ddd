"""A pre-norm Transformer with the layout that CTranslate2 can load."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from transformer.masks import Dropout

UNKNOWN_ID, START_ID, END_ID, PAD_ID = 0, 1, 2, 3
POSITIONS = 1024
"""A looping answer must not run out of positions, so that there are many more than needed."""


@dataclass(frozen=True)
class Size:
    """Dimensions of the network, and the shares of what is dropped while it learns."""

    vocabulary: int
    encoder_layers: int
    decoder_layers: int
    width: int
    inner: int
    heads: int
    dropout: float
    attention_dropout: float = 0.0
    inner_dropout: float = 0.0


def sinusoids(positions: int, width: int) -> Tensor:
    """Compute interleaved sine and cosine position encodings.

    Args:
        positions: Number of positions.
        width: Width of one encoding.

    Returns:
        A matrix of one row per position.
    """
    steps = torch.arange(0, width, 2, dtype=torch.float32) / width
    angles = torch.arange(positions, dtype=torch.float32)[:, None] / 10_000.0**steps
    return torch.stack((angles.sin(), angles.cos()), dim=-1).reshape(positions, width)


def linear(inputs: int, outputs: int) -> nn.Linear:
    """Make a Xavier-initialised linear layer.

    Args:
        inputs: Input width.
        outputs: Output width.

    Returns:
        The layer, its bias zero.
    """
    layer = nn.Linear(inputs, outputs)
    nn.init.xavier_uniform_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


class Attention(nn.Module):
    """Multi-head scaled dot-product attention.

    Where it is ``watched``, ``seen`` holds the log probabilities of its first head afterwards.
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads, self.dropout = size.heads, Dropout(size.attention_dropout)
        self.query = linear(size.width, size.width)
        self.key = linear(size.width, size.width)
        self.value = linear(size.width, size.width)
        self.output = linear(size.width, size.width)
        self.watched = False
        self.seen: Tensor | None = None

    def split(self, states: Tensor) -> Tensor:
        """Move the heads to their own dimension.

        Args:
            states: Batch, time, width.

        Returns:
            Batch, head, time, width of a head.
        """
        return states.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(
        self, states: Tensor, memory: Tensor, mask: Tensor | None = None, *, causal: bool = False
    ) -> Tensor:
        """Attend from the states to the memory.

        Args:
            states: What asks.
            memory: What is asked.
            mask: True where attention is allowed.
            causal: Whether a position sees only itself and those before it.

        Returns:
            Mixed states of the shape of `states`.
        """
        queries, keys = self.split(self.query(states)), self.split(self.key(memory))
        if self.watched and mask is not None:
            scores = (queries[:, 0] @ keys[:, 0].transpose(1, 2)).float()
            scores = scores / math.sqrt(queries.shape[-1])
            self.seen = scores.masked_fill(~mask[:, 0], -1e9).log_softmax(-1)
        mixed = self.mix(queries, keys, self.split(self.value(memory)), mask, causal=causal)
        return self.output(mixed.transpose(1, 2).flatten(2))

    def mix(
        self, queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None, *, causal: bool
    ) -> Tensor:
        """Weigh the values by how well their keys answer the queries.

        For sentences this is a quarter cheaper to learn with than PyTorch's fused attention, the
        gradient of which is made for long texts.

        Args:
            queries: Batch, head, time, width of a head.
            keys: The same, of what is asked.
            values: The same.
            mask: True where attention is allowed.
            causal: Whether a position sees only itself and those before it.

        Returns:
            Mixed values of the shape of `queries`.
        """
        scores = queries @ keys.transpose(-1, -2) / math.sqrt(queries.shape[-1])
        if causal:
            time = queries.shape[-2]
            mask = torch.ones(time, time, dtype=torch.bool, device=scores.device).tril_()
        if mask is not None:
            scores = scores.masked_fill(~mask, torch.finfo(scores.dtype).min)
        shares = scores.softmax(-1, dtype=torch.float32).to(values.dtype)
        return self.dropout(shares) @ values


class Layer(nn.Module):
    """One encoder or decoder layer, normalised before each block."""

    def __init__(self, size: Size, *, decoder: bool) -> None:
        super().__init__()
        self.self_norm, self.self_attention = nn.LayerNorm(size.width), Attention(size)
        self.cross_norm = nn.LayerNorm(size.width) if decoder else None
        self.cross_attention = Attention(size) if decoder else None
        self.inner_norm = nn.LayerNorm(size.width)
        self.expand = linear(size.width, size.inner)
        self.contract = linear(size.inner, size.width)
        self.dropout = Dropout(size.dropout)
        self.inner_dropout = Dropout(size.inner_dropout)

    def forward(self, states: Tensor, mask: Tensor, memory: Tensor | None = None) -> Tensor:
        """Run the layer.

        Args:
            states: Encoder or decoder states.
            mask: True at source positions that hold a token.
            memory: Encoder output, for decoder layers.

        Returns:
            The new states.
        """
        normal = self.self_norm(states)
        causal = memory is not None
        mixed = self.self_attention(normal, normal, None if causal else mask, causal=causal)
        states = states + self.dropout(mixed)
        if memory is not None and self.cross_attention is not None and self.cross_norm is not None:
            normal = self.cross_norm(states)
            states = states + self.dropout(self.cross_attention(normal, memory, mask))
        inner = functional.relu(self.expand(self.inner_norm(states)))
        return states + self.dropout(self.contract(self.inner_dropout(inner)))


class Transformer(nn.Module):
    """Encoder and decoder with one shared embedding matrix."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.embedding = nn.Embedding(size.vocabulary, size.width)
        nn.init.normal_(self.embedding.weight, std=size.width**-0.5)
        self.positions: Tensor
        self.register_buffer("positions", sinusoids(POSITIONS, size.width))
        self.encoder = nn.ModuleList(Layer(size, decoder=False) for _ in range(size.encoder_layers))
        self.decoder = nn.ModuleList(Layer(size, decoder=True) for _ in range(size.decoder_layers))
        self.encoder_norm = nn.LayerNorm(size.width)
        self.decoder_norm = nn.LayerNorm(size.width)
        self.output_bias = nn.Parameter(torch.zeros(size.vocabulary))
        self.dropout = Dropout(size.dropout)

    def embed(self, tokens: Tensor) -> Tensor:
        """Look tokens up and add their positions.

        Args:
            tokens: Batch of token ids.

        Returns:
            Batch of embeddings.
        """
        scaled = self.embedding(tokens) * math.sqrt(self.size.width)
        return self.dropout(scaled + self.positions[: tokens.shape[1]])

    def forward(self, source: Tensor, target: Tensor, kept: Tensor | None = None) -> Tensor:
        """Predict each next target token.

        Args:
            source: Batch of source ids, padded at the end.
            target: Batch of target ids that begin with the start token.
            kept: True at the target positions that are asked about; all of them if `None`.

        Returns:
            Scores over the vocabulary for each target position, those that are ``kept`` in one row.
        """
        mask = (source != PAD_ID)[:, None, None, :]
        memory = self.embed(source)
        for layer in self.encoder:
            memory = layer(memory, mask)
        memory, states = self.encoder_norm(memory), self.embed(target)
        for layer in self.decoder:
            states = layer(states, mask, memory)
        states = self.decoder_norm(states)
        if kept is not None:
            states = states[kept]
        return functional.linear(states, self.embedding.weight, self.output_bias)

    def watch(self) -> None:
        """From now on keep where the decoder looks."""
        for layer in self.decoder:
            layer.cross_attention.watched = True

    def seen(self) -> list[Tensor]:
        """Tell where the last call looked, if it was watched.

        Returns:
            For each decoder layer, log probabilities over the source at each target position.
        """
        return [layer.cross_attention.seen for layer in self.decoder]
