"""Where the members of a JSON object stand in its bytes."""

import json
import re

import msgspec

from normalizer.errors import FormatError

_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_KEY = re.compile(rb'[ \t\r\n]*[{,][ \t\r\n]*"[^"\\]*(?:\\.[^"\\]*)*"[ \t\r\n]*:[ \t\r\n]*')
_CLOSED = re.compile(rb"[ \t\r\n]*\}[ \t\r\n]*\Z")
_BLANK = re.compile(r"[ \t\r\n]*")
_VALUES = json.JSONDecoder(parse_int=str, parse_float=str)


Place = tuple[int, int]
"""Where the value of a member begins and ends, half-open."""


def members(line: bytes, place: str) -> dict[str, Place]:
    r"""The members of the object in ``line``, in order, and where their values stand.

    What is no JSON for some readers but is for Python's, such as ``NaN`` or half of a
    surrogate pair in an escape, is a value like any other.

    >>> members(b'{"a": [1, 2] , "b":"x"}', "a.jsonl:1")
    {'a': (6, 12), 'b': (19, 22)}
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


def _located(line: bytes, values: dict[str, msgspec.Raw]) -> dict[str, Place] | None:
    """Where ``values`` stand; ``None`` where there are more members than values.

    The values are in the order of their members, so one that stands twice is found out by the
    number of members alone.
    """
    found: dict[str, Place] = {}
    position = 0
    for name, raw in values.items():
        key = _KEY.match(line, position)
        if key is None:
            return None
        start, value = key.end(), bytes(raw)
        position = start + len(value)
        if value != line[start:position]:
            return None
        found[name] = (start, position)
    return found if found and _CLOSED.match(line, position) else None


def _slowly(line: bytes, place: str) -> dict[str, Place]:
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
        name: (len(text[:start].encode()), len(text[:end].encode()))
        for name, (start, end) in found.items()
    }


def _scanned(text: str, place: str) -> dict[str, Place]:
    """The same with Python's reader; offsets count code points.

    Raises:
        ValueError: it is no JSON.
        FormatError: it is no object, or a member stands in it twice.
    """
    whole = _VALUES.decode(text)
    if not isinstance(whole, dict):
        message = f"{place}: not a JSON object; write one object a line"
        raise FormatError(message)
    found: dict[str, Place] = {}
    position = _after(text, 0) + 1
    while text[position := _after(text, position)] != "}":
        name, position = _VALUES.raw_decode(text, position)
        start = _after(text, _after(text, position) + 1)
        _, position = _VALUES.raw_decode(text, start)
        if name in found:
            message = f"{place}: the field {name!r} stands twice; keep one of them"
            raise FormatError(message)
        found[name] = (start, position)
        position = _after(text, position)
        position += text[position] == ","
    return found


def _after(text: str, position: int) -> int:
    """The first place from ``position`` that isn't blank."""
    blank = _BLANK.match(text, position)
    return blank.end() if blank else position
