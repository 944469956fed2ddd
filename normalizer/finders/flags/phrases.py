"""Turns of phrase that give away a lost link, a lost quotation mark or an untranslated word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.document.span import Span
from normalizer.resources.rules import Rule

_AT = "at"


@dataclass(frozen=True)
class FindPhrases:
    r"""Reports what inline ``rules`` match in text of their language.

    The notice stands at the group ``at`` of the pattern, or at the whole match. Its proposal
    is the one of the rule, with ``\1`` or ``\g<name>`` filled in.
    """

    rules: Sequence[Rule]

    def __call__(self, document: Document) -> Iterator[Notice]:
        """A notice for each match, in the order of the rules."""
        text = document.text
        lowered = text.lower()
        for rule in self.rules:
            if rule.literals and not any(literal in lowered for literal in rule.literals):
                continue
            for window in self._windows(document, rule.language):
                for match in rule.pattern.finditer(text, window.start, window.end):
                    if rule.unless is None or not rule.unless.search(match[0]):
                        at = _AT if _AT in rule.pattern.groupindex else 0
                        proposal = match.expand(rule.proposal) if rule.proposal else None
                        yield Notice(Span(*match.span(at)), rule.id, rule.reason, proposal)

    @staticmethod
    def _windows(document: Document, language: str) -> Iterator[Span]:
        if language in {document.language, "und"}:
            yield Span(0, len(document.text))
        else:
            yield from (p.span for p in document.passages if p.language == language)
