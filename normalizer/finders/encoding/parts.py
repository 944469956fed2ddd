"""The parts that a damaged line falls into, and what stands beside each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from normalizer.finders.encoding.lossy import Segment
from normalizer.finders.encoding.marks import MARKS, chosen_mark

WORDS = regex.compile(r"(?P<Latin>\p{Latin}+)|(?P<Cyrillic>\p{Cyrillic}+)|(?P<Arabic>\p{Arabic}+)")
"""The words of a text, by script."""


@dataclass
class Part:
    """Signs next to each other: what they may have been, with the cost of the guess."""

    options: Segment
    token: int
    said: str = ""
    paid: float = 0.0
    number: int = 0

    @property
    def open(self) -> bool:
        """Whether it may have been more than one thing."""
        return len(self.options) > 1

    @property
    def marks(self) -> bool:
        """Whether a mark is in doubt, which its place decides and no word."""
        return self.open and sum(option in MARKS for option in self.options) > 0


def part_of(options: Segment, token: int) -> Part:
    """The part of that ``token`` that may have been any of the ``options``."""
    return Part(options, token, next(iter(options)) if len(options) == 1 else "")


def shouted(parts: Sequence[Part]) -> bool:
    """Whether the words of a line are capitals for the most part, as far as they are known."""
    said = [word for part in parts if not part.open for word in WORDS.findall(part.said)]
    words = ["".join(word) for word in said]
    return 2 * sum(word.isupper() for word in words if len(word) > 1) > len(words)


def beside(parts: Sequence[Part], part: Part) -> tuple[str, str]:
    """What stands on either side of ``part``, to the ends of the tokens next to its own."""
    near = range(part.token - 1, part.token + 2)
    texts = dict.fromkeys(near, "")
    left = ""
    at = part.number
    while at and parts[at - 1].token in near:
        at -= 1
    while at < len(parts) and parts[at].token in near:
        if at == part.number:
            left = f"{texts[near[0]]} {texts[part.token]}"
            texts[part.token] = ""
        else:
            texts[parts[at].token] += parts[at].said
        at += 1
    return left, f"{texts[part.token]} {texts[near[-1]]}"


def set_marks(parts: Sequence[Part], languages: Mapping[str, str]) -> None:
    """Take the mark that fits its place, from left to right."""
    left, token = "", 0
    for at, part in enumerate(parts):
        if part.token != token:
            left, token = left + " ", part.token
        if part.marks:
            behind = parts[at + 1] if at + 1 < len(parts) else None
            right = behind.said if behind and behind.token == token else " "
            part.said, part.paid = chosen_mark(part.options, left, right or " ", languages)
        left += part.said
