"""The forms that a Russian or Ukrainian name takes in the cases, by rules for its ending.

No list of names stands behind it, so that a name nobody has seen is inflected as well. A word
whose ending leaves a choice (``Казань`` or ``Ярославль``, ``Павел`` or ``Рафаэл``) gets the
forms of each: a form that nobody writes finds nothing, one that is missing loses a name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "locative"]
Gender = Literal["m", "f", "n", "pl"]

CASES: tuple[Case, ...] = (
    "nominative", "genitive", "dative", "accusative", "instrumental", "locative",
)  # fmt: skip
ANY: frozenset[Gender] = frozenset(("m", "f", "n", "pl"))
"""A town may be of any gender, and its glossary tells that of its German name only."""

_Row = tuple[str, str, int, str]
"""How the word ends, of what genders, letters cut off, and the endings from the genitive on:
cases parted by commas, choices by blanks, ``-`` for no ending."""

_CONSONANT = "[бвгджзклмнпрстфхцчшщ]"
# Of several rules the last one gives the usual form: possessive adjectives come first.
_RUSSIAN: tuple[_Row, ...] = (
    (r"ий", "m", 2, "ьего,ьему,ий ьего,ьим,ьем"),
    (r"ья", "f", 1, "ей,ей,ю,ей ею,ей"),
    (r"(?:[оеё]в|[иы]н)о", "n", 1, "а,у,о,ым,ом е"),
    (r"ье", "n", 1, "его,ему,е,им,ем"),
    (r"ьи", "pl", 1, "их,им,и,ими,их"),
    (r"ый", "m", 1, "я,ю,й,ем,е"),
    (f"{_CONSONANT}", "m", 0, "а,у,а -,ом ем,е"),
    (r"(?:[оеё]в|[иы]н)", "m", 0, "а,у,а,ым,е"),
    (r"ь", "m", 1, "я,ю,я ь,ем ём,е"),
    (r"ь", "f", 1, "и,и,ь,ью,и"),
    (r"[аеоуэюя]й|[^иы]й", "m", 1, "я,ю,я й,ем,е"),
    (r"ий", "m", 1, "я,ю,я й,ем,и е"),
    (r"[иы]й", "m", 2, "ого его,ому ему,ого его ый ий,ым им,ом ем"),
    (r"ой", "m", 2, "ого,ому,ого ой,ым им,ом"),
    (r"а", "m f", 1, "ы и,е,у,ой ою ей,е"),
    (r"я", "m f", 1, "и,е и,ю,ей ею ёй,е и"),
    (r"[гкхжчшщ]а", "m f", 1, "и,е,у,ой ей,е"),
    (r"ия", "m f", 1, "и,и,ю,ей ею,и"),
    (r"(?:[оеё]в|[иы]н)а", "f", 1, "ой,ой,у,ой ою,ой"),
    (r"[ая]я", "f", 2, "ой ей,ой ей,ую юю,ой ою ей ею,ой ей"),
    (r"о", "n", 1, "а,у,о,ом,е"),
    (r"е", "n", 1, "я а,ю у,е,ем,е и"),
    (r"[ое]е", "n", 2, "ого его,ому ему,ое ее,ым им,ом ем"),
    (r"[ыи]", "pl", 1, "- ов ев ей ь,ам ям,ы и,ами ями,ах ях"),
    (r"(?:стров|ерег|ород|орот)а", "pl", 1, "ов -,ам,а,ами,ах"),
    (r"агеря", "pl", 1, "ей,ям,я,ями,ях"),
    (r"[ыи]е", "pl", 2, "ых их,ым им,ые ие,ыми ими,ых их"),
)
_UKRAINIAN: tuple[_Row, ...] = (
    (f"{_CONSONANT}", "m", 0, "а у,у ові еві,а у -,ом ем,і у ові еві"),
    (r"(?:[оеєії]в|[иії]н)", "m", 0, "а,у ові,а,им,і у ові"),
    (r"ь", "m", 1, "я ю,ю еві,я ь,ем,і ю еві"),
    (r"(?:[бвгджзклмнпрстфхцчшщ]|ь)", "f", 0, "і,і,-,ю,і"),
    (r"ь", "f", 1, "і и,і,ь,ю,і"),
    (r"й", "m", 1, "я ю,ю єві,я й,єм,ї ю єві"),
    (r"[иі]й", "m", 2, "ого ього,ому ьому,ого ього ий ій,им ім,ому ім ьому"),
    (r"о", "m n", 1, "а,у ові,а о,ом,у ові і"),
    (r"а", "m f", 1, "и і,і,у,ою ею,і"),
    (r"я", "m f", 1, "і ї,і ї,ю,ею єю,і ї"),
    (r"а", "f", 1, "ої,ій,у,ою,ій"),
    (r"я", "f", 1, "ьої,ій,ю,ьою,ій"),
    (r"я", "n", 1, "я,ю,я,ям,і"),
    (r"е", "n", 1, "я а ого,ю у ому,е,ем им,і ому"),
    (r"[иіїє]", "pl", 1, "- ів їв ей ь,ам ям,и і ї,ами ями,ах ях"),
    (r"[иі]", "pl", 1, "их іх,им ім,и і,ими іми,их іх"),
)


@dataclass(frozen=True, slots=True)
class _Rule:
    ending: re.Pattern[str]
    genders: frozenset[str]
    cut: int
    cases: tuple[tuple[str, ...], ...]

    @property
    def is_adjectival(self) -> bool:
        """Whether adjectives and surnames go so, and given names don't."""
        return self.cases[0][0] in _ADJECTIVAL or self.cases[3][0] in ("ым", "им")


def _rule(row: _Row) -> _Rule:
    ending, genders, cut, cases = row
    return _Rule(
        re.compile(rf".(?:{ending})\Z"),
        frozenset(genders.split()),
        cut,
        tuple(tuple(end.strip("-") for end in ends.split(" ")) for ends in cases.split(",")),
    )


_RULES: Mapping[str, tuple[_Rule, ...]] = {
    "ru": tuple(map(_rule, _RUSSIAN)),
    "uk": tuple(map(_rule, _UKRAINIAN)),
}
_ADJECTIVAL = ("ого", "ой", "ых", "ої", "ьої", "их", "ьего", "его", "ей")
_MAY_STAY = tuple("оеёиіїыуюэє")
"""Names that end so may not be inflected: ``Сочи``, ``Осло``, ``Пунгери``."""

_FLEETING = re.compile(r"(?P<stem>.*[^аеиоуыэюяіїє])[еёо](?P<last>[цклнрт]ь?|вь)\Z")
_AFTER_VOWEL = re.compile(r"(?P<stem>.*[аеиоуыэюя])[еє](?P<last>[цк])\Z")
_ONE_SYLLABLE = re.compile(r"лев\Z")
_CLOSED = re.compile(r"(?P<stem>.*)(?P<vowel>[ії])(?P<last>[бвгджзклмнпрстфхцчш]+ь?)\Z")
_OPENED = {"і": "ое", "ї": "є"}
_CHANGING = 3
"""Letters at the end of a word that its forms may have others for, if no syllable before opens."""

_SOFTENED = {"г": "з", "к": "ц", "х": "с"}
_DOUBLED = "дзлнстцжчш"
_MARKS = str.maketrans({"ё": "е", "ʼ": "'", "’": "'", "`": "'"})


def folded_name(word: str) -> str:
    """``word`` in small letters, with one apostrophe and without the two points that few write.

    >>> folded_name("Лук’янівка"), folded_name("Королёв")
    ("лук'янівка", 'королев')
    """
    return word.lower().translate(_MARKS)


@lru_cache(maxsize=1 << 14)
def case_forms(
    word: str, language: str, genders: frozenset[Gender] = ANY
) -> Mapping[str, frozenset[Case]]:
    """Each form of ``word``, one word of a name, with the cases it may be.

    Forms are folded (see `folded_name`). ``language`` is ``ru`` or ``uk``; in others, and where
    no rule knows the ending, the name stands as it is in all cases. ``genders`` are those of the
    bearer: a woman's surname without a woman's ending has one form.

    >>> sorted(case_forms("Кадыров", "ru", frozenset("m")))
    ['кадыров', 'кадырова', 'кадырове', 'кадыровем', 'кадыровом', 'кадырову', 'кадыровым']
    >>> sorted(case_forms("Столтенберг", "ru", frozenset("f")))
    ['столтенберг']
    """
    forms: dict[str, set[Case]] = {}
    for number, form in _forms(folded_name(word), language, genders):
        forms.setdefault(form, set()).add(CASES[number])
    return {form: frozenset(cases) for form, cases in forms.items()}


def may_be_form(said: str, word: str) -> bool:
    """Whether ``said`` begins as all forms of ``word`` do, both folded: a look that costs little.

    >>> may_be_form("харкова", "харків"), may_be_form("херсона", "харків")
    (True, False)
    """
    if "-" in word:
        return True
    stays = len(word) - _CHANGING
    opened = max(word.rfind(vowel, 0, -2) for vowel in _OPENED)
    return said.startswith(word[: max(0, stays if opened < 0 else min(stays, opened))])


def _forms(word: str, language: str, genders: frozenset[Gender]) -> Iterator[tuple[int, str]]:
    """The number of a case and a form in it, for all forms."""
    head, hyphen, last = word.rpartition("-")
    if not hyphen:
        inflected = list(_inflected(word, language, genders))
        yield from inflected or ((number, word) for number in range(len(CASES)))
        return
    heads = {number: {head} for number in range(len(CASES))}
    for number, form in _forms(head, language, genders):
        heads[number].add(form)
    lasts = {number: {last} for number in range(len(CASES))}
    for number, form in _forms(last, language, genders):
        lasts[number].add(form)
    for number in range(len(CASES)):
        yield from ((number, f"{a}-{b}") for a in sorted(heads[number]) for b in lasts[number])


def _inflected(word: str, language: str, genders: frozenset[Gender]) -> Iterator[tuple[int, str]]:
    rules = _fitting(word, language, genders)
    if rules and word.endswith(_MAY_STAY):
        yield from ((number, word) for number in range(len(CASES)))
    elif rules:
        yield 0, word
    for rule in rules:
        stem = word[: len(word) - rule.cut]
        for number, endings in enumerate(rule.cases, start=1):
            for end in endings:
                yield from ((number, form) for form in _joined(word, stem, end, language))


def _fitting(word: str, language: str, genders: frozenset[Gender]) -> list[_Rule]:
    """The rules for ``word``, those of the rarer endings last."""
    rules = _RULES.get(language, ())
    return [rule for rule in rules if rule.genders & genders and rule.ending.search(word)]


def in_case(word: str, language: str, gender: Gender, case: Case, *, is_given: bool = False) -> str:
    """``word``, one word of a name without a hyphen, in ``case``; with its capital.

    The usual form only, and no vowel is dropped: this is for names that we choose ourselves. A
    given name (``is_given``) is inflected as a noun, where a surname may be as an adjective.

    >>> in_case("Морозов", "ru", "m", "instrumental"), in_case("Тамара", "ru", "f", "dative")
    ('Морозовым', 'Тамаре')
    >>> [in_case("Юрий", "ru", "m", "genitive", is_given=given) for given in (True, False)]
    ['Юрия', 'Юрого']
    """
    rules = _fitting(folded_name(word), language, frozenset((gender,)))
    if is_given:
        rules = [rule for rule in rules if not rule.is_adjectival]
    if case == "nominative" or not rules:
        return word
    rule = rules[-1]
    return word[: len(word) - rule.cut] + rule.cases[CASES.index(case) - 1][0]


def _joined(word: str, stem: str, end: str, language: str) -> Iterator[str]:
    """``stem`` with ``end``, as it is and as it changes in front of it."""
    yield stem + end
    vowel = end[:1] in tuple("аеиоуыэюяіїєё")
    if language == "uk":
        yield from _changed(stem, end, vowel=vowel)
    if not vowel:
        if not end and stem != word:  # the genitive of a plural: `Прилуки`, `Прилук`
            yield from _filled(stem)
        return
    if stem == word or word.endswith("ь"):
        fleeting = _FLEETING.match(word)
        if fleeting:
            last = fleeting["last"].rstrip("ь")
            yield fleeting["stem"] + last + end
            yield fleeting["stem"] + "ь" + last + end
        after = _AFTER_VOWEL.match(word)
        if after:
            yield f"{after['stem']}й{after['last']}{end}"
        if _ONE_SYLLABLE.match(word):
            yield "льв" + end


def _changed(stem: str, end: str, *, vowel: bool) -> Iterator[str]:
    """How a Ukrainian stem changes: ``Харків``, ``Харкова``; ``Авдіївка``, ``Авдіївці``."""
    stems = [stem]
    closed = _CLOSED.match(stem)
    if closed and vowel:
        last = closed["last"].rstrip("ь")
        stems += [closed["stem"] + opened + last for opened in _OPENED[closed["vowel"]]]
        yield from (changed + end for changed in stems[1:])
    if end == "і" and stem[-1:] in _SOFTENED:
        yield from (changed[:-1] + _SOFTENED[changed[-1]] + end for changed in stems)
    if end == "ю" and stem[-1:] in _DOUBLED:
        yield stem + stem[-1] + end


def _filled(stem: str) -> Iterator[str]:
    """A plural's ``stem`` with the vowel that its genitive may have: ``Сосновок``, ``Валуек``."""
    if re.search(r"[^аеиоуыэюяіїєйь][кнлрц]\Z", stem):
        yield f"{stem[:-1]}о{stem[-1]}"
        yield f"{stem[:-1]}е{stem[-1]}"
    if re.search(r"[йь][кц]\Z", stem):
        yield f"{stem[:-2]}е{stem[-1]}"
