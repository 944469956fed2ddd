"""What a run did, counted."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from normalizer.document.document import Document
from normalizer.document.metadata import Metadata
from normalizer.finders.translation.telling import pair_without_model, route_of


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What happened to one article."""

    id: str
    language: str
    edits: Mapping[str, int]
    outcomes: Mapping[str, int]
    notices: Mapping[str, int]
    metadata: Metadata


@dataclass
class RunSummary:
    """What happened to all articles; ``failed`` inputs are files, ``rejected`` are records.

    ``translated`` and ``refused`` count sentences by the route that they were translated by, or
    that was tried; ``lacking`` counts passages by the pair, such as ``ru-de``, that no model
    serves.
    """

    articles: int = 0
    changed: int = 0
    inputs: int = 0
    failed: int = 0
    rejected: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    translated: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    lacking: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document) -> None:
        """Count one more article."""
        self.articles += 1
        if not document.revisions:
            return
        edits = document.edits
        self.changed += bool(edits)
        for edit in edits:
            self.edits[edit.rule.partition(".")[0]] += 1
            if route := route_of(edit):
                self.translated[route] += 1
        for passage in document.passages:
            self.outcomes[passage.outcome] += 1
        for notice in document.notices:
            self.notices[notice.rule] += 1
            if route := route_of(notice):
                self.refused[route] += 1
            if pair := pair_without_model(notice):
                self.lacking[pair] += 1

    def merge(self, other: "RunSummary") -> None:
        """Count all of ``other`` as well."""
        self.articles += other.articles
        self.changed += other.changed
        self.inputs += other.inputs
        self.failed += other.failed
        self.rejected += other.rejected
        for mine, theirs in zip(self.counters, other.counters, strict=True):
            if theirs:  # most are empty, and there may be a million inputs
                mine.update(theirs)

    @property
    def counters(self) -> tuple[Counter[str], ...]:
        """Its counts by name."""
        return (
            self.edits, self.outcomes, self.notices, self.translated, self.refused, self.lacking,
        )  # fmt: skip

    def with_input(self, found: "RunSummary", *, failed: bool) -> "RunSummary":
        """These counts and those of an input, in which ``found`` was counted."""
        both = RunSummary(inputs=1, failed=int(failed))
        both.merge(self)
        both.merge(found)
        return both


def summarised(document: Document) -> ArticleSummary:
    """The counts of one article: edits by stage, passages by outcome, notices by rule."""
    return ArticleSummary(
        id=document.id,
        language=document.language,
        edits=Counter(edit.rule.partition(".")[0] for edit in document.edits),
        outcomes=Counter(passage.outcome for passage in document.passages),
        notices=Counter(notice.rule for notice in document.notices),
        metadata=document.metadata,
    )
