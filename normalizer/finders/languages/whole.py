"""Articles that are to be translated as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.windows import lines, stripped
from normalizer.finders.languages.letters import script_of_word
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.tokens import words_of

AUTO = "auto"
"""Each article is in the language it is found to be in."""


@dataclass(frozen=True)
class FindWhole:
    r"""Reports every line of an article as a passage in ``source``, or in what it is found to be.

    An article already in its ``document.language``, the one wanted, has none; nor have lines
    without letters.

    >>> from normalizer.finders.languages.evidence import Evidence
    >>> from normalizer.finders.languages.inventory import inventory_of
    >>> from normalizer.finders.languages.pieces import Pieces
    >>> from normalizer.resources.statistics import load_statistics
    >>> statistics = load_statistics()
    >>> name = NameLanguage(Pieces(Evidence(statistics, inventory_of(statistics))))
    >>> find = FindWhole(name, "ru")
    >>> [passage.span.start for passage in find(Document("Мост закрыт.\n\nДо утра.", "de"))]
    [0, 14]
    >>> list(FindWhole(name)(Document("Die Brücke bleibt bis zum Morgen gesperrt.", "de")))
    []
    """

    name: NameLanguage
    source: str = AUTO

    def __call__(self, document: Document) -> Iterator[Passage]:
        """One passage for each line with letters; spans without the blanks around it."""
        text = document.text
        source, confidence = self.source, 1.0
        if source == AUTO:
            source, confidence = self.name.language(text)
        if source == document.language:
            return
        for window in lines(text):
            span = stripped(window, text)
            words = words_of(span.of(text))
            if words:
                script = script_of_word(max(words, key=len))
                yield Passage(span, source, confidence, script=script, kind="paragraph")
