import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import parallel
import pytest

IDS = ("a", "a", "b", "c", "c", "d")
LINES = ("eins", "zwei", "drei", "vier", "", "sechs")
RUN = Path(__file__).parents[2] / "bench" / "encoding" / "run.py"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / parallel.IDS).write_text("\n".join(IDS) + "\n", encoding="utf-8")
    (tmp_path / "deu.txt").write_text("\r\n".join(LINES) + "\r\n", encoding="utf-8", newline="")
    monkeypatch.setenv(parallel.VARIABLE, str(tmp_path))
    parallel.folder.cache_clear()
    yield tmp_path
    parallel.folder.cache_clear()


@pytest.mark.usefixtures("folder")
def test_the_halves_are_cut_between_documents() -> None:
    assert parallel.documents("deu", "even") == [["eins", "zwei"], ["vier"]]
    assert parallel.documents("deu", "odd") == [["drei"], ["sechs"]]


@pytest.mark.usefixtures("folder")
def test_every_language_file_is_listed() -> None:
    assert parallel.languages() == ["deu"]


def test_a_line_too_many_is_an_error(folder: Path) -> None:
    with (folder / "deu.txt").open("a", encoding="utf-8") as file:
        file.write("sieben\n")
    with pytest.raises(ValueError, match="longer"):
        parallel.documents("deu", "odd")


@pytest.mark.parametrize("line", ["Рiвне", "wei\N{SOFT HYPHEN}ter", "scho\u0308n", "\x93ja\x94"])
def test_a_line_with_damage_of_its_own_is_not_whole(line: str) -> None:
    assert not parallel.is_whole(line)


@pytest.mark.parametrize("line", ["„Schöne“ – Größe", "В The Times «так»", "под’їзд"])
def test_typographic_signs_and_two_scripts_in_a_line_are_whole(line: str) -> None:
    assert parallel.is_whole(line)


def test_without_lines_the_benchmark_says_so_and_ends_well(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, RUN],
        env={parallel.VARIABLE: str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert parallel.VARIABLE in done.stderr
    assert done.stdout == ""
