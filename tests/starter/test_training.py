"""What is fed to the network, and how the threshold is found."""

import random
from itertools import islice
from pathlib import Path

import pytest
from evaluate import threshold_for
from mixture import SHARES, changed, epochs, read_layers
from rates import PEAK_RATE, WARM_UP, rate

ROWS = [(f"Слово {number}.", f"Wort {number}.") for number in range(200)]


def test_an_epoch_depends_on_its_number_and_seed_alone() -> None:
    layers = {share.layer: ROWS for share in SHARES}
    first, second = (list(islice(epochs(layers, 3), 2)) for _ in range(2))
    assert first == second
    assert first[0] != first[1]
    assert next(epochs(layers, 4)) != first[0]


def test_an_epoch_has_all_natural_pairs_and_a_share_of_the_others() -> None:
    layers = {share.layer: [(f"{share.layer} {s}", t) for s, t in ROWS] for share in SHARES}
    rows = next(epochs(layers, 3))
    for share in SHARES:
        found = [source for source, _ in rows if source.startswith(share.layer)]
        assert len(found) == round(share.weight * len(ROWS))


def test_natural_pairs_can_be_fewer(tmp_path: Path) -> None:
    for name in ("patterns", "frames", "names"):
        (tmp_path / f"{name}.tsv").write_text("Да.\tJa.\n", encoding="utf-8")
    layers = read_layers(tmp_path, natural=100)
    assert len(layers["natural"]) == 100
    assert layers["patterns"] == [("Да.", "Ja.")]
    assert len(layers["lexicon"]) > 2000


def test_marks_are_varied_and_words_are_not() -> None:
    rng = random.Random(1)  # noqa: S311
    source = "«Да», – сказал он."
    made = {changed(source, rng) for _ in range(200)}
    assert source in made
    assert '"Да", - сказал он.' in made
    assert {"".join(filter(str.isalpha, text)) for text in made} == {"Дасказалон"}


def test_the_learning_rate_rises_and_falls_to_nothing() -> None:
    steps, cooldown = 10_000, 1000
    rates = [rate(step, steps, cooldown) for step in range(1, steps + 1)]
    assert max(rates) == rates[WARM_UP - 1] == PEAK_RATE
    assert rates[:WARM_UP] == sorted(rates[:WARM_UP])
    assert rates[WARM_UP - 1 :] == sorted(rates[WARM_UP - 1 :], reverse=True)
    assert rates[-1] == 0
    assert rates[steps - cooldown - 1] == rate(steps - cooldown, 2 * steps, cooldown)


def judged(tmp_path: Path, rows: list[tuple[int, float, int]]) -> Path:
    path = tmp_path / "judged.tsv"
    lines = [f"{good}\t{score}\t{sound}\tа\tb\tc\n" for good, score, sound in rows]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_the_threshold_is_the_lowest_that_keeps_the_precision(tmp_path: Path) -> None:
    rows = [(1, -0.1, 1), (1, -0.2, 1), (0, -0.25, 0), (1, -0.3, 1), (0, -0.4, 1), (0, -0.5, 1)]
    path = judged(tmp_path, rows)
    assert threshold_for(path, 0.95) == (-0.3, 3)
    assert threshold_for(path, 0.75) == (-0.4, 4)


def test_no_threshold_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="train longer or ask for less"):
        threshold_for(judged(tmp_path, [(0, -0.1, 1), (1, -0.2, 1)]), 0.95)
