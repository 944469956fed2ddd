"""Quotation marks and brackets of a translation, against those of its source."""

import re
from collections.abc import Iterator

import regex

_QUOTES = '"«»“”„‟〝〞'
_QUOTE = re.compile(f"[{_QUOTES}]")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_CLOSERS = {"„": "“", "«": "»", "“": "”", '"': '"', "»": "«"}
_PAIR = 2
_STOP = regex.compile(r"[.,!?…]*\Z")
_FACES = regex.compile(r"[:;]-?[()]+|(?<=^|\s)(?:\d{1,2}|\p{L})\)")


def unbalanced(source: str, translation: str) -> Iterator[tuple[str, str]]:
    """Which pairs of marks don't match in ``translation`` though they do in its source.

    What opens or closes in another sentence does so in both.

    >>> list(unbalanced("Он (вчера) ушёл.", "Er ging (gestern."))
    [('brackets', '1 more ( than ), not 0')]
    """
    if _is_odd(source, translation):
        yield "quotes", "a quotation mark without its partner"
    for opener, closer in _BRACKETS.items():
        ours, theirs = (_open(text, opener, closer) for text in (translation, source))
        if ours not in (0, theirs):
            yield "brackets", f"{ours} more {opener} than {closer}, not {theirs}"


def with_marks(source: str, translation: str) -> str:
    """``translation`` with a missing or needless mark put right, where that is certain.

    It is where the source opens or closes with it at either end, or has none at all.

    >>> with_marks("«Мы готовы».", "„Wir sind bereit.")
    '„Wir sind bereit“.'
    >>> with_marks("Он ушёл (вчера).", "Er ging (gestern.")
    'Er ging (gestern).'
    >>> with_marks("Он ушёл.", "Er ging).")
    'Er ging.'
    """
    for opener, closer in _BRACKETS.items():
        if _open(translation, opener, closer) not in (0, _open(source, opener, closer)):
            translation = _with_bracket(source, translation, opener, closer)
    if _is_odd(source, translation):
        translation = _with_quote(source, translation)
    return translation


def _with_bracket(source: str, translation: str, opener: str, closer: str) -> str:
    wanted = _open(source, opener, closer)
    missing = wanted - _open(translation, opener, closer)
    if opener not in source and closer not in source:
        stray = [sign for sign in translation if sign in (opener, closer)]
        return (
            _without(translation, translation.index(stray[0])) if len(stray) == 1 else translation
        )
    if missing == -1 and source.count(closer) == translation.count(closer) + 1:
        return _closed(source, translation, closer)
    if missing == 1 and source.startswith(opener) and not translation.startswith(opener):
        return opener + translation
    return translation


def _with_quote(source: str, translation: str) -> str:
    marks = [sign for sign in translation if sign in _QUOTES]
    if len(marks) != 1:
        return _without_stray(source, translation)
    mark, said = marks[0], _quotes(source)
    if not said:
        return _without_stray(source, translation)
    if said != _PAIR:
        return translation
    if translation.startswith(mark) and source[0] in _QUOTES and mark in _CLOSERS:
        return _closed(source, translation, _CLOSERS[mark])
    openers = {closer: opener for opener, closer in _CLOSERS.items() if opener != "“"}
    ends = _STOP.sub("", translation).endswith(mark)
    if ends and source[0] in _QUOTES and _STOP.sub("", source)[-1:] in tuple(_QUOTES):
        return openers.get(mark, "“") + translation
    return translation


def _without_stray(source: str, translation: str) -> str:
    stray = [i for i, sign in enumerate(translation) if sign in _QUOTES]
    if len(stray) != 1 or _quotes(source) or regex.search(r"[–—-]\s", source):
        return translation
    return _without(translation, stray[0])


def _without(translation: str, at: int) -> str:
    """``translation`` without the mark at ``at``, or with it where it parts two words."""
    before, after = translation[:at], translation[at + 1 :]
    if before[-1:].isalnum() and after[:1].isalnum():
        return translation
    if after[:1] == " " and not before[-1:].strip():
        return before + after[1:]
    return before + after


def _closed(source: str, translation: str, closer: str) -> str:
    """``translation`` with ``closer`` at its end, before the stop or after it as in the source.

    Unchanged where the source closes in the middle, since the place is not known there.
    """
    closers = (*_QUOTES, *_BRACKETS.values())
    if source.endswith(closers):
        return translation + closer
    if _STOP.sub("", source).endswith(closers):
        said = _STOP.sub("", translation)
        return said + closer + translation[len(said) :]
    return translation


def _is_odd(source: str, translation: str) -> bool:
    """Whether a quotation mark has no partner, though each of the source has one."""
    return _quotes(translation) % _PAIR == 1 and _quotes(source) % _PAIR == 0


def _quotes(text: str) -> int:
    return len(_QUOTE.findall(text))


def _open(text: str, opener: str, closer: str) -> int:
    if opener not in text and closer not in text:
        return 0
    text = _FACES.sub("", text)
    return text.count(opener) - text.count(closer)
