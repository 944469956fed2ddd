"""Lines as outlets have them, above, between and below the paragraphs of one article.

Those of pages go, those of articles stay. They were written down from memory, by language and
outlet, after the rules; what fails of them is marked in the file.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from normalizer import Document, Normalizer
from normalizer.pipeline.settings import Settings

LINES = Path(__file__).with_name("lines_of_outlets.tsv")
BREAK = "⏎"
ARTICLES = tomllib.loads(
    Path(__file__).with_name("articles_of_outlets.toml").read_text(encoding="utf-8")
)


@cache
def _normalizer() -> Normalizer:
    settings = Settings(only=("markup", "residue", "structure", "spacing"), model_folders=())
    return Normalizer(settings)


def _article(language: str, place: str, said: str) -> str:
    title, *paragraphs = ARTICLES[language]
    first, *others = paragraphs
    placed = {
        "first": [said, *paragraphs],
        "below the title": [f"{title}\n{said}", *paragraphs],
        "inside": [title, first, said, *others],
        "last": [title, *paragraphs, said],
    }
    return "\n\n".join(placed[place])


def _rows() -> list[tuple[str, str, str, str, str]]:
    lines = LINES.read_text(encoding="utf-8").splitlines()
    of, language, place, known, said = zip(
        *(line.split("\t") for line in lines if not line.startswith("#")), strict=True
    )
    return list(zip(of, language, place, known, said, strict=True))


@pytest.mark.parametrize(("place"), ["first", "below the title", "inside", "last"])
@pytest.mark.parametrize("of", ["page", "article"])
def test_lines_of_outlets_go_or_stay(of: str, place: str) -> None:
    wrong, expected = [], []
    for kind, language, where, known, said in _rows():
        if (kind, where) != (of, place):
            continue
        lines = [line.strip() for line in said.split(BREAK)]
        text = _article(language, place, "\n".join(lines))
        left = _normalizer()(Document(text, language)).text.split("\n")
        stays = [line for line in lines if line and line in left]
        if stays if of == "page" else len(stays) < len([*filter(None, lines)]):
            wrong.append((language, said))
        if known:
            expected.append((language, said))
    assert wrong == expected
