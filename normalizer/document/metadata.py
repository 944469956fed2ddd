"""What an article is known to be about, beside its text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One thing a removed line knew, such as ``author`` = ``Sofia Rozhik``.

    ``field`` is the name of a field of `Metadata`.
    """

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the lines that were removed knew of the article.

    A field that stands several times in one article keeps each distinct value, joined by
    ``"; "``. Numbers and dates stay as they were written.
    """

    author: str | None = None
    source: str | None = None
    source_url: str | None = None
    published: str | None = None
    place: str | None = None
    agency: str | None = None
    agency_id: str | None = None
    photo_caption: str | None = None
    photo_credit: str | None = None
    tags: str | None = None
    related: str | None = None
    comments: str | None = None
    views: str | None = None
    reading_time: str | None = None
    copyright: str | None = None
    contact: str | None = None
    disclaimer: str | None = None
    cms_source_id: str | None = None

    @classmethod
    def gathered(cls, kept: Iterable[Metadatum]) -> "Metadata":
        """The metadata that ``kept`` adds up to.

        >>> Metadata.gathered([Metadatum("author", "A"), Metadatum("author", "B")]).author
        'A; B'

        Raises:
            ValueError: a field that `Metadata` doesn't have.
        """
        values: dict[str, list[str]] = {}
        for metadatum in kept:
            if metadatum.field not in METADATA_FIELDS:
                message = f"no such metadata field: {metadatum.field!r}"
                raise ValueError(message)
            found = values.setdefault(metadatum.field, [])
            if metadatum.value not in found:
                found.append(metadatum.value)
        return cls(**{field: "; ".join(found) for field, found in values.items()})

    def items(self) -> Iterator[tuple[str, str]]:
        """Each field that is known, with its value, in the order of the class."""
        for field, value in zip(METADATA_FIELDS, _VALUES(self), strict=True):
            if value is not None:
                yield field, value


METADATA_FIELDS = tuple(field.name for field in fields(Metadata))
_VALUES = attrgetter(*METADATA_FIELDS)
