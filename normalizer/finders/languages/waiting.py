"""Words whose evidence can wait until it may decide something."""

import re
from collections.abc import Sequence

from normalizer.finders.languages.evidence import most_of
from normalizer.finders.languages.letters import CYRILLIC_LETTERS, LATIN_LETTERS

SCRIPTS = ("", "Latin", "Cyrillic")
"""The scripts of words that can wait, by their numbers; 0 is for those that can't."""

_PLAIN = re.compile(f"([{LATIN_LETTERS}]+)|([{CYRILLIC_LETTERS}]+)")


def waiting(words: Sequence[str]) -> tuple[int, float]:
    """The number of the script that all ``words`` are in, and the most that they may say, in nats.

    ``(0, 0.0)`` where they are in several, in another one, or hold anything but letters.

    >>> waiting(["Kiew"])[0], waiting(["мост"])[0], waiting(["Kiew", "мост"]), waiting([])
    (1, 2, (0, 0.0), (0, 0.0))
    """
    script = 0
    most = 0.0
    for word in words:
        found = _PLAIN.fullmatch(word)
        number = (found.lastindex or 0) if found else 0
        if not number or script not in (0, number):
            return 0, 0.0
        script = number
        most += most_of(word)
    return script, most
