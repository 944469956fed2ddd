"""A headline that the page repeated, sometimes with the author behind it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import regex
from rapidfuzz.fuzz import ratio

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Notice
from normalizer.document.metadata import Metadatum
from normalizer.finders.residue.layout import Line, article_lines, head_of

TITLE = "structure.repeated-title"
BYLINE = "structure.repeated-title-with-byline"
PAGE = "structure.title-of-page"
PARAGRAPH = "structure.repeated-paragraph"

_HEAD_LINES = 6
_SHORTEST_TITLE = 20
_ALIKE = 93.0
_MOST_DIFFERING = 3
_SHORTEST_ALIKE = 80
_SHORTEST_PARAGRAPH = 60
_SURE_PARAGRAPH = 100
_END, _SHORT_END = 60, 20
"""Code points at either end of a paragraph, with white space and without."""

_NAME = regex.compile(
    r"\p{Lu}[\p{L}'’-]+(?:\s+(?:(?:von|van|de|der|den|al|bin|el|da|di)\s+)?\p{Lu}[\p{L}'’.-]+){1,3}"
)
_SITE = regex.compile(
    r"\s?(?:[|•·»/]|[–—-]{1,2}(?=\s))\s?(?:[\p{L}\p{N}-]{1,40}(?:\.[\p{L}\p{N}-]{2,40}){1,3}|"
    r"(?:[\p{Lu}\p{N}«„][\p{L}\p{N}«»“.'’&-]{0,30}|der|die|das|für|aus|und|of|the|from|de|la|и|та|"
    r"новости|новини|сайт|газета|портал|news|nachrichten)"
    r"(?:\s(?:[\p{Lu}\p{N}«„][\p{L}\p{N}«»“.'’&-]{0,30}|der|die|das|für|aus|und|of|the|from|de|la|"
    r"и|та|новости|новини|вести|вісті)){0,4})"
)
_NOT_WORD = re.compile(r"[\W_]+")
_QUOTES = "„“”«»"
_DIGITS = re.compile(r"\d+")


def find_repeated_titles(document: Document) -> Iterator[Edit]:
    r"""Remove lines above the body that say the first headline once more.

    The first line is the title and stays, unless the site has put its name behind it. Another is a
    repetition when it says the same words, or those and the name of the site; when both have at
    least 80 code points, are 93 % alike (Indel similarity of the folded text) and exchange up to
    three words but no number; or when it is another headline with the name of a person behind it,
    who becomes the author.

    >>> body = "Der Sprecher sagte am Dienstag in Berlin, die Lage sei weiterhin sehr angespannt."
    >>> title = "Die Lage an der Front bleibt angespannt"
    >>> article = Document(f"{title}\n{title} Eva Muster\n{body}")
    >>> [(edit.removed, edit.kept[0].value) for edit in find_repeated_titles(article)]
    [('Die Lage an der Front bleibt angespannt Eva Muster\n', 'Eva Muster')]
    >>> list(find_repeated_titles(Document(f"{title}\nDrei Fragen an den Sprecher\n{body}")))
    []
    """
    head = head_of(article_lines(document.text))[:_HEAD_LINES]
    if not head:
        return
    keys = [_key(line.text) for line in head]
    if len(keys[0]) < _SHORTEST_TITLE:
        return
    for i in range(len(head)):
        window = head[i].window
        removed = window.of(document.text)
        if _is_title_of_page(head, i):
            yield Edit(window, removed, "", PAGE, "the headline and the name of the site")
            continue
        author = _name_behind_title(head, keys, i) if i else None
        if author:
            yield Edit(window, removed, "", BYLINE, author, (Metadatum("author", author),))
        elif i and keys[i] and _alike(keys[0], keys[i]):
            yield Edit(window, removed, "", TITLE, f"{ratio(keys[0], keys[i]):.0f} % alike")


def find_repeated_paragraphs(document: Document) -> Iterator[Edit | Notice]:
    """Remove paragraphs that stand in the article once more, letter for letter.

    Only white space and the kind of quotation marks may differ. Paragraphs under 60 code points,
    such as refrains, are left alone; between 60 and 100 only one right behind its twin goes, and
    any other is reported.
    """
    seen: dict[str, int] = {}
    article = article_lines(document.text)
    long = [i for i, line in enumerate(article) if len(line.text) >= _SHORTEST_PARAGRAPH]
    letters = [_letters(article[i].text) for i in long]
    if len(set(letters)) == len(long):
        return
    alike = Counter(letters)
    long = [i for i, said in zip(long, letters, strict=True) if alike[said] > 1]
    ends = [_ends(article[i].text) for i in long]
    often = Counter(ends)
    for number, both in zip(long, ends, strict=True):
        if often[both] == 1:
            continue
        line = article[number]
        # What spacing and quotes will put right later must not hide a twin now.
        key = _unspaced(line.text)
        if key not in seen:
            seen[key] = number
        elif len(line.text) >= _SURE_PARAGRAPH or seen[key] == number - 1:
            yield Edit(line.window, line.window.of(document.text), "", PARAGRAPH)
        else:
            yield Notice(line.window, PARAGRAPH, "the paragraph stands in the article twice")


def _letters(line: str) -> tuple[int, int]:
    """How often two letters stand in ``line``, which twins have in common; quickly counted."""
    return line.count("n"), line.count("о")


def _ends(line: str) -> tuple[str, str]:
    """How ``line`` begins and ends, which twins have in common."""
    return _unspaced(line[:_END])[:_SHORT_END], _unspaced(line[-_END:])[-_SHORT_END:]


def _unspaced(line: str) -> str:
    if not line.isascii():
        for mark in _QUOTES:  # on a short line several times as fast as to translate it
            line = line.replace(mark, '"')
    return "".join(line.split())


def _name_behind_title(head: Sequence[Line], keys: Sequence[str], i: int) -> str | None:
    for j, other in enumerate(keys):
        if j == i or len(other) < _SHORTEST_TITLE or not keys[i].startswith(other + " "):
            continue
        rest = head[i].text[len(head[j].text) :].strip(" |-–—,/")
        if _NAME.fullmatch(rest):
            return rest
    return None


def _is_title_of_page(head: Sequence[Line], i: int) -> bool:
    """Whether line ``i`` is another headline, a dash or bar, and the name of the site."""
    said = head[i].text
    for j, other in enumerate(head):
        headline = other.text
        if j == i or len(headline) < _SHORTEST_TITLE or not said.startswith(headline):
            continue
        site = _SITE.fullmatch(said, len(headline))
        if site is not None:
            return True
    return False


def _alike(title: str, other: str) -> bool:
    if title == other:
        return True
    words, others = Counter(title.split()), Counter(other.split())
    gone, new = (words - others).total(), (others - words).total()
    # `Drei Tote`, `Vier Tote`: in a short headline one word is another story, and a word more
    # may be a `nicht`. Only long ones are compared, and only for words that were exchanged.
    exchanged = gone > 0 and new > 0 and gone + new <= _MOST_DIFFERING
    same_numbers = _DIGITS.findall(title) == _DIGITS.findall(other)
    long = min(len(title), len(other)) >= _SHORTEST_ALIKE
    return long and exchanged and same_numbers and ratio(title, other) >= _ALIKE


def _key(line: str) -> str:
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", line).casefold()).strip()
