"""UTF-8 that was read with a wrong table and then lost some of its bytes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.tables import bytes_of, letters_of

_BEAM = 16
_GUESSED = 1.5
_DROPPED = 3.0
_CURLED = 6.0
_LEFT = 6.0
"""Nats that it costs to say what a lost byte was, where it went, that a mark was turned, and to
leave the first letter of a sequence alone."""

_STAND_INS = "?\ufffd"

_PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
          "‹": "'", "›": "'", "–": "-", "—": "-", "\xa0": " "}  # fmt: skip
_TURNED = {"“": "”", "”": "“", "‘": "’", "’": "‘"}
_WRONG_SIDE = 5.0
_RARE_SIDE = 1.0
_STARTS = re.compile(r"[^\w\s]+(?=\w)")
_ENDS = re.compile(r"(?<=\w)[^\w\s]+$")
_ELLIPSIS = "..."

_LEADS = {2: range(0xC2, 0xE0), 3: range(0xE1, 0xE4)}
"""First bytes by the length of their sequence, as far as letters and marks of news need them."""

_LEAD_BYTES = [byte for leads in _LEADS.values() for byte in leads]
_FOLLOW = range(0x80, 0xC0)
_C1_END = 0xA0
_SIGNS = frozenset("\xa0«»°§·©®²³½–—‘’‚“”„†•…‰‹›€™")


@dataclass(frozen=True)
class LossyMisreading:
    """Reads back what ``table`` made of UTF-8, where bytes are missing or were replaced.

    A byte the table leaves undefined became U+FFFD or ``?`` or nothing; a no-break space, a
    curly mark or a dash became its plain sister. With ``lowered`` the text lost its capitals.
    """

    table: str
    neighbours: Neighbours = field(compare=False, repr=False)
    lowered: bool = False

    @cached_property
    def name(self) -> str:
        """How it is called in evidence."""
        lost = "capitals" if self.lowered else "bytes"
        return f"utf-8 read as {self.table}, {lost} lost"

    @property
    def cost(self) -> float:
        """Nats; what is guessed has its cost in the search already."""
        return 0.0

    def repaired(self, text: str) -> str:
        """``text`` with each word as it most likely was, by neighbouring signs alone."""
        return self._token.sub(lambda word: next(iter(self.readings(word[0]))), text)

    def tokens(self, text: str) -> Iterator[re.Match[str]]:
        """The words of ``text``; one goes on where its no-break space became a blank."""
        return self._token.finditer(text)

    def damaged(self, word: str) -> bool:
        """Whether ``word`` holds the first letter of a sequence at all."""
        return self._lead.search(word) is not None

    def readings(self, word: str) -> dict[str, float]:
        """What ``word`` may have been and the cost of the guesses, in nats.

        By neighbouring signs the likeliest comes first.

        >>> lossy = LossyMisreading("cp1252", Neighbours())
        >>> next(iter(lossy.readings("Ñ�ÐºÐ°Ð·Ð°Ð»").items()))
        ('сказал', 1.5)
        """
        codes, scores = self.neighbours.signs, self.neighbours.scores
        blank = codes[ord(" ")]
        states: dict[int, list[tuple[float, int, str, float]]] = {0: [(0.0, blank, "", 0.0)]}
        for at in range(len(word)):
            kept = sorted(states.pop(at, ()), reverse=True)[:_BEAM]
            for sign, length, cost in self._options(word, at) if kept else ():
                code = codes[min(ord(sign), 0xFFFF)]
                after = states.setdefault(at + length, [])
                after += (
                    (score + float(scores[before, code]) - cost, code, said + sign, paid + cost)
                    for score, before, said, paid in kept
                )
        ends = sorted(states.get(len(word), ()), reverse=True)
        found: dict[str, float] = {}
        for _, _, said, paid in ends:
            found.setdefault(said, paid)
        return found

    def _options(self, word: str, at: int) -> Iterator[tuple[str, int, float]]:
        """What may begin at ``at``: a sign, how much of ``word`` it takes, and its cost."""
        whole = False
        for byte in self._bytes.get(word[at], ()):
            count = next((count for count, leads in _LEADS.items() if byte in leads), 0)
            for raw, end, cost in self._sequences(word, at + 1, bytes([byte]), count - 1):
                sign = _decoded(raw)
                if sign and (sign in _SIGNS or sign.lower() in self.neighbours.letters):
                    yield sign, end - at, cost
                    whole = whole or not cost
        if not whole:
            lead = bool({*self._bytes.get(word[at], ())} & {*_LEAD_BYTES})
            yield word[at], 1, _LEFT * lead

    def _sequences(
        self, word: str, at: int, raw: bytes, missing: int, cost: float = 0.0
    ) -> Iterator[tuple[bytes, int, float]]:
        """Each way to fill up ``raw`` from ``at`` on, where that ends, and its cost."""
        if missing == 0:
            yield raw, at, cost
        elif missing > 0:
            for byte, length, more in self._follows(word, at):
                yield from self._sequences(
                    word, at + length, raw + bytes([byte]), missing - 1, cost + more
                )

    def _follows(self, word: str, at: int) -> Iterator[tuple[int, int, float]]:
        """The bytes that may follow at ``at``, how much of ``word`` each takes, its cost."""
        sign = word[at : at + 1]
        if sign:
            for byte in self._bytes.get(sign, ()):
                if byte in _FOLLOW:
                    yield byte, 1, 0.0
            for byte in self._replaced.get(sign, ()):
                yield byte, 1, _GUESSED
            if (turned := _TURNED.get(sign)) and bytes_of(self.table).get(turned, 0) in _FOLLOW:
                yield bytes_of(self.table)[turned], 1, _CURLED
            if word.startswith(_ELLIPSIS, at) and bytes_of(self.table).get("…", 0) in _FOLLOW:
                yield bytes_of(self.table)["…"], len(_ELLIPSIS), _GUESSED
        if not sign or sign not in _STAND_INS or at == len(word) - 1:
            for byte in self._undefined:
                yield byte, 0, _DROPPED

    @cached_property
    def _bytes(self) -> Mapping[str, tuple[int, ...]]:
        """The bytes a sign may stand for; in text without capitals that may be two."""
        found: dict[str, tuple[int, ...]] = {}
        for letter, byte in bytes_of(self.table).items():
            small = letter.lower() if self.lowered else letter
            found[small] = (*found.get(small, ()), byte)
        return found

    @cached_property
    def _replaced(self) -> Mapping[str, tuple[int, ...]]:
        """The bytes a plain sign may stand in for."""
        found: dict[str, tuple[int, ...]] = dict.fromkeys(_STAND_INS, self._undefined)
        for letter, plain in _PLAIN.items():
            byte = bytes_of(self.table).get(letter, 0)
            if byte in _FOLLOW:
                found[plain] = (*found.get(plain, ()), byte)
        return found

    @cached_property
    def _undefined(self) -> tuple[int, ...]:
        """The bytes that stand for nothing in the table, or for a control that got stripped."""
        letters = letters_of(self.table)
        return tuple(byte for byte in range(_FOLLOW[0], _C1_END) if letters[byte] == chr(byte))

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return re.compile(f"[{self._letters(_LEAD_BYTES)}]")

    @cached_property
    def _token(self) -> re.Pattern[str]:
        # `à` and `Р` end in the byte of a no-break space; other letters of news do not. In a few
        # tables the last byte of a German mark is one.
        letter = self._letters((0xC2, 0xC3, 0xC5, 0xD0))
        mark = f"[{self._letters((0xE2,))}][{self._letters((0x80,))}]"
        return re.compile(f"(?:[^ \\t\\n]|(?:(?<=[{letter}])|(?<={mark})) )+")

    def _letters(self, places: Sequence[int]) -> str:
        return "".join(re.escape(sign) for sign, at in self._bytes.items() if set(at) & set(places))


def misplaced(word: str) -> float:
    """What it costs, in nats, that marks of ``word`` stand where they rarely do.

    >>> misplaced("„Ja“"), misplaced("”Ja„")
    (0.0, 10.0)
    """
    starts, ends = _STARTS.match(word), _ENDS.search(word)
    first, last = starts[0] if starts else "", ends[0] if ends else ""
    cost = _WRONG_SIDE * (sum(map("”’»›".count, first)) + sum(map("„‚«‹".count, last)))
    return cost + _RARE_SIDE * (sum(map("“‘".count, first)))


@lru_cache(maxsize=4096)
def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
