"""What each word says about the language it is in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from normalizer.finders.languages.inventory import Inventory
from normalizer.finders.languages.letters import (
    has_kana,
    is_mixed,
    script_of_letter,
    script_of_word,
    unmixed,
)
from normalizer.resources.statistics import SCALE, ScriptStatistics

MOST = 5.948
"""No word says more than this against a language, in nats: names and typos say little."""

_CAPITALISED = 0.361
_CAPITALS = 0.365
_LETTER = 0.45
"""How much of its evidence counts of a word with a capital, in capitals, of one letter."""

OTHER_SCRIPT = 4.715
"""Nats against every language that is not written in the script of the word."""

_LATIN_ELSEWHERE = 2.945
_SURELY_OURS = 1.2
"""Latin words also stand in other scripts (``NATO``): what speaks against that, in nats,
and how much of the evidence for the language of the article is added."""

_APOSTROPHE = 3.0
_WITH_APOSTROPHE = ("uk", "be")
_APOSTROPHES = frozenset("'’ʼ")
_NO_APOSTROPHE = str.maketrans("", "", "'’ʼ")
_RELATED = (("hr", "sr"),)
_MOST_APART = 5.0
"""Which of them lists a rarer word is chance: they are told apart by many small differences."""

_KANA = 3.0
_SIGN = 0.6
_HARDLY = -12.0
"""Log probability below which a letter is not one of a language, but of names in it."""

_ROUNDING = 1e-3
_REASONS = 3
_ROWS = 100_000
_LONGEST = 40

Rows = npt.NDArray[np.float32]
Indexes = npt.NDArray[np.intp]


class _Words(NamedTuple):
    """Words with the place of each, and what is known of it there."""

    places: dict[str, int]
    rows: Rows
    latin: npt.NDArray[np.bool_]


@dataclass
class Evidence:
    """Remembers the evidence of each word; what it remembers never changes what it says.

    A row holds for each variety of ``inventory`` how much less likely the word is there than
    in the best one, in nats, never above 0: the word as one of the common ones or as it is
    spelled (`ScriptStatistics.word_scores`), at most `MOST`, less for capitalised words.
    """

    statistics: Mapping[str, ScriptStatistics]
    inventory: Inventory
    _places: dict[str, int] = field(default_factory=dict)
    _letters: dict[int, frozenset[str]] = field(default_factory=dict)
    _rows: Rows = field(init=False)
    _latin: npt.NDArray[np.bool_] = field(init=False)
    _before: _Words = field(init=False)

    def __post_init__(self) -> None:
        self._clear(_ROWS)
        self._before = _Words({}, self._rows, self._latin)

    def places(self, words: Sequence[str]) -> Indexes:
        """The place of the row of each word in `rows`; good until the next call."""
        found = list(map(self._places.get, words))
        if None not in found:
            return np.fromiter(found, np.intp, len(found))
        wanted = dict.fromkeys(words)
        new = [word for word in wanted if word not in self._places]
        if len(self._places) + len(new) > len(self._rows):
            self._forget(len(wanted))
            new = list(wanted)
        self._learn(new)
        return np.fromiter(map(self._places.__getitem__, words), np.intp, len(words))

    def against(self, words: Sequence[str]) -> Rows:
        """What each word says against each variety, in nats, whatever the article is in."""
        places = self.places(words)  # this may make new rows
        return self._rows.take(places, axis=0)

    def rows(self, places: Indexes, main: int) -> Rows:
        """The evidence at ``places`` in an article whose variety is ``main``: one row a word."""
        rows = self._rows.take(places, axis=0)
        latin, elsewhere = self.inventory.in_latin
        if len(latin) and len(elsewhere):
            written_so = self._latin[places]
            sure = 0.0
            if self.inventory.varieties[main].script == "Latin":
                # What the second best is behind by: the best one is at 0.
                others = rows[:, latin]
                others[:, latin == main] = -MOST
                sure = np.clip(rows[:, main] - others.max(axis=1), 0.0, MOST)
            against = -_LATIN_ELSEWHERE - _SURELY_OURS * sure
            rows[:, elsewhere] = np.where(
                written_so[:, None],
                np.broadcast_to(against, len(rows))[:, None],
                rows[:, elsewhere],
            )
        return rows

    def strange(self, words: Sequence[str], column: int) -> float:
        """The share of letters that the language of ``column`` hardly has, from 0 to 1.

        Of those ``words`` only that have no capital: a name may come from anywhere.
        """
        usual = self._usual(column)
        if usual is None:
            return 0.0
        script = self.inventory.varieties[column].script
        text = "".join(word for word in words if not word[0].isupper())
        letters = [a for a in text if a.isalpha() and script_of_letter(a) == script]
        return sum(letter not in usual for letter in letters) / max(1, len(letters))

    def _usual(self, column: int) -> frozenset[str] | None:
        """The letters of a language; ``None`` where the script alone tells it."""
        variety = self.inventory.varieties[column]
        known = self.statistics.get(variety.script)
        if known is None:
            return None
        if column not in self._letters:
            scores = known.first_signs[1:, known.languages.index(variety.language)] / SCALE
            letters = zip(known.alphabet, scores, strict=True)
            self._letters[column] = frozenset(a for a, score in letters if score > _HARDLY)
        return self._letters[column]

    def _learn(self, words: Sequence[str]) -> None:
        first = len(self._places)
        last = first + len(words)
        self._places.update(zip(words, range(first, last), strict=True))
        old = np.array([self._before.places.get(word, -1) for word in words], np.intp)
        known, new = np.flatnonzero(old >= 0), np.flatnonzero(old < 0)
        self._rows[first + known] = self._before.rows.take(old[known], axis=0)
        self._latin[first + known] = self._before.latin.take(old[known])
        scripts = [script_of_word(words[i]) for i in new.tolist()]
        self._rows[first + new] = self._said([words[i] for i in new.tolist()], scripts)
        self._latin[first + new] = [script == "Latin" for script in scripts]

    def _forget(self, count: int) -> None:
        """Make room for at least ``count`` words; the memory of a long run stays bounded.

        What is forgotten stays at hand once more, so words that come again and again are kept.
        """
        self._before = _Words(self._places, self._rows, self._latin)
        self._clear(max(count, _ROWS))

    def _clear(self, size: int) -> None:
        self._places = {}
        self._rows = np.zeros((size, len(self.inventory.varieties)), np.float32)
        self._latin = np.zeros(size, np.bool_)

    def _said(self, words: Sequence[str], scripts: Sequence[str]) -> Rows:
        said = np.full((len(words), len(self.inventory.varieties)), -OTHER_SCRIPT, np.float32)
        for script in dict.fromkeys(scripts):
            columns = self.inventory.columns.get(script)
            if columns is not None:
                at = [i for i, its in enumerate(scripts) if its == script]
                said[np.ix_(at, columns)] = self._in_script(script, [words[i] for i in at], columns)
        return said

    def _in_script(self, script: str, words: Sequence[str], columns: Sequence[int]) -> Rows:
        """The evidence of words of one script, one column for each of ``columns``."""
        known = self.statistics.get(script)
        if known is None:
            return self._kana(words, columns)
        wanted = [known.languages.index(self.inventory.languages[column]) for column in columns]
        words = [word[:_LONGEST] for word in words]
        weights = [_weight_unmixed(word) for word in words]
        for i, word in enumerate(words):
            if not word.isascii() and is_mixed(word):
                words[i] = unmixed(word)
                weights[i] = _weight(words[i])
        joined = [i for i, word in enumerate(words) if not _APOSTROPHES.isdisjoint(word)]
        bare = list(words)
        for i in joined:
            bare[i] = words[i].translate(_NO_APOSTROPHE)
        scores = known.new_word_scores(bare)[:, wanted]
        against = np.maximum(scores - scores.max(axis=1, keepdims=True), -MOST)
        self._relate(against, columns)
        if joined and script == "Cyrillic":
            without = [
                i
                for i, c in enumerate(columns)
                if self.inventory.languages[c] not in _WITH_APOSTROPHE
            ]
            against[np.ix_(joined, without)] -= _APOSTROPHE
        against *= np.array(weights, np.float32)[:, None]
        return np.asarray(against, np.float32)

    def _relate(self, against: Rows, columns: Sequence[int]) -> None:
        """Let no word say much for one of two languages that share most of their words."""
        places = {self.inventory.languages[column]: i for i, column in enumerate(columns)}
        for pair in _RELATED:
            if all(language in places for language in pair):
                both = [places[language] for language in pair]
                least = against[:, both].max(axis=1, keepdims=True) - _MOST_APART
                against[:, both] = np.maximum(against[:, both], least)

    def _kana(self, words: Sequence[str], columns: Sequence[int]) -> Rows:
        said = np.zeros((len(words), len(columns)), np.float32)
        kana = [i for i, word in enumerate(words) if has_kana(word)]
        chinese = [i for i, c in enumerate(columns) if self.inventory.languages[c] == "zh"]
        said[np.ix_(kana, chinese)] = -_KANA
        # Japanese without kana is rare.
        signs = [i for i, word in enumerate(words) if not has_kana(word)]
        japanese = [i for i, c in enumerate(columns) if self.inventory.languages[c] == "ja"]
        said[np.ix_(signs, japanese)] = -_SIGN
        return said


def most_of(word: str) -> float:
    """The most that ``word``, in letters of one script, may say against a language, in nats."""
    return MOST * _weight_unmixed(word) + _ROUNDING


def _weight(word: str) -> float:
    """How much the evidence of ``word`` counts, from 0 to 1."""
    return 0.0 if not word.isascii() and is_mixed(word) else _weight_unmixed(word)


def _weight_unmixed(word: str) -> float:
    """The same for a word in letters of one script."""
    if len(word) == 1:
        return _LETTER * (_CAPITALISED if word.isupper() else 1.0)
    if word[0].isupper():
        return _CAPITALS if word.isupper() else _CAPITALISED
    return 1.0


def reasons(words: Sequence[str], rows: Rows, column: int, inventory: Inventory) -> str:
    """The next likely language for all ``words``, and the words that say most against it.

    Of those in the same script, where there are others. Each word once, with what it says in
    nats, such as ``not uk: что +5.6, когда +4.1``.
    """
    languages = inventory.languages
    sums = rows.sum(axis=0)
    sums[column] = -np.inf
    alike = inventory.columns[inventory.varieties[column].script]
    if len(alike) > 1:
        sums[[i for i in range(len(sums)) if i not in alike]] = -np.inf
    next_best = int(sums.argmax())
    against = rows[:, column] - rows[:, next_best]
    said = {words[i]: f"{words[i]} +{against[i]:.1f}" for i in np.argsort(-against, kind="stable")}
    most = list(said.values())[:_REASONS]
    return f"not {languages[next_best]}: {', '.join(most)}"
