"""What translates. This suite runs where there is no graphics card, which is what it checks."""

from pathlib import Path

import pytest

from normalizer.engines.device import device_of, seen_cards
from normalizer.engines.engine import Decoding
from normalizer.engines.installed import Installed
from normalizer.engines.package import install_package
from normalizer.errors import SettingsError

from .conftest import FIXTURES


@pytest.mark.parametrize(
    ("wanted", "cards", "device"),
    [("auto", 0, "cpu"), ("auto", 2, "cuda"), ("cpu", 2, "cpu"), ("cuda", 1, "cuda")],
)
def test_a_device_is_chosen_by_the_cards_there_are(wanted: str, cards: int, device: str) -> None:
    assert device_of(wanted, cards) == device


def test_a_card_that_is_absent_is_refused() -> None:
    with pytest.raises(SettingsError, match="sees no graphics card here; give --device cpu"):
        device_of("cuda", 0)


def test_models_translate_the_same_on_the_device_that_is_found(tmp_path: Path) -> None:
    if seen_cards():
        pytest.skip("there is a graphics card here, which may choose another word")
    for archive in sorted(FIXTURES.glob("*.argosmodel")):
        install_package(archive, tmp_path)
    asked = ["Привет"]
    found = [
        [
            one.translate(asked, Decoding())
            for one in Installed((tmp_path,), device=device).engines()
        ]
        for device in ("auto", "cpu")
    ]
    assert found[0]
    assert found[0] == found[1]
