"""``normalizer translate``."""

import json
import tomllib
from pathlib import Path

import pytest

from normalizer.engines.device import seen_cards

from .conftest import ROOT, Run

FIXTURES = ROOT / "tests" / "fixtures" / "models"
CASES = tomllib.loads((FIXTURES / "cases.toml").read_text(encoding="utf-8"))
CASE = CASES["direct"][4]


@pytest.fixture
def models(run: Run, work: Path) -> str:
    archives = map(str, sorted(FIXTURES.glob("*.argosmodel")))
    run("models", "add", *archives, "--models-dir", "models", code=0)
    return str(work / "models")


def test_standard_input_is_translated(run: Run, models: str) -> None:
    done = run("translate", "-", "--models-dir", models, stdin=CASE["source"].encode(), code=0)
    assert done.stdout.decode().rstrip("\n") == CASE["target"]


def test_records_keep_their_other_fields(run: Run, work: Path, models: str) -> None:
    records = [{"n": i, "text": case["source"]} for i, case in enumerate(CASES["direct"])]
    (work / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    run("translate", "a.jsonl", "-o", "b.jsonl", "--from", "ru", "--models-dir", models, code=0)
    made = [json.loads(line) for line in (work / "b.jsonl").read_text("utf-8").splitlines()]
    assert [one["text"] for one in made] == [case["target"] for case in CASES["direct"]]
    assert [one["n"] for one in made] == list(range(len(records)))


def test_the_second_time_nothing_is_translated_again(run: Run, work: Path, models: str) -> None:
    first = run("translate", "-", "--models-dir", models, stdin=CASE["source"].encode(), code=0)
    assert list((work.parent / "home").rglob("translations.sqlite3"))
    again = run("translate", "-", "--models-dir", models, stdin=CASE["source"].encode(), code=0)
    assert again.stdout == first.stdout


def test_nothing_is_kept_where_that_is_asked(run: Run, work: Path, models: str) -> None:
    source = CASE["source"].encode()
    run("translate", "-", "--no-memory", "--models-dir", models, stdin=source, code=0)
    assert not list((work.parent / "home").rglob("translations.sqlite3"))


def test_without_a_model_the_text_comes_back_and_the_code_says_so(run: Run, work: Path) -> None:
    (work / "none").mkdir()
    source = CASE["source"].encode()
    done = run("translate", "-", "--from", "ru", "--models-dir", "none", stdin=source, code=5)
    assert done.stdout.rstrip(b"\n") == source
    assert b"models" in done.stderr


def test_it_says_why_a_sentence_was_left(run: Run, models: str) -> None:
    source = CASES["unsure"][0]["source"].encode()
    done = run("translate", "-", "--from", "ru", "--models-dir", models, stdin=source, code=0)
    assert done.stdout.rstrip(b"\n") == source
    assert b"1 x refused: ru > de unsure" in done.stderr
    assert b"--audit FILE" in done.stderr


def test_an_article_in_the_target_language_is_counted_as_such(run: Run, models: str) -> None:
    done = run("translate", "-", "--models-dir", models, stdin=CASE["target"].encode(), code=0)
    assert b"1 article in de already" in done.stderr


def test_a_model_that_cannot_be_used_is_told_by_the_code(run: Run, models: str) -> None:
    for path in Path(models).glob("translate-*/sentencepiece.model"):
        path.write_bytes(b"no pieces")
    source = CASE["source"].encode()
    done = run("translate", "-", "--from", "ru", "--models-dir", models, stdin=source, code=5)
    assert done.stdout.rstrip(b"\n") == source
    assert b"the model can't be used" in done.stderr
    assert b"copy the SentencePiece file again" in done.stderr


@pytest.mark.parametrize("command", ["clean", "translate"])
def test_a_device_that_is_unknown_or_absent_ends_the_run_before_it_writes(
    run: Run, work: Path, models: str, command: str
) -> None:
    (work / "a.txt").write_text(CASE["source"], encoding="utf-8")
    asked = (command, "a.txt", "-o", "b.txt", "--models-dir", models)
    assert b"did you mean 'cuda'" in run(*asked, "--device", "cudo", code=2).stderr
    if seen_cards() == 0:
        assert b"give --device cpu or auto" in run(*asked, "--device", "cuda", code=2).stderr
    assert not (work / "b.txt").exists()
    run(*asked, "--device", "cpu", code=0)


def test_a_run_is_not_gone_on_with_on_another_device(run: Run, work: Path, models: str) -> None:
    (work / "a.txt").write_text(CASE["source"], encoding="utf-8")
    asked = ("clean", "a.txt", "-o", "b.txt", "--models-dir", models, "--state", "s")
    run(*asked, "--limit", "1", code=0)
    done = run(*asked, "--device", "cpu", "--resume", "--limit", "1", code=2)
    assert b"device" in done.stderr


@pytest.mark.parametrize(
    ("kind", "told", "left_out"),
    [
        ("firefox", b"of a Firefox Translations model into a folder ru-de, or", b"models add"),
        ("ct2", b"and a normalizer.json into a folder of its own below", b"models add"),
        ("argos", b"normalizer models pull ru-de", b"Firefox"),
    ],
)
def test_what_to_do_without_a_model_of_a_kind_is_told(
    run: Run, work: Path, kind: str, told: bytes, left_out: bytes
) -> None:
    asked = ("translate", "-", "--from", "ru", "--engine", kind, "--models-dir", str(work))
    done = run(*asked, stdin=CASE["source"].encode(), code=5)
    said = b" ".join(done.stderr.split())
    assert told in said
    assert left_out not in said


def test_the_summary_of_a_run_says_which_models_did_what(run: Run, work: Path, models: str) -> None:
    german = "Der Sprecher sagte am Dienstag in Berlin, die Lage sei weiterhin sehr angespannt."
    strange = "Синхрофазотрон невозмутимо опровергал экзистенциальную тягу к бутербродам."
    article = f"{german}\n\n{CASE['source']}\n\n{german[:-1]} und ernst.\n\n{strange}\n"
    (work / "a.txt").write_text(article, encoding="utf-8")
    done = run("clean", "a.txt", "-o", "b.txt", "--models-dir", models, code=0)
    assert CASE["target"] in (work / "b.txt").read_text(encoding="utf-8")
    said = " ".join(done.stderr.decode().split())
    assert "ru > de (translate-ru_de-fixture-0_1 0.1): 1 sentence translated, 1 refused" in said
