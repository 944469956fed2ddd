"""Pages of HTML, in files and in fields."""

import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

from normalizer.errors import LibraryError
from normalizer.formats import page
from normalizer.formats.article import Article, Rejected
from normalizer.formats.choice import format_of_origin, named_format, output_name
from normalizer.formats.format import FormatOptions

from .passing import passed, reverted

pytest.importorskip("trafilatura", reason="the extra 'html' isn't installed")
CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "formats" / "pages.toml").read_text(encoding="utf-8")
)
GOOD = [case for case in CASES["case"] if "text" in case]
FIELD = FormatOptions(text_field="text", html_field="page")


def framed(case: dict[str, str], charset: str = "utf-8") -> str:
    frame: str = CASES["bare" if "bare" in case else "frame"]
    return frame.replace("%CHARSET%", charset).replace("%ARTICLE%", case["article"])


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_a_page_is_written_as_text_and_had_again(case: dict[str, str], charset: str) -> None:
    data = framed(case, charset).encode(charset)
    form = named_format("html", FormatOptions())
    result = passed(form, data)
    if "text" not in case:
        assert result.rejected[None].raw == data
        assert "no article can be made out" in str(result.rejected[None].error)
        assert result.output == data
        return
    assert result.output.decode() == case["text"] + "\n"
    assert reverted(result, form) == data
    assert output_name("x/a.b.html", form) == "x/a.b.txt"


def test_bytes_in_another_table_than_they_declare_are_still_read() -> None:
    data = framed(GOOD[0], "no-such-table").encode("cp1252")
    result = passed(named_format("html", FormatOptions()), data)
    assert result.output.decode() == GOOD[0]["text"] + "\n"


@pytest.mark.parametrize("change", [str, str.upper])
def test_a_page_in_a_field_stays_and_its_text_is_added(change: type[str]) -> None:
    records = [{"id": n, "page": framed(case), "n": 1} for n, case in enumerate(CASES["case"])]
    data = "".join(json.dumps(record) + "\r\n" for record in records).encode()
    form = named_format("jsonl", FIELD)
    result = passed(form, data, change)
    assert len(result.articles) == len(GOOD)
    written = [json.loads(line) for line in result.output.splitlines()]
    for record, made, case in zip(records, written, CASES["case"], strict=True):
        assert record.items() <= made.items()
        assert made.get("text") == (change(case["text"]) if "text" in case else None)
    assert reverted(result, form) == data


@pytest.mark.parametrize("record", [{"page": "", "text": "a"}, {"page": 1}, {"text": "a"}])
def test_a_field_without_a_page_or_a_text_that_is_there_is_rejected(
    record: dict[str, object],
) -> None:
    form = named_format("jsonl", FIELD)
    [chunk] = form.chunks(io.BytesIO(json.dumps(record).encode()), "a")
    [item] = form.articles(chunk)
    assert isinstance(item, Rejected)
    assert str(item.error).startswith("a:1: ")


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page._trafilatura.cache_clear()  # noqa: SLF001  what was loaded before
    with pytest.raises(LibraryError, match=r"pip install 'article-normalizer\[html\]'"):
        named_format("html", FormatOptions())


def test_the_origin_tells_the_format() -> None:
    form = named_format("html", FormatOptions())
    [chunk] = form.chunks(io.BytesIO(framed(GOOD[0]).encode()), "a")
    [article] = form.articles(chunk)
    assert isinstance(article, Article)
    assert format_of_origin(article.origin).name == "html"
