"""What ``normalizer clean`` does once its options are read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import partial
from pathlib import Path

from normalizer.cli.choices import Choices, inputs_of, search_of
from normalizer.cli.console import Exit
from normalizer.cli.difference import DIFF_STYLES, print_difference
from normalizer.cli.runners import Elsewhere
from normalizer.cli.running import FAIL_ON, Manner, Running, exit_code, worker_count
from normalizer.cli.summary import print_run
from normalizer.formats.remote import Location, location
from normalizer.pipeline.settings import checked_name
from normalizer.runs.destination import Destination
from normalizer.runs.events import Cleaned, Event
from normalizer.runs.inputs import Input
from normalizer.runs.output import Output, chosen_output, named_conversion
from normalizer.runs.selection import Selection, shard_named

__all__ = ["Choices", "Cleaning", "search_of"]


@dataclass(frozen=True)
class Cleaning:
    """A run over the files that ``arguments`` name, as ``choices`` and further options say."""

    arguments: list[str]
    choices: Choices
    _: KW_ONLY
    form: str | None
    output: str | None
    in_place: str | None
    audit: str | None
    metadata: str | None
    rejects: str | None
    audited: bool
    state: Path | None
    resume: bool
    jobs: int | None
    runner: str
    ray_address: str | None
    spark_master: str | None
    parts: str | None
    shard: str | None
    limit: int | None
    sample: float | None
    most_rejects: int | None
    fail_on: str
    dry_run: bool
    diff: str | None
    progress: str
    quiet: bool

    def __call__(self) -> Exit:
        """What the command ends with.

        Raises:
            NormalizerError: the options contradict each other, or the run can't begin or go on.
            OSError: something can't be written.
        """
        if self.diff is not None:
            checked_name("diff style", self.diff, DIFF_STYLES)
        choices, found, goes_to = self._files()
        destination = self._destination(goes_to)
        if self.state is not None:
            destination.check_resumable(found)
        destination.check(found)
        checked_name("value of --fail-on", self.fail_on, FAIL_ON)
        run = Running(
            choices, destination, progress=self.progress, quiet=self.quiet, manner=self._manner()
        )
        watch = None if self.diff is None else partial(_shown, style=self.diff)
        summary = run(found, watch)
        if not self.quiet:
            starters = choices.unused_starters() if summary.lacking else frozenset()
            print_run(summary, destination, dry=self._is_dry, starters=starters)
        return exit_code(summary, self.fail_on)

    @property
    def _is_dry(self) -> bool:
        return self.dry_run or self.diff is not None

    @property
    def _beside(self) -> list[Location | None]:
        """Where the audit, the metadata and the rejects go, where that was said."""
        given = (self.audit, self.metadata, self.rejects)
        return [None if one is None else location(one, self.state) for one in given]

    def _files(self) -> tuple[Choices, Sequence[Input], Output]:
        """What is read and where it goes; what is to be written may be said by its name alone."""
        written_as = self.choices.reading().output
        leave = _written(self.output, *self._beside)
        found = inputs_of(self.arguments, self.form, output=written_as, leave=leave)
        if self._is_dry and self.output is None and self.in_place is None:
            goes_to = Output()
        else:
            goes_to = chosen_output(
                found, self.arguments, self.output, self.in_place, spool=self.state
            )
        named = named_conversion(goes_to, found) if written_as is None else None
        if named is None:
            return self.choices, found, goes_to
        found = inputs_of(self.arguments, self.form, output=named, leave=leave)
        return self.choices.written_as(named), found, goes_to

    def _destination(self, goes_to: Output) -> Destination:
        audit, metadata, rejects = self._beside
        if not self.audited:
            return Destination(goes_to, rejects=rejects, write=not self._is_dry)
        return Destination(
            goes_to,
            audit=audit or _named_beside(goes_to, self.arguments, "audit"),
            metadata=metadata or _named_beside(goes_to, self.arguments, "meta"),
            rejects=rejects,
            write=not self._is_dry,
        )

    def _manner(self) -> Manner:
        shard = None if self.shard is None else shard_named(self.shard)
        addresses = {"--ray-address": self.ray_address, "--spark-master": self.spark_master}
        return Manner(
            worker_count(self.jobs), self.state, self.resume, self.most_rejects,
            Selection(self.limit, self.sample, shard),
            Elsewhere.of(
                self.runner, workers=self.jobs, addresses=addresses, parts=self.parts
            ),
        )  # fmt: skip


def _shown(events: Iterable[Event], style: str) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Cleaned):
            print_difference(event.document, style)
        yield event


def _written(output: str | None, *files: Location | None) -> list[Location]:
    """What a run over a folder must not read, since it, or one before it, writes it."""
    found = [path for path in files if path is not None]
    if output is not None and output != "-":
        path = location(output)
        beside = (
            path.with_name(f"{path.name}.{kind}.jsonl") for kind in ("audit", "meta", "rejects")
        )
        found += [path, *(beside if path.name else ())]
    return found


def _named_beside(output: Output, inputs: list[str], kind: str) -> Location | None:
    """The file beside a folder that is written, or beside what is changed in place.

    What is replaced without a copy can be had again from its audit only.
    """
    if output.in_place and len(inputs) == 1:
        path: Location = Path(inputs[0])
    elif output.path is not None and output.is_folder:
        path = output.path
    else:
        return None
    path = path if path.name not in {"", ".."} else path.resolve()
    return path.with_name(f"{path.name}.{kind}.jsonl")
