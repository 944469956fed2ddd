"""How a table of text is written: its delimiter, its columns, where its rows and fields end."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from normalizer.errors import FormatError

LONGEST_ROW = 1 << 24
"""A row of more bytes is none: a quotation mark in its first line was never closed."""

_FIELD_LIMIT = 1 << 30
_QUOTED = rb'"(?:[^"]++|"")*+"'


@dataclass(frozen=True, slots=True)
class Dialect:
    r"""How the rows of a table are written.

    ``newline`` is what ends a line: ``\n``, with or without ``\r`` before it, or ``\r`` alone.
    ``header`` are the bytes of the names of ``columns`` with what stands before them, such as
    a byte order mark. ``encoding`` is what the file was in where that is UTF-16 or UTF-32.
    """

    delimiter: str
    newline: str
    columns: tuple[str, ...] = ()
    header: bytes = b""
    encoding: str = ""

    def packed(self) -> bytes:
        """All of it as bytes, for `unpacked`."""
        return msgspec.json.encode(self)

    def row_end(self, data: bytes, start: int, /, *, last: bool) -> int | None:
        r"""Where the row that begins at ``start`` ends, behind its line break.

        A row of several lines is one only with as many fields as there are columns; else, and
        where a quotation mark isn't closed, its first line is a row of its own. ``None`` means
        that ``data``, which isn't the ``last``, ends too early to tell.

        >>> Dialect(",", "\n", ("a", "b")).row_end(b'1,"x\ny"\n2,z\n', 0, last=True)
        8
        >>> Dialect(",", "\n", ("a", "b")).row_end(b'1,"x\n2,y\n3,z\n', 0, last=True)
        5
        """
        line = data.find(self.newline.encode(), start) + 1
        if not line:
            if not last:
                return None
            line = len(data)
        if data.find(b'"', start, line) < 0:
            return line
        limit = start + LONGEST_ROW
        row = _row(self.delimiter, self.newline).match(data, start, limit)
        if row is not None and row.end() <= line:
            return line
        cut = row is None or not row[0].endswith(self.newline.encode())
        if cut and not last and len(data) < limit:
            more = row or _opened(self.delimiter, self.newline).match(data, start)
            return None if more else line
        if row is None or row.end() == limit:
            return line
        return row.end() if len(self.fields(row[0])[0]) == len(self.columns) else line

    def fields(self, row: bytes) -> tuple[list[tuple[int, int]], bool]:
        r"""Where the fields of ``row`` stand in it, and whether quotation marks are letters.

        They are where something else than a delimiter stands beside a quoted field and, between
        tabs, where one isn't closed; elsewhere such a row has no fields.

        >>> Dialect(",", "\n", ("a", "b")).fields(b'1,"x,y"\n')
        ([(0, 1), (2, 7)], False)
        >>> Dialect(",", "\n", ("a", "b")).fields(b'1,"x" y\n')
        ([(0, 1), (2, 7)], True)
        """
        body = row.removesuffix(b"\n") if self.newline == "\n" else row
        body = body.removesuffix(b"\r")
        if b'"' in body and _row(self.delimiter, self.newline).fullmatch(row):
            fields = _field(self.delimiter, self.newline).finditer(body)
            return [found.span(1) for found in fields], False
        spans: list[tuple[int, int]] = []
        start = 0
        if self.delimiter != "\t" and _opened(self.delimiter, self.newline).match(body):
            return spans, False
        for field in body.split(self.delimiter.encode()):
            spans.append((start, start + len(field)))
            start += len(field) + 1
        return spans, b'"' in body

    def value(self, field: bytes) -> str:
        """The text of a field with its quotation marks, as Python's reader of tables reads it.

        Raises:
            FormatError: it can't; the message says no place.
        """
        if b'"' not in field[1:-1]:
            return field.decode()[1:-1]
        csv.field_size_limit(_FIELD_LIMIT)
        try:
            [values] = csv.reader([field.decode()], delimiter=self.delimiter, strict=True)
        except (csv.Error, ValueError) as error:
            raise FormatError(str(error)) from error
        return values[0]


def unpacked(context: bytes) -> Dialect:
    """The dialect that was `Dialect.packed`; one without columns of a file that holds nothing."""
    if not context:
        return Dialect(",", "\n")
    return msgspec.json.decode(context, type=Dialect)


def quoted(text: str) -> str:
    """``text`` between quotation marks.

    >>> quoted('ein "Wort" mehr')
    '"ein ""Wort"" mehr"'
    """
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


@lru_cache(maxsize=64)
def _row(delimiter: str, newline: str) -> re.Pattern[bytes]:
    mark, field = _parts(delimiter, newline)
    end = rb"\r?(?:\n|\Z)" if newline == "\n" else rb"(?:\r|\Z)"
    return re.compile(field + rb"(?:" + mark + field + rb")*+" + end)


@lru_cache(maxsize=64)
def _opened(delimiter: str, newline: str) -> re.Pattern[bytes]:
    """A row in whose quoted field the data ends."""
    mark, field = _parts(delimiter, newline)
    return re.compile(rb"(?:" + field + mark + rb')*+"(?:[^"]++|"")*+"?\Z')


@lru_cache(maxsize=64)
def _field(delimiter: str, newline: str) -> re.Pattern[bytes]:
    mark, field = _parts(delimiter, newline)
    return re.compile(rb"(?:\A|" + mark + rb")(" + field + rb")")


def _parts(delimiter: str, newline: str) -> tuple[bytes, bytes]:
    """The expressions of a delimiter and of a field."""
    mark, end = re.escape(delimiter.encode()), newline.encode()
    bare = rb"[^" + mark + end + rb'"][^' + mark + end + rb"]*+"
    return mark, rb"(?:" + _QUOTED + rb"|" + bare + rb"|)"
