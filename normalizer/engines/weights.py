"""Whether a folder holds a whole CTranslate2 translation model, told without loading it."""

import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from normalizer.errors import ModelError

_TRANSLATORS = ("", "TransformerSpec", "TransformerBase", "TransformerBig")
_SHARED = ("shared_vocabulary.json", "shared_vocabulary.txt")
_SOURCE = ("source_vocabulary.json", "source_vocabulary.txt")
_TARGET = ("target_vocabulary.json", "target_vocabulary.txt")
_DECODER = "decoder/embeddings/weight"
_NEWEST = 6
_FAR = 256
_NAMED = 2
_ALIASES = 3
_TYPED = 4
_REMEDY = "install the package again, from a whole archive"


@dataclass(frozen=True, slots=True)
class _Header:
    """What ``model.bin`` says of itself: the least it must have in bytes, and rows by variable."""

    architecture: str
    needed: int = 0
    rows: Mapping[str, int] = field(default_factory=dict)


def check_model(folder: Path) -> None:
    """Check configuration, architecture, size and vocabulary of the model in ``folder``.

    Of ``model.bin`` only the headers of its variables are read, which tell how long it must be
    and how many words it knows. A format newer than those known here is left to CTranslate2.

    Raises:
        ModelError: the message names the file and what to do.
    """
    _read_json(folder / "config.json")
    header = _checked_header(folder / "model.bin")
    for names, variable in ((_SOURCE, "encoder/embeddings_0/weight"), (_TARGET, _DECODER)):
        path = next((folder / n for n in (*_SHARED, *names) if (folder / n).is_file()), None)
        if path is None:
            message = f"{folder / _SHARED[0]}: the vocabulary of the model is missing; {_REMEDY}"
            raise ModelError(message)
        if path.suffix != ".json":
            if not path.stat().st_size:
                message = f"{path}: is empty; {_REMEDY}"
                raise ModelError(message)
            continue
        words, rows = _read_json(path), header.rows.get(variable)
        if not isinstance(words, list) or (rows is not None and len(words) != rows):
            count = len(words) if isinstance(words, list) else "no"
            message = f"{path}: has {count} words, but the model knows {rows}; {_REMEDY}"
            raise ModelError(message)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = f"{path}: is missing; {_REMEDY}"
        raise ModelError(message) from error
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path}: damaged ({error}); {_REMEDY}"
        raise ModelError(message) from error


def _checked_header(path: Path) -> _Header:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            header = _read_header(_Reader(file), size)
    except (OSError, ValueError, struct.error) as error:
        message = f"{path}: no whole CTranslate2 model ({error}); {_REMEDY}"
        raise ModelError(message) from error
    if header.architecture not in _TRANSLATORS:
        message = (
            f"{path}: a model of architecture {header.architecture!r}, which doesn't translate; "
            "install a package made for translation"
        )
        raise ModelError(message)
    if size < header.needed:
        message = f"{path}: cut off: has {size} of at least {header.needed} bytes; {_REMEDY}"
        raise ModelError(message)
    return header


@dataclass(frozen=True, slots=True)
class _Reader:
    file: BinaryIO

    def number(self, form: str) -> int:
        (value,) = struct.unpack(form, self.file.read(struct.calcsize(form)))
        return int(value)

    def string(self) -> str:
        length = self.number("<H")
        content = self.file.read(length)
        if len(content) < length:
            message = "it ends within a name"
            raise ValueError(message)
        return content.rstrip(b"\0").decode("utf-8")


def _read_header(reader: _Reader, size: int) -> _Header:
    version = reader.number("<I")
    if not 0 < version < _FAR:
        message = "its first bytes name no format"
        raise ValueError(message)
    if version > _NEWEST:
        return _Header("")
    architecture = ""
    if version >= _NAMED:
        architecture = reader.string()
        if architecture not in _TRANSLATORS:
            return _Header(architecture)
        reader.number("<I")
    rows: dict[str, int] = {}
    for _ in range(reader.number("<I")):
        name = reader.string()
        shape = [reader.number("<I") for _ in range(reader.number("<B"))]
        width = reader.number("<B")
        length = reader.number("<I") * (1 if version >= _TYPED else width)
        reader.file.seek(length, os.SEEK_CUR)
        if reader.file.tell() > size:
            return _Header(architecture, reader.file.tell())
        rows[name] = shape[0] if shape else 1
    for _ in range(reader.number("<I") if version >= _ALIASES else 0):
        alias = reader.string()
        name = reader.string()
        if name in rows:
            rows[alias] = rows[name]
    return _Header(architecture, reader.file.tell(), rows)
