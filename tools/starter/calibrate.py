"""Learn what tells adequate answers of a trained model from others.

`python calibrate.py --build DIRECTORY --generated DIRECTORY` learns the lexicon from the corpus,
translates the pairs for calibration, weighs what speaks for an answer
by logistic regression (an answer counts as good from a chrF of `CLOSE` on), and writes
`adequacy.msgpack`. How sure is sure enough is fixed by eye afterwards: `evaluate.py --calibrate`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from evaluate import CLOSE, translated
from lexicon import lexicon
from mixture import read_layers
from pairs import CALIBRATION, read_pairs
from regression import fit

from normalizer.engines.adequacy import FEATURES, Lexicon, Weights, write_adequacy


def examples(build: Path, words: Lexicon) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Translate the pairs for calibration.

    Args:
        build: Folder with `sentencepiece.model` and the converted `model`.
        words: Which words become which.

    Yields:
        The features of each hypothesis, and whether it is close to the reference.
    """
    import sacrebleu  # noqa: PLC0415  not needed to export

    for pair, hypotheses in translated(build, list(read_pairs(CALIBRATION))):
        for text, score in hypotheses:
            close = sacrebleu.sentence_chrf(text, [pair.target]).score >= CLOSE
            yield words.features(pair.source, text, score), close


def main() -> None:
    """Learn the lexicon and the weights."""
    parser = argparse.ArgumentParser(description="Calibrate the starter model.")
    parser.add_argument("--build", required=True, type=Path, help="folder with the converted model")
    parser.add_argument("--generated", required=True, type=Path, help="folder of generate.py")
    arguments = parser.parse_args()
    layers = read_layers(arguments.generated)
    words = lexicon((pair for rows in layers.values() for pair in rows), "ru", "de")
    rows, labels = zip(*examples(arguments.build, words), strict=True)
    weights, intercept = fit(np.array(rows), np.array(labels, dtype=float))
    path = arguments.build / "adequacy.msgpack"
    write_adequacy(path, words, Weights(FEATURES, weights, intercept))
    print(f"{len(rows)} hypotheses, {np.mean(labels):.1%} close; {path.stat().st_size:,} bytes")
    spread = np.array(rows).std(0)
    for name, weight, step in zip(FEATURES, weights, spread, strict=True):
        print(f"{name}: {weight:.3f} ({weight * step:.2f} a standard deviation)")


if __name__ == "__main__":
    main()
