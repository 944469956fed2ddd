"""What an audit tells besides the trails of articles: its runs, and what was passed on."""

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from normalizer.audit.records import Record
from normalizer.audit.trail import Trail
from normalizer.errors import AuditError
from normalizer.runs.seal import KEY, seal_of

_HEAD = 40


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that was rejected: its line, the digest of its bytes, and where that is told."""

    line: int
    digest: str
    place: str


@dataclass
class Told:
    """Gathered from the lines of an audit as they pass by.

    ``rejected`` holds, by file, the records that were passed on and not yet found in an output.
    """

    name: str
    rejected: dict[str, deque[Passed]] = field(default_factory=dict)
    _runs: dict[int, Record] = field(default_factory=dict)

    def seen(self, lines: Iterable[str]) -> Iterator[str]:
        """The same ``lines``.

        Raises:
            AuditError: a record of what was rejected was changed.
        """
        for number, line in enumerate(lines, start=1):
            head = line[:_HEAD]
            if '"run"' in head and (record := _parsed(line, "run")):
                self._runs[number] = record
            elif '"rejected"' in head and (record := _parsed(line, "rejected")):
                self._reject(number, record)
            yield line

    def run_of(self, trail: Trail) -> Record:
        """The head of the run that ``trail`` is of."""
        return self._run_before(int(trail.place.rpartition(":")[2]))

    def _run_before(self, line: int) -> Record:
        return next(
            (self._runs[number] for number in sorted(self._runs, reverse=True) if number < line),
            {},
        )

    def _reject(self, number: int, record: Record) -> None:
        place = f"{self.name}:{number}"
        if record.get(KEY) != seal_of([record], self._run_before(number)):
            message = f"{place}: the record of a rejected line was changed"
            raise AuditError(message)
        try:
            passed = Passed(record["line"], record["written"], place)
            self.rejected.setdefault(record["file"], deque()).append(passed)
        except KeyError as error:
            message = f"{place}: the record of a rejected line is damaged: {error} is missing"
            raise AuditError(message) from error


def _parsed(line: str, kind: str) -> Record | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None  # what is wrong with the line is told where it is read
    return record if isinstance(record, dict) and record.get("record") == kind else None
