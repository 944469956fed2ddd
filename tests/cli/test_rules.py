"""``normalizer rules``."""

import json
import tomllib
from pathlib import Path

import pytest

from .conftest import ROOT, Run

ARTICLES: list[str] = tomllib.loads(
    (ROOT / "tests" / "cases" / "cli" / "recurring.toml").read_text(encoding="utf-8")
)["articles"]


@pytest.fixture
def dump(work: Path) -> Path:
    folder = work / "dump"
    folder.mkdir()
    for number, article in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(article, encoding="utf-8")
    return folder


def test_rules_are_listed_by_pattern_and_kind(run: Run) -> None:
    done = run("rules", "list", "residue.uk.*", "--kind", "paywall", code=0)
    _, *rows = done.stdout.decode().splitlines()
    assert rows
    assert all(row.startswith("residue.uk.") and " paywall " in row for row in rows)


def test_a_pattern_without_rules_is_wrong_use(run: Run) -> None:
    assert b"no rule fits 'residue.xx.*'" in run("rules", "list", "residue.xx.*", code=2).stderr


def test_a_rule_is_shown_with_its_examples(run: Run) -> None:
    told = run("rules", "show", "residue.de.share", code=0).stdout.decode()
    assert told.startswith("residue.de.share\n")
    assert "matches:" in told
    assert "leaves:" in told


def test_a_rule_that_is_not_there_is_wrong_use(run: Run) -> None:
    assert (
        b"did you mean residue.de.share" in run("rules", "show", "residue.de.shar", code=2).stderr
    )


def test_what_is_learned_from_a_dump_removes_it_and_passes_its_own_test(
    run: Run, dump: Path, work: Path
) -> None:
    run("rules", "learn", str(dump), "-o", "rules.toml", code=0)
    assert b"1 rules, 0 examples failed" in run("rules", "test", "rules.toml", code=0).stderr
    run("clean", str(dump), "-o", "clean", "--rules", "rules.toml", "--only", "residue", code=0)
    last = ARTICLES[0].splitlines()[-1]
    cleaned = (work / "clean" / "0.txt").read_text(encoding="utf-8")
    assert last in ARTICLES[0]
    assert last not in cleaned
    assert cleaned.startswith(ARTICLES[0].splitlines()[0])


def test_a_rule_that_misses_its_hit_is_told(run: Run, dump: Path, work: Path) -> None:
    run("rules", "learn", str(dump), "-o", "rules.toml", code=0)
    pack = work / "rules.toml"
    learned = pack.read_text(encoding="utf-8")
    pack.write_text(learned.replace('pattern = "', 'pattern = "No '), encoding="utf-8")
    done = run("rules", "test", "rules.toml", code=1)
    assert b"doesn't match its hit" in done.stdout


def test_a_rule_is_switched_off_for_good(run: Run, work: Path) -> None:
    run("rules", "disable", "residue.de.share", code=0)
    run("rules", "disable", "residue.ru.*", code=0)
    settings = tomllib.loads((work / "normalizer.toml").read_text(encoding="utf-8"))
    assert settings == {"disable": ["residue.de.share", "residue.ru.*"]}
    assert b"unknown rule" in run("rules", "disable", "residue.de.shar", code=2).stderr


def test_a_settings_file_keeps_its_other_lines(run: Run, work: Path) -> None:
    run("config", "init", code=0)
    before = (work / "normalizer.toml").read_text(encoding="utf-8")
    run("rules", "disable", "residue.de.share", code=0)
    after = (work / "normalizer.toml").read_text(encoding="utf-8")
    assert after != before
    assert after.replace('disable = ["residue.de.share"]', "disable = []") == before


def test_an_unknown_profile_of_residue_is_wrong_use(run: Run) -> None:
    done = run("clean", "-", "--residue", "most", stdin=b"Ja.", code=2)
    assert b"unknown residue profile 'most'" in done.stderr


def test_the_minimal_profile_removes_less(run: Run) -> None:
    text = (ARTICLES[0] + "Zum Merkzettel hinzufügen\n").encode()
    kept = run("clean", "-", "--residue", "minimal", "--only", "residue", stdin=text, code=0)
    gone = run("clean", "-", "--residue", "news", "--only", "residue", stdin=text, code=0)
    assert b"Merkzettel" in kept.stdout
    assert b"Merkzettel" not in gone.stdout


def test_rules_in_code_are_listed_shown_and_switched_off(run: Run, work: Path) -> None:
    listed = run("rules", "list", "--kind", "code", code=0).stdout.decode()
    assert "spacing.before-punctuation" in listed
    shown = run("rules", "show", "spacing.before-punctuation", code=0).stdout.decode()
    assert "before:" in shown
    run("rules", "disable", "spacing.before-punctuation", code=0)
    (work / "a.txt").write_text("Der Rat tagte lange .\n", encoding="utf-8")
    cleaned = run("clean", "a.txt", "-o", "-", code=0).stdout.decode()
    assert cleaned == "Der Rat tagte lange .\n"


def test_a_stage_is_no_rule(run: Run) -> None:
    assert b"unknown rule 'residue'" in run("rules", "show", "residue", code=2).stderr


def test_nothing_is_removed_where_no_share_may_go(run: Run, work: Path) -> None:
    article = "Der Rat tagte lange und vertagte sich dann.\nLeave a Reply\n"
    (work / "a.txt").write_text(article, encoding="utf-8")
    cleaned = run("clean", "a.txt", "-o", "-", "--max-removed", "0", code=0).stdout.decode()
    assert cleaned == article


def test_disable_names_the_rules_that_catch_the_same(run: Run, work: Path) -> None:
    said = run("rules", "disable", "residue.en.comment-form", code=0).stderr.decode()
    named = said.partition("by others, too:")[2].replace(",", " ").split()
    text = ARTICLES[0].encode() + b"\nLeave a Reply\n"
    assert named
    assert b"Leave a Reply" not in run("clean", "-", stdin=text, code=0).stdout

    settings = work / "normalizer.toml"
    settings.write_text(f"disable = {json.dumps(['residue.en.comment-form', *named])}\n")
    assert b"Leave a Reply" in run("clean", "-", stdin=text, code=0).stdout


def test_a_kind_that_doesnt_exist_is_wrong_use(run: Run) -> None:
    done = run("rules", "list", "--kind", "photocredit", code=2)
    assert b"unknown kind 'photocredit'; did you mean 'photo-credit'?" in done.stderr


def test_a_pattern_that_no_rule_fits_switches_nothing_off(run: Run, work: Path) -> None:
    done = run("rules", "disable", "zz.*", code=2)
    assert b"no rule fits 'zz.*'" in done.stderr
    assert not (work / "normalizer.toml").exists()
