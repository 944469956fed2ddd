"""Where the work of a run is done: in this machine's processes, or by an engine for many."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from normalizer.errors import SettingsError
from normalizer.formats.remote import location
from normalizer.pipeline.settings import Settings, checked_name
from normalizer.runs.ray_runner import RayRunner
from normalizer.runs.run import Run
from normalizer.runs.sharded import Runner, ShardedRun
from normalizer.runs.shards import Work
from normalizer.runs.spark_runner import SparkRunner

LOCAL = "local"


@dataclass(frozen=True)
class Elsewhere:
    """A ``runner`` by name with so many ``workers``, at an ``address`` where it runs already.

    Workers leave their parts in a folder or at an address.

    Raises:
        SettingsError: there is no such runner.
    """

    runner: str
    workers: int | None = None
    address: str | None = None
    parts: str | None = None

    @classmethod
    def of(
        cls,
        runner: str,
        *,
        workers: int | None,
        addresses: dict[str, str | None],
        parts: str | None,
    ) -> "Elsewhere | None":
        """What these options mean together; ``None`` where all is done on this machine.

        The ``addresses`` are those of the options that give one.

        Raises:
            SettingsError: there is no such runner, or an option of another one.
        """
        checked_name("runner", runner, (LOCAL, *RUNNERS))
        for option, value, whose in (
            *((option, value, (_WHOSE[option],)) for option, value in addresses.items()),
            ("--parts", parts, tuple(RUNNERS)),
        ):
            if value is not None and runner not in whose:
                message = f"{option} is for --runner {' or '.join(whose)}, not for {runner}"
                raise SettingsError(message)
        address = next((value for value in addresses.values() if value is not None), None)
        return None if runner == LOCAL else cls(runner, workers, address, parts)

    @contextmanager
    def run(self, here: Run, state: Path | None) -> Iterator[ShardedRun]:
        """The run ``here``, done by the runner; its journal is in ``state``.

        Raises:
            SettingsError: parts have no place that all machines see, or articles are to be shown.
        """
        if here.watch is not None:
            message = (
                f"--diff shows articles as they are cleaned here; leave --runner {self.runner} out"
            )
            raise SettingsError(message)
        with self._parts(state) as parts:
            work = Work(
                _everywhere(here.plan.settings), here.plan.run, here.options, here.size, parts,
                audited=here.plan.audited,
            )  # fmt: skip
            yield ShardedRun(work, RUNNERS[self.runner](self), here.selection)

    @contextmanager
    def _parts(self, state: Path | None) -> Iterator[str]:
        if self.parts is not None:
            yield str(location(self.parts).absolute())
        elif state is not None:
            kept = state.absolute() / "parts"
            yield str(kept)
            shutil.rmtree(kept, ignore_errors=True)  # what workers that died left of parts
        elif self.address is not None:
            message = "the machines of a cluster need a folder that all of them see: --parts DIR"
            raise SettingsError(message)
        else:
            with tempfile.TemporaryDirectory(prefix="normalizer-parts-") as folder:
                yield folder


def _everywhere(settings: Settings) -> Settings:
    """The ``settings`` for a worker that may be in another folder, or on another machine.

    It has one processor, and keeps no translations.
    """
    folders, starter = settings.model_folders, settings.starter_folder
    return replace(
        settings,
        threads=1,
        memory=None,
        glossary=tuple(path.absolute() for path in settings.glossary),
        rules=tuple(path.absolute() for path in settings.rules),
        model_folders=folders and tuple(path.absolute() for path in folders),
        starter_folder=starter and starter.absolute(),
    )


def _ray(wanted: Elsewhere) -> Runner:
    return RayRunner(wanted.workers, wanted.address)


def _spark(wanted: Elsewhere) -> Runner:
    return SparkRunner(wanted.workers, wanted.address, os.environ.get("JAVA_HOME"))


RUNNERS: dict[str, Callable[[Elsewhere], Runner]] = {"ray": _ray, "spark": _spark}
"""Who does shards, by name."""

_WHOSE = {"--ray-address": "ray", "--spark-master": "spark"}
