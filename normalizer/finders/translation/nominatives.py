"""What the nominative of a name that no glossary knows most likely is."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from normalizer.finders.translation.bearers import Mention
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.spellings import Name
from normalizer.resources.case_forms import CASES, Case, Gender, case_forms, folded_name

LANGUAGES = frozenset(("ru", "uk"))
"""Those whose names are known by their shapes."""

SURNAME: Mapping[Gender, re.Pattern[str]] = {
    "m": re.compile(r"(?:[оеєё]в|[иіы]н|[сц]ь?кий|ко|чук|юк|ян|дзе|швил[иі])\Z"),
    "f": re.compile(r"(?:[оеєё]ва|[иіы]на|[сц]кая|[сц]ька|ко|чук|юк|ян|дзе|швил[иі])\Z"),
}
"""How Slavic surnames of men and women end."""

_TOWN = re.compile(
    r"(?P<nominative>.+(?:[сц]ь?к|град|город|бург|мунд|стан|хейм))(?P<ending>а|у|ом|е|і|)"
)
_TOWN_CASES: Mapping[str, Case] = {
    "": "nominative", "а": "genitive", "у": "dative", "ом": "instrumental", "е": "locative",
    "і": "locative",
}  # fmt: skip
_BOTH = re.compile(r"(?:[оеєё]ва|[иіы]на)\Z")
_FLOOR = -16.0
_LEAST = 3
_CUTS, _ENDS = range(4), ("", "а", "я", "ь", "й", "ий", "ый", "о", "ая")
_SHAPED, _PLAIN, _NEAR, _OPEN = 4.0, 1.0, 2.0, 7.0
_SELDOM_ENDS = ("е", "и", "у", "ю", "ы", "э", "і")
"""What hardly any given name ends in but a foreign one."""

_GENDERS: tuple[Gender, ...] = ("m", "f")

_Judge = Callable[[str, Gender], float]
"""How good a nominative in small letters is for a man or a woman."""


def guessed(
    mention: Mention, common: CommonWords, forenames: Collection[str] = ()
) -> Mention | None:
    """``mention`` of an unknown name with the nominative it most likely has, its gender and case.

    A reading that is one of the ``forenames``, folded, goes before others; else given names are
    judged by how common each reading is, surnames by their shape. ``None`` for a place whose form
    leaves the nominative open; other mentions come back as they are.
    """
    words, language = mention.name.origin.split(), mention.name.language
    if not mention.name.is_strange or language not in LANGUAGES:
        return mention
    if mention.name.kind == "place":
        return _town(mention)

    def judge(nominative: str, gender: Gender) -> float:
        return _given_degree(nominative, gender, common, forenames)

    found: dict[str, tuple[float, Gender, Case]] = {}
    for gender in _GENDERS:
        for case in CASES:
            readings = [
                _reading(word, language, (gender, case), judge if i < len(words) - 1 else None)
                for i, word in enumerate(words)
            ]
            told = [reading for reading in readings if reading is not None]
            if len(told) < len(words):
                continue
            score = sum(degree for degree, _ in told)
            score += _PLAIN / len(words) if case == "nominative" else 0
            score -= 0 if case in mention.cases else _SHAPED
            score += _SHAPED if mention.name.woman and gender == "f" else 0
            origin = " ".join(word for _, word in told)
            found[origin] = max((score, gender, case), found.get(origin, (score, gender, case)))
    known = any(folded_name(origin.split()[0]) in forenames for origin in found)
    return _best(mention, found, _OPEN if len(words) > 1 and not known else _NEAR)


def _best(
    mention: Mention, found: Mapping[str, tuple[float, Gender, Case]], near: float
) -> Mention:
    """``mention`` with the best of what was ``found``, and with the next if it's so ``near``."""
    best = sorted(found, key=lambda origin: -found[origin][0])[:2] or [mention.name.origin]
    score, gender, case = found.get(best[0], (0.0, "m", "nominative"))
    other = best[1] if len(best) > 1 and score - found[best[1]][0] < near else ""
    name = Name(
        best[0], mention.name.language, kind=mention.name.kind, woman=gender == "f", other=other
    )
    return Mention(mention.span, name, frozenset((case,)), mention.certain)


def _town(mention: Mention) -> Mention | None:
    match = _TOWN.fullmatch(mention.name.origin)
    if not match:
        return None
    name = replace(mention.name, origin=match["nominative"])
    return replace(mention, name=name, cases=frozenset((_TOWN_CASES[match["ending"]],)))


def as_rendered(name: Name, said: str) -> Name:
    """``name``, settled: a man's where an engine took the form of a woman's name for a man's.

    ``Иванова`` is both, and only the sentence tells; its surrogate stands there as ``said``.
    """
    if name.entry is not None:
        return name
    is_open = " " not in name.origin and _BOTH.search(name.origin.lower()) is not None
    if is_open and name.woman and said and not said.endswith("a"):
        return replace(name, origin=name.origin[:-1], woman=False, is_settled=True, other="")
    return replace(name, is_settled=True, other="" if is_open else name.other)


def _reading(
    word: str, language: str, asked: tuple[Gender, Case], judge: _Judge | None
) -> tuple[float, str] | None:
    """The best nominative that ``word`` may be a form of, and how good it is; ``None`` if none."""
    gender, case = asked
    found: list[tuple[float, str]] = []
    for cut in _CUTS if len(word) > _LEAST else range(1):
        for end in _ENDS if len(word) - cut >= _LEAST - 1 else ():
            nominative = word[: len(word) - cut] + end
            cases = case_forms(nominative, language, frozenset((gender,))).get(folded_name(word))
            if cases and case in cases:
                found.append(((judge or _degree)(nominative.lower(), gender), nominative))
    return max(found, default=None)


def _given_degree(
    nominative: str, gender: Gender, common: CommonWords, forenames: Collection[str]
) -> float:
    if folded_name(nominative) in forenames:
        return _SHAPED
    # Whose stem is as common as she is a man in the genitive: `Тихона`, but `Анна`.
    is_man = gender == "f" and common(nominative[:-1]) > common(nominative)
    shaped = (gender == "f") == nominative.endswith(("а", "я"))
    plain = _PLAIN if shaped and not nominative.endswith("ы") else 0.0
    plain -= _SHAPED if nominative.endswith(_SELDOM_ENDS) else 0.0
    return max(common(nominative), _FLOOR) + plain - (_SHAPED if is_man else 0.0)


def _degree(nominative: str, gender: Gender) -> float:
    if SURNAME[gender].search(nominative):
        return _SHAPED
    return _PLAIN if (gender == "f") == nominative.endswith(("а", "я")) else 0.0
