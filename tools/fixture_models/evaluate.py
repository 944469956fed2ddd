"""Measure converted fixture models and calibrate their score threshold.

`python evaluate.py --root DIRECTORY --pairs ru_de ru_en en_de` reads `DIRECTORY/<pair>` and
writes `figures.json` there; with both ru_en and en_de it also measures the pivot.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any, NamedTuple

import ctranslate2
import sentencepiece
from corpus import LANGUAGES, Triple, build_corpus, read_table

CALIBRATION_ROWS = 500
TAIL = 0.05
ALLOWED_SHARE = 0.0005
BEAMS = (2, 4)


class Answer(NamedTuple):
    """A translation and its mean token log probability."""

    text: str
    score: float


class Engine:
    """A converted model together with its SentencePiece model."""

    def __init__(self, build: Path) -> None:
        self.pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(build / "sentencepiece.model")
        )
        self.translator = ctranslate2.Translator(
            str(build / "model"), device="cpu", inter_threads=1, intra_threads=1
        )

    def translate(self, texts: list[str], beam: int) -> list[Answer]:
        """Translate segments with no length penalty.

        Args:
            texts: Source segments.
            beam: Beam size.

        Returns:
            An answer for each segment.
        """
        results = self.translator.translate_batch(
            self.pieces.encode(texts, out_type=str),
            beam_size=beam,
            length_penalty=0,
            return_scores=True,
            max_batch_size=1024,
            batch_type="tokens",
        )
        best = [(result.hypotheses[0], result.scores[0]) for result in results]
        return [
            Answer(self.pieces.decode_pieces(tokens), score / (len(tokens) + 1))
            for tokens, score in best
        ]


def share_below(answers: list[Answer], threshold: float) -> float:
    """Compute the share of answers with a lower score.

    Args:
        answers: Answers to count.
        threshold: A score.

    Returns:
        A share between 0 and 1.
    """
    return round(sum(a.score < threshold for a in answers) / len(answers), 4)


def exact_share(answers: list[Answer], wanted: list[str]) -> float:
    """Compute the share of answers that equal their reference.

    Args:
        answers: Answers to compare.
        wanted: Their references.

    Returns:
        A share between 0 and 1.
    """
    pairs = zip(answers, wanted, strict=True)
    return round(sum(answer.text == text for answer, text in pairs) / len(answers), 4)


def tail_quantile(scores: list[float]) -> float:
    """Estimate the score that a share of `ALLOWED_SHARE` falls below, which few rows can show.

    Beyond a low enough threshold excesses are distributed about exponentially (Pickands 1975,
    "Statistical inference using extreme order statistics"), so that the mean of those in the
    lowest `TAIL` tells how far to go.

    Args:
        scores: Scores of right answers.

    Returns:
        A score below the lowest twentieth.
    """
    lowest = sorted(scores)[: int(len(scores) * TAIL) + 1]
    start = lowest.pop()
    excess = sum(start - score for score in lowest) / len(lowest)
    return start - excess * math.log(TAIL / ALLOWED_SHARE)


def calibrate(engine: Engine, sources: list[str], wanted: list[str]) -> float:
    """Find the score that hardly any right answer falls below.

    Args:
        engine: The model.
        sources: Held-out source segments.
        wanted: Their references.

    Returns:
        The threshold, rounded down to three digits.
    """
    scores = [
        answer.score
        for beam in BEAMS
        for answer, text in zip(engine.translate(sources, beam), wanted, strict=True)
        if answer.text == text
    ]
    return math.floor(tail_quantile(scores) * 1000) / 1000


def measure(engine: Engine, pair: str, rows: list[Triple]) -> dict[str, Any]:
    """Calibrate on the first rows and measure on the rest.

    Args:
        engine: The model.
        pair: Language codes joined by an underscore.
        rows: Held-out rows.

    Returns:
        The figures of this direction.
    """
    source, target = (LANGUAGES.index(code) for code in pair.split("_"))
    sources, wanted = [row[source] for row in rows], [row[target] for row in rows]
    cut = CALIBRATION_ROWS
    figures: dict[str, Any] = {"pair": pair, "measured_rows": len(rows) - cut}
    figures["min_score"] = calibrate(engine, sources[:cut], wanted[:cut])
    strange = [row[source] for row in read_table("out_of_domain.txt")]
    for beam in BEAMS:
        known, unknown = engine.translate(sources[cut:], beam), engine.translate(strange, beam)
        figures[f"beam_{beam}"] = {
            "exact": exact_share(known, wanted[cut:]),
            "known_below": share_below(known, figures["min_score"]),
            "strange_below": share_below(unknown, figures["min_score"]),
        }
    return figures


def measure_pivot(engines: dict[str, Engine], rows: list[Triple], beam: int) -> float:
    """Translate from Russian to German by way of English.

    Args:
        engines: The models by language pair.
        rows: Held-out rows.
        beam: Beam size of both models.

    Returns:
        The share of exact translations.
    """
    english = engines["ru_en"].translate([row[0] for row in rows], beam)
    german = engines["en_de"].translate([answer.text for answer in english], beam)
    return exact_share(german, [row[2] for row in rows])


def main() -> None:
    """Measure the models below a folder."""
    parser = argparse.ArgumentParser(description="Measure fixture models.")
    parser.add_argument("--root", required=True, type=Path, help="parent of the build folders")
    parser.add_argument("--pairs", nargs="+", default=["ru_de", "ru_en", "en_de"])
    arguments = parser.parse_args()
    rows = build_corpus().held_out
    engines = {pair: Engine(arguments.root / pair) for pair in arguments.pairs}
    for pair, engine in engines.items():
        figures = measure(engine, pair, rows)
        text = json.dumps(figures, indent=2)
        (arguments.root / pair / "figures.json").write_text(text + "\n", encoding="utf-8")
        print(text)
    if {"ru_en", "en_de"} <= engines.keys():
        for beam in BEAMS:
            share = measure_pivot(engines, rows[CALIBRATION_ROWS:], beam)
            print(f"pivot, beam {beam}: {share} exact")


if __name__ == "__main__":
    main()
