"""Names in Cyrillic and Hangul, in the case or with the particle they stand with."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from normalizer.finders.names.claims import Claim, Claims
from normalizer.finders.names.folding import SEPARATOR, TOKEN, folded
from normalizer.finders.names.foreign_hangul import MOST_WORDS, ForeignHangul
from normalizer.resources.case_forms import ANY, CASES, Case, Gender, case_forms, may_be_form

EVERY: frozenset[Case] = frozenset(CASES)
_NOMINATIVE: frozenset[Case] = frozenset(("nominative",))
_GENITIVE: frozenset[Case] = frozenset(("genitive",))
_OTHER: frozenset[Case] = frozenset(("dative", "accusative", "instrumental", "locative"))
_SLAVIC = ("ru", "uk")
_INFLECT_SMALL = ("place", "region")
"""Bearers whose names have no noun in the genitive with a small letter."""

_MOST_WORDS = 6
_ENDING = 3
"""Letters that a case may change at the end of a word, at the least."""

_PREFIX = 3
_SHORTEST_HANGUL = 2
_AFTER_CONSONANT = {"이", "은", "을", "과", "으로", "이나"}
_AFTER_VOWEL = {"가", "는", "를", "와", "로", "나"}
_PARTICLES = _AFTER_CONSONANT | _AFTER_VOWEL | set("의에도만씨")
_PARTICLES |= {"에게", "에서", "께서", "까지", "부터"}
_LONGEST_PARTICLE = 2
_FIRST_SYLLABLE, _FINALS, _FINAL_L = 0xAC00, 28, 8

_HANGUL_RUN = re.compile("[\uac00-\ud7a3]+(?:[ -][\uac00-\ud7a3]+)*")

Word = tuple[str, bool]
"""A folded word, and whether it began with a small letter."""


@dataclass(frozen=True, slots=True)
class NativeMatch:
    """Claims met in their own letters up to ``end``, each with the cases it may be in."""

    end: int
    claims: tuple[tuple[Claim, frozenset[Case]], ...]


@dataclass(frozen=True)
class NativeForms:
    """Finds the claims of a glossary that are in Cyrillic or Hangul.

    Russian and Ukrainian names are known in all their cases, Korean ones with a particle behind
    them; names in other languages as they are.
    """

    claims: Claims
    _keys: dict[str, tuple[str, ...]] = field(init=False, repr=False, default_factory=dict)

    def first_keys(self, word: str) -> tuple[str, ...]:
        """The first words of keys that ``word`` may be a form of."""
        said = folded(word)
        if said not in self._keys:
            self._keys[said] = tuple(self._look_up(said))
        return self._keys[said]

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with ``word``; with one in Hangul that of any foreigner."""
        return is_hangul(word) or bool(self.first_keys(word))

    def longest_at(self, text: str, start: int, end: int) -> NativeMatch | None:
        """The longest name that begins with the word at ``start``."""
        keys = self.first_keys(text[start:end])
        words, ends = _words_from(text, start)
        found: dict[int, list[tuple[Claim, frozenset[Case]]]] = {}
        for first in keys:
            group = self.claims.beginning_with(first)
            for key, claims in group.by_key.items() if group else ():
                if len(key) > len(words) or key[-1][0] != words[len(key) - 1][0][0]:
                    continue
                for claim in claims:
                    cases = _cases(claim, words[: len(key)])
                    if cases:
                        found.setdefault(len(key), []).append((claim, cases))
        if not found and is_hangul(words[0][0]):
            found = self._foreign_at(text, start, [word for word, _ in words])
        if not found:
            return None
        most = max(found)
        return NativeMatch(ends[most - 1], tuple(found[most]))

    def _foreign_at(
        self, text: str, start: int, words: Sequence[str]
    ) -> dict[int, list[tuple[Claim, frozenset[Case]]]]:
        """The claims by foreigners whose names sound so, by their number of words."""
        run = _HANGUL_RUN.match(text, start)
        if not run or len(run[0].split()) > MOST_WORDS or text[start - 2 : start - 1] > "\uabff":
            return {}
        for size in range(min(len(words), MOST_WORDS), 0, -1):
            *firsts, last = words[:size]
            for stem in _stems(last):
                claims = self._foreign.claims((*firsts, stem))
                if claims:
                    cases = _with_particle(stem, last)
                    return {size: [(claim, cases) for claim in claims]}
        return {}

    @cached_property
    def _foreign(self) -> ForeignHangul:
        return ForeignHangul(self.claims.glossary)

    @cached_property
    def womens_surnames(self) -> frozenset[str]:
        """The folded surnames of all women of the glossary, in Cyrillic."""
        written = self.claims.glossary.origins("person", "f")
        return frozenset(folded(text.rpartition(" ")[2]) for text in written if is_cyrillic(text))

    @cached_property
    def _cyrillic(self) -> Sequence[str]:
        return sorted(word for word in self.claims.first_words() if is_cyrillic(word))

    def _look_up(self, said: str) -> Iterator[str]:
        if self.claims.beginning_with(said):
            yield said
        if is_hangul(said):
            for stem in _stems(said)[1:]:
                if self.claims.beginning_with(stem):
                    yield stem
        elif is_cyrillic(said):
            begins = said[: max(1, min(_PREFIX, len(said) - _ENDING))]
            known = self._cyrillic
            for word in known[bisect_left(known, begins) :]:
                if not word.startswith(begins):
                    break
                if word == said or not may_be_form(said, word):
                    continue
                if any(said in case_forms(word, code) for code in _SLAVIC):
                    yield word


def is_native(word: str) -> bool:
    """Whether ``word`` begins with a letter whose names are looked for in this way."""
    return is_cyrillic(word) or is_hangul(word)


def is_cyrillic(word: str) -> bool:
    """Whether ``word`` begins with a Cyrillic letter."""
    return "\u0400" <= word[:1] <= "\u052f"


def is_hangul(word: str) -> bool:
    """Whether ``word`` begins with a Korean syllable."""
    return "\uac00" <= word[:1] <= "\ud7a3"


def _words_from(text: str, start: int) -> tuple[list[Word], list[int]]:
    """The words from ``start`` on that may be of one name, and where each ends."""
    words: list[Word] = []
    ends: list[int] = []
    while len(words) < _MOST_WORDS:
        gap = SEPARATOR.match(text, ends[-1]) if ends else None
        if ends and not gap:
            break
        token = TOKEN.match(text, gap.end() if gap else start)
        if not token:
            break
        words.append((folded(token[0]), token[0][0].islower()))
        ends.append(token.end())
    return words, ends


def _cases(claim: Claim, said: Sequence[Word]) -> frozenset[Case]:
    """The cases that all words of a claim may be in; none where one is no form of its word."""
    form = claim.form
    as_it_is = form is None or form.exact or not form.inflects or claim.role == "adjective"
    cases = EVERY
    tokens = TOKEN.findall(claim.text)
    # A title of one word may be a form of another one: `Политика` is a newspaper of Belgrade.
    is_title = claim.entry.type == "media" and len(tokens) == 1
    for number, (token, (word, is_small)) in enumerate(zip(tokens, said, strict=True), start=1):
        if is_small and token[0].isupper():
            return frozenset()
        key = folded(token)
        # `Балтийское море` inflects both words, `Служба внешней разведки` the first alone.
        stays = token[0].islower() and claim.entry.type not in _INFLECT_SMALL
        fixed = as_it_is or token.isupper() or stays
        if is_hangul(key):
            known = _with_particle(key, word) if number == len(tokens) else _same(key, word)
        # Korean names inflect their last part alone, so that the others say nothing.
        elif key == word and number < len(tokens):
            known = EVERY
        elif fixed or form is None or form.language not in _SLAVIC or is_title:
            known = _same(key, word)
        else:
            known = case_forms(key, form.language, _genders(claim)).get(word, frozenset())
        if not known:
            return frozenset()
        cases = cases & known or known
    return cases


def _genders(claim: Claim) -> frozenset[Gender]:
    entry = claim.entry
    if entry.type == "person" and entry.gender in ("m", "f"):
        return frozenset(("m" if entry.gender == "m" else "f",))
    return ANY


def _stems(word: str) -> list[str]:
    """``word``, and what it is without a particle that may stand behind it."""
    sizes = range(1, _LONGEST_PARTICLE + 1)
    return [word, *(word[:-n] for n in sizes if _has_particle(word[:-n], word[-n:]))]


def _same(key: str, word: str) -> frozenset[Case]:
    return EVERY if key == word else frozenset()


def _with_particle(key: str, word: str) -> frozenset[Case]:
    if key == word:
        return _NOMINATIVE
    particle = word[len(key) :]
    if not word.startswith(key) or not _has_particle(key, particle):
        return frozenset()
    return _GENITIVE if particle == "의" else _OTHER


def _has_particle(stem: str, particle: str) -> bool:
    """Whether ``particle`` may stand behind ``stem``, by the sound that it ends in."""
    if particle not in _PARTICLES or len(stem) < _SHORTEST_HANGUL or not is_hangul(stem[-1]):
        return False
    final = (ord(stem[-1]) - _FIRST_SYLLABLE) % _FINALS
    if particle in _AFTER_CONSONANT:
        return final != 0 and not (particle == "으로" and final == _FINAL_L)
    return particle not in _AFTER_VOWEL or final == 0 or (particle == "로" and final == _FINAL_L)
