"""A download that isn't whole yet: what came so far, and what it is a part of."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from normalizer.errors import ModelError

CHUNK = 1 << 16
"""Bytes moved at a time."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The bytes in ``file``; ``note`` tells their address and what vouches for the rest."""

    file: Path
    note: Path

    @classmethod
    def beside(cls, target: Path) -> "Partial":
        """What there is, or will be, of ``target``."""
        return cls(
            target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json")
        )

    @property
    def size(self) -> int:
        """Bytes that are here."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    def resumable(self, url: str, sha256: str | None) -> int:
        """From which byte to go on, 0 where nothing vouches for what is here."""
        note = self._noted()
        same_file = sha256 is not None and note.get("sha256") == sha256
        return self.size if same_file or self.validator(url) else 0

    def validator(self, url: str) -> str | None:
        """The tag or date by which the server at ``url`` knows what is here, or ``None``."""
        note = self._noted()
        validator = note.get("validator")
        return validator if note.get("url") == url and isinstance(validator, str) else None

    def start(self, url: str, validator: str | None, sha256: str | None) -> None:
        """Begin from nothing.

        Raises:
            ModelError: there is no room or no right to write.
        """
        note = {"url": url, "validator": validator, "sha256": sha256}
        self._write(self.file, b"", "wb")
        self._write(self.note, json.dumps(note).encode(), "wb")

    def append(self, chunk: bytes) -> None:
        """Add what came.

        Raises:
            ModelError: there is no room or no right to write.
        """
        self._write(self.file, chunk, "ab")

    def drop(self) -> None:
        """Throw away what is here."""
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def finish(self, target: Path) -> None:
        """Give the file, which is whole now, its name."""
        self.file.replace(target)
        self.note.unlink(missing_ok=True)

    def _noted(self) -> dict[str, Any]:
        try:
            note = json.loads(self.note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) else {}

    @staticmethod
    def _write(path: Path, content: bytes, mode: str) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open(mode) as file:
                file.write(content)
        except OSError as error:
            message = (
                f"{path}: can't be written: {error.strerror or error}; see to space and rights"
            )
            raise ModelError(message) from error
