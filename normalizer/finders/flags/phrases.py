"""Turns of phrase that give away a lost link, a lost quotation mark or an untranslated word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from normalizer.document.document import UNDETERMINED, Document
from normalizer.document.findings import Notice
from normalizer.document.span import Span
from normalizer.finders.flags.factors import Factor, factors
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
        spoken = {document.language, UNDETERMINED, *(p.language for p in document.passages)}
        for rule, needed in self._needed:
            if rule.language not in spoken or not all(each.stands_in(text) for each in needed):
                continue
            for window in self._windows(document, rule.language):
                for match in rule.pattern.finditer(text, window.start, window.end):
                    if rule.unless is None or not rule.unless.search(match[0]):
                        at = _AT if _AT in rule.pattern.groupindex else 0
                        proposal = match.expand(rule.proposal) if rule.proposal else None
                        yield Notice(Span(*match.span(at)), rule.id, rule.reason, proposal)

    @cached_property
    def _needed(self) -> Sequence[tuple[Rule, Sequence[Factor]]]:
        """Each rule with what a text must hold for it to match."""
        return [(rule, factors(rule.pattern)) for rule in self.rules]

    @staticmethod
    def _windows(document: Document, language: str) -> Iterator[Span]:
        if language in {document.language, UNDETERMINED}:
            yield Span(0, len(document.text))
        else:
            yield from (p.span for p in document.passages if p.language == language)
