"""Whether what was decoded reads as text in a language that is known."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

import regex

from normalizer.finders.encoding.readable import Readability
from normalizer.formats.decoding.parts import Part
from normalizer.formats.decoding.tables import UTF_8

_LEAST_FAMILIAR = -4.0
"""Nats a letter, see `Readability.familiarity`; 99 texts of 50 letters in 100 exceed it."""

_LESS_DOUBT = 15.0
"""What is taken back, in nats, of the benefit of the doubt that a few letters are given there."""

_MOST_ODD = 0.2
"""How many signs of all that aren't ASCII may be neither letters known here nor typeset."""

_FEWEST_LETTERS = 3
"""Letters of a script other than Latin that prove anything."""

_FEWEST_PLAIN = 8
"""ASCII letters among which a sign proves anything."""

_MOST_STRAY, _MOST_STRAY_SHARE = 8, 0.1
"""How many bytes in no known encoding may be lost, and what part of all that aren't ASCII."""

_SAMPLE = 1 << 13
_LETTERS = {script: regex.compile(rf"\p{{{script}}}") for script in ("Latin", "Cyrillic", "Arabic")}
_SCRIPTS = {
    script: regex.compile(rf"(?![\x00-\x7f]){pattern.pattern}")
    for script, pattern in _LETTERS.items()
}
_BREAK = regex.compile(r"\p{Ll}(?![\x00-\x7f])\p{Lu}")
_MOST_BREAKS = 0.05
"""Capitals behind small letters, of all signs that aren't ASCII."""

_ODD = regex.compile(
    r"[^\x00-\x7f\p{Latin}\p{Cyrillic}\p{Arabic}\p{M}–—„“”«»‚‘’‹›…€£§°№·•´©®™\xa0\xad]"
)
_NOT_ASCII = regex.compile(r"[^\x00-\x7f]")
_PLAIN = regex.compile("[A-Za-z]")
_STRAY = re.compile(rb"[\x80-\xff]+")


class DoubtError(Exception):
    """The first part in an encoding that nothing bears out."""

    def __init__(self, part: Part) -> None:
        super().__init__(part.encoding)
        self.part = part


def sure(raw: bytes, parts: Sequence[Part], readability: Readability) -> list[Part]:
    """The ``parts``, of which a few stray bytes may now be lost.

    All that is in one encoding is judged together, by its first few thousand letters. Letters
    of a script must be words of one language; signs alone are borne out by being few.

    Raises:
        DoubtError: more than a few bytes are in an encoding that nothing bears out.
    """
    found = list(parts)
    samples = _samples(raw, parts)
    for encoding, sample in samples.items():
        if _is_familiar(sample, readability):
            continue
        guessed = [part for part in parts if part.encoding == encoding]
        if _size(raw, guessed) > min(_MOST_STRAY, _MOST_STRAY_SHARE * _size(raw, parts)):
            raise DoubtError(guessed[0])
        found = [
            other for part in found for other in (_lost(raw, part) if part in guessed else [part])
        ]
    return found


def _samples(raw: bytes, parts: Sequence[Part]) -> dict[str, str]:
    """Text in each encoding but UTF-8, with the ASCII words of its lines: they tell as much."""
    samples: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    last = 0
    for part, after in zip_longest(parts, parts[1:]):
        encoding = part.encoding
        if encoding != UTF_8 and sizes.get(encoding, 0) < _SAMPLE:
            before = raw.rfind(b"\n", last, part.start) + 1
            start = max(before or last, part.start - _SAMPLE)
            end = min(after.start if after else len(raw), part.end + _SAMPLE)
            line = raw.find(b"\n", part.end, end)
            plain = raw[start : part.start], raw[part.end : end if line < 0 else line + 1]
            said = f"{plain[0].decode('ascii')}{part.read(raw)}{plain[1].decode('ascii')}"
            samples.setdefault(encoding, []).append(said)
            sizes[encoding] = sizes.get(encoding, 0) + len(said)
            last = part.end + len(plain[1])
        else:
            last = part.end
    return {encoding: "".join(said) for encoding, said in samples.items()}


def _is_familiar(text: str, readability: Readability) -> bool:
    found = readability.familiarity(text.replace("İ", "I"))
    scripts = [script for script, pattern in _SCRIPTS.items() if pattern.search(text)]
    if not scripts and len(_PLAIN.findall(text)) < _FEWEST_PLAIN:
        return False
    for script in scripts:
        letters = len(_LETTERS[script].findall(text))
        if letters < _FEWEST_LETTERS or found[script] - _LESS_DOUBT / letters < _LEAST_FAMILIAR:
            return False
    signs = len(_NOT_ASCII.findall(text))
    breaks, odd = len(_BREAK.findall(text)), len(_ODD.findall(text))
    return breaks <= _MOST_BREAKS * signs and odd <= _MOST_ODD * signs


def _lost(raw: bytes, part: Part) -> Iterator[Part]:
    for start, end in _high(raw, part):
        yield Part(start, end, UTF_8, lost=True)


def _size(raw: bytes, parts: Iterable[Part]) -> int:
    return sum(end - start for part in parts for start, end in _high(raw, part))


def _high(raw: bytes, part: Part) -> list[tuple[int, int]]:
    return [match.span() for match in _STRAY.finditer(raw, part.start, part.end)]
