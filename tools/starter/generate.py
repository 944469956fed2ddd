"""Fill the patterns of the starter corpus and write the pairs.

`python generate.py --output DIRECTORY` writes `patterns.tsv`, `frames.tsv` and `names.tsv`.
A pattern is a line `RUSSIAN | GERMAN`; `{body:gen}` is a slot in a form, `{body2:gen}` another
thing of the same kind, `{body?л/ла/ло/ли}` a choice by the gender of what stands in a slot (on the
German side `{body?hat/haben}` by its number). See README.md.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import morphology
from filler import Filler
from fillers import DRAW
from pairs import HERE
from people import bearers

PATTERNS = HERE / "patterns"
COPIES = 20
FRAMES = "frames"
"""The topic whose patterns stand around whole sentences, and make up a layer of their own."""

FRAME_COPIES = 150
MOSTSLOTS = 3
NAME_FORMS = 2
TRIES = 8
SEED = 41
SLOT = re.compile(
    r"\{(?P<slot>[a-z]+)(?P<number>\d?)(?::(?P<form>[^}?]*))?(?:\?(?P<choice>[^}]*))?\}"
)
_ORDER = ("m", "f", "n", "pl")
_PREPOSITIONS = (
    (re.compile(r"(?<![\w-])([Вв]) (?=[вфВФ][бвгджзклмнпрстфхцчшщь])"), r"\1о "),
    (re.compile(r"(?<![\w-])([Сс]) (?=[сзшжСЗШЖ][бвгджзклмнпрстфхцчшщ]|[щЩ])"), r"\1о "),
    (re.compile(r"(?<![\w-])([Оо]) (?=[аоуэиАОУЭИ])"), r"\1б "),
)
_CONTRACTIONS = tuple(
    (re.compile(rf"\b({first}) {second}\b"), third)
    for first, second, third in (
        ("von", "dem", "vom"), ("zu", "dem", "zum"), ("zu", "der", "zur"), ("in", "dem", "im"),
        ("bei", "dem", "beim"), ("an", "dem", "am"), ("Von", "dem", "Vom"), ("In", "dem", "Im"),
        ("Bei", "dem", "Beim"),
    )
)  # fmt: skip


def read_patterns() -> list[tuple[str, str, str]]:
    """Read all patterns.

    Returns:
        The topic, the Russian and the German side of each.

    Raises:
        ValueError: If a line has no two sides, or names a slot that there isn't.
    """
    found = []
    for path in sorted(PATTERNS.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if not line or line.startswith("#"):
                continue
            sides = line.split(" | ")
            slots = {match["slot"] for match in SLOT.finditer(line)}
            if len(sides) != 2 or not slots <= DRAW.keys():  # noqa: PLR2004  two sides
                message = f"{path}:{number}: write RUSSIAN | GERMAN with slots of {sorted(DRAW)}"
                raise ValueError(message)
            found.append((path.stem, sides[0], sides[1]))
    return found


def chosen(alternatives: str, gender: str) -> str:
    """Choose by gender or number.

    Args:
        alternatives: Two (singular and plural) or four (`m`, `f`, `n`, plural) with slashes.
        gender: The gender.

    Returns:
        The one that fits.
    """
    given = alternatives.split("/")
    if len(given) == 2:  # noqa: PLR2004  singular and plural
        return given[gender == "pl"]
    return given[_ORDER.index(gender)]


def fill(russian: str, german: str, rng: random.Random) -> tuple[str, str]:
    """Fill a pattern once.

    Args:
        russian: Its Russian side.
        german: Its German side.
        rng: Source of randomness.

    Returns:
        Both texts.
    """
    fillers: dict[str, Filler] = {}
    for match in SLOT.finditer(f"{russian} {german}"):
        key = match["slot"] + match["number"]
        fillers.setdefault(key, DRAW[match["slot"]](rng))

    def put_russian(match: re.Match[str]) -> str:
        filler = fillers[match["slot"] + match["number"]]
        if match["choice"] is not None:
            return chosen(match["choice"], filler.russian_gender)
        return filler.russian(match["form"] or "")

    def put_german(match: re.Match[str]) -> str:
        filler = fillers[match["slot"] + match["number"]]
        if match["choice"] is not None:
            return chosen(match["choice"], filler.german_gender)
        return filler.german(match["form"] or "")

    return finished(SLOT.sub(put_russian, russian), SLOT.sub(put_german, german))


def finished(russian: str, german: str) -> tuple[str, str]:
    """Join prepositions with what follows, and begin sentences with a capital.

    Args:
        russian: A filled Russian side.
        german: A filled German side.

    Returns:
        Both as they are printed.
    """
    for pattern, put in _PREPOSITIONS:
        russian = pattern.sub(put, russian)
    for pattern, put in _CONTRACTIONS:
        german = pattern.sub(put, german)
    if russian.startswith("^"):
        return _capital(russian[1:]), _capital(german.removeprefix("^"))
    return russian, german


def _capital(text: str) -> str:
    at = 1 if text[:1] in "«„" else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def filled(
    patterns: Sequence[tuple[str, str]], copies: int, rng: random.Random
) -> Iterator[tuple[str, str]]:
    """Fill patterns.

    Args:
        patterns: Russian and German side of each.
        copies: How often a pattern with one slot is filled at most; one with two or three
            slots is filled two or three times as often, one without slots once.
        rng: Source of randomness.

    Yields:
        Pairs, each source once.
    """
    seen: set[str] = set()
    for russian, german in patterns:
        slots = {match["slot"] + match["number"] for match in SLOT.finditer(russian)}
        wanted = copies * min(len(slots), MOSTSLOTS) or 1
        for _ in range(wanted):
            for _ in range(TRIES):
                pair = fill(russian, german, rng)
                if pair[0] not in seen:
                    seen.add(pair[0])
                    yield pair
                    break


def names(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Pair Russian case forms of the names of the glossary with the German names.

    Args:
        rng: Source of randomness.

    Yields:
        For each bearer the nominative and a few other cases.
    """
    for kind in ("person", "place", "weapon", "media", "organization", "region"):
        for russian, german, entry in bearers(kind):
            yield russian, german
            cases = rng.sample(sorted(morphology.CASES.keys() - {"nom"}), NAME_FORMS)
            for case in cases:
                form = None
                if kind == "person" and entry.gender in ("m", "f"):
                    form = morphology.person(russian, entry.gender, case)
                elif kind == "place":
                    form = morphology.town(russian, case)
                if form and form != russian:
                    yield form, german


def main() -> None:
    """Write the pairs of patterns and names."""
    parser = argparse.ArgumentParser(description="Fill the patterns of the starter corpus.")
    parser.add_argument("--output", type=Path, required=True, help="folder for the pairs")
    parser.add_argument(
        "--copies", type=int, default=COPIES, help="fillings of a pattern for each slot"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    read = read_patterns()
    plain = [(russian, german) for topic, russian, german in read if topic != FRAMES]
    frames = [(russian, german) for topic, russian, german in read if topic == FRAMES]
    layers = {
        "patterns": filled(plain, arguments.copies, random.Random(arguments.seed)),  # noqa: S311
        FRAMES: filled(frames, FRAME_COPIES, random.Random(arguments.seed)),  # noqa: S311
        "names": names(random.Random(arguments.seed)),  # noqa: S311  reproducible, not secret
    }
    for name, layer in layers.items():
        rows = [f"{russian}\t{german}\n" for russian, german in layer]
        (arguments.output / f"{name}.tsv").write_text("".join(rows), encoding="utf-8")
        print(f"{name}: {len(rows)} pairs")


if __name__ == "__main__":
    main()
