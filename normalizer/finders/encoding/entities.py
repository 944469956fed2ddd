"""Characters still written as HTML entities."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import regex
from ftfy.fixes import unescape_html

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.escapes import is_address, token_around

RULE = "encoding.entity"
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});")

_LETTERS = (
    r"[AEIOUYaeiouy]uml|szlig|[AEIOUYaeiouy]acute|[AEIOUaeiou](?:grave|circ)|[ANOano]tilde"
    r"|[Cc]cedil|[Aa]ring|[Oo]slash|[Ss]caron|(?:AE|ae|sz|OE|oe)lig"
)
# No word begins like these, so that letters may follow.
_SIGNS = (
    r"[blrs]dquo|[lrs][bs]?quo|[lr]aquo|[lr]saquo|[nm]dash|hellip|nbsp|frac1[24]|frac34|sup[23]"
    r"|iquest|iexcl|permil|middot|plusmn|thinsp|ensp|emsp"
)
_WORDS = (
    r"amp|quot|lt|gt|apos|copy|reg|trade|deg|sect|para|euro|pound|yen|cent|times|micro|bull|shy"
    r"|dagger|prime|eth|ETH|thorn|THORN|ord[fm]|acute|cedil|uml|not|divide|minus"
)
_UNCLOSED = re.compile(
    rf"&(?:(?P<sure>{_LETTERS}|{_SIGNS})(?![;=])"
    rf"|(?P<word>{_WORDS})(?![0-9A-Za-z;=_\[(-]|\s?[=;])"
    r"|(?P<degrees>deg|ordm)(?=[CF]\b)"
    r"|(?P<decimal>#[0-9]{2,6})(?![0-9;])"
    r"|(?P<hexadecimal>#[xX][0-9A-Fa-f]{2,5})(?![0-9A-Za-z;]))"
)
_SPACED = re.compile(
    rf"&(?: (?P<name>{_LETTERS}|{_SIGNS}|{_WORDS});"
    rf"|(?P<before>{_LETTERS}|{_SIGNS}) ;"
    r"|(?=[#\w]* ) ?# ?(?P<number>[0-9]{2,6}|[xX][0-9A-Fa-f]{2,5}) ?;)"
)
_CLOSES = re.compile("[,).]")
_NO_SEMICOLON = "no semicolon"


def find_entities(document: Document) -> Iterator[Edit]:
    """Replace each entity by its character, also one that is broken.

    What a blank got into, or what lost its semicolon, counts where nobody would write so
    otherwise: never in an address, where ``&copy=1`` is a parameter, and short words such as
    ``&reg`` only where no letter follows. An entity that stands for a control character is left.

    >>> [edit.inserted for edit in find_entities(Document("R&amp;D &nope; S&oumlhne & uuml;ber"))]
    ['&', 'ö', 'ü']
    >>> list(find_entities(Document("AT&T; Smith &Sons &regional a.example/?q=1&copy=2")))
    []
    """
    text = document.text
    if "&" not in text:
        return
    broken = list(_broken(text))
    found = sorted((*_closed(text, broken), *broken), key=_place)
    end = 0
    for edit in found:
        if edit.span.start >= end:
            yield edit
            end = edit.span.end


def _place(edit: Edit) -> tuple[int, int]:
    """From left to right, of two that begin together the longer one first."""
    return edit.span.start, -edit.span.end


def _closed(text: str, broken: Sequence[Edit]) -> Iterator[Edit]:
    unclosed = Counter(
        _line(text, edit.span.start) for edit in broken if edit.evidence == _NO_SEMICOLON
    )
    matches = list(_ENTITY.finditer(text))
    closed = Counter(_line(text, match.start()) for match in matches) if unclosed else unclosed
    for match, half in _with_halves(text, matches):
        character = half or unescape_html(match[0])
        if not half and not _is_readable(character, match[0]):
            continue
        # Who left out the others left out this one too: the semicolon is one of the text.
        line = _line(text, match.start()) if unclosed else 0
        ends = match.end() == len(text) or text[match.end()].isspace()
        end = match.end() - (ends and unclosed[line] > closed[line])
        yield Edit(Span(match.start(), end), text[match.start() : end], character, RULE)


def _with_halves(
    text: str, matches: Sequence[re.Match[str]]
) -> Iterator[tuple[re.Match[str], str]]:
    """Each of ``matches`` with the control it stands for if that is half a letter, else nothing.

    Pages mean a mark of Windows-1252 by ``&#147;``. Behind a letter beyond ASCII it is as likely
    a byte of misread UTF-8, and stays one: what is none after all becomes a mark later on.
    """
    before, end = "", 0
    for match in matches:
        before += text[max(end, match.start() - _LONGEST) : match.start()]
        number = _number(match[0])
        half = chr(number) if _C1 <= number < _LATIN and _LEAD.search(before) else ""
        yield match, half
        before = (before + (half or unescape_html(match[0])))[-_LONGEST:]
        end = match.end()


def _number(entity: str) -> int:
    """What a numeric ``entity`` with its semicolon says, or 0."""
    if not entity.startswith("&#"):
        return 0
    said = entity[2:-1]
    return int(said[1:], 16) if said[0] in "xX" else int(said)


def _line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at)


def _broken(text: str) -> Iterator[Edit]:
    for match in _UNCLOSED.finditer(text):
        name = match[0].removeprefix("&")
        character = unescape_html(f"&{name};")
        # A number of an ASCII letter or digit is as likely a number behind a sign.
        usual = ord(character[0]) >= _C1 or not character.isalnum() if character else False
        if usual and _is_readable(character, match[0]) and _is_prose(text, match):
            yield Edit(Span(*match.span()), match[0], character, RULE, _NO_SEMICOLON)
    for match in _SPACED.finditer(text):
        name = match["name"] or match["before"] or f"#{match['number']}"
        character = unescape_html(f"&{name};")
        if _is_readable(character, match[0]):
            yield Edit(Span(*match.span()), match[0], character, RULE, "blank inside")


def _is_prose(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 2) : match.start()].rstrip()
    # So stands the address of a variable in a call.
    if match["word"] and before.endswith(("(", ",", "=")) and _CLOSES.match(text, match.end()):
        return False
    return not is_address(token_around(text, *match.span()).of(text))


def _is_readable(character: str, entity: str) -> bool:
    readable = character.isprintable() or character in _BLANKS
    lost = character in {"", entity, "\N{REPLACEMENT CHARACTER}"} or character.startswith("&#")
    return readable and not lost


_C1, _LATIN = 0x80, 0xA0
_LONGEST = 3
"""Code points of a letter in misread UTF-8 that may stand before its last half."""

_LEAD = regex.compile(r"[^\P{L}a-zA-Z][^\x00-\x7f]{0,2}$")
_BLANKS = "\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{EN SPACE}\N{EM SPACE}\N{THIN SPACE}"
