"""Place and agency in front of the first sentence: ``Moskau (dpa) - Der Kreml …``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.matching import kept_metadata
from normalizer.resources.rules import Rule

_FIRST_LINES = 8
_SHORTEST_REST = 30


@dataclass(frozen=True)
class FindDatelines:
    """Cuts off what the ``rules`` match at the start of one of the first eight lines.

    What is left must still be a sentence of 30 code points, or the line stays whole.
    """

    rules: Sequence[Rule]
    threshold: float = 0.94

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit a line at most, by the first rule that matches."""
        rules = [r for r in self.rules if r.anchor == "start" and r.confidence >= self.threshold]
        text = document.text
        for line in article_lines(text)[:_FIRST_LINES]:
            for rule in rules:
                match = rule.pattern.match(line.text)
                if match and match.end() and len(line.text) - match.end() >= _SHORTEST_REST:
                    start = text.index(line.text, line.window.start)
                    rest = line.text[match.end() :]
                    end = start + len(line.text) - len(rest.lstrip())
                    span = Span(start, end)
                    kept = kept_metadata(rule, match)
                    yield Edit(span, span.of(text), "", rule.id, rule.kind, kept)
                    break
