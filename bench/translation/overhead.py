"""Everything that is ours beside one bare batch of CTranslate2: the whole of it, as one figure.

Articles whose passages are translated: cutting into sentences, names, the engine with its pieces,
checks, repairs, and the new revision. What the package of full size says means nothing, so that
the known translation of each sentence stands in for it: good ones cost what they cost in a run.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from measure import seconds

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.engines.argos import ArgosEngine
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.package import read_package
from normalizer.finders.translation.protected import cut
from normalizer.finders.translation.sentences import sentences as sentences_of
from normalizer.finders.translation.translate import TranslatePassages
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.words import load_abbreviations
from translation.bare import Bare
from translation.text import pairs

MOST = 0.02
"""Share of the time of a bare batch that all of ours may take besides it."""

SENTENCES, ROUNDS = 160, 5
KNOWN = load_abbreviations()["ru"]
_ARTICLE = 8
"""Sentences of an article."""

_SURE = -0.1


@dataclass(frozen=True)
class Speaking:
    """The engine, whose words are exchanged for known ones after all its work is done."""

    engine: ArgosEngine
    known: Mapping[str, str]
    source: str = "ru"
    target: str = "de"
    name: str = "synthetic"
    least_score: float = -1.0

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """The known translation of each sentence."""
        found = self.engine.translate(sentences, decoding)
        return [
            replace(said, text=self.known[sentence], score=_SURE) if said else None
            for sentence, said in zip(sentences, found, strict=True)
        ]


def print_overhead(path: Path, count: int = SENTENCES, rounds: int = ROUNDS) -> None:
    """Print what all of ours takes, by the best round of each: others on the machine only add."""
    known = {source: said for source, said in pairs().items() if _is_whole(source)}
    sentences = Random(9).sample(sorted(known), count)  # noqa: S311  no secret
    engine, bare = ArgosEngine(read_package(path)), Bare(path, sentences)
    find = TranslatePassages(
        [Speaking(engine, known)], "de", load_abbreviations(), glossary=load_glossary()
    )
    documents = [_article(sentences[at : at + _ARTICLE]) for at in range(0, count, _ARTICLE)]

    def whole() -> list[Document]:
        found = find(documents)
        return [
            document.revised("translation", one)
            for document, one in zip(documents, found, strict=True)
        ]

    refused = sum(len(document.notices) for document in whole())
    runs: dict[str, Callable[[], object]] = {"ours": whole, "bare": lambda: bare.batch(Decoding())}
    took: dict[str, list[float]] = {name: [] for name in runs}
    bare.batch(Decoding())
    for _ in range(rounds):
        for name, run in runs.items():
            took[name].append(seconds(run))
    ours, theirs = min(took["ours"]), min(took["bare"])
    share = ours / theirs - 1
    verdict = "" if share <= MOST else "  above"
    print("\nAll of ours (sentences, names, pieces, checks, repairs, edits) over one bare batch,")
    print(f"{count} sentences in {len(documents)} articles, beam 2, best of {rounds} rounds")
    print(f"  {share:+.2%}, at most {MOST:+.1%}{verdict}", end="")
    print(
        f"   ({1e6 * (ours - theirs) / count:.0f} us of {1e3 * theirs / count:.1f} ms a sentence;",
        end="",
    )
    print(f" {refused} notices)")


def _is_whole(source: str) -> bool:
    """Whether it is one sentence, all of which is sent."""
    parts = list(sentences_of(source, Span(0, len(source)), KNOWN))
    return len(parts) == 1 and cut(source).sent == source


def _article(sentences: Sequence[str]) -> Document:
    text = "\n".join(sentences)
    document = Document(text, "de")
    return document.revised("passages", [Passage(Span(0, len(text)), "ru", 1.0)])
