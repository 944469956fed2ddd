"""Boxes that their first and last line tell, and what they must not take along."""

from dataclasses import replace

from normalizer.finders.residue.blocks import take_blocks
from normalizer.finders.residue.layout import article_lines
from normalizer.resources.rules import load_rules

_TITLE = "Hafen von Wismar bekommt neue Kräne"
_TOLD = (
    "Der Hafen von Wismar bekommt im kommenden Jahr zwei neue Kräne, wie der Betreiber mitteilte.",
    "Die alten stammen aus den siebziger Jahren und sind nach seinen Worten nicht mehr zu retten.",
)
_RULE = next(rule for rule in load_rules("residue") if rule.anchor == "wording")


def _taken(lines: tuple[str, ...], *gone: str) -> list[str]:
    """What goes in the boxes of ``lines``, where those ``gone`` go anyway."""
    article = article_lines("\n\n".join(lines) + "\n")
    match = _RULE.pattern.fullmatch("x")
    assert match is not None
    hits = {i: (_RULE, match) for i, line in enumerate(article) if line.text in gone}
    before = set(hits)
    take_blocks(article, hits)
    return [article[i].text for i in sorted(set(hits) - before)]


def test_a_poll_goes_from_its_question_to_the_number_of_votes() -> None:
    poll = ("Was halten Sie von den Kränen?", "Gut so", "Zu teuer", "Egal", "4318 Abstimmungen")
    assert _taken((*_TOLD, *poll, _TOLD[0]), poll[-1]) == list(poll[:-1])
    assert _taken((*_TOLD, *poll, _TOLD[0]), poll[2]) == [p for p in poll if p != poll[2]]


def test_a_poll_of_which_nothing_else_goes_stays() -> None:
    poll = ("Wie ging die Wahl aus?", "Meyer: dafür", "Krause: dagegen", "4318 Stimmen")
    assert _taken((*_TOLD, *poll, _TOLD[0])) == []


def test_a_question_above_a_paragraph_begins_no_poll() -> None:
    lines = ("Wer zahlt die Kräne?", _TOLD[0], "Gut so", "Abstimmen")
    assert _taken((*_TOLD, *lines), "Abstimmen") == []


def test_what_one_may_skip_goes_up_to_its_end() -> None:
    box = ("Пропустить Подкаст и продолжить чтение.", "Что это было?", "Конец истории Подкаст")
    assert _taken((*_TOLD, *box, _TOLD[0]), box[0], box[2]) == [box[1]]
    assert _taken((*_TOLD, *box, _TOLD[0]), box[0]) == []


def test_comments_of_readers_go_up_to_the_last_button_for_a_reply() -> None:
    below = ("Kommentare (2)", "Olaf K.", "wurde auch zeit", "Antworten", "nachbar_7", "Antworten")
    gone = ("Kommentare (2)", "Antworten")
    assert _taken((_TITLE, *_TOLD, *below, "Ende"), *gone) == ["Olaf K.", below[2], "nachbar_7"]


def test_a_heading_above_the_article_begins_no_comments() -> None:
    lines = ("Kommentare (2)", _TITLE, *_TOLD, "Antworten")
    assert _taken(lines, "Kommentare (2)", "Antworten") == []


def test_headlines_below_their_ranks_go_with_the_heading_of_the_list() -> None:
    listed = ("1", "Brücke wird gesperrt", "2", "Bad öffnet wieder", "3", "Markt zieht um")
    assert _taken((*_TOLD, "Meistgelesen", *listed, _TOLD[1]), "Meistgelesen") == list(listed)
    assert _taken((*_TOLD, "Meistgelesen", *listed[2:], _TOLD[1]), "Meistgelesen") == []


def test_sections_on_the_way_to_the_headline_go() -> None:
    above = ("Startseite", "Wirtschaft", "Häfen", "Zwei neue Kräne für den Hafen")
    assert _taken((*above, *_TOLD)) == []
    match = _RULE.pattern.fullmatch("x")
    nav = replace(_RULE, kind="nav")
    article = article_lines("\n".join((*above, *_TOLD)))
    assert match is not None
    hits = {0: (nav, match)}
    take_blocks(article, hits)
    assert set(hits) == {0, 1, 2}


def test_a_section_above_the_headline_goes_unless_the_article_says_it_again() -> None:
    match = _RULE.pattern.fullmatch("x")
    assert match is not None
    for first, goes in (("Wirtschaft", True), ("Wismar", False), ("Ina Kolb", False)):
        lines = (first, "Zwei neue Kräne für den Hafen", "12.03.2024", *_TOLD)
        hits = {2: (replace(_RULE, kind="timestamp"), match)}
        take_blocks(article_lines("\n".join(lines)), hits)
        assert (0 in hits) == goes, first
