"""How exactly gold cases and news lines are cut into sentences, beside `sentencex`."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path

import parallel

from normalizer.document.span import Span
from normalizer.finders.translation.sentences import UNKNOWN, sentences
from normalizer.resources.words import load_abbreviations

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "sentences"
LINES = {
    "rus": "ru", "ukr": "uk", "bul": "bg", "bel": "be", "eng": "en", "deu": "de", "pol": "pl",
    "ces": "cs", "fra": "fr", "spa": "es", "ita": "it",
}  # fmt: skip
_STOPS = tuple('.!?…"»”“')
_MARK = re.compile("[⟦⟧]")
_KNOWN = load_abbreviations()

Cut = Callable[[str, str], list[str]]


def gold_cases() -> Iterator[tuple[str, str, list[Span]]]:
    """Language, text and sentences of every case; spans count code points of the text."""
    for path in sorted(CASES.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        for marked in [*rows["cases"], *rows.get("hard", [])]:
            marks = [mark.start() - i for i, mark in enumerate(_MARK.finditer(marked))]
            spans = [Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=True)]
            yield rows["language"], _MARK.sub("", marked), spans


def ours(language: str, text: str) -> list[str]:
    """The sentences of ``text`` as this project cuts them."""
    found = sentences(text, Span(0, len(text)), _KNOWN.get(language, UNKNOWN))
    return [span.of(text) for span in found]


def run() -> None:
    """Print the table: cases in which every sentence is exact, and sentences that are."""
    systems: dict[str, Cut] = {"normalizer": ours}
    try:
        import sentencex  # noqa: PLC0415  a peer that may be missing
    except ImportError:
        print("bench: sentencex isn't installed (pip install '.[bench]'); measured without it")
    else:
        systems["sentencex"] = lambda language, text: [
            part.strip() for part in sentencex.segment(language, text) if part.strip()
        ]
    _print_cases(systems)
    _print_lines(systems)


def _print_cases(systems: Mapping[str, Cut]) -> None:
    cases = list(gold_cases())
    total = sum(len(spans) for _, _, spans in cases)
    print(f"\nSentences, {len(cases)} cases with {total} sentences in eleven languages")
    print(f"  {'splitter':<14} {'cases exact':>12} {'precision':>10} {'recall':>8}")
    for name, cut in systems.items():
        exact = right = found = 0
        for language, text, spans in cases:
            wanted, parts = [span.of(text) for span in spans], cut(language, text)
            exact += parts == wanted
            found += len(parts)
            right += sum(part in parts for part in wanted)
        share = exact / len(cases)
        print(f"  {name:<14} {share:>11.1%} {right / found:>10.1%} {right / total:>8.1%}")


def _print_lines(systems: Mapping[str, Cut]) -> None:
    """Two neighbouring news lines joined: is the border found, and how many others are?"""
    if parallel.folder() is None:
        print(parallel.ABSENT)
        return
    print("\nBorders between news lines that end with a stop, and cuts inside lines")
    print(f"  {'language':<10}" + "".join(f"{name:>16} found {'extra':>6}" for name in systems))
    for name, language in LINES.items():
        pairs = [
            pair
            for lines in parallel.documents(name, "odd")
            for pair in pairwise(line.strip() for line in lines)
            if pair[0].endswith(_STOPS)
        ]
        row = f"  {language:<10}"
        for cut in systems.values():
            found = extra = 0
            for first, second in pairs:
                parts = cut(language, f"{first} {second}")
                ends = list(accumulate(len("".join(part.split())) for part in parts))
                border = len("".join(first.split()))
                found += border in ends
                extra += len(parts) - 1 - (border in ends)
            row += f"{found / len(pairs):>22.2%} {extra / len(pairs):>6.1%}"
        print(row)


if __name__ == "__main__":
    run()
