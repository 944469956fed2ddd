"""Articles as paragraphs of labelled text, and how they become text with spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """A run of text and its language: code points from 0, half-open; an ISO 639-1 code.

    ``kind`` is that of a passage as it was found, where the peer says it.
    """

    start: int
    end: int
    language: str
    kind: str = ""


class Labelled(NamedTuple):
    """Text that stands unbroken in one language; None is the language of the article."""

    text: str
    language: str | None = None


KINDS = {"a": "paragraph", "b": "sentence", "c": "quotation", "d": "switch"}
"""The kind of passage in the articles of each category."""

Sentence = list[Labelled]
Paragraph = list[Sentence]


@dataclass(frozen=True)
class Case:
    """A mixed article.

    ``category`` is a letter from a to f, ``kind`` says more (``d_tail``, ``e_link``);
    ``language`` is that of the passages as the tables name it (``sr-Latn``), None where there
    are none, ``main`` the code of the article's. ``spans`` are the passages in order: none
    crosses a line break, none is in the main language.
    """

    id: str
    category: str
    kind: str
    language: str | None
    main: str
    text: str
    spans: tuple[Piece, ...]


def joined(paragraphs: Sequence[Paragraph], separator: str) -> tuple[str, tuple[Piece, ...]]:
    r"""The text of ``paragraphs``, and its foreign pieces.

    Neighbours in one language with only blanks between them are one piece, but not across
    paragraphs.

    >>> joined([[[Labelled("Да.", "ru")], [Labelled("Нет.", "ru")]], [[Labelled("Ja.")]]], "\n")
    ('Да. Нет.\nJa.', (Piece(start=0, end=8, language='ru', kind=''),))
    """
    text, pieces = "", []
    for i, paragraph in enumerate(paragraphs):
        text += separator if i else ""
        for j, sentence in enumerate(paragraph):
            text += " " if j else ""
            for part in sentence:
                if part.language:
                    pieces.append(Piece(len(text), len(text) + len(part.text), part.language))
                text += part.text
    return text, tuple(merged(text, pieces))


def merged(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """``pieces`` in order, with those of one language put together over blanks in a line."""
    if not pieces:
        return []
    found = [pieces[0]]
    for piece in pieces[1:]:
        last = found[-1]
        between = text[last.end : piece.start]
        if last.language == piece.language and not between.strip() and "\n" not in between:
            found[-1] = Piece(last.start, max(last.end, piece.end), last.language)
        else:
            found.append(piece)
    return found
