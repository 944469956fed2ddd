"""Runs of words that read like another language: which of them are passages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from normalizer.finders.languages.inventory import Variety
from normalizer.finders.languages.letters import script_of_word

_WITH_CAPITALS = ("Latin", "Cyrillic", "Greek", "Armenian")
_FEWEST_WORDS = {"Hangul": 2, "Han": 4, "Thai": 8}
_FEWEST_LETTERS = {"Hangul": 5, "Han": 8, "Thai": 16}
_WORDS = 3
_LETTERS = 10

_SMALL = 0.25
_MOSTLY_SMALL = 0.6
_MOSTLY_SMALL_GERMAN = 0.35
_TELLING = 0.2
_LONG_ENOUGH = 4
"""A passage has words without a capital, and not only such as stand in names (``de la``)."""

_SHOUTED = 0.7
_DOUBTFUL = -1.5
_FOREIGN = -2.0
"""Mean evidence of a word, in nats, below which a run is in no language that is known: nineteen
of twenty pieces of eight words of news score above -1.2 in their own."""

_FITTING = ((12, -1.05), (6, -1.3), (0, _FOREIGN))
"""The same by the number of words: of 300 pieces of news of so many words one scores less."""

_STRANGE = 0.02
_SHORT = 4
_GAIN_OF_SHORT = 13.0
_MENU = 5
_CODE = regex.compile(r"[{}<>=_;$|\\]|\(\)|--\w|\w\(")
_FEWEST_CODES = 3
_CODES = 0.2
_STOP = regex.compile(r"[.!?…]\s*(?:\n|\Z)")
_QUOTED = regex.compile(r"«[^«»]*»|„[^„“”]*[“”]|“[^“”]*”|\"[^\"\n]*\"")
_TITLE = 3


@dataclass(frozen=True)
class Candidate:
    """A run of words decoded as ``variety``, in an article whose language is written in ``own``.

    ``text`` reaches from its first letter to its last, ``gain`` is what it gains over the
    language of the article, and ``mean`` how much its words speak against it (never above 0),
    both in nats, the second one a word. ``strange`` is the share of letters that
    the language hardly has. ``quoted`` says that marks stand on both sides,
    ``titled`` that it is the title of a work (see `titles`).
    """

    text: str
    words: Sequence[str]
    variety: Variety
    own: str
    gain: float
    mean: float
    strange: float
    quoted: bool
    titled: bool

    @cached_property
    def native(self) -> list[str]:
        """The words in the script of the run: other ones may stand in it, but don't make it."""
        return [word for word in self.words if script_of_word(word) == self.variety.script]

    @property
    def is_passage(self) -> bool:
        """Whether a reader would call it a passage in that language."""
        return not (
            self._is_too_short
            or self._is_names
            or self._is_list_of_titles
            or self.titled
            or (self.variety.script == self.own and self._is_noise)
        )

    @property
    def is_known(self) -> bool:
        """Whether its words and letters fit the language well enough to name it."""
        least = _FOREIGN
        if self.variety.script != "Latin":
            # Languages in Latin script share too many words with their neighbours for that.
            least = next(mean for words, mean in _FITTING if len(self.words) >= words)
        return self.mean > least and self.strange < _STRANGE

    @property
    def _is_too_short(self) -> bool:
        script, words = self.variety.script, self.native
        if script == "Latin":
            # Initials and abbreviations.
            words = [word for word in words if len(word) > 1]
        distinct = len({word.lower() for word in words})
        return (
            distinct < min(_WORDS, _FEWEST_WORDS.get(script, _WORDS))
            or len(words) < _FEWEST_WORDS.get(script, _WORDS)
            or sum(map(len, words)) < _FEWEST_LETTERS.get(script, _LETTERS)
        )

    @property
    def _is_names(self) -> bool:
        """Names, titles and abbreviations: hardly a small word, or only those inside names."""
        words = self.native
        if self.variety.script not in _WITH_CAPITALS:
            return False
        if self.variety.script != self.own and _share(words, str.isupper) > _SHOUTED:
            return False
        small = _share(words, lambda word: word[0].islower())
        longest = 1 if self.variety.language == "vi" else _LONG_ENOUGH
        telling = _share(words, lambda word: word[0].islower() and len(word) >= longest)
        # German writes its nouns as others write names.
        mostly = _MOSTLY_SMALL_GERMAN if self.variety.language == "de" else _MOSTLY_SMALL
        return small < _SMALL or (telling < _TELLING and small <= mostly)

    @property
    def _is_list_of_titles(self) -> bool:
        """Whether all of it are short quoted titles, such as newspapers in a row."""
        quoted = list(_QUOTED.finditer(f"«{self.text}»" if "»" in self.text else self.text))
        if len(quoted) <= 1:
            return False
        inside = sum(len(match[0].split()) for match in quoted)
        longest = max(len(match[0].split()) for match in quoted)
        return longest <= _TITLE and inside >= len(self.native)

    @property
    def _is_noise(self) -> bool:
        codes = len(_CODE.findall(self.text))
        if codes >= _FEWEST_CODES and codes > _CODES * len(self.words):
            return True
        if self.mean < _DOUBTFUL:
            return True
        lines = [line for line in self.text.split("\n") if line.strip()]
        if len(lines) > 1 and all(len(line.split()) <= _MENU + 1 for line in lines):
            return _STOP.search(self.text) is None
        return not self.quoted and len(self.words) <= _SHORT and self.gain < _GAIN_OF_SHORT


def _share(words: Collection[str], test: object) -> float:
    return sum(map(test, words)) / max(1, len(words))  # type: ignore[call-overload]
