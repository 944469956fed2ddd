"""Text that was decoded with the wrong encoding, such as ``Ã©`` for ``é``."""

import re
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import is_bad

from normalizer.document.diff import edits_between
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span

RULE = "encoding.mojibake"
CONTROLS = "encoding.control-characters"

_SAFE = TextFixerConfig(
    unescape_html=False,  # `find_entities` places each one by itself
    uncurl_quotes=False,  # German quotation marks are not damage
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,  # U+0085 is half a letter in mojibake
    normalization=None,
)
_CONTROLS = (
    "\x00-\x08\x0b\x0e-\x1f\x7f\N{INHIBIT SYMMETRIC SWAPPING}-\N{NOMINAL DIGIT SHAPES}"
    "\N{INTERLINEAR ANNOTATION ANCHOR}-\N{INTERLINEAR ANNOTATION TERMINATOR}"
    "\N{ZERO WIDTH NO-BREAK SPACE}"
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
# Every pattern of ftfy's `is_bad` needs two neighbours outside ASCII or one of these letters.
_SUSPECT = re.compile(rf"[^\x00-\x7f]{{2}}|[\x80-\x9fŒœÃÂ{_CONTROLS}]")


def find_mojibake(document: Document) -> Iterator[Edit]:
    """Repair each line that ftfy recognises as mojibake, and drop control characters.

    One line at a time: a page may join text from several encodings, and a repair that holds
    for one line must not be forced on its neighbours. Quotation marks, ligatures, widths and
    normalization forms are left alone.

    >>> [edit.inserted for edit in find_mojibake(Document("voilÃ  l'Ã©tÃ©"))]
    ['à', 'é', 'é']
    >>> list(find_mojibake(Document("„voilà“ l’été")))
    []
    """
    text = document.text
    for span in _suspect_lines(text):
        line = span.of(text)
        damaged = is_bad(line)
        if damaged or _CONTROL.search(line):
            repaired, steps = fix_and_explain(line, _SAFE)
            evidence = " > ".join(f"{step.action} {step.parameter}" for step in steps or ())
            rule = RULE if damaged else CONTROLS
            yield from edits_between(span, line, repaired, rule=rule, evidence=evidence)


def _suspect_lines(text: str) -> Iterator[Span]:
    """The lines, without their line breaks, that may be damaged; most text has none."""
    at = 0
    while match := _SUSPECT.search(text, at):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        end = len(text) if end < 0 else end
        yield Span(start, end)
        at = end + 1
