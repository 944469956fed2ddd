"""What stands beside a capitalised word, and tells a name from an adjective of its noun."""

import re
from collections.abc import Collection, Mapping, Sequence

from normalizer.resources.case_forms import Case

_ADJECTIVE = re.compile(
    r"(?:ый|[гкхжшщч]ий|[бвгджзклмнпрстфхцчшщ]ний|[нжшщчц]ем|[ая]я|[ое]е|[ыи]е|[ое]го|ой|[нжшщчц]ей"
    r"|[ое]му|[ую]ю|[ыи]ми|[ыи]х|[сц]ь?ким|[нжшщчр]ій|ої|ою|ська|ське|ські)\Z"
)
_DID: Mapping[str, re.Pattern[str]] = {
    "ru": re.compile(
        r"[а-яё]{3,}(?:л|ла|лся|лась)\Z|(?:бы|да|же|шё)ла?\Z"
        r"|[а-яё]*(?:мог|лёг|н[её]с|в[её]з|рос|умер|пёр|чез|гиб)\Z|спас\Z"
    ),
    "uk": re.compile(r"[а-яіїєґ'’ʼ]{3,}(?:[аеєиіїуюя]в|ла|вся|лася|лась)\Z|бу(?:в|ла)\Z"),
}
_AGREES = tuple(
    (re.compile(rf"(?:{adjective})\Z"), re.compile(rf"(?:{noun})\Z"))
    for adjective, noun in (
        ("[иы]й", "[^аеёиоуыэюяієї]"),
        ("ого|его", "[аяую]"),
        ("ому|ему", "[уюіїеє]"),
        ("[иы]м", "[оеёая]м"),
        ("ом|ем", "[еиіїую]"),
        ("ая|яя|ка|на", "[аяь]"),
        ("ой|ей|ої|ій", "[иыеіїйюья]"),
        ("ую|юю|ку", "[уюь]"),
    )
)
"""Endings of adjectives, and of nouns that may go with them."""

SAID = re.compile(
    r"(?:сказал|заявил|сообщил|отметил|добавил|подчеркнул|ответил|рассказал|пояснил|написал)а?\Z"
    r"|(?:сказа|заяви|повідоми|зазначи|дода|підкресли|відпові|розпові|поясни|написа)(?:в|ла)\Z"
)
"""Verbs of speech, which a person stands beside."""

SUBJECTS = re.compile(
    r"(?:министр|генерал|сенатор|депутат|господин|госпожа|доктор|профессор|полковник|майор|капитан"
    r"|адвокат|тренер|журналист(?:ка)?|писатель(?:ница)?|судья|президент|лидер|мэр|губернатор|канцлер"
    r"|директор|посол|міністр|пані?|лідер|суддя|мер)\Z"
)
"""Words behind which a name stands in the nominative, as they do."""

CYRILLIC = re.compile(r"[\u0400-\u052f]+(?:['’ʼ-][\u0400-\u052f]+)*\Z")
"""A word all of whose letters are Cyrillic."""

_GIVEN_ENDS: Mapping[Case, re.Pattern[str]] = {
    "nominative": re.compile(r"[^аеёиоуыэюяіїє]\Z|[ая]\Z"),
    "genitive": re.compile(r"[аяыиії]\Z"),
    "accusative": re.compile(r"[аяую]\Z"),
    "dative": re.compile(r"[уюеиії]\Z|[оеє]ві\Z"),
    "instrumental": re.compile(r"[оеёє][мйю]\Z|[ое]ю\Z|ью\Z"),
    "locative": re.compile(r"[еиіїую]\Z|[оеє]ві\Z"),
}
"""How given names end in each case."""

PERSONS = re.compile(
    r"г-н[ауе]?\Z|г-ном\Z|г-ж[аиеу]\Z|г-жой\Z|(?:министр|генерал|сенатор|депутат|господин|госпож|доктор|профессор|полковник|майор|капитан"
    r"|адвокат|тренер|журналист|судь|міністр|пан|полковник)(?:[аеуыиюяі]|[оеіа]м|[ое][йю]|еві|ові)?\Z"
)
TITLES = re.compile(
    r"(?:президент|премьер|глав|лидер|мэр|губернатор|корол|принц|пап|посол|прем'єр|голов|президент"
    r"|посл|канцлер|спикер|директор)(?:[аеуыиюяі]|[оеіа]м|[ое][йю]|еві|ові)?\Z"
)
"""Words before a name that say who it is."""

_SPOKEN = re.compile(r"[,.!?…»”\"][»”\"]?,?[ \u00a0][–—-][ \u00a0]\Z")
_SAYS = re.compile(r"[^\W\d_]{2,}(?:л|ла|лся|лась|[еёи]т|[еи]тся|в|вся|лася|є|ить|їть|[єи]ться)\Z")
"""What stands before an attribution, and verbs in the singular, of Russian and Ukrainian."""

SHORT = 4
"""Letters that no preposition or conjunction but a few has so many of."""


def did(words: Sequence[re.Match[str]], last: int, language: str) -> str:
    r"""The word behind that of number ``last``, where it says what one did; else nothing.

    >>> words = list(re.finditer(r"\w+", "Чепурин отказался, Белый дом молчал"))
    >>> did(words, 0, "ru"), did(words, 2, "ru")
    ('отказался', '')
    """
    after = _after(words, last)
    return after if language in _DID and _DID[language].match(after) else ""


def has_noun(words: Sequence[re.Match[str]], last: int, language: str) -> bool:
    r"""Whether a word stands behind that of number ``last`` that may be the noun of an adjective.

    It is in small letters, is no preposition or conjunction, says nothing that one did, and does
    not end otherwise than a noun in the case of the adjective.

    >>> words = list(re.finditer(r"\w+", "Тихий океан, Тихий сказал, Тихого другом"))
    >>> has_noun(words, 0, "ru"), has_noun(words, 2, "ru"), has_noun(words, 4, "ru")
    (True, False, False)
    """
    after = _after(words, last)
    if len(after) < SHORT or not after[0].islower() or did(words, last, language):
        return False
    said = words[last][0].lower()
    nouns = [noun for adjective, noun in _AGREES if adjective.search(said)]
    return not nouns or any(noun.search(after) for noun in nouns)


def goes_with(given: str, cases: Collection[Case]) -> bool:
    """Whether ``given``, in small letters, may be a given name in one of ``cases``.

    >>> goes_with("калистрата", {"genitive"}), goes_with("донбассе", {"nominative"})
    (True, False)
    """
    return any(_GIVEN_ENDS[case].search(given) for case in cases)


def is_attributed(words: Sequence[re.Match[str]], at: int) -> bool:
    r"""Whether the word ``at`` is who says it, behind a dash and what one does in the singular.

    >>> words = list(re.finditer(r"\w+", "«Да», – считает Чепурина, – узнали Чепурина"))
    >>> is_attributed(words, 2), is_attributed(words, 4)
    (True, False)
    """
    if not at or words[at - 1].end() + 1 != words[at].start():
        return False
    verb = words[at - 1]
    return (
        _SAYS.match(verb[0]) is not None and _SPOKEN.search(verb.string[: verb.start()]) is not None
    )


def is_like_adjective(word: str) -> bool:
    """Whether ``word``, in small letters, ends as adjectives do in Russian or Ukrainian.

    >>> is_like_adjective("тихому"), is_like_adjective("чепурину")
    (True, False)
    """
    return _ADJECTIVE.search(word) is not None


def _after(words: Sequence[re.Match[str]], last: int) -> str:
    r"""The word behind, where only a blank is between; else nothing."""
    if last + 1 >= len(words) or words[last + 1].start() != words[last].end() + 1:
        return ""
    return words[last + 1][0] if words[last].string[words[last].end()].isspace() else ""
