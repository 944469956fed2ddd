"""The engines that are installed, best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from normalizer.engines.argos import ArgosEngine
from normalizer.engines.ct2 import Ct2Engine, ct2_folders, read_ct2_folder
from normalizer.engines.engine import Engine
from normalizer.engines.firefox import firefox_engines
from normalizer.engines.memory import RememberingEngine, TranslationMemory
from normalizer.engines.stock import StockEngine
from normalizer.engines.store import Store
from normalizer.errors import ModelError

_PIECES = (".model", ".spm", ".json")

ENGINES = ("firefox", "ct2", "argos", "argostranslate")
"""The kinds of engine."""

DEFAULT_ENGINES = ("firefox", "ct2", "argos")
"""The kinds that serve unless others are named, best first.

On Mozilla's test sets (COMET) the Firefox models stand before OPUS-MT, and both before Argos,
on the pairs of English with Russian and German, but for the smallest one from German. What
lies in a plain CTranslate2 folder was put there by hand, so it goes before a package. The
library argostranslate reads the packages that `argos` reads, more slowly and with a folder of
its own in the home, so it serves only where it is named.
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """What is installed in ``folders``; each engine translates ``threads`` batches at once."""

    folders: tuple[Path, ...]
    threads: int = 1

    def engines(self, kinds: Sequence[str] = ()) -> tuple[Engine, ...]:
        """The engines of these kinds, in their order; of `DEFAULT_ENGINES` if none is named.

        Those whose extra isn't installed are then passed over, and `damaged` tells of them. None
        is loaded before its first sentence.
        """
        usable = (kind for kind in DEFAULT_ENGINES if kind != "firefox" or _has_firefox())
        return tuple(engine for kind in kinds or usable for engine in self._of_kind(kind))

    def remembering(
        self, memory: TranslationMemory, kinds: Sequence[str] = ()
    ) -> tuple[Engine, ...]:
        """The same engines, those whose files are known asking ``memory`` first."""
        return tuple(
            RememberingEngine(engine, memory, files) if (files := model_files(engine)) else engine
            for engine in self.engines(kinds)
        )

    def damaged(self) -> list[str]:
        """Why each folder that looks like a model can't be used."""
        problems = Store(self.folders).damaged()
        for path in ct2_folders(self.folders):
            try:
                read_ct2_folder(path)
            except ModelError as error:
                problems.append(str(error))
        if not _has_firefox():
            problems += [
                f"{engine.path}: needs the extra 'firefox'; run: "
                "pip install 'article-normalizer[firefox]'"
                for engine in firefox_engines(self.folders)
            ]
        return problems

    def _of_kind(self, kind: str) -> Iterator[Engine]:
        packages = Store(self.folders).packages()
        if kind == "argos":
            yield from (ArgosEngine(package, self.threads) for package in packages)
        elif kind == "argostranslate":
            yield from (StockEngine(package) for package in packages)
        elif kind == "firefox":
            yield from firefox_engines(self.folders)
        elif kind == "ct2":
            for path in ct2_folders(self.folders):
                try:
                    yield read_ct2_folder(path, self.threads)
                except ModelError:
                    continue  # one damaged folder must not hide the others; `damaged` names it


def model_files(engine: Engine) -> tuple[Path, ...]:
    """The files that the translations of ``engine`` depend on; none where they aren't known."""
    if isinstance(engine, ArgosEngine):
        folder, model = engine.package.path, engine.package.path / "model" / "model.bin"
    elif isinstance(engine, Ct2Engine):
        folder, model = engine.path, engine.path / "model.bin"
    else:
        return ()
    pieces = [path for path in sorted(folder.glob("*")) if path.suffix in _PIECES]
    return (model, *pieces)


def _has_firefox() -> bool:
    try:
        return find_spec("fxtranslate") is not None
    except ValueError:
        return False  # what stands in its place is no module
