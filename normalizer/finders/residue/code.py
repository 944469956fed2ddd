"""Articles about the making of web pages: what looks like a scrap of code is their subject."""

import regex

from normalizer.document.paragraphs import is_sentence

_WORDS = regex.compile(
    r"(?i)\b(html5?|css3?|xml|javascript|typescript|php|markdown|bbcode|wordpress|stylesheets?|"
    r"quell(?:text|code)s?|source\scode|code\ssource|código\sfuente|codice\ssorgente|"
    r"browsers?|navigateurs?|navegador(?:es)?|przeglądark\p{L}+|браузер\p{L}*|"
    r"frameworks?|фреймворк\p{L}*|templates?|шаблонизатор\p{L}*|шаблонізатор\p{L}*|"
    r"верстальщик\p{L}*|верстальник\p{L}*|програм+ист\p{L}*|програміст\p{L}*|entwickler(?:in)?(?:nen)?|"
    r"developers?|développeur\p{L}*|desarrollador\p{L}*|sviluppator\p{L}|programist\p{L}*|"
    r"(?:html|meta|script|link|head|body|div)[- ]tags?|тег(?:и|ов|ом|а|у|е)?|font-face|"
    r"старый\sкод|исходн\p{L}+\sкод\p{L}*|syntax|синтаксис\p{L}*)\b"
)
_FEWEST = 2
"""So many different words of the trade an article about it has in its sentences."""
_LONGEST = 4000
"""Code points of a line that are looked at."""


def is_about_code(text: str) -> bool:
    """Whether the sentences of ``text`` speak of code, in two of the words of its trade or more."""
    said: set[str] = set()
    for line in text.split("\n"):
        if is_sentence(line.strip()):
            said.update(word[1].lower()[:6] for word in _WORDS.finditer(line[:_LONGEST]))
        if len(said) >= _FEWEST:
            return True
    return False
