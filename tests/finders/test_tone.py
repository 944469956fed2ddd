"""In an article that reads like a page it takes more for a line to go."""

import pytest

from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.likely import LikelyLines
from normalizer.finders.residue.tone import caution_of_tone
from normalizer.finders.residue.wording import Wording
from normalizer.resources.wordings import load_wordings

NEWS = (
    "The county council approved on Wednesday a draft agreement on building two new bridges.\n"
    "Work is due to begin in the spring of next year, an engineer told the meeting in Ellerby.\n"
    "The mayor said that the money would have to be found in the budget before the summer.\n"
)
SOFTWARE = (
    "Click the button to open your account settings, then sign in to view your subscriptions.\n"
    "Subscribe to our newsletter in the app to get alerts, or share the link with your friends.\n"
    "Visit the website to download the free app, log in and enable cookies in your browser.\n"
)
LINE = "Our picks for you"


def _length(line: str) -> float:
    return float(len(line))


def test_the_tone_is_the_median_of_paragraphs() -> None:
    article = article_lines(NEWS)
    assert caution_of_tone(article, (), _length) == 8.0
    assert caution_of_tone(article, (), lambda line: len(line) / 100) == 2.0
    assert caution_of_tone(article, (), lambda line: -float(len(line))) == 0.0


def test_two_paragraphs_tell_no_tone() -> None:
    assert caution_of_tone(article_lines(NEWS), (1,), _length) == 0.0


def test_news_asks_for_nothing_more_and_a_manual_does() -> None:
    odds = Wording(load_wordings())
    assert caution_of_tone(article_lines(NEWS), (), odds) == 0.0
    assert caution_of_tone(article_lines(SOFTWARE), (), odds) > 2.0


@pytest.mark.parametrize(("body", "found"), [(NEWS, [3]), (SOFTWARE, [])])
def test_a_manual_keeps_what_news_loses(body: str, found: list[int]) -> None:
    likely = LikelyLines(load_wordings())
    assert list(likely.of(article_lines(f"{body}{LINE}\n"), ())) == found
