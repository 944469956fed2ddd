"""The records of a web archive: where they end, their headers, and those that are added."""

import base64
import hashlib
import re
import uuid
from dataclasses import dataclass

from normalizer.errors import FormatError

DERIVED = b"WARC-Derived-By: article-normalizer"
"""The header of a record that was added behind the one it refers to."""

_VERSION = re.compile(rb"WARC/1\.[0-9]\r?\n")
_NEXT = re.compile(rb"\nWARC/1\.[0-9]\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([A-Za-z0-9-]+)[ \t]*:[ \t]*(.*?)[ \t]*(?=\r?$)", re.MULTILINE)
_LENGTH = re.compile(
    rb"^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_LONGEST_HEAD = 1 << 16
_VERSION_LENGTH = 10
LONGEST_RECORD = 1 << 30
"""A record of more bytes is damaged: its length is wrong."""

_BREAKS = b"\r\n"
_DIGESTS = (b"warc-block-digest", b"warc-payload-digest")
_HEXADECIMAL = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """A record in pieces: its head with the blank line, its content, what stands behind."""

    head: bytes
    content: bytes
    tail: bytes

    def field(self, name: str) -> str:
        """The value of a header, or nothing."""
        wanted = name.lower().encode()
        for found in _FIELD.finditer(self.head):
            if found[1].lower() == wanted:
                return found[2].decode("utf-8", "replace")
        return ""

    def with_content(self, content: bytes) -> bytes:
        """The record with another content, its length and digests."""
        head = _FIELD.sub(lambda found: _renewed(found, content), self.head)
        return head + content + self.tail


def parts(record: bytes, place: str) -> Parts:
    """The pieces of a record.

    Raises:
        FormatError: it is damaged or cut off.
    """
    end = _end_of_content(record, 0)
    if end is None or end > len(record) or record[end:].strip(_BREAKS):
        message = f"{place}: no whole record of an archive: it is damaged or cut off; get it again"
        raise FormatError(message)
    found = _HEAD_END.search(record)
    start = found.end() if found else 0
    return Parts(record[:start], record[start:end], record[end:])


def record_end(data: bytes, start: int, *, last: bool) -> int | None:
    """Where the record that begins at ``start`` ends, the one we added behind it as well.

    Bytes that are no record go on to the next that is one. ``None`` means that ``data``, which
    isn't the ``last``, ends too early to tell.
    """
    end = _alone(data, start, last=last)
    if end is None or end >= len(data):
        return end if last else None
    head = _HEAD_END.search(data, end, end + _LONGEST_HEAD)
    if head is None and not last and len(data) < end + _LONGEST_HEAD:
        return None
    if head is not None and DERIVED in data[end : head.end()]:
        return _alone(data, end, last=last)
    return end


def added(record: bytes, place: str) -> tuple[bytes, Parts | None]:
    """A record without the one we added behind it, and the pieces of that.

    Raises:
        FormatError: what was added is damaged.
    """
    end = _alone(record, 0, last=True) or len(record)
    return record[:end], parts(record[end:], place) if end < len(record) else None


def derived(source: Parts, content: bytes) -> bytes:
    """The record of a text that was taken from ``source``; it has no clock of its own."""
    name = source.field("WARC-Record-ID")
    uri = source.field("WARC-Target-URI")
    lines = [
        source.head.split(b"\n", 1)[0].strip(),
        b"WARC-Type: conversion",
        *([f"WARC-Target-URI: {uri}".encode()] if uri else []),
        f"WARC-Date: {source.field('WARC-Date')}".encode(),
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>".encode(),
        f"WARC-Refers-To: {name}".encode(),
        DERIVED,
        b"Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(content)}".encode(),
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + content + b"\r\n\r\n"


def _alone(data: bytes, start: int, *, last: bool) -> int | None:
    """The end of one record and of the line breaks behind it."""
    end = _end_of_content(data, start)
    if not last and (end is None or end > len(data)):
        cut = _HEAD_END.search(data, start, start + _LONGEST_HEAD) is None
        if end is not None or (cut and len(data) < start + _LONGEST_HEAD):
            return None
    if end is not None and end <= len(data):
        content = end
        while data[end : end + 1] in {b"\r", b"\n"}:
            end += 1
        if not last and len(data) < end + _VERSION_LENGTH:
            return None
        sound = data.startswith(_BREAKS * 2, content) or end == len(data)
        if sound or _VERSION.match(data, end):
            return end
    found = _NEXT.search(data, start)
    if found is not None:
        return found.start() + 1
    return len(data) if last else None


def _end_of_content(data: bytes, start: int) -> int | None:
    """Where the content of a record ends by its head; ``None`` where it has no such head."""
    head = _HEAD_END.search(data, start, start + _LONGEST_HEAD)
    if head is None or _VERSION.match(data, start) is None:
        return None
    length = _LENGTH.search(data, start, head.end())
    if length is None or int(length[1]) > LONGEST_RECORD:
        return None
    return head.end() + int(length[1])


def _renewed(found: re.Match[bytes], content: bytes) -> bytes:
    """A header with what is true of ``content``."""
    name = found[1].lower()
    if name == b"content-length":
        value = str(len(content)).encode()
    elif name in _DIGESTS:
        value = _digest(found[2], content)
    else:
        return found[0]
    start = found.start(2) - found.start()
    return found[0][:start] + value + found[0][start + len(found[2]) :]


def _digest(old: bytes, content: bytes) -> bytes:
    """The digest of ``content``, made and spelled as the ``old`` one; that where it is unknown."""
    label, _, value = old.partition(b":")
    name = label.decode("ascii", "replace").lower().replace("-", "")
    if name not in {"md5", "sha1", "sha256", "sha512"}:
        return old
    made = hashlib.new(name, content, usedforsecurity=False)
    if len(value) == _HEXADECIMAL * made.digest_size:
        spelled = made.hexdigest().encode()
        return label + b":" + (spelled.upper() if value.isupper() else spelled)
    spelled = base64.b32encode(made.digest())
    return label + b":" + (spelled if value.endswith(b"=") else spelled.rstrip(b"="))
