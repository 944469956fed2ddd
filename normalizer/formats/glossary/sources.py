"""Glossary files that are written: entries added by hand, or taken from other formats."""

import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import regex
import tomli_w

from normalizer.errors import ResourceError
from normalizer.formats.files import WholeFile
from normalizer.formats.glossary.tables import read_pairs
from normalizer.formats.glossary.tbx import Concept, read_tbx
from normalizer.resources.glossary import EntryType
from normalizer.resources.glossary_files import FORMAT, read_entries

_ID = regex.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)+")
_NOT_IN_IDS = regex.compile(r"[^a-z0-9]+")
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
        read_entries(path)
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    added = tomli_w.dumps({"entry": [dict(entry) for entry in entries]}, multiline_strings=False)
    data = f"{text}\n{added}".encode()
    _check(path, data)
    with WholeFile(path) as file:
        file.write(data)


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

    A table has names in ``language`` and German ones; all become entries of type ``kind``.

    Raises:
        ResourceError: the file can't be read, or has nothing in it.
    """
    if path.suffix.lower() in {".tbx", ".xml"}:
        entries = [entry for concept in read_tbx(path) if (entry := _of_concept(concept, kind))]
    else:
        entries = list(_of_pairs(_read(path), kind, language))
    if not entries:
        message = f"{path}:1: no entry with a German name in it; see: normalizer glossary import -h"
        raise ResourceError(message)
    return _with_ids(entries)


def _read(path: Path) -> list[tuple[str, str]]:
    try:
        return read_pairs(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        message = f"{path}:1: can't be read: {error.strerror or error}"
        raise ResourceError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}:1: can't be read as UTF-8: {error}; convert it and try again"
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


def _of_concept(concept: Concept, kind: str) -> dict[str, Any] | None:
    terms = concept.terms
    german = list(terms.get("de", ()))
    if not german:
        return None
    preferred = next((text for text, status in german if status == "preferred"), german[0][0])
    known = {"id": concept.id} if _ID.fullmatch(concept.id) else {}
    told = concept.subject if concept.subject in get_args(EntryType) else kind
    entry: dict[str, Any] = {**known, "type": told, "preferred": preferred}
    origin: dict[str, str] = {}
    forms: list[dict[str, str]] = []
    for language, said in terms.items():
        for text, status in said:
            if text == preferred:
                continue
            if language != "de" and status == "preferred" and language not in origin:
                origin[language] = text
            else:
                what = "variant" if status == "preferred" else status
                forms.append({"text": text, "language": language or "de", "kind": what})
    said_already = {preferred, *origin.values()}
    unique = {form["text"]: form for form in forms if form["text"] not in said_already}
    if origin:
        entry["origin"] = origin
    if unique:
        entry["form"] = list(unique.values())
    return entry


def _with_ids(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """``entries`` with an id each, numbered where two would get the same."""
    taken: dict[str, int] = {}
    found = []
    for entry in entries:
        name = entry.get("id") or slug(entry["preferred"])
        taken[name] = taken.get(name, 0) + 1
        number = f"-{taken[name]}" if taken[name] > 1 else ""
        found.append({**entry, "id": f"{name}{number}"})
    return found
