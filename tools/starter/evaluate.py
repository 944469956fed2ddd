"""Measure a trained model on the held-out pairs, and fix how sure it must be.

`python evaluate.py --build DIRECTORY` prints chrF and BLEU, and the table of how many answers a
threshold lets through and how close they are to the reference; `--answers FILE` writes all
answers with their scores, to be judged by eye. `--held-out wire` takes those that are written as
agencies write. With `--calibration` it does so on the pairs for calibration instead, so that what
is held out measures the threshold that was fixed on them: `--calibrate JUDGED` reads such a file
with a judgement (1 adequate, 0 not) in front of each line and stores the lowest threshold whose
answers are as often adequate as `--precision` asks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sentencepiece
from pairs import CALIBRATION, HELD_OUT, Pair, read_pairs

from normalizer.engines.adequacy import CANDIDATES, Adequacy
from normalizer.finders.translation.quality import CheckTranslation

BATCH_TOKENS = 1024
LONGEST = 100
"""Pieces of an answer; what loops stops there."""
THRESHOLDS = (-0.05, -0.1, -0.15, -0.2, -0.3, -0.5, -1.0)
Hypotheses = list[tuple[str, float]]
CLOSE = 60.0
"""chrF from which an answer is likely to be adequate; only reading tells."""


@dataclass(frozen=True)
class Answer:
    """What the model made of a source, and the logarithm of how sure it is."""

    source: str
    reference: str
    text: str
    score: float
    sound: bool

    @property
    def chrf(self) -> float:
        """Character n-gram agreement with the reference, 0 to 100."""
        import sacrebleu  # noqa: PLC0415  not needed to calibrate

        return float(sacrebleu.sentence_chrf(self.text, [self.reference]).score)


def translated(build: Path, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Hypotheses]]:
    """Translate pairs.

    Args:
        build: Folder with `sentencepiece.model` and the converted `model`.
        pairs: What to translate.

    Yields:
        Each pair, and what its source may become, with the mean log probability of a token.
    """
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(build / "sentencepiece.model"))
    translator = ctranslate2.Translator(str(build / "model"), device="cpu", intra_threads=1)
    results = translator.translate_batch(
        [pieces.encode(pair.source, out_type=str) for pair in pairs],
        beam_size=CANDIDATES,
        num_hypotheses=CANDIDATES,
        length_penalty=0,
        max_decoding_length=LONGEST,
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
        return_scores=True,
    )
    for pair, result in zip(pairs, results, strict=True):
        hypotheses = [
            (pieces.decode_pieces(tokens), total / (len(tokens) + 1))
            for tokens, total in zip(result.hypotheses, result.scores, strict=True)
        ]
        yield pair, hypotheses


def answers(build: Path, pairs: Sequence[Pair]) -> list[Answer]:
    """Translate pairs.

    Args:
        build: Folder with `sentencepiece.model`, the converted `model` and, where answers are to
            be judged, `adequacy.msgpack`.
        pairs: What to translate.

    Returns:
        An answer for each pair: of several the one that is likeliest to be adequate.
    """
    path = build / "adequacy.msgpack"
    judge = Adequacy(path) if path.exists() else lambda _source, _text, score: score
    check = CheckTranslation("ru", "de")
    made = []
    for pair, hypotheses in translated(build, pairs):
        judged = [(judge(pair.source, text, score), text) for text, score in hypotheses]
        score, text = max(judged, key=lambda item: item[0])
        sound = all(doubt.is_soft for doubt in check(pair.source, text))
        made.append(Answer(pair.source, pair.target, text, score, sound))
    return made


def report(found: list[Answer]) -> None:
    """Print the figures.

    Args:
        found: The answers.
    """
    import sacrebleu  # noqa: PLC0415  not needed to calibrate

    texts, references = [a.text for a in found], [[a.reference for a in found]]
    print(f"{len(found)} pairs: {sacrebleu.corpus_chrf(texts, references)}")
    print(sacrebleu.corpus_bleu(texts, references))
    print("threshold | let through | of these chrF | of these close")
    for threshold in THRESHOLDS:
        through = [a for a in found if a.score >= threshold and a.sound]
        if through:
            close = sum(a.chrf >= CLOSE for a in through) / len(through)
            mean = sum(a.chrf for a in through) / len(through)
            print(f"{threshold} | {len(through) / len(found):.1%} | {mean:.1f} | {close:.1%}")


def write(found: list[Answer], path: Path) -> None:
    """Write the answers, the surest first.

    Args:
        found: The answers.
        path: A file of score, whether the quality gate lets it pass, source, answer, reference.
    """
    rows = [
        f"{a.score:.4f}\t{int(a.sound)}\t{a.source}\t{a.text}\t{a.reference}\n"
        for a in sorted(found, key=lambda answer: -answer.score)
    ]
    path.write_text("".join(rows), encoding="utf-8")


def threshold_for(judged: Path, precision: float) -> tuple[float, int]:
    """Find the lowest threshold that keeps a precision.

    Args:
        judged: Rows of `write`, each with a judgement in front.
        precision: Wanted share of adequate answers among those let through.

    Returns:
        The threshold and how many answers it lets through.

    Raises:
        ValueError: If no threshold keeps it.
    """
    rows = [line.split("\t") for line in judged.read_text(encoding="utf-8").splitlines()]
    passed = sorted(((float(r[1]), int(r[0])) for r in rows if r[2] == "1"), reverse=True)
    best, adequate = None, 0
    for count, (score, good) in enumerate(passed, start=1):
        adequate += good
        if adequate / count >= precision:
            best = (score, count)
    if best is None:
        message = f"{judged}: no threshold reaches {precision:.0%}; train longer or ask for less"
        raise ValueError(message)
    return best


def main() -> None:
    """Measure or calibrate."""
    parser = argparse.ArgumentParser(description="Measure the starter model.")
    parser.add_argument("--build", required=True, type=Path, help="folder with the converted model")
    parser.add_argument("--answers", type=Path, help="file for the answers")
    parser.add_argument("--calibrate", type=Path, help="answers with a judgement in front")
    parser.add_argument("--held-out", choices=HELD_OUT, default="mixed", help="which pairs")
    parser.add_argument("--calibration", action="store_true", help="the pairs for calibration")
    parser.add_argument("--limit", type=int, help="pairs to translate; all by default")
    parser.add_argument("--precision", type=float, default=0.95)
    arguments = parser.parse_args()
    if arguments.calibrate:
        threshold, count = threshold_for(arguments.calibrate, arguments.precision)
        figures = {"min_score": round(threshold, 3), "let_through": count}
        (arguments.build / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
        print(figures)
        return
    held_out = HELD_OUT[arguments.held_out]
    pairs = list(read_pairs(CALIBRATION if arguments.calibration else held_out))
    found = answers(arguments.build, pairs[: arguments.limit])
    report(found)
    if arguments.answers:
        write(found, arguments.answers)


if __name__ == "__main__":
    main()
