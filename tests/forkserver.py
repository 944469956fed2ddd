"""The command in a process of its own, without a start of its own.

A command takes seconds to start, most of them for what is the same each time: modules, rules, the
glossary. So one process loads that, and each command is a fork of it, with standard streams, an
environment, a folder, signals and an exit code of its own. Whoever tests the start itself, or what
an environment does to it, runs the installed command.
"""

import atexit
import gc
import json
import os
import resource
import socket
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from normalizer import Document, Normalizer
from normalizer.cli.app import main
from normalizer.cli.commands import COMMANDS, loaded

_SIZE = struct.Struct("!i")
"""How long a request is, or the exit code that answers it."""

_LIMITS = (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE)
"""Limits that a test may set for itself and what it starts."""

_SEEDS = Path(__file__).parents[1] / "seeds"


class ForkServer:
    """Runs commands in forks of one process, which is started for the first of them."""

    def __init__(self) -> None:
        self._server: tuple[subprocess.Popen[bytes], socket.socket] | None = None

    def __call__(  # noqa: PLR0913  what a process is started with
        self,
        arguments: Sequence[str | bytes],
        *,
        cwd: Path,
        environment: Mapping[str, str],
        stdin: bytes,
        timeout: float,
        before: str = "",
    ) -> subprocess.CompletedProcess[bytes]:
        """What came of the command; ``before`` it, Python may do something in the process.

        Raises:
            subprocess.TimeoutExpired: it took more than ``timeout`` seconds.
            EOFError: the process that is forked has ended.
        """
        talk = self._started()
        request = {
            "arguments": [os.fsdecode(argument) for argument in arguments],
            "cwd": str(cwd),
            "environment": dict(environment),
            "limits": [[limit, resource.getrlimit(limit)] for limit in _LIMITS],
            "before": before,
        }
        pipes = [os.pipe() for _ in range(3)]
        (into, given), (out, written), (said, told) = pipes
        message = json.dumps(request).encode()
        socket.send_fds(talk, [_SIZE.pack(len(message))], [into, written, told])
        talk.sendall(message)
        for number in (into, written, told):
            os.close(number)
        read: dict[int, bytes] = {}
        workers = [
            threading.Thread(target=_write, args=(given, stdin)),
            *(threading.Thread(target=_read, args=(number, read)) for number in (out, said)),
        ]
        for worker in workers:
            worker.start()
        talk.settimeout(timeout)
        try:
            (code,) = _SIZE.unpack(_received(talk, _SIZE.size))
        except TimeoutError:
            self.close()
            raise subprocess.TimeoutExpired(list(arguments), timeout) from None
        for worker in workers:
            worker.join()
        return subprocess.CompletedProcess(list(arguments), code, read[out], read[said])

    def _started(self) -> socket.socket:
        if self._server is None:
            mine, other = socket.socketpair()
            command = [sys.executable, __file__, str(other.fileno())]
            process = subprocess.Popen(command, pass_fds=[other.fileno()], start_new_session=True)
            other.close()
            self._server = process, mine
        return self._server[1]

    def close(self) -> None:
        """End the process, and the command it has started."""
        if self._server is not None:
            process, talk = self._server
            self._server = None
            talk.close()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait()


def _write(number: int, data: bytes) -> None:
    with os.fdopen(number, "wb") as stream:
        try:
            stream.write(data)
            stream.flush()
        except BrokenPipeError:
            pass  # as with any command that doesn't read to the end


def _read(number: int, read: dict[int, bytes]) -> None:
    with os.fdopen(number, "rb") as stream:
        read[number] = stream.read()


def _received(talk: socket.socket, size: int) -> bytes:
    """So many bytes of what the other side says."""
    parts = []
    while size:
        part = talk.recv(size)
        if not part:
            message = "the other side has ended"
            raise EOFError(message)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _serve(talk: socket.socket) -> None:
    while True:
        size, streams, _, _ = socket.recv_fds(talk, _SIZE.size, 3)
        if not size:
            return
        request = json.loads(_received(talk, *_SIZE.unpack(size)))
        child = os.fork()
        if not child:
            talk.close()
            _become(request, streams)
        for number in streams:
            os.close(number)
        _, status = os.waitpid(child, 0)
        talk.sendall(_SIZE.pack(os.waitstatus_to_exitcode(status)))


def _become(request: dict[str, Any], streams: Sequence[int]) -> NoReturn:
    """Be the command that is asked for, as if it had been started."""
    code = 1
    try:
        for standard, number in enumerate(streams):
            os.dup2(number, standard)
            os.close(number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  as Python's own are
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(  # noqa: SIM115
            2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
        )
        sys.argv = ["normalizer", *request["arguments"]]
        os.environ.clear()
        os.environ.update(request["environment"])
        time.tzset()
        os.chdir(request["cwd"])
        for limit, values in request["limits"]:
            resource.setrlimit(limit, tuple(values))
        exec(request["before"])  # noqa: S102  it is the test's
        main()
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:  # noqa: BLE001  as Python ends
        traceback.print_exc()
    finally:
        atexit._run_exitfuncs()  # noqa: SLF001  nothing else runs them
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = code or 120
        os._exit(code)


def _load() -> None:
    """Load what all commands need, so that no fork has to."""
    for name in COMMANDS:
        loaded(name)
    seeds = [path.read_text(encoding="utf-8") for path in sorted(_SEEDS.iterdir())]
    Normalizer(models="none").run([Document(seed, "de") for seed in seeds])
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _load()
    _serve(socket.socket(fileno=int(sys.argv[1])))
