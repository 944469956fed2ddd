"""Dropout that draws no random number for each value."""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn
from torch.nn import functional

DRAWN = 1 << 24
"""So many masks are drawn once; a call takes a stretch of them that begins anywhere."""


@cache
def _drawn(share: float, dtype: torch.dtype) -> Tensor:
    generator = torch.Generator().manual_seed(DRAWN)
    kept = torch.rand(DRAWN, generator=generator) >= share
    return (kept / (1 - share)).to(dtype)


class Dropout(nn.Module):
    """Dropout (Srivastava and others 2014) at the cost of a product.

    A generator that draws a number for each value takes a quarter of an update of the starter.
    Here masks are drawn once and used again from another place each time, which
    `torch.manual_seed` fixes.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, values: Tensor) -> Tensor:
        """Drop a share of the values while the network learns.

        Args:
            values: Any shape.

        Returns:
            The same shape: zero where it was dropped, else scaled up so that the mean stays.
        """
        if not self.training or self.share == 0:
            return values
        room = DRAWN - values.numel()
        if room < 0:
            return functional.dropout(values, self.share)
        first = int(torch.randint(room + 1, ()))
        return values * _drawn(self.share, values.dtype)[first : first + values.numel()].view(
            values.shape
        )
