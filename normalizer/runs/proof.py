"""Hold cleaned files against their audit, and give the sources back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from normalizer.audit.trail import Trail, read_trails
from normalizer.errors import AuditError, FormatError, NormalizerError
from normalizer.formats.remote import Location
from normalizer.runs.outputs import Found, Outputs
from normalizer.runs.seal import KEY, bytes_digest, seal_of
from normalizer.runs.stored import StoredNames
from normalizer.runs.told import Told


@dataclass(frozen=True, slots=True)
class Proof:
    """An article whose output and source prove each other, or why they don't.

    ``source`` are its bytes as they were read, ``file`` is the name of its file, and ``found`` is
    what stands in the output. There is no ``trail`` where the audit doesn't tell of what stands
    there, or it was passed on as it was, and has a source then.
    """

    trail: Trail | None
    file: str
    source: bytes | None
    error: NormalizerError | None
    found: Found | None = None


def prove(cleaned: Path, audit: Path) -> Iterator[Proof]:
    """The proof of each record of ``audit``, whose outputs stand in or at ``cleaned``.

    Raises:
        AuditError: the audit itself can't be read, or was changed.
        FormatError: ``cleaned`` isn't there.
    """
    if not cleaned.exists():
        message = f"{cleaned}: no such file or folder; name what was cleaned"
        raise FormatError(message)
    told = Told(str(audit))
    outputs = Outputs(cleaned, told)
    last = ""
    try:
        with audit.open(encoding="utf-8", newline="\n") as records:
            for trail in read_trails(told.seen(records), str(audit)):
                yield from (_passed(last, found) for found in outputs.rest(trail))
                last = trail.origin.file
                yield from _proofs(trail, outputs, told)
        yield from (_passed(last, found) for found in outputs.rest())
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        message = f"{audit}: can't be read: {error}"
        raise AuditError(message) from error
    yield from (Proof(None, "", None, error) for error in outputs.untold(audit))


def check_replaceable(audit: Location, files: Iterable[str]) -> None:
    """Refuse to write over an audit that tells of outputs other than ``files``, or no audit.

    Their trail would be lost, and with it their sources.

    Raises:
        AuditError: it can't be replaced; the message says what to do.
    """
    if not audit.is_file() or not audit.stat().st_size:
        return
    with StoredNames() as ours, StoredNames() as lost:
        for name in files:
            ours.add(name)
        count = 0
        try:
            with audit.open(encoding="utf-8", newline="\n") as records:
                for trail in read_trails(records, str(audit)):
                    file = trail.origin.file
                    count += file not in ours and lost.add(file)
        except (OSError, UnicodeDecodeError, RecursionError, AuditError) as error:
            message = f"{audit}: stands there already and is no whole audit; move it away ({error})"
            raise AuditError(message) from error
        for first in lost:
            message = (
                f"{audit}: tells of {count} outputs this run doesn't write, such as {first}; "
                "their trail would be lost: give another -o, or move the audit away"
            )
            raise AuditError(message)


def _proofs(trail: Trail, outputs: Outputs, told: Told) -> Iterator[Proof]:
    """The proofs of what stands before the record of ``trail``, and of that record."""
    file = trail.origin.file
    try:
        for found in outputs.passed(trail):
            yield _passed(file, found)
        found = outputs.found(trail)
        yield Proof(trail, file, _source(trail, found, told), None, found)
    except (OSError, ValueError, TypeError) as error:
        place = outputs.place(trail)
        yield Proof(trail, file, None, FormatError(f"{place}: can't be read: {error}"))
    except NormalizerError as error:
        said, place = str(error), outputs.place(trail)
        told_there = said if said.startswith(place) else f"{place}: {said}"
        yield Proof(trail, file, None, type(error)(told_there))


def _passed(file: str, found: Found | AuditError) -> Proof:
    if isinstance(found, AuditError):
        return Proof(None, file, None, found)
    try:
        return Proof(None, file, found.passed, None, found)
    except (UnicodeError, LookupError) as error:
        message = f"{file}:{found.chunk.line}: can't be written as it was: {error}"
        return Proof(None, file, None, AuditError(message))


def _source(trail: Trail, found: Found, told: Told) -> bytes:
    """The bytes of the source of an article, which its output and its audit prove.

    Raises:
        NormalizerError: they don't.
    """
    record, context = found.record, found.chunk.context
    text = trail.proved(found.form.text_of(record, context, trail.origin))
    if seal_of(trail.records, told.run_of(trail)) != trail.records[0].get(KEY):
        message = f"{trail.place}: {trail.document}: a record was changed, or is missing"
        raise AuditError(message)
    if bytes_digest(record.data) != trail.records[0]["output"].get("written"):
        message = f"{trail.place}: {trail.document}: other fields than the text were changed"
        raise AuditError(message)
    try:
        return found.form.reverted(record, context, text, trail.origin)
    except (UnicodeError, LookupError) as error:
        message = f"{trail.place}: {trail.document}: the encodings don't give the source: {error}"
        raise AuditError(message) from error
