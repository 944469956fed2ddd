"""``normalizer decode``, and runs over files in several encodings."""

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from .conftest import ROOT, Run

CASES: dict[str, Any] = tomllib.loads(
    (ROOT / "tests" / "cases" / "formats" / "decode.toml").read_text(encoding="utf-8")
)


@pytest.fixture
def mixed(work: Path) -> Path:
    folder = work / "in"
    folder.mkdir()
    for number, case in enumerate(CASES["mixture"]):
        raw = b"".join(text.encode(encoding) for encoding, text in case["parts"])
        (folder / f"{number}.txt").write_bytes(raw)
    (folder / "cut.txt").write_bytes(CASES["cut"][0].encode()[:-1])
    (folder / "wide.txt").write_bytes(CASES["wide"][1].encode("utf-16-le"))
    (folder / "a.jsonl").write_bytes(
        '{"text":"Мост закрыт до утра"}\n'.encode("cp1251")
        + '{"text":"Die Brücke bleibt gesperrt"}\n'.encode()
        + '{"text": "Погода: мост закрыт до утра"}\n'.encode("koi8-r")
    )
    (folder / "wide.jsonl").write_bytes('\ufeff{"text":"Мост закрыт"}\n'.encode("utf-16-le"))
    return folder


def test_a_folder_of_mixed_files_is_cleaned_proved_and_restored(
    run: Run, work: Path, mixed: Path
) -> None:
    run("clean", "in", "-o", "out", "-q", code=0)
    run("verify", "out", code=0)
    run("revert", "out", "-o", "back", code=0)
    for path in sorted(mixed.iterdir()):
        assert (work / "back" / path.name).read_bytes() == path.read_bytes(), path.name
    schema = json.loads((ROOT / "docs" / "audit-record.schema.json").read_text(encoding="utf-8"))
    records = (work / "out.audit.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(record) for record in records]
    for record in told:
        jsonschema.validate(record, schema)
    assert any("decodings" in record for record in told)


def test_an_audit_whose_encodings_were_changed_proves_nothing(
    run: Run, work: Path, mixed: Path
) -> None:
    run("clean", str(mixed / "0.txt"), "-o", "o.txt", "--audit", "a", "-q", code=0)
    audit = (work / "a").read_text(encoding="utf-8")
    for false in ("cp1252", "no-such"):
        (work / "a").write_text(audit.replace("koi8-r", false), encoding="utf-8")
        run("verify", "o.txt", "--audit", "a", code=1)


def test_the_parts_of_a_file_are_shown_and_cover_it(run: Run, mixed: Path) -> None:
    done = run("decode", str(mixed / "0.txt"), code=0)
    parts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [part["encoding"] for part in parts] == [
        encoding for encoding, _ in CASES["mixture"][0]["parts"]
    ]
    assert [part["lines"] for part in parts] == [[n, n] for n in range(1, len(parts) + 1)]
    assert parts[-1]["bytes"][1] == (mixed / "0.txt").stat().st_size


def test_the_decoded_text_is_written_in_utf_8(run: Run, work: Path, mixed: Path) -> None:
    text = "".join(text for _, text in CASES["mixture"][0]["parts"]).encode()
    assert run("decode", "in/0.txt", "--text", code=0).stdout == text
    run("decode", "in/0.txt", "-o", "new.txt", code=0)
    assert (work / "new.txt").read_bytes() == text
    assert run("decode", "-", "--text", stdin=(mixed / "0.txt").read_bytes()).stdout == text


def test_a_slip_of_decode_is_told_with_what_to_do(run: Run, work: Path, mixed: Path) -> None:
    (work / "x.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert b"PNG" in run("decode", "x.txt", code=4).stderr
    run("decode", "x.txt", "in/0.txt", code=3)
    run("decode", "in/0.txt", "in/1.txt", "-o", "y.txt", code=2)
    run("decode", "in/0.txt", "-o", "in/0.txt", code=2)
    run("decode", "in/0.txt", "--encoding", "foo", code=2)
    assert mixed.is_dir()
