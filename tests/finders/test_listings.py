"""Brackets stay with the listing that they end."""

from normalizer import Document
from normalizer.finders.residue.furniture import FindFurniture
from normalizer.resources.rules import load_rules

FIND = FindFurniture(load_rules("residue"))
BODY = (
    "The fault lies in how the game reads its lists, the council of players was told in Ellerby.\n"
    "A list may hold other lists, and nobody had limited how many of them there may be in one.\n"
)


def _removed(text: str) -> list[str]:
    return [edit.removed.strip() for edit in FIND(Document(text, "en"))]


def test_brackets_below_code_stay() -> None:
    assert _removed(f"A packet\n{BODY}root: {{\n  list: [\n  ]\n}}\n{BODY}") == []


def test_a_bracket_below_a_sentence_goes() -> None:
    assert _removed(f"A packet\n{BODY}}}\nThe makers of the game have been told of it.\n") == ["}"]
