"""Many an article is stored without its headline: what stands first may then be the page's."""

import pytest

from normalizer import Document
from normalizer.finders.residue.furniture import FindFurniture
from normalizer.resources.rules import load_rules

FIND = FindFurniture(load_rules("residue"))
BODY = (
    "The county council approved on Wednesday a draft agreement on building two new bridges.\n\n"
    "Work is due to begin in the spring of next year, an engineer told the meeting in Ellerby.\n"
)


def _removed(text: str) -> list[str]:
    return [edit.removed.strip() for edit in FIND(Document(text, "en"))]


@pytest.mark.parametrize(
    "stamp", ["05.03.2025 14:20", "Updated: March 4, 2025 at 3:37 p.m.", "2025-03-01 08:55"]
)
def test_a_time_stamp_is_no_headline(stamp: str) -> None:
    assert _removed(f"{stamp}\n\n{BODY}") == [stamp]


def test_a_byline_above_a_stamp_is_no_headline() -> None:
    stamp = "Published: Mar. 3, 2025 at 10:41 PM"
    assert _removed(f"By Trent Bowman\n\n{stamp}\n\n{BODY}") == ["By Trent Bowman", stamp]


def test_a_byline_above_a_headline_is_none() -> None:
    text = f"By Trent Bowman\n\nCouncil agrees on two new bridges in Ellerby\n\n{BODY}"
    assert _removed(text) == ["By Trent Bowman"]


def test_a_name_above_a_stamp_goes_unless_the_article_is_about_it() -> None:
    stamp = "Yesterday at 6:15 pm"
    assert _removed(f"Daniel Horsley\n\n{stamp}\n\n{BODY}") == ["Daniel Horsley", stamp]
    about = f"{BODY}\nHorsley has planned four bridges since he came to the county in 1998.\n"
    assert _removed(f"Daniel Horsley\n\n{stamp}\n\n{about}") == [stamp]


def test_a_byline_alone_above_the_text_is_no_headline() -> None:
    assert _removed(f"By Trent Bowman\n\n{BODY}") == ["By Trent Bowman"]


@pytest.mark.parametrize("headline", ["Von Ellerby Nach Bergen", "Von Ellerby Bis Bergen"])
def test_a_headline_that_says_from_where_to_where_is_no_byline(headline: str) -> None:
    assert _removed(f"{headline}\n\n{BODY}") == []


def test_a_sentence_that_a_rule_knows_is_no_headline() -> None:
    asked = "Please activate JavaScript in your browser to use all interface options."
    assert _removed(f"{asked}\n\n{BODY}") == [asked]
