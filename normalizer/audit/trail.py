"""Read an audit, and prove texts with it."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from normalizer.audit.records import VERSION, Decoding, Origin, Record, Title, digest
from normalizer.document.document import apply_edits, inverted
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.errors import AuditError, EditError


@dataclass(frozen=True)
class Trail:
    """The records of one article: enough to make its output from its source, and back."""

    place: str
    document: str
    origin: Origin
    source_digest: str
    output_digest: str
    revisions: tuple[tuple[Edit, ...], ...]
    records: tuple[Record, ...] = field(repr=False)

    def replayed(self, source: str) -> str:
        """The output that every edit, in order, makes of ``source``.

        Raises:
            AuditError: an edit doesn't fit, or the end isn't the output that was recorded.
        """
        text = source
        for number, edits in enumerate(self.revisions):
            text = self._applied(text, edits, number)
        self._check("the replayed output", text, self.output_digest)
        return text

    def restored(self, output: str) -> str:
        """The source that ``output`` was made of.

        Raises:
            AuditError: ``output`` isn't the text that was written, an edit can't be taken
                back, or the end isn't the source that was recorded.
        """
        self._check("the text", output, self.output_digest)
        text = output
        for number in range(len(self.revisions) - 1, -1, -1):
            text = self._applied(text, inverted(self.revisions[number]), number)
        self._check("the restored source", text, self.source_digest)
        return text

    def proved(self, output: str) -> str:
        """The source of ``output``, restored and then replayed to the same output.

        Raises:
            AuditError: as `restored` and `replayed`.
        """
        source = self.restored(output)
        self.replayed(source)
        return source

    def _applied(self, text: str, edits: Sequence[Edit], number: int) -> str:
        try:
            return apply_edits(text, edits)
        except EditError as error:
            message = f"{self.place}: {self.document}: revision {number}: {error}"
            raise AuditError(message) from error

    def _check(self, what: str, text: str, expected: str) -> None:
        if digest(text) != expected:
            message = (
                f"{self.place}: {self.document}: {what} is not the one that was recorded "
                f"({expected[:19]}…): it or the audit was changed"
            )
            raise AuditError(message)


def read_trails(lines: Iterable[str], name: str) -> Iterator[Trail]:
    """The trail of each article, in order; ``name`` is the file that errors speak of.

    Raises:
        AuditError: a line isn't a record, a record stands outside its article, or the version
            is unknown; the message begins with ``file:line``.
    """
    gathered: list[Record] = []
    place = f"{name}:1"
    seen_run = False
    for number, line in enumerate(lines, start=1):
        record = _parsed(f"{name}:{number}", line)
        if record["record"] == "run":
            _check_version(f"{name}:{number}", record)
            seen_run = True
            continue
        if record["record"] == "rejected" and seen_run:
            continue  # it was passed on as it is, so there is nothing to replay
        if not seen_run:
            message = f"{name}:{number}: not an audit: it must begin with a record of its run"
            raise AuditError(message)
        if record["record"] == "document":
            if gathered:
                yield _trail(place, gathered)
            gathered, place = [record], f"{name}:{number}"
        elif gathered and record.get("document") == gathered[0]["document"]:
            gathered.append(record)
        else:
            message = f"{name}:{number}: a record of another article than the one before it"
            raise AuditError(message)
    if gathered:
        yield _trail(place, gathered)


def _parsed(place: str, line: str) -> Record:
    try:
        record: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"{place}: not a record of an audit: {error}"
        raise AuditError(message) from error
    if not isinstance(record, dict) or "record" not in record:
        message = f"{place}: not a record of an audit: it says no 'record'"
        raise AuditError(message)
    return record


def _check_version(place: str, record: Record) -> None:
    if record.get("version") != VERSION:
        message = f"{place}: an audit of version {record.get('version')}; known is {VERSION}"
        raise AuditError(message)


def _trail(place: str, records: Sequence[Record]) -> Trail:
    head = records[0]
    try:
        edits: list[list[Edit]] = [[] for _ in head["revisions"]]
        for record in records[1:]:
            if record["record"] == "edit":
                edits[_number(record["revision"])].append(_edit(record))
        return Trail(
            place=place,
            document=_string(head["document"]),
            origin=Origin(
                file=_string(head["file"]),
                encoding=_string(head["encoding"]),
                line=head.get("line"),
                field=head.get("field"),
                prefix=head.get("prefix", ""),
                decodings=tuple(map(_decoding, head.get("decodings", ()))),
                raw=base64.b64decode(head.get("raw", ""), validate=True),
                spelling=_string(head.get("spelling", "")),
                format=_string(head.get("format", "")),
                title=_title(head["title"]) if "title" in head else None,
            ),
            source_digest=_string(head["source"]["sha256"]),
            output_digest=_string(head["output"]["sha256"]),
            revisions=tuple(tuple(revision) for revision in edits),
            records=tuple(records),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        message = f"{place}: the records of this article are damaged: {error!r}"
        raise AuditError(message) from error


def _title(record: Record) -> Title:
    field, spelling = _string(record["field"]), _string(record["spelling"])
    return Title(field, _number(record["length"]), spelling)


def _edit(record: Record) -> Edit:
    start, end = record["read"]
    span = Span(_number(start), _number(end))
    return Edit(
        span, _string(record["removed"]), _string(record["inserted"]), _string(record["rule"])
    )


def _decoding(record: Record) -> Decoding:
    start, end = record["source"]
    lost = bytes.fromhex(record.get("lost", ""))
    return Decoding(Span(_number(start), _number(end)), _string(record["encoding"]), lost)


def _number(value: Any) -> int:
    """``value``, which must count something: -1 would name the last revision."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    message = f"{value!r} is no number from 0"
    raise ValueError(message)


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    message = f"{value!r} is no string"
    raise TypeError(message)
