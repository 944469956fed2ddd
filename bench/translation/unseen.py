"""Sentences of the corpus with names that the fixture packages never saw."""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus import Filler, Forms, read_triples

from normalizer.resources.case_forms import Gender, in_case
from normalizer.resources.glossary import Entry, Glossary
from normalizer.romanization import romanize

GIVEN: dict[Gender, tuple[str, ...]] = {
    "m": ("Тихон", "Захар", "Игнат", "Рамзан", "Фёдор", "Аркадий", "Матвей", "Назар"),
    "f": ("Пелагея", "Зинаида", "Таисия", "Аглая", "Фатима", "Нонна", "Серафима"),
}
UNLISTED: dict[Gender, tuple[str, ...]] = {
    "m": ("Евстигней", "Калистрат", "Пантелей", "Дормидонт", "Автандил", "Рустэм", "Аскольд"),
    "f": ("Устинья", "Лукерья", "Акулина", "Мелания", "Гликерия", "Аграфена", "Гюзель", "Эвелина"),
}
"""Given names that neither the glossary nor the list of given names has."""

SURNAMES = (
    "Вересаев", "Шевкунов", "Полозков", "Кадырбеков", "Чепурин", "Жигалов", "Щукарёв", "Яхонтов",
    "Хворостинин", "Цыбульский", "Заболоцкий", "Юшманов", "Ружинский", "Эверстов",
)  # fmt: skip
LAST_ALONE = frozenset(("KP", "KR", "CN"))
"""Where names inflect their last part only."""


class Unseen(Filler):
    """Fills the templates of the corpus with names that it doesn't hold."""

    def __init__(
        self,
        chance: random.Random,
        glossary: Glossary,
        given: Mapping[Gender, tuple[str, ...]] = GIVEN,
    ) -> None:
        super().__init__(chance)
        self.given = given
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
            surname
            if self.rng.random() < 1 / 3
            else f"{self.rng.choice(self.given[gender])} {surname}"
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


def rows(
    count: int, glossary: Glossary, given: Mapping[Gender, tuple[str, ...]] = GIVEN, seed: int = 12
) -> list[Row]:
    """Sentences in Russian and German that hold a name the packages never saw."""
    filler = Unseen(random.Random(seed), glossary, given)  # noqa: S311  reproducible, not secret
    templates = read_triples("templates.txt")
    made: dict[str, Row] = {}
    while len(made) < count:
        filler.drawn.clear()
        source, _, target = filler.fill(filler.rng.choice(templates))
        names = tuple(name for name in filler.drawn if re.search(rf"\b{name}\b", target))
        towns = tuple(town for town in filler.towns if _names_town(target, town))
        if names or towns:
            made.setdefault(source, Row(source, target, names + towns))
    return list(made.values())


def _names_town(target: str, town: str) -> bool:
    """Whether the town stands there, and not only the beginning of another."""
    return (
        town in target and re.search(rf"\b(?:in|aus) {re.escape(town)}(?!\w)", target) is not None
    )
