"""Whole sentences of the natural layer that a frame of reported speech can stand around."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from filler import Filler
from pairs import read_layer

_SIGNS = re.compile(r'[«»„“”"():;–—…!?]')
_SPEAKER = re.compile(
    r"\b(?:я|мы|мне|меня|нам|нас|наш\w*|мой|моя|моё|мои|вы|вам|вас|ваш\w*)\b"
    r"|\b(?:сообщ|заяв|сказ|переда|пиш|утвержд|подчеркн|добав|слов)\w*",
    re.IGNORECASE,
)
_FEWEST, _MOST = 4, 18


@lru_cache(maxsize=1)
def framed() -> list[tuple[str, str]]:
    """Choose the sentences: statements that name no speaker and say neither I nor we.

    Returns:
        Both sides of each, without the final point.
    """
    pairs = ((pair.source, pair.target) for pair in read_layer("natural"))
    return [
        (russian[:-1], german[:-1])
        for russian, german in pairs
        if russian.endswith(".")
        and german.endswith(".")
        and russian[0].isupper()
        and german[0].isupper()
        and _FEWEST <= russian.count(" ") + 1 <= _MOST
        and not _SIGNS.search(russian + german)
        and not _SPEAKER.search(russian)
    ]


def draw_sentence(rng: random.Random) -> Filler:
    """Draw a sentence.

    Args:
        rng: Source of randomness.

    Returns:
        The sentence without its point; it has one form.
    """
    russian, german = rng.choice(framed())
    return Filler(lambda _: russian, lambda _: german)
