"""Boxes of a page that their first and last line tell: polls, ranks, what readers wrote."""

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace

import regex

from normalizer.document.paragraphs import is_body, is_sentence
from normalizer.finders.residue.layout import OF_LISTS, Line
from normalizer.resources.rules import Rule

_VOTES = regex.compile(
    r"(?i)(?:\p{L}+\s){0,2}\d[\d.,\s’']{0,12}\s?(?:abstimmungen|stimmen|votes?|voters|votants?|votos|voti"
    r"|głos(?:ów|y)?|stemmen|oy|голос(?:ов|а)?|голосів|голоси)(?:\s\p{L}+){0,2}[.!]?"
    r"|(?:всего\s|усього\s|total\s)?(?:проголосовал[оаи]?|проголосувал[оаи]|votes?|voters)\s?:\s?\d[\d\s.,]*"
)
_BALLOT = regex.compile(
    r"(?i)(?:jetzt\s)?abstimmen|(?:про)?голосова?ть|проголосувати|голосувати|vote(?:\snow)?|voter|votar"
    r"|vota(?:\sora)?|zagłosuj|głosuj|stem(?:\snu)?|oy\sver|submit|ergebnis(?:se)?\s(?:an)?zeigen"
)
_FEWEST_ANSWERS, _MOST_ANSWERS = 2, 7
_LONGEST_ANSWER, _LONGEST_QUESTION = 70, 140

_SKIP = regex.compile(r"(?i)(?:skip|пропустить|пропустити)\s.{1,60}|list\s1\sof\s\d{1,2}")
_SKIPPED = regex.compile(r"(?i)(?:end\sof|конец|кінець)\s.{1,60}")
_MOST_SKIPPED = 12
_LONGEST_SKIPPED = 240

_COMMENTS = regex.compile(
    r"(?i)(?:\d{1,5}\s)?(?:kommentare?|comments?|комментари[ийев]{1,2}|коментар[іяів]{1,2}|commentaires?"
    r"|comentarios?|comentários?|komentarze|commenti|reacties|yorumlar?)\s?[:(\[]?\s?\d{0,5}\s?[)\]]?"
)
_REPLY = regex.compile(
    r"(?i)(?:antworten|reply|ответить|відповісти|répondre|responder|rispondi|odpowiedz|beantwoord"
    r"|yanıtla|cevapla|trả\slời)(?:\s?[|·•]\s?.{1,40})?"
)
_MOST_OF_A_COMMENT = 5

_FEWEST_ITEMS = 2

_AROUND = frozenset({"byline", "nav", "share-buttons", "timestamp", "reading-time", "photo-credit"})
"""Kinds of residue that stand around a headline."""
_MOST_CRUMBS, _LONGEST_CRUMB = 3, 24
_FEWEST_BLANKS = 3
"""Of a headline; the name of a section has fewer."""

_RANK = regex.compile(r"#?(\d{1,2})[.)]?")
_LONGEST_HEADLINE = 160

_Hit = tuple[Rule, regex.Match[str]]
_Hits = MutableMapping[int, _Hit]


def take_blocks(article: Sequence[Line], hits: _Hits) -> None:
    """Add to ``hits`` all that stands in a box of which something is among them."""
    for first, lines in (
        *_polls(article, hits),
        *_between(article, hits),
        *_comments(article, hits),
        *_ranked(article, hits),
        *_crumbs(article, hits),
        *_sections(article, hits),
        *_lists(article, hits),
    ):
        rule, match = hits[first]
        hit = replace(rule, keep=()), match
        for i in lines:
            hits.setdefault(i, hit)


_Block = tuple[int, range]
"""A line that goes, and all that go with it."""


def _polls(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """A question with its answers, each on a line, above the number of votes or the button."""
    for end, line in enumerate(article):
        if not (_VOTES.fullmatch(line.plain) or (end in hits and _BALLOT.fullmatch(line.plain))):
            continue
        asked = _question(article, end)
        known = next((i for i in range(asked, end + 1) if i in hits), None)
        if known is not None:
            yield known, range(asked, end + 1)


def _question(article: Sequence[Line], end: int) -> int:
    """The line with the question above answers that ``end`` closes; behind it if there is none."""
    for i in range(end - 1, max(-1, end - _MOST_ANSWERS - 2), -1):
        said = article[i].text
        if said[-1] == "?" and len(said) <= _LONGEST_QUESTION:
            return i if end - i > _FEWEST_ANSWERS else end + 1
        if len(said) > _LONGEST_ANSWER:
            break
    return end + 1


def _lists(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """A list below a line that goes, and above the end, of which as many items go as stay."""
    for first in [i for i in hits if i + 1 < len(article) and not _is_item(article[i])]:
        end = first + 1
        while end < len(article) and _is_item(article[end]) and not is_body(article[end].text):
            end += 1
        gone = sum(i in hits for i in range(first + 1, end))
        if end == len(article) and end - first > _FEWEST_ITEMS and 2 * gone >= end - first - 1:
            yield first, range(first + 1, end)


def _is_item(line: Line) -> bool:
    return line.text.startswith(OF_LISTS)


def _between(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """What one may skip, from the link that says so to the end of it."""
    for first in [i for i in hits if _SKIP.fullmatch(article[i].plain)]:
        for end in range(first + 1, min(len(article), first + _MOST_SKIPPED)):
            if len(article[end].text) > _LONGEST_SKIPPED:
                break
            if end in hits and _SKIPPED.fullmatch(article[end].plain):
                yield first, range(first, end + 1)
                break


def _comments(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """What readers wrote: from the heading below the article to the last button for a reply."""
    last = _first_body(article)
    for first in sorted(i for i in hits if _COMMENTS.fullmatch(article[i].plain)):
        if last < 0 or first <= last:  # above the article, or in comments that go already
            continue
        end = first
        for i in range(first + 1, len(article)):
            if i - end > _MOST_OF_A_COMMENT:
                break
            if i in hits and _REPLY.fullmatch(article[i].plain):
                end = i
        if end > first:
            yield first, range(first, end + 1)
            last = end


def _first_body(article: Sequence[Line]) -> int:
    """The number of the line that is the first paragraph; -1 where there is none."""
    return next((i for i, line in enumerate(article) if is_body(line.text)), -1)


def _crumbs(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """Names of sections on the way from ``Home`` to the headline, each on a line."""
    body = _first_body(article)
    for first in [i for i in hits if hits[i][0].kind == "nav" and i < body]:
        end = first + 1
        while end < body and end not in hits and _is_crumb(article[end].plain):
            end += 1
        there = 1 < end - first <= _MOST_CRUMBS + 1 and end < body and end not in hits
        if there and _may_be_headline(article[end].text):
            yield first, range(first, end)


def _sections(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """Names of sections above the headline, where something of the page stands around that.

    Names of persons aren't any, nor what the article says again.
    """
    body = _first_body(article)
    end = 0
    while end < body and (end in hits or _is_crumb(article[end].plain)):
        end += 1
    known = next((i for i in hits if hits[i][0].kind in _AROUND), None)
    if known is None or not 0 < end <= _MOST_CRUMBS or end >= body:
        return
    above = [article[i].plain for i in range(end) if i not in hits]
    told = "\n".join(line.text for line in article[end:]).casefold()
    again = any((said.istitle() and " " in said) or said.casefold() in told for said in above)
    if not again and _may_be_headline(article[end].text):
        yield known, range(end)


def _may_be_headline(line: str) -> bool:
    return line.count(" ") >= _FEWEST_BLANKS and not is_sentence(line)


def _is_crumb(line: str) -> bool:
    return len(line) <= _LONGEST_CRUMB and line.count(" ") <= 1 and line.replace(" ", "").isalpha()


def _ranked(article: Sequence[Line], hits: _Hits) -> Iterator[_Block]:
    """Headlines below the heading of a list, each below its rank, which begin with 1."""
    for first in list(hits):
        rank, i = 1, first + 1
        while i + 1 < len(article) and _is_ranked(article, i, rank):
            rank, i = rank + 1, i + 2
        if rank > _FEWEST_ANSWERS:
            yield first, range(first + 1, i)


def _is_ranked(article: Sequence[Line], i: int, rank: int) -> bool:
    number = _RANK.fullmatch(article[i].text)
    headline = article[i + 1].text
    if number is None or int(number[1]) != rank:
        return False
    return len(headline) <= _LONGEST_HEADLINE and not is_sentence(headline)
