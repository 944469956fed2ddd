"""A web server on loopback that misbehaves as it is told to."""

import http.server
import ssl
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the server does with one request.

    It sends ``content``, or the part asked for where ``ranges`` are known. ``drop`` and
    ``stall`` count the bytes of the body after which it closes the connection or falls silent,
    ``drip`` sends a byte at a time; ``length`` is what it says instead of the truth, and -1
    nothing at all.
    """

    content: bytes = b""
    status: int = 200
    ranges: bool = True
    tag: str | None = None
    location: str | None = None
    part: str | None = None
    length: int | None = None
    drop: int | None = None
    stall: int | None = None
    drip: bool = False


@dataclass
class Server:
    """The answers by path, the last of each for all further requests; and what was asked."""

    address: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def serve(self, path: str, *answers: Answer) -> str:
        """Answer requests for ``path`` so, one after the other; its address."""
        self.answers[path] = list(answers)
        return self.address + path

    @property
    def ranges(self) -> list[str | None]:
        """The ranges that were asked for, in order."""
        return [headers.get("Range") for _, headers in self.asked]

    def next(self, path: str) -> Answer:
        waiting = self.answers.get(path, [Answer(status=404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    script: Server

    def server_bind(self) -> None:
        # The standard one looks up the name of this machine, which is a network's business.
        super(http.server.HTTPServer, self).server_bind()
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that leave are what the tests are about."""


class _Talk(http.server.BaseHTTPRequestHandler):
    server: _Listener

    def do_GET(self) -> None:
        script = self.server.script
        script.asked.append((self.path, self.headers))
        answer = script.next(self.path)
        content, status = answer.content, answer.status
        begin = self._begin(answer)
        if begin is not None and begin >= len(content):
            self._head(416, {"Content-Range": f"bytes */{len(content)}", "Content-Length": "0"})
            return
        headers: dict[str, str] = {}
        if begin is not None:
            said = f"bytes {begin}-{len(content) - 1}/{len(content)}"
            headers["Content-Range"] = answer.part or said
            content, status = content[begin:], 206
        if answer.tag:
            headers["ETag"] = answer.tag
        if answer.location:
            headers["Location"] = answer.location
        if answer.length != -1:
            headers["Content-Length"] = str(
                len(content) if answer.length is None else answer.length
            )
        self._head(status, headers)
        self._body(answer, content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  named there
        """Say nothing."""

    def _begin(self, answer: Answer) -> int | None:
        asked = self.headers.get("Range")
        same = self.headers.get("If-Range") in {None, answer.tag}
        if not asked or not answer.ranges or answer.status != 200 or not same:
            return None
        return int(asked.removeprefix("bytes=").removesuffix("-"))

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self, answer: Answer, content: bytes) -> None:
        stop = answer.drop if answer.drop is not None else answer.stall
        sent = content if stop is None else content[:stop]
        pieces: Sequence[bytes] = [bytes([byte]) for byte in sent] if answer.drip else [sent]
        for piece in pieces:
            self.wfile.write(piece)
            if answer.drip and self.server.script.over.wait(0.02):
                return
        if answer.stall is not None:
            self.server.script.over.wait(30)


def listen(script: Server, certificate: Path | None = None) -> http.server.HTTPServer:
    """Start answering on a free port, over TLS where there is a certificate."""
    listener = _Listener(("127.0.0.1", 0), _Talk)
    listener.script = script
    script.address = f"http://127.0.0.1:{listener.server_port}"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        listener.socket = context.wrap_socket(
            listener.socket, server_side=True, do_handshake_on_connect=False
        )
        script.address = f"https://127.0.0.1:{listener.server_port}"
    threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
    return listener
