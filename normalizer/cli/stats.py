"""``normalizer stats``: what a run did, from its audit."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from normalizer.cli.console import columns, emit, exit_codes
from normalizer.cli.verify import Audit, Cleaned, audit_of
from normalizer.runs.statistics import RunStatistics, run_statistics

_HEAD = 64
_MOST = 15


def stats(
    cleaned: Cleaned,
    *,
    audit: Audit = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Everything, as one JSON object.")
    ] = False,
) -> None:
    """Count what a run did: articles, edits, passages, notices and rejects, by kind.

    The argument is the cleaned file or folder, or its audit itself.

    \N{BACKSPACE}
    For example:
      normalizer stats cleaned/
      normalizer stats cleaned.audit.jsonl --json
    """
    with exit_codes():
        is_audit = audit is None and _is_audit(cleaned)
        found = run_statistics(cleaned if is_audit else audit_of(Path(cleaned), audit))
        if as_json:
            # `asdict` would count the pairs of a counter.
            counts = {field.name: getattr(found, field.name) for field in fields(found)}
            emit(msgspec.json.encode({**counts, "stages": found.stages}).decode())
            return
        for line in _lines(found):
            emit(line)


def _is_audit(path: Path) -> bool:
    """Whether ``path`` is itself an audit: its first record tells of a run."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.readline(_HEAD).startswith(b'{"record":"run"')


def _lines(found: RunStatistics) -> Iterator[str]:
    rejected = f", {found.rejected} records rejected" if found.rejected else ""
    yield f"{found.changed} of {found.articles} articles changed{rejected}"
    for title, counts in (
        ("articles by language", found.languages),
        ("edits by stage", found.stages),
        ("edits by rule", found.edits),
        ("passages", found.passages),
        ("notices", found.notices),
        ("metadata", found.metadata),
    ):
        if counts:
            yield ""
            yield title
            yield from _table(counts)


def _table(counts: Counter[str]) -> Iterator[str]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    width = len(str(ordered[0][1]))
    rows = [(f"  {count:>{width}}", name) for name, count in ordered[:_MOST]]
    yield from columns(rows)
    if len(ordered) > _MOST:
        yield f"  … and {len(ordered) - _MOST} more: --json has all"
