"""Check the sentence pairs of the starter corpus.

`python check.py` reads the layers and the held-out pairs and prints what is wrong, a line each:
the place, the check, what was found. It ends with 1 if anything was found. What was read and is
right all the same stands in `accepted.tsv`: the check, the Russian side, why.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from likeness import alike
from pairs import CALIBRATION, CORPUS, HELD_OUT, HERE, Pair, read_layer, read_pairs, runs, words

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.finders.names.surface_forms import FindSurfaceForms
from normalizer.finders.translation.keep_names import KeepNames
from normalizer.finders.translation.quality import CheckTranslation
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.statistics import load_statistics

Finding = tuple[str, str]
"""The check, and what it found."""

LAYERS = ("natural", "fragments", "lexicon")
SENTENCES = ("natural",)
NAMED = ("person", "place", "weapon", "media")
"""Types of bearers whose names aren't paraphrased, as those of bodies are."""

NUMBERS = ("number", "doubtful-number")
SEED_RUN = 6
HELD_OUT_RUN = 8
SHORTEST = 20
RATIOS = (0.55, 2.2)

_CYRILLIC = re.compile(r"[\u0400-\u04FF]")
_LATIN = re.compile(r"[A-Za-z]")
_NOT_RUSSIAN = re.compile(r"[іїєґўІЇЄҐЎ]")
_IN_WORDS = (re.compile(r"\bсут(?:ки|ок|очн)"), re.compile(r"\bполутора\b|\bполторы?\b"))
_MIXED = re.compile(r"[A-Za-zÄÖÜäöüß][\u0400-\u04FF]|[\u0400-\u04FF][A-Za-zÄÖÜäöüß]")
_WRONG_QUOTES = re.compile(r"[\"”«»’']")
_SPACING = re.compile(r"  |^ | $|\s[,.;:!?](?:\s|$)|„ | “\w|\( | \)")
_HYPHEN_AS_DASH = re.compile(r"\s-\s|—")
_SPOKEN = re.compile(r"«[^»]*\s[^»]*\s[^»]*»")
_END = re.compile(r"[.!?…:]?[“»)\"]*$")
_THOUSANDS = re.compile(r"\b\d{1,3} \d{3}\b|\b\d{5,}\b|(?<![\d.])\d\.\d{3}(?![\d.])")
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w|\s)|(?<=[sxzß])’")


def side_findings(pair: Pair) -> Iterator[Finding]:
    """Check script and typography of both sides.

    Args:
        pair: What is checked.

    Yields:
        What is wrong with one of them.
    """
    if _CYRILLIC.search(pair.target):
        yield "script", "Cyrillic letters in the German"
    if _NOT_RUSSIAN.search(pair.source) or _MIXED.search(pair.source):
        yield "script", "letters that Russian hasn't"
    if not _CYRILLIC.search(pair.source) and not pair.source.isascii():
        yield "script", "no Russian"
    yield from quote_findings(pair)
    for side in (pair.source, pair.target):
        if found := _SPACING.search(side):
            yield "spacing", f"{found[0]!r}"
        if found := _HYPHEN_AS_DASH.search(side):
            yield "dash", f"{found[0]!r}, write an en dash"
    if found := _THOUSANDS.search(pair.target):
        yield "thousands", f"{found[0]!r}, write a point from 10.000 on"


def quote_findings(pair: Pair) -> Iterator[Finding]:
    """Check quotation marks.

    Args:
        pair: What is checked.

    Yields:
        Marks of the wrong kind, and such that aren't paired.
    """
    german = _APOSTROPHE.sub("", pair.target)
    if found := _WRONG_QUOTES.search(german):
        yield "quotes", f"{found[0]!r} in the German"
    if german.count("„") != german.count("“"):
        yield "quotes", "German quotation marks that aren't paired"
    if pair.source.count("«") != pair.source.count("»"):
        yield "quotes", "Russian quotation marks that aren't paired"


def ends(text: str) -> str:
    """Say how a sentence ends.

    Args:
        text: A sentence.

    Returns:
        Its closing sign, ``""`` where there is none.
    """
    found = _END.search(text)
    said = re.sub(r"[“»)\"]", "", found[0]) if found else ""
    return "." if said in ("…", ":") else said


def pair_findings(pair: Pair) -> Iterator[Finding]:
    """Check one side against the other.

    Args:
        pair: What is checked.

    Yields:
        What doesn't fit.
    """
    shorter = min(len(pair.source), len(pair.target))
    ratio = len(pair.target) / len(pair.source)
    if shorter > SHORTEST and not RATIOS[0] <= ratio <= RATIOS[1]:
        yield "length", f"the German is {ratio:.2f} times as long"
    if ends(pair.source) != ends(pair.target):
        yield "end", f"{ends(pair.source)!r} against {ends(pair.target)!r}"
    spoken = len(_SPOKEN.findall(pair.source))
    if spoken > pair.target.count("„"):
        yield "quotes", "speech in Russian marks that the German doesn't mark"


class Product:
    """What the product itself says of a pair: numbers, loops, names, house spelling."""

    def __init__(self) -> None:
        glossary = load_glossary()
        self.quality = CheckTranslation("ru", "de")
        self.names = KeepNames.of(glossary, "ru", load_statistics())
        self.forms = FindSurfaceForms(glossary)

    def __call__(self, pair: Pair) -> Iterator[Finding]:
        """Check a sentence pair.

        Args:
            pair: What is checked.

        Yields:
            Doubts of the quality gate, names that aren't there, names in another spelling.
        """
        for doubt in self.quality(pair.source, pair.target):
            by_word = any(
                pattern.search(pair.source) for pattern in _IN_WORDS if doubt.check in NUMBERS
            )
            if doubt.check != "length" and not by_word:
                yield doubt.check, doubt.reason
        known = [mention for mention in self.names.find(pair.source) if mention.certain]
        names = [mention.name for mention in known]
        places = self.names.places(pair.target, names, "de") or []
        for mention, place in zip(known, places, strict=bool(places)):
            entry = mention.name.entry
            named = entry is None or entry.type in NAMED
            if named and self.names.is_missed(mention.name, place, "de"):
                yield (
                    "name",
                    f"{mention.span.of(pair.source)} isn't {mention.name.spelled('de').right}",
                )
        document = Document(pair.target, language="de")
        for finding in self.forms(document):
            if isinstance(finding, Edit):
                said = finding.span.of(pair.target)
                yield "spelling", f"{said!r}, the glossary has {finding.inserted!r}"


def duplicates(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, Finding]]:
    """Find sources that stand there twice.

    Args:
        pairs: All pairs.

    Yields:
        The second pair, and where the first one is.
    """
    seen: dict[str, Pair] = {}
    for pair in pairs:
        key = " ".join(words(pair.source)) + ends(pair.source)
        first = seen.setdefault(key, pair)
        if first is not pair:
            what = "duplicate" if first.target == pair.target else "two translations"
            yield pair, (what, f"also {first.place}")


def overlaps(
    pairs: Iterable[Pair], known: set[tuple[str, ...]], length: int, check: str
) -> Iterator[tuple[Pair, Finding]]:
    """Find pairs that share a run of words with texts they must not know.

    Args:
        pairs: What is checked.
        known: The runs of those texts.
        length: Words in a run.
        check: What the finding is called.

    Yields:
        A pair and the first run they share.
    """
    for pair in pairs:
        for side in (pair.source, pair.target):
            shared = sorted(runs([side], length) & known)
            if shared:
                yield pair, (check, " ".join(shared[0]))


def accepted() -> dict[tuple[str, str], str]:
    """Read what was looked at and is right.

    Returns:
        The reason, by check and Russian side.
    """
    lines = (HERE / "accepted.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {(check, source): reason for check, source, reason in rows}


def findings(seeds: Path) -> Iterator[tuple[Pair, Finding]]:
    """Run all checks.

    Args:
        seeds: Folder of articles that the corpus must not hold sentences of.

    Yields:
        A pair, the check and what it found.
    """
    layers = {name: read_layer(name) for name in LAYERS if (CORPUS / name).is_dir()}
    held_out = [pair for path in HELD_OUT.values() for pair in read_pairs(path)]
    apart = held_out + list(read_pairs(CALIBRATION))
    every = [pair for layer in layers.values() for pair in layer]
    sentences = [pair for name in SENTENCES for pair in layers[name]] + apart
    product = Product()
    for pair in every + apart:
        yield from ((pair, found) for found in side_findings(pair))
    for pair in sentences:
        yield from ((pair, found) for found in (*pair_findings(pair), *product(pair)))
    yield from duplicates(every + apart)
    articles = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    lines = [line for article in articles for line in article.split("\n")]
    yield from overlaps(every + apart, runs(lines, SEED_RUN), SEED_RUN, "seed")
    known = runs((side for pair in every for side in (pair.source, pair.target)), HELD_OUT_RUN)
    yield from overlaps(held_out, known, HELD_OUT_RUN, "held out")
    yield from ((pair, ("alike", near.place)) for pair, near in alike(held_out, every))


def main() -> None:
    """Print the findings that nobody has accepted, and count them by check."""
    parser = argparse.ArgumentParser(description="Check the pairs of the starter corpus.")
    parser.add_argument("--seeds", type=Path, default=HERE.parents[1] / "seeds")
    arguments = parser.parse_args()
    known, counts = accepted(), Counter[str]()
    by_file: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, (check, said) in findings(arguments.seeds):
        if (check, pair.source) in known:
            continue
        counts[check] += 1
        by_file[pair.path.name][check] += 1
        print(f"{pair.place}\t{check}\t{said}\n\t{pair.source}\n\t{pair.target}")
    for name, found in sorted(by_file.items()):
        print(f"{name}: {dict(found)}", file=sys.stderr)
    print(f"{sum(counts.values())} findings: {dict(counts)}", file=sys.stderr)
    sys.exit(bool(counts))


if __name__ == "__main__":
    main()
