"""What of a page may stand between two paragraphs of an article, and be told from its text."""

from collections.abc import Mapping, Sequence

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import BULLETS, OF_LISTS, Line
from normalizer.finders.residue.listed import take_headlines
from normalizer.resources.rules import Rule

OF_THE_PAGE = frozenset(
    {
        "ad-marker",
        "app-promo",
        "comment-counter",
        "comment-form",
        "cookie",
        "copyright",
        "error-report",
        "media",
        "nav",
        "paywall",
        "photo-credit",
        "rating",
        "reading-time",
        "related-block",
        "share-buttons",
        "social-follow",
    }
)
"""Kinds of residue that an article doesn't say itself."""

SPOKEN_BY_THE_PAGE = OF_THE_PAGE - {"ad-marker", "media", "photo-credit", "rating", "reading-time"}
"""Kinds behind which a page has buttons of its own, and no article goes on."""

LABELLED = frozenset({"agency-tag", "byline", "counter", "source-line", "tags", "timestamp"})
"""Kinds that an article may say itself, in a heading or a list, unless a label says what it is."""

_Hit = tuple[Rule, regex.Match[str]]

_UNMISTAKABLE = frozenset({"comment-form", "copyright"})
_FEWEST_WORDS = 3
_FEWEST_OF_A_POINTER = 2
_POINTERS = frozenset({"ad-marker", "copyright", "photo-credit", "related-block"})
"""Kinds of which two words say enough; of others (`12 pictures`) a heading may have them."""

_SPEECH = "\N{EM DASH}\N{EN DASH}"
_UNSPACED = "\u3040"
"""From here on scripts write words without blanks."""
_LABEL = regex.compile(r"\p{L}[\p{L}\p{M}’'. -]{1,30}\s?[:：]|\p{L}[^:]{3,40}:\s?\d")
_LONGEST_LABEL = 44


_GOES_ON = regex.compile(
    r"(?i)\b(?:weiter\p{L}{0,8}|mehr|more|далее|дальше|далі|suite|más|mais|dalej|więcej|verder|meer"
    r"|tutto|devam\p{L}{0,4})\W{0,4}$"
)


def goes_on(line: str) -> bool:
    """Whether a pointer leads to the rest of this article, and no headline stands below it."""
    return _GOES_ON.search(line) is not None


def may_be_inside(rule: Rule) -> bool:
    """Whether ``rule`` may match between two paragraphs a line that `may_be_labelled` denies."""
    if rule.anchor == "line":
        return True
    return rule.anchor in {"edge", "tail", "cut"} and rule.kind in OF_THE_PAGE


def may_be_labelled(line: Line) -> bool:
    """Whether a label may say what ``line`` is; in most paragraphs there is none to look for."""
    begun = line.plain[:_LONGEST_LABEL]
    return ":" in begun or "：" in begun


def stands_alone(rule: Rule, article: Sequence[Line], i: int) -> bool:
    """Whether line ``i``, which ``rule`` matches, is residue whatever stands beside it.

    A line of a word or two may be a heading, and so is left alone but for buttons between
    sentences and for what points elsewhere. A sentence behind a dash is what somebody says.
    """
    line = article[i].plain
    if article[i].text[0] in _SPEECH and is_sentence(article[i].text):
        return False
    between = is_sentence(article[i - 1].text) and is_sentence(article[i + 1].text)
    if rule.kind in LABELLED:
        return between and _LABEL.match(line) is not None
    fewest = _FEWEST_OF_A_POINTER if rule.kind in _POINTERS else _FEWEST_WORDS
    if len(line.split()) < fewest and line[0] < _UNSPACED:
        return between and rule.anchor == "edge" and rule.kind == "share-buttons"
    if rule.kind == "share-buttons" and between:
        return True
    return rule.anchor in {"edge", "cut"} or rule.kind in _UNMISTAKABLE


_INEXACT = 2
"""Signs by which a stroke may be longer or shorter than the heading above it."""


def is_listed(rule: Rule, article: Sequence[Line], i: int) -> bool:
    """Whether line ``i``, which ``rule`` matches, is an item of a list of the article."""
    if rule.kind == "separator":
        return _is_in_a_table(article, i) or _underlines(article, i)
    return _is_item_of_a_list(article, i) or _is_labelled_item(rule, article, i)


def _is_item_of_a_list(article: Sequence[Line], i: int) -> bool:
    """Whether the line stands in a list of the body: same bullet before it, and text behind it."""
    bullet = article[i].text[:2]
    if bullet not in BULLETS or i + 1 == len(article):
        return False
    follows = article[i + 1].text
    return article[i - 1].text[:2] == bullet and (follows[:2] == bullet or is_sentence(follows))


def _is_in_a_table(article: Sequence[Line], i: int) -> bool:
    """Whether the line stands between rows of a table written with bars, as Markdown does."""
    rows = article[i - 1 : i + 2] if 0 < i < len(article) - 1 else ()
    return bool(rows) and all(row.text[0] == "|" == row.text[-1] for row in rows)


def _underlines(article: Sequence[Line], i: int) -> bool:
    """Whether the line is a stroke right below a heading of its length, as plain text has them."""
    above, stroke = article[i - 1], article[i]
    if i == 0 or above.end != stroke.start or len(set(stroke.text)) > 1 or is_sentence(above.text):
        return False
    return abs(len(" ".join(above.text.split())) - len(stroke.text)) <= _INEXACT


def _is_labelled_item(rule: Rule, article: Sequence[Line], i: int) -> bool:
    """Whether a line with a label and a bullet, such as ``- Topics: …``, stands between sentences.

    There it is a list of one item; at an edge of the article it is of the page.
    """
    if rule.kind not in LABELLED or article[i].text[:2] not in OF_LISTS:
        return False
    if not 0 < i < len(article) - 1:
        return False
    return is_sentence(article[i - 1].text) and is_sentence(article[i + 1].text)


def take_inside(
    article: Sequence[Line], matched: Mapping[int, _Hit], hits: dict[int, _Hit]
) -> None:
    """Between two body paragraphs: what speaks for itself, or stands beside its like."""
    found = {i: hit for i, hit in matched.items() if not is_listed(hit[0], article, i)}
    for i, hit in found.items():
        if stands_alone(hit[0], article, i) or (
            hit[0].kind in OF_THE_PAGE
            and any(
                j in hits or (j in found and found[j][0].kind in OF_THE_PAGE)
                for j in (i - 1, i + 1)
            )
        ):
            hits[i] = hit
    new = {i: hits[i] for i in found if i in hits and not goes_on(article[i].plain)}
    take_headlines(article, new)
    hits.update(new)
