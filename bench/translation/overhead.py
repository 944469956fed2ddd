"""Everything that is ours beside one bare batch of CTranslate2: the whole of it, as one figure.

Articles whose passages are translated: cutting into sentences, names, the engine with its pieces,
checks, repairs, and the new revision. What the package of full size says means nothing, so that
the known translation of each sentence stands in for it: good ones cost what they cost in a run.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from measure import seconds

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.package import read_package
from normalizer.finders.translation.protected import cut
from normalizer.finders.translation.sentences import sentences as sentences_of
from normalizer.finders.translation.translate import TranslatePassages
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.words import load_abbreviations
from translation.bare import Bare
from translation.text import pairs
from translation.told import Told

MOST = 0.02
"""Share of the time of a bare batch that all of ours may take besides it."""

SENTENCES, ROUNDS = 160, 5
KNOWN = load_abbreviations()["ru"]
_ARTICLE = 8
"""Sentences of an article."""

_SURE = -0.1


def print_overhead(path: Path, count: int = SENTENCES, rounds: int = ROUNDS) -> None:
    """Print what all of ours takes, by the best round of each: others on the machine only add."""
    known = {source: said for source, said in pairs().items() if _is_whole(source)}
    sentences = Random(9).sample(sorted(known), count)  # noqa: S311  no secret
    said = {source: Hypothesis(target, _SURE) for source, target in known.items()}
    engine, bare = argos_engine(read_package(path)), Bare(path, sentences)
    articles = [_article(sentences[at : at + _ARTICLE]) for at in range(0, count, _ARTICLE)]
    runs: dict[str, Callable[[], object]] = {
        "all": _translating(Told(said, engine), articles),
        "around": _translating(Told(said), articles),
        "bare": lambda: bare.batch(Decoding()),
    }
    took: dict[str, list[float]] = {name: [] for name in runs}
    for start in runs.values():
        start()
    for _ in range(rounds):
        for name, run in runs.items():
            took[name].append(seconds(run))
    best = {name: min(found) for name, found in took.items()}
    print("\nAll of ours (sentences, names, pieces, checks, repairs, edits) over one bare batch,")
    print(f"{count} sentences in {len(articles)} articles, beam 2, best of {rounds} rounds")
    for what, share in (
        ("more than the bare batch", best["all"] / best["bare"] - 1),
        ("of that what is around the engine", best["around"] / best["bare"]),
    ):
        verdict = "" if share <= MOST else "  above"
        print(f"  {what:<52} {share:>+7.2%}, at most {MOST:+.1%}{verdict}")
    each = [1e6 * best[name] / count for name in ("around", "bare")]
    print(f"  {each[0]:.0f} microseconds a sentence beside {each[1]:.0f} of the bare batch")


def _translating(engine: Told, articles: Sequence[Document]) -> Callable[[], object]:
    find = TranslatePassages([engine], "de", load_abbreviations(), glossary=load_glossary())

    def run() -> list[Document]:
        found = find(articles)
        return [one.revised("translation", f) for one, f in zip(articles, found, strict=True)]

    refused = sum(len(document.notices) for document in run())
    if refused:
        print(f"bench: {refused} notices, so that some sentences were translated again")
    return run


def _is_whole(source: str) -> bool:
    """Whether it is one sentence, all of which is sent."""
    parts = list(sentences_of(source, Span(0, len(source)), KNOWN))
    return len(parts) == 1 and cut(source).sent == source


def _article(sentences: Sequence[str]) -> Document:
    text = "\n".join(sentences)
    document = Document(text, "de")
    return document.revised("passages", [Passage(Span(0, len(text)), "ru", 1.0)])
