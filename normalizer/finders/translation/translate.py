"""Translations of the foreign passages of many articles at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalizer.document.document import Document
from normalizer.document.findings import Edit, Finding, Notice, Outcome, Passage
from normalizer.document.span import Span
from normalizer.engines.engine import Decoding, Engine
from normalizer.engines.routes import Route, find_route
from normalizer.errors import ModelError
from normalizer.finders.translation.quality import problems
from normalizer.finders.translation.sentences import UNKNOWN, sentences
from normalizer.resources.words import Abbreviations

TRANSLATED = "translation.passage"
REFUSED = "translation.refused"
NO_MODEL = "translation.no-model"
NOT_TARGET = "translation.other-article-language"

_CAREFUL = Decoding(beam=5, no_repeat=3)


@dataclass(frozen=True, slots=True)
class Translation:
    """What a route made of a sentence, and what speaks against it.

    ``score`` is the lowest mean log probability of the hops.
    """

    text: str
    score: float
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A route, and what it made of every sentence of its language."""

    route: Route
    done: Mapping[str, Translation]


@dataclass(frozen=True)
class TranslatePassages:
    """Puts passages into ``target``, the language of their articles.

    Each sentence is translated or stays as it is: one that a check refuses is tried once
    more with a wider search, and then kept. Equal sentences are translated once.
    """

    engines: Sequence[Engine]
    target: str
    abbreviations: Mapping[str, Abbreviations]
    decoding: Decoding = Decoding()  # noqa: RUF009  it is frozen

    def __call__(self, documents: Sequence[Document]) -> list[list[Finding]]:
        """The findings of each document: edits, notices, and passages with their outcome."""
        wanted: dict[str, dict[str, None]] = {}
        for document in documents:
            if document.language == self.target:
                for passage in document.passages:
                    texts = wanted.setdefault(passage.language, {})
                    for span in self._sentences(document, passage):
                        texts[span.of(document.text)] = None
        ways: dict[str, _Way] = {}
        for language, texts in wanted.items():
            if route := find_route(self.engines, language, self.target):
                ways[language] = _Way(route, translated(route, list(texts), self.decoding))
        return [list(self._findings(document, ways)) for document in documents]

    def _sentences(self, document: Document, passage: Passage) -> Iterator[Span]:
        known = self.abbreviations.get(passage.language, UNKNOWN)
        for span in sentences(document.text, passage.span, known):
            if any(character.isalpha() for character in span.of(document.text)):
                yield span

    def _findings(self, document: Document, ways: Mapping[str, _Way]) -> Iterator[Finding]:
        for passage in document.passages:
            way = ways.get(passage.language)
            if document.language != self.target:
                yield passage
                yield Notice(passage.span, NOT_TARGET, self._not_target(document, passage))
            elif way is None:
                yield passage
                yield Notice(passage.span, NO_MODEL, _no_model(passage.language, self.target))
            else:
                yield from self._passage_findings(document, passage, way)

    def _passage_findings(
        self, document: Document, passage: Passage, way: _Way
    ) -> Iterator[Finding]:
        part: Passage | None = None
        for span in self._sentences(document, passage):
            text = span.of(document.text)
            translation = way.done[text]
            evidence = f"{way.route.name}; mean log probability {translation.score:.2f}"
            outcome: Outcome = "refused" if translation.problems else "translated"
            if translation.problems:
                reason = f"refused: {', '.join(translation.problems)}; by {evidence}"
                yield Notice(span, REFUSED, f"{reason}; it read {translation.text!r}")
            elif translation.text != text:
                yield Edit(span, text, translation.text, TRANSLATED, evidence)
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

    def _not_target(self, document: Document, passage: Passage) -> str:
        return (
            f"a passage in {passage.language} inside an article in {document.language}; "
            f"only articles in {self.target} are translated into (--to {document.language})"
        )


def translated(route: Route, texts: Sequence[str], decoding: Decoding) -> dict[str, Translation]:
    """Each of ``texts`` by ``route``; those with problems are tried once more, carefully."""
    done = _through(route, texts, decoding)
    again = [text for text in texts if done[text].problems]
    if again:
        for text, translation in _through(route, again, _CAREFUL).items():
            if not translation.problems:
                done[text] = translation
    return done


def _through(route: Route, texts: Sequence[str], decoding: Decoding) -> dict[str, Translation]:
    current = list(texts)
    scores = [0.0] * len(texts)
    doubts: list[list[str]] = [[] for _ in texts]
    for engine in route.engines:
        try:
            hypotheses = engine.translate(current, decoding)
        except ModelError as error:
            for doubt in doubts:
                doubt.append(str(error))
            break  # a damaged model must not cost the articles the rest of their cleaning
        for i, hypothesis in enumerate(hypotheses):
            if hypothesis is None:
                doubts[i].append("the engine failed on it")
                continue
            current[i] = hypothesis.text
            scores[i] = min(scores[i], hypothesis.score)
            if hypothesis.score < engine.least_score:
                hop = f"{engine.source} > {engine.target}"
                doubts[i].append(f"{hop} unsure ({hypothesis.score:.2f} < {engine.least_score})")
    return {
        text: Translation(current[i], scores[i], (*doubts[i], *problems(text, current[i])))
        for i, text in enumerate(texts)
    }


def _no_model(source: str, target: str) -> str:
    return (
        f"no model from {source} to {target}; get an Argos package for {source}-{target}, or for "
        f"{source}-en and en-{target}, and run: normalizer models add FILE.argosmodel"
    )
