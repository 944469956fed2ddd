"""Build the hand-written ru/en/de corpus of the fixture models.

The data files hold sentences and templates written for this project. A template is filled
with the same slots in all three languages, so each row is a correct sentence triple.

Run `python corpus.py --seeds DIRECTORY` to check the corpus against itself and against
articles that the models must not know.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
LANGUAGES = ("ru", "en", "de")
TRAIN_ROWS = 16_000
HELD_OUT_ROWS = 1_000
SENTENCE_COPIES = 25
PAIR_SHARE = 0.12
SURNAME_SHARE = 0.3
RUN_WORDS = 5
SEED = 20
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")

Triple = tuple[str, str, str]
Forms = tuple[tuple[str, str], tuple[str, str], tuple[str, str]]


class Corpus(NamedTuple):
    """Rows to learn from and rows never seen in training."""

    train: list[Triple]
    held_out: list[Triple]


def read_table(name: str) -> list[list[str]]:
    """Read one data file, cells split at the vertical bar.

    Args:
        name: File name below the data folder.

    Returns:
        The cells of each line that is neither empty nor a comment.
    """
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return [[cell.strip() for cell in line.split(" | ")] for line in kept]


def read_triples(name: str) -> list[Triple]:
    """Read a data file of plain triples.

    Args:
        name: File name below the data folder.

    Returns:
        One Russian, English and German text per line.
    """
    return [(russian, english, german) for russian, english, german in read_table(name)]


def read_slots() -> dict[str, list[Forms]]:
    """Read the slot fillers.

    Returns:
        The fillers of each slot, with two forms for each language.
    """
    slots: dict[str, list[Forms]] = {}
    for slot, *cells in read_table("slots.txt"):
        halves = [cell.split("/") for cell in cells]
        russian, english, german = ((half[0], half[-1]) for half in halves)
        slots.setdefault(slot, []).append((russian, english, german))
    return slots


def capitalise(text: str) -> str:
    """Raise the first letter, unless a digit comes before it.

    Args:
        text: A filled template.

    Returns:
        The text with a capital at its start.
    """
    for place, sign in enumerate(text):
        if sign.isalnum():
            return text[:place] + sign.upper() + text[place + 1 :]
    return text


def genitive_plural(rng: random.Random) -> str:
    """Draw a number after which Russian nouns stand in the genitive plural.

    Args:
        rng: Source of randomness.

    Returns:
        A number between 5 and 999 in digits.
    """
    while True:
        number = rng.randint(5, 999)
        teen = number % 100 in range(11, 15)
        if teen or number % 10 not in range(1, 5):
            return str(number)


class Filler:
    """Fills templates with consistent slots in three languages."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.slots = read_slots()

    def name(self, kind: str) -> Forms:
        """Draw a full name or, less often, a bare surname.

        Args:
            kind: `P` for men, `F` for women.

        Returns:
            The name in three languages.
        """
        first = self.rng.choice(self.slots[f"{kind}1"])
        last = self.rng.choice(self.slots[f"{kind}2"])
        if self.rng.random() < SURNAME_SHARE:
            return last
        pairs = zip(first, last, strict=True)
        russian, english, german = ((f"{a[0]} {b[0]}", f"{a[1]} {b[1]}") for a, b in pairs)
        return russian, english, german

    def numbers(self) -> dict[str, Forms]:
        """Draw numbers, a year and a date.

        Returns:
            Fillers of the slots N, K, Y and M.
        """
        drawn = {
            "N": genitive_plural(self.rng),
            "K": str(self.rng.randint(5, 20)),
            "Y": str(self.rng.randint(1950, 2029)),
        }
        day = self.rng.randint(1, 28)
        russian, english, german = (forms[0] for forms in self.rng.choice(self.slots["B"]))
        date = (f"{day} {russian}", f"{english} {day}", f"{day}. {german}")
        same: dict[str, Forms] = {
            slot: ((text, text), (text, text), (text, text)) for slot, text in drawn.items()
        }
        same["M"] = ((date[0], date[0]), (date[1], date[1]), (date[2], date[2]))
        return same

    def fill(self, template: Triple) -> Triple:
        """Fill one template.

        Args:
            template: The same sentence with slots in three languages.

        Returns:
            The finished sentences.
        """
        chosen = {slot: self.rng.choice(self.slots[slot]) for slot in "CDASVQ"}
        chosen["O"], chosen["U"] = self.rng.sample(self.slots["O"], 2)
        chosen |= {"P": self.name("P"), "F": self.name("F")} | self.numbers()
        texts = []
        for language, text in enumerate(template):
            words = {slot: forms[language][0] for slot, forms in chosen.items()}
            words |= {f"{slot}G": forms[language][1] for slot, forms in chosen.items()}
            texts.append(capitalise(text.format(**words)))
        return texts[0], texts[1], texts[2]


def join(first: Triple, second: Triple) -> Triple:
    """Put two sentences into one segment.

    Args:
        first: The sentence to come first.
        second: The sentence to come second.

    Returns:
        Both sentences, separated by a space.
    """
    russian, english, german = (f"{a} {b}" for a, b in zip(first, second, strict=True))
    return russian, english, german


def build_corpus(seed: int = SEED) -> Corpus:
    """Generate training and held-out rows without common Russian sentences.

    Args:
        seed: Seed of all random choices.

    Returns:
        The corpus; held-out rows are filled templates, never fixed sentences.
    """
    filler = Filler(random.Random(seed))  # noqa: S311  # reproducible, not secret
    templates, sentences = read_triples("templates.txt"), read_triples("sentences.txt")
    filled: dict[str, Triple] = {}
    while len(filled) < TRAIN_ROWS + HELD_OUT_ROWS:
        row = filler.fill(filler.rng.choice(templates))
        if filler.rng.random() < PAIR_SHARE:
            row = join(row, filler.rng.choice(sentences))
        filled.setdefault(row[0], row)
    rows = list(filled.values())
    train = rows[HELD_OUT_ROWS:] + sentences * SENTENCE_COPIES
    train += [join(*filler.rng.sample(sentences, 2)) for _ in range(SENTENCE_COPIES * 10)]
    filler.rng.shuffle(train)
    return Corpus(train=train, held_out=rows[:HELD_OUT_ROWS])


def word_runs(text: str) -> set[tuple[str, ...]]:
    """Collect all runs of a few words.

    Args:
        text: Any text.

    Returns:
        Lower-case word runs of the forbidden length.
    """
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1)}


def find_faults(rows: list[Triple], seeds: Path | None) -> list[str]:
    """Check rows for ambiguity, wrong scripts and overlap with seed articles.

    Args:
        rows: Finished sentence triples.
        seeds: Folder of articles that must not overlap, if there is one.

    Returns:
        A line for each fault.
    """
    articles = sorted(seeds.glob("*.txt")) if seeds else []
    known = {run for file in articles for run in word_runs(file.read_text(encoding="utf-8"))}
    faults = []
    seen: dict[tuple[int, str], Triple] = {}
    for row in rows:
        for language, text in enumerate(row):
            if seen.setdefault((language, text), row) != row:
                faults.append(f"two translations: {text}")
            if language and CYRILLIC.search(text):
                faults.append(f"Cyrillic letter: {text}")
            if UKRAINIAN.search(text):
                faults.append(f"Ukrainian letter: {text}")
            if known & word_runs(text):
                faults.append(f"words of a seed article: {text}")
    return faults


def main() -> None:
    """Check the corpus and print a sample."""
    parser = argparse.ArgumentParser(description="Check the fixture corpus.")
    parser.add_argument("--seeds", type=Path, help="folder of articles to keep away from")
    arguments = parser.parse_args()
    corpus = build_corpus()
    faults = find_faults(corpus.train + corpus.held_out, arguments.seeds)
    for row in corpus.held_out[:12]:
        print(*row, sep="\n  ")
    print(*faults[:40], sep="\n")
    print(f"{len(corpus.train)} to learn, {len(corpus.held_out)} held out, {len(faults)} faults")
    if faults:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
