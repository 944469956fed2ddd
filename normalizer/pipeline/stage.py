"""A stage takes a batch of documents and gives as many back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from normalizer.document.document import Document
from normalizer.document.findings import Finding, Notice, Passage
from normalizer.errors import FinderError, LostWorkerError, MemoryShortageError

Finder = Callable[[Document], Iterable[Finding]]
"""Reads one document and says what it found."""

BatchFinder = Callable[[Sequence[Document]], Sequence[Iterable[Finding]]]
"""Reads a whole batch and says what it found in each document."""

Sieve = Callable[[Sequence[str]], Sequence[bool]]
"""Says of each text whether there is anything to find in it."""


Allowed = Callable[[str], bool]
"""Whether the rule of this id is switched on."""

Result = Document | FinderError
"""A document, or why there is none."""


class Stage(Protocol):
    """One step of the pipeline."""

    def __call__(self, documents: Sequence[Document]) -> list[Result]:
        """As many results as documents, in the same order; one failure spoils no other."""
        ...


@dataclass(frozen=True)
class FinderStage:
    """Finders for one document each, in order; again, up to ``rounds`` times, while they edit.

    What a later round notices again is not said again. A text that ``worth_a_look`` passes by
    is left as it is; it is asked about a batch at once. Where each finder has one of ``sieves``
    instead, it reads only texts that this lets through, and those that another finder edited.
    """

    finders: Sequence[tuple[str, Finder]]
    allowed: Allowed
    rounds: int = 1
    worth_a_look: Sieve | None = None
    sieves: Sequence[Sieve] = ()

    def __call__(self, documents: Sequence[Document]) -> list[Result]:
        """Each document with a revision for each finder that found something."""
        results: list[Result] = list(documents)
        unsettled = dict(enumerate(documents))
        for number in range(self.rounds):
            edited = {}
            for i, passed in self._passed(unsettled).items():
                document = unsettled[i]
                result = results[i] = self._round(document, number, passed)
                if isinstance(result, Document) and result.text != document.text:
                    edited[i] = result
            unsettled = edited
            if not unsettled:
                break
        return results

    def _passed(self, documents: Mapping[int, Document]) -> dict[int, Sequence[bool]]:
        """Those of ``documents`` that need a look, and for each finder whether it needs one."""
        texts = [document.text for document in documents.values()]
        if self.sieves:
            looks = zip(*(sieve(texts) for sieve in self.sieves), strict=True)
        else:
            said = [True] * len(texts) if self.worth_a_look is None else self.worth_a_look(texts)
            looks = zip(*[said] * len(self.finders), strict=True)
        return {i: look for i, look in zip(documents, looks, strict=True) if any(look)}

    def _round(self, document: Document, number: int, passed: Sequence[bool]) -> Result:
        text = document.text
        for (name, find), needed in zip(self.finders, passed, strict=True):
            if not needed and document.text is text:
                continue
            try:
                found = list(find(document))
                if not found:
                    continue
                found = list(_kept(found, self.allowed))
                if number:
                    known = frozenset(document.notices)  # there may be as many as words
                    found = [
                        finding
                        for finding in found
                        if not (isinstance(finding, Notice) and finding in known)
                    ]
                document = document.revised(name, found)
            except Exception as error:  # noqa: BLE001  whatever a finder raises spoils one article only
                return _failure(name, document, error)
        return document


@dataclass(frozen=True)
class BatchStage:
    """A finder that must see the batch whole."""

    name: str
    find: BatchFinder
    allowed: Allowed

    def __call__(self, documents: Sequence[Document]) -> list[Result]:
        """Each document with a revision, where something was found in it.

        Where the finder fails on the batch it is tried on each document alone, so that only
        the article it can't read is lost.

        Raises:
            MemoryShortageError: memory ran out over a model, which is no article's fault.
            LostWorkerError: the process of the models dies over every article.
        """
        try:
            found = self.find(documents)
        except (MemoryShortageError, LostWorkerError):
            raise
        except Exception as error:  # noqa: BLE001  as above
            if len(documents) == 1:
                return [_failure(self.name, documents[0], error)]
            return [result for document in documents for result in self([document])]
        return [
            self._revised(document, findings)
            for document, findings in zip(documents, found, strict=True)
        ]

    def _revised(self, document: Document, findings: Iterable[Finding]) -> Result:
        try:
            return document.revised(self.name, _kept(findings, self.allowed))
        except Exception as error:  # noqa: BLE001  as above
            return _failure(self.name, document, error)


@dataclass
class OnDemand:
    """A finder that reads nothing but passages; it is built when there is the first one."""

    build: Callable[[], BatchFinder]

    def __call__(self, documents: Sequence[Document]) -> Sequence[Iterable[Finding]]:
        """What the finder says; nothing of documents without passages."""
        if not any(document.passages for document in documents):
            return [()] * len(documents)
        return self._find(documents)

    @cached_property
    def _find(self) -> BatchFinder:
        return self.build()


@dataclass(frozen=True)
class NamingStage:
    """Names the language of each document; nothing is edited, so there is no revision."""

    name: str
    rename: Callable[[Sequence[Document]], Sequence[Document]]

    def __call__(self, documents: Sequence[Document]) -> list[Result]:
        """The documents with their language; where it fails on all, each is tried alone."""
        try:
            return list(self.rename(documents))
        except Exception as error:  # noqa: BLE001  as above
            if len(documents) == 1:
                return [_failure(self.name, documents[0], error)]
            return [result for document in documents for result in self([document])]


def _kept(findings: Iterable[Finding], allowed: Allowed) -> Iterable[Finding]:
    for finding in findings:
        if isinstance(finding, Passage) or allowed(finding.rule):
            yield finding


def _failure(name: str, document: Document, error: Exception) -> FinderError:
    failure = FinderError(f"{document.id or 'article'}: {name} failed: {error!r}")
    failure.__cause__ = error
    return failure
