"""``normalizer stats``: what a run did, counted from its audit."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def dump(run: Run, work: Path) -> Path:
    texts = ["Der Bericht liegt vor, sagte Biden .", "Nichts ist zu tun.", "Er wartet.Sie geht."]
    records = [json.dumps({"text": text}) for text in texts]
    (work / "a.jsonl").write_text("\n".join([*records, "{"]) + "\n", encoding="utf-8")
    run("clean", "a.jsonl", "-o", "b.jsonl", "--audit", "what.log", "-q", code=3)
    return work


def test_the_counts_are_those_of_the_audit(run: Run, dump: Path) -> None:
    found = json.loads(run("stats", "b.jsonl", "--audit", "what.log", "--json", code=0).stdout)
    audit = (dump / "what.log").read_text(encoding="utf-8")
    edits = Counter(
        record["rule"]
        for record in map(json.loads, audit.splitlines())
        if record["record"] == "edit"
    )
    assert edits
    assert found["edits"] == edits
    assert (found["articles"], found["changed"], found["rejected"]) == (3, 2, 1)


def test_an_audit_of_any_name_may_be_the_argument(run: Run, dump: Path) -> None:
    alone = run("stats", "what.log", code=0).stdout
    assert alone == run("stats", "b.jsonl", "--audit", "what.log", code=0).stdout
    assert b"2 of 3 articles changed, 1 record" in alone
    assert (dump / "what.log").is_file()


def test_a_missing_audit_is_named_with_the_remedy(run: Run, dump: Path) -> None:
    assert (dump / "b.jsonl").is_file()
    assert b"b.jsonl.audit.jsonl: no such audit" in run("stats", "b.jsonl", code=2).stderr
