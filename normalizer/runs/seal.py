"""A seal on the records of each article, so that a changed byte of an audit is seen.

Replaying the edits proves both texts. The seal covers what no replay reads: rules, reasons,
passages, notices, metadata and the record of the run. It guards against accidents and careless
hands; who can compute a digest can also forge one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from normalizer.audit.records import Record

KEY = "seal"

_KIND = "sha256:"


def bytes_digest(written: bytes) -> str:
    """SHA-256 of what was written of an article, as ``sha256:`` and hexadecimal digits."""
    return f"{_KIND}{hashlib.sha256(written).hexdigest()}"


@dataclass(frozen=True)
class Seals:
    """Seals the records of the articles of a ``run``, which is the head of the audit."""

    run: Record

    def lines(self, records: Sequence[Record]) -> list[bytes]:
        """The lines of the records of one article, the first of them with a seal on all."""
        head, *others = (msgspec.json.encode(record) for record in records)
        seal = self._run.copy()
        seal.update(b",".join((head, *others)) + b"]")
        said = msgspec.json.encode({KEY: f"{_KIND}{seal.hexdigest()}"})
        return [b"%b,%b\n" % (head[:-1], said[1:]), *(other + b"\n" for other in others)]

    @cached_property
    def _run(self) -> "hashlib._Hash":
        """What every seal begins with, so that it is read once."""
        return hashlib.sha256(b"[" + msgspec.json.encode(self.run) + b",")


def seal_of(records: Sequence[Record], run: Record) -> str:
    """The seal of the records of one article; a seal they hold already doesn't count."""
    head = {key: value for key, value in records[0].items() if key != KEY}
    covered: list[Any] = [run, head, *records[1:]]
    return bytes_digest(msgspec.json.encode(covered))
