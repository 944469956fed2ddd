"""What taking a wrong reading back makes of the words of a line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from normalizer.finders.encoding.readable import oddities
from normalizer.finders.encoding.tables import Step, Swap

Chain = tuple[Step, ...]
"""Wrong readings, the last one first: the order in which they are taken back."""

Mark = tuple[int, int]
"""The number of a word, and how many signs a mark leaves at its end."""

_TYPED_WORD = -1.5
_ALIKE = 3.0
"""Nats for a word that could be damaged like its neighbours, in another script than all else."""

_FRAMED = 3.0
"""Nats for marks that are whole around words, since their partners are."""

STRAY = 6.0
"""Nats that a sign nobody types costs a reading, and marks that are no part of a word."""

_EDGES = re.compile(r"([„“”‚‘’«»‹›\"'(\[]*)(.*?)([„“”‚‘’«»‹›\"')\],.;:!?]*)", re.DOTALL)
_APART = "«‹"
_DASHES = "–—"
_LOW = frozenset("„‚")
_CURRENCY = "€"
_AMOUNT = re.compile(r"\d")
CLOSERS = {
    "„": "“”", "“": "”", "”": "”", "‚": "‘’", "‘": "’", "’": "’", "«": "»", "»": "«",
    "‹": "›", "›": "‹",
}  # fmt: skip


def taken_back(chain: Chain, words: Sequence[str]) -> dict[int, list[str]]:
    """What the steps of ``chain``, one after another, make of the words they change."""
    now = list(words)
    for step in chain[:-1]:
        for number, options in changed(step, now).items():
            now[number] = options[0]
    last = changed(chain[-1], now)
    return last | {n: [word] for n, word in enumerate(now) if n not in last and word != words[n]}


def changed(step: Step, words: Sequence[str]) -> dict[int, list[str]]:
    """What ``step`` makes of the words it changes: whole, or without the marks around them."""
    known = tuple(words)
    frames = _frames(known) if isinstance(step, Swap) else {}
    found: dict[int, list[str]] = {}
    for number, word in _beyond_ascii(known):
        options = []
        if (repaired := step.repaired(word)) != word:
            options.append(repaired)
        if number in frames:
            left, right = frames[number]
            inner = word[left : len(word) - right]
            if (repaired := step.repaired(inner)) != inner:
                options.append(word[:left] + repaired + word[len(word) - right :])
        if options:
            found[number] = options
    return found


# Of the same few words many steps are asked one after the other.
@lru_cache(maxsize=8)
def _beyond_ascii(words: tuple[str, ...]) -> Sequence[tuple[int, str]]:
    """The ``words`` that aren't ASCII, and their numbers."""
    return [(number, word) for number, word in enumerate(words) if not word.isascii()]


@lru_cache(maxsize=8)
def _frames(words: tuple[str, ...]) -> Mapping[int, tuple[int, int]]:
    """How many signs at the ends of a word may belong to a pair of marks around some words."""
    frames: dict[int, tuple[int, int]] = {}
    for openings, closing in _pairs(words):
        for number, taken in openings:
            frames[number] = (taken, frames.get(number, (0, 0))[1])
        number, taken = closing
        frames[number] = (frames.get(number, (0, 0))[0], max(taken, frames.get(number, (0, 0))[1]))
    return frames


@lru_cache(maxsize=8)
def _pairs(words: tuple[str, ...]) -> Sequence[tuple[list[Mark], Mark]]:
    """Each closing mark of ``words`` and the opening ones it may belong to, innermost first.

    A letter that was misread as an opening mark may stand between the two.
    """
    openers: list[tuple[Mark, str]] = []
    found: list[tuple[list[Mark], Mark]] = []
    for number, word in _beyond_ascii(words):
        match = _EDGES.fullmatch(word)
        if match is None:
            continue
        # Only a French mark opens anything with a blank behind it.
        last = len(match[1]) - 1 if not match[2] else len(word)
        marks = [sign if at < last or sign in _APART else "" for at, sign in enumerate(match[1])]
        openers += (((number, place + 1), sign) for place, sign in enumerate(marks))
        for place in range(match.start(3), len(word)):
            able = [at for at, (_, s) in enumerate(openers) if word[place] in CLOSERS.get(s, "")]
            if able:
                opening = [openers[at][0] for at in reversed(able)]
                found.append((opening, (number, len(word) - place)))
                del openers[able[-1] :]
    return found


def unpaired(said: Sequence[str], now: Sequence[str], numbers: Iterable[int]) -> int:
    """How many words of those ``numbers`` begin with a new opening mark that nothing closes.

    Before a small letter at the beginning of the line an old one counts as well.

    >>> unpaired(["Óåñòà", "spielt."], ["”еста", "spielt."], [0])
    1
    """
    found = 0
    for number in numbers:
        before, after = (_EDGES.match(words[number]) for words in (said, now))
        marks = after[1].lstrip("(['\"") if after else ""
        small = number == 0 and after is not None and now[0][after.end(1) :][:1].islower()
        if marks and before and (marks[0] not in before[1] or small):
            rest = "".join(now[number:]).split(marks[0], 2)[1]
            found += not any(closer in rest for closer in CLOSERS.get(marks[0], ""))
    return found


def standing(said: Sequence[str], now: Sequence[str], numbers: Iterable[int]) -> int:
    """How many words of those ``numbers`` are letters now and were dashes by themselves.

    >>> standing(["—", "‰‡"], ["С", "да"], [0, 1])
    1
    """
    return sum(said[number] in _DASHES and now[number].isalpha() for number in numbers)


def misplaced(said: Sequence[str], now: Sequence[str], numbers: Iterable[int]) -> int:
    """How many words of those ``numbers`` have signs now where nobody puts them.

    Such are a low mark at the end, since it opens a quotation, and a new currency sign without an
    amount.

    >>> misplaced(["Ç‚", "ãîíêå"], ["З‚", "гонке"], [0, 1])
    1
    >>> misplaced(["ˆ", "30", "ˆ", "è"], ["€", "30", "€", "и"], [0, 2, 3])
    0
    >>> misplaced(["ˆ", "æåíùèíû"], ["€", "женщины"], [0, 1])
    1
    """
    found = 0
    for number in numbers:
        word = now[number]
        if word == _CURRENCY:
            near = now[max(0, number - 1) : number + 2]
            found += said[number] != word and not any(map(_AMOUNT.search, near))
        else:
            found += word[-1:] in _LOW
    return found


def alike(step: Step, gains: Mapping[int, float]) -> dict[int, float]:
    """The ``gains`` of words by which runs of damage are found; misread Cyrillic has neighbours."""
    more = _ALIKE if isinstance(step, Swap) and step.cyrillic else 0.0
    return {number: gain + more for number, gain in gains.items()}


def against(step: Step, words: Sequence[str]) -> dict[int, float]:
    """What words of plain ASCII letters say against a run of misread Cyrillic around them."""
    if not (isinstance(step, Swap) and step.cyrillic):
        return {}
    return {n: _TYPED_WORD for n, word in enumerate(words) if word.isascii() and word.isalpha()}


def best_of(
    options: Mapping[int, Sequence[str]], scores: Mapping[str, float], words: Sequence[str]
) -> dict[int, str]:
    """The option of each of ``words`` that reads best; without marks around it if there are any.

    A closing mark is one if the word with its partner reads better so as well, or both together.
    """

    def score(text: str) -> float:
        return scores[text] - STRAY * oddities(text)

    chosen = {number: said[0] for number, said in options.items()}
    kept = {number: _framed(words[number], said) for number, said in options.items()}
    kept = {number: now for number, now in kept.items() if now != chosen[number]}
    # What was read as a mark within words is no proof of a pair around others.
    letters = {sign for n in options for sign in _inside(words[n]) if sign in CLOSERS}
    framed = {
        n: score(now) - score(chosen[n]) + _FRAMED * letters.isdisjoint(words[n])
        for n, now in kept.items()
    }
    # That a word is better as it stands says nothing of its mark.
    framed = {n: gain if kept[n] != words[n] else min(gain, 0.0) for n, gain in framed.items()}
    for openings, (closing, _) in _pairs(tuple(words)) if framed else ():
        # A word that is the same without its mark has but one option.
        pairs = [{n, closing} & framed.keys() for n, _ in openings]
        gains = [sum(framed[n] for n in pair) for pair in pairs]
        best = max(gains, default=0.0)
        if best > 0.0:
            for number in pairs[gains.index(best)]:
                chosen[number] = kept[number]
    return {number: now for number, now in chosen.items() if now != words[number]}


def _inside(word: str) -> str:
    """What stands between the marks around ``word``."""
    match = _EDGES.fullmatch(word)
    return match[2] if match else ""


def _framed(word: str, options: Sequence[str]) -> str:
    """The one of ``options`` for ``word`` that keeps the marks around it, or as it stands."""
    if len(options) > 1:
        return options[1]
    (only,) = options
    marks = _EDGES.fullmatch(word)
    kept = marks is not None and only.startswith(marks[1]) and only.endswith(marks[3])
    return only if kept else word


def smoothed(
    gains: Mapping[int, float],
    words: int,
    switch: float,
    *,
    expected: bool = False,
    lead: float = 0.0,
) -> dict[int, float]:
    """Those gains that lie in runs of words worth opening: the best path of two states.

    Opening a run costs ``switch``; where damage is ``expected`` so does ending it, and the
    line may begin in it, with a ``lead``.
    """
    end = switch if expected else 0.0
    sound, damaged = 0.0, lead if expected else -switch
    steps = []
    for number in range(words):
        closes, opens = damaged - end > sound, sound - switch > damaged
        steps.append((closes, opens))
        sound, damaged = (
            max(sound, damaged - end),
            max(damaged, sound - switch) + gains.get(number, 0.0),
        )
    inside = damaged > sound
    chosen: dict[int, float] = {}
    for number in range(words - 1, -1, -1):
        closes, opens = steps[number]
        if inside and number in gains:
            chosen[number] = gains[number]
        inside = (not opens) if inside else closes
    return chosen
