"""How many names of the glossary come through the fixture packages, which never saw them.

``python bench/translation/names.py [--sentences N] [--show N]``: the sentences the packages were
made from, with bearers of the glossary whose names weren't among theirs.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "fixture_models"))

import parallel

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.package import install_package
from normalizer.engines.package_engine import PackageEngine
from normalizer.engines.routes import Route
from normalizer.finders.translation.keep_names import KeepNames
from normalizer.finders.translation.ladder import Ladder, Translation
from normalizer.finders.translation.quality import CheckTranslation
from normalizer.resources.glossary import Glossary
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.statistics import load_statistics
from translation.unseen import GIVEN, UNLISTED, Row, rows

PACKAGES = Path(__file__).parents[2] / "tests" / "fixtures" / "models"
SENTENCES = 1000


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


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--show", type=int, default=0, help="sentences to show that went wrong")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(Path(folder))
        none, whole = Glossary({}), load_glossary()
        for what, (drawn, given), glossary in (
            ("of the glossary", (whole, GIVEN), whole),
            ("invented, without a glossary,", (none, GIVEN), none),
            ("invented, beside all of the glossary,", (none, GIVEN), whole),
            ("invented, with given names on no list,", (none, UNLISTED), whole),
        ):
            made = rows(options.sentences, drawn, given)
            print(f"\nNames {what} that the fixture packages never saw, {len(made)} sentences")
            print(
                f"  {'route':<14} {'names':>6} {'right':>8} {'of used':>8} {'without':>8}", end=""
            )
            print(f" {'silent':>7} {'refused':>8} {'exact':>7} {'calls':>6} {'sent again':>11}")
            for pairs in (("ru_de",), ("ru_en", "en_de")):
                route = [engines[pair] for pair in pairs]
                _print_route(route, made, _keep(glossary), options.show)
    _print_notices()


def _print_route(engines: Sequence[Engine], made: list[Row], keep: KeepNames, show: int) -> None:
    counting = [Counting(engine) for engine in engines]
    done = _translated(counting, made, keep)
    bare = _translated(engines, made, None)
    counts: Counter[str] = Counter()
    for row in made:
        found = _counted(row, done[row.source], bare[row.source].text)
        counts.update(found)
        if found["right"] < found["names"] and show:
            show -= 1
            print("   ", row.source, "|", done[row.source].text, "|", done[row.source].doubts)
    names, total = counts["names"], len(made)
    route = " > ".join((engines[0].source, *(engine.target for engine in engines)))
    used = counts["right"] / (names - counts["refused names"])
    print(f"  {route:<14} {names:>6} {counts['right'] / names:>8.2%} {used:>8.2%}", end="")
    print(f" {counts['without'] / names:>8.2%} {counts['silent']:>7}", end="")
    print(f" {counts['refused'] / total:>8.2%} {counts['exact'] / total:>7.2%}", end="")
    again = sum(one.sentences for one in counting) / len(engines) / total - 1
    print(f" {sum(one.calls for one in counting):>6} {again:>11.1%}")


def _counted(row: Row, result: Translation, bare: str) -> Counter[str]:
    """How many names of a sentence are right, and what became of the rest."""
    counts = Counter(refused=result.is_refused, exact=result.text == row.target)
    for name in row.names:
        pattern = rf"(?<!\w){re.escape(name)}(?:s|’)?(?!\w)"
        there = re.search(pattern, result.text) is not None
        counts["names"] += 1
        counts["right"] += there and not result.is_refused
        counts["refused names"] += result.is_refused
        counts["without"] += re.search(pattern, bare) is not None
        counts["silent"] += not (there or result.is_refused or result.lost)
    return counts


def _translated(
    engines: Sequence[Engine], made: list[Row], keep: KeepNames | None
) -> dict[str, Translation]:
    check = CheckTranslation("ru", "de", load_statistics())
    ladder = Ladder([Route(tuple(engines))], check, Decoding(), keep)
    return ladder.translated([row.source for row in made])


def _print_notices() -> None:
    """How often a reference translation, in which nothing is lost, would get a notice."""
    if parallel.folder() is None:
        print(parallel.ABSENT)
        return
    print("\nReference translations of news that would get a notice; some leave a name out indeed.")
    print("Documents that rules were chosen on are left out.")
    print(f"  {'pair':<8} {'pairs':>6} {'glossary':>9} {'unknown':>8} {'either':>8}")
    for name, language in (("rus", "ru"), ("ukr", "uk")):
        keep = KeepNames.of(load_glossary(), language, load_statistics())
        pairs = [row for rows in parallel.aligned([name, "deu"], "odd") for row in rows]
        counts = Counter(kind for row in pairs for kind in _noticed(keep, row[0], row[1]))
        shares = (counts[kind] / len(pairs) for kind in ("glossary", "unknown", "either"))
        glossary, unknown, either = (f"{share:.2%}" for share in shares)
        print(f"  {language}-de    {len(pairs):>6} {glossary:>9} {unknown:>8} {either:>8}")


def _noticed(keep: KeepNames, source: str, translation: str) -> set[str]:
    names = [mention.name for mention in keep.mentions(source)]
    places = keep.places(translation, names, "de") or []
    lost = [n for n, p in zip(names, places, strict=True) if keep.is_missed(n, p, "de")]
    kinds = {"unknown" if name.entry is None else "glossary" for name in lost}
    return kinds | {"either"} if kinds else kinds


def _keep(glossary: Glossary) -> KeepNames:
    return KeepNames.of(glossary, "ru", load_statistics())


def _engines(folder: Path) -> dict[str, PackageEngine]:
    packages = [install_package(path, folder) for path in sorted(PACKAGES.glob("*.argosmodel"))]
    return {f"{package.source}_{package.target}": argos_engine(package) for package in packages}


if __name__ == "__main__":
    run(sys.argv[1:])
