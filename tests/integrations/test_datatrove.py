"""A step among the real ones of datatrove."""

import json
import pickle
from pathlib import Path

import pytest

from normalizer import Settings
from normalizer.errors import FormatError
from normalizer.integrations.texts import restored, restored_with_title

pytest.importorskip("datatrove", reason="datatrove isn't installed")

from datatrove.data import Document

from normalizer.integrations.datatrove import DatatroveNormalizer


def test_documents_are_those_of_the_normalizer_alone(
    texts: list[str | None], expected: list[str | None], settings: Settings
) -> None:
    step = pickle.loads(pickle.dumps(DatatroveNormalizer(settings, audit="audit")))  # noqa: S301
    given = [Document(text, str(n), metadata={"n": n}) for n, text in enumerate(texts) if text]
    sources = [document.text for document in given]
    done = list(step(iter(given), rank=1, world_size=3))
    assert [document.text for document in done] == [text for text in expected if text]
    assert [document.metadata["n"] for document in done] == [int(one.id) for one in given]
    for source, document in zip(sources, done, strict=True):
        records = document.metadata["audit"]
        assert json.loads(records.split("\n")[0])["document"] == document.id
        assert restored(document.text, records) == source
    assert step.stats["total"].total == len(given)
    changed = sum(source != document.text for source, document in zip(sources, done, strict=True))
    assert step.stats["changed"].total == changed


def test_titles_are_cleaned_with_their_texts(settings: Settings) -> None:
    given = [
        Document("Er kam .", "1", metadata={"head": "Ruhe , sagt er"}),
        Document("Er kam .", "2", metadata={"n": 7}),
        Document("Er kam.", "3", metadata={"head": "Ruhe , sagt er"}),
        Document("Er kam.", "4", metadata={"head": None}),
    ]
    step = DatatroveNormalizer(settings, title="head")
    done = list(step(iter(given)))
    assert [document.text for document in done] == ["Er kam."] * 4
    assert [document.metadata for document in done] == [
        {"head": "Ruhe, sagt er"}, {"n": 7}, {"head": "Ruhe, sagt er"}, {"head": None},
    ]  # fmt: skip
    assert step.stats["changed"].total == 3


def test_documents_come_out_while_others_are_still_to_come(settings: Settings) -> None:
    coming = (Document("Der Hafen .", str(number)) for number in range(10_000))
    done = DatatroveNormalizer(settings)(coming)
    assert next(iter(done)).text == "Der Hafen."
    assert int(next(coming).id) < 1_000


def test_metadata_of_the_name_of_the_audit_is_not_overwritten(settings: Settings) -> None:
    given = [Document("Der Hafen .", "7", metadata={"audit": "mine"})]
    with pytest.raises(FormatError, match="'audit' already"):
        list(DatatroveNormalizer(settings, audit="audit")(iter(given)))


def test_a_pipeline_reads_cleans_and_writes(tmp_path: Path, settings: Settings) -> None:
    executor = pytest.importorskip("datatrove.executor").LocalPipelineExecutor
    reader = pytest.importorskip("datatrove.pipeline.readers").JsonlReader
    writer = pytest.importorskip("datatrove.pipeline.writers").JsonlWriter
    pytest.importorskip("orjson", reason="datatrove reads records with orjson")
    (tmp_path / "in").mkdir()
    record = json.dumps({"text": "Der Hafen .", "id": "007", "head": "Ruhe , sagt er"})
    (tmp_path / "in" / "a.jsonl").write_text(record + "\n", encoding="utf-8")
    out = writer(str(tmp_path / "out"), "${rank}.jsonl", compression=None)
    clean = DatatroveNormalizer(settings, audit="changes", title="head")
    steps = [reader(str(tmp_path / "in")), clean, out]
    executor(steps, logging_dir=str(tmp_path / "logs")).run()
    (line,) = (tmp_path / "out" / "00000.jsonl").read_text(encoding="utf-8").splitlines()
    done = json.loads(line)
    assert (done["id"], done["text"]) == ("007", "Der Hafen.")
    title, audit = done["metadata"]["head"], done["metadata"]["changes"]
    assert title == "Ruhe, sagt er"
    assert restored_with_title(title, done["text"], audit) == ("Ruhe , sagt er", "Der Hafen .")
