"""Names that no glossary knows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalizer.document.span import Span
from normalizer.finders.translation.bearers import WORD, Mention
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.spellings import Name
from normalizer.resources.case_forms import CASES, Case, Gender, case_forms, folded_name

_CYRILLIC = re.compile(r"[\u0400-\u052f]+(?:['’ʼ-][\u0400-\u052f]+)*\Z")
_GAP = re.compile(r"[ \u00a0\u202f]\Z")
_OPENS = re.compile(r"(?:[«„“\"(:]|[.!?…]\s+(?:[-–—]\s*)?|\A\W*|[-–—]\s)\s*\Z")
_ADJECTIVE = re.compile(
    r"(?:ый|[гкхжшщч]ий|[бвгджзклмнпрстфхцчшщ]ний|[нжшщчц]ем|[ая]я|[ое]е|[ыи]е|[ое]го|ой|[нжшщч]ей"
    r"|[ое]му|[ую]ю|[ыи]ми|[ыи]х|[нжшщчр]ій|ої|ою|ська|ське|ські)\Z"
)
_SURNAME = {
    "m": re.compile(r"(?:[оеєё]в|[иіы]н|[сц]ь?кий|ко|чук|юк|ян|дзе|швил[иі])\Z"),
    "f": re.compile(r"(?:[оеєё]ва|[иіы]на|[сц]кая|[сц]ька|ко|чук|юк|ян|дзе|швил[иі])\Z"),
}
_SHAPE = re.compile(
    r"(?:(?:[оеєё]в|[иіы]н)(?:а|у|ым|им|е|ой|ою|ої|ій)?|[сц]ь?к(?:ий|ого|ому|им|ая|ой|а|ої|ій|у|ою)"
    r"|енко|чук(?:а|у|ом)?)\Z"
)
_TOWN = re.compile(
    r"(?P<nominative>.+(?:[сц]ь?к|град|город|бург|мунд|стан|хейм))(?P<ending>а|у|ом|е|і|)"
)
_TOWN_CASES: Mapping[str, Case] = {
    "": "nominative", "а": "genitive", "у": "dative", "ом": "instrumental", "е": "locative",
    "і": "locative",
}  # fmt: skip
_DID = re.compile(r"[а-яіїє]{3,}(?:л|ла|лся|лась|лася)\Z")
_SUBJECTS = re.compile(
    r"(?:министр|генерал|сенатор|депутат|господин|госпожа|доктор|профессор|полковник|майор|капитан"
    r"|адвокат|тренер|журналист(?:ка)?|писатель(?:ница)?|судья|президент|лидер|мэр|губернатор|канцлер"
    r"|директор|посол|міністр|пані?|лідер|суддя|мер)\Z"
)
"""Words behind which a name stands in the nominative, as they do."""

_BOTH = re.compile(r"(?:[оеєё]ва|[иіы]на)\Z")
_PLACED = re.compile(
    r"(?:в|во|на|из|под|до|через|возле|около|у|із|з|від|біля|поблизу|город[ае]?|сел[ое]|район[ае]?"
    r"|пос[её]лке|деревне|міст[оі]|селі|станции)\Z"
)
_PERSONS = re.compile(
    r"г-н[ауе]?\Z|г-ном\Z|г-ж[аиеу]\Z|г-жой\Z|(?:министр|генерал|сенатор|депутат|господин|госпож|доктор|профессор|полковник|майор|капитан"
    r"|адвокат|тренер|журналист|судь|міністр|пан|полковник)(?:[аеуыиюяі]|[оеіа]м|[ое][йю]|еві|ові)?\Z"
)
_TITLES = re.compile(
    r"(?:президент|премьер|глав|лидер|мэр|губернатор|корол|принц|пап|посол|прем'єр|голов|президент"
    r"|посл|канцлер|спикер|директор)(?:[аеуыиюяі]|[оеіа]м|[ое][йю]|еві|ові)?\Z"
)
_SAID = re.compile(
    r"(?:сказал|заявил|сообщил|отметил|добавил|подчеркнул|ответил|рассказал|пояснил|написал)а?\Z"
    r"|(?:сказа|заяви|повідоми|зазначи|дода|підкресли|відпові|розпові|поясни|написа)(?:в|ла)\Z"
)
_LANGUAGES = frozenset(("ru", "uk"))
_SELDOM = -11.0
"""Nats of a word that bodies and regions are hardly named with."""

_EVERYDAY = -7.0
"""Nats of words that are pronouns and the like, whatever their capitals say."""

_FLOOR = -16.0
_LEAST = 3
_CUTS, _ENDS = range(4), ("", "а", "я", "ь", "й", "ий", "ый", "о", "ая")
_SHAPED, _PLAIN = 4.0, 1.0


@dataclass(frozen=True)
class FindUnknownNames:
    """Finds capitalised words in a sentence that are no common words, in Russian or Ukrainian.

    Two side by side are a name, and so is a rare word alone, or a common one of whom a title or
    a verb of speech says that it is a person. What begins a sentence or a quotation, adjectives
    and acronyms are left alone; those are translated. A mention isn't ``certain`` where all its
    words are common ones, and nothing says that it is a person. ``given`` are given names in all
    their forms, which no other words that begin a sentence are.
    """

    language: str
    common: CommonWords
    given: Collection[str] = frozenset()

    def __call__(self, sentence: str, known: Sequence[Mention]) -> list[Mention]:
        """The names in ``sentence`` that none of the ``known`` mentions covers, in order.

        >>> from normalizer.resources.statistics import load_statistics
        >>> find = FindUnknownNames("ru", CommonWords(load_statistics(), "ru"))
        >>> [mention.name.origin for mention in find("Вчера приехал Тихон Шевкунов.", ())]
        ['Тихон Шевкунов']
        >>> find("Вчера в Москве собрался Совет директоров.", ())
        []
        """
        if self.language not in _LANGUAGES:
            return []
        words = list(WORD.finditer(sentence))
        taken = [mention.span for mention in known]
        return [
            self._mention(sentence, words, run)
            for run in self._runs(sentence, words, taken)
            if self._is_name(words, run)
        ]

    def _runs(
        self, sentence: str, words: Sequence[re.Match[str]], taken: Sequence[Span]
    ) -> Iterator[range]:
        """The numbers of capitalised words that stand side by side."""
        start = end = 0
        for i, word in enumerate(words):
            if not _may_be_name(word, taken):
                continue
            if start < end == i and _GAP.match(sentence[words[i - 1].end() : word.start()]):
                end = i + 1
                continue
            yield from self._trimmed(sentence, words, range(start, end))
            start, end = i, i + 1
        yield from self._trimmed(sentence, words, range(start, end))

    def _trimmed(
        self, sentence: str, words: Sequence[re.Match[str]], run: range
    ) -> Iterator[range]:
        """``run`` without the word that begins a sentence or a quotation, unless it's a name."""
        if not run:
            return
        first = words[run[0]]
        opens = _OPENS.search(sentence[: first.start()]) is not None
        first_word = first[0].lower()
        if opens and len(run) == 1:
            is_name = _SURNAME["m"].search(first_word) or _SURNAME["f"].search(first_word)
            rare = "-" not in first_word and not self._is_common(first_word)
            run = run if is_name and rare and "ческ" not in first_word else run[1:]
        elif opens and self.common.has(first_word) and folded_name(first_word) not in self.given:
            run = run[1:]
        if run:
            yield run

    def _is_name(self, words: Sequence[re.Match[str]], run: range) -> bool:
        said = [words[i][0].lower() for i in run]
        if any(_ADJECTIVE.search(word) and self.common.has(word) for word in said[:-1] or said):
            return False
        if any(self.common(word) > _EVERYDAY for word in said):
            return False
        if len(run) > 1 or self._is_rare(words, run):
            return len(said[0]) >= _LEAST or len(run) > 1
        return self.common(said[0]) < _SELDOM and self._is_person(words, run, _PERSONS)

    def _is_person(
        self, words: Sequence[re.Match[str]], run: range, *titles: re.Pattern[str]
    ) -> bool:
        """Whether a title before the run, a verb of speech beside it or its shape says so."""
        before = words[run[0] - 1][0].lower() if run[0] else ""
        after = words[run[-1] + 1][0] if run[-1] + 1 < len(words) else ""
        spoken = any(_SAID.match(word) for word in (before, after))
        last = words[run[-1]][0].lower()
        adjective = _ADJECTIVE.search(last) and self.common.has(last)
        shaped = len(run) > 1 and not adjective and _SHAPE.search(last)
        return spoken or bool(shaped) or any(title.match(before) for title in titles)

    def _is_rare(self, words: Sequence[re.Match[str]], run: range) -> bool:
        return any(not self._is_common(words[i][0].lower()) for i in run)

    def _is_common(self, word: str) -> bool:
        return self.common.has(word) or all(map(self.common.has, word.split("-")))

    def _mention(self, sentence: str, words: Sequence[re.Match[str]], run: range) -> Mention:
        span = Span(words[run[0]].start(), words[run[-1]].end())
        before = words[run[0] - 1][0].lower() if run[0] else ""
        kind = "place" if len(run) == 1 and _PLACED.match(before) else "person"
        rare = self._is_rare(words, run)
        least = min(self.common(words[i][0].lower()) for i in run)
        after = words[run[-1] + 1][0] if run[-1] + 1 < len(words) else ""
        did = after if run[0] == 0 and _DID.match(after) else before if _SAID.match(before) else ""
        name = Name(
            span.of(sentence),
            self.language,
            kind=kind,
            woman=did.endswith(("а", "ася", "ась")),
            is_rare=rare or least < _SELDOM,
        )
        is_person = self._is_person(words, run, _PERSONS, _TITLES)
        cases = frozenset(CASES[:1] if did or _SUBJECTS.match(before) else CASES)
        return Mention(span, name, cases, certain=rare or is_person)


def guessed(mention: Mention, common: CommonWords) -> Mention | None:
    """``mention`` of an unknown name with the nominative it most likely has, its gender and case.

    Given names are judged by how common each reading is, surnames by their shape. ``None`` for a
    place whose form leaves the nominative open; other mentions come back as they are.
    """
    words, language = mention.name.origin.split(), mention.name.language
    if not mention.name.is_strange or language not in _LANGUAGES:
        return mention
    if mention.name.kind == "place":
        return _town(mention)
    best: tuple[float, Gender, Case, list[str]] = (float("-inf"), "m", "nominative", words)
    genders: tuple[Gender, ...] = ("m", "f")
    for gender in genders:
        for case in CASES:
            readings = [
                _reading(word, language, (gender, case), common if i < len(words) - 1 else None)
                for i, word in enumerate(words)
            ]
            if any(reading is None for reading in readings):
                continue
            found = [reading for reading in readings if reading is not None]
            score = sum(degree for degree, _ in found)
            score += _PLAIN / len(words) if case == "nominative" else 0
            score -= 0 if case in mention.cases else _SHAPED
            score += _SHAPED if mention.name.woman and gender == "f" else 0
            if score > best[0]:
                best = (score, gender, case, [word for _, word in found])
    _, gender, case, said = best
    name = Name(" ".join(said), language, kind=mention.name.kind, woman=gender == "f")
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
        return replace(name, origin=name.origin[:-1], woman=False, is_settled=True)
    return replace(name, is_settled=True)


def _reading(
    word: str, language: str, asked: tuple[Gender, Case], common: CommonWords | None
) -> tuple[float, str] | None:
    """The best nominative that ``word`` may be a form of, and how good it is; ``None`` if none."""
    gender, case = asked
    found: list[tuple[float, str]] = []
    for cut in _CUTS if len(word) > _LEAST else range(1):
        for end in _ENDS if len(word) - cut >= _LEAST - 1 else ():
            nominative = word[: len(word) - cut] + end
            cases = case_forms(nominative, language, frozenset((gender,))).get(folded_name(word))
            if cases and case in cases:
                found.append((_degree(nominative.lower(), gender, common), nominative))
    return max(found, default=None)


def _degree(nominative: str, gender: Gender, common: CommonWords | None) -> float:
    if common is not None:
        # Whose stem is as common as she is a man in the genitive: `Тихона`, but `Анна`.
        is_man = gender == "f" and common(nominative[:-1]) > common(nominative)
        return max(common(nominative), _FLOOR) - (_SHAPED if is_man else 0.0)
    if _SURNAME[gender].search(nominative):
        return _SHAPED
    return _PLAIN if (gender == "f") == nominative.endswith(("а", "я")) else 0.0


def _may_be_name(word: re.Match[str], taken: Sequence[Span]) -> bool:
    said = word[0]
    return (
        said[0].isupper()
        and not said.isupper()
        and not _PERSONS.match(said.lower())
        and not _TITLES.match(said.lower())
        and _CYRILLIC.match(said) is not None
        and not any(span.overlaps(Span(*word.span())) for span in taken)
    )
