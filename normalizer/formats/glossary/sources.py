"""Glossary files that are written: entries added by hand, or taken from other formats."""

import codecs
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import regex

from normalizer.errors import ResourceError
from normalizer.formats.files import WholeFile, kept
from normalizer.formats.glossary.concepts import entry_of
from normalizer.formats.glossary.source_lines import entry_lines
from normalizer.formats.glossary.tables import read_concepts, read_pairs
from normalizer.formats.glossary.tbx import read_tbx
from normalizer.resources.glossary_files import FORMAT, read_entries

_NOT_IN_IDS = regex.compile(r"[^a-z0-9]+")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS = {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


def slug(name: str, country: str | None = None) -> str:
    """An id for a bearer: its country and its name, in letters of ASCII.

    >>> slug("Wałęsa, Lech", "PL"), slug("Ärzte ohne Grenzen")
    ('pl-walesa-lech', 'int-arzte-ohne-grenzen')
    """
    small = "".join(_LETTERS.get(sign, sign) for sign in name.casefold())
    plain = unicodedata.normalize("NFD", small).encode("ascii", "ignore").decode()
    words = _NOT_IN_IDS.sub("-", plain).strip("-") or "name"
    return f"{(country or 'int').lower()}-{words}"


def append_entries(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Write ``entries`` behind what ``path`` holds; it is made where there is none.

    Raises:
        ResourceError: the file, or what it would be, isn't a glossary; it stays as it was.
        OSError: it can't be written.
    """
    text = f'format = "{FORMAT}"\n'
    if path.exists():
        _refuse_known(path, entries)
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    added = "\n\n".join("\n".join(entry_lines(entry)) for entry in entries)
    data = f"{text}\n{added}\n".encode()
    _check(path, data)
    with kept(WholeFile(path)) as file:
        file.write(data)


def _refuse_known(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Refuse ``entries`` of which ``path`` has one already, by its id."""
    known = {entry.id: entry.place for _, entry in read_entries(path)}
    for entry in entries:
        if entry["id"] in known:
            message = (
                f"{path}: nothing is written: {entry['id']} stands already at "
                f"{known[entry['id']]}; change it there, or write into another file"
            )
            raise ResourceError(message)


def _check(path: Path, data: bytes) -> None:
    """Read ``data`` as a glossary before it takes the name ``path``."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(data)
        try:
            read_entries(trial)
        except ResourceError as error:
            message = f"{path}: nothing is written: {str(error).replace(str(trial), path.name)}"
            raise ResourceError(message) from error


def imported(path: Path, kind: str, language: str) -> list[dict[str, Any]]:
    """The entries of a TBX file (``.tbx``, ``.xml``), or of a table of two columns.

    A table has names in ``language`` and German ones, which all become entries of type ``kind``;
    one of all forms, as it is exported, says these itself.

    Raises:
        ResourceError: the file can't be read, or has nothing in it.
    """
    if path.suffix.lower() in {".tbx", ".xml"}:
        concepts = read_tbx(path)
    else:
        text = _read(path)
        concepts = read_concepts(text)
        if not concepts:
            return _with_ids(list(_of_pairs(_pairs(path, text), kind, language)))
    entries = [entry for concept in concepts if (entry := entry_of(concept, kind))]
    if not entries:
        raise ResourceError(_nothing_in(path))
    return _with_ids(entries)


def _pairs(path: Path, text: str) -> list[tuple[str, str]]:
    pairs = read_pairs(text)
    if not pairs:
        raise ResourceError(_nothing_in(path))
    return pairs


def _nothing_in(path: Path) -> str:
    return f"{path}:1: no entry with a German name in it; see: normalizer glossary import -h"


def _read(path: Path) -> str:
    """The text of a table, in UTF-8, or in UTF-16 as spreadsheets save "Unicode text"."""
    try:
        data = path.read_bytes()
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except OSError as error:
        message = f"{path}:1: can't be read: {error.strerror or error}"
        raise ResourceError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}:1: can't be read as UTF-8: {error}; save it as a CSV file in UTF-8"
        raise ResourceError(message) from error


def _of_pairs(
    pairs: Sequence[tuple[str, str]], kind: str, language: str
) -> Sequence[dict[str, Any]]:
    by_name: dict[str, dict[str, Any]] = {}
    for said, preferred in pairs:
        entry = by_name.setdefault(preferred, {"type": kind, "preferred": preferred})
        if language == "de" or "origin" in entry:
            if said != preferred:
                form = {"text": said, "language": language, "kind": "variant"}
                entry.setdefault("form", []).append(form)
        else:
            entry["origin"] = {language: said}
    return list(by_name.values())


def _with_ids(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """``entries`` with an id each, numbered where two would get the same."""
    taken: dict[str, int] = {}
    found = []
    for entry in entries:
        name = entry.get("id") or slug(entry["preferred"])
        taken[name] = taken.get(name, 0) + 1
        number = f"-{taken[name]}" if taken[name] > 1 else ""
        found.append({"id": f"{name}{number}", **{k: v for k, v in entry.items() if k != "id"}})
    return found
