"""Hold cleaned files against their audit, and give the sources back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from normalizer.audit.trail import Trail, read_trails
from normalizer.errors import AuditError, FormatError, NormalizerError
from normalizer.formats.jsonl import reverted_line, text_of


@dataclass(frozen=True, slots=True)
class Proof:
    """An article whose output and source prove each other, or why they don't."""

    trail: Trail
    source: str | None
    line: bytes | None
    error: NormalizerError | None


def prove(cleaned: Path, audit: Path) -> Iterator[Proof]:
    """The proof of each article of ``audit``, whose outputs stand in or at ``cleaned``.

    Raises:
        AuditError: the audit itself can't be read.
    """
    lines = _Lines()
    try:
        with audit.open(encoding="utf-8") as records:
            for trail in read_trails(records, str(audit)):
                yield _proof(trail, cleaned, lines)
    except (OSError, UnicodeDecodeError) as error:
        message = f"{audit}: can't be read: {error}"
        raise AuditError(message) from error


def source_bytes(proof: Proof) -> bytes:
    """The bytes of the source of a proved article, as they were read.

    Raises:
        AuditError: the article wasn't proved.
    """
    if proof.source is None:
        message = f"{proof.trail.document}: can't be restored: {proof.error}"
        raise AuditError(message)
    origin = proof.trail.origin
    if proof.line is None:
        return proof.source.encode(origin.encoding)
    return reverted_line(proof.line, proof.source, origin.field or "text", origin.prefix)


def _proof(trail: Trail, cleaned: Path, lines: "_Lines") -> Proof:
    origin = trail.origin
    path = cleaned / origin.file if cleaned.is_dir() else cleaned
    line: bytes | None = None
    try:
        if origin.line is None:
            output = path.read_bytes().decode("utf-8")
        else:
            line = lines.next_of(path)
            output = text_of(line, f"{path}:{lines.number}", origin.field or "text")
        return Proof(trail, trail.proved(output), line, None)
    except (OSError, UnicodeDecodeError) as error:
        return Proof(trail, None, line, FormatError(f"{path}: can't be read: {error}"))
    except NormalizerError as error:
        return Proof(trail, None, line, type(error)(f"{path}: {error}"))


class _Lines:
    """The records of the file that is being proved, one after another."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._lines: Iterator[bytes] = iter(())
        self.number = 0

    def next_of(self, path: Path) -> bytes:
        if path != self._path:
            self._path, self.number = path, 0
            self._lines = iter(path.read_bytes().split(b"\n"))
        self.number += 1
        line = next(self._lines, None)
        if line is None or not line.strip():
            message = f"{path}:{self.number}: the record is missing"
            raise FormatError(message)
        return line
