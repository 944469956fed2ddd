"""Every format through ``clean``, ``verify`` and ``revert``."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer.formats.compression import COMPRESSIONS
from normalizer.formats.stream import everything

from ..formats.archives import (  # noqa: TID252  the suite is no installed package
    GOOD,
    PAGES,
    TEXTS,
    framed,
)
from .conftest import Run

pytest.importorskip("trafilatura", reason="the extra 'html' isn't installed")
pytest.importorskip("fastwarc", reason="the extra 'warc' isn't installed")
ONLY = ("--only", "encoding,spacing", "-q")
PACKED = {f".jsonl{one.suffixes[0]}": one.compressed for one in COMPRESSIONS}


@pytest.fixture
def folder(work: Path, articles: dict[str, str]) -> Path:
    inputs = work / "in"
    inputs.mkdir()
    text, russian = articles["damaged"].replace('"', "").strip(), articles["russian"].strip()
    quoted = text.replace("\n", "\r\n")
    record = json.dumps({"id": 7, "text": text}) + "\n"
    files: dict[str, bytes] = {
        "a.csv": f'id;text;n\r\n1;"{quoted}";007\r\n\r\n2;a;b;c\r\n'.encode(),
        "b.csv": f'номер,text\n1,"{russian}"\n'.encode("cp1251"),
        "c.tsv": f'\ufeffid\ttext\n1\t"{text}"\n'.encode("utf-16-le"),
        "d.md": f"---\na: b\n---\n\n{text}\n\n```\na , b\n```\n".encode(),
        "e.warc": TEXTS + PAGES,
        **{f"f{end}": pack(f"{record}nope\n\n".encode()) + pack(record.encode())
           for end, pack in PACKED.items()},
    }  # fmt: skip
    for name, data in files.items():
        (inputs / name).write_bytes(data)
    return inputs


def contents(path: Path) -> bytes:
    for one in COMPRESSIONS:
        if path.name.endswith(one.suffixes):
            with path.open("rb") as file:
                return everything(one.opened(file, path.name))
    return path.read_bytes()


def test_every_format_is_cleaned_proved_and_given_back(run: Run, work: Path, folder: Path) -> None:
    run("clean", "in", "-o", "out", *ONLY, code=3)
    names = {path.name for path in folder.iterdir()}
    assert {path.name for path in (work / "out").iterdir()} == names
    assert all(contents(work / "out" / name) != contents(folder / name) for name in names)
    assert b"not proved: 0" in run("verify", "out", code=0).stdout
    run("revert", "out", "-o", "back", code=0)
    for name in names:
        assert contents(work / "back" / name) == contents(folder / name)


def test_a_frame_of_an_archive_is_a_record(run: Run, work: Path) -> None:
    (work / "a.warc.gz").write_bytes(gzip.compress(TEXTS))
    run("clean", "a.warc.gz", "-o", "b.warc.gz", *ONLY, code=0)
    assert (work / "b.warc.gz").read_bytes().count(b"\x1f\x8b\x08") == 4


def test_a_page_is_written_as_a_text_and_given_back(run: Run, work: Path) -> None:
    page = framed(GOOD[0]).encode()
    (work / "in").mkdir()
    (work / "in" / "a.html").write_bytes(page)
    run("clean", "in", "-o", "out", *ONLY, code=0)
    assert (work / "out" / "a.txt").read_text("utf-8") == GOOD[0]["text"] + "\n"
    run("verify", "out", code=0)
    run("revert", "out", "-o", "back", code=0)
    assert (work / "back" / "a.txt").read_bytes() == page
    said = run("clean", "in/a.html", "--in-place", code=2).stderr
    assert b"is written as a.txt, not in place" in said
    (work / "in" / "a.txt").write_text("a\n")
    assert b"would both be written as a.txt" in run("clean", "in", "-o", "more", code=2).stderr


def test_articles_of_every_format_can_be_records(run: Run, work: Path, folder: Path) -> None:
    for path in folder.glob("f.*"):
        path.unlink()
    run("clean", "in", "-o", "out", "-F", "jsonl", *ONLY, code=3)
    assert sorted(path.name for path in (work / "out").iterdir()) == [
        f"{name}.jsonl" for name in "abcde"
    ]
    [line] = (work / "out" / "a.jsonl").read_text("utf-8").splitlines()
    record = json.loads(line)
    assert (record["id"], record["line"]) == ("1", 2)
    assert b"not proved: 0" in run("verify", "out", code=0).stdout
    run("revert", "out", "-o", "back", code=0)
    before = json.loads((work / "back" / "a.jsonl").read_text("utf-8"))
    assert before["text"] in (folder / "a.csv").read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "output"),
    [("a.csv", "b.jsonl"), ("a.csv", "b.ndjson.gz"), ("a.txt", "b.jsonl"), ("-", "b.jsonl")],
)
def test_the_name_of_the_output_asks_for_records(
    name: str, output: str, run: Run, work: Path
) -> None:
    content = b"id,text\n1,Ein Satz .\n" if name == "a.csv" else b"Ein Satz .\n"
    (work / name).write_bytes(content)
    run("clean", name, "-o", output, "--audit", "audit", *ONLY, code=0, stdin=content)
    data = (work / output).read_bytes()
    record = json.loads(gzip.decompress(data) if output.endswith("gz") else data)
    assert record["text"].rstrip() == "Ein Satz."
    assert b"not proved: 0" in run("verify", output, "--audit", "audit", code=0).stdout


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("a.jsonl", "b.csv"),
        ("a.csv", "b.tsv"),
        ("a.jsonl", "b.txt"),
        ("a.jsonl", "b.parquet"),
        ("a.txt", "b.csv"),
        ("a.jsonl", "b.parquet.gz"),
    ],
)
def test_the_name_of_another_format_is_refused(
    name: str, output: str, run: Run, work: Path
) -> None:
    (work / name).write_text('{"id": 1, "text": "a"}\n')
    said = run("clean", name, "-o", output, *ONLY, code=2).stderr
    assert output.encode() in said
    assert not (work / output).exists()


HEAD = "Kim besucht den Hafen Nakhin , im Norden des Landes"
BODY = "Danach fuhr er weiter in die Hauptstadt . " * 4
TITLED = (
    json.dumps({"head": HEAD, "text": f"{HEAD}\n\n{BODY}"})
    + '\n{"head": null, "text": "Ohne , Titel"}\n'
)


def test_a_title_is_cleaned_with_its_text_and_given_back(run: Run, work: Path) -> None:
    (work / "a.jsonl").write_text(TITLED, encoding="utf-8")
    stages = ("--only", "structure,spacing", "-q", "--title-field", "head")
    run("clean", "a.jsonl", "-o", "b.jsonl", "--audit", "audit", *stages)
    first, second = map(json.loads, (work / "b.jsonl").read_text(encoding="utf-8").splitlines())
    assert first["head"] == "Kim besucht den Hafen Nakhin, im Norden des Landes"
    assert first["text"].split() == BODY.replace(" .", ".").split()
    assert (second["head"], second["text"]) == (None, "Ohne, Titel")
    run("verify", "b.jsonl", "--audit", "audit")
    run("revert", "b.jsonl", "--audit", "audit", "-o", "c.jsonl")
    assert (work / "c.jsonl").read_text(encoding="utf-8") == TITLED
    told = run("clean", "a.jsonl", "--title-field", "text", code=2).stderr
    assert b"'text' is the field of the text; name another" in told


def test_standard_input_must_say_what_it_is(run: Run, work: Path) -> None:
    said = run("clean", "-", "-o", "b.csv", *ONLY, code=4, stdin=b"id,text\n1,a\n").stderr
    assert b"say -f csv" in said
    assert not (work / "b.csv").exists()
    run("clean", "-", "-f", "csv", "-o", "b.csv", *ONLY, code=0, stdin=b"id,text\n1,a .\n")
    assert (work / "b.csv").read_bytes() == b"id,text\n1,a.\n"


@pytest.mark.parametrize(
    ("name", "output", "options"),
    [
        ("a.txt", "b.md", ()),
        ("a.md", "b.txt", ()),
        ("a.jsonl", "b.out", ()),
        ("a.jsonl", "b", ()),
        ("a.jsonl", "b.csv", ("-F", "jsonl")),
        ("a.csv", "b.jsonl", ("-f", "jsonl")),
    ],
)
def test_other_names_are_as_they_are_wished(
    name: str, output: str, options: tuple[str, ...], run: Run, work: Path
) -> None:
    (work / name).write_text('{"id": 1, "text": "a"}\n')
    run("clean", name, "-o", output, *options, *ONLY, code=0)
    assert (work / output).read_text().startswith('{"id": 1, "text": "a"')


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-F", "parquet"), b"can't be written as parquet"),
        (("--html-field", "page"), b"--html-field is for JSON Lines"),
        (("--text-field", "body"), b"no column 'body' (columns: id, text)"),
    ],
)
def test_what_can_not_be_done_is_told(
    options: tuple[str, ...], says: bytes, run: Run, work: Path
) -> None:
    (work / "a.csv").write_text("id,text\n1,a\n")
    assert says in run("clean", "a.csv", "-o", "b.csv", *options, code=4).stderr
    assert not (work / "b.csv").exists()


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.warc", "a.txt", "a.md"])
def test_a_file_of_nothing_is_a_file_of_nothing(name: str, run: Run, work: Path) -> None:
    (work / name).touch()
    done = run("clean", name, "-o", f"out/{name}", *ONLY, code=0)
    assert f"{name}: holds no ".encode() in done.stderr
    assert (work / "out" / name).read_bytes() == b""


def test_a_table_without_rows_is_written_with_its_columns(run: Run, work: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra 'parquet' isn't installed")
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"text": arrow.array([], arrow.string()), "n": arrow.array([], "int8")})
    parquet.write_table(table, work / "a.parquet")
    run("clean", "a.parquet", "-o", "b.parquet", *ONLY, code=0)
    assert parquet.read_table(work / "b.parquet").schema == table.schema


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.html", b"\0\0\n\0", b"error: a.html:1: holds NUL bytes"),
        ("a.html", b"", b"error: a.html: no article can be made out"),
        ("a.csv", b"\xff\0,text\n1,a\n", b"error: a.csv:1: holds NUL bytes"),
        ("a.csv", b"id,text\n1,a,b\n2,c\n", b"error: a.csv:2: the row has 3 fields"),
        ("a.csv", b'id,text\n1,a\n2,""\n', b"warning: a.csv:3: holds no text"),
        ("a.jsonl", b'{"id":"x","text":" "}\n', b"warning: a.jsonl:1: holds no text"),
    ],
    ids=range(6),
)
def test_what_is_wrong_is_told_of_the_file_that_was_read(
    name: str, data: bytes, says: bytes, run: Run, work: Path
) -> None:
    (work / "in").mkdir()
    (work / "in" / name).write_bytes(data)
    for options in ((), ("-F", "jsonl")):
        assert says in run("clean", "in", "-o", f"out{options}", *ONLY, *options).stderr


@pytest.mark.parametrize("cut", [0.3, 0.9])
@pytest.mark.parametrize("end", PACKED)
def test_what_stands_before_the_cut_is_read_and_the_file_is_told_of(
    end: str, cut: float, run: Run, work: Path
) -> None:
    pack: Callable[[bytes], bytes] = PACKED[end]
    whole, broken = pack(b'{"text":"a"}\n'), pack(b'{"text":"b"}\n')
    (work / f"a{end}").write_bytes(whole + broken[: int(len(broken) * cut)])
    said = run("clean", f"a{end}", "-o", "b.jsonl", *ONLY, code=None).stderr
    assert f"a{end}: the ".encode() in said
    assert b"is cut off near byte" in said
