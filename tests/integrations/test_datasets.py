"""A data set of Hugging Face, mapped by the real library."""

from pathlib import Path

import pytest

from normalizer import Settings
from normalizer.errors import FormatError
from normalizer.integrations.datasets import DatasetsNormalizer
from normalizer.integrations.texts import TextColumn

from .tables import TYPES, table_of

datasets = pytest.importorskip("datasets", reason="datasets isn't installed")


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    datasets.disable_progress_bars()


def test_a_data_set_keeps_everything_but_the_texts(
    texts: list[str | None], expected: list[str | None], settings: Settings
) -> None:
    data = datasets.Dataset(table_of(texts, TYPES[0]))
    clean = DatasetsNormalizer(TextColumn("body", "audit", settings=settings))
    done = data.map(clean, batched=True, batch_size=4)
    assert done["body"][:] == expected
    assert [one is None for one in done["audit"]] == [text is None for text in texts]
    rest = done.remove_columns(["body", "audit"])
    assert rest.features == data.remove_columns(["body"]).features
    assert rest[:] == data.remove_columns(["body"])[:]


def test_titles_are_cleaned_with_their_texts(settings: Settings) -> None:
    data = datasets.Dataset.from_dict(
        {"head": ["Ruhe , sagt er", None], "n": [1, 2], "text": ["Er kam .", "Er kam ."]}
    )
    done = data.map(DatasetsNormalizer(TextColumn(settings=settings, title="head")), batched=True)
    assert done["head"][:] == ["Ruhe, sagt er", None]
    assert done["text"][:] == ["Er kam.", "Er kam."]
    assert done["n"][:] == [1, 2]


def test_a_result_is_known_again_by_its_settings(settings: Settings) -> None:
    data = datasets.Dataset.from_dict({"text": ["Der Hafen ."]})
    first, again, other = (
        data.map(DatasetsNormalizer(TextColumn(settings=one)), batched=True)._fingerprint  # noqa: SLF001
        for one in (settings, Settings(target="de", model_folders=()), Settings(target="en"))
    )
    assert first == again != other


def test_a_column_of_the_name_of_the_audit_is_not_overwritten() -> None:
    with pytest.raises(FormatError, match="'n' already"):
        DatasetsNormalizer(TextColumn(audit="n"))({"text": ["a"], "n": [1]})
