"""Where the data files of this package stand."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_DATA = _PACKAGE / "resources" / "data"


def rule_packs(stage: str) -> list[Path]:
    """The rule packs of ``stage``, sorted by name.

    >>> [path.stem for path in rule_packs("markup")]
    ['und']
    """
    return sorted((_DATA / "rules" / stage).glob("*.toml"))


def data_file(name: str) -> Path:
    """The data file ``name`` of this package."""
    return _DATA / name


def glossary_sources() -> list[Path]:
    """The sources of the glossary that ships, sorted by name.

    A wheel carries them inside the package; an editable install or a checkout has them
    beside it.
    """
    for folder in (_PACKAGE / "glossaries", _PACKAGE.parent / "glossaries"):
        if (folder / "src").is_dir():
            return sorted((folder / "src").glob("*.toml"))
    return []


def glossary_pack() -> Path:
    """Where the pack of these sources stands, or would."""
    beside = glossary_sources()
    folder = beside[0].parent.parent if beside else _PACKAGE / "glossaries"
    return folder / "dist" / "glossary.msgpack"


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 of the bytes of ``paths``, in order, as ``sha256:`` and hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return f"sha256:{digest.hexdigest()}"
