"""The whole suite runs without a network and without the models of this machine."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_REFUSED = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname")
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_HOMES = ("HOME", "XDG_DATA_HOME", "NORMALIZER_MODELS")
_OTHERS = ("ARGOS_PACKAGES_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")

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


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__":
        refused = arguments[1] in _INTERNET
    elif event in _REFUSED:
        # A local socket between two processes is no network.
        refused = getattr(arguments[0], "family", None) != socket.AF_UNIX
    else:
        return
    if refused:
        message = f"the suite runs without a network, but something called {event}"
        raise NetworkRefusedError(message)


sys.addaudithook(_refuse)


@pytest.fixture(scope="session", autouse=True)
def _empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in _HOMES:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        for name in _OTHERS:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds this suite and the sources it tests."""
    return Path(__file__).resolve().parent.parent
