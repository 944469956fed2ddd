"""The glossary commands, as people type them."""

import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_an_entry_that_is_added_is_used(run: Run, work: Path) -> None:
    add = ("glossary", "add", "Tarass Wolkow", "-o", "own.toml", "--country", "UA")
    run(*add, "--origin", "uk=Тарас Вовків", "--form", "Taras Wowkiv", code=0)
    assert tomllib.loads((work / "own.toml").read_text(encoding="utf-8"))["entry"][0]["id"] == (
        "ua-tarass-wolkow"
    )
    (work / "a.txt").write_text("Gestern sprach Taras Vovkiv in Kiew.\n", encoding="utf-8")
    done = run("clean", "a.txt", "-g", "own.toml", "-q", code=0)
    assert done.stdout.decode() == "Gestern sprach Tarass Wolkow in Kiew.\n"


def test_a_form_of_another_bearer_is_refused_and_nothing_written(run: Run, work: Path) -> None:
    done = run("glossary", "add", "Kim Jong Un", "-o", "own.toml", code=2)
    assert b"kp-kim-jong-un" in done.stderr
    assert not (work / "own.toml").exists()


def test_a_file_that_is_no_glossary_stays_as_it_is(run: Run, work: Path) -> None:
    (work / "own.toml").write_text("nonsense = [\n", encoding="utf-8")
    done = run("glossary", "add", "Tarass Wolkow", "-o", "own.toml", code=6)
    assert b"own.toml:" in done.stderr
    assert (work / "own.toml").read_text(encoding="utf-8") == "nonsense = [\n"


def test_lint_names_file_line_and_mistake(run: Run, work: Path) -> None:
    (work / "own.toml").write_text(
        'format = "normalizer-glossary/1"\n\n[[entry]]\nid = "xx-a"\ntype = "place"\n'
        'preferred = "Adorf"\n\n  [[entry.form]]\n  text = "heute"\n  language = "de"\n'
        '  kind = "variant"\n\n[[entry]]\nid = "xx-b"\ntype = "place"\npreferred = "Luhansk"\n',
        encoding="utf-8",
    )
    done = run("glossary", "lint", "own.toml", code=1)
    lines = done.stdout.decode().splitlines()
    assert any(line.startswith("own.toml:3: xx-a: 'heute' is a common German") for line in lines)
    assert any(line.startswith("own.toml:13: xx-b: 'Luhansk' is a form of ua-") for line in lines)


def test_the_glossary_that_ships_has_no_flaw(run: Run) -> None:
    assert run("glossary", "lint", code=0).stdout == b""


def test_a_table_becomes_a_glossary(run: Run, work: Path) -> None:
    table = 'source\ttarget\nТарас Вовков\tTarass Wowkow\n"Завод «Заря»"\tSarja-Werk\n'
    (work / "deepl.tsv").write_text(table, encoding="utf-8")
    run("glossary", "import", "deepl.tsv", "-o", "own.toml", "--type", "organization", code=0)
    entries = tomllib.loads((work / "own.toml").read_text(encoding="utf-8"))["entry"]
    assert [(entry["preferred"], entry["origin"]["ru"]) for entry in entries] == [
        ("Tarass Wowkow", "Тарас Вовков"),
        ("Sarja-Werk", "Завод «Заря»"),
    ]


def test_tbx_goes_out_and_comes_back(run: Run, work: Path) -> None:
    run("glossary", "export", "tbx", "-o", "names.tbx", code=0)
    run("glossary", "import", "names.tbx", "-o", "back.toml", code=0)
    back = tomllib.loads((work / "back.toml").read_text(encoding="utf-8"))["entry"]
    known = {entry["id"]: entry for entry in back}
    assert known["kp-kim-jong-un"]["preferred"] == "Kim Jong-un"
    assert known["kp-kim-jong-un"]["origin"]["ko"] == "김정은"
    assert known["kp-kim-jong-un"]["type"] == "person"


def test_a_damaged_tbx_is_an_error_with_its_line(run: Run, work: Path) -> None:
    (work / "names.tbx").write_text("<tbx>\n<text>\n</tbx>\n", encoding="utf-8")
    done = run("glossary", "import", "names.tbx", "-o", "back.toml", code=6)
    assert b"names.tbx:3: not valid XML" in done.stderr
    assert not (work / "back.toml").exists()


def test_an_unknown_format_is_wrong_use(run: Run) -> None:
    assert b"known: tsv" in run("glossary", "export", "xlsx", code=2).stderr


def test_scan_counts_what_is_not_unified(run: Run, work: Path) -> None:
    text = "Volodymyr Zelensky sprach. Volodymyr Zelensky ging nach Lugansk.\n"
    (work / "a.txt").write_text(text, encoding="utf-8")
    said = run("glossary", "scan", "a.txt", code=1).stdout.decode()
    rows = [line.split() for line in said.splitlines()]
    assert rows[0] == ["times", "form", "becomes", "of"]
    assert [
        "2",
        "Volodymyr",
        "Zelensky",
        "Wolodymyr",
        "Selenskyj",
        "ua-wolodymyr-selenskyj",
    ] in rows
    assert ["1", "Lugansk", "Luhansk", "ua-luhansk"] in rows
    assert (work / "a.txt").read_text(encoding="utf-8") == text


def test_what_is_suggested_is_a_glossary(run: Run, work: Path) -> None:
    text = "Kolotuschin kam. Dann ging Kolotuschin. Später kam Kolotushin nach Nakhim.\n"
    (work / "a.txt").write_text(text, encoding="utf-8")
    done = run("glossary", "suggest", "a.txt", "--least", "1", code=0)
    (work / "candidates.toml").write_bytes(done.stdout)
    (entry,) = tomllib.loads(done.stdout.decode())["entry"]
    assert entry["preferred"] == "Kolotuschin"
    assert [form["text"] for form in entry["form"]] == ["Kolotushin"]
    assert "put it to kp-najin" in done.stdout.decode()
    run("glossary", "lint", "candidates.toml", code=0)


def test_apply_unifies_names_and_nothing_else(run: Run, work: Path) -> None:
    (work / "a.txt").write_text("Lugansk  liegt im Osten .\n", encoding="utf-8")
    run("glossary", "apply", "a.txt", "-o", "b.txt", code=0)
    assert (work / "b.txt").read_text(encoding="utf-8") == "Luhansk  liegt im Osten .\n"


def test_a_spelling_that_only_follows_is_looked_up_too(run: Run) -> None:
    said = run("glossary", "lookup", "Dmitry Pieskow", code=0).stdout.decode()
    assert said.startswith("Dmitri Peskow  ru-dmitri-peskow")


def test_show_tells_everything_of_an_entry(run: Run) -> None:
    said = run("glossary", "show", "kp-najin", code=0).stdout.decode()
    for fact in (
        "Najin  kp-najin, place",
        "country: KP",
        "error (de): Nakhin",
        "follows by uk-kmu",
    ):
        assert fact in said
    assert run("glossary", "show", "kp-nowhere", code=1).stdout == b""


def test_a_slip_is_told_with_what_may_be_meant(run: Run) -> None:
    for command, slip, meant in (
        ("show", "ua-wolodymyr-selensky", "'Wolodymyr Selenskyj' (ua-wolodymyr-selenskyj)"),
        ("lookup", "Wolodymir Selenskij", "'Wolodimir Selenskij', of 'Wolodymyr Selenskyj'"),
        ("lookup", "Nakhinn", "'Nakhin', of 'Najin' (kp-najin)"),
    ):
        done = run("glossary", command, slip, code=1)
        assert f"did you mean {meant}" in done.stderr.decode()
    assert b"did you mean" not in run("glossary", "lookup", "xyzzyq", code=1).stderr


def test_a_form_is_looked_up_in_any_case(run: Run) -> None:
    for said, bearer in (
        ("Владимиром Путиным", "ru-wladimir-putin"),
        ("зеленского", "ua-wolodymyr-selenskyj"),
        ("Києва", "ua-kiew"),
        ("Belousows", "ru-andrej-belousow"),
        ("김정은이", "kp-kim-jong-un"),
    ):
        assert bearer in run("glossary", "lookup", said, code=0).stdout.decode()
    assert run("glossary", "lookup", "Belousowkin", code=1).stdout == b""


def test_all_bearers_of_a_form_are_shown(run: Run) -> None:
    said = run("glossary", "lookup", "Люблина", code=0).stdout.decode()
    assert "pl-lublin" in said
    assert "ru-ljublino" in said


def test_part_of_a_name_is_told_with_names_that_have_it(run: Run) -> None:
    done = run("glossary", "lookup", "Kim", code=1)
    assert b"alone; names that begin so: 'Kim" in done.stderr
    assert b"an empty name" in run("glossary", "lookup", " ", code=2).stderr


def test_a_known_name_behind_another_word_is_no_suggestion(run: Run, work: Path) -> None:
    text = (
        "Minister Andrei Beloussow kam. Auch Baschar al-Assad kam. Die Korean Central News Agency "
        "(KCNA) schwieg. Zelenskyjts Rede begann, sagte Zelenskyjt.\n"
    )
    (work / "a.txt").write_text(text, encoding="utf-8")
    done = run("glossary", "suggest", "a.txt", "--least", "1", code=0)
    texts = [line for line in done.stdout.decode().splitlines() if "text =" in line]
    assert texts == ['#  text = "Zelenskyjt"']
