"""Choose sentences for the tests: `python cases.py --root DIRECTORY --output cases.toml`.

Only held-out sentences are chosen, and only if every beam size gives the same verdict with
some margin, so that tests do not hang on the last digit of a score.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path

from corpus import Triple, build_corpus, read_table
from evaluate import BEAMS, CALIBRATION_ROWS, Answer, Engine

NAME, QUOTE = "Столтенберг", ", – "
MARGIN = 0.01
UNSURE_MARGIN = 0.1
COUNTS = {"direct": 10, "pivot": 8, "unsure": 6}
HEADER = """\
# Sentences with known answers from the fixture packages, verified with beams 2 and 4.
# direct: ru_de gives exactly the target. pivot: ru_en followed by en_de does.
# unsure: the scores of the ru_de and of the ru_en answer lie below min_score.
"""


class Judge:
    """Models and score thresholds of all language pairs."""

    def __init__(self, root: Path) -> None:
        self.engines: dict[str, Engine] = {}
        self.thresholds: dict[str, float] = {}
        for pair in ("ru_de", "ru_en", "en_de"):
            self.engines[pair] = Engine(root / pair)
            figures = json.loads((root / pair / "figures.json").read_text(encoding="utf-8"))
            self.thresholds[pair] = figures["min_score"]

    def ask(self, pair: str, text: str, beam: int) -> Answer:
        """Translate one segment.

        Args:
            pair: Language codes joined by an underscore.
            text: The segment.
            beam: Beam size.

        Returns:
            The answer, its score relative to the threshold of the package.
        """
        answer = self.engines[pair].translate([text], beam)[0]
        return Answer(answer.text, answer.score - self.thresholds[pair])

    def knows(self, pair: str, source: str, target: str) -> bool:
        """Tell whether a model translates a segment exactly and surely.

        Args:
            pair: Language codes joined by an underscore.
            source: The segment.
            target: Its reference.

        Returns:
            True if all beam sizes agree.
        """
        answers = [self.ask(pair, source, beam) for beam in BEAMS]
        return all(answer.text == target and answer.score > MARGIN for answer in answers)

    def doubts(self, pair: str, source: str) -> bool:
        """Tell whether the answers of a model are clearly below its threshold.

        Args:
            pair: Language codes joined by an underscore.
            source: The segment.

        Returns:
            True if all beam sizes agree.
        """
        return all(self.ask(pair, source, beam).score < -UNSURE_MARGIN for beam in BEAMS)


def varied(rows: list[Triple]) -> Iterator[Triple]:
    """Skip rows that begin like one already taken.

    Args:
        rows: Held-out rows.

    Yields:
        Rows with different first words, by turns one that names Stoltenberg, one with a
        quotation and one with neither.
    """
    openings: set[str] = set()
    named = [row for row in rows if NAME in row[0]]
    quoting = [row for row in rows if QUOTE in row[0] and row not in named]
    others = [row for row in rows if row not in named and row not in quoting]
    for row in chain.from_iterable(zip_longest(named, quoting, others)):
        opening = re.findall(r"\w+", row[0])[0] if row else ""
        if row and opening not in openings:
            openings.add(opening)
            yield row


def choose(judge: Judge, rows: list[Triple]) -> dict[str, list[dict[str, str]]]:
    """Choose the cases of all three kinds.

    Args:
        judge: The models.
        rows: Held-out rows.

    Returns:
        Lists of cases by kind.
    """
    half = len(rows) // 2
    direct = (row for row in varied(rows[:half]) if judge.knows("ru_de", row[0], row[2]))
    pivot = (
        row
        for row in varied(rows[half:])
        if judge.knows("ru_en", row[0], row[1]) and judge.knows("en_de", row[1], row[2])
    )
    unsure = (
        text
        for text, _ in read_table("out_of_domain.txt")
        if judge.doubts("ru_de", text) and judge.doubts("ru_en", text)
    )
    chosen = {
        kind: [{"source": row[0], "target": row[2]} for row in islice(found, COUNTS[kind])]
        for kind, found in (("direct", direct), ("pivot", pivot))
    }
    chosen["unsure"] = [{"source": text} for text in islice(unsure, COUNTS["unsure"])]
    return chosen


def main() -> None:
    """Write the test cases."""
    parser = argparse.ArgumentParser(description="Choose test cases for the fixture models.")
    parser.add_argument("--root", required=True, type=Path, help="parent of the build folders")
    parser.add_argument("--output", required=True, type=Path, help="file to write")
    arguments = parser.parse_args()
    lines = [HEADER]
    chosen = choose(Judge(arguments.root), build_corpus().held_out[CALIBRATION_ROWS:])
    for kind, cases in chosen.items():
        print(kind, len(cases))
        for case in cases:
            lines.append(f"[[{kind}]]")
            lines += [f"{key} = {json.dumps(v, ensure_ascii=False)}" for key, v in case.items()]
            lines.append("")
    arguments.output.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
