"""Frequent names that stand in for one an engine doesn't know.

An engine that has seen a name a thousand times says it the same way each time, so that it can be
found in the translation and changed for the name that is meant. A surrogate is of the same kind,
gender and case as the name it stands for, so that the words around it agree with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalizer.finders.translation.bearers import Mention
from normalizer.finders.translation.spellings import Name
from normalizer.resources.case_forms import CASES, Case, Gender, in_case

TRIES = 3
"""How many names are tried in one place."""

_People = Mapping[Gender, tuple[tuple[str, str], ...]]
_PEOPLE: Mapping[str, _People] = {
    "ru": {
        "m": (("Антон", "Лебедев"), ("Максим", "Морозов"), ("Виктор", "Тарасов"),
              ("Роман", "Громов"), ("Леонид", "Вебер")),
        "f": (("Тамара", "Воронцова"), ("Вера", "Фадеева"), ("Светлана", "Зимина"),
              ("Алла", "Кольцова"), ("Дарья", "Рябинина")),
    },
    "uk": {
        "m": (("Антон", "Лебедєв"), ("Максим", "Морозов"), ("Віктор", "Тарасов"),
              ("Роман", "Громов"), ("Леонід", "Вебер")),
        "f": (("Тамара", "Воронцова"), ("Віра", "Фадєєва"), ("Світлана", "Зиміна"),
              ("Алла", "Кольцова"), ("Дар'я", "Рябініна")),
    },
    "": {
        "m": (("Anton", "Lebedev"), ("Maxim", "Morozov"), ("Viktor", "Tarasov"),
              ("Roman", "Gromov"), ("Leonid", "Weber")),
        "f": (("Tamara", "Vorontsova"), ("Vera", "Fadeeva"), ("Svetlana", "Zimina"),
              ("Alla", "Koltsova"), ("Darya", "Ryabinina")),
    },
}  # fmt: skip
"""No man and woman have the same surname, so that one can be told from the other."""

_PLACES: Mapping[str, tuple[str, ...]] = {
    "ru": ("Берлин", "Минск", "Гамбург", "Самара", "Рига"),
    "uk": ("Берлін", "Мінськ", "Гамбург", "Самара", "Рига"),
    "": ("Berlin", "Minsk", "Hamburg", "Samara", "Riga"),
}
_CYRILLIC = ("ru", "uk")
_BEFORE: Mapping[str, Mapping[Case, str]] = {
    "ru": {
        "genitive": "из от до у для без против после около словам мнению данным оценке",
        "dative": "к ко", "instrumental": "с со между над под перед",
        "locative": "в во на о об обо при",
    },
    "uk": {
        "genitive": "від до біля після проти для без словами словам думку даними",
        "instrumental": "між над під перед", "locative": "в у на о про при",
    },
}  # fmt: skip
"""Words that tell the case of a name whose form leaves it open."""


@dataclass(frozen=True)
class Disguise:
    """A sentence with surrogates, and the surrogate of each name that has one, by its number."""

    text: str
    stand_ins: Mapping[int, Name]


def disguised(
    sentence: str, mentions: Mapping[int, Mention], language: str, attempt: int
) -> Disguise | None:
    """``sentence`` with a surrogate for each of ``mentions``, other ones at each ``attempt``.

    ``None`` where there are too few for so many names.
    """
    parts: list[str] = []
    stand_ins: dict[int, Name] = {}
    at = 0
    used = set(sentence.lower().split())
    for number, mention in sorted(mentions.items(), key=lambda item: item[1].span):
        chosen = _chosen(sentence, mention, language, (attempt, used))
        if chosen is None:
            return None
        name, said = chosen
        used.update(name.origin.lower().split())
        stand_ins[number] = name
        parts += [sentence[at : mention.span.start], said]
        at = mention.span.end
    return Disguise("".join((*parts, sentence[at:])), stand_ins)


def _chosen(
    sentence: str, mention: Mention, language: str, tried: tuple[int, set[str]]
) -> tuple[Name, str] | None:
    attempt, used = tried
    fitting = [
        words
        for words in _fitting(sentence, mention, language, attempt)
        if not any(word.lower() in used for word in words)
    ]
    if attempt >= len(fitting):
        return None
    words = fitting[attempt]
    said, name = " ".join(words), Name(" ".join(words), language, is_settled=True)
    if language not in _CYRILLIC:
        return name, said
    case = _case(sentence, mention, language)
    gender = _gender(mention, words)
    last = len(words) - 1
    inflected = [
        in_case(word, language, gender, case, is_given=i < last) for i, word in enumerate(words)
    ]
    return name, " ".join(inflected)


def _fitting(
    sentence: str, mention: Mention, language: str, attempt: int
) -> Iterator[Sequence[str]]:
    """The words of each surrogate; the last try is a surname alone, which is simpler to say."""
    key = language if language in _CYRILLIC else ""
    if mention.name.is_person:
        whole = " " in mention.span.of(sentence) and attempt % TRIES < TRIES - 1
        for person in _PEOPLE[key][_gender(mention, ())]:
            yield person if whole else person[1:]
        return
    # One that ends alike agrees with the words around it.
    feminine = mention.name.origin.endswith(("а", "я"))
    yield from (
        (place,) for place in sorted(_PLACES[key], key=lambda p: p.endswith(("а", "a")) != feminine)
    )


def _gender(mention: Mention, words: Sequence[str]) -> Gender:
    if mention.name.is_person:
        return "f" if mention.name.is_woman else "m"
    return "f" if words and words[0].endswith("а") else "m"


def _case(sentence: str, mention: Mention, language: str) -> Case:
    """The case of the mention; of those its form may be, what the word before it asks for."""
    before = sentence[: mention.span.start].lower().split()
    for case, words in _BEFORE[language].items():
        if before and case in mention.cases and before[-1] in words.split():
            return case
    return next(case for case in CASES if case in mention.cases)
