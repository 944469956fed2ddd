"""Which lines of an article look like paragraphs of its body."""

import re

BODY_LENGTH = 80
"""Code points from which a line that ends like a sentence counts as a body paragraph."""

_STOPS = frozenset(".!?…:。！？")
_SENTENCE_END = re.compile(rf"[{''.join(sorted(_STOPS))}][\s)\]»“”\"’‘'›]{{0,4}}\Z")

_SIGNATURE = re.compile(
    r"\w[.!?…][»“”\"]? {0,2}(?:\([^\W\d_]{2,5}(?:[/, -]{1,2}[^\W\d_]{2,5}){0,3}\)"
    r"|[A-ZÀ-ÝА-ЯĂÂÊÔƠƯ]{2,12}(?: [A-ZÀ-ÝА-ЯĂÂÊÔƠƯ]{2,12}){1,2}|[-–—/|] ?[^\W\d_]{2,12})\Z"
)
_LONGEST_SIGNATURE = 48


def is_sentence(line: str) -> bool:
    """Whether ``line`` ends as a sentence does.

    >>> is_sentence("Er sagte: „Nein.“"), is_sentence("Leave a Reply")
    (True, False)
    """
    return line[-1:] in _STOPS or _SENTENCE_END.search(line[-8:]) is not None


def is_signed(line: str) -> bool:
    """Whether ``line`` ends as a sentence does but for who wrote it.

    >>> is_signed("Der Ausschuss tagte. (kb/dpa)"), is_signed("Blick auf Bonn. (Foto: Kling)")
    (True, False)
    """
    return _SIGNATURE.search(line[-_LONGEST_SIGNATURE:]) is not None


def is_body(line: str) -> bool:
    """Whether ``line`` looks like a paragraph of an article, at least 80 code points long."""
    return len(line) >= BODY_LENGTH and is_sentence(line)
