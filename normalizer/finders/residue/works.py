"""Who made a film, a play or a book that the article is about: no credits of the article itself."""

from collections.abc import MutableMapping, Sequence

import regex

from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_KINDS = frozenset({"byline", "furniture", "photo-credit", "role"})
"""Kinds of residue that the makers of a work may be worded like."""
_NEAR = 3
"""Lines above or below among which one must tell that it is a work."""
_LONGEST = 80
_MOST_OF_A_PAGE = 3
"""Labelled lines that name who made a page; a film has more."""
_LABEL = regex.compile(r"\p{Lu}[\p{L}\p{M}\s]{2,30}\s?:\s?\S")
_OF_A_WORK = regex.compile(
    r"(?i)(?:regie|regisseur(?:in)?|réalisation|réalisateur|dirección|directora?|directed\sby|regia"
    r"|reżyseri[ai]|realização|yönetmen|đạo\sdiễn|реж[ие]сс?[её]р\p{L}*|drehbuch|screenplay|gui[oó]n"
    r"|scénario|sceneggiatura|scenariusz|senaryo|roteiro|scenario|сценарий|сценарист|сценарій"
    r"|besetzung|darsteller|cast|starring|reparto|avec|obsada|występują|oyuncular|elenco|diễn\sviên"
    r"|in\sden\s(?:haupt)?rollen|в\s(?:главных\s)?ролях|у\sролях|в\sголовних\sролях"
    r"|verlag|publisher|éditions?|éditeur|editorial|wydawnictwo|uitgeverij|editora|editore|yayınevi"
    r"|издательство|видавництво|isbn|übersetzung|перевод|переклад|traducción|traduction"
    r")(?!\p{L})\s?[:«„\"“]?"
)

_PAGES = regex.compile(
    r"(?<!\d)\d{2,4}\s(?:Seiten|pages|páginas|pagine|stron|страниц|с\.,|сторінок|sayfa|trang)(?!\p{L})"
)
"""How long a book is."""
_CITED = regex.compile(
    r"(?<!\p{L})(?:(?:Bd|Vol|vol|t|т|Jg|Heft|Ausgabe|вып|вип|núm|n)\.?|№|No\.|Nr\.|n[°º]|tome|volume|том|pp\.)\s?\d{1,4}(?!\d)"
)
_JOURNAL = regex.compile(
    r"(?i)journal|zeitschrift|журнал|revista|revue|rivista|czasopism|tijdschrift"
)
"""How a journal is cited: by its volume, number or pages."""

_Hit = tuple[Rule, regex.Match[str]]


def leave_works(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep labelled lines, and a title above them, where one beside them is of a film or a book.

    So does a source with its volume or number: readers are to look it up.
    """
    for i in [i for i in hits if hits[i][0].ships and hits[i][0].kind == "source-line"]:
        alone = not {i - 1, i + 1} & hits.keys()
        if alone and _CITED.search(article[i].text) and _JOURNAL.search(article[i].text):
            del hits[i]
    doubtful = [i for i in hits if hits[i][0].ships and hits[i][0].kind in _KINDS]
    if not doubtful:
        return
    tell = [i for i, line in enumerate(article) if _tells(line)]
    labels = {i for i, line in enumerate(article) if _LABEL.match(line.plain) is not None}
    tell = [i for i in tell if i not in hits or len(labels & _beside(article, i)) > _MOST_OF_A_PAGE]
    told = {i for j in tell for i in _beside(article, j)}
    for i in doubtful:
        labelled = _LABEL.match(article[i].plain) is not None
        if i in told and (labelled or (hits[i][0].anchor == "wording" and i + 1 in told)):
            del hits[i]


def _tells(line: Line) -> bool:
    return len(line.text) <= _LONGEST and (
        _OF_A_WORK.match(line.plain) is not None or _PAGES.search(line.plain) is not None
    )


def _beside(article: Sequence[Line], j: int) -> set[int]:
    """The short lines that stand with line ``j``, three above and three below it at most."""
    found = {j}
    for step in (-1, 1):
        for k in range(1, _NEAR + 1):
            i = j + step * k
            if not 0 <= i < len(article) or len(article[i].text) > _LONGEST:
                break
            found.add(i)
    return found
