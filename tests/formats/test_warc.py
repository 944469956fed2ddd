"""Web archives."""

import base64
import gzip
import hashlib
import io
import sys
from pathlib import PurePath

import pytest

from normalizer.errors import LibraryError
from normalizer.formats import warc
from normalizer.formats.article import Article
from normalizer.formats.choice import format_of, named_format
from normalizer.formats.compression import COMPRESSIONS
from normalizer.formats.format import FormatOptions
from normalizer.formats.stream import everything

from .passing import passed, reverted
from .test_page import GOOD, framed

fastwarc = pytest.importorskip("fastwarc.warc", reason="the extra 'warc' isn't installed")


def record(kind: str, content: bytes, media: str, *more: str, number: int = 0) -> bytes:
    lines = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{number:08}>",
        "WARC-Date: 2026-01-02T03:04:05Z", *more, f"Content-Type: {media}",
        f"Content-Length: {len(content)}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def sha1(content: bytes) -> str:
    return base64.b32encode(hashlib.sha1(content).digest()).decode()  # noqa: S324  as archives do


def text(words: str, number: int, *more: str) -> bytes:
    content = words.encode()
    digest = f"WARC-Block-Digest: sha1:{sha1(content)}"
    return record("conversion", content, "text/plain", digest, *more, number=number)


def response(body: bytes, number: int, *headers: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", *headers]).encode() + b"\r\n\r\n"
    media = "application/http; msgtype=response"
    return record("response", head + body, media, f"WARC-Target-URI: https://a.example/{number}",
                  number=number)  # fmt: skip


HTML = "Content-Type: text/html; charset=cp1252"
PAGE = framed(GOOD[0], "cp1252").encode("cp1252")
INFO = record("warcinfo", b"software: test\r\n", "application/warc-fields")
TEXTS = INFO + text("Der Hafen ist zu.\n", 2) + text("", 3) + text("WARC/1.0\r\n\nnicht", 4)
PAGES = (
    INFO
    + record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request", number=2)
    + response(PAGE, 3, HTML)
    + response(gzip.compress(PAGE), 4, HTML, "Content-Encoding: gzip")
    + response(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), 5, HTML, "Transfer-Encoding: chunked")
    + response(b"\x89PNG", 6, "Content-Type: image/png")
    + response(PAGE, 7, HTML, status="404 Not Found")
    + response(b"<html></html>", 8, HTML)
)


def test_texts_are_changed_in_place_with_length_and_digest() -> None:
    form = named_format("warc", FormatOptions())
    result = passed(form, TEXTS, lambda old: old + "Morgen öffnet er.")
    assert list(result.articles) == [2, 3, 4]
    assert result.articles[2].document.id == "urn:uuid:00000002"
    found = list(fastwarc.ArchiveIterator(io.BytesIO(result.output), parse_http=False))
    assert len(found) == 4
    for one in fastwarc.ArchiveIterator(io.BytesIO(result.output), parse_http=False):
        if one.record_type == fastwarc.WarcRecordType.conversion:
            content = one.reader.read()
            assert content.decode().endswith("Morgen öffnet er.")
            assert one.headers["WARC-Block-Digest"] == f"sha1:{sha1(content)}"
    assert not any(origin.raw for _, origin in result.sources.values())
    assert reverted(result, form) == TEXTS


def test_what_is_not_changed_keeps_its_bytes() -> None:
    form = named_format("warc", FormatOptions())
    assert passed(form, TEXTS).output == TEXTS
    odd = text("Kurz.", 2).replace(b"sha1:", b"sha1:A") + text("Lang.", 3).replace(b"\r\n", b"\n")
    assert passed(form, odd).output == odd
    changed = passed(form, odd, str.upper)
    assert b"LANG." in changed.output
    assert reverted(changed, form) == odd


def test_a_page_stays_and_its_text_stands_behind_it() -> None:
    form = named_format("warc", FormatOptions())
    result = passed(form, PAGES, lambda old: old + "\n")
    assert list(result.articles) == [3, 4, 5]
    assert {one.document.source for one in result.articles.values()} == {GOOD[0]["text"]}
    assert list(result.rejected) == [8]
    assert "no article can be made out" in str(result.rejected[8].error)
    kinds, texts = [], []
    for one in fastwarc.ArchiveIterator(io.BytesIO(result.output), parse_http=False):
        kinds.append(one.headers["WARC-Type"])
        if one.record_type == fastwarc.WarcRecordType.conversion:
            texts.append((one.headers["WARC-Refers-To"], one.reader.read().decode()))
    assert kinds == [
        "warcinfo", "request", *["response", "conversion"] * 3, *["response"] * 3,
    ]  # fmt: skip
    assert texts == [(f"<urn:uuid:{n:08}>", GOOD[0]["text"] + "\n") for n in (3, 4, 5)]
    assert reverted(result, form) == PAGES
    again = passed(form, result.output)
    assert list(again.rejected) == [3, 4, 5, 8]
    assert "clean the original" in str(again.rejected[3].error)
    assert again.output == result.output


@pytest.mark.parametrize("size", [1, 300, 5000])
@pytest.mark.parametrize("data", [TEXTS, PAGES], ids=["texts", "pages"])
def test_chunks_of_any_size_give_the_same_bytes(data: bytes, size: int) -> None:
    form = named_format("warc", FormatOptions())
    whole, parts = passed(form, data, str.upper), passed(form, data, str.upper, size=size)
    assert parts.output == whole.output
    assert parts.sources == whole.sources
    for one in (data, whole.output):
        assert b"".join(chunk.data for chunk in form.chunks(io.BytesIO(one), "a", size=size)) == one


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        (text("Nebel", 2).replace(b"Length: 5", b"Length: 4"), [1, 3]),
        (text("Nebel", 2).replace(b"Length: 5", b"Length: 99999"), [1, 3]),
        (text("Nebel", 2).replace(b"Length: 5", b"Length: -5"), [1, 3]),
        (text("Nebel", 2).replace(b"Content-Length: 5\r\n", b""), [1, 3]),
        (text("Nebel", 2).replace(b"WARC/1.0", b"JUNK"), [1]),
        (text("N\0", 2).replace(b"\0", b"\0\1\2\x80"), [1, 3]),
    ],
    ids=range(6),
)
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_damaged_record_leaves_the_others(bad: bytes, good: list[int], size: int) -> None:
    data = text("Eis", 1) + bad + text("Schnee", 3) + text("Regen", 4)
    form = named_format("warc", FormatOptions())
    result = passed(form, data, str.upper, size=size)
    assert set(good) <= set(result.articles)
    assert "regen".upper() in result.output.decode("latin-1")
    assert len(result.rejected) >= 1
    assert passed(form, data, size=size).output == data
    assert reverted(result, form) == data


@pytest.mark.parametrize("cut", [5, 30, 200, 240])
def test_a_record_that_is_cut_off_is_rejected(cut: int) -> None:
    first, second = text("Eis", 1), text("Schnee " * 20, 2)
    form = named_format("warc", FormatOptions())
    result = passed(form, first + second[:cut])
    assert list(result.articles) == [1]
    assert list(result.rejected) == [2]
    assert "cut off" in str(result.rejected[2].error)


def test_an_archive_is_told_by_content_and_compressed_record_by_record() -> None:
    kind = COMPRESSIONS[0]
    data = b"".join(kind.compressed(one) for one in (INFO, text("Eis", 2)))
    form, found = format_of(PurePath("a"), data, None, FormatOptions())
    assert (form.name, form.framed, found) == ("warc", True, kind)
    assert everything(kind.opened(io.BytesIO(data), "a")) == INFO + text("Eis", 2)


def test_another_header_may_be_the_id() -> None:
    form = named_format("warc", FormatOptions(id_field="WARC-Target-URI"))
    [chunk] = form.chunks(io.BytesIO(response(PAGE, 3, HTML)), "a")
    [article] = form.articles(chunk)
    assert isinstance(article, Article)
    assert article.document.id == "https://a.example/3"


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    warc._fastwarc.cache_clear()  # noqa: SLF001  what was loaded before
    with pytest.raises(LibraryError, match=r"pip install 'article-normalizer\[warc\]'"):
        named_format("warc", FormatOptions())
