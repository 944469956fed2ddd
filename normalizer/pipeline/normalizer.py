"""The whole pipeline behind one call."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from normalizer.document.document import Document
from normalizer.errors import FinderError, SettingsError
from normalizer.pipeline.catalogue import Catalogue
from normalizer.pipeline.settings import SETTING_NAMES, Settings, checked_name
from normalizer.pipeline.stage import Result

BATCH = 256
"""Articles in a batch of `Normalizer.pipe`."""


class Normalizer:
    """Cleans articles, one or many at a time.

    Built once, it keeps its rules, glossary and models; it keeps nothing between articles, so
    the same text always gives the same document. ``Normalizer(settings)`` takes a `Settings`;
    ``Normalizer(target="de", skip=("names",))`` takes its fields.

    >>> normalizer = Normalizer(target="de", model_folders=())
    >>> document = normalizer("Der Hafen Nakhin liegt in Nordkorea, sagte Biden .")
    >>> document.text
    'Der Hafen Najin liegt in Nordkorea, sagte Biden.'
    >>> [edit.rule for edit in document.edits]
    ['spacing.before-punctuation', 'names.kp-najin']

    Raises:
        SettingsError: a setting that doesn't exist, or has a value it can't have.
    """

    def __init__(self, settings: Settings | None = None, **changes: Any) -> None:
        for name in changes:
            checked_name("setting", name, SETTING_NAMES)
        self.settings = replace(settings or Settings(), **changes)
        self.catalogue = Catalogue(self.settings)

    def __call__(self, text: str | Document) -> Document:
        """The cleaned article: its ``text``, ``edits``, ``passages``, ``notices``, ``metadata``.

        Raises:
            FinderError: a finder failed on it.
        """
        return next(self.pipe((text,)))

    def pipe(self, texts: Iterable[str | Document], *, batch: int = BATCH) -> Iterator[Document]:
        """Each article cleaned, in order; ``batch`` of them are translated together.

        Raises:
            FinderError: a finder failed on an article; use `run` to go on with the others.
            SettingsError: ``batch`` is less than 1.
        """
        if batch < 1:
            message = f"batch must be at least 1, not {batch}"
            raise SettingsError(message)
        iterator = iter(texts)
        while chunk := list(islice(iterator, batch)):
            for result in self.run([_document(text) for text in chunk]):
                if isinstance(result, FinderError):
                    raise result
                yield result

    def run(self, documents: Sequence[Document]) -> list[Result]:
        """As many results as ``documents``: each cleaned, or the error that stopped it.

        Raises:
            MemoryShortageError: memory is too short for every model that could translate them.
        """
        results: list[Result] = list(documents)
        for _, stage in self.catalogue.stages:
            live = [i for i, result in enumerate(results) if isinstance(result, Document)]
            batch = [result for result in results if isinstance(result, Document)]
            for i, result in zip(live, stage(batch), strict=True):
                results[i] = result
        return results


def _document(text: str | Document) -> Document:
    return text if isinstance(text, Document) else Document(text)
