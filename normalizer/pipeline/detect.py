"""The languages stage as one function."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.passages import FindPassages
from normalizer.finders.languages.pieces import Pieces
from normalizer.resources.statistics import load_statistics


@dataclass(frozen=True)
class Detector:
    """Names the language of a text and finds its passages in others.

    Only ``languages`` (ISO 639-1) are considered, or all that are known where there are none.

    Raises:
        SettingsError: one of ``languages`` is not known.

    >>> text = "Байден заявил, что мир будет реагировать auf das."
    >>> [passage.language for passage in Detector(("de", "ru")).passages(text, "de")]
    ['ru']
    """

    languages: tuple[str, ...] = ()

    @property
    def considered(self) -> tuple[str, ...]:
        """The languages that a word is compared with, sorted."""
        return self._pieces.evidence.inventory.considered

    def main_language(self, text: str) -> tuple[str, float]:
        """The language of ``text`` and how sure it is, or ``("und", 0.0)`` if it can't be told."""
        return self._name.language(text)

    def passages(self, text: str, main: str) -> list[Passage]:
        """The passages of ``text``, whose language is ``main``, in order; spans in code points."""
        return list(self._find(Document(text, main)))

    @cached_property
    def _pieces(self) -> Pieces:
        statistics = load_statistics()
        return Pieces(Evidence(statistics, inventory_of(statistics, self.languages or None)))

    @cached_property
    def _name(self) -> NameLanguage:
        return NameLanguage(self._pieces)

    @cached_property
    def _find(self) -> FindPassages:
        return FindPassages(self._pieces, asked=bool(self.languages))


def detect(
    text: str, *, languages: Collection[str] | None = None, main: str | None = None
) -> list[Passage]:
    """The passages of ``text`` in another language than its main one, in order.

    Spans count code points in ``text``; each passage says its language, script, kind, how sure
    it is, from 0 to 1, and which words decided. ``languages`` (ISO 639-1) narrows what is
    considered, ``main`` says the main language where it is known. `Detector` also tells the
    main language.

    Raises:
        SettingsError: a language is not known.

    >>> text = "Байден заявил, что мир будет реагировать auf das."
    >>> [(passage.language, passage.kind) for passage in detect(text, main="de")]
    [('ru', 'switch')]
    >>> detect("Der НАТО-Generalsekretär las die «Известия».")
    []
    """
    wanted = tuple(sorted({*(languages or ()), *([main] if main and languages else ())}))
    detector = detector_of(wanted)
    return detector.passages(text, main or detector.main_language(text)[0])


@lru_cache(maxsize=8)
def detector_of(languages: tuple[str, ...]) -> Detector:
    """The detector for ``languages``; what it has learnt of words is kept."""
    return Detector(languages)
