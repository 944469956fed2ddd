"""What a run is asked to do."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

from normalizer.engines.device import DEVICES
from normalizer.engines.engine import Decoding
from normalizer.engines.installed import ENGINES
from normalizer.errors import SettingsError
from normalizer.finders.languages.inventory import SUPPORTED
from normalizer.resources.glossary import Profile

STAGES = (
    "encoding", "markup", "residue", "structure", "spacing", "quotes", "languages",
    "translation", "names", "flags",
)  # fmt: skip
"""The stages of the pipeline, in order."""

MODELS = ("installed", "starter", "none")
"""Which models may translate: what the user installed, the bundled starter besides, or none."""

GROUPS = {
    "main-language": ("languages",),
    "passages": ("languages",),
    "detect": ("languages",),
    "boilerplate": ("residue",),
    "spacing and quotes": ("spacing", "quotes"),
    "typography": ("spacing", "quotes"),
    "translate": ("translation",),
    "glossary": ("names",),
}
"""Other names people use for one or several stages."""

NEEDS = {
    "spacing": ("languages",),
    "quotes": ("languages",),
    "translation": ("languages",),
    "names": ("languages",),
    "flags": ("languages",),
}
"""What a stage reads of another; the other then runs too."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can change what comes out of the same article.

    ``target`` is the language articles are expected in and passages are put into, as an ISO
    639-1 code; ``languages`` are those considered besides it, all known ones if none. ``rules``
    are packs for residue beside those that ship. ``only`` and ``skip`` hold stages, ``disable``
    ids of rules or patterns of them (``residue.ru.*``).
    Translation packages are looked for in ``model_folders``, or where they usually are;
    With a ``source`` (a code, or ``auto``) articles are translated whole instead of their passages.
    ``models`` is ``installed``, ``starter`` for the small model that ships besides, where no
    installed one leads (that in ``starter_folder`` if one is named), or ``none``.
    Translations made before are kept in the file ``memory``, if there is one.
    ``engines`` are the kinds that may translate, best first, all usual ones if none, on the
    ``device``: ``cpu``, ``cuda``, or ``auto`` for a graphics card where there is one. Rules
    whose ``confidence`` is lower only report; more than ``max_removed``
    (0 to 1) of an article never goes as residue.

    Raises:
        SettingsError: a stage, language, engine or profile that doesn't exist, or a number out
            of range.
    """

    target: str = "de"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    glossary: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    profile: str = "default"
    confidence: float = 0.94
    max_removed: float = 0.3
    model_folders: tuple[Path, ...] | None = None
    threads: int = 1
    decoding: Decoding = field(default_factory=Decoding)
    languages: tuple[str, ...] = ()
    memory: Path | None = None
    source: str = ""
    engines: tuple[str, ...] = ()
    device: str = "auto"
    models: str = "installed"
    starter_folder: Path | None = None

    def __post_init__(self) -> None:
        checked_name("language", self.target, SUPPORTED)
        checked_name("profile", self.profile, get_args(Profile))
        checked_name("device", self.device, DEVICES)
        checked_name("choice of models", self.models, MODELS)
        for name in ("only", "skip", "disable", "glossary", "rules", "languages", "engines"):
            # Of a string each letter would be a pattern, and `*` switches everything off.
            if isinstance(getattr(self, name), str):
                message = f"{name} must hold several values, such as ({getattr(self, name)!r},)"
                raise SettingsError(message)
        for name in (*self.only, *self.skip):
            stages_named(name)
        if self.source not in ("", "auto"):
            checked_name("language", self.source, SUPPORTED)
        for name in self.engines:
            checked_name("engine", name, ENGINES)
        for name in ("confidence", "max_removed"):
            if not 0 <= getattr(self, name) <= 1:
                message = f"{name} must lie between 0 and 1, not {getattr(self, name)}"
                raise SettingsError(message)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that run, in order: those asked for and those they need."""
        wanted = _named(self.only) or set(STAGES)
        wanted -= _named(self.skip)
        for stage in sorted(wanted):
            wanted.update(NEEDS.get(stage, ()))
        return tuple(stage for stage in STAGES if stage in wanted)

    def allows(self, rule: str) -> bool:
        """Whether ``rule`` is switched on.

        A pattern may leave out the stage: ``ru.*`` switches off ``residue.ru.follow`` too.
        """
        if not self.disable:
            return True
        _, _, short = rule.partition(".")
        return not any(
            fnmatchcase(rule, pattern) or fnmatchcase(short, pattern) for pattern in self.disable
        )


SETTING_NAMES = tuple(setting.name for setting in fields(Settings))


def stages_named(name: str) -> tuple[str, ...]:
    """The stages that ``name`` means.

    >>> stages_named("names"), stages_named("typography")
    (('names',), ('spacing', 'quotes'))

    Raises:
        SettingsError: there is no such stage.
    """
    if name in GROUPS:
        return GROUPS[name]
    checked_name("stage", name, STAGES)
    return (name,)


def checked_name(what: str, name: str, known: Iterable[str]) -> None:
    """Refuse a ``name`` that isn't ``known``, and say which one may have been meant.

    Raises:
        SettingsError: it isn't known.
    """
    known = tuple(known)
    if name not in known:
        close = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        message = f"unknown {what} {name!r}{hint} (known: {', '.join(known)})"
        raise SettingsError(message)


def _named(names: Iterable[str]) -> set[str]:
    return {stage for name in names for stage in stages_named(name)}
