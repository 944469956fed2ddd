"""Articles as JSON Lines, one object a line."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from normalizer.audit.records import Origin
from normalizer.document.document import Document
from normalizer.errors import FormatError
from normalizer.formats.article import Article, Rejected
from normalizer.formats.decode import decoded
from normalizer.formats.decoding.tables import UTF_8, written

OUR_FIELDS = ("language", "metadata", "passages", "notices")
"""The fields a cleaned record gains."""

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_HALF_A_PAIR = re.compile(rb"\\u[dD][89A-Fa-f]")
_PAIRS = json.JSONDecoder(object_pairs_hook=list, parse_int=str, parse_float=str)


@dataclass(frozen=True, slots=True)
class JsonlOptions:
    """Names of the fields: of the text, of the id, and what stands before the names of ours."""

    text_field: str = "text"
    id_field: str = "id"
    field_prefix: str = ""


def read_records(
    lines: Iterable[bytes], name: str, options: JsonlOptions, encoding: str | None = None
) -> Iterator[Article | Rejected]:
    """Each article of the file ``name``, or why a line holds none; blank lines are passed over.

    The id is the one of the record, or ``file:line``. Each line is decoded for itself, unless
    an ``encoding`` is given. One of two or four bytes a letter is what the file was in: the
    lines are in UTF-8 then, since they can't be cut otherwise.
    """
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            yield _article(raw, name, number, options, encoding)
        except FormatError as error:
            yield Rejected(error, number, raw.rstrip(b"\r\n"))


def record_line(article: Article, document: Document, options: JsonlOptions) -> bytes:
    """The line of a cleaned record: its other fields byte for byte, its text, and ours."""
    fields: dict[str, Any] = dict(article.fields)
    fields[options.text_field] = document.text
    for field, value in our_fields(document).items():
        fields[options.field_prefix + field] = value
    return msgspec.json.encode(fields) + b"\n"


def our_fields(document: Document) -> dict[str, Any]:
    """What a cleaned record says beside its text; offsets count code points of that text."""
    return {
        "language": document.language,
        "metadata": dict(document.metadata.items()),
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.end,
                "language": passage.language,
                "script": passage.script,
                "kind": passage.kind,
                "confidence": passage.confidence,
                "outcome": passage.outcome,
            }
            for passage in document.passages
        ],
        "notices": [
            {
                "start": notice.span.start,
                "end": notice.span.end,
                "rule": notice.rule,
                "reason": notice.reason,
                "proposal": notice.proposal,
            }
            for notice in document.notices
        ],
    }


def reverted_line(line: bytes, source: str, origin: Origin) -> bytes:
    """The line of a cleaned record with its ``source`` text again, and without our fields.

    Raises:
        UnicodeError, LookupError: it can't be written in the encoding it was in.
    """
    if origin.raw:
        return origin.raw
    fields: dict[str, Any] = dict(_OBJECT.decode(line))
    for ours in OUR_FIELDS:
        fields.pop(origin.prefix + ours, None)
    fields[origin.field or "text"] = source
    return _in_encoding(fields, origin.encoding)


def text_of(line: bytes, place: str, field: str) -> str:
    """The text of the record in ``line``.

    Raises:
        FormatError: it isn't a JSON object, or ``field`` isn't a string of it.
    """
    return _text(_object(line, place), place, field)


def _article(
    raw: bytes, name: str, number: int, options: JsonlOptions, encoding: str | None
) -> Article:
    place = f"{name}:{number}"
    line, codec, source = _in_utf_8(raw, name, number, encoding)
    fields = _object(line.removeprefix(b"\xef\xbb\xbf"), place)
    text = _text(fields, place, options.text_field)
    for ours in OUR_FIELDS:
        if options.field_prefix + ours in fields:
            message = (
                f"{place}: the record holds a field {options.field_prefix + ours!r} already; "
                "give ours other names, for example --field-prefix clean_"
            )
            raise FormatError(message)
    origin = Origin(
        name, codec, number, options.text_field, options.field_prefix,
        raw=_kept({**fields, options.text_field: text}, codec, source),
    )  # fmt: skip
    return Article(Document(text, id=_id(fields, place, options.id_field)), origin, fields)


def _in_utf_8(raw: bytes, name: str, number: int, encoding: str | None) -> tuple[bytes, str, bytes]:
    """The line in UTF-8, the encoding most of it was in, and its bytes unless that is UTF-8."""
    if encoding is not None and _is_wide(encoding):
        return raw, encoding, raw.decode().encode(encoding)
    if encoding in {None, UTF_8} and _is_utf_8(raw):
        return raw, UTF_8, b""
    try:
        found = decoded(raw, name, encoding)
    except FormatError as error:
        # It is the first line of what was decoded, but not of the file.
        message = f"{name}:{number}: {str(error).removeprefix(f'{name}:1: ')}"
        raise FormatError(message) from error
    return found.text.encode(), found.encoding, raw


def _kept(fields: Mapping[str, Any], encoding: str, source: bytes) -> bytes:
    """What must be kept of ``source`` to have it again: nothing, or all of it."""
    try:
        return b"" if not source or _in_encoding(fields, encoding) == source else source
    except UnicodeError:
        return source


def _in_encoding(fields: Mapping[str, Any], encoding: str) -> bytes:
    line = msgspec.json.encode(fields) + b"\n"
    return line if encoding == UTF_8 else written(line.decode(), encoding)


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def _is_wide(encoding: str) -> bool:
    return encoding.startswith(("utf-16", "utf-32"))


def _object(line: bytes, place: str) -> Mapping[str, msgspec.Raw]:
    try:
        fields = _OBJECT.decode(line)
        pairs = _PAIRS.decode(line.decode("utf-8").strip())
    except msgspec.ValidationError as error:
        message = f"{place}: not a JSON object: {error}; write one object a line"
        raise FormatError(message) from error
    except UnicodeDecodeError as error:
        message = f"{place}: not UTF-8 at byte {error.start}: name its encoding with --encoding"
        raise FormatError(message) from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        why = f"{error}; write one object a line"
        if _HALF_A_PAIR.search(line):
            why = "an escape such as \\ud800 is half of a surrogate pair; mend it"
        message = f"{place}: not JSON: {why}"
        raise FormatError(message) from error
    if len(pairs) != len(fields):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        message = f"{place}: the field {twice!r} stands twice; keep one of them"
        raise FormatError(message)
    return fields


def _text(fields: Mapping[str, msgspec.Raw], place: str, field: str) -> str:
    if field not in fields:
        names = ", ".join(list(fields)[:8]) or "none"
        message = f"{place}: no field {field!r} (fields: {names}); name it with --text-field"
        raise FormatError(message)
    try:
        return msgspec.json.decode(fields[field], type=str)
    except msgspec.ValidationError as error:
        message = f"{place}: the field {field!r} is not a string: {error}; see --text-field"
        raise FormatError(message) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{place}: the field {field!r} is no Unicode text: {error}; mend the escape"
        raise FormatError(message) from error


def _id(fields: Mapping[str, msgspec.Raw], place: str, field: str) -> str:
    if field not in fields:
        return place
    try:
        value = msgspec.json.decode(fields[field])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return place
    known = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value) if known else place
