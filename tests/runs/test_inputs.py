"""Which files a run reads."""

from pathlib import Path

import pytest

from normalizer.errors import SettingsError
from normalizer.runs.inputs import find_inputs


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/c.JSONL", "a/.hidden.txt", ".git/x.txt", "odd.pdf", "out/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_folder_gives_its_articles_in_order_but_not_its_output(tree: Path) -> None:
    found = find_inputs([str(tree)], leave=[tree / "out", tree / "b.txt"])
    assert [one.name for one in found] == ["a/c.JSONL"]


def test_globs_keep_the_folders_below_what_they_share(tree: Path) -> None:
    found = find_inputs([f"{tree}/**/*.txt"])
    assert [one.name for one in found] == ["b.txt", "out/b.txt"]


def test_two_files_of_one_name_are_refused(tree: Path) -> None:
    with pytest.raises(SettingsError, match=r"both be written as b\.txt"):
        find_inputs([str(tree / "b.txt"), str(tree / "out" / "b.txt")])


def test_a_broken_link_is_an_input_with_or_without_an_error(tree: Path) -> None:
    (tree / "out" / "gone.txt").symlink_to("nowhere")
    assert [one.name for one in find_inputs([str(tree / "out")])] == ["b.txt", "gone.txt"]


@pytest.mark.parametrize("argument", ["missing.txt", "q*.txt", "odd.pdf", ".git"])
def test_what_gives_no_article_is_an_input_with_an_error(tree: Path, argument: str) -> None:
    folder = tree / "empty"
    folder.mkdir()
    path = folder if argument == ".git" else tree / argument
    [one] = find_inputs([str(path)])
    assert one.error is not None
    assert str(one.error).startswith(str(path))
