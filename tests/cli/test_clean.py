"""``normalizer clean`` as a user meets it: outputs, streams and exit codes."""

import json
import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from normalizer.cli.app import app
from normalizer.formats.json_line import OUR_FIELDS

from .conftest import Run


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["clean"], "INPUT"),
        (["clean", "a.txt", "--onyl", "names"], "--only"),
        (["clean", "a.txt", "--only", "nmaes"], "'names'"),
        (["clean", "a.txt", "--to", "xx"], "'xx'"),
        (["clean", "a.txt", "--encoding", "foo"], "'foo'"),
        (["clean", "a.txt", "--format", "foo"], "'foo'"),
        (["clean", "a.txt", "--config", "no.toml"], "no.toml: no such"),
        (["clean", "a.txt", "--config", "wrong.toml"], "wrong.toml:2: unknown key"),
        (["clean", "a.txt", "-o", "a.txt"], "--in-place"),
        (["clean", "a.txt", "-o", "link.txt"], "--in-place"),
        (["clean", "in", "-o", "./in"], "--in-place"),
        (["clean", "a.txt", "-o", "a.txt/x"], "can't be made a folder"),
        (["clean", "a.txt", "-o", "o.txt", "--audit", "a.txt"], "is an input"),
    ],
)
def test_wrong_use_is_refused_with_code_two_and_a_remedy(
    arguments: list[str],
    says: str,
    work: Path,
    articles: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (work / "in").mkdir()
    for path in (work / "a.txt", work / "in" / "a.txt"):
        path.write_text(articles["damaged"], encoding="utf-8")
    (work / "link.txt").symlink_to("a.txt")
    (work / "wrong.toml").write_text('target = "de"\ntagret = "de"\n', encoding="utf-8")
    monkeypatch.chdir(work)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert not done.stdout
    assert (work / "a.txt").read_text(encoding="utf-8") == articles["damaged"]
    assert not (work / "o.txt").exists()


def test_bad_inputs_are_each_told_of_and_the_others_are_done(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    (work / "good.txt").write_text(articles["damaged"], encoding="utf-8")
    (work / "greek.txt").write_bytes("ok\nγέφυρα χιόνι μεσημέρι\n".encode("cp1253"))
    (work / "nul.txt").write_bytes(b"a\0b\n")
    (work / "empty.txt").touch()
    (work / "blank.txt").write_text(" \n\n", encoding="utf-8")
    (work / "none").mkdir()
    (work / "x.odd").touch()
    os.mkfifo(work / "pipe.txt")
    names = ["good.txt", "greek.txt", "nul.txt", "empty.txt", "blank.txt", "none", "x.odd",
             "pipe.txt", "missing.txt", "q*.txt"]  # fmt: skip
    done = run("clean", *names, "-o", "out", code=3)
    said = done.stderr.decode()
    for part in ("greek.txt:2: in no encoding", "nul.txt:1: holds NUL", "empty.txt: holds no text",
                 "blank.txt: holds no text", "none: holds no articles", "x.odd: .odd is no format",
                 "pipe.txt: is no plain file", "missing.txt: no such file",
                 "q*.txt: matches no file"):  # fmt: skip
        assert said.count(part) == 1, part
    out = work / "out"
    assert sorted(path.name for path in out.iterdir()) == ["blank.txt", "empty.txt", "good.txt"]
    assert (out / "blank.txt").read_text(encoding="utf-8") == " \n\n"
    run("verify", "out", code=0)


def test_inputs_that_all_fail_give_code_four_and_no_output(run: Run, work: Path) -> None:
    done = run("clean", "missing.txt", "-o", "out.txt", code=4)
    assert b"written" not in done.stderr
    assert not list(work.iterdir())


def test_a_bad_glossary_is_named_with_its_line(run: Run, work: Path) -> None:
    (work / "a.txt").touch()
    (work / "g.toml").write_text('format = "normalizer-glossary/1"\n\n[[entry]]\nid = 1\n')
    done = run("clean", "a.txt", "-g", "g.toml", code=6)
    assert b"g.toml:3" in done.stderr


def test_a_pattern_no_rule_has_is_a_warning(run: Run, work: Path) -> None:
    (work / "a.txt").write_text("x\n", encoding="utf-8")
    done = run("clean", "a.txt", "--disable", "foo.*,spacing.*", code=0)
    assert done.stderr.decode().count("no rule fits this pattern") == 1
    assert done.stdout == b"x\n"


def test_names_of_files_may_hold_blanks_umlauts_and_line_breaks(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    folder = work / "in [bold]"
    folder.mkdir()
    for name in ("a b.txt", "ä:smile:.txt", "new\nline.txt"):
        (folder / name).write_text(articles["damaged"], encoding="utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).touch()
    done = run("clean", "in [bold]", "-o", "out", code=3)
    said = done.stderr.decode()
    assert "rename it" in said
    assert "new\\nline.txt" in said
    assert "ä:smile:.txt" in said
    run("verify", "out", code=0)
    run("revert", "out", "-o", "back", code=0)
    for path in (work / "back").iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_a_folder_may_hold_its_own_output_and_partial_files(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    (work / "a.txt").write_text(articles["damaged"], encoding="utf-8")
    (work / "clean").mkdir()
    for folder in (work, work / "clean"):
        (folder / ".normalizer-x.part").write_text("half", encoding="utf-8")
    first = run("clean", ".", "-o", "clean", code=0)
    audit = (work / "clean.audit.jsonl").read_bytes()
    second = run("clean", ".", "-o", "clean", code=0)
    assert first.stderr == second.stderr
    assert (work / "clean.audit.jsonl").read_bytes() == audit
    run("verify", "clean", code=0)


def test_in_place_keeps_the_old_file_under_its_suffix(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    path = work / "a.txt"
    path.write_text(articles["damaged"], encoding="utf-8")
    path.chmod(0o640)
    run("clean", "a.txt", "--in-place=.old", code=0)
    assert (work / "a.txt.old").read_text(encoding="utf-8") == articles["damaged"]
    assert path.read_text(encoding="utf-8") != articles["damaged"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    done = run("clean", "a.txt", "--in-place=.old", code=4)
    assert b"older copy" in done.stderr
    assert (work / "a.txt.old").read_text(encoding="utf-8") == articles["damaged"]


def test_a_pipe_as_output_is_written_to_and_not_replaced(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    (work / "a.txt").write_text(articles["clean"], encoding="utf-8")
    os.mkfifo(work / "pipe")
    reader = os.open(work / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        run("clean", "a.txt", "-o", "pipe", code=0)
        assert os.read(reader, 1000).decode() == articles["clean"]
    finally:
        os.close(reader)
    assert stat.S_ISFIFO((work / "pipe").stat().st_mode)


def test_dry_runs_and_differences_write_nothing(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    (work / "a.txt").write_text(articles["markup"], encoding="utf-8")
    assert not run("clean", "a.txt", "-n", "-o", "out/", code=0).stdout
    words = run("clean", "--diff=words", "a.txt", code=0).stdout.decode()
    unified = run("clean", "--diff", "a.txt", "-q", code=0).stdout.decode()
    assert "[- -]" in words
    assert "-" + articles["markup"].splitlines()[0] in unified.split("\n")
    assert [path.name for path in work.iterdir()] == ["a.txt"]


def test_records_keep_every_field_and_are_cleaned_again_only_under_a_prefix(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    fields = '"big":123456789012345678901234567890,"f":1.10,"e":"\\u00e4","n":{"b":1,"a":[]}'
    text = json.dumps(articles["markup"])
    line = f'{{"id":"x","text":{text},{fields}}}\n'
    (work / "a.jsonl").write_text(line * 2, encoding="utf-8")
    run("clean", "a.jsonl", "-o", "b.jsonl", "--audit", "b.audit", code=0)
    lines = (work / "b.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert all(fields in cleaned for cleaned in lines)
    assert list(json.loads(lines[0])) == ["id", "text", "big", "f", "e", "n", *OUR_FIELDS]
    run("verify", "b.jsonl", "--audit", "b.audit", code=0)
    again = run("clean", "b.jsonl", "-o", "c.jsonl", code=4)
    assert b"--field-prefix" in again.stderr
    assert not (work / "c.jsonl").exists()
    assert (work / "c.jsonl.rejects").exists()
    run("clean", "b.jsonl", "-o", "c.jsonl", "--field-prefix", "second_", code=0)
    assert "second_notices" in (work / "c.jsonl").read_text(encoding="utf-8")
    assert not (work / "c.jsonl.rejects").exists()


def test_a_second_run_may_not_lose_the_trail_of_the_first(
    run: Run, work: Path, articles: dict[str, str]
) -> None:
    for name in ("one", "two"):
        (work / name).mkdir()
        (work / name / f"{name}.txt").write_text(articles["damaged"], encoding="utf-8")
    run("clean", "one", "-o", "out", code=0)
    audit = (work / "out.audit.jsonl").read_bytes()
    assert b"one.txt" in run("clean", "two", "-o", "out", code=2).stderr
    assert (work / "out.audit.jsonl").read_bytes() == audit
    (work / "notes").write_text("mine", encoding="utf-8")
    done = run("clean", "two/two.txt", "-o", "two.out", "--audit", "notes", code=2)
    assert b"no whole audit" in done.stderr
    run("verify", "out", code=0)
