"""Files from the network or a mirror: the one module that gets models through a socket."""

import hashlib
import http.client
import re
import socket
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalizer.engines.partial import CHUNK, Partial
from normalizer.errors import ModelError
from normalizer.version import VERSION

_PASSING = (408, 425, 429)
_SERVER = 500
_PARTIAL = 206
_BEYOND = 416
_LEAST = 1 << 10
_ALL = re.compile(r"bytes \*/(\d+)")
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")

Told = Callable[[int, int | None], None]
"""Hears how many bytes are there, and how many there will be if that is known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to get: ``size`` in bytes and ``sha256`` if they are known, ``most`` bytes in any case.

    ``url`` is http, https or file, or the path of a file.
    """

    url: str
    most: int
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try.

    An attempt ends where less than a KiB came in ``timeout`` seconds. After ``attempts`` in a
    row that brought nothing new the download ends; between them stand ``pause`` seconds, twice
    as many each time. ``proxies`` are the addresses of proxies by scheme.
    """

    timeout: float = 30.0
    attempts: int = 5
    pause: float = 1.0
    proxies: Mapping[str, str] = field(default_factory=dict)


class _InterruptedError(Exception):
    """An attempt failed in a way the next one may not."""


def download(
    wanted: Wanted, target: Path, *, patience: Patience | None = None, told: Told | None = None
) -> str:
    """Get a file into ``target``, and return its SHA-256.

    What came before an interruption is kept beside ``target`` and gone on with, also by a later
    call, where the server tells that the file is still the same or its SHA-256 is known.

    Raises:
        ModelError: it isn't to be had, isn't what was wanted, or is larger than allowed.
    """
    patience = patience or Patience()
    told = told or (lambda _done, _all: None)
    partial = Partial.beside(target)
    local = local_path(wanted.url)
    failures, reached = 0, partial.size
    while True:
        try:
            if local is None:
                _fetch(wanted, partial, patience, told)
            else:
                _copy(wanted, local, partial)
            digest = _checked(wanted, partial)
        except _InterruptedError as error:
            failures = 1 if partial.size >= reached + CHUNK else failures + 1
            reached = max(reached, partial.size)
            if failures >= patience.attempts or local is not None:
                raise ModelError(_gave_up(wanted, error, failures, kept=partial.size)) from error
            time.sleep(patience.pause * 2 ** (failures - 1))
        else:
            partial.finish(target)
            return digest


def local_path(address: str) -> Path | None:
    """The path that ``address`` names, or ``None`` where it lies on the network.

    Raises:
        ModelError: it is no address, or has a scheme that isn't known.
    """
    try:
        parts = urllib.parse.urlsplit(address)
    except ValueError as error:
        message = f"{address}: no address: {error}"
        raise ModelError(message) from error
    if parts.scheme in {"http", "https"}:
        return None
    if parts.scheme == "file" and parts.netloc in {"", "localhost"}:
        return Path(urllib.request.url2pathname(parts.path))
    if "://" in address:
        message = f"{address}: only https, http and file addresses are known"
        raise ModelError(message)
    return Path(address)


def _gave_up(wanted: Wanted, error: Exception, failures: int, *, kept: int) -> str:
    times = "" if failures == 1 else f", {failures} times in a row"
    rest = "what came is kept and gone on with" if kept else "or name another --index or --mirror"
    return f"{wanted.url}: {error}{times}; run the command again later: {rest}"


def _copy(wanted: Wanted, local: Path, partial: Partial) -> None:
    try:
        size = local.stat().st_size
        _check_size(wanted, size, partial)
        partial.start(wanted.url, None, wanted.sha256)
        with local.open("rb") as file:
            while chunk := file.read(CHUNK):
                partial.append(chunk)
    except OSError as error:
        message = f"{local}: can't be read: {error.strerror or error}"
        raise ModelError(message) from error


def _fetch(wanted: Wanted, partial: Partial, patience: Patience, told: Told) -> None:
    have = partial.resumable(wanted.url, wanted.sha256)
    headers = {"User-Agent": f"normalizer/{VERSION}", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        validator = partial.validator(wanted.url)
        if validator:
            headers["If-Range"] = validator
    try:
        request = urllib.request.Request(wanted.url, headers=headers)  # noqa: S310  checked
        opener = _opener(patience.proxies)
        with opener.open(request, timeout=patience.timeout) as response:
            _receive(response, wanted, partial, patience, told)
    except urllib.error.HTTPError as error:
        error.close()
        _refused(error, wanted, partial)
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        lost = isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME
        if lost or isinstance(reason, (ssl.SSLCertVerificationError, ValueError)):
            message = f"{wanted.url}: {reason}; check the address"
            raise ModelError(message) from error
        raise _InterruptedError(str(reason) or type(reason).__name__) from error


def _refused(error: urllib.error.HTTPError, wanted: Wanted, partial: Partial) -> None:
    said = f"the server answered {error.code} {error.reason}"
    if error.code == _BEYOND:
        found = _ALL.fullmatch(error.headers.get("Content-Range", ""))
        if found is not None and int(found[1]) == partial.size:
            return  # all of it came already
        # What is here doesn't fit what is there any more.
        partial.drop()
        raise _InterruptedError(said) from error
    if error.code in _PASSING or error.code >= _SERVER:
        raise _InterruptedError(said) from error
    message = f"{wanted.url}: {said}; check the address, or name another --index or --mirror"
    raise ModelError(message) from error


def _receive(
    response: Any, wanted: Wanted, partial: Partial, patience: Patience, told: Told
) -> None:
    done, total = _begin(response, wanted, partial)
    _check_size(wanted, total, partial)
    total = wanted.size if total is None else total
    since, before = time.monotonic(), done
    while total is None or done < total:
        room = CHUNK if total is None else min(CHUNK, total - done)
        # `read1` returns what is there; `read` would wait for the whole of it, however slow.
        chunk = response.read1(room)
        if not chunk:
            break
        done += len(chunk)
        _check_most(wanted, done, partial)
        partial.append(chunk)
        told(done, total)
        now = time.monotonic()
        if now - since > patience.timeout:
            if done - before < _LEAST:
                said = f"stalled after {done} bytes"
                raise _InterruptedError(said)
            since, before = now, done
    if total is not None and done < total:
        said = f"the connection was closed after {done} of {total} bytes"
        raise _InterruptedError(said)


def _begin(response: Any, wanted: Wanted, partial: Partial) -> tuple[int, int | None]:
    """Bytes that are here already, and bytes in all."""
    length = response.headers.get("Content-Length", "")
    if response.status != _PARTIAL:
        tag = response.headers.get("ETag", "")
        strong = tag if tag and not tag.startswith("W/") else None
        partial.start(wanted.url, strong or response.headers.get("Last-Modified"), wanted.sha256)
        return 0, int(length) if length.isdecimal() else None
    found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    have = partial.size
    if found is None or int(found[1]) != have or found[2] == "*":
        partial.drop()
        said = "the server sent another part than it was asked for"
        raise _InterruptedError(said)
    return have, int(found[2])


def _check_size(wanted: Wanted, size: int | None, partial: Partial) -> None:
    if size is None:
        return
    _check_most(wanted, size, partial)
    if wanted.size is not None and size != wanted.size:
        partial.drop()
        message = (
            f"{wanted.url}: has {size} bytes and should have {wanted.size}; "
            "it isn't the file that was promised: name another --index or --mirror"
        )
        raise ModelError(message)


def _check_most(wanted: Wanted, size: int, partial: Partial) -> None:
    if size > wanted.most:
        partial.drop()
        message = f"{wanted.url}: has more than the {wanted.most} bytes allowed; not downloaded"
        raise ModelError(message)


def _checked(wanted: Wanted, partial: Partial) -> str:
    with partial.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if wanted.sha256 is not None and digest != wanted.sha256:
        partial.drop()
        said = f"its SHA-256 is {digest} and should be {wanted.sha256}: damaged, or another file"
        raise _InterruptedError(said)
    return digest


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never out of TLS or to anything but a web server."""

    def redirect_request(  # noqa: PLR0913, PLR0917  urllib calls it so
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The request to make instead.

        Raises:
            ModelError: ``newurl`` is less safe than where it is named.
        """
        scheme = urllib.parse.urlsplit(newurl).scheme
        if scheme not in {"http", "https"} or (req.type == "https" and scheme != "https"):
            message = f"{req.full_url}: redirects to {newurl}, which isn't safe; refused"
            raise ModelError(message)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(proxies: Mapping[str, str]) -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(dict(proxies)),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener
