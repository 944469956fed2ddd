"""Text that was decoded with the wrong encoding, such as ``Ã©`` for ``é``."""

import re
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import is_bad

from normalizer.document.diff import edits_between
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.finders.encoding.suspects import UNSEEN_SIGNS, suspect_lines

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
_CONTROL = re.compile(f"[{UNSEEN_SIGNS}]")


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
    for span in suspect_lines(text):
        line = span.of(text)
        damaged = is_bad(line)
        if damaged or _CONTROL.search(line):
            repaired, steps = fix_and_explain(line, _SAFE)
            evidence = " > ".join(f"{step.action} {step.parameter}" for step in steps or ())
            rule = RULE if damaged else CONTROLS
            yield from edits_between(span, line, repaired, rule=rule, evidence=evidence)
