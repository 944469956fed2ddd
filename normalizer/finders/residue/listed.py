"""Lines that are of the page, or of the article, because others are like them or stand above."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

import regex

from normalizer.document.paragraphs import is_body, is_sentence, is_signed
from normalizer.finders.residue.layout import BULLETS, Line
from normalizer.resources.rules import Rule

RELATED = "related-block"
_TAGS = "tags"
_LONGEST_HEADLINE = 160
_SHORTEST_APART, _FEWEST_APART = 36, 5
"""Code points and blanks of a line apart from others that is rather a headline than a heading."""
_SHORTEST_HEADLINE = 30
"""Where no blank line closes a list, shorter lines may be headings or a list of the article."""
_MOST_HEADLINES = 8
_LONGEST_HEADER = 40
_LONGEST_TAG = 40
_MOST_WORDS = 4
_MOST_TAGS = 20
_GOES_ON = frozenset(",;")
_COLONS = (":", "\N{FULLWIDTH COLON}")
_TIMES = frozenset({"timestamp", "media"})
_LONGEST_TIME = 40
_AT_A_TIME = regex.compile(r"\d{1,2}[.:]\d\d(?:\s(?:Uhr|h))?(?:\s?[:–—-]\s?|\s)\p{L}[^\n]{3,}")
_YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_FIRST_PAGES = 1994
"""Before that year no web page was published."""
_A_LIFE = 10
"""Years from the first to the last that no article is up to date in."""
_FEWEST_PARTS = 3
_PARTS = regex.compile(r"(?P<digits>\d+)|[\p{L}.]+")
_CONTENTS = regex.compile(
    r"(?i)(?:inhalt|(?:table\sof\s)?contents|in\sthis\sarticle|содержание|оглавление|зміст|sommaire"
    r"|[ií]ndice|spis\streści|inhoud|sum[áa]rio|içindekiler|mục\slục|目录|목차)"
)
_OF_A_PAGE = regex.compile(r"\.{4} ?\d{1,4}$")
_ENTRY = regex.compile(r"(\d{1,2})[.)]?\s(\S.{0,80})$")
_LONGEST_ENTRY = 100
_MOST_ENTRIES = 20
_ANYTHING = regex.compile(r".+")

_Hit = tuple[Rule, regex.Match[str]]


def take_headlines(article: Sequence[Line], hits: dict[int, _Hit]) -> None:
    """The headline of another article stands below ``Read also`` in the middle of this one.

    Where it is the first item of a list, the others are headlines too.
    """
    for i, hit in tuple(hits.items()):
        below = i + 1
        if hit[0].kind != RELATED or below in hits or below + 1 >= len(article):
            continue
        if not _is_headline(article[below]):
            continue
        hits[below] = hit
        for item in _items(article, below):
            if item in hits:
                break
            hits[item] = hit


def take_related(article: Sequence[Line], zone: Sequence[int], hits: dict[int, _Hit]) -> None:
    """Headlines of other articles stand below ``Read also``, where the article is at its end."""
    headers = [
        i
        for i, hit in hits.items()
        if hit[0].kind == RELATED
        and zone
        and i >= zone[0] - 1
        and len(article[i].text) <= _LONGEST_HEADER
    ]
    if not headers:
        return
    header = hits[min(headers)]
    if any(article[i].text[-1] in _GOES_ON for i in zone if i > min(headers) and i not in hits):
        return  # verses, or a list of the article
    for i in zone:
        if i > min(headers) and i not in hits and not is_sentence(_unasked(article[i])):
            hits[i] = header


def take_tags(
    article: Sequence[Line], above: Sequence[int], below: Sequence[int], hits: dict[int, _Hit]
) -> None:
    """Tags that stand under their label, one a line, up to a blank line or a sentence.

    Of the lines ``above`` the body, in which the title stands, it is one; of those ``below`` all.
    """
    for i, (rule, _) in tuple(hits.items()):
        if rule.kind != _TAGS or not article[i].plain.endswith(_COLONS):
            continue
        most = _MOST_TAGS if i in below else 1 if i in above[:-2] else 0
        kept = replace(rule, keep=((_TAGS, "0"),))
        for k in range(i + 1, min(i + 1 + most, len(article))):
            tag = _ANYTHING.fullmatch(article[k].plain)
            if tag is None or k in hits or not _is_next(article, k) or not _is_tag(article[k]):
                break
            hits[k] = kept, tag


def take_contents(article: Sequence[Line], hits: dict[int, _Hit]) -> None:
    """What a table of contents lists, where its heading is of the page.

    Its entries are numbered from 1, have bullets, or one of them stands below as a heading. Those
    that end in dots and the number of a page are of a document, which stays whole.
    """
    for i, hit in tuple(hits.items()):
        if _CONTENTS.match(article[i].plain):
            below = article[i + 1].text if i + 1 < len(article) else ""
            if hit[0].ships and _OF_A_PAGE.search(below):
                del hits[i]
                continue
            entries = list(_entries(article, i + 1, hits))
            if len(entries) > 1 and _are_contents(article, entries):
                hits.update((k, hit) for k in entries if k not in hits)
            elif len(entries) > 1 and hit[0].ships and _is_numbered(article, entries):
                del hits[i]


def _entries(article: Sequence[Line], first: int, hits: Container[int]) -> Iterator[int]:
    """Short lines from the ``first`` on, to the first paragraph, or the heading of the first."""
    seen: set[str] = set()
    for k in range(first, min(len(article), first + _MOST_ENTRIES)):
        line = article[k]
        entry = _entry(line)
        if len(line.text) > _LONGEST_ENTRY or line.text[-1] in ".!…" or entry in seen:
            return
        seen.add(entry)
        if k not in hits:
            yield k


def _are_contents(article: Sequence[Line], entries: Sequence[int]) -> bool:
    inside = any(is_body(line.text) for line in article[: entries[0] - 1])
    if _is_numbered(article, entries) and not inside:
        return True
    if all(article[k].text[:2] in BULLETS for k in entries):
        return True
    said = {_entry(article[k]) for k in entries}
    return any(_entry(line) in said for line in article[entries[-1] + 1 :])


def _is_numbered(article: Sequence[Line], entries: Sequence[int]) -> bool:
    numbers = [_ENTRY.match(article[k].text) for k in entries]
    return all(found and found[1] == str(n) for n, found in enumerate(numbers, start=1))


def _entry(line: Line) -> str:
    """What an entry says without its number or bullet."""
    found = _ENTRY.match(line.text)
    return found[2] if found else line.plain


def leave_series(article: Sequence[Line], bodies: Sequence[int], hits: dict[int, _Hit]) -> None:
    """A time is of the article where others above its end are written like it.

    They stand above the parts of a live ticker, a chronicle or a programme, and the first of them
    at its head. Three that have something below them are such parts, where little else goes. So is
    one from some year to another, as of somebody's life.
    """
    times = [i for i, hit in hits.items() if hit[0].kind in _TIMES and _shape(article[i])]
    if not times:
        return
    inside = {_shape(article[i]) for i in range(bodies[-1]) if i not in hits}
    above = {i for i in times if i + 1 < len(article) and i + 1 not in hits}
    parts = above if len(above) >= max(_FEWEST_PARTS, len(hits) // 2 + 1) else set()
    parts |= _chapters(article, above)
    for i in times:
        years = [int(year) for year in _YEAR.findall(article[i].text)]
        lived = bool(years) and (max(years) - min(years) >= _A_LIFE or max(years) < _FIRST_PAGES)
        if lived or i in parts or _shape(article[i]) in inside or _is_a_day(article, i, hits):
            del hits[i]


def _is_a_day(article: Sequence[Line], i: int, hits: Container[int]) -> bool:
    """Whether line ``i`` is a day of a programme: what happens at which time stands below it."""
    below = article[i + 1].text if i + 1 < len(article) and i + 1 not in hits else ""
    return _AT_A_TIME.match(below) is not None


def _chapters(article: Sequence[Line], times: Container[int]) -> set[int]:
    """Times that are written alike, each right above sentences of its own."""
    found: dict[str, list[int]] = {}
    for i in range(1, len(article) - 1):
        if i in times and is_sentence(article[i + 1].text):
            found.setdefault(_shape(article[i]), []).append(i)
    return {i for rows in found.values() if len(rows) > 1 for i in rows}


def _shape(line: Line) -> str:
    """How a short line with digits is written, whatever its numbers and words; else nothing."""
    if len(line.text) > _LONGEST_TIME or not any(map(str.isdigit, line.text)):
        return ""
    return _PARTS.sub(lambda part: "0" if part["digits"] else "a", line.text)


def _items(article: Sequence[Line], first: int) -> Iterator[int]:
    """The items of a list behind its ``first``, which all have its bullet, if it has one.

    Without bullets, a blank line closes the list. Where a sentence does, the line above it may
    be a heading of the article, and so is none.
    """
    bullet = _bullet(article[first])
    if bullet:
        for item in range(first + 1, len(article)):
            if _bullet(article[item]) != bullet or not _is_headline(article[item]):
                return
            yield item
        return
    end = first + 1
    while end < len(article) and _is_next(article, end) and _is_headline(article[end]):
        end += 1
    if end == first + 1 and not _is_next(article, first):  # all lines stand apart
        yield from _apart(article, first)
        return
    closed = end == len(article) or not _is_next(article, end)
    if end - first > _MOST_HEADLINES:
        return
    for item in range(first + 1, end if closed else end - 1):
        if not closed and len(article[item].text) < _SHORTEST_HEADLINE:
            return
        yield item


def _apart(article: Sequence[Line], first: int) -> Iterator[int]:
    """Headlines behind the ``first``, each between blank lines."""
    for item in range(first + 1, min(len(article), first + _MOST_HEADLINES)):
        said = article[item].text
        short = len(said) < _SHORTEST_APART or said.count(" ") < _FEWEST_APART
        if short or _is_next(article, item) or not _is_headline(article[item]):
            return
        yield item


def _is_next(article: Sequence[Line], i: int) -> bool:
    """Whether no blank line stands above line ``i``."""
    return article[i - 1].end == article[i].start


def _is_tag(line: Line) -> bool:
    said = line.plain
    return len(said) <= _LONGEST_TAG and said.count(" ") < _MOST_WORDS and not is_sentence(said)


def _unasked(line: Line) -> str:
    """What an item of a list says, without the mark of its question: headlines ask much."""
    return line.text.rstrip("?") if _bullet(line) else line.text


def _is_headline(line: Line) -> bool:
    said = _unasked(line)
    if len(said) > _LONGEST_HEADLINE or said[-1] in _GOES_ON:
        return False
    return not (is_sentence(said) or is_signed(said))


def _bullet(line: Line) -> str:
    """The sign that a line of a list begins with; empty where there is none."""
    return line.text[: line.text.find(line.plain)].strip()
