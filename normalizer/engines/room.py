"""Whether there is memory enough to load a model, told before it is tried.

CTranslate2 starts threads and fills them before it can say that memory ran out: where it is
short of a little only, it ends the whole process, and the system ends one that takes too much.
"""

import re
from pathlib import Path

from normalizer.errors import MemoryShortageError

_THREAD = 96 << 20
"""Addresses that a thread sets aside, most of which it never fills."""

_FILLED = 16 << 20
_GROUPS = (
    ("memory.max", "memory.current", "memory.stat"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "memory/memory.stat"),
)
"""Limit, use and its parts of a container, in either version of control groups."""

_ROOT = Path("/")


def refuse_too_large(model: Path, threads: int, root: Path = _ROOT) -> None:
    """Make sure that the file ``model`` and ``threads`` have room in memory.

    Where a system tells nothing of its memory, nothing is refused.

    Raises:
        MemoryShortageError: there isn't; the message says how much there is and how much is needed.
    """
    try:
        size = model.stat().st_size
    except OSError:
        return  # who loads it says what is wrong
    for free, thread in ((_free_memory(root), _FILLED), (_free_addresses(root), _THREAD)):
        needed = size + threads * thread
        if free is not None and free < needed:
            message = (
                f"{model}: too large for the memory that is left: needs about {needed >> 20} MiB, "
                f"{free >> 20} MiB are free; end other programs, raise the limit of this one, use "
                "fewer threads, or install a smaller model"
            )
            raise MemoryShortageError(message)


def _free_memory(root: Path) -> int | None:
    """Bytes that may still be filled, in the machine and in the container this runs in."""
    known = _kib(root / "proc" / "meminfo", "MemAvailable", "SwapFree")
    free = [sum(known.values())] if "MemAvailable" in known else []
    for names in _GROUPS:
        limit, used, parts = (root / "sys" / "fs" / "cgroup" / name for name in names)
        most, now = _number(limit), _number(used)
        if most is not None and now is not None:
            free.append(most - now + (_number(parts, r"^(?:total_)?inactive_file (\d+)") or 0))
    return min(free, default=None)


def _free_addresses(root: Path) -> int | None:
    """Bytes of addresses that this process may still ask for; ``None`` where any number."""
    try:
        import resource  # noqa: PLC0415  not every system has it
    except ImportError:
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    used = _kib(root / "proc" / "self" / "status", "VmSize").get("VmSize")
    return None if limit == resource.RLIM_INFINITY or used is None else limit - used


def _kib(path: Path, *names: str) -> dict[str, int]:
    """The bytes behind each of ``names`` that stands in the file ``path`` with kB."""
    found = re.findall(r"^(\w+):\s+(\d+) kB$", _read(path), re.MULTILINE)
    return {name: int(count) << 10 for name, count in found if name in names}


def _number(path: Path, pattern: str = r"\A(\d+)\Z") -> int | None:
    found = re.search(pattern, _read(path).strip(), re.MULTILINE)
    return int(found[1]) if found else None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
