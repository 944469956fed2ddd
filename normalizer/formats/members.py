"""Where the members of a JSON object stand in its bytes."""

import json
import re
from dataclasses import dataclass

import msgspec

from normalizer.errors import FormatError

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_OPENED = re.compile(rb"[ \t\r\n]*\{")
_KEY = re.compile(rb'[ \t\r\n]*"[^"\\]*(?:\\.[^"\\]*)*"[ \t\r\n]*:[ \t\r\n]*')
_COMMA = re.compile(rb"[ \t\r\n]*,")
_CLOSED = re.compile(rb"[ \t\r\n]*\}[ \t\r\n]*\Z")
_BLANK = re.compile(r"[ \t\r\n]*")
_VALUES = json.JSONDecoder(parse_int=str, parse_float=str)


@dataclass(frozen=True, slots=True)
class Value:
    """The bytes of the value of a member: they begin at ``start`` and end before ``end``."""

    start: int
    end: int


def members(line: bytes, place: str) -> dict[str, Value]:
    r"""The members of the object in ``line``, in order, and where their values stand.

    What is no JSON for some readers but is for Python's, such as ``NaN`` or half of a
    surrogate pair in an escape, is a value like any other.

    >>> members(b'{"a": [1, 2] , "b":"x"}', "a.jsonl:1")
    {'a': Value(start=6, end=12), 'b': Value(start=19, end=22)}
    >>> members(b'{"a": 1, "a": 2}', "a.jsonl:1")
    Traceback (most recent call last):
    normalizer.errors.FormatError: a.jsonl:1: the field 'a' stands twice; keep one of them

    Raises:
        FormatError: there is no object, or a member stands in it twice.
    """
    try:
        values = _OBJECT.decode(line)
    except msgspec.ValidationError as error:
        message = f"{place}: not a JSON object: {error}; write one object a line"
        raise FormatError(message) from error
    except (msgspec.DecodeError, RecursionError):
        return _slowly(line, place)
    return _located(line, values) or _slowly(line, place)


def _located(line: bytes, values: dict[str, msgspec.Raw]) -> dict[str, Value] | None:
    """Where ``values`` stand; ``None`` where there are more members than values.

    The values are in the order of their members, so one that stands twice is found out by the
    number of members alone.
    """
    found: dict[str, Value] = {}
    opened = _OPENED.match(line)
    position = opened.end() if opened else 0
    for name, raw in values.items():
        if found:
            comma = _COMMA.match(line, position)
            if comma is None:
                return None
            position = comma.end()
        key = _KEY.match(line, position)
        if key is None:
            return None
        start = key.end()
        position = start + len(memoryview(raw))
        if line[start:position] != raw:
            return None
        found[name] = Value(start, position)
    return found if _CLOSED.match(line, position) else None


def _slowly(line: bytes, place: str) -> dict[str, Value]:
    try:
        text = line.decode("utf-8")
        found = _scanned(text, place)
    except UnicodeDecodeError as error:
        message = f"{place}: not UTF-8 at byte {error.start}: name its encoding with --encoding"
        raise FormatError(message) from error
    except (ValueError, RecursionError, IndexError) as error:
        message = f"{place}: not JSON: {error}; write one object a line"
        raise FormatError(message) from error
    return {
        name: Value(len(text[: value.start].encode()), len(text[: value.end].encode()))
        for name, value in found.items()
    }


def _scanned(text: str, place: str) -> dict[str, Value]:
    """The same with Python's reader; offsets count code points.

    Raises:
        ValueError: it is no JSON.
        FormatError: it is no object, or a member stands in it twice.
    """
    whole = _VALUES.decode(text)
    if not isinstance(whole, dict):
        message = f"{place}: not a JSON object; write one object a line"
        raise FormatError(message)
    found: dict[str, Value] = {}
    position = _after(text, 0) + 1
    while text[position := _after(text, position)] != "}":
        name, position = _VALUES.raw_decode(text, position)
        start = _after(text, _after(text, position) + 1)
        _, position = _VALUES.raw_decode(text, start)
        if name in found:
            message = f"{place}: the field {name!r} stands twice; keep one of them"
            raise FormatError(message)
        found[name] = Value(start, position)
        position = _after(text, position)
        position += text[position] == ","
    return found


def _after(text: str, position: int) -> int:
    """The first place from ``position`` that isn't blank."""
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position
