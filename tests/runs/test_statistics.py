"""Counts from an audit are those of the run that wrote it."""

from pathlib import Path

import pytest

from normalizer import Normalizer
from normalizer.audit.records import run_record
from normalizer.errors import AuditError
from normalizer.formats.format import FormatOptions
from normalizer.runs.cleaning import Cleaner, CleaningPlan
from normalizer.runs.inputs import find_inputs
from normalizer.runs.jobs import jobs_of
from normalizer.runs.portion import json_line
from normalizer.runs.statistics import run_statistics
from normalizer.runs.summary import RunSummary

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_counts_of_the_seeds_are_those_of_the_summary(tmp_path: Path) -> None:
    records = tmp_path / "a.jsonl"
    records.write_text('{"text": "Ein Satz."}\n{"text"\n', encoding="utf-8")
    inputs = find_inputs([str(SEEDS), str(records)])
    normalizer = Normalizer(model_folders=())
    head = run_record({"package": "0"})
    cleaner = Cleaner(CleaningPlan(normalizer.settings, head), normalizer)
    counted, audit = RunSummary(), tmp_path / "audit"
    with audit.open("wb") as file:
        file.write(json_line(head))
        for job in jobs_of(inputs, FormatOptions()):
            for portion in cleaner(job):
                counted.merge(portion.summary)
                file.write(portion.audit)
    found = run_statistics(audit)
    assert (found.articles, found.changed) == (counted.articles, counted.changed)
    assert (found.rejected, found.runs) == (1, 1)
    assert found.stages == counted.edits
    assert found.notices == counted.notices
    outcomes = {key.split()[1] for key in found.passages}
    assert outcomes == set(counted.outcomes)
    assert found.passages.total() == counted.outcomes.total()
    assert found.languages["de"] >= 4


@pytest.mark.parametrize("line", [b"", b"{}\n", b"no\n", b'{"record":"document"}\n', b"[]\n"])
def test_what_is_no_audit_is_refused(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "audit"
    path.write_bytes(line)
    with pytest.raises(AuditError, match="audit:1: not a"):
        run_statistics(path)
