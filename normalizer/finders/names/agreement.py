"""Whether a German article before a name fits the gender of what would be put for it."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from normalizer.document.span import Span
from normalizer.finders.names.folding import folded

_DATIVE = frozenset(
    ("mit", "von", "zu", "bei", "aus", "nach", "seit", "außer", "gegenüber", "in", "an", "auf",
     "vor", "hinter", "über", "unter", "neben")
)  # fmt: skip
_DEFINITE = {
    "der": "mfp", "die": "fp", "das": "n", "dem": "mn", "den": "mp", "des": "mn",
}  # fmt: skip
_CONTRACTED = {
    **dict.fromkeys(("im", "am", "vom", "zum", "beim"), "mn"),
    **dict.fromkeys(("ins", "ans", "aufs", "fürs"), "n"),
    "zur": "f",
}
_DEMONSTRATIVE = {"er": "mfp", "e": "fp", "es": "mn", "em": "mn", "en": "mp"}
_INDEFINITE = {"": "mn", "e": "fp", "er": "fp", "em": "mn", "en": "mp", "es": "mn"}
_ARTICLES: Mapping[str, str] = {
    **_DEFINITE,
    **_CONTRACTED,
    **{f"{word}{end}": said for word in ("dies", "jen") for end, said in _DEMONSTRATIVE.items()},
    **{
        f"{word}{end}": said
        for word in ("ein", "kein", "mein", "dein", "sein", "ihr", "unser")
        for end, said in _INDEFINITE.items()
    },
}
"""Genders that an article may stand before: masculine, feminine, neuter, plural."""

_WORDS_BEFORE = re.compile(r"(?:(?<!\w)[^\W\d_]+,?\s){1,4}\Z")
_ADJECTIVE = re.compile(r"[a-zäöüß]{2,}e[rnsm]?")
_BEHIND = re.compile(
    r"-|\s(?:[A-ZÄÖÜ]|[a-zäöüß]+ende[nrms]?\b|[a-zäöüß]+(?:t|en)e[nrms]\s(?:[a-zäöüß]+\s)?[A-ZÄÖÜ])"
)
"""What the article belongs to instead: a compound, a noun, or a participle with the name in it."""

_STRONG = {"m": "er", "n": "es"}
_WEAK = re.compile(
    r"(?:\w+(?:isch|deutsch|lich|ig|sam|ional|ial|teral|rthodox|iert|einigt|eint|ffnet|setzt)|Deutsch|Polnisch|Oberst|Inner|Äußer"
    r"|Ober|Unter|Erst|Zweit|Dritt|Autonom|Liberal|Orthodox|Zentral|Sozial|Föderal|Neu|Alt|Groß|Klein|Hoh|Lang"
    r"|Frei|Jung|Wahr|Rot|Schwarz|Weiß|Grün|Gelb|Blau|Grau|Braun)e"
)
"""An adjective that begins a feminine or plural name; nouns end so too (``Gruppe Wagner``)."""

_OBLIQUE = re.compile(r"zur|der|(?:dies|jen|[mdsk]?ein|ihr|unser)er")
"""Articles of the dative and genitive before a feminine name, whose adjective ends in -en then."""

_ENDING = re.compile(r"e[rnsm]?\Z")
_MOST_ADJECTIVES, _TWO = 2, 2
_AROUND, _HEAD, _RESPELLED = 60, 4, 0.6
"""Code points looked at, letters of a common head, and likeness of spellings of one word."""


def breaks_agreement(text: str, span: Span, form: str, name: str, gender: str | None) -> bool:
    """Whether an article before ``span`` would not fit ``name``, of a ``gender``, put for ``form``.

    A mere respelling is as right as what stood there. An article behind a comma may be a relative
    pronoun, so nothing is said of it.

    >>> breaks_agreement("an der Amnok", Span(7, 12), "Amnok", "Yalu", "m")
    True
    >>> breaks_agreement("am Amnok", Span(3, 8), "Amnok", "Yalu", "m")
    False
    """
    if gender is None or _is_respelled(form, name):
        return False
    before = text[max(0, span.start - _AROUND) : span.start]
    found = _called_for(before)
    if found is None or _BEHIND.match(text, span.end):
        return False
    article, genders = found
    return gender[0] not in genders or _is_strong(name, gender) or _is_weak(name, gender, article)


def fitting(text: str, span: Span, name: str, gender: str | None) -> str:
    """``name`` with its adjectives as the article before ``span`` has them, where that is known.

    >>> fitting("Schiffe der Baltic Fleet", Span(12, 24), "Baltische Flotte", "f")
    'Baltischen Flotte'
    >>> fitting("die Baltic Fleet", Span(4, 16), "Baltische Flotte", "f")
    'Baltische Flotte'
    """
    found = _called_for(text[max(0, span.start - _AROUND) : span.start])
    if found is None or gender is None or not _is_weak(name, gender, found[0]):
        return name
    if found[0] == "den":
        return name  # the noun would end otherwise, too
    words = name.split(" ")
    others = next((i for i, word in enumerate(words) if not _WEAK.fullmatch(word)), len(words))
    return " ".join((*(f"{word}n" for word in words[:others]), *words[others:]))


def _called_for(before: str) -> tuple[str, str] | None:
    """The article at the end of ``before`` and the genders it has, or ``None`` without one."""
    match = _WORDS_BEFORE.search(before)
    words = match[0].split() if match else []
    for _ in range(_MOST_ADJECTIVES):
        if words and words[-1] not in _ARTICLES and _ADJECTIVE.fullmatch(words[-1]):
            words.pop()
    if not words or words[-1].lower() not in _ARTICLES:
        return None
    *front, article = (word.lower() for word in words)
    if any(word.endswith(",") for word in front[-_TWO:]):
        return None
    is_dative = article == "der" and front and front[-1] in _DATIVE
    return article, "f" if is_dative else _ARTICLES[article]


def _is_respelled(form: str, name: str) -> bool:
    """Whether ``form`` is only another spelling of ``name``, or has the same noun at its end."""
    said, put = folded(form), folded(name)
    if _has_adjective(name) or _begins_weakly(name):
        return said[:_HEAD] == put[:_HEAD] and _ENDING.search(said.partition(" ")[0]) is not None
    if said[-_HEAD:] == put[-_HEAD:]:
        return True
    return SequenceMatcher(None, said, put, autojunk=False).ratio() >= _RESPELLED


def _is_strong(name: str, gender: str) -> bool:
    """Whether ``name`` begins with an adjective that ends otherwise behind any article."""
    return _has_adjective(name) and name.partition(" ")[0].endswith(_STRONG.get(gender, "\n"))


def _is_weak(name: str, gender: str, article: str) -> bool:
    """Whether ``name`` begins with an adjective that ends in -en behind ``article``."""
    return _begins_weakly(name) and (gender == "pl" or _OBLIQUE.fullmatch(article) is not None)


def _begins_weakly(name: str) -> bool:
    first, _, rest = name.partition(" ")
    return rest[:1].isupper() and _WEAK.fullmatch(first) is not None


def _has_adjective(name: str) -> bool:
    first, _, rest = name.partition(" ")
    return rest[:1].isupper() and first.endswith(tuple(_STRONG.values()))
