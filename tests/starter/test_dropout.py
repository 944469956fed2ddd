"""Dropout that takes its masks from those drawn before; needs the environment for training."""

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is needed only to train the starter")

from transformer.masks import DRAWN, Dropout  # noqa: E402


def test_about_its_share_is_dropped_and_the_mean_stays() -> None:
    dropped = Dropout(0.25)(torch.ones(1000, 1000))
    assert float((dropped == 0).float().mean()) == pytest.approx(0.25, abs=0.005)
    assert float(dropped.mean()) == pytest.approx(1, abs=0.005)


def test_masks_differ_from_call_to_call_and_depend_on_the_seed() -> None:
    layer, values = Dropout(0.5), torch.ones(100)
    torch.manual_seed(1)
    first, second = layer(values), layer(values)
    torch.manual_seed(1)
    assert torch.equal(layer(values), first)
    assert not torch.equal(first, second)


def test_nothing_is_dropped_once_it_has_learned() -> None:
    values = torch.ones(100)
    assert torch.equal(Dropout(0.5).eval()(values), values)
    assert torch.equal(Dropout(0.0)(values), values)


def test_more_values_than_masks_are_drawn_for_anew() -> None:
    kept = Dropout(0.5)(torch.ones(DRAWN + 1, dtype=torch.bfloat16)) != 0
    assert float(kept.float().mean()) == pytest.approx(0.5, abs=0.01)


def test_what_was_dropped_has_no_gradient() -> None:
    values = torch.ones(100, requires_grad=True)
    dropped = Dropout(0.5)(values)
    dropped.sum().backward()
    assert torch.equal(values.grad, dropped.detach())
