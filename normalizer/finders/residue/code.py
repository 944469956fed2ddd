"""Articles about the making of web pages: what looks like a scrap of code is their subject."""

import re
from collections.abc import Sequence

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.document.span import Span

UNREADABLE = regex.compile(
    r"[=<{};]|[\[(]$|^[$%]\s[a-z.]|^(?:from\s[\w.]{1,40}\s)?import\s[\w.]"
    r"|^[\w.]{0,40}[._][\w.]{1,40}\([^\n]{0,100}\)[:,]?$"
    r"|(?![\p{Latin}\p{Cyrillic}\p{Arabic}\p{Hangul}\p{Han}])\p{L}",
    regex.VERSION1,
)
"""Signs of code, commands and calls, and letters of scripts that no line to learn from is in."""
_WORDS = regex.compile(
    r"(?i)\b(html5?|css3?|xml|javascript|typescript|php|markdown|bbcode|utf-8|charset|robots\.txt|"
    r"stylesheets?|stildatei(?:en)?|webse?ite[ns]?|webpages?|homepages?|skripte?|scripts?|скрипт\p{L}*|"
    r"quell(?:text|code)s?|source\scode|code\ssource|código\sfuente|codice\ssorgente|"
    r"web\spages?|text\seditors?|texteditor\p{L}*|iframe|строк\p{L}+\sкода|line\sof\scode|верстк\p{L}*|вёрстк\p{L}*|"
    r"browsers?|navigateurs?|navegador(?:es)?|przeglądark\p{L}+|браузер\p{L}*|trình\sduyệt|tarayıcı\p{L}*|"
    r"attribut(?:e[ns]?|s)?|atribut[oy]s?|attributo|атрибут\p{L}*|"
    r"frameworks?|фреймворк\p{L}*|templates?|шаблонизатор\p{L}*|шаблонізатор\p{L}*|"
    r"верстальщик\p{L}*|верстальник\p{L}*|програм+ист\p{L}*|програму\p{L}+|программиру\p{L}+|програміст\p{L}*|informatiker\p{L}*|"
    r"entwickler(?:in)?(?:nen)?|розробник\p{L}*|разработчик\p{L}*|"
    r"developers?|développeur\p{L}*|desarrollador\p{L}*|sviluppator\p{L}|programist\p{L}*|"
    r"(?:the|a|html|meta|script|link|head|body|div|style)[- ]tags?|тег(?:и|ов|ом|а|у|е)?|font-face|"
    r"(?:старый|исходн\p{L}+)\sкод\p{L}*|synta[xk]\p{L}*|синтаксис\p{L}*|\p{L}+\.(?:html|css|js|php)|"
    r"(?:alt|rel|src|href|class)(?==[\"“”«»„']))(?!\p{L})"
)
_STEMS = (
    *("html", "css", "xml", "script", "php", "markdown", "bbcode", "utf-8", "charset"),
    *("robots.txt", "stylesheet", "stildatei", "website", "webseite", "webpage", "homepage"),
    *("skript", "скрипт", "quelltext", "quellcode", "source code", "code source", "código fuente"),
    *("codice sorgente", "browser", "navigateur", "navegador", "przeglądark", "браузер"),
    *("trình duyệt", "tarayıcı", "attribut", "atribut", "атрибут", "framework", "фреймворк"),
    *("template", "шаблонизатор", "шаблонізатор", "верстальщик", "верстальник", "програмист"),
    *("программист", "програміст", "informatiker", "entwickler", "розробник", "разработчик"),
    *("developer", "développeur", "desarrollador", "sviluppator", "programist", "the tag"),
    *("the-tag", "a tag", "a-tag", "link tag", "link-tag", "head tag", "head-tag", "body tag"),
    *("body-tag", "div tag", "div-tag", "meta tag", "meta-tag", "font-face", "старый", "исходн"),
    *("web page", "text editor", "texteditor", "iframe", "line of code", "style tag"),
    *("style-tag", "строк", "верстк", "вёрстк", "програму", "программиру"),
    *("syntax", "syntak", "синтаксис", ".js", "="),
)
"""Each of `_WORDS` holds one; most articles hold none, which takes much less to see."""
_TAG = re.compile(r"\bтег")
"""A part of other words (``стратегия``), so not among the stems."""
_FEWEST = 2
"""So many different words of the trade an article about it has in its sentences."""
_LONGEST = 4000
"""Code points of a line that are looked at."""
_GAP = 40
"""Code points in front of a line in which the colon is looked for that announces it."""
_LAST_TAGS = regex.compile(r"(?:</?[a-z][a-z0-9]{0,11}>\s{0,4}){1,4}$")
_DASHES = (" \N{EM DASH}", " \N{EN DASH}", " -")
_STOPS = (".", ",", ";", ":", "!", "?", " ")


def is_about_code(text: str) -> bool:
    """Whether the sentences of ``text`` speak of code, in two of the words of its trade or more."""
    low = text.lower()
    if not any(stem in low for stem in _STEMS) and not ("тег" in low and _TAG.search(low)):
        return False
    said: set[str] = set()
    for line in text.split("\n"):
        if is_sentence(_ended(line[-_LONGEST:])):
            said.update(word[1].lower()[:6] for word in _WORDS.finditer(line[:_LONGEST]))
        if len(said) >= _FEWEST:
            return True
    return False


def are_named(text: str, scraps: Sequence[Span]) -> list[bool]:
    """Whether each of ``scraps`` stands in a line that names one of them as its subject.

    A sentence does where words stand in front of it, with a blank between, and more behind it or a
    colon before; where a dash explains it; and below a line that ends in a colon, or another such.
    Lines of more than 4,000 code points name nothing.
    """
    starts = [_line_start(text, span.start) for span in scraps]
    of_code: set[int] = set()
    for start, span in zip(starts, scraps, strict=True):
        if start is None:
            continue
        above = _line_start(text, start - 1) if start else None
        if above in of_code or _is_named(text, start, span):
            of_code.add(start)
    return [start in of_code for start in starts]


def _line_start(text: str, at: int) -> int | None:
    least = max(0, at - _LONGEST)
    found = text.rfind("\n", least, at)
    return found + 1 if found >= 0 or least == 0 else None


def _is_named(text: str, start: int, span: Span) -> bool:
    before = text[start : span.start]
    after = text[span.end : span.end + 2]
    if before.strip():
        return before.endswith(" ") and (
            after.startswith(_STOPS) or before.endswith(": ") or after[:1].isalpha()
        )
    return after.startswith(_DASHES) or _ended(text[max(0, start - _GAP) : start])[-1:] == ":"


def _ended(text: str) -> str:
    """What of ``text`` stands before the tags and the white space at its end."""
    return _LAST_TAGS.sub("", text.rstrip()).rstrip()
