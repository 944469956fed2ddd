"""Which of two forms of a word goes with the words beside it, in Russian and Ukrainian."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from normalizer.finders.encoding.grammar import GRAMMARS, SPEAKERS_FORMS, VERB_FORMS, Grammar
from normalizer.resources.statistics import ScriptStatistics

_WITH = ("ом", "ем", "ём", "ым", "им", "ми", "ой", "ей", "ого", "его", "ых", "их", "ью", "ою", "ею",
         "а", "я", "ы", "и")  # fmt: skip
"""Endings of what stands behind "with"."""

_WITH_ALONE = ("ом", "ем", "ём", "ым", "им", "ми", "ою", "ею", "ью")
"""Those of them that stand behind "with" and not behind "at"."""

_AT = frozenset({"нас", "вас", "них", "меня", "тебя", "себя", "него", "нее", "неё", "кого"})
"""What "at" goes before rather than "from"."""

_SINCE = re.compile(r"\d{4}|тех\b")
_NOW = frozenset({"сейчас", "теперь", "пока", "зараз", "тепер", "поки"})
"""At the beginning of a line "since" goes before the first ones rather than "and", and "but" before
the others."""

_OF_MANY = ("ов", "ев")
"""Endings of many, of whom something is had or taken: "at" goes before them rather than "with"."""

_INSTRUMENTAL = ("ою", "єю", "стю")
_LONG = 5
"""Endings in -ю of words with more letters that are no others with -я."""

_INFINITIVE = ("ать", "ять", "ить", "еть", "ться", "ати", "ити", "іти", "тися")
_VOWELS = "аоеуюяєї"
_ON = frozenset({"в", "во", "на", "за", "про", "через", "у"})

_AGREES = 4.0
"""Nats by which a form that goes with its neighbour is likelier."""

_OF_MINE = ("аю", "яю", "ую")
"""Endings of what "I" do."""

_APOSTROPHES = "'’ʼ"
_SPLIT = 8.0
_BEHIND_APOSTROPHE = "яюєї"
"""What follows an apostrophe within a Ukrainian word, and nats that other letters cost there."""

_UNDECLINED = re.compile("[А-ЯЁЄІЇҐ][а-яёєіїґ’'-]+[бвгджзклмнпрстфхцчшщ]")
_DECLINED = re.compile("[А-ЯЁЄІЇҐ]\\w{3,}[бвгґджзйклмнпрстфхцчшщиіе][ую]|[А-ЯЁЄІЇҐ]\\w{3,}[иіеє]я")
"""A name, and the end of a surname, which goes with the given name before it."""

_OPENING = " «„“\"'(–—-"

_LEFT = re.compile(r"(?P<word>[\w'’-]+)[^\w,;:.!?]*$")
_RIGHT = re.compile(r"[\s«„“\"(]*(?P<word>[\w'’]+)")
_WORD = 4
_RARER = 0.5
"""Letters of a word that is no particle, and nats by which the form of a verb that may be a noun
as well is rarer than its sister."""


@dataclass(frozen=True)
class Agreement:
    """Knows by its ``statistics`` what a word is, where its ending alone tells too little."""

    statistics: ScriptStatistics

    def misfits(
        self, words: Collection[str], left: str, right: str, language: str
    ) -> dict[str, float]:
        """What it costs, in nats, that each of ``words`` stands between those two texts.

        ``left`` and ``right`` are empty at an end of the line; the words next to it count.

        >>> from normalizer.resources.statistics import load_statistics
        >>> agreement = Agreement(load_statistics()["Cyrillic"])
        >>> agreement.misfits(("линию", "линия"), "про эту ", " в", "ru")
        {'линию': 0.0, 'линия': 4.0}
        >>> agreement.misfits(("я", "с"), "говорил ", " «людьми».", "ru")
        {'я': 4.0, 'с': 0.0}
        """
        grammar = GRAMMARS.get(language)
        if grammar is None:
            return dict.fromkeys(words, 0.0)
        said, found = _LEFT.search(left), _RIGHT.match(right)
        before = said["word"].lower() if said else ""
        behind = found["word"] if found else ""
        small = {word: word.lower() for word in words}
        letters = {low for low in small.values() if len(low) == 1}
        begins = not left.strip(_OPENING)
        named = said is not None and _UNDECLINED.fullmatch(said["word"]) is not None
        odd = {*self._odd_letters(letters, before, behind, grammar, begins=begins)}
        costs = {}
        for word, low in small.items():
            cost = _AGREES * (named and _is_declined(word))
            if len(low) == 1:
                cost += _AGREES * (low in odd)
            elif low[-1] in "юя" and not self._kept(low, language):
                cost += self._of_attribute(low, behind, language, begins=begins)
                if begins:
                    cost += self._of_beginning(low, behind, language)
                else:
                    cost += self._of_ending(before, low, language)
            split = language == "uk" and left[-1:] in _APOSTROPHES and left[-2:-1].isalpha()
            costs[word] = cost + _SPLIT * (split and _cant_follow(word))
        return costs

    def _odd_letters(
        self, letters: Collection[str], left: str, right: str, grammar: Grammar, *, begins: bool
    ) -> Iterator[str]:
        """Those ``letters`` that don't go between the words beside them."""
        speaks = "я" in letters and self._speaks(left, right, grammar)
        has = "у" in letters and (right in _AT or right.endswith(_OF_MANY))
        if grammar.with_ and right.endswith(_WITH_ALONE):
            yield "у"
        if speaks or has:
            yield "с"
        if not speaks:
            yield "я"
        if begins and "с" in letters and _SINCE.match(right):
            yield "и"
        if begins and "а" in letters and right in _NOW:
            yield "и"

    def _of_ending(self, left: str, word: str, language: str) -> float:
        """What it costs that ``word`` ends in -ю or in -я."""
        grammar = GRAMMARS[language]
        expected = ""
        if left in grammar.before_ya:
            expected = "я"
        elif left in grammar.before_yu or left.endswith(grammar.endings_yu):
            expected = "" if left in _ON and self._neuter(word, language) else "ю"
        elif left.endswith(_INFINITIVE) or self._has_object(left, language):
            expected = "" if self._neuter(word, language) else "ю"
        elif left.endswith(grammar.endings_ya) and not self._does(left, language):
            expected = "я"
        return _AGREES * (expected not in ("", word[-1]))

    def _of_beginning(self, word: str, behind: str, language: str) -> float:
        """What it costs that ``word`` ends in -ю or in -я at the beginning of a line."""
        speaks = self._any([f"{word[:-1]}{end}" for end in SPEAKERS_FORMS[language]], language)
        return _AGREES * (word[-1] == "ю" and bool(behind) and not speaks)

    def _of_attribute(self, word: str, behind: str, language: str, *, begins: bool) -> float:
        """What it costs that ``word`` ends in -ю or in -я if it belongs to the word ``behind``."""
        grammar = GRAMMARS[language]
        attribute = word in grammar.before_yu | grammar.before_ya
        if not attribute and language == "uk" and word[-2] in "нї":
            attribute = self._any((f"{word[:-1]}ього", f"{word[:-1]}іх"), language)
        if not attribute or not behind:
            return 0.0
        # At the beginning of a line the noun may be in doubt itself.
        other = "а" if word[-1] == "ю" else "у"
        softly = not begins and behind[-1] == ("я" if word[-1] == "ю" else "ю")
        return _AGREES * (behind[-1] == other or softly)

    def _kept(self, word: str, language: str) -> bool:
        """Whether what stands before ``word`` doesn't tell its ending."""
        instrumental = word.endswith(_INSTRUMENTAL) and len(word) > _LONG
        return instrumental or self._masculine(word, language)

    def _neuter(self, word: str, language: str) -> bool:
        """Whether ``word`` is of a thing that is neither he nor she: such end so in other cases."""
        if language == "uk":
            return word[-3:-1] == "нн" and self._any((f"{word[:-1]}я",), language)
        return word[-2] in "ин" and self._any((f"{word[:-1]}е",), language)

    def _does(self, word: str, language: str) -> bool:
        """Whether ``word`` is what one does, and no adjective."""
        if language != "uk" or word[-1:] not in ("е", "є"):
            return False
        return self._any((f"{word[:-1]}ють", f"{word[:-1]}уть"), language)

    def _has_object(self, word: str, language: str) -> bool:
        """Whether ``word`` is what several do or did, or he did, or what is done meanwhile.

        A noun behind it that is one and a she is no subject of it.
        """
        for ending, others in VERB_FORMS[language].items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: len(word) - len(ending)]
                if all(self._any([stem + o for o in those], language) for those in others):
                    return True
        return False

    def _any(self, words: Sequence[str], language: str) -> bool:
        return max(self._known(words, language)) > -np.inf

    def _masculine(self, word: str, language: str) -> bool:
        """Whether ``word`` is a form of a noun in -й, which may end so in other cases."""
        forms = (f"{word[:-1]}ем", f"{word[:-1]}єм")
        return word[-2:-1] in _VOWELS and max(self._known(forms, language)) > -np.inf

    def _speaks(self, left: str, right: str, grammar: Grammar) -> bool:
        """Whether a letter between those two words is "I", and not "with"."""
        if right[:1].isupper() or right[:1].isdigit():
            return not grammar.with_
        if right in grammar.after_i or not right or not grammar.with_ or left.endswith(_OF_MINE):
            return True
        if right.endswith(_WITH):
            short = len(right) < _WORD and left in grammar.before_i
            return short or self._of_speaker(right)
        return not left or left in grammar.before_i or self._of_speaker(right)

    def _of_speaker(self, word: str) -> bool:
        """Whether a Russian ``word`` is what "I" do or did, by other forms of it."""
        if word.endswith(("ла", "лась")):
            past = word.removesuffix("а").removesuffix("ась")
            his, theirs = (f"{past}ся", f"{past}ись") if word[-1] == "ь" else (past, f"{past}и")
            said, alone, many = self._known((word, his, theirs), "ru")
            return many > -np.inf and alone > said + _RARER
        if word.endswith(("л", "лся")):
            return True
        if word[-1] in "юу":
            return bool(np.isfinite(self._known((f"{word[:-1]}ет", f"{word[:-1]}ит"), "ru")).any())
        return False

    def _known(self, words: Sequence[str], language: str) -> Sequence[float]:
        """How common each of ``words`` is in ``language``: log probabilities."""
        column = self.statistics.languages.index(language)
        found: list[float] = self.statistics.common_scores(words)[:, column].tolist()
        return found


def _cant_follow(word: str) -> bool:
    """Whether the second part of a Ukrainian word can't begin with the letter of ``word``."""
    return word[0].islower() and word[0] not in _BEHIND_APOSTROPHE


def _is_declined(word: str) -> bool:
    """Whether ``word`` may be a name in another case than the nominative."""
    return _DECLINED.fullmatch(word) is not None
