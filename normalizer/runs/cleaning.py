"""Jobs done: the same function of a job and its settings wherever it runs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from normalizer.audit.records import Record, document_records
from normalizer.engines.device import device_of, seen_cards
from normalizer.errors import FormatError, NormalizerError
from normalizer.formats.article import Rejected
from normalizer.pipeline.normalizer import Normalizer
from normalizer.pipeline.settings import Settings
from normalizer.runs.engine_process import AbsentEngine, with_engines_elsewhere
from normalizer.runs.events import Cleaned, Event, Failed, Passed, cleaned
from normalizer.runs.jobs import Broken, CleaningJob, Piece
from normalizer.runs.portion import MOST_TOLD, Portion, Rejection, json_line
from normalizer.runs.seal import Seals, bytes_digest
from normalizer.runs.summary import ArticleSummary, RunSummary, summarised
from normalizer.runs.worker import Ask

Watch = Callable[[Iterable[Event]], Iterable[Event]]
"""Sees the events of a job pass by."""


@dataclass(frozen=True)
class CleaningPlan:
    """Everything a worker must know to do jobs: it can be pickled, and holds no model.

    ``run`` is the head of the audit; without ``audited`` neither audit nor metadata are made. The
    ``engines`` are those of another process, which is asked; none, if they are loaded here.
    """

    settings: Settings
    run: Record
    audited: bool = True
    engines: tuple[AbsentEngine, ...] = ()

    def prepared(self, ask: Ask) -> "Cleaner":
        """What does the jobs, its rules and glossary loaded."""
        normalizer = (
            with_engines_elsewhere(self.settings, self.engines, ask)
            if self.engines
            else Normalizer(self.settings)
        )
        _ = normalizer.catalogue.stages
        return Cleaner(self, normalizer)

    def refused(self, job: CleaningJob, reason: str) -> Portion:
        """The one record of ``job``, passed on and rejected; a file of one article isn't."""
        (piece,) = job.pieces
        making = _Making(piece, self, Seals(self.run))
        if isinstance(piece, Broken):
            making.failure(Failed(piece, piece.error))
            return making.portion()
        chunk = piece.chunk
        place = chunk.file if piece.format.whole else f"{chunk.file}:{chunk.line}"
        error = FormatError(f"{place}: {reason}")
        if piece.format.whole:
            making.failure(Failed(piece, error))
        for found in () if piece.format.whole else piece.format.records(chunk):
            raw = found.data.rstrip(b"\r\n")
            record = Rejected(error, found.number, raw, found.offset, found.data[len(raw) :])
            making.failure(Failed(piece, error, record))
        return making.portion()


@dataclass(frozen=True)
class Cleaner:
    """Does jobs; ``watch`` sees what happens in them."""

    plan: CleaningPlan
    normalizer: Normalizer
    watch: Watch = iter

    def __call__(self, job: CleaningJob) -> list[Portion]:
        """A portion for each piece of ``job``, in order."""
        portions: list[Portion] = []
        making: _Making | None = None
        for event in self.watch(cleaned(job, self.normalizer)):
            if making is None or making.piece is not event.piece:
                making = _Making(event.piece, self.plan, self._seals)
            if isinstance(event, Cleaned):
                making.article(event)
            elif isinstance(event, Failed):
                making.failure(event)
            elif isinstance(event, Passed):
                making.passed(event)
            else:
                portions.append(making.portion())
                making = None
        return portions

    @cached_property
    def _seals(self) -> Seals:
        return Seals(self.plan.run)


def check_device(settings: Settings) -> None:
    """Make sure that what is to translate by these ``settings`` is in this machine.

    Raises:
        SettingsError: it is a graphics card, and there is none.
    """
    if settings.device == "cuda" and "translation" in settings.stages:
        device_of(settings.device, seen_cards())


@dataclass
class _Making:
    """A portion that is being made."""

    piece: Piece | Broken
    plan: CleaningPlan
    seals: Seals
    records: list[bytes] = field(default_factory=list)
    audit: list[bytes] = field(default_factory=list)
    metadata: list[bytes] = field(default_factory=list)
    rejects: list[bytes] = field(default_factory=list)
    summary: RunSummary = field(default_factory=RunSummary)
    articles: list[ArticleSummary] = field(default_factory=list)
    problems: list[NormalizerError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    bad: int = 0

    def article(self, event: Cleaned) -> None:
        """Write the article, and account for it."""
        document = event.document
        self.summary.add(document)
        if len(self.articles) < MOST_TOLD:
            self.articles.append(summarised(document))
        if not document.source or document.source.isspace():
            origin = event.article.origin
            line = "" if origin.line is None else f":{origin.line}"
            place = f"{event.piece.shown}{line}"
            self.warnings.append(f"{place}: holds no text; written as it is")
        written = event.piece.format.written(event.article, document)
        self.records.append(written)
        if not self.plan.audited:
            return
        records = list(document_records(document, event.article.origin))
        records[0]["output"]["written"] = bytes_digest(written)
        self.audit += self.seals.lines(records)
        if records[0]["metadata"]:
            known = {"id": document.id, "language": document.language}
            self.metadata.append(json_line({**known, "metadata": records[0]["metadata"]}))

    def failure(self, event: Failed) -> None:
        """Tell of it, and pass on the record as it was."""
        self.bad += 1
        piece, record = event.piece, event.record
        error = _shown(event.error, piece)
        self.problems.append(error)
        if isinstance(piece, Broken) or record is None or record.line is None:
            return
        self.summary.rejected += 1
        written = record.data if piece.format.passes else b""
        self.records.append(written)
        told = Rejection(
            piece.name, record.line, record.offset, str(error), record.raw,
            is_passed=bool(written),
        )  # fmt: skip
        self.rejects.append(told.line_of_rejects())
        self.audit.append(told.line_of_audit(self.seals))

    def passed(self, event: Passed) -> None:
        """Pass on what holds no article."""
        if event.piece.format.passes:
            self.records.append(event.kept.data)

    def portion(self) -> Portion:
        """What was made."""
        piece = self.piece
        return Portion(
            number=piece.number,
            form=None if isinstance(piece, Broken) else piece.format.name,
            output=b"" if isinstance(piece, Broken) else piece.output(self.records),
            audit=b"".join(self.audit),
            metadata=b"".join(self.metadata),
            rejects=b"".join(self.rejects),
            good=self.summary.articles,
            bad=self.bad,
            summary=self.summary,
            articles=tuple(self.articles),
            problems=tuple(self.problems),
            warnings=tuple(self.warnings),
            read=0 if isinstance(piece, Broken) else piece.read,
            last=piece.last,
            joins=None if isinstance(piece, Broken) else piece.joins,
        )


def _shown(error: NormalizerError, piece: Piece | Broken) -> NormalizerError:
    """``error`` with the name of what was read, where its output has another."""
    said = str(error)
    if not isinstance(error, FormatError) or not said.startswith(f"{piece.name}:"):
        return error
    return FormatError(f"{piece.shown or piece.name}{said.removeprefix(piece.name)}")
