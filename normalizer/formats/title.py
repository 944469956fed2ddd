"""A title that stands in a field of its own, and is cleaned with the text as one article.

The article is the title, a blank line and the text, so that what is said of titles holds for
this one: a text that begins with it once more loses it. Both go back to their fields.
"""

from normalizer.audit.records import Title
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span

SEPARATOR = "\n\n"
"""What stands between a title and a text, where there are both."""

RULE = "structure.title-field"
FINDER = "formats.title-field"


def title_of(field: str | None, title: str, spelling: str = "") -> Title | None:
    """What an origin tells of a ``title`` in ``field``; ``None`` where no field is meant."""
    return None if field is None else Title(field, len(title), spelling)


def titled(title: str, text: str) -> str:
    r"""The article of a ``title`` and a ``text``.

    >>> titled("Ruhe im Osten", "In der Nacht blieb es still."), titled("", "Text")
    ('Ruhe im Osten\n\nIn der Nacht blieb es still.', 'Text')
    """
    return SEPARATOR.join(part for part in (title, text) if part)


def parted(source: str, title: Title | None) -> tuple[str, str]:
    r"""The title and the text of the article ``source``, as they were read.

    >>> parted("Ruhe im Osten\n\nText", Title("headline", 13))
    ('Ruhe im Osten', 'Text')
    >>> parted("Text", None)
    ('', 'Text')
    """
    if not title:
        return "", source
    return source[: title.length], source[title.length + len(SEPARATOR) :]


def settled(document: Document, title: Title | None) -> Document:
    r"""The cleaned ``document`` with one blank line between title and text, or none of them.

    >>> read = Document(titled("Anzeige", "Text"))
    >>> cleaned = read.revised("f", [Edit(Span(0, 7), "Anzeige", "", "r")])
    >>> settled(cleaned, Title("headline", 7)).text
    'Text'
    """
    if not title or not document.revisions:
        return document
    text, between = document.text, _between(document, title)
    wanted = SEPARATOR if between.start and between.end < len(text) else ""
    if between.of(text) == wanted:
        return document
    edit = Edit(between, between.of(text), wanted, RULE)
    return document.revised(FINDER, [edit])


def parts(document: Document, title: Title | None) -> tuple[str, str]:
    r"""The title and the text of a ``document`` that is `settled`.

    >>> read = Document(titled("Ruhe , sagt er", "Text ."))
    >>> cleaned = read.revised("f", [Edit(Span(4, 5), " ", "", "r")])
    >>> parts(cleaned, Title("headline", 14))
    ('Ruhe, sagt er', 'Text .')
    """
    if not title or not document.revisions:
        return parted(document.text, title)
    last = document.revisions[-1]
    if last.finder == FINDER:
        start = last.edits[0].span.start
        between = Span(start, start + len(last.edits[0].inserted))
    else:
        between = _between(document, title)
    return document.text[: between.start], document.text[between.end :]


def _between(document: Document, title: Title) -> Span:
    """What has become of the blank line; letters that an edit put there belong to the title."""
    end = min(title.length + len(SEPARATOR), len(document.source))
    span = document.carried(Span(title.length, end), 0)
    letters = len(span.of(document.text).rstrip("\n"))
    return Span(span.start + letters, span.end)
