"""``normalizer romanize``."""

from pathlib import Path

import pytest

from normalizer.romanization import SYSTEMS

from .conftest import Run


def test_a_name_on_the_command_line_is_written(run: Run) -> None:
    done = run("romanize", "--system", "ru-duden", "Щербаков", "Юрий", code=0)
    assert done.stdout.decode() == "Schtscherbakow\nJuri\n"


def test_a_file_comes_out_with_the_rest_of_it_to_the_letter(run: Run, work: Path) -> None:
    (work / "a.txt").write_bytes("Путин (TASS)\r\n\tЛавров".encode())
    done = run("romanize", "-s", "ru-fr", "a.txt", code=0)
    assert done.stdout == b"Poutine (TASS)\r\n\tLavrov"


def test_a_file_in_an_old_encoding_is_read(run: Run, work: Path) -> None:
    (work / "a.txt").write_bytes("Владимир Путин прибыл в Москву утром.\n".encode("cp1251"))
    done = run("romanize", "-s", "ru-news", "a.txt", code=0)
    assert done.stdout.decode() == "Vladimir Putin pribyl v Moskvu utrom.\n"


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input_is_read(run: Run, arguments: list[str]) -> None:
    done = run("romanize", "-s", "uk-kmu", *arguments, stdin="Київ\n".encode(), code=0)
    assert done.stdout == b"Kyiv\n"


def test_persons_and_readings_go_line_by_line(run: Run) -> None:
    persons = "김정은\n최선희\n".encode()
    done = run("romanize", "-s", "ko-dprk", "--person", stdin=persons, code=0)
    assert done.stdout == b"Kim Jong Un\nChoe Son Hui\n"
    done = run("romanize", "-s", "zh-palladius", "--readings", "Xian", code=0)
    assert done.stdout.decode() == "Сянь\nСиань\n"
    done = run("romanize", "-s", "zh-palladius", "--readings", "London", code=0)
    assert done.stdout == b"London\n"


def test_the_list_has_every_system_with_its_standard(run: Run) -> None:
    lines = run("romanize", "--list", code=0).stdout.decode().splitlines()
    for one, line in zip(SYSTEMS.values(), lines[1:], strict=True):
        assert line.startswith(one.id)
        assert line.endswith(one.standard)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-s", "ru-dudn", "Путин"], "did you mean ru-duden"),
        (["Путин"], "--list shows them"),
        (["-s", "ru-duden", "missing.txt"], "no such file"),
        (["-s", "ko-rr", "--person", "--readings", "김"], "exclude each other"),
    ],
)
def test_wrong_use_is_told_in_one_line(run: Run, arguments: list[str], said: str) -> None:
    done = run("romanize", *arguments, code=2)
    assert done.stdout == b""
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_latin_name_is_no_missing_file(run: Run) -> None:
    assert run("romanize", "-s", "ru-duden", "Putin", code=0).stdout == b"Putin\n"


def test_what_stays_as_it_is_is_told(run: Run) -> None:
    done = run("romanize", "-s", "ko-rr", "Щербаков", code=0)
    assert done.stdout.decode() == "Щербаков\n"
    assert "Щербаков: stays as it is" in done.stderr.decode()
    assert run("romanize", "-s", "ru-duden", "Щербаков", code=0).stderr == b""
