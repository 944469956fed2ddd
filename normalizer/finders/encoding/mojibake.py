"""What ftfy finds in lines that were decoded wrongly, beyond misread tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import BADNESS_RE

from normalizer.document.diff import edits_between
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.pairs import Kind
from normalizer.finders.encoding.pieces import lines_at

RULE = "encoding.mojibake"
CONTROLS = "encoding.control-characters"

UNSEEN_SIGNS = (
    "\x00-\x08\x0b\x0e-\x1f\x7f\N{INHIBIT SYMMETRIC SWAPPING}-\N{NOMINAL DIGIT SHAPES}"
    "\N{INTERLINEAR ANNOTATION ANCHOR}-\N{INTERLINEAR ANNOTATION TERMINATOR}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""Ranges, for a character class, of signs no reader sees."""

_SAFE = TextFixerConfig(
    unescape_html=False,  # `find_entities` places each one by itself
    uncurl_quotes=False,  # German quotation marks are not damage
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,  # U+0085 is half a letter in mojibake
    normalization=None,
)
_CONTROL = re.compile(f"[{UNSEEN_SIGNS}]")
_AROUND = 8
"""Code points on either side of a suspect in which ftfy sees damage, with some to spare."""

_C1 = re.compile("[\x80-\x9f]")
_MARKS = re.compile("[„“”‚‘’‹›–—…]")
_LOSS = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class FindMojibake:
    r"""Takes what ftfy repairs in a line and drops control characters.

    One line at a time: a page may join text from several encodings, and a repair that holds
    for one line must not be forced on its neighbours. Quotation marks, ligatures, widths and
    normalization forms are left alone, and so is what would still look damaged.

    >>> find = FindMojibake()
    >>> [edit.inserted for edit in find(Document("Er sagte: \x84Ja\x93."))]
    ['„', '“']
    >>> list(find(Document("„voilà“ l’été")))
    []
    """

    neighbours: Neighbours = field(default_factory=Neighbours)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """Small edits; the steps of ftfy are their evidence."""
        text = document.text
        pairs = self.neighbours.pairs(text)
        for line in lines_at(text, pairs.places(Kind.UNWRITTEN | Kind.LOOK).tolist()):
            span = Span(line.start, min(line.end + 1, len(text)))
            said = span.of(text)
            if _is_bad(said, pairs.within(line).places(Kind.UNWRITTEN).tolist()):
                yield from self._edits(span, said, RULE)
            elif _CONTROL.search(said):
                yield from self._edits(span, said, CONTROLS)

    def _edits(self, span: Span, line: str, rule: str) -> Iterator[Edit]:
        repaired, steps = fix_and_explain(line, _SAFE)
        evidence = " > ".join(f"{step.action} {step.parameter}" for step in steps or ())
        for edit in edits_between(span, line, repaired, rule=rule, evidence=evidence):
            if _LOSS in edit.inserted and _LOSS not in edit.removed:
                continue
            before = line[: edit.span.start - span.start][-1:]
            after = line[edit.span.end - span.start :][:1]
            if (
                not edit.inserted
                or _is_mark(before, edit, after)
                or not self._damaged(before + edit.inserted + after)
            ):
                yield edit

    def _damaged(self, text: str) -> bool:
        """Whether signs within ``text`` never follow each other; its ends don't count."""
        suspects = self.neighbours.suspects(text)
        return any(0 < place < len(text) for place in suspects.tolist())


def _is_mark(before: str, edit: Edit, after: str) -> bool:
    """Whether a control becomes a mark where a word begins or ends, and not within one."""
    marks = _C1.fullmatch(edit.removed) and _MARKS.fullmatch(edit.inserted)
    return bool(marks) and not (before.isalnum() and after.isalnum())


def _is_bad(line: str, suspects: Sequence[int]) -> bool:
    """Whether ftfy sees damage at one of ``suspects``, offsets into ``line`` in order.

    Its pattern is slow, and clean lines with a rare name in them are many.
    """
    start = end = 0
    for place in suspects:
        if place - _AROUND > end:
            if BADNESS_RE.search(line, start, end):
                return True
            start = place - _AROUND
        end = place + _AROUND
    return BADNESS_RE.search(line, start, end) is not None
