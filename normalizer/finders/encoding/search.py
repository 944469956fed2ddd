"""Which steps make the words of a line read best: a search over a few at each round."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalizer.finders.encoding.judgement import OPENED
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import FAMILIAR, Readability
from normalizer.finders.encoding.reading import Reading, swapped
from normalizer.finders.encoding.shortlist import Shortlist
from normalizer.finders.encoding.strange_cyrillic import StrangeCyrillic
from normalizer.finders.encoding.strange_letters import StrangeLetters
from normalizer.finders.encoding.strange_words import StrangeWords
from normalizer.finders.encoding.tables import (
    CYRILLIC_SWAPS,
    CYRILLIC_TABLES,
    MISREADINGS,
    SPLIT,
    SPLITTING_SWAPS,
    SWAPS,
    Misreading,
    Step,
    Swap,
)
from normalizer.finders.encoding.wordwise import (
    alike,
    best_of,
    changed,
    misplaced,
    smoothed,
    standing,
    unpaired,
)

WORD_GAIN = 2.0
"""Nats by which a word must read better to be changed at all."""

LEAST_GAIN = 4.0
ROUNDS = 4
"""How often a text is read wrongly at most."""

_BEAM = 4

_TWO_KINDS = 4.0
"""Nats by which a swap is rarer in a line that has misread UTF-8 too."""

_UNPAIRED = 4.0
"""Nats for letters of a table that become marks without partners: another table is likelier."""

_STANDING = 3.0
"""Nats for a dash between blanks that becomes a letter: there it was a dash."""

_MISPLACED = 6.0
"""Nats for a mark or a currency sign where nobody puts one."""

_LEFT = 2.5
"""Nats for each word that a Cyrillic table leaves as it is: one that explains it is likelier."""

_ODD = re.compile("[А-ЯЁЄІЇҐЎ]{4}|[а-яёєіїґў][А-ЯЁЄІЇҐЎ]{2}|[а-яёєіїґў]»[а-яёєіїґў]")
"""Capitals and a mark where small letters of another Cyrillic table may have been."""

_SEQUENCE = re.compile("[^\x00-\x7f]{2}")
"""UTF-8 needs two bytes at least for a sign outside ASCII."""

_LETTER, _LOST = re.compile("[\u0400-\u052f]"), re.compile("[?\x80-\x9f\ufffd]")
_MANY = 6
"""So many odd pairs in a line tell more than the letters of its language."""

_ALL = frozenset(SWAPS.values())
_CYRILLIC = frozenset(swap for swap in _ALL if swap.cyrillic)


@dataclass(frozen=True)
class Search:
    """Tries every step on the words of a line, and more steps on what comes out."""

    readability: Readability
    neighbours: Neighbours

    @cached_property
    def shortlist(self) -> Shortlist:
        """Picks the swaps worth trying on some words."""
        return Shortlist(self.neighbours)

    @cached_property
    def strange(self) -> StrangeWords:
        """Finds words that a swap turns into words of the language around them."""
        return StrangeWords(self.readability, StrangeLetters(self.neighbours))

    @cached_property
    def cyrillic(self) -> StrangeCyrillic:
        """Finds words with signs that the language of their line, a Cyrillic one, hasn't."""
        return StrangeCyrillic(self.readability, self.neighbours)

    def __call__(self, words: tuple[str, ...]) -> list[Reading]:
        """The readings of highest gain, best first."""
        swaps = self._tried(words)
        found: list[Reading] = []
        beam = [Reading(words)]
        for _ in range(ROUNDS):
            beam = sorted(
                (after for before in beam for after in self._after(before, swaps=swaps)),
                key=lambda after: -after.total,
            )[:_BEAM]
            found += beam
        return sorted(found, key=lambda after: -after.total)

    def promising(self, words: Sequence[str]) -> list[bool]:
        """Whether some step makes each of ``words`` read better, or plain."""
        options = [_taken_back(word) for word in words]
        found = [_made_plain(*pair) for pair in zip(words, options, strict=True)]
        # Most damage shows by its signs; scores take much longer.
        rest = [number for number, plain in enumerate(found) if not plain]
        better = self._better([words[n] for n in rest], [options[n] for n in rest])
        for number, is_better in zip(rest, better, strict=True):
            found[number] = is_better
        return found

    def _better(self, words: Sequence[str], options: Sequence[list[str]]) -> list[bool]:
        """Whether one of its ``options`` or a swap makes each of ``words`` read better."""
        for number, swaps in enumerate(self.shortlist.by_word(words)):
            word = words[number]
            tried = CYRILLIC_SWAPS if _ODD.search(word) else swaps
            tried = SPLITTING_SWAPS if SPLIT.search(word) else tried
            options[number] += (now for s in tried for now in changed(s, (word,)).get(0, ()))
        open_ = [(word, said) for word, said in zip(words, options, strict=True) if said]
        texts = list(dict.fromkeys(text for word, said in open_ for text in (word, *said)))
        scores = dict(zip(texts, self.readability.scores(texts), strict=True)) if texts else {}
        return [
            any(scores[text] > scores[word] + WORD_GAIN for text in said)
            for word, said in zip(words, options, strict=True)
        ]

    def _tried(self, words: Sequence[str]) -> frozenset[Swap]:
        """The swaps that may explain ``words``: all if what is plain ASCII is in a known language.

        Else, such as for a few names, only misread Cyrillic, if that makes up most of the line.
        """
        sound = [word for word in words if word.isascii()]
        known = self.readability.familiarity(" ".join(sound))
        if all(nats > FAMILIAR for nats in known.values()):
            return _ALL
        letters, others = (sum(sum(map(str.isalpha, w)) for w in part) for part in (words, sound))
        return _CYRILLIC if letters > 2 * others else frozenset()

    def _swaps(self, words: Sequence[str], line: str) -> Iterable[Swap]:
        """Those worth trying on ``words``, which make up ``line``."""
        usual = self.shortlist(words)
        if len(self.neighbours.suspects(line)) >= _MANY:
            return usual
        strange = self.strange.swaps(words, self.strange.letters.languages(line))
        turning = CYRILLIC_SWAPS if _ODD.search(line) else ()
        splitting = SPLITTING_SWAPS if SPLIT.search(line) else ()
        more = *turning, *splitting, *self.cyrillic.swaps(line)
        return dict.fromkeys((*usual, *strange, *more))

    def _options(
        self, reading: Reading, line: str, swaps: frozenset[Swap]
    ) -> dict[Step, dict[int, list[str]]]:
        """What each step worth trying makes of the words of ``reading``, which are ``line``."""
        options: dict[Step, dict[int, list[str]]] = {}
        for misreading in MISREADINGS:
            if misreading.pattern.search(line):
                words = changed(misreading, reading.words)
                if misreading.table in CYRILLIC_TABLES:
                    words = {n: s for n, s in words.items() if _mostly(reading.words[n], s[0])}
                options[misreading] = words
        # Two swaps in a row are one that nobody made.
        if swaps and not any(swapped(chain) for chain in reading.chains.values()):
            for swap in self._swaps(reading.words, line):
                if swap in swaps:
                    options[swap] = changed(swap, reading.words)
        return options

    def _after(self, reading: Reading, *, swaps: frozenset[Swap]) -> Iterator[Reading]:
        """What one more step makes of ``reading``, where the words read better for it."""
        line = " ".join(reading.words)
        if reading.chains and not len(self.neighbours.suspects(line)):
            return
        options = self._options(reading, line, swaps)
        texts = {text for words in options.values() for said in words.values() for text in said}
        texts.update(reading.words[number] for words in options.values() for number in words)
        ordered = sorted(texts)
        scores = dict(zip(ordered, self.readability.scores(ordered), strict=True))
        size = len(reading.words)
        before = {chain[-1] for chain in reading.chains.values()}
        foreign = {n for n, word in enumerate(reading.words) if not word.isascii()}
        for step, words in options.items():
            if any(_same_as_one(earlier, step) for earlier in before):
                continue
            chosen = best_of(words, scores, reading.words)
            gains = {n: scores[now] - scores[reading.words[n]] for n, now in chosen.items()}
            if isinstance(step, Swap):
                better = {n: gains[n] for n in smoothed(alike(step, gains), size, OPENED)}
            else:
                better = {n: gain for n, gain in gains.items() if gain > WORD_GAIN}
            if sum(better.values()) - step.cost > LEAST_GAIN:
                after = reading.after(step, chosen, better)
                if isinstance(step, Swap):
                    rare = _TWO_KINDS * bool(reading.chains)
                    rare += _LEFT * len(foreign - better.keys()) * step.cyrillic
                    rare += _UNPAIRED * unpaired(reading.words, after.words, better)
                    rare += _STANDING * standing(reading.words, after.words, better)
                    rare += _MISPLACED * misplaced(reading.words, after.words, better)
                    after = replace(after, total=after.total - rare)
                yield after
                # A word misread twice may read no better half-way; the next round tells.
                if len(better) < len(gains) and isinstance(step, Misreading):
                    yield reading.after(step, chosen, gains)


def _same_as_one(earlier: Step, step: Step) -> bool:
    """Whether ``step`` after ``earlier`` is but another name for a single step."""
    return isinstance(earlier, Swap) and isinstance(step, Misreading) and earlier.true == step.table


def _taken_back(word: str) -> list[str]:
    """What taking back each misreading of UTF-8 makes of ``word``, where it makes anything."""
    if not _SEQUENCE.search(word):
        return []
    return [now for misreading in MISREADINGS if (now := misreading.repaired(word)) != word]


def _made_plain(word: str, options: Sequence[str]) -> bool:
    """Whether one of the ``options`` leaves half as many signs outside ASCII as ``word`` has."""
    strange = _strange(word)
    return any(2 * _strange(now) <= strange for now in options)


def _mostly(word: str, now: str) -> bool:
    """Whether most Cyrillic letters of ``word`` were halves of those that it has ``now``.

    Letters of a word that was written in UTF-8 are all halved; two that happen to stand beside
    each other as such halves do are no evidence.
    """
    sequences = len(word) - len(now)
    return len(_LETTER.findall(word)) - 2 * sequences < sequences or bool(_LOST.search(word))


def _strange(word: str) -> int:
    return sum(sign > "\x7f" for sign in word)
