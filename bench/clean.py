"""The pipeline against `ftfy.fix_text` alone, on a generated dump and on news, stage by stage."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median

import ftfy
import news
import parallel
from dump import articles
from measure import print_costs, print_table, ratio, seconds

from normalizer import Document, Normalizer
from normalizer.audit.records import Origin, document_records
from normalizer.errors import FinderError
from normalizer.pipeline.stage import FinderStage, Result, Stage

COUNT = 300
SHARES = (("clean articles", 0.0), ("10 % damaged", 0.1), ("all damaged", 1.0))
NEWS = ("deu", "eng", "rus")
ROUNDS = 3
FRAME = "frame: documents, revisions, audit records"
SAFE = ftfy.TextFixerConfig(uncurl_quotes=False)

Named = list[tuple[str, Stage]]


def run() -> None:
    """Print the tables."""
    rows = []
    for name, share, texts in _mixtures():
        for stages in (("encoding",), ("encoding", "residue", "names"), ()):
            normalizer = Normalizer(only=stages, skip=("translation",), model_folders=())
            label = "+".join(stages) or "everything but translation"
            documents = [Document(text) for text in texts]
            measured = ratio(
                lambda normalizer=normalizer, documents=documents: normalizer.run(documents),
                lambda texts=texts: [ftfy.fix_text(text) for text in texts],
            )
            rows.append((f"{label}, {name}", "ftfy.fix_text", measured, _floor(stages, share)))
    print_table("Cleaning, CPU time of one process", rows)
    names, found = [], []
    for name, batches in _dumps():
        names.append(name)
        found.append(_costs(batches))
    title = "Each stage, as a share of the CPU time of ftfy.fix_text on the same articles"
    print_costs(title, names, found)


def _mixtures() -> Iterator[tuple[str, float, list[str]]]:
    """Dumps with their names and the shares of their articles that are damaged."""
    for name, share in SHARES:
        yield name, share, list(articles(COUNT, damaged=share))
    if parallel.folder() is not None:
        for name, share in SHARES[:2]:
            yield f"news, {name}", share, news.articles(damaged=share)


def _floor(stages: tuple[str, ...], share: float) -> float | None:
    """The budget of the whole pipeline without translation on a mixed dump."""
    return 3.0 if not stages and share == 0.1 else None  # noqa: PLR2004


def _dumps() -> Iterator[tuple[str, list[list[str]]]]:
    """Batches of articles: read again and again, or new in each round (all but the first)."""
    for name, share in SHARES[:2]:
        yield name, [list(articles(COUNT // 2, damaged=share))] * (ROUNDS + 1)
    if parallel.folder() is None:
        print(parallel.ABSENT)
        return
    yield "news, 10 % dam.", [news.articles(damaged=0.1)] * (ROUNDS + 1)
    for name in NEWS:
        texts = ["\n\n".join(lines) + "\n" for lines in parallel.documents(name, "odd")]
        yield f"{name} again", [texts] * (ROUNDS + 1)
        # Half of the articles are read before, so that it is no dump of a few pages.
        step = -(-len(texts) // (2 * ROUNDS))
        warm, fresh = texts[ROUNDS * step :], texts[: ROUNDS * step]
        yield f"{name} new", [warm, *(fresh[i * step :][:step] for i in range(ROUNDS))]


def _costs(batches: Sequence[Sequence[str]]) -> dict[str, float]:
    """What each stage takes of the time of `ftfy.fix_text`; the first of ``batches`` warms up."""
    normalizer = Normalizer(skip=("translation",), model_folders=())
    stages = [(_label(name, stage), stage) for name, stage in normalizer.catalogue.stages]
    rounds = [_taken(stages, texts) for texts in batches][1:]
    return {row: median(taken[row] for taken in rounds) for row in rounds[0]}


def _taken(stages: Named, texts: Sequence[str]) -> dict[str, float]:
    peer = seconds(lambda: [ftfy.fix_text(text) for text in texts])
    taken: dict[str, float] = {}
    documents = [Document(text) for text in texts]
    for name, stage in stages:
        done: list[Result] = []
        taken[name] = seconds(_into(done, stage, documents)) / peer
        documents = [result for result in done if not isinstance(result, FinderError)]
    taken["all stages"] = sum(taken.values())
    taken[FRAME] = seconds(lambda: _framed(stages, documents)) / peer
    return taken


def _into(done: list[Result], stage: Stage, documents: Sequence[Document]) -> Callable[[], object]:
    return lambda: done.extend(stage(documents))


def _framed(stages: Named, documents: Sequence[Document]) -> None:
    """All that is done around finders: they are called and find nothing, then what they found."""
    bare: list[Result] = [Document(document.source) for document in documents]
    for _, stage in stages:
        if isinstance(stage, FinderStage):
            finders = [(name, _nothing) for name, _ in stage.finders]
            bare = replace(stage, finders=finders, worth_a_look=None, sieves=())(
                [result for result in bare if isinstance(result, Document)]
            )
    for document in documents:
        again = Document(document.source, document.language)
        for revision in document.revisions:
            again = again.revised(revision.finder, revision.findings)
        for _ in document_records(again, Origin("articles.jsonl")):
            pass


def _nothing(_: Document) -> tuple[()]:
    return ()


def _label(name: str, stage: Stage) -> str:
    """The stage and its only finder, or its first one."""
    if isinstance(stage, FinderStage):
        more = len(stage.finders) - 1
        return stage.finders[0][0] + (f" and {more} more" if more else "")
    return getattr(stage, "name", name)
