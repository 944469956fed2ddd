"""Writes what comes out of a run, so that it can be gone on with wherever it is killed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from normalizer.errors import (
    FormatError,
    InterruptedRun,
    JournalError,
    RejectsError,
)
from normalizer.formats.files import kept
from normalizer.formats.remote import Location
from normalizer.formats.spooled import AnyFile, name_left, whole_file
from normalizer.runs.beside import Beside, all_left
from normalizer.runs.destination import NO_ROOM, Destination, room_or_resume, write_error, write_out
from normalizer.runs.inputs import Input
from normalizer.runs.journal import Checkpoint, Journal
from normalizer.runs.listener import Listener
from normalizer.runs.portion import Portion
from normalizer.runs.summary import RunSummary
from normalizer.runs.waiting import Waiting, written_file
from normalizer.runs.written import Written, found


@dataclass
class RunWriter:
    """Writes the portions of a run in their order, each file whole or not at all.

    ``head`` begins the audit. With a ``journal`` what isn't whole yet stays where the run is
    broken off, and is gone on with at the last checkpoint: ``jobs`` of them are done, and
    ``skipped`` portions of the next. More than ``most_rejects`` end the run.
    """

    destination: Destination
    inputs: Sequence[Input]
    head: bytes
    listener: Listener
    journal: Journal | None = None
    most_rejects: int | None = None
    jobs: int = field(init=False, default=0)
    skipped: int = field(init=False, default=0)
    summary: RunSummary = field(init=False, default_factory=RunSummary)
    _now: Written | None = field(init=False, default=None)
    _beside: Beside = field(init=False, repr=False)
    _waiting: Waiting = field(init=False, repr=False, default_factory=Waiting)

    def __post_init__(self) -> None:
        if self.journal is not None:
            last = self.journal.last
            self.jobs, self.skipped, self.summary = last.jobs, last.portions, last.summary

    def write_all(
        self, results: Iterable[Sequence[Portion]], go: Callable[[], bool] = lambda: True
    ) -> RunSummary:
        """Write the portions of each job that isn't done yet; the counts of the run.

        Raises:
            OSError: the audit, the metadata or standard output can't be written; what was
                finished before stays.
            InterruptedRun: ``go`` says no; what was begun is kept.
            JournalError: there is no room left; what was begun is kept.
            RejectsError: there are too many.
        """
        if self.journal is None:
            self._write_files(results, go)
            return self.summary
        with room_or_resume():
            if not self.journal.last.end:
                self._write_files(results, go)
            elif not self.journal.last.over:
                all_left(self.destination.beside, self.journal.last.place)
            self.journal.add(replace(self.journal.last, over=True))
        return self.summary

    def _write_files(self, results: Iterable[Sequence[Portion]], go: Callable[[], bool]) -> None:
        with self._files():
            for portions in results:
                self._job(portions)
            if not go():
                self._check()
                raise InterruptedRun
            self._check(end=True)
            self._beside.commit()

    @contextmanager
    def _files(self) -> Iterator[None]:
        """The files that are written; what isn't whole at the end of it is left, or thrown away."""
        self._begin()
        try:
            yield
        finally:
            file = self._now.file if self._now is not None else None
            if self.journal is not None:
                self._waiting.leave()
                self._beside.leave()
            else:
                for _ in self._waiting.named(self.destination.output.back_up):
                    pass  # what is finished stays
                self._beside.discard()
            if file is not None:
                file.discard() if self.journal is None else file.leave()

    def _begin(self) -> None:
        """Open the files beside the outputs, and what was left of an output.

        Raises:
            JournalError: what was left is gone.
        """
        paths = self.destination.beside
        if self.journal is None:
            self._beside = Beside(paths, self.head)
            return
        last = self.journal.last
        try:
            if last.naming is not None and (path := self._path(last.naming)) is not None:
                name_left(path)
            self._beside = Beside(paths, self.head, lasting=True, place=last.place)
            if last.file is not None:
                self._now = found(last.file, self._path(last.file.number))
        except FileNotFoundError as error:
            message = f"{error.filename}: what the run left is gone; begin anew in another folder"
            raise JournalError(message) from error

    def _job(self, portions: Sequence[Portion]) -> None:
        for number, portion in enumerate(portions):
            if number >= self.skipped:
                self.skipped = number + 1
                self._portion(portion)
        self.jobs, self.skipped = self.jobs + 1, 0
        if self.journal is not None and self.journal.due:
            self._check()

    def _portion(self, portion: Portion) -> None:
        alone = self._place_alone(portion) if self._now is None else None
        if alone is not None:
            self._wait(portion, alone)
            return
        self._settle()
        if self._now is None:
            self._now = Written(portion.number, self._beside.place)
        now = self._now
        now.good += portion.good
        now.bad += portion.bad
        now.joins = portion.joins or now.joins
        self._write(now, portion.output)
        if now.broken is None:
            self._beside.write(portion)
            now.summary.merge(portion.summary)
        self.listener.portion(portion)
        rejected = self.summary.rejected + now.summary.rejected
        if self.most_rejects is not None and rejected > self.most_rejects:
            most = f"more than --max-rejects {self.most_rejects}"
            message = f"{rejected} records were rejected, {most}; see why, or allow more"
            raise RejectsError(message)
        if portion.last:
            self._finish(now, portion.form)

    def _place_alone(self, portion: Portion) -> Location | None:
        """Where ``portion`` is written if it is all of an input and becomes a file as it is."""
        whole = portion.last and portion.good and not portion.bad and portion.joins is None
        return self._path(portion.number) if whole and self.destination.write else None

    def _wait(self, portion: Portion, path: Location) -> None:
        """Write a file of one portion, which gets its name together with others."""
        self.listener.portion(portion)
        try:
            file = written_file(path, portion.output, lasting=self.journal is not None)
        except BrokenPipeError:
            raise
        except OSError as error:
            self._settle()
            self._account(portion, error)
            return
        self._waiting.add(portion, file)
        if self._waiting.is_full:
            self._settle()

    def _settle(self) -> None:
        """Give the files that wait for it their names, and account for them."""
        for portion, error in self._waiting.named(self.destination.output.back_up):
            self._account(portion, error)

    def _account(self, portion: Portion, error: OSError | None) -> None:
        """Tell of an input that is written, or of the ``error`` why it isn't."""
        if error is None:
            self._beside.write(portion)
            self.summary = self.summary.with_input(portion.summary, failed=False)
        else:
            self.summary = self.summary.with_input(RunSummary(), failed=True)
            self.listener.problem(self._why(error, self._path(portion.number)))

    def _write(self, now: Written, data: bytes, *, even_nothing: bool = False) -> None:
        if not (data or even_nothing) or not self.destination.write or now.broken is not None:
            return
        path = self._path(now.number)
        if path is None and now.joins is None:
            write_out(data)
            return
        if path is None:
            name = self.inputs[now.number].name
            now.broken = FormatError(f"{name}: can't be written to a stream; give -o FILE")
            return
        try:
            if now.file is None:
                now.file = whole_file(path, lasting=self.journal is not None)
            now.file.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            now.broken = self._why(error, path)

    def _finish(self, now: Written, form: str | None) -> None:
        """End an input: its output gets its name, or there is none."""
        one = self.inputs[now.number]
        if form is not None and not now.good and not now.bad:
            self.listener.warning(f"{one.path or one.name}: holds no records")
            now.good = 1
        if now.good:
            self._write(now, b"", even_nothing=True)
        self._now, before = None, self.summary
        self.summary = before.with_input(now.summary, failed=form is None or not now.good)
        if now.file is not None and now.is_to_name:
            self._name(now, now.file)
        elif now.file is not None and now.good and now.broken is None:
            self._join(now, now.file)
        if now.broken is not None:
            self._beside.cut(now.since)
            self.summary = before.with_input(RunSummary(), failed=True)
            self.listener.problem(now.broken)
        if now.file is not None and not now.is_to_name:
            self._check_if_kept(now)
            now.file.discard()

    def _name(self, now: Written, file: AnyFile) -> None:
        try:
            file.sync()
            self._check_if_kept(now, naming=now.number)
            self.destination.output.back_up(file.path)
            file.commit()
        except OSError as error:
            now.broken = self._why(error, file.path)

    def _join(self, now: Written, parts: AnyFile) -> None:
        """Make a file of the outputs, which stay until the journal has it."""
        role = "joined" if self.journal is not None else ""  # the next run makes it again
        try:
            with parts.contents() as outputs, kept(whole_file(parts.path, role=role)) as whole:
                if now.joins is not None:
                    now.joins.joined(outputs, whole.stream)
                self.destination.output.back_up(whole.path)
        except OSError as error:
            now.broken = self._why(error, parts.path)

    def _check_if_kept(self, now: Written, *, naming: int | None = None) -> None:
        """Keep what becomes of an output of which the journal says that it is there.

        Once it has its name, or is thrown away, there is nothing to go on with.
        """
        last = self.journal.last.file if self.journal is not None else None
        if last is not None and last.number == now.number:
            self._check(naming=naming)

    def _check(self, *, naming: int | None = None, end: bool = False) -> None:
        """Keep in the journal how far the run is, once all of it is on the disk."""
        self._settle()
        if self.journal is None:
            return
        now = self._now
        if now is not None and now.file is not None and now.broken is None:
            try:
                now.file.sync()
            except OSError as error:
                now.broken = self._why(error, now.file.path)
        self._beside.sync()
        self.journal.add(
            Checkpoint(
                self.jobs, self.skipped, self._beside.place, self.summary,
                None if now is None else now.left, naming, end,
            )
        )  # fmt: skip

    def _why(self, error: OSError, path: Location | None) -> FormatError:
        """Why a file can't be written; others can.

        Raises:
            OSError: there is no room for them either, and the run can be gone on with.
        """
        if self.journal is not None and error.errno in NO_ROOM:
            raise error
        return write_error(error, path)

    def _path(self, number: int) -> Location | None:
        return self.destination.output.path_for(self.inputs[number])
