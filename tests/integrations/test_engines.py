"""Ray and Spark, the real ones, give what `Normalizer` alone gives, and keep the rest."""

import json
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

import pytest

from normalizer.integrations.texts import restored, restored_with_title

from .conftest import Script
from .tables import TYPES, table_of

PLANS = Path(__file__).parent / "plans"

TITLES = {
    None: None,
    "": "",
    "Ruhe im Osten , sagt er": "Ruhe im Osten, sagt er",
    " ": " ",
    "Ruhe im Osten\nund im Westen": "Ruhe im Osten\nund im Westen",
}
"""Titles, and what becomes of each beside a text that says something else."""

pyarrow = pytest.importorskip("pyarrow")

Cleaned = tuple["pyarrow.Table", "pyarrow.Table"]

_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark isn't installed, or there is no Java for it",
)
_ray = pytest.mark.skipif(
    find_spec("ray") is None or find_spec("pandas") is None,
    reason="Ray isn't installed, or there is no pandas for Ray Data",
)


@_spark
def test_a_data_frame_of_spark_keeps_everything_but_the_texts(
    script: Script, texts: list[str | None], expected: list[str | None]
) -> None:
    plan = (PLANS / "spark_frame.py").read_text(encoding="utf-8")
    titles = [None] * len(texts)
    done = json.loads(script(plan, json.dumps(texts), json.dumps(titles), "3"))
    assert done["texts"] == [*expected, None]
    assert done["titles"] == [*titles, None]
    assert done["rest is the same"]
    for before, text, audit in zip(texts, done["texts"], done["audits"], strict=False):
        assert (before is None) == (audit is None)
        assert before is None or restored(text, audit) == before


@_spark
def test_titles_in_a_data_frame_of_spark_are_cleaned_and_come_back(
    script: Script, texts: list[str | None], expected: list[str | None]
) -> None:
    plan = (PLANS / "spark_frame.py").read_text(encoding="utf-8")
    titles = _titles(texts)
    done = json.loads(script(plan, json.dumps(texts), json.dumps(titles), "3"))
    assert done["rest is the same"]
    told = done["texts"][:-1], done["titles"][:-1], done["audits"][:-1]
    _check_titles(titles, texts, expected, *told)


@pytest.fixture(scope="module")
def by_ray(
    script: Script, tmp_path_factory: pytest.TempPathFactory, texts: list[str | None]
) -> tuple[Cleaned, Cleaned]:
    """Tables without and with titles, each before and after; one start of Ray serves both."""
    plain = table_of(texts, TYPES[0])
    titled = plain.append_column("head", pyarrow.array(_titles(texts), TYPES[0]))
    folder = tmp_path_factory.mktemp("ray")
    asked = []
    for name, table, columns in (("plain", plain, ()), ("titled", titled, ("head", "changes"))):
        with pyarrow.OSFile(str(folder / name), "wb") as file:
            writer = pyarrow.ipc.new_stream(file, table.schema)
            writer.write_table(table)
            writer.close()
        asked.append(json.dumps([str(folder / name), str(folder / f"{name}.done"), *columns]))
    script((PLANS / "ray_data.py").read_text(encoding="utf-8"), *asked, guarded=False)
    done = []
    for name in ("plain", "titled"):
        with pyarrow.OSFile(str(folder / f"{name}.done"), "rb") as file:
            done.append(pyarrow.ipc.open_stream(file).read_all())
    return (plain, done[0]), (titled, done[1])


@_ray
def test_a_data_set_of_ray_keeps_everything_but_the_texts(
    by_ray: tuple[Cleaned, Cleaned], expected: list[str | None]
) -> None:
    table, done = by_ray[0]
    assert done.schema.equals(table.schema)
    assert done.column("body").to_pylist() == expected
    assert done.drop_columns("body").equals(table.drop_columns("body"))


@_ray
def test_titles_in_a_data_set_of_ray_are_cleaned_and_come_back(
    by_ray: tuple[Cleaned, Cleaned], texts: list[str | None], expected: list[str | None]
) -> None:
    table, done = by_ray[1]
    assert done.drop_columns("changes").schema.equals(table.schema)
    told = (done.column(name).to_pylist() for name in ("body", "head", "changes"))
    _check_titles(_titles(texts), texts, expected, *told)
    rest = ["body", "head"]
    assert done.drop_columns([*rest, "changes"]).equals(table.drop_columns(rest))


def _titles(texts: Sequence[str | None]) -> list[str | None]:
    return [title for title, _ in zip(cycle(TITLES), texts, strict=False)]


def _check_titles(
    titles: Sequence[str | None],
    texts: Sequence[str | None],
    expected: Sequence[str | None],
    *done: Sequence[str | None],
) -> None:
    """Texts, titles and audits that were ``done`` are as ``expected``, and give back what was."""
    assert len(done[0]) == len(texts)
    for title, text, alone, now, heading, audit in zip(titles, texts, expected, *done, strict=True):
        if text is None or audit is None:
            assert (now, heading, audit) == (text, title, None)
            continue
        assert heading == TITLES[title]
        if not (title or "").strip():
            assert now == alone
        said, was = (heading, title) if (title or "").strip() else ("", "")
        assert restored_with_title(said or "", now or "", audit) == (was, text)
