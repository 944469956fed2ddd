"""Which files a run reads."""

import os
import tracemalloc
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


def test_a_folder_is_walked_through_files_first_and_by_name(tmp_path: Path) -> None:
    names = ["b.txt", "z.txt", "ä.txt", "a/2.txt", "a/b/1.txt", "a-/1.txt", "B/1.txt", "b/1.txt"]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    walked = [
        str((Path(parent) / file).relative_to(tmp_path))
        for parent, folders, files in os.walk(tmp_path)
        if not folders.sort()  # type: ignore[func-returns-value]  # the walk is to go in order
        for file in sorted(files)
    ]
    assert [one.name for one in find_inputs([str(tmp_path)])] == walked


def test_links_to_folders_are_not_followed(tree: Path) -> None:
    (tree / "a" / "up").symlink_to(tree)
    (tree / "a" / "same.txt").symlink_to(tree / "b.txt")
    names = [one.name for one in find_inputs([str(tree)], leave=[tree / "out"])]
    assert names == ["b.txt", "a/c.JSONL", "a/same.txt"]
    left = find_inputs([str(tree)], leave=[tree / "out", tree / "b.txt"])
    assert [one.name for one in left] == ["a/c.JSONL"]


def test_more_files_take_no_more_memory(tmp_path: Path) -> None:
    most = []
    for count in (3000, 9000):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:06}-with-a-name-as-they-have-them.txt").touch()
        tracemalloc.start()
        found = find_inputs([str(folder)])
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(found) == count
    assert most[1] < most[0] + 6000 * 20  # bytes; a path alone has 100
