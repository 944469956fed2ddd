"""The whole suite runs without a network and without the models of this machine."""

import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from normalizer.garbage import collect_seldom

from .forkserver import ForkServer
from .server import Server, listen

_REFUSED = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo",
)  # fmt: skip
_LOOPBACK = "127.0.0.1"
_INTERNET = (socket.AF_INET, socket.AF_INET6)
NO_NETWORK = Path(__file__).parent / "no_network"
"""What refuses the network in processes that tests start, for their ``PYTHONPATH``."""

_HOMES = ("HOME", "XDG_DATA_HOME", "NORMALIZER_MODELS")
_OTHERS = ("ARGOS_PACKAGES_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As a shell leaves it for what runs in the background: what tests start would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)

collect_seldom()


_WAITING = ("scale", "runs", "integrations", "cli", "starter", "engines")
"""Folders whose tests wait for processes they start, longest waits first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hand out first what waits: at the end nothing would be left to run beside it."""
    places = {folder: place for place, folder in enumerate(_WAITING)}
    items.sort(key=lambda item: places.get(item.path.parent.name, len(places)))


def pytest_collection_finish() -> None:
    """Look no more for garbage among some ten thousand tests, which all stay to the end."""
    gc.collect()
    gc.freeze()


settings.register_profile(
    "quick",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


class NetworkRefusedError(RuntimeError):
    """A test tried to reach a network."""


class _Doors:
    """Whether the test that runs may talk to servers of its own on this machine."""

    loopback = False


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        refused = arguments[1] in _INTERNET and not _Doors.loopback
    elif event in _REFUSED:
        # A local socket between two processes is no network.
        refused = getattr(arguments[0], "family", None) != socket.AF_UNIX
        refused = refused and not (_Doors.loopback and _is_loopback(arguments))
    else:
        return
    if refused:
        message = f"the suite runs without a network, but something called {event}"
        raise NetworkRefusedError(message)


def _is_loopback(arguments: tuple[object, ...]) -> bool:
    place = next((item for item in arguments if isinstance(item, str | tuple)), None)
    return (place[0] if isinstance(place, tuple) else place) == _LOOPBACK


sys.addaudithook(_refuse)


@pytest.fixture(scope="session", autouse=True)
def _empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in _HOMES:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        for name in _OTHERS:
            patch.delenv(name, raising=False)
        patch.setenv("PYTHONPATH", str(NO_NETWORK))
        yield


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on loopback; only tests that ask for it may open sockets, and only to it."""
    _Doors.loopback = True
    script = Server()
    listener = listen(script)
    try:
        yield script
    finally:
        script.over.set()
        listener.shutdown()
        listener.server_close()
        _Doors.loopback = False


@pytest.fixture(scope="module")
def loopback() -> Iterator[None]:
    """The tests of a module that asks for it may talk to servers of their own on this machine."""
    _Doors.loopback = True
    try:
        yield
    finally:
        _Doors.loopback = False


@pytest.fixture(scope="session")
def forks() -> Iterator[ForkServer]:
    """Runs commands in forks of one process."""
    server = ForkServer()
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds this suite and the sources it tests."""
    return Path(__file__).resolve().parent.parent
