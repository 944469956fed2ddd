"""Where a line stands in an article, and what that tells of whether it is one of a page."""

import math
import re
from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import dataclass, field

from normalizer.document.paragraphs import is_sentence, is_signed
from normalizer.finders.residue.code import UNREADABLE
from normalizer.finders.residue.enclosed import enclosed
from normalizer.finders.residue.layout import Line, is_paragraph
from normalizer.finders.residue.outline import Outline
from normalizer.finders.residue.wording import LONGEST

LEAST_ODDS, _LEAST_ENCLOSED = -1.0, 0.5
"""Nats below which a line is the article's, wherever it stands, and between two of the page."""
PLACE = (
    "odds",
    "odds above",
    "odds below",
    "gone above",
    "gone below",
    "nothing gone",
    "first",
    "last",
    "above the body",
    "below the body",
    "heading",
    "heading inside",
    "heading among others",
    "sentence",
    "paragraph",
    "odds of a paragraph",
    "series",
    "headline above",
    "headline below",
    "enclosed",
    "first above a headline",
)
"""What is weighed of a line, in order; see `Places.features`."""
_MOST_ODDS = 10.0
MOST_BESIDE = 4.0
"""Nats that the lines beside one count for at most."""
_SHARE = 100
_OF_THE_PAGE = 4.0
"""Log odds from which what is as long as a paragraph isn't taken for one of the article."""
_OF_THE_HEADLINE, _MAY_STAY = 0.0, 1.5
"""Log odds up to which a line above all paragraphs may be the headline, and those of the last one
that may: an article has one."""
_SHORTEST_HEADLINE = 20
_FEWEST_BLANKS = 3
_SHORT_BODY = 40
_HEADING_WORDS = 6
_LONGEST_ALONE = 56
_OF_A_SENTENCE = 12
_NEVER_ALONE = 2
"""So many times what may go alone, and a line goes from no article that has nothing else to go."""
_CAUTION_BESIDE, _CAUTION_ALONE = 0.5, 2.0
"""Nats by which a paragraph must be likelier of the page, beside what is gone and elsewhere."""
_SURE_ALONE, _DENSE_ALONE = 12.0, 4.0
"""Log odds from which a paragraph that has what several rules ask for may go from such an article,
and what they must come to for each 100 code points."""
_PHONE = re.compile(r"\d[\d\s()/+-]{4,}\d")
"""Whom to call stands in articles: for witnesses, for help, in press releases."""
_CAUTION_HEADING = 0.5
"""Nats by which what stands above a paragraph as headings do must be, with nothing gone beside."""
_CAUTION_CROWD, _FEW_PARAGRAPHS = 2.0, 4
"""Nats for each time that the paragraphs of an article are e times as many as these."""
_CAUTION_NOTHING = 0.9
"""Nats by which any line must be, where nothing else of the article is of a page."""
_CAUTION_CLEAN = 5.0
"""Nats by which what is long must be, in an article that has nothing else of a page."""
_WIDE = re.compile("[\u3040-\U0010ffff]")
"""Signs that say as much as two letters do."""

_LETTERS = re.compile(r"[^\W\d_]{2}")

Odds = Callable[[str], float]


@dataclass(frozen=True)
class Places:
    """Where the lines of an article stand, and what their wording says of them.

    ``odds`` says of a line the logarithm of the odds that it is one of a page, in nats. Lines that
    are ``asked`` for have what several rules want of a line.
    """

    article: Sequence[Line]
    odds: Odds
    asked: Container[int] = ()
    _said: dict[int, float] = field(default_factory=dict)

    def candidates(self, gone: Collection[int], least: float = LEAST_ODDS) -> list[int]:
        """The lines that may be of the page, besides those that are ``gone``.

        Their log odds are ``least`` nats or more.

        What has no two letters may only beside what is gone. Of an article of which nothing is, no
        paragraph may, no sentence that is long enough to tell something, and nothing twice as long,
        but what is asked for and very likely of the page.
        """
        between = enclosed(self.article, gone) if gone else ()
        return [
            i
            for i, line in enumerate(self.article)
            if i not in gone
            and len(line.text) <= LONGEST
            and (self._is_beside(i, gone) or self._may_stand_alone(i, gone))
            and self._of(i) >= (_LEAST_ENCLOSED if i in between else least)
            and UNREADABLE.search(line.text) is None
        ]

    def _may_stand_alone(self, i: int, gone: Collection[int]) -> bool:
        if not gone and self._tells_something(self.article[i].text):
            return self._is_sure(i)
        return _LETTERS.search(self.article[i].text) is not None

    @staticmethod
    def _tells_something(line: str) -> bool:
        longest = _longest_alone(line)
        if (is_sentence(line) or is_signed(line)) and len(line) > longest - _OF_A_SENTENCE:
            return True
        return is_paragraph(line) or len(line) > _NEVER_ALONE * longest

    def _is_sure(self, i: int) -> bool:
        if i not in self.asked or self._of(i) < _SURE_ALONE or self._dense(i) < _DENSE_ALONE:
            return False
        return _PHONE.search(self.article[i].text) is None

    def caution(self, i: int, gone: Collection[int], outline: Outline) -> float:
        """Nats by which line ``i`` must be likelier of the page than others.

        What is long enough to tell something is rather the article's, above all where it stands
        alone. So is what stands between many paragraphs: pages put as much into short articles as
        into long ones, of which each line is less likely theirs.
        """
        crowd = max(1.0, outline.paragraphs / _FEW_PARAGRAPHS)
        inside = outline.is_inside(i) and not self._is_beside(i, gone)
        return self._caution(i, gone) + (_CAUTION_CROWD * math.log(crowd) if inside else 0.0)

    def _caution(self, i: int, gone: Collection[int]) -> float:
        line = self.article[i].text
        if not gone:
            clean = len(line) > _longest_alone(line) and not self._is_sure(i)
            return _CAUTION_CLEAN if clean else _CAUTION_NOTHING
        if not is_paragraph(line):
            apart = self._is_heading(i, gone) and not self._is_beside(i, gone)
            return _CAUTION_HEADING if apart else 0.0
        return _CAUTION_BESIDE if self._is_beside(i, gone) else _CAUTION_ALONE

    @staticmethod
    def _is_beside(i: int, gone: Collection[int]) -> bool:
        return i - 1 in gone or i + 1 in gone

    def outline(self, gone: Collection[int]) -> Outline:
        """What of the article counts for all of its lines, where those ``gone`` are of the page."""
        left = [i for i in range(len(self.article)) if i not in gone]
        bodies = self._bodies(left)
        headlines = [i for i in left if bodies and i < bodies[0] and self._may_be_headline(i)]
        return Outline(
            (left[0], left[-1]) if left else (-1, -1),
            (bodies[0], bodies[-1]) if bodies else None,
            sum(self._is_heading(i, gone) for i in left if i > 0),
            (headlines[0], headlines[-1]) if headlines else None,
            enclosed(self.article, gone),
            len(bodies),
        )

    def headlines(self, gone: Collection[int], outline: Outline) -> list[int]:
        """The lines of some words above the first paragraph that may be the headline."""
        if outline.bodies is None:
            return []
        return [
            i
            for i in range(outline.bodies[0])
            if i not in gone
            and self.article[i].text.count(" ") >= _FEWEST_BLANKS
            and self._may_be_headline(i, _MAY_STAY)
        ]

    def features(self, i: int, gone: Collection[int], outline: Outline) -> tuple[float, ...]:
        """What tells whether line ``i`` is of the page, as `PLACE` names it.

        ``gone`` are the lines that surely are, ``outline`` that of the others. In order: the odds
        of the line itself and, up to 4 nats, of the short lines above and below it; whether these
        are gone, and whether nothing is; whether it is the first that is left, or the last; whether
        it stands above or below all paragraphs; whether a paragraph follows, as below a heading,
        the same between paragraphs, and where others stand so; whether it is a sentence, or a
        paragraph, and then its odds for each 100 code points; how many of the two beside it begin
        and end alike; whether another line that may be the headline stands above it, or below it
        and above all paragraphs.
        """
        line = self.article[i]
        above, below = outline.bodies or (i, i)
        heading = self._is_heading(i, gone)
        others = outline.headings - (heading and i > 0)
        first, last = outline.headlines or (i, i)
        paragraph = is_paragraph(line.text)
        return (
            max(-_MOST_ODDS, min(_MOST_ODDS, self._of(i))),
            self._beside(i - 1, gone),
            self._beside(i + 1, gone),
            float(i - 1 in gone),
            float(i + 1 in gone),
            float(not gone),
            float(i == outline.ends[0]),
            float(i == outline.ends[1]),
            float(i < above),
            float(i > below),
            float(heading),
            float(heading and outline.bodies is not None and above <= i <= below),
            float(heading and others > 0),
            float(is_sentence(line.text) or is_signed(line.text)),
            float(paragraph),
            max(-_MOST_ODDS, min(_MOST_ODDS, self._dense(i))) if paragraph else 0.0,
            float(sum(self._are_alike(i, j) for j in (i - 1, i + 1) if j not in gone)),
            float(first < i),
            float(last > i),
            float(i in outline.between),
            float(i == outline.ends[0] and last > i),
        )

    def _of(self, i: int) -> float:
        if i not in self._said:
            self._said[i] = self.odds(self.article[i].plain)
        return self._said[i]

    def _dense(self, i: int) -> float:
        """The odds of line ``i`` for each 100 code points: they add up, whatever it says."""
        return _SHARE * self._of(i) / len(self.article[i].text)

    def _beside(self, i: int, gone: Collection[int]) -> float:
        if not 0 <= i < len(self.article) or i in gone or is_paragraph(self.article[i].text):
            return 0.0
        if len(self.article[i].text) > LONGEST:
            return 0.0
        return max(-MOST_BESIDE, min(MOST_BESIDE, self._of(i)))

    def _bodies(self, left: Sequence[int]) -> Sequence[int]:
        """The first and last paragraph of the lines that are left, and those between."""
        texts = {i: self.article[i].text for i in left}
        bodies = [i for i, text in texts.items() if is_paragraph(text)] or [
            i for i, text in texts.items() if len(text) >= _SHORT_BODY and is_sentence(text)
        ]
        start, end = 0, len(bodies)
        while end and self._is_of_the_page(bodies[end - 1]):
            end -= 1
        while start < end and self._is_of_the_page(bodies[start]):
            start += 1
        return bodies[start:end]

    def _may_be_headline(self, i: int, most: float = _OF_THE_HEADLINE) -> bool:
        line = self.article[i].text
        return _SHORTEST_HEADLINE <= len(line) <= LONGEST and self._of(i) <= most

    def _is_of_the_page(self, i: int) -> bool:
        return len(self.article[i].text) <= LONGEST and self._of(i) >= _OF_THE_PAGE

    def _is_heading(self, i: int, gone: Collection[int]) -> bool:
        """Whether line ``i`` is short and a paragraph follows that is left."""
        line = self.article[i].plain
        if i + 1 == len(self.article) or i in gone or i + 1 in gone:
            return False
        if is_sentence(line) or line.count(" ") >= _HEADING_WORDS:
            return False
        follows = self.article[i + 1].text
        return len(follows) >= _SHORT_BODY and is_sentence(follows)

    def _are_alike(self, i: int, j: int) -> bool:
        """Whether two lines look like rows of one list: both begin and end with like signs."""
        if not 0 <= j < len(self.article):
            return False
        one, other = self.article[i].text, self.article[j].text
        return _look(one) == _look(other) and not is_paragraph(other)


def _longest_alone(line: str) -> int:
    """Code points of a line that may go with nothing beside it that is of the page."""
    return _LONGEST_ALONE // 2 if _WIDE.search(line) else _LONGEST_ALONE


def _look(line: str) -> tuple[str, str, bool]:
    """The kind of the first sign of a line, of its last, and whether there is a colon inside."""
    return _kind(line[0]), _kind(line[-1]), ":" in line[:-1]


def _kind(sign: str) -> str:
    if sign.isdigit():
        return "0"
    if sign.isalpha():
        return "A" if sign.isupper() else "a"
    return sign
