"""The index of packages that can be pulled: what Argos publishes, a file, or a folder."""

import json
import re
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from normalizer.engines.archive import archive_name, opened, problem_of
from normalizer.engines.download import Patience, Wanted, download, local_path
from normalizer.engines.store import version_key
from normalizer.errors import ModelError

_MOST_BYTES = 16 << 20
_MOST_METADATA = 1 << 20
_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z]{2,8})?")
_PLAIN = re.compile(r"[\w.+-]{0,60}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A package as an index names it.

    ``links`` are its addresses, best first; ``sha256`` and ``size`` (in bytes) are those of the
    archive, which Argos doesn't name.
    """

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    sha256: str | None = None
    size: int | None = None

    @property
    def archive(self) -> str:
        """The file name of the archive."""
        return archive_name(self.links[0])


@dataclass(frozen=True, slots=True)
class Index:
    """The packages that ``place`` names."""

    place: str
    entries: tuple[IndexEntry, ...]

    def way(self, source: str, target: str) -> tuple[IndexEntry, ...]:
        """One package that leads from ``source`` to ``target``, or two through a pivot.

        A direct package goes before a pivot, English before other pivots, and higher versions
        before lower ones.

        Raises:
            ModelError: the index has none; the message has what comes close.
        """
        direct = self._best(source, target)
        if direct is not None:
            return (direct,)
        pivots = {entry.target for entry in self.entries if entry.source == source}
        for pivot in sorted(pivots, key=lambda code: (code != "en", code)):
            first, second = self._best(source, pivot), self._best(pivot, target)
            if first is not None and second is not None:
                return (first, second)
        out = sorted({f"{e.source}-{e.target}" for e in self.entries if e.source == source})
        back = sorted({f"{e.source}-{e.target}" for e in self.entries if e.target == target})
        close = ", ".join(dict.fromkeys((*out, *back))) or "neither of these languages"
        message = f"{self.place}: no packages lead from {source} to {target}; it has {close}"
        raise ModelError(message)

    def mirrored(self, mirror: str | None) -> "Index":
        """The same packages, each taken from the folder or address ``mirror``."""
        if mirror is None:
            return self
        entries = (
            replace(entry, links=(mirrored(mirror, entry.archive),)) for entry in self.entries
        )
        return Index(self.place, tuple(entries))

    def _best(self, source: str, target: str) -> IndexEntry | None:
        fitting = [e for e in self.entries if (e.source, e.target) == (source, target)]
        return max(fitting, key=lambda entry: version_key(entry.version), default=None)


def open_index(address: str, patience: Patience) -> Index:
    """The index at ``address``: a JSON file, or a folder with an ``index.json`` or archives.

    On the network, an address that doesn't end in ``.json`` is taken for such a folder.

    Raises:
        ModelError: it can't be had, or is no index.
    """
    local = local_path(address)
    if local is not None and local.is_dir():
        if not (local / "index.json").is_file():
            return _of_folder(local)
        local /= "index.json"
    if local is not None:
        address = local.resolve().as_uri()
    elif not urlsplit(address).path.endswith(".json"):
        address = f"{address.rstrip('/')}/index.json"
    with tempfile.TemporaryDirectory(prefix="normalizer-") as folder:
        path = Path(folder) / "index.json"
        download(Wanted(address, _MOST_BYTES), path, patience=patience)
        return read_index(path.read_bytes(), address)


def read_index(content: bytes, address: str) -> Index:
    """The index written as ``content``, whose links count from ``address``.

    It is a list, or an object whose ``packages`` are one, of objects with ``from_code``,
    ``to_code``, ``package_version``, ``links`` and perhaps ``type``, ``sha256`` and ``size``.
    Entries that don't translate, have no link we can follow or are malformed are passed over.

    Raises:
        ModelError: it is no such list, or no entry can be used.
    """
    try:
        listed: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        message = f"{address}: no index of packages, which is JSON: {error}"
        raise ModelError(message) from error
    if isinstance(listed, dict):
        listed = listed.get("packages")
    if not isinstance(listed, list):
        message = f"{address}: no index of packages, which is a list of objects"
        raise ModelError(message)
    entries = tuple(entry for item in listed if (entry := _entry(item, address)) is not None)
    if not entries:
        message = f"{address}: none of its {len(listed)} entries is a package that can be pulled"
        raise ModelError(message)
    return Index(address, entries)


def mirrored(mirror: str, archive: str) -> str:
    """Where ``archive`` is on the mirror."""
    local = local_path(mirror)
    return f"{mirror.rstrip('/')}/{quote(archive)}" if local is None else str(local / archive)


def _entry(item: Any, address: str) -> IndexEntry | None:
    if not isinstance(item, dict) or item.get("type", "translate") != "translate":
        return None
    source, target = _text(item.get("from_code"), _CODE), _text(item.get("to_code"), _CODE)
    version, sha256 = _text(item.get("package_version", ""), _PLAIN), item.get("sha256")
    links, size = item.get("links"), item.get("size")
    if source is None or target is None or version is None or not isinstance(links, list):
        return None
    if sha256 is not None and _text(sha256, _DIGEST) is None:
        return None
    if size is not None and (type(size) is not int or size <= 0):
        return None
    found = (_link(text, address, vouched=sha256 is not None) for text in links)
    followed = tuple(link for link in found if link is not None)
    return IndexEntry(source, target, version, followed, sha256, size) if followed else None


def _text(value: Any, pattern: re.Pattern[str]) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None


def _link(text: Any, address: str, *, vouched: bool) -> str | None:
    """The whole address, or ``None`` where it is none that we may follow."""
    if not isinstance(text, str):
        return None
    try:
        link = urljoin(address, text)
        scheme = urlsplit(link).scheme
    except ValueError:
        return None
    index = urlsplit(address).scheme
    if scheme == "file":
        return link if index == "file" else None  # only an index on this disk names files of it
    # What an index got over TLS says of a file is worth nothing once the file comes without.
    safe = scheme == "https" or (scheme == "http" and (vouched or index != "https"))
    return link if safe else None


def _of_folder(folder: Path) -> Index:
    entries: list[IndexEntry] = []
    for path in sorted(folder.glob("*.argosmodel")):
        try:
            entry = _entry(_metadata(path) | {"links": [path.resolve().as_uri()]}, "file:///")
        except ModelError:
            continue  # one damaged archive must not hide the others
        if entry is not None:
            entries.append(replace(entry, size=path.stat().st_size))
    if not entries:
        message = (
            f"{folder}: holds neither an index.json nor an .argosmodel archive that can be read"
        )
        raise ModelError(message)
    return Index(str(folder), tuple(entries))


def _metadata(archive: Path) -> dict[str, Any]:
    with opened(archive, ".argosmodel archive") as entries:
        names = [name for name in entries.namelist() if name.count("/") == 1]
        inside = next((name for name in names if name.endswith("/metadata.json")), None)
        if problem_of(entries.infolist()) or inside is None:
            raise zipfile.BadZipFile
        if entries.getinfo(inside).file_size > _MOST_METADATA:
            raise zipfile.BadZipFile
        try:
            metadata = json.loads(entries.read(inside))
        except (ValueError, RecursionError) as error:
            raise zipfile.BadZipFile from error
        return metadata if isinstance(metadata, dict) else {}
