"""Russian and German forms of what stands in slots, made when the corpus is built."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from normalizer.resources.case_forms import Case, in_case

CASES: dict[str, Case] = {
    "nom": "nominative",
    "gen": "genitive",
    "dat": "dative",
    "acc": "accusative",
    "ins": "instrumental",
    "loc": "locative",
}
_GRAMMEMES = {
    "nom": "nomn",
    "gen": "gent",
    "dat": "datv",
    "acc": "accs",
    "ins": "ablt",
    "loc": "loct",
}
_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
_ARTICLES = {
    "m": {"nom": "der", "gen": "des", "dat": "dem", "acc": "den"},
    "f": {"nom": "die", "gen": "der", "dat": "der", "acc": "die"},
    "n": {"nom": "das", "gen": "des", "dat": "dem", "acc": "das"},
    "pl": {"nom": "die", "gen": "der", "dat": "den", "acc": "die"},
}
_STRONG_PLURAL = {"nom": "e", "gen": "er", "dat": "en", "acc": "e"}
_FEW, _TEENS = range(2, 5), range(11, 15)
_UNCHANGED = ("us", "fonds")
_HISSING = ("s", "ß", "x", "z", "ce", "š", "ž", "ć", "č", "sch")


@lru_cache(maxsize=1)
def analyser() -> Any:
    """Load the Russian morphological dictionary.

    Returns:
        The analyser of pymorphy3, which only filling patterns needs.
    """
    import pymorphy3  # noqa: PLC0415  not needed to read patterns

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=1 << 16)
def russian(
    word: str, case: str, *, tags: tuple[str, ...] = (), plural: bool = False
) -> str | None:
    """Inflect one Russian word that stands in the nominative.

    Args:
        word: The word, in the number that is wanted.
        case: `nom`, `gen`, `dat`, `acc`, `ins` or `loc`.
        tags: What the reading of the word must have, such as `Geox` or `Name`.
        plural: Whether the word stands in the plural.

    Returns:
        The form with the capital of the word, `None` if the dictionary has no such reading.
    """
    number = "plur" if plural else "sing"
    for reading in analyser().parse(word):
        fits = all(tag in reading.tag for tag in ("nomn", *tags)) and (
            number in reading.tag or "Fixd" in reading.tag
        )
        if fits:
            if "Fixd" in reading.tag:
                return word
            wanted = {_GRAMMEMES[case], number}
            if "ADJF" in reading.tag and not plural:
                wanted.add(str(reading.tag.gender))
            form = reading.inflect(wanted)
            return capitalised_like(form.word, word) if form else None
    return None


def capitalised_like(form: str, word: str) -> str:
    """Give a form the capitals of its word.

    Args:
        form: A form in small letters.
        word: The word as it is written.

    Returns:
        The form with a capital where the word, or a part of it, has one.
    """
    if word.isupper() and len(word) > 1:
        return form.upper()
    parts = word.split("-")
    made = form.split("-")
    if len(parts) != len(made):
        return form[:1].upper() + form[1:] if word[:1].isupper() else form
    return "-".join(
        m[:1].upper() + m[1:] if p[:1].isupper() else m for p, m in zip(parts, made, strict=True)
    )


def phrase(text: str, case: str, *, plural: bool = False) -> str:
    """Inflect the words of a Russian phrase that end in an asterisk.

    Args:
        text: The phrase in the nominative, such as `верховный* суд* Польши`. Accusatives of
            things are asked for by the case `acc`, those of beings by `acc!`.
        case: The case, as in `russian`.
        plural: Whether the phrase stands in the plural.

    Returns:
        The phrase without asterisks.

    Raises:
        ValueError: If a word has no such form; the message names it.
    """
    made = []
    for word in text.split(" "):
        if not word.endswith("*"):
            made.append(word)
            continue
        form = _inflected(word[:-1], case, plural=plural)
        if form is None:
            message = f"{word!r} in {text!r} has no {case}: write the phrase in the nominative"
            raise ValueError(message)
        made.append(form)
    return " ".join(made)


def _inflected(word: str, case: str, *, plural: bool) -> str | None:
    being, case = case.endswith("!"), case.rstrip("!")
    adjective = word.endswith(("ый", "ий", "ой", "ые", "ие"))
    if case == "acc" and (adjective or plural):
        case = "gen" if being else "nom"
    return russian(word, case, plural=plural)


def infinitive(past: str) -> str:
    """Tell the infinitive of a verb.

    Args:
        past: Its past for a man.

    Returns:
        The infinitive.
    """
    verbs = [reading for reading in analyser().parse(past) if "past" in reading.tag]
    return str(verbs[0].normal_form)


def person(name: str, gender: str, case: str) -> str | None:
    """Inflect the name of a person.

    Args:
        name: Given name and surname in Russian.
        gender: `m` or `f`.
        case: As in `russian`.

    Returns:
        The name in the case, `None` if it isn't two words.
    """
    if name.count(" ") != 1 or "-" in name:
        return None
    if case == "nom":
        return name
    given, surname = name.split(" ")
    tag = _GENDERS[gender]
    first = russian(given, case, tags=("Name", tag)) or in_case(
        given, "ru", "m" if gender == "m" else "f", CASES[case], is_given=True
    )
    last = russian(surname, case, tags=("Surn", tag)) or in_case(
        surname, "ru", "m" if gender == "m" else "f", CASES[case]
    )
    return f"{first} {last}"


def town(name: str, case: str) -> str | None:
    """Inflect the name of a town.

    Args:
        name: The town in Russian.
        case: As in `russian`.

    Returns:
        The form, `None` where it can't be told.
    """
    if " " in name or "-" in name:
        return None
    if name.endswith(("о", "и", "у", "э", "ы")) or case == "nom":
        return name
    known = russian(name, case, tags=("Geox",))
    if known:
        return known
    if name.endswith("а"):
        return in_case(name, "ru", "f", CASES[case])
    if name[-1] in "бвгджзклмнпрстфхцчш" and not name.endswith(
        ("ов", "ев", "ин", "ец", "ок", "ек")
    ):
        return in_case(name, "ru", "m", CASES[case])
    return None


def counted(number: int, noun: str) -> str:
    """Put a number before a Russian noun.

    Args:
        number: What is counted.
        noun: The noun in the singular nominative, words before it with an asterisk.

    Returns:
        The noun phrase in the form that the number asks for.
    """
    words = []
    for word in noun.split(" "):
        if word == "человек":  # after numbers it isn't "людей"
            few = number % 10 in _FEW and number % 100 not in _TEENS
            words.append("человека" if few else word)
            continue
        reading = analyser().parse(word.rstrip("*"))[0]
        form = reading.make_agree_with_number(number)
        words.append(form.word if form else word)
    return " ".join(words)


def german_phrase(cell: str, case: str, *, article: bool = True) -> str:
    """Put a German noun phrase in a case.

    Args:
        cell: Gender, adjective stem or `-`, noun, such as `n|russisch|Außenministerium`. What
            follows the noun stands after another bar and is not inflected.
        case: `nom`, `gen`, `dat` or `acc`.
        article: Whether the definite article stands before it; without it the phrase must be
            a plural.

    Returns:
        The phrase.
    """
    gender, adjective, noun, *rest = cell.split("|")
    said = [_ARTICLES[gender][case]] if article else []
    if adjective != "-":
        said.append(adjective + _adjective_end(gender, case, article=article))
    said.append(_noun(noun, gender, case))
    return " ".join([*said, *rest])


def _adjective_end(gender: str, case: str, *, article: bool) -> str:
    if not article:
        return _STRONG_PLURAL[case]
    if gender != "pl" and (case == "nom" or (case == "acc" and gender != "m")):
        return "e"
    return "en"


def _noun(noun: str, gender: str, case: str) -> str:
    """Put a noun in a case; a weak one has a tilde before its ending: `Präsident~en`."""
    stem, _, weak = noun.partition("~")
    if gender in "mn" and weak:
        return stem if case == "nom" else stem + weak
    if gender in ("m", "n") and case == "gen":
        return genitive(stem, name=False)
    if gender == "pl" and case == "dat" and not stem.endswith(("n", "s", "A")):
        return stem + "n"
    return stem


def genitive(noun: str, *, name: bool = True) -> str:
    """Put a German singular in the genitive.

    Args:
        noun: A noun or, if `name`, a name without an article.
        name: Whether it is a name, which takes an apostrophe after a hissing sound.

    Returns:
        The genitive.
    """
    if noun.endswith(_HISSING) and name:
        return f"{noun}’"
    if noun.endswith(_UNCHANGED) and not noun.endswith("aus"):
        return noun
    long = noun.endswith((*_HISSING, "dienst")) and not name
    return f"{noun}es" if long else f"{noun}s"
