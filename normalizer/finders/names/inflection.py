"""Give a name the ending, the capitals and the hyphens of the one it replaces."""

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


def dressed(name: str, said: str, text: str, span: Span) -> str:
    """``name`` in capitals where ``said`` is, and coupled with hyphens inside a compound.

    >>> text = "das Kim-Jong-In-Regime"
    >>> dressed("Kim Jong-un", "Kim-Jong-In", text, Span(4, 15))
    'Kim-Jong-un'
    """
    if said.isupper() and not name.isupper() and len(said) > 1:
        name = name.upper()
    compound = text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isalpha()
    return name.replace(" ", "-") if compound else name
