"""A number that an engine misspelt, put right."""

import regex

_LIKE = 2
"""Digits that a number has at least, and those that it may lack or have too many of at most."""


def with_numbers(source: str, translation: str, lost: list[str], new: list[str]) -> str:
    """``translation`` with its one wrong number put right, where that is certain.

    It is where one number of digits only is lost and one is new that is misspelt from it: digits
    swapped, dropped, added, or one of them changed.

    >>> with_numbers("В 1040 году", "Im Jahr 1400", ["1040"], ["1400"])
    'Im Jahr 1040'
    """
    if len(lost) != 1 or len(new) != 1 or not _misspelt(lost[0], new[0]):
        return translation
    pattern = regex.compile(rf"(?<![0-9.,:/])0*{new[0]}(?![0-9]|[.,:/][0-9])")
    right = regex.compile(rf"(?<![0-9.,:/]|[0-9][ \u00a0]){lost[0]}(?![0-9]|[ \u00a0.,:/][0-9])")
    if len(pattern.findall(translation)) != 1 or not right.search(source):
        return translation
    return pattern.sub(lost[0], translation)


def _misspelt(lost: str, new: str) -> bool:
    if len(lost) < _LIKE:
        return False
    if len(lost) == len(new):
        differing = sum(a != b for a, b in zip(lost, new, strict=True))
        return differing == 1 or sorted(lost) == sorted(new)
    short, long = sorted((lost, new), key=len)
    return len(short) >= _LIKE and len(long) - len(short) <= _LIKE and _is_within(short, long)


def _is_within(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)
