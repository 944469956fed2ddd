"""All edits of an article as if they had been made at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from normalizer.document.document import Document, apply_edits
from normalizer.document.findings import Edit
from normalizer.document.span import Span


def composed(document: Document) -> tuple[Edit, ...]:
    """The edits that turn the source of ``document`` into its text; spans count in the source.

    Where a later edit touched what an earlier one left, both are one edit, with the rules and
    the evidence of both.

    >>> document = Document("a &amp;amp; b").revised("x", [Edit(Span(2, 7), "&amp;", "&", "r")])
    >>> document = document.revised("x", [Edit(Span(2, 7), "&amp;", "&", "r")])
    >>> [(edit.removed, edit.inserted) for edit in composed(document)]
    [('&amp;amp;', '&')]
    """
    edits: tuple[Edit, ...] = ()
    for revision in document.revisions:
        if revision.edits:
            joined = _joined(edits, revision.edits)
            edits = tuple(_edit(cluster, revision.before, document.source) for cluster in joined)
    return tuple(edit for edit in edits if edit.removed != edit.inserted)


@dataclass
class _Cluster:
    """Edits that overlap in the text between them; ``span`` counts there."""

    span: Span
    shift: int
    earlier: list[Edit] = field(default_factory=list)
    later: list[Edit] = field(default_factory=list)

    @property
    def grown(self) -> int:
        """By how much the earlier edits lengthened the text."""
        return sum(len(edit.inserted) - len(edit.removed) for edit in self.earlier)


def _joined(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[_Cluster]:
    """The edits of both, in clusters; the second read what the first leave."""
    shift, placed = 0, []
    for edit in first:
        start = edit.span.start + shift
        placed.append((Span(start, start + len(edit.inserted)), True, edit))
        shift += len(edit.inserted) - len(edit.removed)
    placed += [(edit.span, False, edit) for edit in second]
    cluster = _Cluster(Span(0, 0), 0)
    for span, early, edit in sorted(placed, key=lambda entry: (entry[0], not entry[1])):
        end = cluster.span.end
        beside = span.start == end and not (len(span) and len(cluster.span))
        if not (cluster.earlier or cluster.later):
            cluster = _Cluster(span, 0)
        elif span.start < end or beside:
            cluster.span = Span(cluster.span.start, max(end, span.end))
        else:
            yield cluster
            cluster = _Cluster(span, cluster.shift + cluster.grown)
        (cluster.earlier if early else cluster.later).append(edit)
    yield cluster


def _edit(cluster: _Cluster, between: str, source: str) -> Edit:
    start = cluster.span.start
    inner = [
        Edit(Span(e.span.start - start, e.span.end - start), e.removed, e.inserted, e.rule)
        for e in cluster.later
    ]
    where = Span(start - cluster.shift, cluster.span.end - cluster.shift - cluster.grown)
    every = (*cluster.earlier, *cluster.later)
    return Edit(
        where,
        where.of(source),
        apply_edits(cluster.span.of(between), inner),
        "+".join(dict.fromkeys(rule for edit in every for rule in edit.rule.split("+"))),
        "; ".join(dict.fromkeys(edit.evidence for edit in every if edit.evidence)),
        tuple(known for edit in every for known in edit.kept),
    )
