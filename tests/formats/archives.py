"""Pages and archives for the tests, made of invented articles."""

import base64
import gzip
import hashlib
import tomllib
from pathlib import Path

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "formats" / "pages.toml").read_text(encoding="utf-8")
)
GOOD = [case for case in CASES["case"] if "text" in case]


def framed(case: dict[str, str], charset: str = "utf-8") -> str:
    frame: str = CASES["bare" if "bare" in case else "frame"]
    return frame.replace("%CHARSET%", charset).replace("%ARTICLE%", case["article"])


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
