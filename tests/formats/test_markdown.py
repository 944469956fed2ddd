"""Markdown through the whole pipeline."""

import io
import tomllib
from pathlib import Path

import pytest

from normalizer.document.document import Document
from normalizer.formats.article import Article, Rejected
from normalizer.formats.markdown import Markdown
from normalizer.pipeline.normalizer import Normalizer

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "formats" / "markdown.toml").read_text(encoding="utf-8")
)["case"]


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_no_prose_is_kept(
    case: dict[str, str], newline: str, normalizer: Normalizer
) -> None:
    data = case["text"].replace("\n", newline).encode()
    form = Markdown()
    [chunk] = form.chunks(io.BytesIO(data), "a.md")
    [article] = form.articles(chunk)
    assert isinstance(article, Article)
    [cleaned] = normalizer.run([article.document])
    assert isinstance(cleaned, Document)
    document = form.finished(cleaned)
    written = form.written(article, document)
    assert written.decode() == case.get("output", case["text"]).replace("\n", newline)
    [back] = form.chunks(io.BytesIO(written), "a.md")
    [record] = form.records(back)
    assert form.text_of(record, b"", article.origin) == document.text
    assert form.reverted(record, b"", article.document.source, article.origin) == data


@pytest.mark.parametrize("codec", ["cp1251", "utf-16"])
def test_other_encodings_are_had_again(codec: str) -> None:
    data = "# Паром\n\nПаром стоит у пристани, пока идёт снег.\n".encode(codec)
    form = Markdown()
    [chunk] = form.chunks(io.BytesIO(data), "a.md")
    [article] = form.articles(chunk)
    assert isinstance(article, Article)
    [record] = form.records(chunk)
    assert form.reverted(record, b"", article.document.source, article.origin) == data


def test_bytes_that_are_no_text_are_rejected() -> None:
    form = Markdown()
    [chunk] = form.chunks(io.BytesIO(b"---\na: b\n---\n\0\1\2\3" * 9), "a.md")
    [item] = form.articles(chunk)
    assert isinstance(item, Rejected)
    assert item.data == chunk.data
