"""What the suite promises of itself."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .server import Server


def test_an_internet_socket_is_refused() -> None:
    with pytest.raises(RuntimeError, match="without a network"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="without a network"):
        socket.getaddrinfo("localhost", 80)


def test_a_connection_is_refused() -> None:
    with pytest.raises(RuntimeError, match="without a network"):
        socket.create_connection(("127.0.0.1", 9))


def test_a_local_socket_pair_is_allowed() -> None:
    left, right = socket.socketpair()
    left.close()
    right.close()


def test_a_server_of_a_test_opens_loopback_and_nothing_else(server: Server) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    socket.create_connection((host, int(port))).close()
    for elsewhere in ("192.0.2.1", "localhost", "models.example"):
        with pytest.raises(RuntimeError, match="without a network"):
            socket.create_connection((elsewhere, 80))


def test_home_and_models_are_empty_folders() -> None:
    for name in ("HOME", "XDG_DATA_HOME", "NORMALIZER_MODELS"):
        assert list(Path(os.environ[name]).iterdir()) == []


def test_a_process_of_a_test_is_refused_as_well() -> None:
    script = "import socket; socket.create_connection(('192.0.2.1', 80))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert "without a network" in done.stderr
