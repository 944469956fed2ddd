"""What a run did, counted from its audit alone."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import msgspec

from normalizer.errors import AuditError

_ARTICLES = frozenset(("document", "edit", "passage", "notice"))


class _Record(msgspec.Struct):
    """What is counted of a record of an audit."""

    record: str
    document: str = ""
    language: str = ""
    rule: str = ""
    outcome: str = ""
    revision: int = 0
    metadata: dict[str, msgspec.Raw] = {}
    output: msgspec.Raw = msgspec.Raw(b"")

    @property
    def is_left(self) -> bool:
        """Whether anything of a passage is left in the output."""
        start, end = msgspec.json.decode(self.output)
        return bool(start < end)


_RECORD = msgspec.json.Decoder(_Record)


@dataclass
class RunStatistics:
    """Counts: of articles by language, edits and notices by rule, passages by language and outcome.

    ``metadata`` counts the articles each of its fields was found in.
    """

    runs: int = 0
    articles: int = 0
    changed: int = 0
    rejected: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    notices: Counter[str] = field(default_factory=Counter)
    passages: Counter[str] = field(default_factory=Counter)
    metadata: Counter[str] = field(default_factory=Counter)

    @property
    def stages(self) -> Counter[str]:
        """The edits by stage."""
        counts: Counter[str] = Counter()
        for rule, count in self.edits.items():
            counts[rule.partition(".")[0]] += count
        return counts


def run_statistics(audit: Path) -> RunStatistics:
    """The counts of all that ``audit`` tells of; it is read once, a line at a time.

    Raises:
        AuditError: it can't be read, or isn't an audit; the message has ``file:line``.
    """
    found = RunStatistics()
    for _, group in groupby(_records(audit), lambda numbered: numbered[0]):
        _count(found, [record for _, record in group])
    if not found.runs:
        message = f"{audit}:1: not an audit: it must begin with a record of its run"
        raise AuditError(message)
    return found


def _records(audit: Path) -> Iterator[tuple[int, _Record]]:
    """Each record, with the number of the article it belongs to."""
    article = 0
    try:
        with audit.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    record = _RECORD.decode(line)
                except msgspec.MsgspecError as error:
                    message = f"{audit}:{number}: not a record of an audit: {error}"
                    raise AuditError(message) from error
                article += record.record not in _ARTICLES or record.record == "document"
                yield article, record
    except OSError as error:
        message = f"{audit}: can't be read: {error.strerror or error}"
        raise AuditError(message) from error


def _count(found: RunStatistics, records: Iterable[_Record]) -> None:
    """Count an article, or a record that stands between articles."""
    head, *others = records
    if head.record == "run":
        found.runs += 1
    elif head.record == "rejected":
        found.rejected += 1
    elif head.record == "document":
        found.articles += 1
        found.languages[head.language] += 1
        found.metadata.update(dict.fromkeys(head.metadata, 1))
        rules = [record.rule for record in others if record.record == "edit"]
        found.changed += bool(rules)
        found.edits.update(rules)
        found.notices.update(record.rule for record in others if record.record == "notice")
        passages = [record for record in others if record.record == "passage"]
        last = max((record.revision for record in passages), default=0)
        found.passages.update(
            f"{record.language} {record.outcome}"
            for record in passages
            if record.revision == last and record.is_left
        )
