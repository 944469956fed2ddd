"""How many names of the glossary come through the fixture packages, which never saw them.

``python bench/translation/names.py [--sentences N] [--show N]``: the sentences the packages were
made from, with bearers of the glossary whose names weren't among theirs.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "fixture_models"))

from corpus import Filler, Forms, Triple, read_triples

from normalizer.engines.argos import ArgosEngine
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.package import install_package
from normalizer.engines.routes import Route
from normalizer.finders.translation.bearers import FindBearers
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.keep_names import KeepNames
from normalizer.finders.translation.ladder import Ladder, Translation
from normalizer.finders.translation.quality import CheckTranslation
from normalizer.finders.translation.unknown_names import FindUnknownNames
from normalizer.resources.case_forms import Gender, in_case
from normalizer.resources.glossary import Entry, Glossary, load_glossary
from normalizer.resources.statistics import load_statistics

PACKAGES = Path(__file__).parents[2] / "tests" / "fixtures" / "models"
SENTENCES = 1000
LAST_ALONE = frozenset(("KP", "KR", "CN"))
"""Where names inflect their last part only."""


@dataclass
class Counting:
    """An engine that counts the sentences and calls it is asked for."""

    engine: Engine
    sentences: int = 0
    calls: int = 0
    least_score: float = field(init=False)

    def __post_init__(self) -> None:
        self.least_score = self.engine.least_score
        self.source, self.target, self.name = (
            self.engine.source, self.engine.target, self.engine.name,
        )  # fmt: skip

    def translate(self, sentences: Sequence[str], how: Decoding) -> list[Hypothesis | None]:
        """What the engine makes of them."""
        self.sentences += len(sentences)
        self.calls += 1
        return self.engine.translate(sentences, how)


class Unseen(Filler):
    """Fills the templates of the corpus with bearers that it doesn't hold."""

    def __init__(self, chance: random.Random, glossary: Glossary) -> None:
        super().__init__(chance)
        seen = {
            word.strip("/").lower()
            for slot in ("P1", "P2", "F1", "F2", "C")
            for forms in self.slots[slot]
            for word in " ".join(forms[0]).split()
        }
        new = [e for e in glossary if (said := _origin(e)) and not seen & set(said.lower().split())]
        self.people = {
            kind: [e for e in new if e.type == "person" and e.gender == gender]
            for kind, gender in (("P", "m"), ("F", "f"))
        }
        self.places = [
            e for e in new
            if e.type == "place" and " " not in _origin(e) and e.gender in (None, "n")
            and not _origin(e).isupper()
        ]  # fmt: skip
        self.slots["C"] = [_town(entry) for entry in self.places]
        self.chosen: list[Entry] = []

    def name(self, kind: str) -> Forms:
        """A bearer in three languages; English isn't needed."""
        entry = self.rng.choice(self.people[kind])
        gender: Gender = "m" if kind == "P" else "f"
        shorts = [f.text for f in entry.forms if f.language == "ru" and f.role == "short"]
        is_short = bool(shorts) and self.rng.random() < 1 / 3
        said = shorts[0] if is_short else _origin(entry)
        house = entry.names["short" if is_short else "preferred"]
        return (said, _genitive(said, gender, entry)), (house, house), (house, house)


def _origin(entry: Entry) -> str:
    return next((f.text for f in entry.forms if f.language == "ru" and f.kind == "origin"), "")


def _genitive(said: str, gender: Gender, entry: Entry) -> str:
    words = said.split()
    last = len(words) - 1
    return " ".join(
        word if entry.country in LAST_ALONE and i < last
        else in_case(word, "ru", gender, "genitive", is_given=i < last)
        for i, word in enumerate(words)
    )  # fmt: skip


def _town(entry: Entry) -> Forms:
    origin, house = _origin(entry), entry.names["preferred"]
    gender: Gender = "f" if origin.endswith(("а", "я")) else "m"
    gender = "n" if origin.endswith(("е", "о")) else gender
    place, source = (in_case(origin, "ru", gender, case) for case in ("locative", "genitive"))
    german = (f"in {house}", f"aus {house}")
    return (f"в {place}", f"из {source}"), german, german


def rows(count: int, glossary: Glossary, seed: int = 12) -> list[Triple]:
    """Sentences in Russian and German that hold a bearer."""
    filler = Unseen(random.Random(seed), glossary)  # noqa: S311  reproducible, not secret
    templates = [
        t for t in read_triples("templates.txt") if "{P" in t[0] or "{F" in t[0] or "{C" in t[0]
    ]
    made: dict[str, Triple] = {}
    while len(made) < count:
        row = filler.fill(filler.rng.choice(templates))
        made.setdefault(row[0], row)
    return list(made.values())


def run(arguments: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--show", type=int, default=0, help="sentences to show that went wrong")
    options = parser.parse_args(arguments)
    glossary = load_glossary()
    made = rows(options.sentences, glossary)
    print(f"\nNames of the glossary that the fixture packages never saw, {len(made)} sentences")
    print(
        f"  {'route':<14} {'names':>6} {'right':>8} {'without':>8} {'silent':>7} {'refused':>8}",
        end="",
    )
    print(f" {'exact':>7} {'calls':>6} {'sent again':>11}")
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(Path(folder))
        for pairs in (("ru_de",), ("ru_en", "en_de")):
            _print_route([engines[pair] for pair in pairs], made, glossary, options.show)


def _print_route(
    engines: Sequence[Engine], made: list[Triple], glossary: Glossary, show: int
) -> None:
    counting = [Counting(engine) for engine in engines]
    keep = _keep(glossary)
    done = _translated(counting, made, keep)
    bare = _translated(engines, made, None)
    counts: Counter[str] = Counter()
    shown = 0
    for source, _, target in made:
        names = [mention.name for mention in keep.find(source)]
        result = done[source]
        counts["refused"] += result.is_refused
        counts["exact"] += result.text == target
        lost = {one.id for one in result.lost}
        for name in names:
            spelling = name.spelled("de")
            right = spelling is not None and spelling.exact.search(result.text)
            counts["names"] += 1
            counts["right"] += bool(right) and not result.is_refused
            counts["without"] += bool(spelling and spelling.exact.search(bare[source].text))
            silent = not right and not result.is_refused and name.id not in lost
            counts["silent"] += silent
            if not right or result.is_refused:
                shown += 1
                if shown <= show:
                    print("   ", source, "|", result.text, "|", target, result.doubts, result.lost)
    names, total = counts["names"], len(made)
    route = " > ".join((engines[0].source, *(engine.target for engine in engines)))
    print(f"  {route:<14} {names:>6} {counts['right'] / names:>8.2%}", end="")
    print(f" {counts['without'] / names:>8.2%} {counts['silent']:>7}", end="")
    print(f" {counts['refused'] / total:>8.2%} {counts['exact'] / total:>7.2%}", end="")
    calls = sum(one.calls for one in counting)
    again = sum(one.sentences for one in counting) / len(engines) / total - 1
    print(f" {calls:>6} {again:>11.1%}")


def _translated(
    engines: Sequence[Engine], made: list[Triple], keep: KeepNames | None
) -> dict[str, Translation]:
    check = CheckTranslation("ru", "de", load_statistics())
    ladder = Ladder([Route(tuple(engines))], check, Decoding(), keep)
    return ladder.translated([row[0] for row in made])


def _keep(glossary: Glossary) -> KeepNames:
    statistics = load_statistics()
    common = CommonWords(statistics, "ru")
    find = FindBearers(glossary, "ru", "default", common)
    return KeepNames(find, FindUnknownNames("ru", common), "de", statistics)


def _engines(folder: Path) -> dict[str, ArgosEngine]:
    packages = [install_package(path, folder) for path in sorted(PACKAGES.glob("*.argosmodel"))]
    return {f"{package.source}_{package.target}": ArgosEngine(package) for package in packages}


if __name__ == "__main__":
    run(sys.argv[1:])
