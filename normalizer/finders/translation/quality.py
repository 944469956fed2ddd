"""Reference-free checks of a translation against its source.

The checks and their limits follow what stock engines get wrong in practice: loops, copies,
lost numbers, another script, absurd lengths. Limits were set on parallel news, so that good
translations pass.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import regex

from normalizer.finders.translation.addresses import addresses
from normalizer.finders.translation.marks import unbalanced, with_marks
from normalizer.finders.translation.meant import may_be_meant
from normalizer.finders.translation.measures import Conversions
from normalizer.finders.translation.misspelt import with_numbers
from normalizer.finders.translation.number_words import Numerals
from normalizer.finders.translation.numbers import changed_numbers, read
from normalizer.finders.translation.repetition import repetitions
from normalizer.finders.translation.scores import changed_scores
from normalizer.finders.translation.speech import with_quotes
from normalizer.resources.statistics import Scores, ScriptStatistics, load_statistics
from normalizer.resources.words import load_measures, load_numerals

SOFT = frozenset({"quotes", "brackets", "doubtful-number", "doubtful-name"})
"""Checks whose damage a reader can see and mend: such a translation is used, and reported."""

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}’']*")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[’']+[^\W\d_]*)*")
_MARK = re.compile("[\u0300-\u036f\u0483-\u0489\u0590-\u10ff\u135d-\u1fff\u20d0-\uabff]")
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
_LATIN_WORD = regex.compile(r"(?<!\w)[\p{Latin}&&\p{Ll}]{2,}(?!\w)", regex.VERSION1)
_FAR = re.compile("[^\x00-\u036f\u1e00-\u1eff\u2000-\u218f]")
"""What no text in Latin letters holds."""

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_EAST = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\U0003ffff]")
_UNUSUAL = re.compile(
    "[^\x00-%'-;=?A-\u00a5\u00a7-\u036f\u0400-\u0481\u048a-\u052f\u2010-\u2027\u2030-\u2046\u20ac\u2116\u2122]"
)
"""What every odd symbol has a sign of, and hardly any sentence; likewise of wide letters above."""

_ODD = regex.compile(
    r"[\p{So}\p{Co}\p{Cn}\p{Cs}--[°№©®™]]|⁇|▁|@@|</?s>|<unk>|&(?:quot|apos|amp|lt|gt|#\d+);"
    r"|\N{REPLACEMENT CHARACTER}|[⟦⟧]",
    regex.VERSION1,
)
_SCRIPTS = {
    name: regex.compile(rf"[\p{{L}}--\p{{{name}}}]", regex.VERSION1)
    for name in ("Latin", "Cyrillic", "Arabic")
}
_WIDE_LETTER = 3.5
"""Letters of an alphabet that say as much as one sign of Chinese, Japanese or Korean."""

_RATIO_FROM = 12
_LEAST_RATIO, _MOST_RATIO, _LEAST_ROOM, _MOST_ROOM = 0.5, 2.2, 7.5, 20
_SHORT_RATIO, _SHORT_ROOM = 4, 20
"""Lengths of short sentences differ more, so that there is room besides the ratio."""

_COPIED_WORDS = 4
_COPIED_SHARE = 0.6
_LONG_WORD = 4
_FOREIGN_SHARE, _LATIN_SHARE = 0.05, 0.6
_FEWEST_WORDS = 3
_SMALL_WORDS = 2
"""Words in small letters below which a line may be all names, and is no copy."""

_MOST_SEEN = 50_000
"""Words whose scores are kept at most."""

_UNCOMMON = -14.0
"""Nats of a word that is none of the common ones."""

_NEARLY = 2.0
"""Nats by which a word may be rarer in one of two near languages that both have it."""

_LEAST_MARGIN = -1.2
"""Nats a word by which another language may explain a translation better than its own: parallel
news keeps above, and less than one in a hundred sentences in English or Dutch do as German."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a translation: the check that says so, and why in a few words."""

    check: str
    reason: str

    @property
    def is_soft(self) -> bool:
        """Whether the translation may still be used."""
        return self.check in SOFT


@dataclass(frozen=True)
class CheckTranslation:
    """Checks translations from ``source`` into ``target`` (ISO 639-1).

    ``verbs`` of speech in the target language let dashes around speech become German quotation
    marks.
    """

    source: str
    target: str
    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)
    numerals: Mapping[str, Numerals] = field(default_factory=load_numerals)
    verbs: frozenset[str] = frozenset()

    def __call__(self, source: str, translation: str) -> tuple[Doubt, ...]:
        """What speaks against ``translation``; nothing where it looks sound.

        >>> check = CheckTranslation("ru", "de")
        >>> check("В 2024 году цены выросли.", "Im Jahr 2024 stiegen die Preise.")
        ()
        >>> [doubt.reason for doubt in check("В 2024 году цены росли.", "Im die die die Preise.")]
        ['number 2024 is lost', 'the same words 3 times in a row']
        """
        if not translation.strip():
            return (Doubt("empty", "empty"),)
        return tuple(Doubt(*found) for found in self._found(source, translation))

    def repaired(self, source: str, translation: str) -> str:
        """``translation`` with numbers, quotation marks and brackets put right where certain.

        >>> check = CheckTranslation("ru", "de", verbs=frozenset({"sagte"}))
        >>> check.repaired("– Да, – сказал он.", "- Ja, - sagte er.")
        '„Ja“, sagte er.'
        """
        if not translation.strip():
            return translation
        lost, new = self._numbers(source, translation)
        mended = with_marks(source, with_numbers(source, translation, lost, new))
        return with_quotes(source, mended, self.verbs) if self.target == "de" else mended

    def _found(self, source: str, translation: str) -> Iterator[tuple[str, str]]:
        yield from _lengths(source, translation)
        lost, new = self._numbers(source, translation)
        if lost or new:
            said = read(source, self._words[0]), read(translation, self._words[1])
            excused = may_be_meant(said, (lost, new), self._conversions)
            check = "doubtful-number" if excused else "number"
            yield from ((check, f"number {number} is lost") for number in lost)
            yield from ((check, f"number {number} is new") for number in new)
        for reason, may_be in changed_scores(source, translation, self._words[1]):
            yield "doubtful-number" if may_be else "number", reason
        yield from repetitions(source, translation)
        yield from self._languages(source, translation)
        kept = (span.of(source) for span in addresses(source))
        yield from (("address", f"{said!r} is lost") for said in kept if said not in translation)
        if _UNUSUAL.search(translation):
            odd = [sign for sign in _ODD.findall(translation) if sign not in source]
            if odd:
                yield "symbol", f"an odd {odd[0]!r}"
        yield from unbalanced(source, translation)

    def _numbers(self, source: str, translation: str) -> tuple[list[str], list[str]]:
        return changed_numbers(source, translation, *self._words)

    def _languages(self, source: str, translation: str) -> Iterator[tuple[str, str]]:
        written = _words(translation)
        words = [word.lower() for word in written]
        folded = source.lower()
        # Between two scripts there is hardly a word that both have, and no copy then.
        said = _words(source) if any(word in folded for word in words) else []
        given = [word.lower() for word in said]
        small = {word for word in said if word.islower()}
        if len(words) >= _COPIED_WORDS and words == given and len(small) >= _SMALL_WORDS:
            yield "copy", "a copy of the source"
            return
        if self._is_foreign(translation):
            yield "script", "letters of another script"
            return
        long = [word for word in words if len(word) >= _LONG_WORD] if small else []
        copied = [word for word in long if word in small]
        many = len(copied) >= _COPIED_WORDS and len(copied) > _COPIED_SHARE * len(long)
        if many and not self._are_own([word for word in words if word in small]):
            yield "copy", f"{len(copied)} of {len(long)} words are copied"
        elif other := self._other_language(
            {word for word in written if word.islower()}.difference(given)
        ):
            yield "language", f"reads as {other}"

    def _is_foreign(self, translation: str) -> bool:
        """Whether letters of another script stand there; Latin names may, a part of any text."""
        pattern = _SCRIPTS.get(self._script)
        if pattern is None or (self._script == "Latin" and not _FAR.search(translation)):
            return False
        letters, foreign = len(_LETTER.findall(translation)), pattern.findall(translation)
        latin = len(_LATIN.findall("".join(foreign)))
        if len(foreign) - latin > _FOREIGN_SHARE * letters:
            return True
        # A line may be all names, in their own letters.
        return latin > _LATIN_SHARE * letters and _LATIN_WORD.search(translation) is not None

    def _other_language(self, words: set[str]) -> str | None:
        """The language that ``words`` are clearly in, where it isn't the target.

        Only words in small letters tell, since names may be of any language.
        """
        known = self.statistics.get(self._script)
        if known is None or len(words) < _FEWEST_WORDS:
            return None
        said, target = sorted(words), known.languages.index(self.target)
        if int(self._common(known, said).argmax()) == target:
            return None  # common words alone say so, which is ten times cheaper to see
        scores = known.word_scores(said).mean(axis=0)
        best = int(np.argmax(scores))
        return known.languages[best] if scores[target] - scores[best] < _LEAST_MARGIN else None

    def _are_own(self, words: Sequence[str]) -> bool:
        """Whether most of ``words`` are the target's as much as the source's, as in a near one."""
        known = self.statistics.get(self._script)
        if known is None or self.source not in known.languages:
            return False
        scores = np.maximum(known.common_scores(list(words)), _UNCOMMON)
        theirs, ours = (known.languages.index(name) for name in (self.source, self.target))
        alike = (scores[:, ours] > _UNCOMMON) & (scores[:, ours] > scores[:, theirs] - _NEARLY)
        return float(alike.mean()) > _COPIED_SHARE

    def _common(self, known: ScriptStatistics, words: Sequence[str]) -> Scores:
        """Nats of ``words`` in each language, by the common ones among them.

        Those of each word are kept: the same few thousand make up most of any text.
        """
        new = [word for word in words if word not in self._seen]
        if new:
            if len(self._seen) > _MOST_SEEN:
                self._seen.clear()
                new = list(words)
            rows = np.maximum(known.common_scores(new), _UNCOMMON)
            self._seen.update(zip(new, rows, strict=True))
        total: Scores = np.add.reduce([self._seen[word] for word in words])
        return total

    @cached_property
    def _seen(self) -> dict[str, Scores]:
        return {}

    @cached_property
    def _words(self) -> tuple[Numerals, Numerals]:
        return self.numerals.get(self.source, {}), self.numerals.get(self.target, {})

    @cached_property
    def _conversions(self) -> Conversions:
        return Conversions(load_measures())

    @cached_property
    def _script(self) -> str:
        """The script of the target language, or nothing where it isn't known."""
        return next(
            (script for script, known in self.statistics.items() if self.target in known.languages),
            "",
        )


def _lengths(source: str, translation: str) -> Iterator[tuple[str, str]]:
    before, after = _length(source), _length(translation)
    if before < _RATIO_FROM:
        if after > _SHORT_RATIO * before + _SHORT_ROOM:
            yield "length", "far longer than its source"
    elif not _LEAST_RATIO * before - _LEAST_ROOM <= after <= _MOST_RATIO * before + _MOST_ROOM:
        yield "length", f"{after / before:.1f} times the length of its source"


def _length(text: str) -> float:
    wide = len(_WIDE.findall(text)) if _EAST.search(text) else 0
    return len(text) + (_WIDE_LETTER - 1) * wide


def _words(text: str) -> list[str]:
    # `re` is three times as fast, but knows no marks that go with letters.
    return _PLAIN_WORD.findall(text) if not _MARK.search(text) else _WORD.findall(text)
