"""A column of texts, cleaned: what every framework here does with its rows.

The rules, glossary and models are loaded once in each process, with the first text that is
cleaned there; what frameworks send around are the settings.
"""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from normalizer.audit.records import Origin, document_records, run_record
from normalizer.audit.trail import Trail, read_trails
from normalizer.document.document import Document
from normalizer.errors import AuditError, FinderError, FormatError, SettingsError
from normalizer.formats.title import parted, parts, settled, title_of, titled
from normalizer.pipeline.normalizer import BATCH, Normalizer
from normalizer.pipeline.settings import Settings
from normalizer.pipeline.stage import Result
from normalizer.runs.portion import json_line

_KEPT = 4
"""Normalizers of different settings that a process keeps."""


@dataclass(frozen=True, slots=True)
class Row:
    """A cleaned text, and its records as lines of JSON; ``None`` where there is none.

    A ``title`` that isn't a string, or is blank, is the one that was given.
    """

    text: str | None
    audit: str | None = None
    title: object = None


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Which column holds the texts, and how they are cleaned.

    A column called ``audit`` is added, if it has a name: it holds the records of each article,
    as they stand in the audit of a run. They name the article as the column ``id`` does. What
    the column ``title`` holds is cleaned with the text, as one article.

    >>> column = TextColumn("body", settings=Settings(target="de", model_folders=()))
    >>> [row.text for row in column.cleaned(["Der Hafen Nakhin , im Norden.", None])]
    ['Der Hafen Najin, im Norden.', None]
    >>> [row.text for row in column.cleaned(["Der Hafen liegt im Norden."])]
    ['Der Hafen liegt im Norden.']

    Raises:
        SettingsError: two of the columns have the same name.
    """

    name: str = "text"
    audit: str | None = None
    id: str | None = None
    settings: Settings = Settings()  # noqa: RUF009  it is frozen
    title: str | None = None

    def __post_init__(self) -> None:
        if self.audit is not None and self.audit in (self.name, self.id, self.title):
            message = f"the audit can't be in {self.audit!r}, which holds something else"
            raise SettingsError(message)
        if self.title == self.name:
            message = f"the title can't be in {self.title!r}, which holds the text"
            raise SettingsError(message)

    def cleaned(
        self,
        texts: Sequence[str | None],
        ids: Sequence[object] | None = None,
        titles: Sequence[object] | None = None,
    ) -> list[Row]:
        """A row for each of ``texts``, in order, with its title; what is missing stays so.

        A text that a finder fails on stays as it is, and its record says why. So articles
        that are translated share batches with those beside them in ``texts`` only.

        Raises:
            FinderError: a finder failed, and there is no column to say so in.
            FormatError: one is no string.
        """
        given = [None] * len(texts) if titles is None else titles
        rows = [Row(text, title=title) for text, title in zip(texts, given, strict=True)]
        places = [place for place, text in enumerate(texts) if text is not None]
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            documents = [self._document(rows[i], "" if ids is None else ids[i]) for i in batch]
            results = _normalizer(self.settings, os.getpid()).run(documents)
            for i, before, result in zip(batch, documents, results, strict=True):
                rows[i] = self._row(before, result, rows[i])
        return rows

    def check(self, names: Collection[str]) -> None:
        """Refuse rows whose columns have these ``names``, unless all of ours are among them.

        Raises:
            FormatError: one isn't, or stands there twice; or there is one that is called as
                the audit is to be.
        """
        for name in filter(None, (self.name, self.id, self.title)):
            if (times := list(names).count(name)) != 1:
                known = ", ".join(list(names)[:8]) or "none"
                message = f"{times or 'no'} columns {name!r}, one is wanted (columns: {known})"
                raise FormatError(message)
        if self.audit in names:
            message = f"there is a column {self.audit!r} already: name that of the audit otherwise"
            raise FormatError(message)

    def _document(self, row: Row, name: object) -> Document:
        if not isinstance(row.text, str):
            message = f"the column {self.name!r} holds {type(row.text).__name__}, no text"
            raise FormatError(message)
        return Document(titled(_heading(row), row.text), id="" if name is None else str(name))

    def _row(self, before: Document, result: Result, row: Row) -> Row:
        if isinstance(result, FinderError):
            if self.audit is None:
                raise result
            return replace(self.refused(row.text, str(result), before.id), title=row.title)
        heading = _heading(row)
        named = title_of(self.title, heading)
        result = settled(result, named)
        title, text = parts(result, named)
        records = None
        if self.audit is not None:
            lines = map(json_line, document_records(result, Origin(self.name, title=named)))
            records = b"".join(lines).decode("utf-8")
        return Row(text, records, title if heading else row.title)

    def refused(self, text: str | None, reason: str, name: str = "") -> Row:
        """A row as it was, and why it wasn't cleaned.

        Raises:
            FormatError: there is no column to say so in.
        """
        if self.audit is None:
            message = f"{reason}; name a column for the audit to go on without it"
            raise FormatError(message)
        record = {"record": "rejected", "document": name, "reason": reason}
        return Row(text, json_line(record).decode("utf-8"))


def restored(text: str, audit: str) -> str:
    """The source of a cleaned ``text``, proved by its records.

    >>> column = TextColumn(audit="audit", settings=Settings(only=("spacing",)))
    >>> (row,) = column.cleaned(["Der Hafen , sagte er ."])
    >>> row.text, restored(row.text, row.audit)
    ('Der Hafen, sagte er.', 'Der Hafen , sagte er .')
    >>> (row,) = column.cleaned(["Der Hafen."])
    >>> restored(row.text, row.audit)
    'Der Hafen.'

    Raises:
        AuditError: they are of another text, or changed.
    """
    return _trail(audit).proved(text)


def restored_with_title(title: str, text: str, audit: str) -> tuple[str, str]:
    """The title and the text that a cleaned ``title`` and ``text`` were, proved by their records.

    >>> column = TextColumn(audit="audit", title="head", settings=Settings(only=("spacing",)))
    >>> (row,) = column.cleaned(["Er kam ."], titles=["Ruhe , sagt er"])
    >>> row.title, row.text, restored_with_title(row.title, row.text, row.audit)
    ('Ruhe, sagt er', 'Er kam.', ('Ruhe , sagt er', 'Er kam .'))
    >>> (row,) = column.cleaned(["Er kam."], titles=[""])
    >>> restored_with_title(row.title, row.text, row.audit)
    ('', 'Er kam.')

    Raises:
        AuditError: they are of another text, or changed.
    """
    trail = _trail(audit)
    return parted(trail.proved(titled(title, text)), trail.origin.title)


def _trail(audit: str) -> Trail:
    head = json_line(run_record({})).decode("utf-8")
    trails = list(read_trails([head, *filter(None, audit.split("\n"))], "audit"))
    if len(trails) != 1:
        message = f"an article has one trail, here are {len(trails)}: it wasn't cleaned, see why"
        raise AuditError(message)
    return trails[0]


def _heading(row: Row) -> str:
    """The title that is cleaned with the text; none where it is blank or no string."""
    return row.title if isinstance(row.title, str) and row.title.strip() else ""


@lru_cache(maxsize=_KEPT)
def _normalizer(settings: Settings, process: int) -> Normalizer:  # noqa: ARG001  see below
    """What cleans as ``settings`` say; a copy of a process loads its own, as models need."""
    return Normalizer(settings)
