"""Which lines of an article look like paragraphs of its body."""

import re

BODY_LENGTH = 80
"""Code points from which a line that ends like a sentence counts as a body paragraph."""

_STOPS = frozenset(".!?…:。！？")
_SENTENCE_END = re.compile(rf"[{''.join(sorted(_STOPS))}][\s)\]»“”\"’‘'›]{{0,4}}\Z")


def is_sentence(line: str) -> bool:
    """Whether ``line`` ends as a sentence does.

    >>> is_sentence("Er sagte: „Nein.“"), is_sentence("Leave a Reply")
    (True, False)
    """
    return line[-1:] in _STOPS or _SENTENCE_END.search(line[-8:]) is not None


def is_body(line: str) -> bool:
    """Whether ``line`` looks like a paragraph of an article, at least 80 code points long."""
    return len(line) >= BODY_LENGTH and is_sentence(line)
