"""Bearers of the glossary that a sentence names, in whatever case it does."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalizer.document.span import Span
from normalizer.finders.translation.form_index import FormIndex, InflectedNames, beginning
from normalizer.finders.translation.lookalikes import Commonness, Lookalikes, are_joined
from normalizer.finders.translation.spellings import Name, romanized
from normalizer.resources.case_forms import ANY, CASES, Case, Gender, case_forms, folded_name
from normalizer.resources.glossary import Entry, Glossary, SurfaceForm
from normalizer.resources.glossary_outlines import Outline, outlines
from normalizer.resources.words import load_forenames
from normalizer.romanization.likeness import LIKE, likeness

WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’ʼ-][^\W_]+)*")
"""A word, with its apostrophes and hyphens."""

_POSSESSIVE = re.compile(r"['’]s\Z")
_SLAVIC = frozenset(("RU", "UA", "BY"))
_LEAST_SURNAME = 5
_EVERY = frozenset(CASES)
_FAR = 3.0
"""Nats by which a bearer who is met more often is meant beyond doubt."""

_CHANGING = frozenset("ЁёІіЇї'’ʼЕеЄєОо")
"""Letters that stand for one another, or change in other cases."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at its ``span`` of a sentence, and the cases that its form may be.

    What isn't ``certain`` may be a common word that begins the sentence. A ``rival`` is the name
    of another bearer that the form is of as well, and that is met nearly as often.
    """

    span: Span
    name: Name
    cases: frozenset[Case] = _EVERY
    certain: bool = True
    rival: Name | None = None


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The words of a name, whose forms are made when a text holds the first of them."""

    name: Name
    words: tuple[str, ...]
    genders: frozenset[Gender]
    rank: tuple[int, int]
    """Of several the longest goes first, and then the one of the earlier entry."""


@dataclass(frozen=True)
class FindBearers:
    """Finds the names of a glossary in sentences of one language, longest first.

    ``commonness`` tells words that begin a sentence from names. With ``eager`` a word within it
    that may be an adjective is taken for a place.
    """

    glossary: Glossary
    language: str
    profile: str
    commonness: Commonness
    eager: bool = False

    def __call__(self, sentence: str) -> list[Mention]:
        """The mentions in ``sentence``, in order and disjoint.

        Forms that the glossary allows in some contexts only are left alone, and so are
        adjectives, which a translation may say in many ways.

        >>> from normalizer.resources.glossary_files import load_glossary
        >>> find = FindBearers(load_glossary(), "ru", "default", lambda word: float("-inf"))
        >>> [m.name.spelled("de").right for m in find("Речь Владимира Путина в Луганске")]
        ['Wladimir Putin', 'Luhansk']
        >>> find("Луганские власти молчат.")
        []
        """
        first = self.index
        words = list(WORD.finditer(sentence))
        found: list[Mention] = []
        at = 0
        while at < len(words):
            may_begin = words[at][0][0].isupper() or words[at][0] in self._particles
            patterns = first[_key(words[at][0])] if may_begin else None
            mention, used = self._best(words, at, patterns) if patterns else (None, 1)
            if mention:
                found.append(mention)
            at += used
        return found

    @cached_property
    def forenames(self) -> frozenset[str]:
        """Given names that news in the language has, and all of people from Slavic countries.

        They are folded. Foreign ones are left out: in Cyrillic letters many are other words as
        well (`Далі`).
        """
        listed = map(folded_name, load_forenames().get(self.language, ()))
        return frozenset(listed).union(
            folded_name(words[0])
            for one in self._outlines
            if one.is_person and one.country in _SLAVIC
            for words in map(WORD.findall, one.forms)
            if len(words) > 1
        )

    @cached_property
    def given(self) -> InflectedNames:
        """All forms of the `forenames`, folded."""
        return InflectedNames(self.forenames, self.language)

    @cached_property
    def _others(self) -> Lookalikes:
        return Lookalikes(self.language, self.commonness, self.given)

    @cached_property
    def _outlines(self) -> list[Outline]:
        return list(outlines(self.glossary, self.language))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self._outlines)}

    @cached_property
    def index(self) -> FormIndex[_Pattern]:
        """The patterns by all forms of their first words, longest first."""
        ids: dict[str, dict[str, None]] = {}
        for one in self._outlines:
            last = one.origins if one.is_person and one.country in _SLAVIC else ()
            firsts = {text.split()[-1] for text in last}.union(
                words[0] for words in map(WORD.findall, one.forms) if words
            )
            for word in firsts:
                ids.setdefault(beginning(word), {})[one.id] = None

        def made(asked: str) -> Iterator[tuple[str, _Pattern]]:
            for id_ in ids.get(asked, ()):
                for pattern in self._patterns(self.glossary.entries[id_]):
                    if beginning(pattern.words[0]) == asked:
                        forms = _word_forms(pattern.words[0], self.language, pattern.genders)
                        yield from ((form, pattern) for form in forms)

        return FormIndex(made, lambda pattern: pattern.rank)

    @cached_property
    def _particles(self) -> frozenset[str]:
        """The small words that names begin with: `фон`."""
        firsts = (WORD.match(text) for one in self._outlines for text in one.forms)
        return frozenset(word[0] for word in firsts if word and word[0][0].islower())

    @cached_property
    def _surnames(self) -> Counter[str]:
        """How many bearers have an origin that ends with a word."""
        return Counter(text.split()[-1] for one in self._outlines for text in one.origins)

    def _patterns(self, entry: Entry) -> Iterator[_Pattern]:
        for form in entry.forms:
            if _is_told(form, self.language) and _is_all_words(form.text):
                yield self._pattern(entry, form)
        yield from self._surname(entry)

    def _pattern(self, entry: Entry, form: SurfaceForm) -> _Pattern:
        name = Name(form.text, self.language, entry, form.role, self.profile)
        words = tuple(_words(form.text))
        return _Pattern(name, words, _genders(entry), (-len(words), self._numbers[entry.id]))

    def _surname(self, entry: Entry) -> Iterator[_Pattern]:
        """The surname of a person whose entry has none, where it can be no one else's."""
        has_own = any(f.role == "short" and f.language == self.language for f in entry.forms)
        if entry.type != "person" or has_own or entry.country not in _SLAVIC:
            return
        for form in entry.forms:
            given, _, surname = form.text.rpartition(" ")
            house = entry.names.get("short", entry.names["preferred"].rpartition(" ")[2])
            spelled = romanized(surname, self.language, "de")
            if (
                form.language == self.language
                and form.kind == "origin"
                and given
                and len(surname) >= _LEAST_SURNAME
                and self._surnames[surname] == 1
                and spelled
                and likeness(spelled, house) >= LIKE
            ):
                own = replace(entry, names={**entry.names, "short": house}, forms=())
                name = Name(surname, self.language, own, "short", self.profile)
                yield _Pattern(name, (surname,), _genders(entry), (-1, self._numbers[entry.id]))

    def _best(
        self, words: Sequence[re.Match[str]], at: int, patterns: list[_Pattern]
    ) -> tuple[Mention | None, int]:
        """The longest mention that begins with the word ``at``, and how many words it has."""
        met: list[tuple[_Pattern, frozenset[Case]]] = []
        most = 1
        for pattern in patterns:
            size = len(pattern.words)
            if at + size > len(words) or (met and size < most):
                continue
            if size > 1 and not (
                _begin_alike(words[at + 1][0], pattern.words[1])
                and are_joined(words[at : at + size])
            ):
                continue
            cases = self._cases(pattern, [word[0] for word in words[at : at + size]])
            if not cases or (size == 1 and self._is_another(pattern, words, at)):
                continue
            met.append((pattern, cases))
            most = size
        if not met:
            return None, 1
        pattern, cases = max(met, key=lambda one: self._rank(one[0]))  # the first of equal ones
        last = words[at + most - 1]
        end = last.end() - len(last[0]) + len(_POSSESSIVE.sub("", last[0]))
        certain = at > 0 or most > 1 or pattern.name.is_person or self._is_rare(words[0][0])
        rival = self._rival(pattern, [other for other, _ in met]) if len(met) > 1 else None
        return Mention(Span(words[at].start(), end), pattern.name, cases, certain, rival), most

    def _is_another(self, pattern: _Pattern, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether the word ``at`` looks like the name, and is another."""
        if self.eager and at and not pattern.name.is_person:
            return False
        return self._others(pattern.name, pattern.genders, words, at)

    def _rival(self, best: _Pattern, met: Sequence[_Pattern]) -> Name | None:
        """Another bearer that may be meant as well as the ``best``: `Назарбаеву` is his or hers."""
        for pattern in met:
            far = self._rank(best) - self._rank(pattern) > _FAR  # not a number where both are rare
            if pattern.name.id != best.name.id and not far:
                return pattern.name
        return None

    def _rank(self, pattern: _Pattern) -> float:
        """Of two names with the same form, the one that is met more often is likelier meant."""
        return self.commonness(folded_name(pattern.words[-1]))

    def _is_rare(self, word: str) -> bool:
        return self.commonness(word.lower()) == float("-inf")

    def _cases(self, pattern: _Pattern, said: list[str]) -> frozenset[Case]:
        """The cases that all words may be in; none where one is no form of its word."""
        cases = _EVERY
        for word, form in zip(pattern.words, said, strict=True):
            if word.isupper() and len(word) > 1 and _POSSESSIVE.sub("", form) != word:
                return frozenset()
            if form[0].islower() and word[0].isupper():
                return frozenset()
            known = _word_forms(word, self.language, pattern.genders).get(_key(form))
            if known is None:
                return frozenset()
            # Korean names inflect their last part alone, so that the others say nothing.
            cases = cases & known or known
        return cases


def _begin_alike(said: str, word: str) -> bool:
    """Whether ``said`` may be a form of ``word``: all have its first letter, or hardly any."""
    return said[0].lower() == word[0].lower() or said[0] in _CHANGING or word[0] in _CHANGING


def _is_told(form: SurfaceForm, language: str) -> bool:
    return (
        form.language == language
        and form.when is None
        and form.kind not in ("error", "adjective")
        and form.role != "adjective"
    )


def _is_all_words(text: str) -> bool:
    """Whether no number stands alone in it: `Россия 1` is not `Россия`."""
    return not any(part[0].isdigit() for part in re.split(r"[\s-]", text) if part)


def _genders(entry: Entry) -> frozenset[Gender]:
    if entry.type == "person" and entry.gender in ("m", "f"):
        return frozenset(("m" if entry.gender == "m" else "f",))
    return ANY


def _words(text: str) -> Iterator[str]:
    yield from (word[0] for word in WORD.finditer(text))


def _word_forms(word: str, language: str, genders: frozenset[Gender]) -> dict[str, frozenset[Case]]:
    if (word.isupper() and len(word) > 1) or word[0].islower():
        return {_key(word): _EVERY}
    return dict(case_forms(word, language, genders))


def _key(word: str) -> str:
    return folded_name(_POSSESSIVE.sub("", word))
