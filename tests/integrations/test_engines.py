"""Ray and Spark, the real ones, give what `Normalizer` alone gives, and keep the rest."""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from normalizer.integrations.texts import restored

from .conftest import Script
from .tables import TYPES, table_of

PLANS = Path(__file__).parent / "plans"

pyarrow = pytest.importorskip("pyarrow")


@pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark isn't installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, and there is none")
def test_a_data_frame_of_spark_keeps_everything_but_the_texts(
    script: Script, texts: list[str | None], expected: list[str | None]
) -> None:
    plan = (PLANS / "spark_frame.py").read_text(encoding="utf-8")
    done = json.loads(script(plan, json.dumps(texts), "3"))
    assert done["texts"] == [*expected, None]
    assert done["rest is the same"]
    for before, text, audit in zip(texts, done["texts"], done["audits"], strict=False):
        assert (before is None) == (audit is None)
        assert before is None or restored(text, audit) == before


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray isn't installed")
@pytest.mark.skipif(find_spec("pandas") is None, reason="Ray Data needs pandas")
def test_a_data_set_of_ray_keeps_everything_but_the_texts(
    script: Script, tmp_path: Path, texts: list[str | None], expected: list[str | None]
) -> None:
    table = table_of(texts, TYPES[0])
    with pyarrow.OSFile(str(tmp_path / "in"), "wb") as file:
        writer = pyarrow.ipc.new_stream(file, table.schema)
        writer.write_table(table)
        writer.close()
    plan = (PLANS / "ray_data.py").read_text(encoding="utf-8")
    script(plan, str(tmp_path / "in"), str(tmp_path / "out"), guarded=False)
    with pyarrow.OSFile(str(tmp_path / "out"), "rb") as file:
        done = pyarrow.ipc.open_stream(file).read_all()
    assert done.schema.equals(table.schema)
    assert done.column("body").to_pylist() == expected
    assert done.drop_columns("body").equals(table.drop_columns("body"))
