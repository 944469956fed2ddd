"""``normalizer models pull``: packages from an index; all there is of a network."""

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Self

import typer

from normalizer.cli.choices import Choices
from normalizer.cli.console import Exit, Problems, exit_codes, talk, visible
from normalizer.cli.options import ConfigFile, ModelsDir
from normalizer.cli.progress import progress_mode
from normalizer.engines.calibration import Unmeasured
from normalizer.engines.installed import measure_package
from normalizer.engines.lock import read_lock
from normalizer.engines.package import DEFAULT_LEAST_SCORE, Package
from normalizer.engines.store import Store, default_folders
from normalizer.errors import ModelError, SettingsError

_PAIR = re.compile(r"([a-z]{2,3}(?:_[A-Za-z]{2,8})?)-([a-z]{2,3}(?:_[A-Za-z]{2,8})?)")
_EVERY = 0.2
_MIB = 1 << 20

Pairs = Annotated[
    list[str] | None,
    typer.Argument(help="From and to, such as ru-de.", metavar="PAIR...", show_default=False),
]
IndexAddress = Annotated[
    str | None,
    typer.Option("--index", metavar="URL", help="Index of packages: https, file, or a folder."),
]
Mirror = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Take the archives from here, not from where they are said."),
]
FromLock = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Install what a models.lock names, the same.")
]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds without a byte to wait.")]
Retries = Annotated[int, typer.Option(min=0, help="How often to try again.")]
ProgressMode = Annotated[str, typer.Option("--progress", help="auto, bar, json or none.")]


def pull(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    pairs: Pairs = None,
    *,
    index: IndexAddress = None,
    mirror: Mirror = None,
    from_lock: FromLock = None,
    models_dir: ModelsDir = None,
    config: ConfigFile = None,
    timeout: Timeout = 30.0,
    retries: Retries = 4,
    progress: ProgressMode = "auto",
) -> None:
    """Download and install packages: direct ones, or two through a pivot.

    Nothing else in this program opens a connection. Downloads that broke off go on where they
    stopped. What came is written into models.lock, with its SHA-256.

    \N{BACKSPACE}
    For example:
      normalizer models pull ru-de uk-de --index https://models.example/index.json
      normalizer models pull --from-lock models.lock
    """
    with exit_codes():
        if bool(pairs) == (from_lock is not None):
            message = "name pairs of languages, such as ru-de, or --from-lock FILE"
            raise SettingsError(message)
        wanted = [_pair(pair) for pair in pairs or ()]
        values = Choices.of(config, models_dir=models_dir).configuration.values
        places = _setting("index", index, values), _setting("mirror", mirror, values)
        store = Store(folders(values.get("models_dir")))
        with Received(progress_mode(progress)) as received:
            pulling = _Pulling(store, *places, (timeout, retries), received)
            if from_lock is None:
                pulling.pairs(wanted)
            else:
                pulling.lock(from_lock)
        pulling.close()


_NO_INDEX = (
    "no index of packages is named: --index URL, NORMALIZER_INDEX, or models_index in "
    "normalizer.toml; see docs/models.md for what an index is"
)


class _Pulling:
    """Pulls what was named, and says what came of it."""

    def __init__(
        self, store: Store, index: str | None, mirror: str | None,
        trying: tuple[float, int], received: "Received",
    ) -> None:  # fmt: skip
        # Only here: these bring in the libraries of the network, which take 30 ms to load.
        from normalizer.engines.download import Patience  # noqa: PLC0415
        from normalizer.engines.pull import Puller  # noqa: PLC0415

        timeout, retries = trying
        patience = Patience(timeout=timeout, attempts=retries + 1, proxies=_proxies())
        self._store, self._index, self._mirror = store, index, mirror
        self._puller, self._received = Puller(store.own, patience, received), received
        self._problems = Problems()

    def pairs(self, wanted: list[tuple[str, str]]) -> None:
        """Install what leads from one language to the other, for each pair."""
        from normalizer.engines.index import open_index  # noqa: PLC0415  as above

        if self._index is None:
            raise SettingsError(_NO_INDEX)
        index = open_index(self._index, self._puller.patience).mirrored(self._mirror)
        for source, target in wanted:
            try:
                way = index.way(source, target)
                if len(way) > 1:
                    names = " and ".join(f"{entry.source}-{entry.target}" for entry in way)
                    talk.print(f"no package leads from {source} to {target} directly: {names}")
                for entry in way:
                    here = self._store.having(entry.source, entry.target, entry.version)
                    name = here.path.name if here else entry.archive
                    self._say(None if here else self._puller.pull(entry), name)
            except ModelError as error:
                self._received.clear()
                self._problems.add(error)

    def lock(self, path: Path) -> None:
        """Install what the lock in the file ``path`` names."""
        for known in read_lock(path).packages:
            try:
                self._say(self._puller.reproduce(known, self._mirror), known.name)
            except ModelError as error:
                self._received.clear()
                self._problems.add(error)

    def _say(self, package: Package | None, name: str) -> None:
        self._received.clear()
        said = f"{name}: is here already" if package is None else told(package)
        talk.print(visible(said), markup=False)
        if package is not None:
            measured(package, self._store.own)

    def close(self) -> None:
        """End with the exit code that tells how it went."""
        self._problems.close()
        if self._problems.count:
            raise typer.Exit(Exit.MISSING)


class Received:
    """Says how much of a download is here, as a line that is overwritten or as lines of JSON."""

    def __init__(self, mode: str) -> None:
        self._mode = mode
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the line that is overwritten away, so that others can be said."""
        if self._mode == "bar":
            self._print("\r\N{ESCAPE}[K", end="")

    def __call__(self, done: int, total: int | None) -> None:
        """So many bytes came."""
        now = time.monotonic()
        if self._mode == "none" or (now - self._last < _EVERY and done != total):
            return
        self._last = now
        if self._mode == "json":
            self._print(f'{{"bytes": {done}, "of": {"null" if total is None else total}}}')
        else:
            of = "" if total is None else f" of {total / _MIB:.1f}"
            self._print(f"\r{done / _MIB:.1f}{of} MiB\N{ESCAPE}[K", end="")

    def _print(self, said: str, *, end: str = "\n") -> None:
        print(said, end=end, file=sys.stderr, flush=True)  # noqa: T201


def folders(models_dir: str | Path | None) -> tuple[Path, ...]:
    """The folders that packages are looked for in."""
    known = default_folders(dict(os.environ))
    return (Path(models_dir), *known[1:]) if models_dir else known


def store_of(models_dir: Path | None, config: Path | None) -> Store:
    """The folders that packages are looked for in, as options and configuration name them."""
    values = Choices.of(config, models_dir=models_dir).configuration.values
    return Store(folders(values.get("models_dir")))


def measured(package: Package, store: Path) -> None:
    """Measure the least score of a package that names none, and say what came of it."""
    try:
        found = measure_package(package, store)
    except (ModelError, ValueError) as error:  # the latter where CTranslate2's parts don't fit
        talk.print(visible(f"{package.name}: no least score: {error}"), markup=False)
        return
    if isinstance(found, Unmeasured):
        said = (
            f"{package.name}: no least score could be measured, since {found.why}; "
            f"{DEFAULT_LEAST_SCORE} serves until min_score names one"
        )
        talk.print(visible(said), markup=False)
    elif found is not None:
        said = f"{package.name}: least score {found.least_score}, measured"
        talk.print(visible(said), markup=False)


def told(package: Package) -> str:
    """Name, way and place of a package."""
    return visible(f"{package.name}: {package.source} > {package.target}, in {package.path}")


def _pair(text: str) -> tuple[str, str]:
    found = _PAIR.fullmatch(text)
    if found is None or found[1] == found[2]:
        message = f"{text!r} is no pair of languages, such as ru-de"
        raise SettingsError(message)
    return found[1], found[2]


def _setting(name: str, flag: str | None, values: Any) -> str | None:
    value: Callable[[str], str | None] = values.get
    return flag or os.environ.get(f"NORMALIZER_{name.upper()}") or value(f"models_{name}")


def _proxies() -> dict[str, str]:
    found = {scheme: f"{scheme}_proxy" for scheme in ("http", "https")}
    return {
        scheme: os.environ.get(name) or os.environ[name.upper()]
        for scheme, name in found.items()
        if os.environ.get(name) or os.environ.get(name.upper())
    }
