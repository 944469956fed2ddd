"""Settings from a ``normalizer.toml``."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from normalizer.engines.engine import SEARCHES
from normalizer.errors import ResourceError, SettingsError
from normalizer.pipeline.settings import Settings, checked_name
from normalizer.resources.tables import read_toml

FILE_NAME = "normalizer.toml"

TEMPLATE = """\
# Settings of `normalizer`, read from this folder and those below it.
# A flag on the command line wins over a line here. `normalizer config show` tells what holds.

target = "de"             # the language articles are in, and passages are put into
languages = []            # languages that passages may be in; none means all that are known
only = []                 # stages to run: encoding markup residue structure spacing quotes
                          # languages translation names flags; none means all
skip = []                 # stages to leave out
disable = []              # rules to switch off: "residue.ru.follow", "ru.*", "names.kp-najin"
glossary = []             # further glossary files, beside this one; later entries win
rules = []                # further packs of rules for residue, such as `rules learn` writes
profile = "default"       # house style of names: default, dpa, official, dprk
residue = "news"          # how sure a rule must be to remove: minimal, news, aggressive
# confidence = 0.94       # the same as a number, 0 to 1; rules less sure only report
max_removed = 0.3         # larger shares of an article are never removed as residue
engine = []               # kinds that may translate, best first: firefox ct2 argos
                          # argostranslate; none means the first three
models = "installed"      # which translate: installed; starter for the small bundled one where
                          # no installed one leads; none
device = "auto"           # what translates: cpu, cuda (a graphics card), auto for one where it is
search = "default"        # how widely translations are sought: fast, default, quality
shortlist = false         # whether a model's own list of likely words limits its search
# models_dir = "models"   # where translation packages are, beside this file
# models_index = "https://models.example/index.json"  # what `models pull` reads; also a folder
# models_mirror = "https://mirror.example/models/"    # where it takes the archives from instead
# encoding = "cp1251"     # of the input, where it is not UTF-8
# output_format = "jsonl" # to write, where it is not that of the input
memory = true             # keep translations on disk, so that none is made twice
text_field = "text"       # fields of records, columns of tables
id_field = "id"
# title_field = "title"   # holds a title, which is cleaned with the text
field_prefix = ""         # before the names of the fields that are added
# html_field = "page"     # holds a page, whose text becomes the text_field (JSON Lines)
"""

_KINDS: Mapping[str, type] = {
    "target": str, "languages": list, "only": list, "skip": list, "disable": list, "glossary": list,
    "rules": list, "residue": str, "profile": str, "confidence": float, "max_removed": float,
    "engine": list, "models": str, "device": str, "search": str,
    "shortlist": bool, "memory": bool, "models_dir": str, "models_index": str,
    "models_mirror": str, "encoding": str, "text_field": str, "id_field": str, "title_field": str,
    "field_prefix": str, "html_field": str, "output_format": str,
}  # fmt: skip
_PATHS = ("glossary", "rules", "models_dir", "models_index", "models_mirror")


RESIDUE_PROFILES: Mapping[str, float] = {"minimal": 0.95, "news": 0.94, "aggressive": 0.85}
"""How sure (0 to 1) a rule must be to remove anything, by name."""

_DISABLED = re.compile(r"^disable\s*=\s*\[[^\]]*\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Configuration:
    """The values of a configuration file, checked; ``place`` is its path, if there is one."""

    values: Mapping[str, Any] = field(default_factory=dict)
    place: str | None = None

    def with_flags(self, flags: Mapping[str, Any]) -> "Configuration":
        """These values, under ``flags`` that were given (those that aren't ``None``)."""
        given = {key: value for key, value in flags.items() if value is not None}
        return Configuration({**self.values, **given}, self.place)

    def settings(
        self,
        model_folders: tuple[Path, ...],
        threads: int,
        memory: Path | None = None,
        starter_folder: Path | None = None,
    ) -> Settings:
        """The settings of a run; ``models_dir`` goes before ``model_folders``.

        Translations are kept in the file ``memory`` unless the configuration says not to. The
        starter is the bundled one where no ``starter_folder`` is given.

        Raises:
            SettingsError: a value that doesn't exist or is out of range.
        """
        values = self.values
        own = values.get("models_dir")
        chosen = {
            key: values[key]
            for key in ("target", "profile", "confidence", "max_removed", "models", "device")
            if key in values
        }
        residue = values.get("residue", "news")
        checked_name("residue profile", residue, RESIDUE_PROFILES)
        chosen.setdefault("confidence", RESIDUE_PROFILES[residue])
        search = values.get("search", "default")
        checked_name("search", search, SEARCHES)
        shortlist = values.get("shortlist", False)
        return Settings(
            engines=tuple(values.get("engine", ())),
            decoding=replace(SEARCHES[search], shortlist=shortlist),
            languages=tuple(values.get("languages", ())),
            source=values.get("source", ""),
            only=tuple(values.get("only", ())),
            skip=tuple(values.get("skip", ())),
            disable=tuple(values.get("disable", ())),
            glossary=tuple(Path(name) for name in values.get("glossary", ())),
            rules=tuple(Path(name) for name in values.get("rules", ())),
            model_folders=(Path(own), *model_folders[1:]) if own else model_folders,
            threads=threads,
            memory=memory if values.get("memory", True) else None,
            starter_folder=starter_folder,
            **chosen,
        )


def find_configuration(start: Path) -> Path | None:
    """The nearest ``normalizer.toml`` in ``start`` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def read_configuration(path: Path) -> Configuration:
    """The values of ``path``; names of files count from its folder.

    Raises:
        SettingsError: the file can't be read, isn't TOML, or holds a key that doesn't exist or
            a value of the wrong type; the message has ``file:line``.
    """
    if not path.is_file():
        message = f"{path}: no such configuration file; `normalizer config init` writes one"
        raise SettingsError(message)
    try:
        values = read_toml(path)
    except ResourceError as error:
        raise SettingsError(str(error)) from error
    checked: dict[str, Any] = {}
    for key, value in values.items():
        place = f"{path}:{_line_of(path, key)}"
        try:
            checked_name("key", key, _KINDS)
        except SettingsError as error:
            message = f"{place}: {error}"
            raise SettingsError(message) from error
        checked[key] = _checked(place, key, value, path.parent)
    return Configuration(checked, str(path))


def with_disabled(path: Path, rule: str) -> str:
    """What the configuration file ``path`` says, with ``rule`` among those that are switched off.

    Raises:
        SettingsError: there is such a file, and it holds a mistake.
    """
    known = read_configuration(path).values.get("disable", []) if path.is_file() else []
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    line = f"disable = {json.dumps(list(dict.fromkeys([*known, rule])), ensure_ascii=False)}"
    if _DISABLED.search(text):
        return _DISABLED.sub(lambda _: line, text, count=1)
    return f"{line}\n{text}"


def _checked(place: str, key: str, value: Any, folder: Path) -> Any:
    kind = _KINDS[key]
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    strings = not isinstance(value, list) or all(isinstance(item, str) for item in value)
    if not isinstance(value, kind) or not strings:
        wanted = "a list of strings" if kind is list else f"a {kind.__name__}"
        message = f"{place}: {key!r} must be {wanted}, not {value!r}"
        raise SettingsError(message)
    if key not in _PATHS or (isinstance(value, str) and "://" in value):
        return value
    if isinstance(value, list):
        return [str(folder / name) for name in value]
    return str(folder / str(value))


def _line_of(path: Path, key: str) -> int:
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=|\s*\[+\s*{re.escape(key)}")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if pattern.match(line):
            return number
    return 1
