"""Letters still written as quoted-printable, percent or JSON escapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.finders.encoding.readable import Readability, oddities

QUOTED = "encoding.quoted-printable"
PERCENT = "encoding.percent"
JSON = "encoding.json-escape"

_ADDRESS = re.compile(
    r"://|www\.|@|^[^\w&]{0,3}#\w|[?&]\w[\w.\[\]-]*=|\w\.[a-z]{2,6}/"
    r"|\w\.(?:com|org|net|info|eu|de|at|ch|ru|ua|by|pl|fr|cz|uk|tv|io|рф|укр)\W*$"
    r"|\w\.(?:html?|php|aspx?|pdf|jpe?g|png|gif|svg|txt|docx?|xlsx?|zip|mp[34])\W*$"
)
_PATH = re.compile(r"^[„“”‚‘’«»\"'(\[]*\.{0,2}[/\\]|[A-Za-z]:\\|/.*/|[^\W\d]{2}:[^\W\d%]")

_FAR = 1000  # code points; hardly an address is longer
_CONTINUED = "[89ABab][0-9A-Fa-f]"


def _utf8(sign: str) -> str:
    """A pattern for a letter beyond ASCII whose bytes in UTF-8 each stand behind ``sign``."""
    after = sign + _CONTINUED
    return (
        f"(?:{sign}(?:[Cc][2-9A-Fa-f]|[Dd][0-9A-Fa-f]){after}"
        f"|{sign}[Ee][0-9A-Fa-f](?:{after}){{2}}|{sign}[Ff][0-4](?:{after}){{3}})"
    )


def is_address(token: str) -> bool:
    """Whether ``token`` is an address, a handle, a hashtag or the name of a file.

    >>> [is_address(t) for t in ("https://a.example/x", "@name", "a.php?x=1", "ende.Wir", "C&A")]
    [True, True, True, False, False]
    """
    return _ADDRESS.search(token) is not None


def token_around(text: str, start: int, end: int) -> Span:
    """The run of signs other than blanks that ``start`` and ``end`` (code points) stand in.

    No more than `_FAR` on either side: text without any blank must not be read again and again.
    """
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    first = 0 if not before or before[-1].isspace() else len(before.rsplit(None, 1)[-1])
    last = 0 if not after or after[0].isspace() else len(after.split(None, 1)[0])
    return Span(start - first, end + last)


# Percent

_PERCENT_LEAD = re.compile("%[C-Fc-f][0-9A-Fa-f]%")
_PERCENT_LETTERS = re.compile(f"{_utf8('%')}+")
_PERCENT_RUN = re.compile(f"(?:{_utf8('%')}|%(?:2[0-9A-F]|3[A-F]|5[BD]))+")
_TOKEN = re.compile(r"\S+")
_SLASHED = re.compile(r"[^/]+/[^/]+")


def find_percent_escapes(document: Document) -> Iterator[Edit]:
    """Replace UTF-8 that was escaped with percent signs outside addresses and paths.

    A word with one slash may be either; it is taken for text where the article holds other
    text so escaped. Escapes of ASCII alone are left, since ``100%20`` may mean anything.

    >>> [edit.inserted for edit in find_percent_escapes(Document("Der Fl%C3%BCgel"))]
    ['ü']
    >>> list(find_percent_escapes(Document("/wiki/Fl%C3%BCgel, 100%20 und 5%")))
    []
    """
    text = document.text
    if "%" not in text or not _PERCENT_LEAD.search(text):
        return
    tokens = [token for token in _TOKEN.finditer(text) if _PERCENT_LETTERS.search(token[0])]
    words = [token for token in tokens if not is_address(token[0])]
    plain = [token for token in words if "/" not in token[0] and not _PATH.search(token[0])]
    if not plain:
        return
    for token in words:
        if _PATH.search(token[0]) or ("/" in token[0] and not _SLASHED.fullmatch(token[0])):
            continue
        for run in _PERCENT_RUN.finditer(text, token.start(), token.end()):
            letters = _decoded(bytes.fromhex(run[0].replace("%", "")), "utf-8")
            if letters:
                yield Edit(Span(*run.span()), run[0], letters, PERCENT, "utf-8")


def _decoded(raw: bytes, encoding: str) -> str | None:
    """The letters of ``raw``, or None where there are none that anybody would print."""
    try:
        letters = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return letters if _PRINTED.fullmatch(letters) else None


# A control behind a letter beyond ASCII, or behind the signs that follow one, is half a letter.
_HALF_LETTER = r"(?<=[^\P{L}a-zA-Z][^\x00-\x7f]{0,2})[\x80-\x9f]"
_PRINTED = regex.compile(
    rf"(?:[\p{{L}}\p{{M}}\p{{N}}\p{{P}}\p{{S}}\p{{Zs}}\p{{Cf}}\t\r\n]|{_HALF_LETTER})*"
)


# JSON

_UNIT = r"\\u[0-9A-Fa-f]{4}"
_PAIR = r"\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}"
_LONE = r"\\u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
_JSON_RUN = re.compile(rf"(?<!\\)(?:{_PAIR}|{_LONE})+")
_JSON_SIGN = re.compile(rf'(?P<letters>(?<!\\)(?:{_PAIR}|{_LONE})+)|\\(?P<sign>["/\\nrtbf])')
_FOREIGN = re.compile(r'\\(?!u[0-9A-Fa-f]{4}|["/\\nrtbf])|^\W*(?:[A-Za-z]:\\|\\\\)')
_CODE = re.compile(
    rf"\[[^\]\s]*(?:{_UNIT}-|-{_UNIT})|[\w)]\((?:[rub]?[\"'])|[=:]\s*[rub]?'|^\W*[\"'`]{_UNIT}[\"'`]\W*$"
)
_USUAL = regex.compile(
    r"(?:[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Armenian}\p{Georgian}\p{Thai}"
    r"\p{Devanagari}\p{Bengali}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{P}\p{S}\p{Zs}\p{Cf}"
    # Micro sign and apostrophe, circumflex and its like are letters of no script.
    rf"\p{{M}}0-9²³¹º-¿µʰ-˟]|{_HALF_LETTER})+"
)
_WRITTEN_BY_SIGN = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": "\n"}


def find_json_escapes(document: Document) -> Iterator[Edit]:
    r"""Replace ``\u00fc`` and its like, in text and not in code or in the path of a file.

    A letter that stands for itself is replaced where others are part of words. So are the
    other escapes of JSON, on lines where letters are escaped.

    >>> [edit.inserted for edit in find_json_escapes(Document(r"Der Fl\u00fcgel"))]
    ['ü']
    >>> list(find_json_escapes(Document(r"C:\users\uabcd, [\u0400-\u04ff]+, Das Zeichen \u00fc")))
    []
    """
    text = document.text
    if "\\" not in text or "\\u" not in text:
        return
    runs = [run for run in _JSON_RUN.finditer(text) if _is_text(text, run)]
    if not any(_is_sure(text, run) for run in runs):
        return
    sure = {run.start() for run in runs}
    lines = {text.rfind("\n", 0, run.start()) for run in runs}
    for found in _JSON_SIGN.finditer(text):
        if found.start() in sure:
            yield Edit(Span(*found.span()), found[0], _utf16(found[0]), JSON, "utf-16")
        elif found["sign"] and text.rfind("\n", 0, found.start()) in lines:
            token = token_around(text, *found.span()).of(text)
            if not _FOREIGN.search(token):
                sign = _WRITTEN_BY_SIGN.get(found["sign"], found["sign"])
                yield Edit(Span(*found.span()), found[0], sign, JSON, "beside \\u")


def _is_text(text: str, run: re.Match[str]) -> bool:
    letters = _utf16(run[0])
    if not _USUAL.fullmatch(letters):
        return False
    token = token_around(text, *run.span()).of(text)
    return not (_FOREIGN.search(token) or _CODE.search(token))


def _is_sure(text: str, run: re.Match[str]) -> bool:
    """Whether the run is more than one letter, part of a word in its script, or no letter."""
    letters = _utf16(run[0])
    if len(run[0]) > len(r"\u0000") or not letters.isalpha():
        return True
    around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
    script = r"\p{Latin}" if regex.match(r"\p{Latin}", letters) else r"\p{Cyrillic}"
    return bool(regex.search(script, around)) and bool(regex.match(script, letters))


def _utf16(run: str) -> str:
    return bytes.fromhex(run.replace("\\u", "")).decode("utf-16-be")


# Quoted-printable

_BREAK = r"=[ \t]*\r?\n"
_QUOTED_RUN = re.compile(rf"(?:=[0-9A-Fa-f]{{2}}|{_BREAK})+")
_QUOTED_LETTERS = re.compile(_utf8("="))
_QUOTED_LINE = re.compile(rf"(?:[^\n]*?{_BREAK})*[^\n]*")
_BYTE = "=[89A-F][0-9A-F]"
_HIGH_BYTE = re.compile(_BYTE)
_QUOTED_BYTE = re.compile(f"{_BYTE}(?=[a-z])|[A-Za-z][a-z]{_BYTE}(?![0-9A-Za-z])|(?:{_BYTE}){{3}}")
_QUOTED_SIGN = re.compile(
    r"(?<![\w=])=8[24](?=[A-Z][a-z ])|[.,!?…]=9[34](?=[\s.,;:!?)–-]|$)|[\d.]=A0(?=[A-Z]?[a-z]+\b)"
)
"""Low and high quotation marks and no-break spaces, where nothing else would stand so."""

_SOFT_BREAK = re.compile(_BREAK)
_ATTRIBUTE = re.compile(r"\w=3D\"")
_TABLES = ("cp1252", "cp1250", "iso8859-2", "cp1251", "koi8-r")
_FIRST = 2.0
_SURE = 6.0
_AGAIN = 0.0
"""Nats by which a line must read better: the first one, and where another one was found."""

_SHORTEST, _LONGEST = 50, 76
"""Code points of a line that was broken for its length; writers break at 76, some before."""


@dataclass(frozen=True)
class FindQuotedPrintable:
    r"""Undoes quoted-printable: UTF-8, one of four tables, and line breaks behind ``=``.

    UTF-8 is taken at its word. A table must make the line read better, and a line broken
    behind ``=`` must be as long as mail programs make them.

    >>> find = FindQuotedPrintable()
    >>> [edit.inserted for edit in find(Document("K=C3=B6ln f=C3=BCr immer"))]
    ['ö', 'ü']
    >>> [edit.inserted for edit in find(Document("K=F6ln f=FCr immer"))]
    ['ö', 'ü']
    >>> list(find(Document("Farbe=FF, x=20, E=mc² und ?b=C3=BC")))
    []
    """

    readability: Readability = field(default_factory=Readability)

    def __call__(self, document: Document) -> Iterator[Edit]:
        """One edit for each run of escapes, with the encoding as evidence."""
        text = document.text
        if "=" not in text or not _QUOTED_RUN.search(text):
            return
        lines = [line for line in _QUOTED_LINE.finditer(text) if _QUOTED_RUN.search(line[0])]
        tables = [self._table(line[0], _SURE) for line in lines]
        known = next((table for table in tables if table), None)
        for line, table in zip(lines, tables, strict=True):
            # Below another line that is quoted, little is enough.
            chosen = table or (known and self._table(line[0], _AGAIN, known=known))
            if chosen:
                yield from _unquoted(line, chosen)

    def _table(self, line: str, least: float, *, known: str = "") -> str | None:
        """The encoding of a quoted line, or None where it is not quoted."""
        if any(not is_address(t) and _QUOTED_LETTERS.search(t) for t in _joined(line).split()):
            return "utf-8"
        if _ATTRIBUTE.search(line) or _is_broken(line) or (known and _SOFT_BREAK.search(line)):
            return known or self._best_table(line, _AGAIN, known) or "utf-8"
        if known == "utf-8":
            return None
        best = self._best_table(line, least, known)
        return best or (_TABLES[0] if _QUOTED_SIGN.search(_joined(line)) else None)

    def _best_table(self, line: str, least: float, known: str) -> str | None:
        words = [t for t in _joined(line).split() if _QUOTED_BYTE.search(t) and not is_address(t)]
        gains: dict[str, float] = {}
        for table in ((known,) if known else _TABLES) if words else ():
            if not _reads_all(line, table):
                continue
            read = {word: _read(word, table) for word in words}
            likely = [w for w in words if read[w] != w and not oddities(read[w])]
            scores = self.readability.scores([*likely, *(read[word] for word in likely)])
            gain = sum(scores[len(likely) :]) - sum(scores[: len(likely)])
            gains[table] = gain + (_FIRST if gain > 0 and table == _TABLES[0] else 0)
        best = max(gains, key=gains.__getitem__, default=None)
        return best if best and gains[best] > least else None


def _joined(line: str) -> str:
    return _SOFT_BREAK.sub("", line)


def _is_broken(line: str) -> bool:
    """Whether each line of a paragraph but the last ends in ``=`` and is of a usual length."""
    *broken, _ = _SOFT_BREAK.split(line)
    return bool(broken) and all(
        _SHORTEST < len(part) < _LONGEST and " " in part and not part.endswith("=")
        for part in broken
    )


def _reads_all(line: str, table: str) -> bool:
    """Whether ``table`` has a letter or a sign for each byte of ``line`` beyond ASCII."""
    return all(_unquoted_run(byte, table) is not None for byte in _HIGH_BYTE.findall(line))


def _read(token: str, table: str) -> str:
    return _QUOTED_RUN.sub(lambda run: _unquoted_run(run[0], table) or run[0], token)


def _unquoted_run(run: str, table: str) -> str | None:
    raw = bytes.fromhex(_joined(run).replace("=", ""))
    letters = _decoded(raw, "utf-8")
    return _decoded(raw, table) if letters is None else letters


def _unquoted(line: re.Match[str], table: str) -> Iterator[Edit]:
    for run in _QUOTED_RUN.finditer(line[0]):
        letters = _unquoted_run(run[0], table)
        if letters is not None:
            start = line.start() + run.start()
            yield Edit(Span(start, start + len(run[0])), run[0], letters, QUOTED, table)
