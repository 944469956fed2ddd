"""``normalizer verify`` and ``normalizer revert``."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from normalizer.cli.app import app

from .conftest import ROOT, Run


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, articles: dict[str, str]) -> Path:
    folder = tmp_path_factory.mktemp("cleaned")
    source = folder / "in"
    source.mkdir()
    (source / "bom.txt").write_bytes(b"\xef\xbb\xbf" + articles["german"].encode())
    (source / "wide.txt").write_bytes(b"\xff\xfe" + articles["russian"].encode("utf-16-le"))
    record = {"id": "same", "text": articles["damaged"], "n": 1}
    (source / "a.jsonl").write_text(f"{json.dumps(record)}\n" * 2, encoding="utf-8")
    done = CliRunner().invoke(app, ["clean", str(source), "-o", str(folder / "out"), "-q"])
    assert done.exit_code == 0
    return folder


@pytest.fixture
def cleaned(once: Path, work: Path) -> Path:
    shutil.copytree(once, work, dirs_exist_ok=True)
    return work / "out"


def test_outputs_are_proved_and_reverted_byte_for_byte(
    cleaned: Path, run: Run, work: Path, articles: dict[str, str]
) -> None:
    run("verify", "out", code=0)
    run("revert", "out", "-o", "back", code=0)
    for name in ("bom.txt", "wide.txt", "a.jsonl"):
        assert (work / "back" / name).read_bytes() == (work / "in" / name).read_bytes()
    (work / "one.txt").write_bytes(articles["russian"].encode("cp1251"))
    run("clean", "one.txt", "--encoding", "cp1251", "-o", "two.txt", "--audit", "two.a", code=0)
    run("revert", "two.txt", "--audit", "two.a", "-o", "three.txt", code=0)
    assert (work / "three.txt").read_bytes() == (work / "one.txt").read_bytes()
    assert cleaned.is_dir()


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("out/bom.txt", "Bahn", "Bann", "bom.txt"),
        ("out/a.jsonl", '"n": 1', '"n": 2', "a.jsonl:1"),
        ("out/a.jsonl", '"notices":[', '"notices":[ ', "a.jsonl:1"),
        ("out.audit.jsonl", '"removed":" "', '"removed":"  "', "out.audit.jsonl:"),
        ("out.audit.jsonl", '"rule":"spacing', '"rule":"spicing', "out.audit.jsonl:"),
        ("out.audit.jsonl", '"package":"', '"package":"9', "out.audit.jsonl:"),
        ("out.audit.jsonl", '"version":1', '"version":9', "version 9"),
    ],
)
def test_what_was_tampered_with_is_found_and_named(
    file: str, old: str, new: str, says: str, cleaned: Path
) -> None:
    path = cleaned.parent / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    done = CliRunner().invoke(app, ["verify", str(cleaned)])
    assert done.exit_code == 1
    assert says in done.stderr


def test_what_the_audit_does_not_tell_of_is_found(cleaned: Path, run: Run, work: Path) -> None:
    (cleaned / "more.txt").write_text("x\n", encoding="utf-8")
    lines = (cleaned / "a.jsonl").read_bytes()
    (cleaned / "a.jsonl").write_bytes(lines + lines)
    said = run("verify", "out", code=1).stderr.decode()
    assert "more.txt: the audit doesn't tell" in said
    assert "a.jsonl:3: the audit doesn't tell" in said
    (cleaned / "bom.txt").unlink()
    assert "bom.txt: can't be read" in run("verify", "out", code=1).stderr.decode()
    run("revert", "out", "-o", "back", code=1)
    assert (work / "back" / "wide.txt").exists()
    assert not (work / "back" / "bom.txt").exists()


def test_an_audit_can_not_make_revert_write_outside_its_folder(
    cleaned: Path, run: Run, work: Path
) -> None:
    audit = work / "out.audit.jsonl"
    text = audit.read_text(encoding="utf-8")
    audit.write_text(text.replace('"file":"bom.txt"', '"file":"../bom.txt"'), encoding="utf-8")
    done = run("revert", "out", "-o", "back", code=1)
    assert b"outside its folder" in done.stderr
    assert not (work / "bom.txt").exists()
    assert cleaned.is_dir()


def test_records_fit_their_schemas(cleaned: Path, work: Path) -> None:
    article, audit = (
        jsonschema.Draft202012Validator(
            json.loads((ROOT / "docs" / f"{name}-record.schema.json").read_text(encoding="utf-8"))
        )
        for name in ("article", "audit")
    )
    for line in (cleaned / "a.jsonl").read_text(encoding="utf-8").splitlines():
        article.validate(json.loads(line))
    kinds = set()
    for line in (work / "out.audit.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        kinds.add(record["record"])
        audit.validate(record)
    assert {"run", "document", "edit"} <= kinds


def test_two_runs_over_the_seeds_fit_the_schemas_and_are_the_same(run: Run, work: Path) -> None:
    schema = json.loads((ROOT / "docs" / "audit-record.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for name in ("one", "two"):
        run("clean", str(ROOT / "seeds"), "-o", name, "-q", code=0)
    audits = [(work / f"{name}.audit.jsonl").read_text(encoding="utf-8") for name in ("one", "two")]
    assert audits[0] == audits[1]
    for line in audits[0].splitlines():
        validator.validate(json.loads(line))
    run("verify", "one", code=0)
