"""A run over files, as the commands that write show it."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from normalizer.audit.records import run_record
from normalizer.cli.choices import Choices
from normalizer.cli.console import Exit, Problems, talk, warning
from normalizer.cli.progress import Progress, progress_mode
from normalizer.cli.runners import Elsewhere
from normalizer.cli.stopping import Stop
from normalizer.cli.summary import print_article
from normalizer.errors import InterruptedRun, NormalizerError, SettingsError
from normalizer.formats.format import CHUNK_SIZE
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.clean import RunWriter
from normalizer.runs.cleaning import CleaningPlan, Watch
from normalizer.runs.destination import Destination
from normalizer.runs.facts import run_facts
from normalizer.runs.inputs import Input, total_size
from normalizer.runs.journal import opened_journal
from normalizer.runs.portion import MOST_TOLD, Portion, json_line
from normalizer.runs.run import Run
from normalizer.runs.selection import Selection
from normalizer.runs.summary import RunSummary
from normalizer.version import VERSION

FAIL_ON = ("nothing", "flags", "rejected", "any")
"""What may make a run end with exit code 1: notices, rejected records, or either."""


@dataclass(frozen=True)
class Manner:
    """How a run is done, and which part of the inputs it does.

    ``workers`` processes at most do it, or those that are ``elsewhere``. Its journal is in the
    folder ``state``, from which it may ``resume``; more than ``most_rejects`` records that are
    rejected end it.
    """

    workers: int = 1
    state: Path | None = None
    resume: bool = False
    most_rejects: int | None = None
    selection: Selection = Selection()  # noqa: RUF009  it is frozen
    elsewhere: Elsewhere | None = None

    def __post_init__(self) -> None:
        if self.workers < 1:
            message = f"-j must be at least 1, not {self.workers}"
            raise SettingsError(message)
        if self.resume and self.state is None:
            message = "--resume goes on with what is kept in a folder: give --state DIR as well"
            raise SettingsError(message)


@dataclass(frozen=True)
class Running:
    """Cleans inputs as ``choices`` say and writes them to ``destination``, with progress."""

    choices: Choices
    destination: Destination
    progress: str = "auto"
    quiet: bool = False
    manner: Manner = Manner()

    def __call__(self, found: Sequence[Input], watch: Watch | None = None) -> RunSummary:
        """What became of the inputs; ``watch`` sees each event before it is written.

        Raises:
            NormalizerError: a setting, a resource or the destination is wrong.
            InterruptedRun: Ctrl-C, and the run can be gone on with.
        """
        normalizer = self.choices.normalizer()
        facts = run_facts(normalizer, VERSION)
        run = self._run(normalizer, facts, watch)
        talker = _Talker(
            Progress(progress_mode(self.progress), total_size(found)), quiet=self.quiet
        )
        stop = Stop()
        with ExitStack() as stack:
            journal = None
            if self.manner.state is not None:
                whole = self._identity(normalizer, facts)
                journal = stack.enter_context(
                    opened_journal(self.manner.state, whole, found, resume=self.manner.resume)
                )
                if journal.last.over:
                    talk.print("this run is finished already; nothing was done again")
                stack.enter_context(stop.heard())
            stack.callback(talker.close)
            head = json_line(run_record(facts))
            writer = RunWriter(
                self.destination, found, head, talker, journal, self.manner.most_rejects
            )
            try:
                if self.manner.elsewhere is not None:
                    every = self.manner.elsewhere.run(run, self.manner.state)
                    return stack.enter_context(every)(found, writer, stop.go)
                return run(found, writer, stop.go)
            except KeyboardInterrupt:
                if journal is None:
                    raise
                raise InterruptedRun from None  # it isn't as far, but it can be gone on with

    def _run(self, normalizer: Normalizer, facts: dict[str, Any], watch: Watch | None) -> Run:
        return Run(
            self._plan(normalizer, facts), normalizer, self.choices.reading(),
            workers=self.manner.workers, watch=watch, selection=self.manner.selection,
        )  # fmt: skip

    def _plan(self, normalizer: Normalizer, facts: dict[str, Any]) -> CleaningPlan:
        audited = self.destination.audit is not None or self.destination.metadata is not None
        return CleaningPlan(normalizer.settings, run_record(facts), audited=audited)

    def _identity(self, normalizer: Normalizer, facts: dict[str, Any]) -> dict[str, Any]:
        """All that what comes out depends on, and where it goes."""
        names = ("output", "audit", "metadata", "rejects")
        paths = (self.destination.output.path, *self.destination.beside)
        return {
            **facts,
            "source": normalizer.settings.source,
            "device": normalizer.settings.device,
            "memory": normalizer.settings.memory is not None,
            "reading": asdict(self.choices.reading()),
            "chunk": CHUNK_SIZE,
            "part": asdict(self.manner.selection),
            "written": {
                name: None if path is None else str(path.resolve())
                for name, path in zip(names, paths, strict=True)
            },
        }


class _Talker:
    """Tells a person what happens."""

    def __init__(self, progress: Progress, *, quiet: bool) -> None:
        self._progress = progress
        self._problems = Problems()
        self._quiet = quiet
        self._shown = 0

    def portion(self, portion: Portion) -> None:
        """Show the articles and problems, those that are among the first."""
        self._progress.advance(portion)
        for error in portion.problems:
            self.problem(error)
        if not self._quiet and self._shown <= MOST_TOLD:
            self._articles(portion)
        for message in portion.warnings:
            self.warning(message)

    def problem(self, error: NormalizerError) -> None:
        """Show the problem, if it is one of the first."""
        self._progress.clear()
        self._problems.add(error)

    def warning(self, message: str) -> None:
        """Show what is odd."""
        self._progress.clear()
        warning(message)

    def close(self) -> None:
        """End the progress and count the rest."""
        self._progress.close()
        self._problems.close()

    def _articles(self, portion: Portion) -> None:
        self._progress.clear()
        for article in portion.articles[: MOST_TOLD - self._shown]:
            print_article(article)
        self._shown += portion.summary.articles
        if self._shown > MOST_TOLD:
            talk.print("… further articles are only counted")


def worker_count(asked: int | None) -> int:
    """How many workers are meant: one for each processor this process may use, if none is said."""
    if asked is not None:
        return asked
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def exit_code(summary: RunSummary, fail_on: str = "nothing") -> Exit:
    """What a run ends with: whether all, some or none of the inputs failed.

    ``fail_on`` is one of `FAIL_ON`: where nothing failed, but it was met, the code says so.
    """
    if summary.failed:
        return Exit.ALL_FAILED if summary.failed == summary.inputs else Exit.SOME_FAILED
    flags = fail_on in {"flags", "any"} and summary.notices
    rejected = fail_on in {"rejected", "any"} and summary.rejected
    if flags or rejected:
        return Exit.FOUND
    return Exit.SOME_FAILED if summary.rejected else Exit.DONE
