"""What of a line goes: all of it, or the photo credit behind a paragraph of the article."""

import regex

from normalizer.document.findings import Edit
from normalizer.document.paragraphs import BODY_LENGTH, is_sentence
from normalizer.document.span import Span
from normalizer.finders.residue.kept import kept_metadata
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_FEWEST_SENTENCES = 2
_LONG_BODY = 100
"""Code points from which one sentence is a paragraph, unless a label tells that it is a caption."""
_LONGEST_LABEL = 30
_WIDE, _WIDE_BODY = "\u3040", 60
"""From here on a sign says as much as two letters do, and so many of them make a paragraph."""
_SENTENCE = regex.compile(r"\p{L}{3,}[.!?…][”“»\"’)]{0,2}(?=\s+[\p{Lu}„“«\"]|\s*$)")


def removal(text: str, line: Line, rule: Rule, match: regex.Match[str]) -> Edit:
    """The edit that removes ``line`` of ``text``, or the photo credit behind a paragraph."""
    kept, told = kept_metadata(rule, match), _told_before(rule, match)
    if not told:
        evidence = rule.reason or rule.kind
        return Edit(line.window, line.window.of(text), "", rule.id, evidence, kept)
    start = text.index(match.string, line.start)
    span = Span(start + told, start + len(match.string))
    kept = tuple(datum for datum in kept if datum.field != "photo_caption")
    return Edit(span, span.of(text), "", rule.id, rule.kind, kept)


def _told_before(rule: Rule, match: regex.Match[str]) -> int:
    """How many code points of what ``rule`` matched are a paragraph of the article.

    A caption of two sentences and more that is as long as a paragraph is taken for one, and so are
    a longer sentence without a label, what begins in the middle of one, and what no blank parts
    from the credit: only this is of the page. Else it is 0.
    """
    groups = dict(rule.keep)
    name = groups.get("photo_caption")
    if name is None or "photo_credit" not in groups:
        return 0
    for group in (name, f"{name}2"):
        if group in rule.pattern.groupindex and match[group] and match.start(group) == 0:
            end = int(match.end(group))
            stop = end + len(match.string[end:]) - len(match.string[end:].lstrip(".!?… "))
            said = match.string[:stop].rstrip()
            if said[:1].islower() or _is_glued(said, match.string) or _is_body(said):
                return len(said)
    return 0


def _is_glued(said: str, line: str) -> bool:
    return is_sentence(said) and line[len(said) : len(said) + 1].isalpha()


def _is_body(said: str) -> bool:
    if max(said, default="") >= _WIDE:
        return len(said) >= _WIDE_BODY and is_sentence(said)
    if len(said) >= _LONG_BODY and is_sentence(said) and ":" not in said[:_LONGEST_LABEL]:
        return True
    return len(said) >= BODY_LENGTH and len(_SENTENCE.findall(said)) >= _FEWEST_SENTENCES
