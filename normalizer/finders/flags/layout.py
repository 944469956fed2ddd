"""Lines whose place in the article looks wrong: no headline, a caption without its picture."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_WORD = re.compile(r"[^\W\d_]+")
_DATED = re.compile(r"(?:19|20)\d\d\)?\Z")
_TITLE_CASE = regex.compile(r"[\p{Lu}\p{N}„«“\"]")


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    text: str

    @property
    def is_body(self) -> bool:
        return is_body(self.text)


@dataclass(frozen=True)
class FindLayoutFlags:
    """Notices on lines a human should look at; nothing is proposed.

    Flagged are a first line that is already a sentence of the body, a line between two body
    paragraphs that ends in a year and no full stop (a caption), the only line of the body
    that is a short question or exclamation without a personal pronoun (the headline of another
    article), and an article whose source line is a bare number of a content system.
    Sub-headings without a full stop are no findings.
    """

    pronouns: Mapping[str, frozenset[str]]

    def __call__(self, document: Document) -> Iterator[Notice]:
        """The notices of one article."""
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
            known = self.pronouns.get(document.language, frozenset())
            yield from _orphans(article[bodies[0] : bodies[-1] + 1], known)
        metadata = document.metadata
        if metadata.cms_source_id and not (metadata.source or metadata.agency or metadata.author):
            reason = f"the source is known as number {metadata.cms_source_id} only"
            yield Notice(Span(0, len(document.text)), ATTRIBUTION, reason)


def _orphans(body: Sequence[_Line], pronouns: frozenset[str]) -> Iterator[Notice]:
    called = [line for line in body if _is_called(line)]
    for line in body:
        short = _SHORTEST_CAPTION <= len(line.text) <= _LONGEST_CAPTION
        if short and not is_sentence(line.text) and _DATED.search(line.text):
            yield Notice(line.span, CAPTION, "may be the caption of a picture that is gone")
    # Several are the questions of an interview; one that says `you` asks the reader.
    if len(called) == 1 and pronouns.isdisjoint(_WORD.findall(called[0].text.lower())):
        yield Notice(called[0].span, HEADLINE, "may be the headline of another article")


def _is_called(line: _Line) -> bool:
    fits = _SHORTEST_HEADLINE <= len(line.text) <= _LONGEST_HEADLINE
    sentences = re.findall(r"[.!?](?:\s|\Z)", line.text)
    starts = _TITLE_CASE.match(line.text) is not None and line.text[0] not in '„«“"–—-'
    return fits and line.text[-1] in "?!" and len(sentences) == 1 and starts
