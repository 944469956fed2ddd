"""A Ray cluster, one that runs already or one of its own in this machine, quiet and on loopback."""

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from normalizer.errors import WorkerError
from normalizer.formats.extras import extra

_OWN = {
    "RAY_USAGE_STATS_ENABLED": "0",
    # Without "clusters" Ray takes the loopback address for that of this machine.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",  # as it is anyway, but said aloud unless it is asked for
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # its default changes, which it tells each time
}
_THEIRS = {"RAY_USAGE_STATS_ENABLED": "0"}
_OBJECTS = 80 << 20
"""Bytes of memory for results; ours are descriptions, and this is the least Ray takes."""

_PLACE = re.compile(r"(?:ray://)?\[?(?P<host>[^\[\]/]+?)\]?:(?P<port>[0-9]+)")
_PATIENCE = 10
"""Seconds."""

_STARTS = 5
_TOO_SLOW = "timed out during startup"
"""What Ray says after thirty seconds, which a busy machine may well take."""

_LONGEST_FOLDER = 40
"""Letters of a folder for temporary files in which Ray's sockets still get a name."""


@contextmanager
def connected(address: str | None, cpus: int | None) -> Iterator[Any]:
    """Ray, connected to the cluster at ``address``, or to one of its own with so many ``cpus``.

    One of its own is gone at the end. Nothing is sent to anybody.

    Raises:
        LibraryError: Ray isn't installed; the message says how to install it.
        WorkerError: there is no cluster at ``address``.
    """
    with ExitStack() as stack:
        stack.enter_context(_environment(_OWN if address is None else _THEIRS))
        ray = extra("ray", "ray", "--runner ray")
        stack.enter_context(_silent(ray))
        if ray.is_initialized():
            yield ray
            return
        quiet = {"log_to_driver": False, "configure_logging": True, "logging_level": "ERROR"}
        try:
            if address is None:
                folder = stack.enter_context(_folder())
                _start(
                    ray, address="local", num_cpus=cpus, include_dashboard=False,
                    _temp_dir=folder, object_store_memory=_OBJECTS, **quiet,
                )  # fmt: skip
            else:
                _check_there(address)
                ray.init(address=address, **quiet)
        except (OSError, RuntimeError, ValueError) as error:
            what = "Ray can't be started here" if address is None else f"{address}: no Ray cluster"
            message = f"{what}: {error}; see --ray-address"
            raise WorkerError(message) from error
        stack.callback(ray.shutdown)
        yield ray


def _start(ray: Any, **options: Any) -> None:
    """Start a cluster of one's own, and again where the machine was too busy for it.

    Raises:
        RuntimeError: it can't be started.
    """
    for left in reversed(range(_STARTS)):
        try:
            ray.init(**options)
        except (OSError, RuntimeError, ValueError):
            raise
        except Exception as error:
            ray.shutdown()
            if not left or _TOO_SLOW not in str(error):
                raise RuntimeError(error) from error  # Ray raises `Exception` itself
        else:
            return


def _check_there(address: str) -> None:
    """See whether anybody listens at ``address``: Ray would ask again for minutes.

    Raises:
        OSError: nobody does.
    """
    place = _PLACE.fullmatch(address)
    if place is not None:
        socket.create_connection((place["host"], int(place["port"])), _PATIENCE).close()


@contextmanager
def _folder() -> Iterator[str | None]:
    """A folder for what Ray writes, gone afterwards; ``None`` where its name would be too long."""
    if len(tempfile.gettempdir()) > _LONGEST_FOLDER:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="normalizer-ray-"))
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _silent(ray: Any) -> Iterator[None]:
    """Keep Ray from printing what befalls its processes, which no setting of it does.

    It prints that to standard output, where articles may go.
    """
    module: Any = getattr(getattr(ray, "_private", None), "worker", None)
    prints = getattr(module, "print_to_stdstream", None)
    if prints is None:
        yield
        return
    module.print_to_stdstream = lambda *_, **__: None
    try:
        yield
    finally:
        module.print_to_stdstream = prints


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """The variables that Ray reads, and hands on to its processes, unless they are set."""
    added = [name for name in values if name not in os.environ]
    os.environ.update({name: values[name] for name in added})
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)
