"""Labels that the text beside them takes up: it speaks of them, so they are the article's."""

from collections.abc import Collection, MutableMapping, Sequence
from itertools import pairwise

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.layout import Line, runs_of
from normalizer.resources.rules import Rule

_LABELS = frozenset(
    {"ad-marker", "app-promo", "comment-counter", "comment-form", "cookie", "media", "nav"}
    | {"paywall", "photo-credit", "rating", "read-also", "related-block", "share-buttons"}
    | {"social-follow"}
)
"""Kinds of residue of which a word or two may be what an article speaks of."""
_BUTTONS = frozenset({"ad-marker", "media", "nav", "rating", "share-buttons"})
_POINTERS = frozenset({"photo-credit", "read-also", "related-block"})
"""Kinds that share words with the text beside them, since they point to more of the same."""
_MOST_WORDS = 4
_FEW_WORDS = 2
"""Labels of more words share some with a paragraph by chance."""
_SHORTEST_TEXT = 40
_LONGEST_START = 60
"""Code points of a paragraph in which it says what it makes of the line above."""
_SHORTEST_STEM, _ENDING = 5, 2
_WORD = regex.compile(r"\p{L}{5,}")
_SPOKEN_OF = regex.compile(
    r"(?i)(?:so\s(?:heißt|hieß|nennt|nannte|steht|stand|lautet)|das\s(?:ist|war)\sder\s(?:name|titel)"
    r"|dies(?:e|er|es)?\s(?:zwei\s|drei\s)?(?:worte|wörter|wort|zeile|knopf|schild)"
    r"|(?:that|this|it)\s(?:is|was)\s(?:the\s(?:name|title)|what\sthe)|th(?:is|ese|ose)\s(?:two\s|three\s)?(?:words?|line|sign|label|button)\b"
    r"|c['’](?:est|était)\s(?:le\s(?:nom|titre)|ce\sque)|ces\s(?:deux\s|trois\s)?mots|ce\smot"
    r"|as[ií]\sse\s(?:llama|titula)|est[ao]s?\s(?:dos\s|tres\s)?palabras?"
    r"|così\s(?:si\schiama|s['’]intitola)|quest[ae]\s(?:due\s|tre\s)?parol[ae]"
    r"|tak\s(?:nazywa|brzmi|nazwał)|te\s(?:dwa\s|trzy\s)?słowa|zo\sheet|(?:deze|die)\s(?:twee\s|drie\s)?woorden"
    r"|assim\sse\schama|est[ae]s?\s(?:duas\s|três\s)?palavras?"
    r"|(?:именно\s)?так\s(?:\p{L}+\s)?(?:называ|назва|гласи|написан)|эт[аиоу]т?\s(?:\p{L}+\s)?(?:слов|надпис|строк|строч|кнопк)"
    r"|(?:саме\s)?так(?:ий|а|е)?\s(?:\p{L}+\s)?(?:назива|назва|рядок|напис|слово)|ц(?:і|ей|е|ю|я)\s(?:\p{L}+\s)?(?:слов|напис|рядок|кнопк))"
)
"""How a paragraph begins that speaks of the line above as of words."""
_QUOTED = regex.compile(r"[„“”«\"‚‘']([^„“”«»\"‚‘'\n]{2,40})[“”»\"‘’']")

_LINES_OF_VERSE, _LONGEST_VERSE = 3, 60
_GOES_ON, _BULLETS = ",;—–", "-–—•*·#@|"
_ITEM = regex.compile(r"(?:[-–—•*]|\d{1,2}[.)])\s\S")
_STOPPED = regex.compile(r"\p{L}{2,}(?:\s\p{L}{2,}){0,2}\.")

_Hit = tuple[Rule, regex.Match[str]]


def leave_subjects(article: Sequence[Line], hits: MutableMapping[int, _Hit]) -> None:
    """Keep labels that a paragraph beside them speaks of.

    It stands right below, begins with what it makes of these words, or says one of them again; or
    it has them in quotation marks, above or below. Labels of a page speak of nothing beside them.
    """
    for run in runs_of(hits):
        if not all(_is_label(article[i], hits[i][0]) for i in run):
            continue
        above = article[run[0] - 1].text if run[0] else ""
        below = article[run[-1] + 1].text if run[-1] + 1 < len(article) else ""
        label = article[run[0]].plain
        points = any(hits[i][0].kind in _POINTERS for i in run)
        alone = len(run) == 1 and (
            (_is_text(below) and _takes_up(below, label, points=points))
            or _heads_a_list(article, run[0], hits)
            or _heads_verse(article, run[0], hits)
            or _is_stopped(article[run[0]], hits[run[0]][0])
        )
        if alone or any(_is_text(text) and _quotes(text, label) for text in (above, below)):
            for i in run:
                del hits[i]


def _is_label(line: Line, rule: Rule) -> bool:
    return rule.ships and rule.kind in _LABELS and line.plain.count(" ") < _MOST_WORDS


def _heads_a_list(article: Sequence[Line], i: int, hits: Collection[int]) -> bool:
    """Whether line ``i`` is a word above two items of a list that stay and end as sentences do."""
    below = range(i + 1, i + 3)
    if article[i].plain.count(" ") or below[-1] >= len(article):
        return False
    return all(
        k not in hits and _ITEM.match(article[k].text) and article[k].text[-1] in ".;"
        for k in below
    )


def _heads_verse(article: Sequence[Line], i: int, hits: Collection[int]) -> bool:
    """Whether line ``i`` heads a poem: three short lines below each other, one of which goes on."""
    verse = range(i + 1, i + 1 + _LINES_OF_VERSE)
    if verse[-1] >= len(article) or any(k in hits for k in verse):
        return False
    lines = [article[k] for k in verse]
    return (
        all(len(line.text) <= _LONGEST_VERSE and line.text[0] not in _BULLETS for line in lines)
        and all(above.end == below.start for above, below in pairwise(lines))
        and any(line.text[-1] in _GOES_ON for line in lines)
    )


def _is_stopped(line: Line, rule: Rule) -> bool:
    """Whether it is up to three words with a full stop, as no button has it."""
    return rule.kind in _BUTTONS and _STOPPED.fullmatch(line.plain) is not None


def _is_text(line: str) -> bool:
    return len(line) >= _SHORTEST_TEXT and is_sentence(line)


def _takes_up(text: str, label: str, *, points: bool) -> bool:
    if _SPOKEN_OF.search(text, 0, _LONGEST_START):
        return True
    if label.count(" ") >= _FEW_WORDS:
        return False
    if points:
        quoted = _QUOTED.match(text)
        text = quoted[1] if quoted else ""
    stems = [word[: max(_SHORTEST_STEM, len(word) - _ENDING)] for word in _words(label)]
    return any(word.startswith(stem) for word in _words(text) for stem in stems)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _quotes(text: str, label: str) -> bool:
    said = label.casefold()
    return any(quoted[1].strip(" .,!").casefold() == said for quoted in _QUOTED.finditer(text))
