"""One flat record for each edit, passage and notice, ready for JSON.

Every span is a pair of code point offsets, half-open: ``source`` counts in the text as it was
decoded, ``read`` in the text the finder read, ``output`` in the text that was written. A
record of kind ``document`` stands before the others of its article, and one of kind ``run``
before all.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice, Passage
from normalizer.document.span import Span

VERSION = 1
"""Version of the record format; a reader refuses one it doesn't know."""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decoding:
    """The encoding of a span of the source, which counts code points.

    Bytes that are part of no letter are ``lost``: the span holds U+FFFD for them, or nothing
    where they are a letter that is cut off at the end.
    """

    span: Span
    encoding: str
    lost: bytes = b""


@dataclass(frozen=True, slots=True)
class Title:
    """The field of a record that holds the title of its article, if it has one.

    ``length`` is how many code points of the source are the title; a blank line follows them.
    A record without a title has 0, and no such line. ``spelling`` says how it is written in its
    record, where the format leaves a choice.
    """

    field: str
    length: int
    spelling: str = ""

    def __bool__(self) -> bool:
        """Whether there is a title."""
        return self.length > 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article came from and went to.

    ``file`` is the path of the output below the output folder, ``line`` its number in a file
    of records, counted from 1. ``encoding`` is the one its bytes were decoded with; where they
    were in several, ``decodings`` cover the source and ``encoding`` is that of the most of it.
    ``field`` is the field of a record that holds the text. ``raw`` are the bytes of a record
    that can't be had from its text. ``spelling`` says how the text is written in its record,
    where the format leaves a choice; ``format`` is the name of a format other than plain text
    and JSON Lines. ``title`` tells of the field of titles, where they are cleaned as well.
    """

    file: str
    encoding: str = "utf-8"
    line: int | None = None
    field: str | None = None
    prefix: str = ""
    decodings: tuple[Decoding, ...] = ()
    raw: bytes = b""
    spelling: str = ""
    format: str = ""
    title: Title | None = None


def digest(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, as ``sha256:`` and hexadecimal digits."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def run_record(facts: Mapping[str, Any]) -> Record:
    """The head of an audit: versions of all that can change a result, and no clock."""
    return {"record": "run", "version": VERSION, **facts}


def document_records(document: Document, origin: Origin) -> Iterator[Record]:
    """The records of one article, its ``document`` record first."""
    source = {"length": len(document.source), "sha256": digest(document.source)}
    text = document.text
    same = text is document.source or text == document.source  # as most are; a digest is dear
    known = document.metadata.items() if document.revisions else ()
    yield {
        "record": "document",
        "document": document.id,
        "file": origin.file,
        **_origin_facts(origin),
        "language": document.language,
        "encoding": origin.encoding,
        **_decoding_facts(origin),
        "source": source,
        "output": dict(source) if same else {"length": len(text), "sha256": digest(text)},
        "revisions": [revision.finder for revision in document.revisions],
        "metadata": dict(known),
    }
    for number, revision in enumerate(document.revisions):
        for edit in revision.edits:
            yield _edit_record(document, number, edit)
        for passage in revision.passages:
            yield _passage_record(document, number, passage)
        for notice in revision.notices:
            yield _notice_record(document, number, notice)


def _origin_facts(origin: Origin) -> Record:
    facts: Record = {}
    if origin.line is not None:
        facts = {"line": origin.line, "field": origin.field}
    for name in ("prefix", "spelling", "format"):
        if value := getattr(origin, name):
            facts[name] = value
    if origin.title is not None:
        facts["title"] = asdict(origin.title)
    return facts


def _decoding_facts(origin: Origin) -> Record:
    facts: Record = {}
    if origin.decodings:
        facts["decodings"] = [
            {
                "source": _pair(decoding.span),
                "encoding": decoding.encoding,
                **({"lost": decoding.lost.hex()} if decoding.lost else {}),
            }
            for decoding in origin.decodings
        ]
    if origin.raw:
        facts["raw"] = base64.b64encode(origin.raw).decode("ascii")
    return facts


def _edit_record(document: Document, number: int, edit: Edit) -> Record:
    return {
        "record": "edit",
        **_place(document, number, edit.span),
        "rule": edit.rule,
        "removed": edit.removed,
        "inserted": edit.inserted,
        "evidence": edit.evidence,
        **({"kept": {kept.field: kept.value for kept in edit.kept}} if edit.kept else {}),
    }


def _passage_record(document: Document, number: int, passage: Passage) -> Record:
    return {
        "record": "passage",
        **_place(document, number, passage.span),
        "language": passage.language,
        "script": passage.script,
        "kind": passage.kind,
        "confidence": passage.confidence,
        "evidence": passage.evidence,
        "outcome": passage.outcome,
    }


def _notice_record(document: Document, number: int, notice: Notice) -> Record:
    return {
        "record": "notice",
        **_place(document, number, notice.span),
        "rule": notice.rule,
        "reason": notice.reason,
        "proposal": notice.proposal,
    }


def _place(document: Document, number: int, span: Span) -> Record:
    return {
        "document": document.id,
        "revision": number,
        "finder": document.revisions[number].finder,
        "source": _pair(document.source_span(span, number)),
        "read": _pair(span),
        "output": _pair(document.carried(span, number)),
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
