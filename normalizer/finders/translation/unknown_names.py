"""Names that no glossary knows."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from normalizer.document.span import Span
from normalizer.finders.translation.bearers import WORD, Mention
from normalizer.finders.translation.beside import (
    CYRILLIC,
    PERSONS,
    SAID,
    SHORT,
    SUBJECTS,
    TITLES,
    did,
    goes_with,
    has_noun,
    is_like_adjective,
)
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.nominatives import LANGUAGES, SURNAME
from normalizer.finders.translation.spellings import Name
from normalizer.resources.case_forms import CASES, case_forms, folded_name

_GAP = re.compile(r"[ \u00a0\u202f]\Z")
_OPENS = re.compile(r"(?:[«„“\"(:]|[.!?…]\s+(?:[-–—]\s*)?|\A\W*|[-–—]\s)\s*\Z")
_SHAPE = re.compile(
    r"(?:(?:[оеєё]в|[иіы]н)(?:а|у|ым|им|е|ой|ою|ої|ій)?|[сц]ь?к(?:ий|ого|ому|им|ая|ой|а|ої|ій|у|ою)"
    r"|енко|чук(?:а|у|ом)?)\Z"
)
_NAMED_AFTER = re.compile(r"[сц]ь?к(?:ий|ого|ому|им|ая|ой|а|ої|ій|у|ою)\Z")
"""The surnames among them that end like adjectives."""

_NOUN = (("ом", 0), ("ы", 1))
"""How a noun goes on that ends like a surname, without so many of its letters."""

_PLACED = re.compile(
    r"(?:в|во|на|из|под|до|через|возле|около|у|із|з|від|біля|поблизу|город[ае]?|сел[ое]|район[ае]?"
    r"|пос[её]лке|деревне|міст[оі]|селі|станции)\Z"
)
_SELDOM = -11.0
"""Nats of a word that bodies and regions are hardly named with."""

_EVERYDAY = -7.0
"""Nats of words that are pronouns and the like, whatever their capitals say."""

_LEAST, _PAIR = 3, 2
_CUTS, _ENDS = range(3), ("а", "я", "ь", "й", "о", "е")
"""How many letters a noun in another case may have more than its stem, and nominatives of it."""


@dataclass(frozen=True)
class FindUnknownNames:
    """Finds capitalised words in a sentence that are no common words, in Russian or Ukrainian.

    Two side by side are a name, and so is a rare word alone, or a common one of whom a title, a
    verb or its shape says that it is a person. What begins a sentence or a quotation is left alone
    unless it is a given name, or a surname by its shape; so are adjectives and acronyms. Those are
    translated. A mention isn't ``certain`` where all its words are common ones, and nothing says
    that it is a person. ``given`` are given names in all their forms, folded.
    """

    language: str
    common: CommonWords
    given: Container[str] = frozenset()

    def __call__(self, sentence: str, known: Sequence[Mention]) -> list[Mention]:
        """The names in ``sentence`` that none of the ``known`` mentions covers, in order.

        >>> from normalizer.resources.statistics import load_statistics
        >>> find = FindUnknownNames("ru", CommonWords(load_statistics(), "ru"))
        >>> [mention.name.origin for mention in find("Вчера приехал Тихон Шевкунов.", ())]
        ['Тихон Шевкунов']
        >>> find("Вчера в Москве собрался Совет директоров.", ())
        []
        """
        if self.language not in LANGUAGES:
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
            run = run if self._is_opening_surname(words, run) else run[1:]
        elif opens and self._is_common(first_word) and not self._may_open(words, run):
            run = run[1:]
        spoken = run and run[0] > 0 and SAID.match(words[run[0] - 1][0].lower())
        named = len(run) > 1 and (spoken or self._is_given(words[run[0]][0].lower()))
        if len(run) > 1 and not named and self._is_adjective(words[run[-1]][0].lower()):
            run = run[:-1] if has_noun(words, run[-1], self.language) else run
        if run:
            yield run

    def _may_open(self, words: Sequence[re.Match[str]], run: range) -> bool:
        """Whether a common word that begins a sentence may be the given name of a surname."""
        first, last = (words[run[i]][0].lower() for i in (0, -1))
        if self._is_given(first):
            return True
        shaped = len(run) == _PAIR and any(end.search(last) for end in SURNAME.values())
        if not shaped or "-" in first or self.common(first) > _SELDOM:
            return False
        # A noun has other cases that are common too: `саксофонист`, but not `эвелина`.
        others = set(case_forms(first, self.language)) - {first}
        return goes_with(first, CASES[:1]) and not any(map(self.common.has, others))

    def _is_name(self, words: Sequence[re.Match[str]], run: range) -> bool:
        said = [words[i][0].lower() for i in run]
        is_person = self._is_person(words, run, PERSONS)
        after_adjective = _NAMED_AFTER.search(said[0]) and (is_person or self._acts(words, run))
        looked_at = said if len(run) == 1 and not after_adjective else said[:-1]
        if any(self._is_adjective(word) and not self._is_given(word) for word in looked_at):
            return False
        if any(self.common(word) > _EVERYDAY for word in said):
            return False
        if len(run) > 1:
            return True
        if _NAMED_AFTER.search(said[0]) and has_noun(words, run[0], self.language):
            return is_person  # `на Приозёрской улице`, but `тренер Приозёрский доволен`
        if self._is_rare(words, run):
            return len(said[0]) >= _LEAST
        return is_person and self.common(said[0]) < _SELDOM

    def _is_person(
        self, words: Sequence[re.Match[str]], run: range, *titles: re.Pattern[str]
    ) -> bool:
        """Whether a title before the run, a verb of speech beside it or its shape says so."""
        before = words[run[0] - 1][0].lower() if run[0] else ""
        after = words[run[-1] + 1][0] if run[-1] + 1 < len(words) else ""
        spoken = any(SAID.match(word) for word in (before, after))
        last = words[run[-1]][0].lower()
        named = len(run) > 1 and self._is_given(words[run[0]][0].lower())
        whole = len(run) > 1 and not self._is_adjective(last)
        shaped = (whole or self._acts(words, run)) and _SHAPE.search(last)
        return spoken or named or bool(shaped) or any(title.match(before) for title in titles)

    def _is_opening_surname(self, words: Sequence[re.Match[str]], run: range) -> bool:
        """Whether the one word of a run that begins a sentence is a surname.

        A common one is where it is seldom, someone who did something, and no noun: of those
        another case is common, which ends otherwise than that of a surname.
        """
        word = words[run[0]][0].lower()
        if "-" in word or "ческ" in word or not any(end.search(word) for end in SURNAME.values()):
            return False
        if not self._is_common(word):
            return True
        noun = any(self.common.has(word[: len(word) - cut] + end) for end, cut in _NOUN)
        return self.common(word) < _SELDOM and bool(did(words, run[-1], self.language)) and not noun

    def _acts(self, words: Sequence[re.Match[str]], run: range) -> bool:
        """Whether a verb says what the run did, or it is like an adjective that has no noun.

        Such a one ends the clause, or a preposition or a conjunction follows. What stands behind
        a preposition is a street or a station.
        """
        before = words[run[0] - 1][0] if run[0] else ""
        if 0 < len(before) < SHORT:
            return False
        if did(words, run[-1], self.language):
            return True
        looks_so = _NAMED_AFTER.search(words[run[-1]][0]) is not None
        return looks_so and not has_noun(words, run[-1], self.language)

    def _is_given(self, word: str) -> bool:
        return folded_name(word) in self.given

    def _is_adjective(self, word: str) -> bool:
        return is_like_adjective(word) and self.common.has(word)

    def _is_rare(self, words: Sequence[re.Match[str]], run: range) -> bool:
        return any(not self._is_common(words[i][0].lower()) for i in run)

    def _is_common(self, word: str) -> bool:
        return self.common.has(word) or all(map(self.common.has, word.split("-")))

    def _is_seldom(self, word: str) -> bool:
        """Whether neither ``word`` nor what it may be the nominative of is common enough."""
        return all(
            self.common(word[: len(word) - cut] + end) < _SELDOM
            for cut in _CUTS
            for end in ("", *_ENDS)
        )

    def _mention(self, sentence: str, words: Sequence[re.Match[str]], run: range) -> Mention:
        span = Span(words[run[0]].start(), words[run[-1]].end())
        before = words[run[0] - 1][0].lower() if run[0] else ""
        kind = "place" if len(run) == 1 and _PLACED.match(before) else "person"
        rare = self._is_rare(words, run)
        deed = (did(words, run[-1], self.language) if run[0] == 0 else "") or (
            before if SAID.match(before) else ""
        )
        name = Name(
            span.of(sentence),
            self.language,
            kind=kind,
            woman=deed.endswith(("а", "ася", "ась")),
            is_rare=rare or any(self._is_seldom(words[i][0].lower()) for i in run),
        )
        is_person = self._is_person(words, run, PERSONS, TITLES)
        cases = frozenset(CASES[:1] if deed or SUBJECTS.match(before) else CASES)
        first = words[run[0]][0].lower()
        # The word that begins a sentence may be what the person is: `Саксофонист Чепурин`.
        opens = run[0] == 0 and len(run) > 1 and self._is_common(first)
        certain = (rare or is_person) and (not opens or self._is_given(first))
        return Mention(span, name, cases, certain)


def _may_be_name(word: re.Match[str], taken: Sequence[Span]) -> bool:
    said = word[0]
    return (
        said[0].isupper()
        and not said.isupper()
        and not PERSONS.match(said.lower())
        and not TITLES.match(said.lower())
        and CYRILLIC.match(said) is not None
        and not any(span.overlaps(Span(*word.span())) for span in taken)
    )
