"""Lines whose place in the article looks wrong: no headline, a caption without its picture."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.document.paragraphs import is_body, is_sentence
from normalizer.document.span import Span
from normalizer.document.windows import stripped

MISSING_TITLE = "flags.missing-title"
CAPTION = "flags.orphan-caption"
HEADLINE = "flags.orphan-headline"
ATTRIBUTION = "flags.lost-attribution"

_SHORTEST_CAPTION, _LONGEST_CAPTION = 40, 250
_SHORTEST_HEADLINE, _LONGEST_HEADLINE = 25, 130
_WORD = re.compile(r"[^\W\d_]+")
_DATED = re.compile(r"(?:19|20)\d\d\)?\Z")
_SENTENCE = re.compile(r"[.!?](?:\s|\Z)")
_CALLS = frozenset("?!")
_OPENING = '„«“"–—-'
_TITLE_CASE = regex.compile(r"[\p{Lu}\p{N}„«“\"]")


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
        text = document.text
        lines = [line.strip() for line in text.split("\n")]
        first, last = _bodies(lines)
        if first < last:
            if not any(lines[:first]):
                reason = "the article begins with a sentence: its headline is missing"
                yield Notice(_place(text, first), MISSING_TITLE, reason)
            known = self.pronouns.get(document.language, frozenset())
            yield from _orphans(text, lines, range(first, last + 1), known)
        metadata = document.metadata
        if metadata.cms_source_id and not (metadata.source or metadata.agency or metadata.author):
            reason = f"the source is known as number {metadata.cms_source_id} only"
            yield Notice(Span(0, len(text)), ATTRIBUTION, reason)


def _bodies(lines: Sequence[str]) -> tuple[int, int]:
    """The first and the last body paragraph of ``lines``; equal where there is one or none."""
    first, last = 0, len(lines) - 1
    while first < last and not is_body(lines[first]):
        first += 1
    while first < last and not is_body(lines[last]):
        last -= 1
    return first, last


def _orphans(
    text: str, lines: Sequence[str], body: range, pronouns: frozenset[str]
) -> Iterator[Notice]:
    told = [i for i in body if lines[i][-1:] in _CALLS or lines[i][-1:].isdecimal()]
    dated = [i for i in body if lines[i][-1:] == ")"]
    called = [i for i in told if _is_called(lines[i])]
    for i in sorted(told + dated):
        line = lines[i]
        short = _SHORTEST_CAPTION <= len(line) <= _LONGEST_CAPTION
        if short and not is_sentence(line) and _DATED.search(line):
            reason = "may be the caption of a picture that is gone"
            yield Notice(_place(text, i), CAPTION, reason)
    # Several are the questions of an interview; one that says `you` asks the reader.
    if len(called) == 1 and pronouns.isdisjoint(_WORD.findall(lines[called[0]].lower())):
        reason = "may be the headline of another article"
        yield Notice(_place(text, called[0]), HEADLINE, reason)


def _is_called(line: str) -> bool:
    fits = _SHORTEST_HEADLINE <= len(line) <= _LONGEST_HEADLINE and line[-1] in _CALLS
    sentences = _SENTENCE.findall(line) if fits else ()
    return len(sentences) == 1 and _TITLE_CASE.match(line) is not None and line[0] not in _OPENING


def _place(text: str, number: int) -> Span:
    """Where the line of this ``number`` stands, without the blanks at its ends."""
    before = text.split("\n", number)
    start = sum(map(len, before[:number])) + number
    return stripped(Span(start, start + len(before[number].partition("\n")[0])), text)
