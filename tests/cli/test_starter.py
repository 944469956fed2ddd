"""``--models``: the bundled starter, what is installed, or nothing."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from ..starters import NAME, make_starter  # noqa: TID252  the suite is no installed package
from .conftest import Run
from .packages import ARCHIVES, CASES

CASE = CASES["direct"][4]
GERMAN = "Der Sprecher sagte am Dienstag in Berlin, die Lage sei weiterhin sehr angespannt."
STRANGE = "Синхрофазотрон невозмутимо опровергал экзистенциальную тягу к бутербродам."
ROUTE = f"ru > de (starter model {NAME} 0.1)"
OFFER = "a small starter model for ru-de is bundled: --models starter uses it"


@pytest.fixture
def starter(environment: dict[str, str], tmp_path: Path) -> Path:
    """The folder that the commands take for the bundled one."""
    environment["NORMALIZER_STARTER"] = str(tmp_path / "data")
    return make_starter(tmp_path / "data")


@pytest.fixture
def article(work: Path) -> str:
    text = f"{GERMAN}\n\n{CASE['source']}\n\n{GERMAN[:-1]} und ernst.\n\n{STRANGE}\n"
    (work / "a.txt").write_text(text, encoding="utf-8")
    return "a.txt"


def _said(stderr: bytes) -> str:
    return " ".join(stderr.decode().split())


@pytest.mark.usefixtures("starter", "store")
def test_the_summary_says_what_a_starter_translated_and_refused(
    run: Run, work: Path, article: str
) -> None:
    done = run("clean", article, "-o", "b.txt", "--models", "starter", code=0)
    cleaned = (work / "b.txt").read_text(encoding="utf-8")
    assert CASE["target"] in cleaned
    assert STRANGE in cleaned
    assert f"{ROUTE}: 1 sentence translated, 1 refused" in _said(done.stderr)
    assert OFFER not in _said(done.stderr)


@pytest.mark.usefixtures("starter", "store")
def test_several_workers_use_the_starter_as_one_does(run: Run, work: Path, article: str) -> None:
    for number in range(6):
        (work / "in").mkdir(exist_ok=True)
        shutil.copy(work / article, work / "in" / f"{number}.txt")
    run("clean", "in", "-o", "one", "-j", "1", "--models", "starter", code=0)
    run("clean", "in", "-o", "two", "-j", "2", "--models", "starter", code=0)
    for path in sorted((work / "one").iterdir()):
        assert path.read_bytes() == (work / "two" / path.name).read_bytes()
        assert CASE["target"] in path.read_text(encoding="utf-8")


@pytest.mark.skipif(find_spec("ray") is None, reason="the extra ray is not installed")
@pytest.mark.usefixtures("store")
def test_shards_of_a_cluster_are_translated_by_the_starter_too(
    run: Run, work: Path, article: str, environment: dict[str, str]
) -> None:
    environment["NORMALIZER_STARTER"] = "data"  # a worker stands in a folder of its own
    make_starter(work / "data")
    asked = ("clean", article, "-o", "b.txt", "--models", "starter", "--runner", "ray", "-j", "1")
    run(*asked, code=0)
    assert CASE["target"] in (work / "b.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("starter", "store")
@pytest.mark.parametrize("models", ["installed", "none"])
def test_the_starter_is_offered_where_passages_stay_for_want_of_a_model(
    run: Run, work: Path, article: str, models: str
) -> None:
    done = run("clean", article, "-o", "b.txt", "--models", models, code=0)
    assert CASE["source"] in (work / "b.txt").read_text(encoding="utf-8")
    assert (OFFER in _said(done.stderr)) == (models == "installed")
    asked = ("translate", "-", "--from", "ru", "--models", models)
    done = run(*asked, stdin=CASE["source"].encode(), code=5)
    assert (OFFER in _said(done.stderr)) == (models == "installed")


@pytest.mark.usefixtures("starter", "store")
def test_no_starter_is_offered_where_a_model_is_installed_or_for_another_pair(
    run: Run, article: str
) -> None:
    done = run("translate", "-", "--from", "uk", stdin="Міст закрито.".encode(), code=5)
    assert OFFER not in _said(done.stderr)
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    done = run("clean", article, "-o", "b.txt", code=0)
    assert OFFER not in _said(done.stderr)


@pytest.mark.usefixtures("starter", "store")
def test_translate_check_and_explain_take_the_choice_from_flag_or_configuration(
    run: Run, work: Path, article: str
) -> None:
    asked = ("translate", "-", "--models", "starter")
    done = run(*asked, stdin=CASE["source"].encode(), code=0)
    assert done.stdout.decode().strip() == CASE["target"]
    assert f"{ROUTE}: 1 sentence translated, 0 refused" in _said(done.stderr)
    assert CASE["target"] in run("explain", article, "--models", "starter", code=0).stdout.decode()
    (work / "normalizer.toml").write_text('models = "starter"\n', encoding="utf-8")
    lines = run("check", article, "--json", code=1).stdout.decode().splitlines()
    found = [json.loads(line) for line in lines]
    assert CASE["target"] in [one["proposal"] for one in found]
    refused = [one["reason"] for one in found if one["rule"] == "translation.refused"]
    assert ["normalizer models pull ru-de" in reason for reason in refused] == [True]
    assert b"translation.no-model" in run("check", article, "--models", "none", code=1).stdout


@pytest.mark.parametrize("command", ["clean", "check", "explain", "translate", "diff"])
def test_a_choice_that_does_not_exist_names_the_three(run: Run, article: str, command: str) -> None:
    done = run(command, article, "--models", "own", code=2)
    assert b"known: installed, starter, none" in done.stderr


@pytest.mark.usefixtures("starter", "store")
def test_a_run_is_not_gone_on_with_by_other_models(run: Run, article: str) -> None:
    asked = ("clean", article, "-o", "b.txt", "--state", "s", "--limit", "1")
    run(*asked, code=0)
    for models in ("starter", "none"):
        done = run(*asked, "--resume", "--models", models, code=2)
        assert b"settings" in done.stderr
    run(*asked, "--resume", "--models", "installed", code=0)


@pytest.mark.usefixtures("store")
def test_a_build_without_the_starter_says_so_and_the_rest_works(
    run: Run, work: Path, article: str, environment: dict[str, str]
) -> None:
    environment["NORMALIZER_STARTER"] = str(work / "absent")
    done = run("clean", article, "-o", "b.txt", "--models", "starter", code=5)
    assert "normalizer models pull ru-de" in _said(done.stderr)
    assert not (work / "b.txt").exists()
    run("clean", article, "-o", "b.txt", code=0)


@pytest.mark.usefixtures("starter", "store")
def test_the_starter_is_listed_as_bundled_with_the_route_it_would_make(run: Run) -> None:
    done = run("models", "list", code=0)
    assert f"{NAME} 0.1 (bundled starter)" in done.stdout.decode()
    assert f"route {ROUTE}, only with --models starter" in done.stdout.decode()
    assert b"no packages; get one" in done.stderr
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    listed = run("models", "list", code=0).stdout.decode()
    assert f"route ru > de ({NAME} 0.1)\n" in listed
    assert "only with --models starter" not in listed


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("name", ["starter", "ru-de", NAME])
def test_the_starter_is_not_removed_and_what_is_installed_is(
    run: Run, starter: Path, name: str
) -> None:
    done = run("models", "rm", name, code=5)
    assert "comes with normalizer and can't be removed" in _said(done.stderr)
    assert (starter / NAME / "model" / "model.bin").is_file()
    if name != "starter":
        run("models", "add", str(ARCHIVES["ru_de"]), code=0)
        run("models", "rm", name, code=0)
        assert (starter / NAME).is_dir()


@pytest.mark.usefixtures("store")
def test_the_starter_is_verified_against_its_manifest(run: Run, starter: Path) -> None:
    for names in ((), ("starter",), (NAME,)):
        done = run("models", "verify", *names, code=0)
        assert f"ok  {NAME}  as in its manifest, loads" in done.stdout.decode()
    assert "serves with --models starter" in run("doctor", code=0).stdout.decode()
    with (starter / NAME / "sentencepiece.model").open("ab") as file:
        file.write(b"x")
    done = run("models", "verify", "starter", code=1)
    assert b"sentencepiece.model: has another SHA-256" in done.stderr
    assert b"sentencepiece.model" in run("doctor", code=5).stdout
    (starter / NAME / "model" / "model.bin").write_bytes(b"cut")
    assert b"model.bin" in run("models", "verify", "starter", code=1).stderr


@pytest.mark.usefixtures("starter", "store")
def test_show_tells_the_card_of_the_starter(run: Run) -> None:
    shown = run("models", "show", "starter", code=0).stdout.decode()
    assert "A starter of the suite" in shown
    assert [line.split() for line in shown.splitlines() if "exact match" in line] == [
        ["exact", "match", "98.2", "%", "at", "least", "95", "%"]
    ]
    assert "It knows nothing else." in shown
    assert run("models", "show", NAME, code=0).stdout.decode() == shown
    assert run("models", "show", "ru-de", code=0).stdout.decode() == shown


@pytest.mark.usefixtures("starter")
def test_show_tells_of_an_installed_package_what_is_known(run: Run, store: Path) -> None:
    run("models", "add", str(ARCHIVES["ru_en"]), str(ARCHIVES["ru_de"]), code=0)
    (store / "translate-ru_en-fixture-0_1" / "LICENSE").write_text("As you like", encoding="utf-8")
    shown = run("models", "show", "ru-en", code=0).stdout.decode()
    for said in ("version", "0.1", "Argos package", "MiB", "As you like", "(its own)"):
        assert said in shown
    assert "A starter of the suite" not in run("models", "show", "ru-de", code=0).stdout.decode()
    assert b"no such package" in run("models", "show", "fr-de", code=5).stderr


@pytest.mark.usefixtures("store")
def test_without_the_bundled_folder_the_other_commands_work(run: Run) -> None:
    assert "normalizer models pull ru-de" in _said(run("models", "show", "starter", code=5).stderr)
    assert b"no such package" in run("models", "rm", "starter", code=5).stderr
    assert b"normalizer models pull" in run("models", "verify", "starter", code=5).stderr
    run("models", "add", str(ARCHIVES["ru_de"]), code=0)
    assert run("models", "verify", code=0).stdout.count(b"ok  ") == 1
    assert "starter" not in run("models", "list", code=0).stdout.decode()
    assert b"none comes with this build" in run("doctor", code=0).stdout
