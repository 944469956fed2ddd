"""The engines that are installed, best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from normalizer.engines.argos import argos_engine
from normalizer.engines.bundled import needed_starters
from normalizer.engines.calibration import (
    Measured,
    Thresholds,
    Unmeasured,
    measure,
    read_thresholds,
    remember_threshold,
)
from normalizer.engines.ct2 import read_ct2_folder
from normalizer.engines.engine import Engine
from normalizer.engines.firefox import FirefoxEngine, firefox_engines
from normalizer.engines.memory import RememberingEngine, TranslationMemory
from normalizer.engines.package import Package
from normalizer.engines.package_engine import PackageEngine
from normalizer.engines.stock import StockEngine
from normalizer.engines.store import Store
from normalizer.errors import ModelError

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
    """What is installed in ``folders``; each engine translates ``threads`` batches at once.

    ``device`` is one of `DEVICES`; Firefox models and the library argostranslate use the processor.
    The starters in the folder ``starter`` serve as well, if one is named.
    """

    folders: tuple[Path, ...]
    threads: int = 1
    device: str = "cpu"
    starter: Path | None = None

    def engines(self, kinds: Sequence[str] = ()) -> tuple[Engine, ...]:
        """The engines of these kinds, in their order; of `DEFAULT_ENGINES` if none is named.

        Those whose extra isn't installed are then passed over, and `damaged` tells of them. None
        is loaded before its first sentence. Starters are of the kind ``argos``, and come last.

        Raises:
            ModelError: a starter is wanted, and there is none that can be used.
        """
        usable = (kind for kind in DEFAULT_ENGINES if kind != "firefox" or _has_firefox())
        wanted = tuple(kinds) or tuple(usable)
        own = [engine for kind in wanted for engine in self._of_kind(kind)]
        if self.starter is not None and "argos" in wanted:
            own += [self._argos(package) for package in needed_starters(self.starter)]
        return tuple(own)

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
        try:
            self._measured()
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
        if kind == "argos":
            yield from map(self._argos, Store(self.folders).packages("argos"))
        elif kind == "argostranslate":
            yield from (StockEngine(package) for package in Store(self.folders).packages("argos"))
        elif kind == "firefox":
            yield from firefox_engines(self.folders)
        elif kind == "ct2":
            for package in Store(self.folders).packages("ct2"):
                folder = read_ct2_folder(package.path, self.threads, self.thresholds)
                yield replace(folder, device=self.device)

    def _argos(self, package: Package) -> Engine:
        engine = argos_engine(package, self.threads, self.thresholds)
        return replace(engine, device=self.device)

    @property
    def thresholds(self) -> Thresholds:
        """What was measured of the packages; nothing where that can't be read."""
        try:
            return self._measured()
        except ModelError:
            return Thresholds()  # `damaged` names it

    def _measured(self) -> Thresholds:
        return read_thresholds(self.folders[0]) if self.folders else Thresholds()


def engine_of(package: Package, thresholds: Thresholds | None = None) -> Engine:
    """The engine that is best at this package.

    Raises:
        ModelError: its settings can't be read.
    """
    if package.kind == "ct2":
        return read_ct2_folder(package.path, thresholds=thresholds)
    if package.kind == "firefox":
        return FirefoxEngine(package.path, package.source, package.target)
    return argos_engine(package, thresholds=thresholds)


def measure_package(package: Package, store: Path) -> Measured | Unmeasured | None:
    """What the model of ``package`` scores (see `measure`), now also written down in ``store``.

    ``None`` where none is wanted: it names its own threshold, or is of a kind that tells no score.
    What is known already isn't measured again.

    Raises:
        ModelError: it can't be loaded, or what was measured can't be written.
    """
    if package.least_score is not None or package.kind == "firefox":
        return None
    engine = engine_of(package)
    files = model_files(engine)
    known = read_thresholds(store).of(files)
    if known is not None:
        return known
    found = measure(engine)
    if isinstance(found, Measured):
        remember_threshold(store, files, found)
    return found


def model_files(engine: Engine) -> tuple[Path, ...]:
    """The files that the translations of ``engine`` depend on; none where they aren't known."""
    return engine.files if isinstance(engine, PackageEngine) else ()


def _has_firefox() -> bool:
    try:
        return find_spec("fxtranslate") is not None
    except ValueError:
        return False  # what stands in its place is no module
