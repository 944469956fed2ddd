"""Edits for libraries that hand back a whole new string."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from normalizer.document.findings import Edit
from normalizer.document.span import Span

_LONGEST = 2_000
"""Code points up to which a finer alignment is worth its quadratic cost."""


def edits_between(
    window: Span, before: str, after: str, *, rule: str, evidence: str = ""
) -> Iterator[Edit]:
    """The edits that turn ``before``, standing at ``window``, into ``after``.

    The edits always reproduce ``after`` exactly; where they begin and end is inferred. Call
    it on a line, never on an article. A line of more than 2,000 code points is replaced
    between its common ends in one edit, since a finer alignment costs quadratic time.

    >>> [str(e.removed) for e in edits_between(Span(4, 8), "cafÃ", "café", rule="r")]
    ['Ã']
    """
    start, stop = _common_ends(before, after)
    old, new = before[start : len(before) - stop], after[start : len(after) - stop]
    base = window.start + start
    if old == new:
        return
    if len(old) > _LONGEST or len(new) > _LONGEST:
        yield Edit(Span(base, base + len(old)), old, new, rule, evidence)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield Edit(Span(base + i, base + j), old[i:j], new[k:m], rule, evidence)


def _common_ends(before: str, after: str) -> tuple[int, int]:
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    stop = 0
    while stop < shorter - start and before[-1 - stop] == after[-1 - stop]:
        stop += 1
    return start, stop
