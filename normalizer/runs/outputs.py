"""The outputs that an audit is held against, record by record."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from normalizer.audit.records import Origin
from normalizer.audit.trail import Trail
from normalizer.errors import AuditError, FormatError
from normalizer.formats.article import Kept
from normalizer.formats.choice import format_name, format_of_origin
from normalizer.formats.compression import compression_of
from normalizer.formats.format import Chunk, Format, Joined, Record, untold
from normalizer.formats.stream import peeked
from normalizer.runs.inputs import STDIN_NAME
from normalizer.runs.seal import bytes_digest
from normalizer.runs.told import Told

_HEAD = 1 << 12


@dataclass(frozen=True, slots=True)
class Found:
    """A record of an output: in a chunk of its own, and in the one it was ``read`` in.

    ``encoding`` is that of the first record of its file that the audit tells of.
    """

    form: Format
    chunk: Chunk
    read: Chunk
    encoding: str

    @property
    def passed(self) -> bytes:
        """Its bytes as they were, where it was passed on.

        Raises:
            UnicodeError, LookupError: it can't be written in the encoding it was in.
        """
        return untold(self.form, self.record, self.encoding)

    @property
    def record(self) -> Record:
        """The record itself."""
        return Record(self.chunk.line, self.chunk.offset, self.chunk.data)

    @property
    def is_kept(self) -> bool:
        """Whether it holds no article, and is no mistake."""
        if isinstance(self.form, Joined):
            return False  # a record isn't a chunk, and each of them is meant to be an article
        return all(isinstance(item, Kept) for item in self.form.articles(self.chunk))


@dataclass
class Outputs:
    """The records in or at ``cleaned``, one after another as the audit speaks of them."""

    cleaned: Path
    told: Told
    _file: str | None = None
    _path: Path | None = None
    _records: Iterator[Found] = field(default_factory=lambda: iter(()))
    _next: Found | None = None
    _line: int = 1
    _seen: set[Path] = field(default_factory=set)

    def passed(self, trail: Trail) -> Iterator[Found]:
        """What stands before the record of ``trail`` in its file, and was passed on.

        Raises:
            OSError, FormatError: the output can't be read.
            AuditError: the audit names a file outside its folder.
        """
        if trail.origin.file != self._file:
            self._begin(trail.origin)
        while self._next is not None and not self._is_of(trail):
            passed = self._passed(self._next, before=trail.origin.line)
            if passed is None:
                return  # it is what has become of the record of this trail
            yield passed
            self._next = next(self._records, None)

    def found(self, trail: Trail) -> Found:
        """The record of ``trail``, which is the next.

        Raises:
            FormatError: it isn't there, or can't be read.
        """
        found = self._next
        self._line = self._line + 1 if found is None else found.chunk.line
        if found is None:
            message = f"{self.place(trail)}: the record is missing"
            raise FormatError(message)
        self._next = next(self._records, None)
        return found

    def rest(self, of_next: Trail | None = None) -> Iterator[Found | AuditError]:
        """What stands behind the last record that the audit tells of, in the file it is in.

        Nothing as long as ``of_next`` is of that file.
        """
        if self._file is None or (of_next is not None and of_next.origin.file == self._file):
            return
        for found in (*((self._next,) if self._next is not None else ()), *self._records):
            yield self._passed(found) or _untold(f"{self._path}:{found.chunk.line}")
        for rejected in self.told.rejected.pop(self._file, ()):
            message = f"{self._path}: the record is missing that {rejected.place} tells of"
            yield AuditError(message)
        self._file, self._next = None, None

    def untold(self, audit: Path) -> Iterator[AuditError]:
        """Files in the folder that the audit doesn't tell of."""
        if not self.cleaned.is_dir():
            return
        for path in sorted(self.cleaned.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(self.cleaned).parts)
            article = format_name(path) is not None or path.name == STDIN_NAME
            ours = path.resolve() == audit.resolve() or path.name.endswith(
                (".meta.jsonl", ".rejects.jsonl")
            )
            if path.is_file() and article and not hidden and not ours and path not in self._seen:
                if path.stat().st_size == 0 and format_name(path) != "txt":
                    continue  # a file of no records has no article to tell of
                yield _untold(str(path))

    def place(self, trail: Trail) -> str:
        """Where the output of ``trail`` stands: its file, and its line where that has several."""
        path = self._path if self._file == trail.origin.file else self.cleaned
        return f"{path}" if trail.origin.line is None else f"{path}:{self._line}"

    def _begin(self, origin: Origin) -> None:
        self._file, self._path, self._next = origin.file, self.cleaned, None
        self._records, self._line = iter(()), 1
        self._path = output_path(origin, self.cleaned)
        self._seen.add(self._path)
        self._records = _records(self._path, format_of_origin(origin), origin.encoding)
        self._next = next(self._records, None)

    def _is_of(self, trail: Trail) -> bool:
        written = trail.records[0]["output"].get("written")
        return self._next is not None and bytes_digest(self._next.chunk.data) == written

    def _passed(self, found: Found, before: int | None = None) -> Found | None:
        """``found`` if it was passed on: it holds no article, or is the next that was rejected."""
        rejected = self.told.rejected.get(self._file or "")
        if rejected and (before is None or rejected[0].line < before):
            same = bytes_digest(found.chunk.data.rstrip(b"\r\n")) == rejected[0].digest
            if same:
                rejected.popleft()
                return found
        return found if found.is_kept else None


def output_path(origin: Origin, cleaned: Path) -> Path:
    """Where the output from ``origin`` stands: in the folder ``cleaned``, or at it.

    Raises:
        AuditError: the audit names a file outside that folder.
    """
    if not cleaned.is_dir():
        return cleaned
    name = PurePosixPath(origin.file)
    if name.is_absolute() or ".." in name.parts:
        message = f"the audit names a file outside its folder: {name}"
        raise AuditError(message)
    return cleaned / name


def _records(path: Path, form: Format, encoding: str) -> Iterator[Found]:
    with path.open("rb") as file:
        head, stream = peeked(file, _HEAD)
        compression = compression_of(path.name, head)
        if compression is not None:
            stream = compression.opened(stream, str(path))
        for chunk in form.chunks(stream, str(path)):
            for record in form.records(chunk):
                alone = replace(chunk, offset=record.offset, line=record.number, data=record.data)
                yield Found(form, alone, chunk, encoding)


def _untold(place: str) -> AuditError:
    return AuditError(f"{place}: the audit doesn't tell of it")
