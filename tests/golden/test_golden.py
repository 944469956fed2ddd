"""Whole articles: what must come out of them, and the trail of how.

`output.txt` is the result of the whole pipeline without models, `stages.txt` the result without
names, `trail.jsonl` the audit records. Run with GOLDEN_UPDATE=1 to write the trails anew, and
review the difference line by line.
"""

import json
import os
from pathlib import Path

import pytest

from normalizer import Document, Normalizer
from normalizer.audit.records import Origin, document_records
from normalizer.formats.text import closed

FOLDER = Path(__file__).parent
ARTICLES = sorted(path.parent for path in FOLDER.glob("*/source.txt"))
WHOLE = Normalizer(target="de", model_folders=())
NAMELESS = Normalizer(target="de", model_folders=(), skip=("names",))
SEEDS = FOLDER.parents[1] / "seeds"


def read(article: Path, name: str) -> str:
    return (article / name).read_bytes().decode("utf-8")


def cleaned(article: Path, normalizer: Normalizer) -> Document:
    return closed(normalizer(Document(read(article, "source.txt"), id=article.name)))


def trail(article: Path) -> str:
    records = document_records(cleaned(article, WHOLE), Origin(f"{article.name}.txt"))
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def test_there_are_articles() -> None:
    assert len(ARTICLES) == 5


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_source_is_the_seed(article: Path) -> None:
    (seed,) = SEEDS.glob(f"{article.name}_*.txt")
    assert seed.read_bytes() == (article / "source.txt").read_bytes()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_article_comes_out_as_expected(article: Path) -> None:
    assert cleaned(article, WHOLE).text == read(article, "output.txt")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_without_names_the_article_comes_out_as_expected(article: Path) -> None:
    assert cleaned(article, NAMELESS).text == read(article, "stages.txt")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_what_removed_lines_knew_is_kept(article: Path) -> None:
    known = dict(cleaned(article, WHOLE).metadata.items())
    assert known == json.loads(read(article, "metadata.json"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_encoding_leaves_the_article_alone(article: Path) -> None:
    only = Normalizer(only=("encoding",), model_folders=())
    assert not only(read(article, "source.txt")).revisions


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_the_trail_is_the_reviewed_one(article: Path) -> None:
    told = trail(article)
    if os.environ.get("GOLDEN_UPDATE"):
        (article / "trail.jsonl").write_text(told, encoding="utf-8")
    assert told == read(article, "trail.jsonl")


def test_the_passages_of_an_article_end_where_the_language_changes() -> None:
    document = cleaned(FOLDER / "001", WHOLE)
    ends = [passage.span.end for passage in document.passages]
    assert [passage.language for passage in document.passages] == ["ru", "ru"]
    assert [document.text[end : end + 9] for end in ends] == ["\n\nБайден ", " auf das."]
