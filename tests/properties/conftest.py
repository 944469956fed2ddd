"""Lets the laws import the strategies beside them."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from arbitrary_text import CLEANING

from normalizer import Normalizer


@pytest.fixture(scope="session")
def whole() -> Normalizer:
    """Every stage; without a model, passages are found and reported."""
    return Normalizer(model_folders=())


@pytest.fixture(scope="session")
def cleaning() -> Normalizer:
    """The stages that edit, and those they need."""
    return Normalizer(model_folders=(), only=CLEANING)


@pytest.fixture(scope="session")
def without_names() -> Normalizer:
    """The whole pipeline but for translation and names."""
    return Normalizer(model_folders=(), skip=("translation", "names"))
