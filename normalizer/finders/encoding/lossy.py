"""UTF-8 that was read with a wrong table and then lost some of its bytes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.tables import Misreading, bytes_of, letters_of, undefined_in

Segment = Mapping[str, float]
"""What a few signs of a word may have been, and what it costs to say so, in nats."""

_GUESSED = 1.5
_DROPPED = 3.0
_LEFT = 6.0
_UNLIKE = 6.0
"""Nats that it costs to say what a lost byte was, where it went, to leave the first letter of a
sequence alone, and to say of one byte what others of the line deny."""

_STAND_INS = "?\ufffd"

_PLAIN = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'",
          "‹": "'", "›": "'", "–": "-", "—": "-", "\xa0": " "}  # fmt: skip
_ELLIPSIS = "..."

_LEADS = {2: range(0xC2, 0xE0), 3: range(0xE1, 0xE4)}
"""First bytes by the length of their sequence, as far as letters and marks of news need them."""

_LEAD_BYTES = [byte for leads in _LEADS.values() for byte in leads]
_COMMON_LEADS = (0xC2, 0xC3, 0xC4, 0xC5, 0xD0, 0xD1, 0xE2)
_FOLLOW = range(0x80, 0xC0)
_STRIPPED = (*range(0x80, 0xA0), 0xAD)
_SIGNS = frozenset("\xa0«»°§·©®²³½–—‘’‚“”„†•…‰‹›€™")
_REACH = 6
"""Signs from the first letter of a sequence on that tell what it may have been."""

_REMEMBERED = 20_000
_NOTHING = "\ue000"
"""A sign no text has, where a table has none of those asked for."""


@dataclass(frozen=True)
class Traits:
    """What the line around shows of the loss.

    Whether bytes were ``replaced`` or ``dropped``, which nobody does both, and which of the signs
    that a loss makes plain were ``kept``.
    """

    replaced: bool = False
    dropped: bool = False
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LossyMisreading:
    """Reads back what ``table`` made of UTF-8, where bytes are missing or were replaced.

    A byte the table leaves undefined became U+FFFD or ``?`` or nothing; a no-break space, a
    curly mark or a dash became its plain sister. With ``lowered`` the text lost its capitals,
    with ``turned`` nothing but the direction of its marks.
    """

    table: str
    neighbours: Neighbours = field(compare=False, repr=False)
    lowered: bool = False
    turned: bool = False

    @cached_property
    def name(self) -> str:
        """How it is called in evidence."""
        loss = "capitals lost" if self.lowered else "marks turned" if self.turned else "bytes lost"
        return f"utf-8 read as {self.table}, {loss}"

    @property
    def cost(self) -> float:
        """Nats; what is guessed has its cost in the search already."""
        return 0.0

    def repaired(self, text: str) -> str:
        """``text`` with each word put right that lost nothing; the rest takes a whole line."""
        return self._sound.repaired(text)

    def tokens(self, text: str) -> Iterator[re.Match[str]]:
        """The words of ``text``; one goes on where its no-break space became a blank."""
        return self._token.finditer(text)

    def damaged(self, word: str) -> bool:
        """Whether ``word`` holds the first letter of a sequence at all."""
        return self._lead.search(word) is not None

    def sequences(self, text: str) -> int:
        """How many signs of ``text`` are the first letter of a sequence."""
        return len(self._lead.findall(text))

    def incomplete(self, text: str) -> bool:
        """Whether a sequence of ``text`` that began doesn't go on."""
        return self._dropping.search(text) is not None

    def traits(self, text: str) -> Traits:
        """What ``text`` shows of its loss."""
        kept = {match[0][-1] for match in self._kept.finditer(text)}
        dropped = self.incomplete(text)
        replaced = self._replacing if dropped else self._plainly
        return Traits(replaced.search(text) is not None, dropped, frozenset(kept))

    def segments(self, word: str, traits: Traits) -> list[Segment]:
        """What ``word`` may have been, cut where all readings of it agree on a cut.

        >>> lossy = LossyMisreading("cp1252", Neighbours())
        >>> [sorted(part) for part in lossy.segments("Ð½Ñ�", Traits(replaced=True))][0]
        ['н']
        """
        if (whole := None if self.lowered else self._sound.whole(word)) is not None:
            return [{whole: 0.0}]
        found: list[Segment] = []
        start, states = 0, {0: {"": 0.0}}
        while start < len(word):
            at = min(states)
            if at > start and len(states) == 1:
                found.append(states[at])
                start, states = at, {at: {"": 0.0}}
                continue
            before = states.pop(at)
            for sign, length, cost in self._options(word, at, traits):
                after = states.setdefault(at + length, {})
                for said, paid in before.items():
                    after[said + sign] = min(paid + cost, after.get(said + sign, 1e9))
        return found

    def _options(self, word: str, at: int, traits: Traits) -> Sequence[tuple[str, int, float]]:
        """What may begin at ``at``: a sign, how much of ``word`` it takes, and its cost."""
        leads = [byte for byte in self._bytes.get(word[at], ()) if byte in self._started]
        if not leads:
            return ((word[at], 1, 0.0),)
        behind = word[at + 1 : at + 2]
        if leads[-1] in _LEADS[2] and behind != ".":
            # Of what stands behind a sequence of two it only matters whether there is anything.
            key = word[at] + behind + _NOTHING * (at + 2 < len(word)), traits
        else:
            key = word[at : at + _REACH], traits
        if key not in self._remembered:
            if len(self._remembered) > _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = self._begun(key[0], leads, traits)
        return self._remembered[key]

    def _begun(
        self, word: str, leads: Sequence[int], traits: Traits
    ) -> Sequence[tuple[str, int, float]]:
        """What ``word`` may begin with where its first letter stands for one of ``leads``."""
        found: list[tuple[str, int, float]] = []
        behind = self._may_be(word[1:2])
        for lead in leads:
            for sign, follows in self._started[lead]:
                if follows[0] not in behind:
                    continue
                ways = [(1, 0.0)]
                for byte in follows:
                    ways = [
                        (at + length, paid + cost)
                        for at, paid in ways
                        for length, cost in self._ways(word, at, byte, traits)
                    ]
                found += ((sign, end, paid) for end, paid in ways)
        whole = [option for option in found if option[2] == 0.0]
        return whole or [*found, (word[0], 1, _LEFT)]

    def _ways(self, word: str, at: int, byte: int, traits: Traits) -> Iterator[tuple[int, float]]:
        """How much of ``word`` from ``at`` on may stand for ``byte``, and what it costs."""
        sign = word[at : at + 1]
        letter = self._letters_of[byte]
        if sign and byte in self._bytes.get(sign, ()):
            yield 1, 0.0
        elif sign and sign in _STAND_INS and byte in self._undefined:
            yield 1, _GUESSED
        elif sign and _PLAIN.get(letter) == sign:
            denied = "\xa0" in traits.kept if sign == " " else bool(traits.kept - {"\xa0"})
            yield 1, _GUESSED + _UNLIKE * denied
        elif letter == "…" and word.startswith(_ELLIPSIS, at):
            yield len(_ELLIPSIS), _GUESSED
        if byte in self._undefined and (not sign or sign not in _STAND_INS or at == len(word) - 1):
            unlike = 2 * traits.replaced + (not traits.dropped)
            yield 0, _DROPPED + _UNLIKE * 0.5 * unlike

    def _may_be(self, sign: str) -> frozenset[int]:
        """The bytes for which there are `_ways` where ``sign`` stands: few of all."""
        if sign not in self._known_bytes:
            plain = {
                byte for byte, letter in enumerate(self._letters_of)
                if _PLAIN.get(letter) == sign or (letter == "…" and sign == ".")
            }  # fmt: skip
            found = self._undefined | plain | {*self._bytes.get(sign, ())}
            self._known_bytes[sign] = found
        return self._known_bytes[sign]

    @cached_property
    def _known_bytes(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def _remembered(self) -> dict[tuple[str, Traits], Sequence[tuple[str, int, float]]]:
        return {}

    @cached_property
    def _sound(self) -> Misreading:
        return Misreading(self.table)

    @cached_property
    def _letters_of(self) -> str:
        return letters_of(self.table)

    @cached_property
    def _bytes(self) -> Mapping[str, tuple[int, ...]]:
        """The bytes a sign may stand for; in text without capitals that may be two."""
        found: dict[str, tuple[int, ...]] = {}
        for letter, byte in bytes_of(self.table).items():
            small = letter.lower() if self.lowered else letter
            found[small] = (*found.get(small, ()), byte)
        return found

    @cached_property
    def _started(self) -> Mapping[int, Sequence[tuple[str, bytes]]]:
        """For each first byte the signs of news that begin so, with the bytes behind it."""
        letters = {sign for known in self.neighbours.letters for sign in (known, known.upper())}
        found: dict[int, list[tuple[str, bytes]]] = {}
        for sign in sorted(_SIGNS | letters):
            raw = sign.encode("utf-8")
            if raw[0] in _LEADS.get(len(raw), ()):
                found.setdefault(raw[0], []).append((sign, raw[1:]))
        return found

    @cached_property
    def _undefined(self) -> frozenset[int]:
        """The bytes that stand for nothing in the table, or for a control that got stripped."""
        letters = letters_of(self.table)
        controls = {byte for byte in _STRIPPED if letters[byte] == chr(byte)}
        return frozenset(controls | (undefined_in(self.table) & {*_FOLLOW}))

    @cached_property
    def _lead(self) -> re.Pattern[str]:
        return re.compile(f"[{self._letters(_LEAD_BYTES)}]")

    @cached_property
    def _replacing(self) -> re.Pattern[str]:
        return re.compile(f"[{self._letters(_COMMON_LEADS)}](?:\ufffd|\\?(?=\\S))")

    @cached_property
    def _plainly(self) -> re.Pattern[str]:
        return re.compile(f"{self._replacing.pattern}|[{self._letters(_COMMON_LEADS)}][\"'-]")

    @cached_property
    def _dropping(self) -> re.Pattern[str]:
        leads = self._letters(_COMMON_LEADS)
        return re.compile(f"[{leads}](?:[{leads}]|[!#-&(-,./-~]|$)")

    @cached_property
    def _kept(self) -> re.Pattern[str]:
        follows = {bytes_of(self.table).get(sign, 0): sign for sign in _PLAIN}
        kept = "".join(sign for byte, sign in follows.items() if byte in _FOLLOW)
        middle = self._letters((0x80,))
        return re.compile(f"[{self._letters(_COMMON_LEADS)}][{middle}]?[{kept or _NOTHING}]")

    @cached_property
    def _token(self) -> re.Pattern[str]:
        # `à` and `Р` end in the byte of a no-break space; other letters of news do not. In a few
        # tables the last byte of a German mark is one.
        letter = self._letters((0xC2, 0xC3, 0xC5, 0xD0))
        mark = f"[{self._letters((0xE2,))}][{self._letters((0x80,))}]"
        return re.compile(f"(?:[^ \\t\\n]|(?:(?<=[{letter}])|(?<={mark})) )+")

    def _letters(self, places: Sequence[int]) -> str:
        signs = (re.escape(sign) for sign, at in self._bytes.items() if set(at) & set(places))
        return "".join(signs) or _NOTHING
