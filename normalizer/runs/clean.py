"""A run: every article cleaned and written, with its audit and metadata."""

import base64
import errno
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import msgspec

from normalizer.audit.records import document_records, run_record
from normalizer.document.document import Document
from normalizer.errors import AuditError, FormatError, NormalizerError, SettingsError
from normalizer.formats.article import Article
from normalizer.formats.files import WholeFile
from normalizer.formats.jsonl import JsonlOptions, record_line
from normalizer.formats.text import text_bytes
from normalizer.runs.events import Cleaned, Event, Failed, Finished
from normalizer.runs.inputs import Input
from normalizer.runs.output import Output, check_apart, check_writable
from normalizer.runs.proof import check_replaceable
from normalizer.runs.seal import bytes_digest, sealed
from normalizer.runs.summary import ArticleSummary, RunSummary, summarised


class Listener(Protocol):
    """Hears of a run as it goes on; it is told no text of an article."""

    def article(self, summary: ArticleSummary) -> None:
        """An article was cleaned."""
        ...

    def problem(self, error: NormalizerError) -> None:
        """An article or file could not be."""
        ...

    def warning(self, message: str) -> None:
        """Something is odd, but nothing failed."""
        ...


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the articles, the audit and the metadata go; ``write`` is off in a dry run."""

    output: Output
    jsonl: JsonlOptions
    audit: Path | None = None
    metadata: Path | None = None
    write: bool = True

    def check(self, inputs: Sequence[Input]) -> None:
        """Refuse what would write over an input, or can't be written, before any work is done.

        Raises:
            SettingsError: either is so, or an audit would be lost.
        """
        beside = [path for path in (self.audit, self.metadata) if path is not None]
        check_apart(inputs, self.output, beside)
        if self.write and any(one.error is None for one in inputs):
            check_writable(self.output, beside)
        if self.write and self.audit is not None:
            try:
                check_replaceable(self.audit, {one.name for one in inputs})
            except AuditError as error:
                raise SettingsError(str(error)) from error


class RunWriter:
    """Writes the events of a run, each file whole or not at all."""

    def __init__(
        self, destination: Destination, facts: Mapping[str, Any], listener: Listener
    ) -> None:
        self._to = destination
        self._run = run_record(facts)
        self._listener = listener
        self._file: WholeFile | None = None
        self._rejects: WholeFile | None = None
        self._audit: WholeFile | None = None
        self._metadata: WholeFile | None = None
        self._good = self._bad = 0
        self._broken: FormatError | None = None
        self._gathered: list[tuple[Cleaned, bytes]] = []
        self.summary = RunSummary()

    def write_all(self, events: Iterable[Event]) -> RunSummary:
        """Write everything; the counts of the run.

        Raises:
            OSError: the audit, the metadata or standard output can't be written; what was
                finished before stays.
        """
        with ExitStack() as stack:
            stack.callback(self._discard_open)
            self._audit = self._beside(stack, self._to.audit)
            self._metadata = self._beside(stack, self._to.metadata)
            if self._audit:
                self._audit.write(_line(self._run))
            for event in events:
                if isinstance(event, Cleaned):
                    self._article(event)
                elif isinstance(event, Failed):
                    self._failure(event)
                else:
                    self._end(event)
        return self.summary

    def _beside(self, stack: ExitStack, path: Path | None) -> WholeFile | None:
        return stack.enter_context(WholeFile(path)) if path and self._to.write else None

    def _article(self, event: Cleaned) -> None:
        self._good += 1
        written = self._bytes(event.article, event.document)
        self._write(event.input, written)
        self._gathered.append((event, written))

    def _bytes(self, article: Article, document: Document) -> bytes:
        if article.origin.line is None:
            return text_bytes(document)
        return record_line(article, document, self._to.jsonl)

    def _write(self, one: Input, data: bytes) -> None:
        if not self._to.write or self._broken is not None:
            return
        path = self._to.output.path_for(one)
        if path is None:
            write_out(data)
            return
        try:
            if self._file is None:
                self._file = WholeFile(path)
            self._file.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            self._broken = write_error(error, path)

    def _failure(self, event: Failed) -> None:
        self._listener.problem(event.error)
        self._bad += 1
        if event.line is None:
            return
        self.summary.rejected += 1
        path = self._to.output.path_for(event.input)
        if path is None or not self._to.write or event.raw is None:
            return
        try:
            if self._rejects is None:
                self._rejects = WholeFile(_rejects_of(path))
            self._rejects.write(_line(_reject_record(event)))
        except OSError as error:
            self._broken = write_error(error, path)

    def _end(self, event: Finished) -> None:
        self.summary.inputs += 1
        if event.form == "jsonl" and not self._good and not self._bad:
            self._listener.warning(f"{event.input.path or event.input.name}: holds no records")
            self._write(event.input, b"")
            self._good = 1
        self._commit(event.input)
        if event.form is None or not self._good or self._broken is not None:
            self.summary.failed += 1
        if self._broken is not None:
            self._listener.problem(self._broken)
        else:
            for article, written in self._gathered:
                self._account(article, written)
        self._gathered = []
        self._file = self._rejects = self._broken = None
        self._good = self._bad = 0

    def _commit(self, one: Input) -> None:
        if self._broken is not None:
            self._discard_open()
            return
        path = self._to.output.path_for(one)
        try:
            if self._rejects is not None:
                self._rejects.commit()
            if self._file is not None:
                self._to.output.back_up(self._file.path)
                self._file.commit()
                if self._rejects is None:
                    _rejects_of(self._file.path).unlink(missing_ok=True)  # of an earlier run
        except OSError as error:
            self._broken = write_error(error, path)
            self._discard_open()

    def _account(self, event: Cleaned, written: bytes) -> None:
        summary = summarised(event.document)
        self.summary.add(summary)
        if self._audit:
            records = list(document_records(event.document, event.article.origin))
            records[0]["output"]["written"] = bytes_digest(written)
            for record in sealed(records, self._run):
                self._audit.write(_line(record))
        if self._metadata and any(event.document.metadata.items()):
            self._metadata.write(_line(_metadata_record(event.document)))
        self._listener.article(summary)
        if not event.document.source.strip():
            self._listener.warning(f"{event.document.id}: holds no text; written as it is")

    def _discard_open(self) -> None:
        for file in (self._file, self._rejects):
            if file is not None:
                file.discard()


def write_out(data: bytes) -> None:
    """Write to standard output.

    Raises:
        OSError: it is closed or full.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed", "standard output")
    sys.stdout.buffer.write(data)


def write_error(error: OSError, path: Path | None) -> FormatError:
    """A clear error for a file that can't be written."""
    place = error.filename2 or error.filename or path
    return FormatError(f"{place}: can't be written: {error.strerror or error}")


def _rejects_of(path: Path) -> Path:
    return path.with_name(path.name + ".rejects")


def _line(record: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(record) + b"\n"


def _metadata_record(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "language": document.language,
        "metadata": dict(document.metadata.items()),
    }


def _reject_record(event: Failed) -> dict[str, Any]:
    raw = event.raw or b""
    try:
        said: dict[str, str] = {"raw": raw.decode("utf-8")}
    except UnicodeDecodeError:
        said = {"raw_base64": base64.b64encode(raw).decode("ascii")}
    return {"file": event.input.name, "line": event.line, "reason": str(event.error), **said}
