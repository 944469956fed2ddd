"""Whom to call and where to look, as the article says it: of an office, a company, an event."""

from collections.abc import MutableMapping, Sequence

import regex

from normalizer.document.paragraphs import is_body
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_CONTACT = "contact"
_ADDRESSES = frozenset({_CONTACT, "source-url"})
_ANNOUNCES = 30
"""Code points of a line that ends in a colon and announces an address."""
_NAMED = regex.compile(r"\p{Lu}[\p{L}’'-]{4,}")
_STEM = 5
_REACHED = regex.compile(
    r"(?i)(?:tel(?:efon|éfono|efono)?|phone|fon|e-?mail|web(?:site|seite)?|internet|instagram|facebook|www\.|https?:"
    r"|öffnungszeiten|geöffnet|opening\shours|open|closed|geschlossen|тел|телефон|сайт|адрес|адреса)\b"
)
"""How a line begins that tells how to reach a place, and when."""
_FEWEST_TOLD, _LONGEST_BLOCK = 2, 4
_NUMBER = regex.compile(r"[\p{L}.]{3,12}:?\s[+\d][\d\s/()-]{5,24}")
_OF_THE_PRESS = regex.compile(
    r"(?i)(?:presse|medien)kontakte?\b|(?:kontakt|ansprechpartner(?:in)?)\sfür\s(?:die\s)?(?:presse|medien)"
    r"|(?:press|media|news)\s(?:contacts?|enquiries|inquiries)\b|contacts?\s(?:de\s|à\sla\s)?presse\b"
    r"|contactos?\s(?:de|para(?:\sla)?)\s(?:prensa|medios)|contatt[io]\s(?:per\sla\s)?stampa|contato\s(?:de|para)\s(?:a\s)?imprensa"
    r"|контакты?\s(?:для\s)?(?:прессы|сми|журналистов)|контакти?\s(?:для\s)?(?:преси|змі|журналістів)"
    r"|kontakt\sdla\s(?:mediów|prasy)|perscontact|basın\siletişim"
)
"""What a press release says above whom to call."""

_Hit = tuple[Rule, regex.Match[str]]


def leave_contacts(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep addresses that the article announces, and those of whom it tells of.

    A line that ends in a colon announces what stands below it. The contact below a press release
    is its own where nothing else goes and it names somebody whom a paragraph names; so is a number
    that is the only thing to go.
    """
    for i in [i for i in sorted(hits) if hits[i][0].ships and hits[i][0].kind in _ADDRESSES]:
        above = article[i - 1].text if i and i - 1 not in hits else ""
        if len(above) >= _ANNOUNCES and above.endswith(":"):
            del hits[i]
    _leave_rows_of_places(article, hits)
    if not hits or not all(rule.ships for rule, _ in hits.values()):
        return
    first, last = min(hits), max(hits)
    of_the_press = _OF_THE_PRESS.match(article[first].plain) is not None
    if not of_the_press and hits[first][0].kind != _CONTACT:
        return
    if len(hits) == 1:
        stays = of_the_press or _NUMBER.fullmatch(article[first].plain) is not None
    else:
        stays = last - first < len(hits) and of_the_press and _names_the_same(article, hits)
    if stays:
        hits.clear()


def _leave_rows_of_places(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep how to reach one of several shops or offices, each of which says how, apart."""
    rows = [i for i, line in enumerate(article) if _REACHED.match(line.plain)]
    told = [i for i in rows if i not in hits] or _of_several(article, rows)
    if len(told) < _FEWEST_TOLD or told[-1] - told[0] <= len(told):
        return
    for i in [i for i in hits if told[0] - _LONGEST_BLOCK < i <= told[-1] and hits[i][0].ships]:
        if i in rows or hits[i][0].anchor == "wording":
            del hits[i]


def _of_several(article: Sequence[Line], rows: Sequence[int]) -> list[int]:
    """All ``rows``, where two that aren't beside each other have one label and say two things."""
    numbers = {i: article[i].plain for i in rows if any(map(str.isdigit, article[i].plain))}
    labels = [said.partition(":")[0] for said in numbers.values()]
    twice = len(labels) > 1 and len(set(labels)) == 1 and len({*numbers.values()}) > 1
    return list(rows) if twice and max(numbers) - min(numbers) > 1 else []


def _names_the_same(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> bool:
    """Whether a line that goes names somebody that a paragraph that stays names."""
    names = {name[:_STEM] for i in hits for name in _NAMED.findall(article[i].text)}
    told = [line.text for i, line in enumerate(article) if i not in hits and is_body(line.text)]
    return any(name in text for name in names for text in told)
