"""An article, and every revision it went through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from normalizer.document.findings import Edit, Finding, Notice, Passage
from normalizer.document.metadata import Metadata
from normalizer.document.offsets import OffsetMap
from normalizer.document.span import Span
from normalizer.errors import EditError

UNDETERMINED = "und"
"""The language of an article nobody has looked at yet (ISO 639-2)."""


_NOTHING_KNOWN = Metadata()


@dataclass(frozen=True)
class Revision:
    """What one finder found in ``before``, and the text its edits left."""

    finder: str
    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    passages: tuple[Passage, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found: edits, then passages, then notices."""
        return (*self.edits, *self.passages, *self.notices)

    @cached_property
    def offsets(self) -> OffsetMap:
        """Carries spans between ``before`` and ``after``."""
        return OffsetMap(self.edits)


@dataclass(frozen=True)
class Document:
    """An article as it came, and the revisions that lead to its text now.

    ``language`` is the main language of the article, ``und`` until it is known.
    """

    source: str
    language: str = UNDETERMINED
    id: str = ""
    revisions: tuple[Revision, ...] = ()

    @property
    def text(self) -> str:
        """The text after the latest revision."""
        return self.revisions[-1].after if self.revisions else self.source

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every edit in the order it was made; each counts in the text its finder read."""
        return tuple(edit for revision in self.revisions for edit in revision.edits)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages found last, where they stand in the text now.

        A passage of which nothing is left is no passage.
        """
        for i in range(len(self.revisions) - 1, -1, -1):
            if self.revisions[i].passages:
                return tuple(self._carried_findings(self.revisions[i].passages, i))
        return ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Every notice, where it stands in the text now."""
        return tuple(
            replace(notice, span=self.carried(notice.span, i))
            for i, revision in enumerate(self.revisions)
            for notice in revision.notices
        )

    @property
    def metadata(self) -> Metadata:
        """What the removed lines knew of the article."""
        if not self.revisions:
            return _NOTHING_KNOWN
        return Metadata.gathered(kept for edit in self.edits for kept in edit.kept)

    def revised(self, finder: str, findings: Iterable[Finding]) -> "Document":
        """This document with one more revision, or itself where nothing was found.

        Raises:
            EditError: an edit overlaps another, isn't what stands there or changes nothing, an
                insertion touches another edit, or a finding lies outside the text.
        """
        found = list(findings)
        if not found:
            return self
        before = self.text
        for finding in found:
            if finding.span.end > len(before):
                message = f"{finder}: {finding.span} lies outside the text it read"
                raise EditError(message)
        edits = sorted((f for f in found if isinstance(f, Edit)), key=_by_span)
        _check_proposed(edits)
        revision = Revision(
            finder=finder,
            before=before,
            after=apply_edits(before, edits),
            edits=tuple(edits),
            passages=tuple(f for f in found if isinstance(f, Passage)),
            notices=tuple(f for f in found if isinstance(f, Notice)),
        )
        return Document(self.source, self.language, self.id, (*self.revisions, revision))

    def source_span(self, span: Span, revision: int) -> Span:
        """What in the source became ``span`` of the text that ``revision`` read."""
        for earlier in reversed(self.revisions[:revision]):
            span = earlier.offsets.to_before(span)
        return span

    def carried(self, span: Span, revision: int) -> Span:
        """Where ``span`` of the text that ``revision`` read stands in the text now."""
        for later in self.revisions[revision:]:
            span = later.offsets.to_after(span)
        return span

    def _carried_findings(self, passages: Sequence[Passage], revision: int) -> Iterator[Passage]:
        for passage in passages:
            span = self.carried(passage.span, revision)
            if len(span):
                yield replace(passage, span=span)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after ``edits``, which are sorted and all count in ``text``.

    Raises:
        EditError: an edit overlaps the one before it, or doesn't remove what stands there.
    """
    if not edits:
        return text
    pieces: list[str] = []
    cursor = 0
    for edit in edits:
        if edit.span.start < cursor:
            message = f"{edit.rule}: {edit.span} overlaps the edit before it"
            raise EditError(message)
        if edit.span.of(text) != edit.removed:
            message = f"{edit.rule}: {edit.removed!r} doesn't stand at {edit.span}"
            raise EditError(message)
        pieces += (text[cursor : edit.span.start], edit.inserted)
        cursor = edit.span.end
    pieces.append(text[cursor:])
    return "".join(pieces)


def _check_proposed(edits: Sequence[Edit]) -> None:
    """Refuse what only a careless finder proposes.

    An insertion beside another edit could go before or after it, and an edit that changes
    nothing says something about the text that isn't true.
    """
    for edit in edits:
        if edit.removed == edit.inserted:
            message = f"{edit.rule}: the edit at {edit.span} changes nothing"
            raise EditError(message)
    for left, right in pairwise(edits):
        if left.span.end == right.span.start and not (left.removed and right.removed):
            message = f"{right.rule}: an insertion touches another edit at {right.span}"
            raise EditError(message)


def inverted(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take ``edits``, sorted and of one text, back again.

    >>> edits = [Edit(Span(5, 7), "Ã©", "é", "r")]
    >>> apply_edits(apply_edits("a cafÃ©", edits), inverted(edits))
    'a cafÃ©'
    """
    inverse: list[Edit] = []
    shift = 0
    for edit in edits:
        start = edit.span.start + shift
        span = Span(start, start + len(edit.inserted))
        inverse.append(Edit(span, edit.inserted, edit.removed, edit.rule))
        shift += len(edit.inserted) - len(edit.removed)
    return tuple(inverse)


def _by_span(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end
