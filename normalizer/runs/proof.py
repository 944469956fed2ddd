"""Hold cleaned files against their audit, and give the sources back."""

import io
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from normalizer.audit.records import Decoding, Record
from normalizer.audit.trail import Trail, read_trails
from normalizer.document.span import Span
from normalizer.errors import AuditError, FormatError, NormalizerError
from normalizer.formats.decoding.decoded import encoded
from normalizer.formats.jsonl import reverted_line, text_of
from normalizer.runs.inputs import FORMATS, STDIN_NAME
from normalizer.runs.seal import KEY, bytes_digest, seal_of


@dataclass(frozen=True, slots=True)
class Proof:
    """An article whose output and source prove each other, or why they don't.

    ``trail`` is ``None`` where an output stands there that the audit doesn't tell of.
    """

    trail: Trail | None
    source: str | None
    line: bytes | None
    error: NormalizerError | None


def prove(cleaned: Path, audit: Path) -> Iterator[Proof]:
    """The proof of each article of ``audit``, whose outputs stand in or at ``cleaned``.

    Raises:
        AuditError: the audit itself can't be read.
        FormatError: ``cleaned`` isn't there.
    """
    if not cleaned.exists():
        message = f"{cleaned}: no such file or folder; name what was cleaned"
        raise FormatError(message)
    outputs = _Outputs()
    runs = _Runs()
    try:
        with audit.open(encoding="utf-8", newline="\n") as records:
            for trail in read_trails(runs.seen(records), str(audit)):
                yield from outputs.left_of_another(trail, cleaned)
                yield _proof(trail, cleaned, outputs, runs)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        message = f"{audit}: can't be read: {error}"
        raise AuditError(message) from error
    yield from outputs.left()
    yield from outputs.untold(cleaned, audit)


def check_replaceable(audit: Path, files: Collection[str]) -> None:
    """Refuse to write over an audit that tells of outputs other than ``files``, or no audit.

    Their trail would be lost, and with it their sources.

    Raises:
        AuditError: it can't be replaced; the message says what to do.
    """
    if not audit.is_file() or not audit.stat().st_size:
        return
    try:
        with audit.open(encoding="utf-8", newline="\n") as records:
            told = {trail.origin.file for trail in read_trails(records, str(audit))}
    except (OSError, UnicodeDecodeError, RecursionError, AuditError) as error:
        message = f"{audit}: stands there already and is no whole audit; move it away ({error})"
        raise AuditError(message) from error
    lost = sorted(told - set(files))
    if lost:
        message = (
            f"{audit}: tells of {len(lost)} outputs this run doesn't write, such as {lost[0]}; "
            "their trail would be lost: give another -o, or move the audit away"
        )
        raise AuditError(message)


def source_bytes(proof: Proof) -> bytes:
    """The bytes of the source of a proved article, as they were read.

    Raises:
        AuditError: the article wasn't proved.
    """
    if proof.source is None or proof.trail is None:
        message = f"the source can't be restored: {proof.error}"
        raise AuditError(message)
    return _source_bytes(proof.trail, proof.source, proof.line)


def output_path(trail: Trail, cleaned: Path) -> Path:
    """Where the output of ``trail`` stands: in the folder ``cleaned``, or at it.

    Raises:
        AuditError: the audit names a file outside that folder.
    """
    if not cleaned.is_dir():
        return cleaned
    name = PurePosixPath(trail.origin.file)
    if name.is_absolute() or ".." in name.parts:
        message = f"{trail.place}: the audit names a file outside its folder: {name}"
        raise AuditError(message)
    return cleaned / name


def _proof(trail: Trail, cleaned: Path, outputs: "_Outputs", runs: "_Runs") -> Proof:
    origin = trail.origin
    line: bytes | None = None
    path = cleaned
    try:
        path = output_path(trail, cleaned)
        if origin.line is None:
            written = outputs.whole(path)
            output = written.decode("utf-8")
        else:
            line = written = outputs.next_line(path)
            output = text_of(line, f"{path}:{outputs.number}", origin.field or "text")
        source = trail.proved(output)
        _check_whole(trail, written, runs)
        _source_bytes(trail, source, line)
        return Proof(trail, source, line, None)
    except (OSError, ValueError, TypeError) as error:
        return Proof(trail, None, line, FormatError(f"{path}: can't be read: {error}"))
    except NormalizerError as error:
        said = str(error)
        place = f"{path}:{outputs.number}" if origin.line is not None else str(path)
        return Proof(
            trail, None, line, type(error)(said if said.startswith(place) else f"{place}: {said}")
        )


def _source_bytes(trail: Trail, source: str, line: bytes | None) -> bytes:
    origin = trail.origin
    whole = Decoding(Span(0, len(source)), origin.encoding)
    try:
        if line is None:
            return encoded(source, origin.decodings or (whole,))
        return reverted_line(line, source, origin)
    except (UnicodeError, LookupError) as error:
        message = f"{trail.place}: {trail.document}: the encodings don't give the source: {error}"
        raise AuditError(message) from error


def _check_whole(trail: Trail, written: bytes, runs: "_Runs") -> None:
    head = trail.records[0]
    if seal_of(trail.records, runs.before(trail)) != head.get(KEY):
        message = f"{trail.place}: {trail.document}: a record was changed, or is missing"
        raise AuditError(message)
    if bytes_digest(written) != head["output"].get("written"):
        message = f"{trail.place}: {trail.document}: other fields than the text were changed"
        raise AuditError(message)


class _Runs:
    """The record of each run in an audit, by its line."""

    def __init__(self) -> None:
        self._runs: dict[int, Record] = {}

    def seen(self, lines: Iterable[str]) -> Iterator[str]:
        for number, line in enumerate(lines, start=1):
            if '"run"' in line[:40]:
                try:
                    record = json.loads(line)
                except ValueError:
                    record = None  # what is wrong with the line is told where it is read
                if isinstance(record, dict) and record.get("record") == "run":
                    self._runs[number] = record
            yield line

    def before(self, trail: Trail) -> Record:
        line = int(trail.place.rpartition(":")[2])
        return next(
            (self._runs[number] for number in sorted(self._runs, reverse=True) if number < line),
            {},
        )


class _Outputs:
    """The outputs that are being proved, one after another."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lines: Iterator[bytes] = iter(())
        self._told: set[Path] = set()
        self.number = 0

    def whole(self, path: Path) -> bytes:
        self._told.add(path)
        return path.read_bytes()

    def next_line(self, path: Path) -> bytes:
        if path != self._path:
            self._told.add(path)
            self._path, self.number = path, 0
            self._lines = iter(io.BytesIO(path.read_bytes()))
        self.number += 1
        line = next(self._lines, None)
        if line is None or not line.strip():
            message = f"{path}:{self.number}: the record is missing"
            raise FormatError(message)
        return line

    def left_of_another(self, trail: Trail, cleaned: Path) -> Iterator[Proof]:
        """Records behind the last one the audit tells of, once it speaks of another file."""
        if self._path is None or not cleaned.is_dir():
            return
        if trail.origin.file != self._path.relative_to(cleaned).as_posix():
            yield from self.left()
            self._path = None

    def left(self) -> Iterator[Proof]:
        if self._path is not None and next(self._lines, None) is not None:
            place = f"{self._path}:{self.number + 1}"
            yield _untold(place)

    def untold(self, cleaned: Path, audit: Path) -> Iterator[Proof]:
        """Outputs in the folder that the audit doesn't tell of."""
        if not cleaned.is_dir():
            return
        for path in sorted(cleaned.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(cleaned).parts)
            article = path.suffix.lower() in FORMATS or path.name == STDIN_NAME
            ours = path.resolve() == audit.resolve() or path.name.endswith(".meta.jsonl")
            if path.is_file() and article and not hidden and not ours and path not in self._told:
                if path.stat().st_size == 0 and path.suffix.lower() in {".jsonl", ".ndjson"}:
                    continue  # a file of no records has no article to tell of
                yield _untold(str(path))


def _untold(place: str) -> Proof:
    return Proof(None, None, None, AuditError(f"{place}: the audit doesn't tell of it"))
