"""What comes out of a piece of an input: bytes to append, and counts."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from normalizer.errors import NormalizerError
from normalizer.formats.format import Joined
from normalizer.runs.seal import Seals, bytes_digest
from normalizer.runs.summary import ArticleSummary, RunSummary

MOST_TOLD = 20
"""Articles and problems of a portion that are told one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that couldn't be read or cleaned, and why.

    ``offset`` is its first byte in the file, decompressed; it ``is_passed`` on to the output,
    unless that is of another format.
    """

    file: str
    line: int
    offset: int
    reason: str
    raw: bytes
    is_passed: bool = True

    def line_of_rejects(self) -> bytes:
        """The record of the file of rejects, with the bytes as text or in base64."""
        try:
            said: dict[str, str] = {"raw": self.raw.decode("utf-8")}
        except UnicodeDecodeError:
            said = {"raw_base64": base64.b64encode(self.raw).decode("ascii")}
        return json_line({**self._place(), "reason": self.reason, **said})

    def line_of_audit(self, seals: Seals) -> bytes:
        """The record of the audit, with the digest of its bytes where they were passed on."""
        told = {"record": "rejected", **self._place(), "reason": self.reason}
        if self.is_passed:
            told["written"] = bytes_digest(self.raw)
        return seals.lines([told])[0]

    def _place(self) -> dict[str, Any]:
        return {"file": self.file, "line": self.line, "offset": self.offset}


@dataclass(frozen=True, slots=True)
class Portion:
    """What becomes of a piece.

    ``output``, ``audit``, ``metadata`` and ``rejects`` are appended to what came before.
    ``good`` counts its articles, ``bad`` what could not be cleaned; ``summary`` counts the same
    more closely. ``form`` is the format of its input, ``None`` where it can't be read on.
    ``read`` and ``last`` are those of the piece. ``joins`` makes a file of the outputs of an input,
    where they aren't one as they are.
    """

    number: int
    form: str | None
    output: bytes = b""
    audit: bytes = b""
    metadata: bytes = b""
    rejects: bytes = b""
    good: int = 0
    bad: int = 0
    summary: RunSummary = field(default_factory=RunSummary)
    articles: tuple[ArticleSummary, ...] = ()
    problems: tuple[NormalizerError, ...] = ()
    warnings: tuple[str, ...] = ()
    read: int = 0
    last: bool = False
    joins: Joined | None = None


def json_line(record: Mapping[str, Any]) -> bytes:
    """``record`` as a line of JSON."""
    return msgspec.json.encode(record) + b"\n"
