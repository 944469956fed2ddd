"""What the options and the configuration file say together, and the inputs they name."""

import difflib
import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalizer.cli.console import warning
from normalizer.engines.bundled import bundled_starters, starter_folder
from normalizer.engines.installed import Installed
from normalizer.engines.memory import memory_file
from normalizer.engines.store import default_folders
from normalizer.errors import ModelError, SettingsError
from normalizer.formats.choice import FORMATS
from normalizer.formats.decode import checked_encoding
from normalizer.formats.format import FormatOptions
from normalizer.formats.remote import Location
from normalizer.garbage import keep_loaded
from normalizer.pipeline.settings import Settings
from normalizer.runs.configuration import Configuration, find_configuration, read_configuration
from normalizer.runs.descriptions import rule_ids
from normalizer.runs.inputs import Input, find_inputs

if TYPE_CHECKING:
    from normalizer.pipeline.normalizer import Normalizer


@dataclass(frozen=True)
class Choices:
    """What the options and the configuration file say together."""

    configuration: Configuration

    @classmethod
    def of(cls, config: Path | None, **flags: Any) -> "Choices":
        """Read the configuration, under the flags that were given.

        Raises:
            NormalizerError: the file or a value in it is wrong.
        """
        path = config or _from_environment() or find_configuration(Path.cwd())
        found = read_configuration(path) if path else Configuration()
        for key in ("only", "skip", "disable", "languages", "engine"):
            if flags.get(key) is not None:
                flags[key] = [name for words in flags[key] for name in words.split(",") if name]
        for key in ("models_dir", "glossary", "rules"):
            if flags.get(key) is not None:
                value = flags[key]
                flags[key] = [str(v) for v in value] if isinstance(value, list) else str(value)
        return cls(found.with_flags(flags))

    def written_as(self, form: str) -> "Choices":
        """The same, with another format to write."""
        return Choices(self.configuration.with_flags({"output_format": form}))

    def normalizer(self) -> "Normalizer":
        """The pipeline for these choices, its resources loaded and checked."""
        # Heavy, and commands that clean nothing can do without.
        from normalizer.pipeline.normalizer import Normalizer  # noqa: PLC0415

        folders = default_folders(dict(os.environ))
        memory = memory_file(dict(os.environ))
        settings = self.configuration.settings(
            folders, os.cpu_count() or 1, memory, starter_place()
        )
        own = self.configuration.values.get("models_dir")
        if own is not None and not Path(own).is_dir():
            message = f"{own}: no such folder of translation packages; see --models-dir"
            raise ModelError(message)
        normalizer = Normalizer(settings)
        _ = normalizer.catalogue.stages  # a mistake in a resource is told before any work
        keep_loaded()
        self._warn(normalizer)
        return normalizer

    def _warn(self, normalizer: "Normalizer") -> None:
        settings = normalizer.settings
        if settings.disable:
            own = (rule.id for rule in normalizer.catalogue.rules("residue"))
            rules = (*rule_ids(normalizer.catalogue.glossary), *own)
            for pattern in settings.disable:
                alone = Settings(disable=(pattern,))
                if all(alone.allows(rule) for rule in rules):
                    if not glob.has_magic(pattern):
                        checked_rule(pattern, rules)
                    warning(f"--disable {pattern}: no rule fits this pattern")
        if "translation" in settings.stages and settings.models != "none":
            for damaged in Installed(settings.model_folders or ()).damaged():
                warning(damaged)

    def unused_starters(self) -> frozenset[str]:
        """The pairs, such as ``ru-de``, that the bundled starter would serve if it were asked."""
        values = self.configuration.values
        kinds = values.get("engine")
        if values.get("models", "installed") != "installed" or (kinds and "argos" not in kinds):
            return frozenset()
        starters = bundled_starters(bundled_place())
        return frozenset(f"{package.source}-{package.target}" for package in starters)

    def reading(self) -> FormatOptions:
        """How the inputs are read, and which fields of records hold what."""
        values = self.configuration.values
        encoding = values.get("encoding")
        return FormatOptions(
            text_field=values.get("text_field", "text"),
            id_field=values.get("id_field", "id"),
            field_prefix=values.get("field_prefix", ""),
            html_field=values.get("html_field"),
            title_field=values.get("title_field"),
            output=values.get("output_format"),
            encoding=checked_encoding(encoding) if encoding not in {None, "auto"} else None,
        )


def search_of(*, fast: bool, quality: bool) -> str | None:
    """The search that these flags name, or ``None`` for that of the configuration.

    Raises:
        SettingsError: both were given.
    """
    if fast and quality:
        message = "--fast and --quality exclude each other; give one of them"
        raise SettingsError(message)
    return "fast" if fast else "quality" if quality else None


def checked_rule(rule: str, known: tuple[str, ...]) -> None:
    """Refuse an id that no rule has.

    Raises:
        SettingsError: the message has the closest ids.
    """
    close = difflib.get_close_matches(rule, dict.fromkeys(known), 3)
    hint = f"did you mean {' or '.join(close)}?" if close else "`normalizer check FILE` names rules"
    message = f"unknown rule {rule!r}; {hint}"
    raise SettingsError(message)


def inputs_of(
    arguments: list[str],
    form: str | None,
    *,
    output: str | None = None,
    leave: Sequence[Location] = (),
) -> Sequence[Input]:
    """The files that ``arguments`` name, but for those to ``leave`` that a run writes itself.

    Their names are those of the ``output``, where that is another format.

    Raises:
        NormalizerError: the format doesn't exist, or two files would get one name.
    """
    named = None if form == "auto" else form
    if named is not None and named not in FORMATS:
        message = f"unknown format {named!r} (known: auto, {', '.join(FORMATS)})"
        raise SettingsError(message)
    return find_inputs(arguments, named, output=output, leave=leave)


def starter_place() -> Path | None:
    """The folder that stands in for that of the bundled starter, if the environment names one."""
    named = os.environ.get("NORMALIZER_STARTER")
    return Path(named) if named else None


def bundled_place() -> Path:
    """The folder that the bundled starter is looked for in."""
    return starter_place() or starter_folder()


def _from_environment() -> Path | None:
    named = os.environ.get("NORMALIZER_CONFIG")
    return Path(named) if named else None
