"""A seal on the records of each article, so that a changed byte of an audit is seen.

Replaying the edits proves both texts. The seal covers what no replay reads: rules, reasons,
passages, notices, metadata and the record of the run. It guards against accidents and careless
hands; who can compute a digest can also forge one.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from normalizer.audit.records import Record

KEY = "seal"


def bytes_digest(written: bytes) -> str:
    """SHA-256 of what was written of an article, as ``sha256:`` and hexadecimal digits."""
    return f"sha256:{hashlib.sha256(written).hexdigest()}"


def sealed(records: Sequence[Record], run: Record) -> list[Record]:
    """The records of one article, the first of them with a seal on all, and on its run."""
    head, *others = records
    return [{**head, KEY: seal_of(records, run)}, *others]


def seal_of(records: Sequence[Record], run: Record) -> str:
    """The seal of the records of one article; a seal they hold already doesn't count."""
    head = {key: value for key, value in records[0].items() if key != KEY}
    covered: list[Any] = [run, head, *records[1:]]
    return bytes_digest(msgspec.json.encode(covered))
