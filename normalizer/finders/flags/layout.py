"""Lines whose place in the article looks wrong: no headline, a caption without its picture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.document.paragraphs import is_body, is_sentence
from normalizer.document.span import Span
from normalizer.document.windows import lines, stripped

MISSING_TITLE = "flags.missing-title"
CAPTION = "flags.orphan-caption"
HEADLINE = "flags.orphan-headline"
ATTRIBUTION = "flags.lost-attribution"

_SHORTEST_CAPTION, _LONGEST_CAPTION = 40, 250
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 25, 130
_DATED = re.compile(r"(?:19|20)\d\d\)?\Z")
_TITLE_CASE = regex.compile(r"[\p{Lu}\p{N}„«“\"]")


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str

    @property
    def is_body(self) -> bool:
        return is_body(self.text)


def find_layout_flags(document: Document) -> Iterator[Notice]:
    """Notices on lines a human should look at; nothing is proposed.

    Flagged are a first line that is already a sentence of the body, a line between two body
    paragraphs that ends in a year and no full stop (a caption), the only line of the body
    that is a short question or exclamation (the headline of another article), and an article
    whose source line is a bare number of a content system. Sub-headings without a full stop
    are no findings.
    """
    article = [
        _Line(span, span.of(document.text))
        for window in lines(document.text)
        if len(span := stripped(window, document.text))
    ]
    bodies = [i for i, line in enumerate(article) if line.is_body]
    if len(bodies) > 1:
        if bodies[0] == 0:
            reason = "the article begins with a sentence: its headline is missing"
            yield Notice(article[0].span, MISSING_TITLE, reason)
        yield from _orphans(article[bodies[0] : bodies[-1] + 1])
    metadata = document.metadata
    if metadata.cms_source_id and not (metadata.source or metadata.agency or metadata.author):
        reason = f"the source is known as number {metadata.cms_source_id} only"
        yield Notice(Span(0, len(document.text)), ATTRIBUTION, reason)


def _orphans(body: Sequence[_Line]) -> Iterator[Notice]:
    called = [line for line in body if _is_called(line)]
    for line in body:
        short = _SHORTEST_CAPTION <= len(line.text) <= _LONGEST_CAPTION
        if short and not is_sentence(line.text) and _DATED.search(line.text):
            yield Notice(line.span, CAPTION, "may be the caption of a picture that is gone")
    if len(called) == 1:  # several are the questions of an interview
        yield Notice(called[0].span, HEADLINE, "may be the headline of another article")


def _is_called(line: _Line) -> bool:
    fits = _SHORTEST_HEADLINE <= len(line.text) <= _LONGEST_HEADLINE
    sentences = re.findall(r"[.!?](?:\s|\Z)", line.text)
    starts = _TITLE_CASE.match(line.text) is not None and line.text[0] not in '„«“"–—-'
    return fits and line.text[-1] in "?!" and len(sentences) == 1 and starts
