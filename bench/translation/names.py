"""How many names of the glossary come through the fixture packages, which never saw them.

``python bench/translation/names.py [--sentences N] [--show N]``: the sentences the packages were
made from, with bearers of the glossary whose names weren't among theirs.
"""

import argparse
import random
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
from corpus import Filler, Forms, read_triples
from measure import seconds

from normalizer.engines.argos import ArgosEngine
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.package import install_package, read_package
from normalizer.engines.routes import Route
from normalizer.finders.translation.keep_names import KeepNames
from normalizer.finders.translation.ladder import Ladder, Translation
from normalizer.finders.translation.quality import CheckTranslation
from normalizer.resources.case_forms import Gender, in_case
from normalizer.resources.glossary import Entry, Glossary
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.statistics import load_statistics
from normalizer.romanization import romanize
from translation.package import full_package

PACKAGES = Path(__file__).parents[2] / "tests" / "fixtures" / "models"
SENTENCES, OVERHEAD = 1000, 64
GIVEN: dict[Gender, tuple[str, ...]] = {
    "m": ("Тихон", "Захар", "Игнат", "Рамзан", "Фёдор", "Аркадий", "Матвей", "Назар"),
    "f": ("Пелагея", "Зинаида", "Таисия", "Аглая", "Фатима", "Нонна", "Серафима"),
}
SURNAMES = (
    "Вересаев", "Шевкунов", "Полозков", "Кадырбеков", "Чепурин", "Жигалов", "Щукарёв", "Яхонтов",
    "Хворостинин", "Цыбульский", "Заболоцкий", "Юшманов", "Ружинский", "Эверстов",
)  # fmt: skip
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
    """Fills the templates of the corpus with names that it doesn't hold."""

    def __init__(self, chance: random.Random, glossary: Glossary) -> None:
        super().__init__(chance)
        self.seen = {
            word.strip("/").lower()
            for slot in ("P1", "P2", "F1", "F2", "C")
            for forms in self.slots[slot]
            for word in " ".join(forms[0]).split()
        }
        self.bearers = [entry for entry in glossary if self._is_new(_origin(entry))]
        if self.bearers:
            self.slots["C"] = [_town(entry) for entry in self.bearers if _is_town(entry)]
        self.towns = [e.names["preferred"] for e in self.bearers if _is_town(e)]
        self.drawn: list[str] = []

    def _is_new(self, origin: str) -> bool:
        return bool(origin) and not self.seen & set(origin.lower().split())

    def name(self, kind: str) -> Forms:
        """Someone in three languages; English isn't needed."""
        gender: Gender = "m" if kind == "P" else "f"
        people = [e for e in self.bearers if e.type == "person" and e.gender == gender]
        if not people:
            return self._invented(gender)
        entry = self.rng.choice(people)
        shorts = [f.text for f in entry.forms if f.language == "ru" and f.role == "short"]
        is_short = bool(shorts) and self.rng.random() < 1 / 3
        said = shorts[0] if is_short else _origin(entry)
        house = entry.names["short" if is_short else "preferred"]
        self.drawn.append(house)
        return (said, _genitive(said, gender, entry.country)), (house, house), (house, house)

    def _invented(self, gender: Gender) -> Forms:
        """A name that no glossary has, in German as Duden romanizes it."""
        surname = self.rng.choice(SURNAMES)
        if gender == "f":
            surname = surname[:-2] + "ая" if surname.endswith("ий") else surname + "а"
        said = (
            surname if self.rng.random() < 1 / 3 else f"{self.rng.choice(GIVEN[gender])} {surname}"
        )
        house = romanize(said, "ru-duden")
        self.drawn.append(house)
        return (said, _genitive(said, gender, None)), (house, house), (house, house)


def _origin(entry: Entry) -> str:
    return next((f.text for f in entry.forms if f.language == "ru" and f.kind == "origin"), "")


def _is_town(entry: Entry) -> bool:
    origin = _origin(entry)
    is_bare = entry.type == "place" and entry.gender in (None, "n")
    return is_bare and " " not in origin and not origin.isupper()


def _genitive(said: str, gender: Gender, country: str | None) -> str:
    words = said.split()
    last = len(words) - 1
    return " ".join(
        word if country in LAST_ALONE and i < last
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


@dataclass(frozen=True)
class Row:
    """A sentence, its translation, and the names that are to stand in it."""

    source: str
    target: str
    names: tuple[str, ...]


def rows(count: int, glossary: Glossary, seed: int = 12) -> list[Row]:
    """Sentences in Russian and German that hold a name the packages never saw."""
    filler = Unseen(random.Random(seed), glossary)  # noqa: S311  reproducible, not secret
    templates = read_triples("templates.txt")
    made: dict[str, Row] = {}
    while len(made) < count:
        filler.drawn.clear()
        source, _, target = filler.fill(filler.rng.choice(templates))
        names = tuple(name for name in filler.drawn if re.search(rf"\b{name}\b", target))
        towns = tuple(
            town for town in filler.towns if f"in {town}" in target or f"aus {town}" in target
        )
        if names or towns:
            made.setdefault(source, Row(source, target, names + towns))
    return list(made.values())


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--show", type=int, default=0, help="sentences to show that went wrong")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        engines = _engines(Path(folder))
        none, whole = Glossary({}), load_glossary()
        for what, drawn, glossary in (
            ("of the glossary", whole, whole),
            ("invented, without a glossary,", none, none),
            ("invented, beside all of the glossary,", none, whole),
        ):
            made = rows(options.sentences, drawn)
            print(f"\nNames {what} that the fixture packages never saw, {len(made)} sentences")
            print(
                f"  {'route':<14} {'names':>6} {'right':>8} {'of used':>8} {'without':>8}", end=""
            )
            print(f" {'silent':>7} {'refused':>8} {'exact':>7} {'calls':>6} {'sent again':>11}")
            for pairs in (("ru_de",), ("ru_en", "en_de")):
                route = [engines[pair] for pair in pairs]
                _print_route(route, made, _keep(glossary), options.show)
    _print_notices()
    _print_overhead(options.sentences)


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


def _print_overhead(count: int) -> None:
    """What the names cost where no surrogate is needed, on the sentences of the corpus."""
    filler = Filler(random.Random(5))  # noqa: S311  reproducible, not secret
    templates = read_triples("templates.txt")
    pairs = [filler.fill(filler.rng.choice(templates)) for _ in range(count)]
    keep = _keep(load_glossary())
    keep.mentions(pairs[0][0])  # the index is built once a run

    def look() -> None:
        for source, _, target in pairs:
            names = [mention.name for mention in keep.mentions(source)]
            if names:
                keep.places(target, names, "de")

    cold, warm = seconds(look), seconds(look)
    path = full_package()
    engine = ArgosEngine(read_package(path))
    some = [source for source, _, _ in pairs[:OVERHEAD]]
    engine.translate(some[:8], Decoding())
    whole = seconds(lambda: engine.translate(some, Decoding())) / len(some)
    print("\nCPU time of the names where no surrogate is needed, beside a full-size engine, beam 2")
    print(f"  first time {cold / count / whole:.2%}, then {warm / count / whole:.2%} of it")


def _keep(glossary: Glossary) -> KeepNames:
    return KeepNames.of(glossary, "ru", load_statistics())


def _engines(folder: Path) -> dict[str, ArgosEngine]:
    packages = [install_package(path, folder) for path in sorted(PACKAGES.glob("*.argosmodel"))]
    return {f"{package.source}_{package.target}": ArgosEngine(package) for package in packages}


if __name__ == "__main__":
    run(sys.argv[1:])
