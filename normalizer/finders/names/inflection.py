"""Give a name the ending, the capitals and the hyphens of the one it replaces."""

import re

from normalizer.document.span import Span

_SIBILANTS = ("s", "ß", "x", "z", "ce")


def inflected(name: str, ending: str) -> str:
    """``name`` with a German genitive (``s``) or as a derivation in ``er``.

    >>> inflected("Luhansk", "s"), inflected("Charkiw", "er"), inflected("Pistorius", "s")
    ('Luhansks', 'Charkiwer', 'Pistorius’')
    """
    if ending == "er":
        return name + ("r" if name.endswith("e") else "er")
    if ending == "s":
        return name + ("’" if name.endswith(_SIBILANTS) else "s")
    return name


def dressed(name: str, form: str, text: str, span: Span) -> str:
    """``name`` for ``form`` at ``span``: in capitals where only the text is, coupled in compounds.

    >>> text = "das Kim-Jong-In-Regime"
    >>> dressed("Kim Jong-un", "Kim Jong In", text, Span(4, 15))
    'Kim-Jong-un'
    >>> dressed("Streitkräfte", "ВСУ", "die ВСУ", Span(4, 7))
    'Streitkräfte'
    """
    said = span.of(text)
    shouted = said.isupper() and not form.isupper() and len(said) > 1
    if shouted and not name.isupper():
        name = name.upper()
    compound = text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isalpha()
    return name.replace(" ", "-") if compound else name


_WITH_GENITIVE = re.compile(
    r"\b(?:wegen|trotz|während|(?:an)?statt|infolge|seitens|namens|zugunsten|mithilfe|bezüglich"
    r"|angesichts|anlässlich|hinsichtlich|innerhalb|außerhalb|einschließlich)\s\Z",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"(?<!\w)(?P<first>[^\W\d_]{2,})\s(?:[a-zäöüß]+(?:e[rsnm]?)\s){0,2}"
    r"(?P<noun>[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*)\s\Z"
)
_ARTICLE = re.compile(
    r"(?:d(?:er|ie|as|em)|(?:[kms]?eine|ihre|unsere|diese|jede)[rsm]?|ein|sein|ihr|kein|alle|im|am"
    r"|zum|zur|beim|vom|ins)(?<!eines|ihres|iesen)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"des|den|(?:[ks]?eine|ihre|diese)[sn]|nach|laut|auf|in|an|aus|mit|unter|durch|seit|vor|gegen"
    r"|für|ohne|zu|von|bei|über|um",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:präsident|minister|chef|sprecher|kanzler|general|oberst|gouverneur|bürgermeister|herr"
    r"|direktor|patriarch|führer|botschafter|berater|politiker|kollege)(?:s|e?n|innen|in)?\Z",
    re.IGNORECASE,
)
_AROUND = 80


def calls_for_genitive(text: str, start: int) -> bool:
    """Whether German wants a genitive at ``start``, where a name in that case stands.

    So it does behind its prepositions and behind a noun with an article (``die Rede``), but not
    behind a title in the same case (``des Präsidenten``).
    """
    before = text[max(0, start - _AROUND) : start]
    if _WITH_GENITIVE.search(before):
        return True
    noun = _NOUN_BEFORE.search(before)
    if noun is None:
        return False
    if _ARTICLE.fullmatch(noun["first"]):
        return True
    return bool(_OTHER.fullmatch(noun["first"])) and not _TITLE.search(noun["noun"])
