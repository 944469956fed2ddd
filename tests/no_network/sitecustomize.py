"""Refuses every network but this machine in the processes that a test starts.

Python imports it at its start, as this folder stands in their ``PYTHONPATH``; the suite's own
process is stricter (see ``tests/conftest.py``).
"""

import socket
import sys

_ASKED = frozenset(
    ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo")
).union(("socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_LOOPBACK = "127.0.0.1"


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _ASKED or getattr(arguments[0], "family", None) == socket.AF_UNIX:
        return
    place = next((item for item in arguments if isinstance(item, str | tuple)), None)
    if (place[0] if isinstance(place, tuple) else place) != _LOOPBACK:
        message = f"the suite runs without a network, but something called {event}"
        raise RuntimeError(message)


sys.addaudithook(_refuse)
