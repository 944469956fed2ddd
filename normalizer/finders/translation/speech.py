"""Direct speech between dashes, as other languages print it, with German quotation marks."""

from collections.abc import Collection

import regex

_SPOKEN = regex.compile(r"^(?:[–—-]\s)?[^«»„“”\"]+?[,!?…]\s?[–—-]\s\p{Ll}")
_SAID = regex.compile(
    r"^(?:[–—-]\s+)?(?P<said>[^«»„“”\"]+?)(?P<stop>[,!?…])?\s+[–—-]\s+(?P<verb>\p{Ll}+)(?P<rest>\s.*)$"
)
_DASH = regex.compile(r"\s[–—-]\s")


def with_quotes(source: str, translation: str, verbs: Collection[str]) -> str:
    """``translation`` with quotation marks for the dashes that its source has for speech.

    Only where both have one pair of parts, what is said and who says it, the second begins with
    one of ``verbs``, and neither has quotation marks; else it comes back as it is.

    >>> said = "– Wir helfen, – sagte der Bürgermeister."
    >>> with_quotes("– Мы поможем, – сказал мэр.", said, {"sagte"})
    '„Wir helfen“, sagte der Bürgermeister.'
    >>> with_quotes("Мост – в Бонне.", "Die Brücke – in Bonn – sagte nichts.", {"sagte"})
    'Die Brücke – in Bonn – sagte nichts.'
    """
    if not _SPOKEN.match(source) or len(_DASH.findall(source)) != 1:
        return translation
    match = _SAID.match(translation)
    if not match or match["verb"] not in verbs or len(_DASH.findall(translation)) != 1:
        return translation
    if match["said"].count("(") != match["said"].count(")") or "“" in match["rest"]:
        return translation
    stop = "" if match["stop"] in (None, ",") else match["stop"]
    return f"„{match['said']}{stop}“, {match['verb']}{match['rest']}"
