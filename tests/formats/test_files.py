"""Files that are whole or aren't there."""

import errno
import gc
import os
import stat
from pathlib import Path

import pytest

from normalizer.formats.files import WholeFile, kept


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(TypeError), kept(WholeFile(path)) as file:
        file.write("new")  # type: ignore[arg-type]  # it fails in the middle
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it stays open
def test_what_is_interrupted_before_it_is_kept_leaves_nothing(tmp_path: Path) -> None:
    file = WholeFile(tmp_path / "a.txt")
    file.write(b"half")
    assert list(tmp_path.iterdir())
    del file  # as Ctrl-C between its making and the block that keeps it would
    gc.collect()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_run_left_of_a_role_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parts = WholeFile(path, lasting=True)
    parts.write(b"parts")
    left = WholeFile(path, role="joined")
    left.write(b"half of what was joined")
    left.leave()  # as a kill would
    assert len(list(tmp_path.iterdir())) == 2
    with kept(WholeFile(path, role="joined")) as file:
        file.write(b"whole")
    parts.discard()
    assert [path] == list(tmp_path.iterdir())
    assert path.read_bytes() == b"whole"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes aren't forked here")
def test_a_forked_process_forgets_its_copy_and_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    file = WholeFile(path)
    forked = os.fork()
    if not forked:
        del file
        gc.collect()
        os._exit(0)
    os.waitpid(forked, 0)
    file.write(b"whole")
    file.commit()
    del file
    gc.collect()
    assert path.read_bytes() == b"whole"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder that takes no file")
@pytest.mark.parametrize("lasting", [False, True])
def test_a_folder_that_takes_no_file_is_told_of_by_the_name_of_the_file(lasting: bool) -> None:  # noqa: FBT001
    with pytest.raises(OSError, match="a") as raised:
        WholeFile(Path("/proc/a.txt"), lasting=lasting)
    assert raised.value.filename == "/proc/a.txt"


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("old", encoding="utf-8")
    link.symlink_to(path)
    with kept(WholeFile(link)) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "new"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with kept(WholeFile(path)) as file:
        file.write(b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_names_as_long_as_a_folder_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".txt")
    with kept(WholeFile(path)) as file:
        file.write(b"x")
    assert path.read_bytes() == b"x"


def test_a_full_disk_names_the_file_and_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    file = WholeFile(tmp_path / "a.txt")
    file.write(b"x")
    with pytest.raises(OSError, match=r"a\.txt"):
        file.commit()
    assert not list(tmp_path.iterdir())
