"""What becomes of each file."""

from pathlib import Path

import pytest

from normalizer.formats.format import FormatOptions
from normalizer.pipeline.normalizer import Normalizer
from normalizer.runs.events import Cleaned, Event, Failed, Finished, clean_inputs
from normalizer.runs.inputs import find_inputs


@pytest.fixture(scope="module")
def normalizer() -> Normalizer:
    return Normalizer(only=("encoding",), model_folders=())


def _events(path: Path, normalizer: Normalizer, encoding: str | None = None) -> list[Event]:
    options = FormatOptions(encoding=encoding)
    return list(clean_inputs(find_inputs([str(path)]), normalizer, options))


def test_a_file_that_is_gone_when_it_is_read_fails_alone(
    tmp_path: Path, normalizer: Normalizer
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    found = find_inputs([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    events = list(clean_inputs(found, normalizer, FormatOptions()))
    kinds = [type(event) for event in events]
    assert kinds == [Failed, Finished, Cleaned, Finished]


@pytest.mark.parametrize("encoding", [None, "utf-16"])
def test_records_in_utf16_are_cut_into_lines_after_decoding(
    tmp_path: Path, normalizer: Normalizer, encoding: str | None
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text":"\u0a0a"}\n{"text":"b"}\n'.encode("utf-16"))
    events = _events(path, normalizer, encoding)
    texts = [event.document.text for event in events if isinstance(event, Cleaned)]
    assert texts == ["\u0a0a", "b"]
