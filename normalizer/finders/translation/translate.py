"""Translations of the foreign passages of many articles at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Finding, Notice, Outcome, Passage
from normalizer.document.span import Span
from normalizer.engines.engine import Decoding, Engine
from normalizer.engines.routes import find_routes, what_is_missing
from normalizer.errors import MemoryShortageError
from normalizer.finders.translation.keep_names import KeepNames
from normalizer.finders.translation.ladder import Ladder, Translation
from normalizer.finders.translation.protected import Cut, cut
from normalizer.finders.translation.quality import CheckTranslation
from normalizer.finders.translation.sentences import UNKNOWN, sentences
from normalizer.finders.translation.telling import (
    DOUBTFUL,
    NO_MODEL,
    NOT_TARGET,
    REFUSED,
    TRANSLATED,
    UNRESOLVED,
)
from normalizer.resources.glossary import Glossary
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.resources.words import Abbreviations

_PULL = (
    "run: normalizer models pull {source}-{target}, or get an Argos package for it, or for "
    "{source}-en and en-{target}, and run: normalizer models add FILE.argosmodel"
)
_BELOW = "below a folder that `normalizer models path` prints"
_GET: Mapping[str, str] = {
    "firefox": "put the files of a Firefox Translations model into a folder {source}-{target}, or "
    f"into {{source}}-en and en-{{target}}, {_BELOW}",
    "ct2": "put a CTranslate2 model, its SentencePiece files and a normalizer.json into a folder "
    f"of its own {_BELOW}",
}
"""How to get a model of a kind; packages of the others are pulled and added."""

_Part = tuple[Span, Cut]
"""A sentence that has words, and what of it is sent."""


@dataclass(frozen=True)
class TranslatePassages:
    """Puts passages into ``target``, the language of their articles.

    Each sentence is translated or stays as it is: one that a check refuses is tried again in
    other ways (see `Ladder`), and then kept. Equal sentences are translated once. White space
    between sentences, addresses and bullets are never sent to an engine. The names of the
    ``glossary`` stand in the translation as ``profile`` has them, or a notice says which don't.
    ``kinds`` of engine are those asked for, if any were; a notice that there is no model says so.
    """

    engines: Sequence[Engine]
    target: str
    abbreviations: Mapping[str, Abbreviations]
    decoding: Decoding = Decoding()  # noqa: RUF009  it is frozen
    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)
    glossary: Glossary | None = None
    profile: str = "default"
    kinds: Sequence[str] = ()
    _keepers: dict[str, KeepNames] = field(init=False, repr=False, default_factory=dict)

    def __call__(self, documents: Sequence[Document]) -> list[list[Finding]]:
        """The findings of each document: edits, notices, and passages with their outcome.

        Raises:
            MemoryShortageError: there isn't enough for any model that leads there.
        """
        wanted: dict[str, dict[str, None]] = {}
        parts = [self._all_parts(document) for document in documents]
        for cuts in parts:
            for passage, found in cuts:
                texts = wanted.setdefault(passage.language, {})
                texts.update((part.sent, None) for _, part in found)
        ways: dict[str, dict[str, Translation]] = {}
        for language, texts in wanted.items():
            if routes := find_routes(self.engines, language, self.target):
                verbs = self.abbreviations.get(self.target, UNKNOWN).reports
                check = CheckTranslation(language, self.target, self.statistics, verbs=verbs)
                ladder = Ladder(routes, check, self.decoding, self._names(language))
                ways[language] = ladder.translated(list(texts))
                _refuse_short_memory(ways[language])
        return [
            list(self._findings(document, cuts, ways))
            for document, cuts in zip(documents, parts, strict=True)
        ]

    def _names(self, language: str) -> KeepNames | None:
        """What keeps the names of sentences in ``language``; it is built once."""
        if self.glossary is not None and language not in self._keepers:
            keep = KeepNames.of(self.glossary, language, self.statistics, self.profile)
            self._keepers[language] = keep
        return self._keepers.get(language)

    def _all_parts(self, document: Document) -> list[tuple[Passage, list[_Part]]]:
        """The passages of ``document``, and the parts of each that is to be translated."""
        is_ours = document.language == self.target
        return [
            (passage, list(self._parts(document, passage)) if is_ours else [])
            for passage in document.passages
        ]

    def _parts(self, document: Document, passage: Passage) -> Iterator[_Part]:
        """The parts of ``passage``, in order."""
        known = self.abbreviations.get(passage.language, UNKNOWN)
        for span in sentences(document.text, passage.span, known):
            part = cut(span.of(document.text))
            if part.sent:
                yield span, part

    def _findings(
        self,
        document: Document,
        cuts: Sequence[tuple[Passage, Sequence[_Part]]],
        ways: Mapping[str, Mapping[str, Translation]],
    ) -> Iterator[Finding]:
        for passage, parts in cuts:
            way = ways.get(passage.language)
            if document.language != self.target:
                yield passage
                yield Notice(passage.span, NOT_TARGET, self._not_target(document, passage))
            elif way is None:
                yield passage
                yield Notice(passage.span, NO_MODEL, self._no_model(passage.language))
            else:
                yield from _passage_findings(document.text, passage, parts, way)

    def _no_model(self, source: str) -> str:
        target = self.target
        lacking = what_is_missing(self.engines, source, target)
        missing = f" ({lacking})" if lacking else ""
        asked = f" of the kind {' or '.join(self.kinds)}" if self.kinds else ""
        others = "name no engine, or " if self.kinds else ""
        ways = [_GET[kind] for kind in self.kinds if kind in _GET]
        if not self.kinds or not set(self.kinds) <= _GET.keys():
            ways.insert(0, _PULL)
        told = ", or ".join(ways).format(source=source, target=target)
        return f"no model{asked} from {source} to {target}{missing}; {others}{told}"

    def _not_target(self, document: Document, passage: Passage) -> str:
        return (
            f"a passage in {passage.language} inside an article in {document.language}; "
            f"only articles in {self.target} are translated into (--to {document.language})"
        )


def _refuse_short_memory(way: Mapping[str, Translation]) -> None:
    """Raise what memory was short for: the same articles are translated where there is more."""
    for translation in way.values():
        if translation.without and translation.without.check == "memory":
            raise MemoryShortageError(translation.without.reason)


def _passage_findings(
    text: str, passage: Passage, parts: Sequence[_Part], way: Mapping[str, Translation]
) -> Iterator[Finding]:
    part: Passage | None = None
    for span, sent in parts:
        translation = way[sent.sent]
        yield from _sentence_findings(span, span.of(text), sent, translation)
        outcome: Outcome = "refused" if translation.is_refused else "translated"
        if part is not None and part.outcome == outcome:
            part = replace(part, span=Span(part.span.start, span.end))
        else:
            if part is not None:
                yield part
            start = span.start if part else passage.span.start
            part = replace(passage, span=Span(start, span.end), outcome=outcome)
    if part is None:
        yield passage
    else:
        yield replace(part, span=Span(part.span.start, passage.span.end))


def _sentence_findings(
    span: Span, text: str, sent: Cut, translation: Translation
) -> Iterator[Finding]:
    evidence = f"{translation.way}; mean log probability {translation.score:.2f}"
    if translation.kept:
        names = ", ".join(dict.fromkeys(kept.reason for kept in translation.kept))
        evidence = f"{evidence}; names put right: {names}"
    reasons = ", ".join(doubt.reason for doubt in translation.doubts)
    said = sent.filled(translation.text)
    if translation.without:
        yield Notice(span, NO_MODEL, f"the model can't be used: {translation.without.reason}")
        return
    if translation.is_refused:
        unsure = ""
        if translation.starter:
            full = f"normalizer models pull {translation.starter}"
            unsure = f"a starter model was unsure, for a full one run: {full}; "
        reason = f"refused: {unsure}{reasons}; by {evidence}"
        # What is hopeless for a starter isn't translated at all.
        tried = not translation.starter or translation.text != sent.sent
        yield Notice(span, REFUSED, f"{reason}; it read {translation.text!r}" if tried else reason)
        return
    if said != text:
        yield Edit(span, text, said, TRANSLATED, evidence)
    if translation.doubts:
        yield Notice(span, DOUBTFUL, f"please read it again: {reasons}; by {evidence}")
    for lost in dict.fromkeys(translation.lost):
        yield Notice(span, UNRESOLVED, f"a name may be lost: {lost.reason}; please read it again")
