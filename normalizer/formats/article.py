"""An article between a file and the pipeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError


@dataclass(frozen=True)
class Article:
    """A document, where it came from, and the other fields of its record, byte for byte."""

    document: Document
    origin: Origin
    fields: Mapping[str, msgspec.Raw] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that can't be read: where it stands, why, and its raw bytes."""

    error: FormatError
    line: int
    raw: bytes
