"""Glossary files of one's own: written, read back, and put over the one that ships."""

import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

HEAD = 'format = "normalizer-glossary/1"\n'
OTHER_HOUSE = """
[[entry]]
id = "xx-kyjiw"
type = "place"
preferred = "Kyjiw"
country = "UA"
origin = { uk = "Київ" }

  [[entry.form]]
  text = "Kiew"
  language = "de"
  kind = "variant"
"""


def _entries(path: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    return entries


def test_entries_are_added_one_after_another(run: Run, work: Path) -> None:
    run("glossary", "add", "Tarass Wolkow", "-o", "own.toml", "--origin", "uk=Тарас Вовків", code=0)
    run("glossary", "add", 'Werk "Nord"', "-o", "own.toml", "--form", "Werk Nordd", code=0)
    woman = ("Olga Nikto", "-o", "own.toml", "--country", "ru", "--gender", "f")
    said = run("glossary", "add", *woman, code=0).stderr.decode()
    assert said == "own.toml: ru-olga-nikto added\n"
    entries = _entries(work / "own.toml")
    assert [one["preferred"] for one in entries] == ["Tarass Wolkow", 'Werk "Nord"', "Olga Nikto"]
    assert entries[-1]["gender"] == "f"
    run("glossary", "lint", "own.toml", code=0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Xaver Yps", "--id", "Bad Id"), "'id' is written as"),
        (("Xaver Yps", "--country", "Deutschland"), "'id' is written as"),
        (("Xaver Yps", "--gender", "w"), "unknown gender 'w' (known: m, f, n, pl)"),
        (("Xaver Yps", "--origin", "rus=Икс"), "'language' is written as"),
        (("Xaver Yps", "--origin", "ru="), "write it as LANGUAGE=SPELLING"),
        (("",), "'preferred' must be a name"),
    ],
)
def test_a_value_that_is_no_such_value_is_told_and_nothing_written(
    run: Run, work: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run("glossary", "add", *arguments, "-o", "own.toml")
    assert done.returncode in {2, 6}
    assert said in done.stderr.decode()
    assert not (work / "own.toml").exists()


def test_an_entry_that_stands_there_already_is_told_with_its_line(run: Run, work: Path) -> None:
    (work / "names.tsv").write_text("Тарас Вовків\tTarass Wolkow\n", encoding="utf-8")
    run("glossary", "import", "names.tsv", "-o", "own.toml", code=0)
    before = (work / "own.toml").read_bytes()
    done = run("glossary", "import", "names.tsv", "-o", "own.toml", code=6)
    assert b"int-tarass-wolkow stands already at own.toml:3; change it there" in done.stderr
    assert (work / "own.toml").read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        "Тарас Вовків;Tarass Wolkow\nМикола Ніхто;Mykola Nichto\n".encode(),
        '"Тарас Вовків","Tarass Wolkow"\nМикола Ніхто,Mykola Nichto\n'.encode("utf-8-sig"),
        "Name\tHausform\nТарас Вовків\tTarass Wolkow\nМикола Ніхто\tMykola Nichto\n".encode(
            "utf-16"
        ),
    ],
)
def test_tables_are_read_as_spreadsheets_save_them(run: Run, work: Path, data: bytes) -> None:
    (work / "names.csv").write_bytes(data)
    run("glossary", "import", "names.csv", "-o", "own.toml", "--language", "uk", code=0)
    assert [(entry["preferred"], entry["origin"]) for entry in _entries(work / "own.toml")] == [
        ("Tarass Wolkow", {"uk": "Тарас Вовків"}),
        ("Mykola Nichto", {"uk": "Микола Ніхто"}),
    ]


@pytest.mark.parametrize("form", ["tsv", "tbx"])
def test_names_keep_their_roles_on_the_way_out_and_back(run: Run, work: Path, form: str) -> None:
    own = (
        f"{HEAD}\n[[entry]]\nid = 'xx-nordland'\ntype = 'place'\npreferred = 'Nordland'\n"
        "adjective = 'nordländisch'\nacronym = 'NLD'\ngender = 'n'\norigin = { uk = 'Північ' }\n"
        "\n  [[entry.form]]\n  text = 'Northland'\n  language = 'en'\n  kind = 'variant'\n"
        "  when = { article = ['Norden'] }\n"
        "\n  [[entry.form]]\n  text = 'nordlandisch'\n  language = 'de'\n  kind = 'adjective'\n"
    )
    (work / "own.toml").write_text(own, encoding="utf-8")
    run("glossary", "export", form, "own.toml", "-o", f"names.{form}", code=0)
    run("glossary", "import", f"names.{form}", "-o", "back.toml", code=0)
    (entry,) = _entries(work / "back.toml")
    kept = {key: entry[key] for key in ("id", "type", "preferred", "adjective", "acronym")}
    assert kept == {
        "id": "xx-nordland", "type": "place", "preferred": "Nordland",
        "adjective": "nordländisch", "acronym": "NLD",
    }  # fmt: skip
    assert entry["origin"] == {"uk": "Північ"}
    forms = {form["text"]: form for form in entry["form"]}  # type: ignore[attr-defined]
    assert forms["Northland"]["when"] == {"never": True}
    assert forms["nordlandisch"]["kind"] == "adjective"


def test_files_of_ones_own_are_exported_alone_and_added_with_an_option(run: Run) -> None:
    run("glossary", "add", "Tarass Wolkow", "-o", "own.toml", "--origin", "ru=Тарас Вовков", code=0)
    alone = run("glossary", "export", "deepl", "own.toml", code=0).stdout.decode()
    assert alone == "Тарас Вовков\tTarass Wolkow\n"
    added = run("glossary", "export", "deepl", "-g", "own.toml", code=0).stdout.decode()
    assert "Тарас Вовков\tTarass Wolkow\n" in added
    assert "\tKiew\n" in added
    listed = run("glossary", "list", "own.toml", code=0).stdout.decode().splitlines()
    assert len(listed) == 2


def test_where_ones_own_glossary_contradicts_the_one_that_ships_it_wins(
    run: Run, work: Path
) -> None:
    (work / "own.toml").write_text(HEAD + OTHER_HOUSE, encoding="utf-8")
    (work / "a.txt").write_text("Aus Kiew und Charkow kam Nachricht.\n", encoding="utf-8")
    said = run("glossary", "lint", "own.toml", code=1).stdout.decode()
    assert "'Kiew' is a form of ua-kiew, too" in said
    assert "yours wins; to replace that entry, give yours its id" in said
    run("glossary", "apply", "a.txt", "-o", "b.txt", "-g", "own.toml", code=0)
    assert (work / "b.txt").read_text(encoding="utf-8") == "Aus Kyjiw und Charkiw kam Nachricht.\n"
    run("glossary", "scan", "b.txt", "-g", "own.toml", code=0)
    assert run("glossary", "lookup", "Kiew", "-g", "own.toml", code=0).stdout.startswith(b"Kyjiw")


def test_a_table_of_known_names_takes_nothing_away(run: Run, work: Path) -> None:
    (work / "names.tsv").write_text("Харьков\tCharkiw\n", encoding="utf-8")
    run("glossary", "import", "names.tsv", "-o", "own.toml", "--type", "place", code=0)
    (work / "a.txt").write_text("Kharkiv und Харьков.\n", encoding="utf-8")
    done = run("glossary", "apply", "a.txt", "-g", "own.toml", code=0)
    assert done.stdout.decode() == "Charkiw und Charkiw.\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "own.toml:1: the file must begin with format ="),
        (b"\xff\xfe\x00\x80", "own.toml:1: can't be read"),
        (HEAD.encode() + b"[[entry]\n", "own.toml:2: not valid TOML"),
    ],
)
def test_a_file_that_is_none_is_told_with_its_line(
    run: Run, work: Path, data: bytes, said: str
) -> None:
    (work / "own.toml").write_bytes(data)
    (work / "a.txt").write_text("Kyiv\n", encoding="utf-8")
    for command in (("lookup", "Kiew"), ("list",), ("scan", "a.txt"), ("export", "deepl")):
        done = run("glossary", *command, "-g", "own.toml", code=6)
        assert said in done.stderr.decode()
        assert done.stdout == b""
