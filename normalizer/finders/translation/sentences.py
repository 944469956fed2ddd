"""Cut a passage into sentences, without a model."""

from collections.abc import Iterator

import regex

from normalizer.document.span import Span
from normalizer.document.windows import stripped
from normalizer.finders.translation.lengths import short_pieces
from normalizer.resources.words import Abbreviations

UNKNOWN = Abbreviations()
"""What is known of a language without a list."""

_BOUNDARY = regex.compile(
    r"(?P<line>[\n\r\v\f\u2028\u2029]+)"
    r"|(?P<cell>[ \u00a0]*\t\s*|[ \u00a0]{3,})"
    r"|\s(?P<bullet>[•▪●◦‣■►▶✓✔])\s"
    r"|(?P<wide>[。！？｡]+[」』”》〉）]*)"
    r"|(?<![.!?…؟۔।])(?P<stop>[.!?…؟۔।]++)(?P<closed>[\"'»”“’‘‹›«)\]}]{0,3}(?:[ \u00a0\u202f]?»)?)"
    r"(?:(?P<gap>\s+)(?=(?:[«»„“”‚‘\"'(\[]\s?|[—–‒―-]\s|\[[.…]+\]\s)*(?:[\p{Lu}\p{Lt}\p{Lo}\p{N}]|[¿¡]))"
    r"|(?<=[\p{IsCyrillic}&&\p{Ll}]{2}[.!?…])(?P<glued>)(?=[\p{IsCyrillic}&&\p{Lu}]\p{Ll}))",
    regex.VERSION1,
)
_TAIL = 48
_WORD = regex.compile(
    r"(?<![\p{L}\p{N}])(?:\p{L}{1,4}\.[ \u00a0]?)*[\p{L}\p{N}№§][\p{L}\p{N}.-]*\Z"
)
_LAST = regex.compile(r"[\p{L}\p{N}№§][\p{L}\p{N}.-]*\Z")
_NEXT = regex.compile(r"[^\p{L}\p{N}\n¿¡]*(?P<word>[\p{L}\p{N}]+)(?P<stop>\.?)")
_SPOKEN = regex.compile(r"\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}.’'-]*){0,3}\s(?P<verb>\p{Ll}+)")
_ORDINAL = regex.compile(r"\d{1,2}|[IVXL]{1,6}")
_NUMERAL = regex.compile(r"[IVXL]+|\p{Lu}")
_LABEL = regex.compile(r"\d{1,2}(?:\.\d{1,2})*|\p{Ll}")
_INITIAL = regex.compile(r"\p{Lu}|\p{Lu}\.-?\p{Lu}|\p{Lu}-\p{Lu}|Дж|Ю|Ch|Th|Ph")
_NO_BLANK = (":", "/", ",")
_OPENERS = "([{"


def sentences(text: str, passage: Span, known: Abbreviations = UNKNOWN) -> Iterator[Span]:
    """Each sentence of ``passage``, without the white space around it.

    Line breaks, tabs and bullets end one as well. No full stop does after an initial, an
    abbreviation or an ordinal, unless what follows can only begin a sentence. A sentence too
    long for an engine comes in pieces (see `short_pieces`).

    >>> text = "Об этом сообщил И. Петров. Встреча прошла 13 июня 2024 г. в Москве! Да."
    >>> known = Abbreviations(trailing=frozenset({"г"}))
    >>> [span.of(text) for span in sentences(text, Span(0, len(text)), known)]
    ['Об этом сообщил И. Петров.', 'Встреча прошла 13 июня 2024 г. в Москве!', 'Да.']
    """
    for whole in _whole(text, passage, known):
        yield from short_pieces(text, whole)


def _whole(text: str, passage: Span, known: Abbreviations) -> Iterator[Span]:
    start = passage.start
    for match in _BOUNDARY.finditer(text, passage.start, passage.end):
        if match["bullet"]:
            end, following = match.start(), match.start("bullet")
        elif match["stop"] is None:
            end, following = match.end() if match["wide"] else match.start(), match.end()
        else:
            if _goes_on(text, start, match, known):
                continue
            end, following = match.end("closed"), match.end()
        if end > start:
            yield from _said(text, Span(start, end))
        start = following
    yield from _said(text, Span(start, passage.end))


def _goes_on(text: str, start: int, match: regex.Match[str], known: Abbreviations) -> bool:
    """Whether the sentence that begins at ``start`` goes on after the stop that matched."""
    before = text[max(start, match.start() - _TAIL) : match.start()]
    if before[-1:] and before[-1] in _OPENERS:
        return True  # a remark such as (!) or [...]
    if not before.strip():
        return True  # an ellipsis that begins a sentence
    following = _NEXT.match(text, match.end())
    stop = match["stop"]
    if stop == ".":
        return not match["closed"] and _inside(before, following, match.start() - start, known)
    if match["closed"] and known.verbs:
        spoken = _SPOKEN.match(text, match.end())
        return spoken is not None and spoken["verb"] in known.verbs
    return False


def _inside(
    before: str, following: regex.Match[str] | None, length: int, known: Abbreviations
) -> bool:
    """Whether a full stop after ``before``, ``length`` code points long, ends no sentence."""
    whole, last = _WORD.search(before), _LAST.search(before)
    if last is None or before[: last.start()].endswith(_NO_BLANK):
        return False  # the end of a score or a rate: 2:1, km/h
    word = last[0]
    names = {word.lower(), "" if whole is None else _joined(whole[0])}
    if following is not None and following["stop"]:
        longer = {f"{name}.{following['word'].lower()}" for name in names}
        if longer & (known.leading | known.trailing):
            return True  # the first half of an abbreviation such as "z. B."
    starts = following is not None and _is_starter(following, known)
    number = following is not None and _is_number(following["word"])
    if names & known.trailing or _INITIAL.fullmatch(word):
        return not starts
    if names & known.leading or (number and names & known.numbered):
        return True
    if len(word) == length and _LABEL.fullmatch(word):
        return True  # the number of an item of a list
    return known.ordinals and _ORDINAL.fullmatch(word) is not None and not starts and not number


def _joined(words: str) -> str:
    return "".join(words.split()).lower()


def _is_number(word: str) -> bool:
    return word[0].isdigit() or _NUMERAL.fullmatch(word) is not None


def _is_starter(following: regex.Match[str], known: Abbreviations) -> bool:
    word = following["word"]
    if len(word) == 1 and following["stop"]:
        return False  # an initial
    return word.lower() in known.starters or following[0].lstrip()[:1] in ("–", "—")


def _said(text: str, span: Span) -> Iterator[Span]:
    inner = stripped(span, text)
    if len(inner):
        yield inner
