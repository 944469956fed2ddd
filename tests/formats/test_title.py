"""Titles in a field of their own: cleaned with the text, and put back."""

import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizer.audit.records import Title
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.document.span import Span
from normalizer.errors import FormatError, SettingsError
from normalizer.formats.article import Article
from normalizer.formats.choice import format_of_origin, named_format, reading_format
from normalizer.formats.format import FormatOptions
from normalizer.formats.title import SEPARATOR, parted, parts, settled, titled

OPTIONS = FormatOptions(title_field="head")
LINES = (
    b'{"head": "Ruhe , im Osten", "text": "Es blieb , ruhig.", "n": 1e2}\n'
    b'{"head": null, "text": "Ohne , Titel"}\n'
    b'{"text": "Das Feld , fehlt"}\n'
    b'{"text": "Zahl , als Titel", "head": 5}\n'
    b'{"text": "f\\u00fcr , alle", "head": "M\\u00fcnchen , ruhig"}\n'
    b'{"text": "gemischt , hier", "head": "\\u0066rei , und"}\n'
    b'{"text": "leer , hier", "head": "  "}\n'
    b'{"text": "", "head": "nur , Titel"}\n'
)
FIELDS = (
    (b"head", b"n", b"text"),
    (b'"Ruhe , im Osten"', b"1", b'"Es blieb , ruhig."'),
    (b"", b"2", b"Ohne Titel"),
    (b'"a ""b"" , c"', b"3", b""),
    (b"kurz", b"4", b'"Wort , eins"'),
)
ROWS = b"".join(b",".join(row) + b"\r\n" for row in FIELDS)


def cleaned(document: Document) -> Document:
    """Without the blank before a comma, by edits of that blank alone."""
    found = [Edit(Span(*m.span()), " ", "", "test.r") for m in re.finditer(" (?=,)", document.text)]
    return document.revised("test", found)


def written(options: FormatOptions, name: str, data: bytes) -> tuple[bytes, list[Article]]:
    form = reading_format(name, options)
    output, articles = b"", []
    for chunk in form.chunks(io.BytesIO(data), "a"):
        records = []
        for item in form.articles(chunk):
            if isinstance(item, Article):
                articles.append(item)
                document = settled(cleaned(item.document), item.origin.title)
                records.append(form.written(item, document))
            else:
                records.append(form.passed(item))
        output += form.assembled(chunk, records)
    return output, articles


def reverted(output: bytes, articles: list[Article]) -> bytes:
    """The file again, by what an audit keeps: the first origin, then each source."""
    form = format_of_origin(articles[0].origin)
    waiting = {article.origin.line: article for article in articles}
    made = b""
    for chunk in form.chunks(io.BytesIO(output), "a"):
        for record in form.records(chunk):
            article = waiting.get(record.number)
            if article is None:
                made += form.untold(record, "utf-8")
                continue
            text = settled(cleaned(article.document), article.origin.title).text
            assert form.text_of(record, chunk.context, article.origin) == text
            source = article.document.source
            made += form.reverted(record, chunk.context, source, article.origin)
    return made


def test_a_title_and_a_text_are_one_article() -> None:
    output, articles = written(OPTIONS, "jsonl", LINES)
    assert articles[0].document.source == "Ruhe , im Osten\n\nEs blieb , ruhig."
    assert articles[1].document.source == "Ohne , Titel"
    lines = [json.loads(line) for line in output.splitlines()]
    assert [(line.get("head"), line["text"]) for line in lines] == [
        ("Ruhe, im Osten", "Es blieb, ruhig."),
        (None, "Ohne, Titel"),
        (None, "Das Feld, fehlt"),
        (5, "Zahl, als Titel"),
        ("München, ruhig", "für, alle"),
        ("frei, und", "gemischt, hier"),
        ("  ", "leer, hier"),
        ("nur, Titel", ""),
    ]
    assert b'"M\\u00fcnchen, ruhig"' in output
    assert reverted(output, articles) == LINES


@pytest.mark.parametrize(("name", "delimiter"), [("csv", b","), ("csv", b";"), ("tsv", b"\t")])
def test_columns_of_tables_are_put_back(name: str, delimiter: bytes) -> None:
    data = b"".join(delimiter.join(row) + b"\r\n" for row in FIELDS)
    output, articles = written(OPTIONS, name, data)
    assert b"Ruhe, im Osten" in output
    assert b"Es blieb, ruhig." in output
    assert b'"a ""b"", c"' in output
    assert reverted(output, articles) == data


def test_columns_of_parquet_are_put_back() -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    heads, texts = ["Ruhe , im", None, "", "kurz"], ["Es , blieb", "ohne , Titel", "leer", None]
    table = arrow.table({"head": heads, "n": [1, 2, 3, 4], "text": texts})
    sink = io.BytesIO()
    parquet.write_table(table, sink, row_group_size=3)
    form = reading_format("parquet", OPTIONS)
    made, articles = written(OPTIONS, "parquet", sink.getvalue())
    assert [article.origin.title for article in articles] == [
        Title("head", 9), Title("head", 0), Title("head", 0)
    ]  # fmt: skip
    joined = io.BytesIO()
    form.joined(io.BytesIO(made), joined)  # type: ignore[attr-defined]
    read = parquet.read_table(io.BytesIO(joined.getvalue())).to_pydict()
    assert read["head"] == ["Ruhe, im", None, "", "kurz"]
    assert read["text"] == ["Es, blieb", "ohne, Titel", "leer", None]
    # What an audit proves is read by what the first article tells, whether it has a title or not.
    for first in (0, 1):
        reader = format_of_origin(articles[first].origin)
        (chunk, *_) = reader.chunks(io.BytesIO(joined.getvalue()), "a")
        row = next(reader.records(chunk))
        assert reader.text_of(row, b"", articles[0].origin) == "Ruhe, im\n\nEs, blieb"


def test_what_is_converted_has_a_title_of_its_own() -> None:
    options = replace(OPTIONS, output="jsonl")
    output, articles = written(options, "csv", ROWS)
    lines = [json.loads(line) for line in output.splitlines()]
    assert [line.get("head") for line in lines] == ["Ruhe, im Osten", None, 'a "b", c', "kurz"]
    assert [line["text"] for line in lines][::3] == ["Es blieb, ruhig.", "Wort, eins"]
    assert articles[0].origin.format == "converted"
    reverted(output, articles)


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_column_that_is_not_there_is_named(name: str) -> None:
    data = ROWS
    if name == "parquet":
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        sink = io.BytesIO()
        parquet.write_table(arrow.table({"head": ["a"], "text": ["b"]}), sink)
        data = sink.getvalue()
    form = named_format(name, FormatOptions(title_field="heda"))
    with pytest.raises(FormatError, match=r"a: no column 'heda' \(columns: head.*--title-field"):
        list(form.chunks(io.BytesIO(data), "a"))


def test_the_title_is_no_field_of_the_text() -> None:
    with pytest.raises(SettingsError, match="'text' is the field of the text; name another"):
        FormatOptions(title_field="text")
    with pytest.raises(SettingsError, match="'id' is written already; give another --title-field"):
        reading_format("csv", FormatOptions(title_field="id", output="jsonl"))


PART = st.text("ab \n", min_size=1, max_size=8).filter(str.strip)
CUTS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 4), st.text("x\n", max_size=2)))


@given(PART, st.text("ab \n", max_size=8), CUTS)
def test_whatever_is_edited_title_and_text_make_up_the_article(
    title: str, text: str, cuts: list[tuple[int, int, str]]
) -> None:
    named = Title("head", len(title))
    document = Document(titled(title, text))
    assert parted(document.source, named) == (title, text)
    edits, cursor = [], 0
    for start, length, inserted in sorted(cuts):
        span = Span(max(start, cursor), max(start, cursor) + length)
        removed = span.of(document.source)
        if len(removed) == length and removed != inserted:
            edits.append(Edit(span, removed, inserted, "test.r"))
            cursor = span.end + 1
    changed = document.revised("test", edits)
    done = settled(changed, named)
    new_title, new_text = parts(done, named)
    assert titled(new_title, new_text) == done.text
    assert (new_title + new_text).replace("\n", "") == changed.text.replace("\n", "")
    if new_title and new_text:
        assert done.text[len(new_title) :].startswith(SEPARATOR)
