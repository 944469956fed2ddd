"""The places of keys, beside those that a search finds."""

import numpy as np
import pytest

from normalizer.resources.places import Places
from normalizer.resources.statistics import load_statistics


@pytest.mark.parametrize("count", [1, 2, 3, 50, 4000])
def test_keys_have_the_places_a_search_finds(count: int) -> None:
    rng = np.random.default_rng(count)
    keys = np.unique(rng.integers(0, 1 << 60, count, np.uint64))
    # Neighbours of keys share most bits with them.
    wanted = np.concatenate([keys, keys + np.uint64(1), rng.integers(0, 1 << 60, 500, np.uint64)])
    at = keys.searchsorted(wanted)
    right = keys.take(at, mode="clip") == wanted
    assert Places.of(keys)(wanted).tolist() == np.where(right, at, -1).tolist()


@pytest.mark.parametrize("script", ["Latin", "Cyrillic", "Arabic"])
def test_every_ngram_of_a_pack_has_its_place(script: str) -> None:
    keys, _ = load_statistics()[script].grams
    assert (Places.of(keys)(keys) == np.arange(len(keys))).all()
