"""What the findings of a translation are called, and what they tell who counts them.

Who only reads findings needs nothing of what makes them.
"""

import re

from normalizer.document.findings import Edit, Notice

TRANSLATED = "translation.passage"
REFUSED = "translation.refused"
DOUBTFUL = "translation.doubtful"
UNRESOLVED = "translation.name-unresolved"
NO_MODEL = "translation.no-model"
NOT_TARGET = "translation.other-article-language"

_LACKING = re.compile(r"no model\b.*? from ([a-z]{2,3}) to ([a-z]{2,3})\b")
_ROUTE = re.compile(r"[a-z]{2,3}(?: > [a-z]{2,3})+ \([^()]+\)")


def route_of(finding: Edit | Notice) -> str | None:
    """The languages and models a sentence was translated by, or a refused one was tried by.

    ``None`` for findings that tell of no translation.

    >>> from normalizer.document.span import Span
    >>> evidence = "ru > de (small-0.1), with surrogates; mean log probability -0.02"
    >>> route_of(Edit(Span(0, 2), "Да", "Ja", TRANSLATED, evidence))
    'ru > de (small-0.1)'
    >>> route_of(Notice(Span(0, 2), NO_MODEL, "no model from ru to de")) is None
    True
    """
    if finding.rule not in (TRANSLATED, REFUSED):
        return None
    said = finding.evidence if isinstance(finding, Edit) else finding.reason
    found = _ROUTE.search(said)
    return found and found[0]


def pair_without_model(notice: Notice) -> str | None:
    """The pair of languages that ``notice`` says no model leads from and to.

    ``None`` for notices that tell of nothing such.

    >>> from normalizer.document.span import Span
    >>> pair_without_model(Notice(Span(0, 2), NO_MODEL, "no model from ru to de; run: …"))
    'ru-de'
    >>> pair_without_model(Notice(Span(0, 2), NO_MODEL, "the model can't be used: …")) is None
    True
    """
    found = _LACKING.match(notice.reason) if notice.rule == NO_MODEL else None
    return found and f"{found[1]}-{found[2]}"
