"""What the page on adapters shows is what happens."""

import re
import shutil
from importlib.util import find_spec

import pytest

from .conftest import ROOT, Script

PAGE = ROOT / "docs" / "adapters.md"
_SHOWN = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [found.groups() for found in _SHOWN.finditer(PAGE.read_text(encoding="utf-8"))]
LIBRARIES = ("pyarrow", "ray", "pyspark", "datatrove", "datasets")


def _used(code: str) -> list[str]:
    return [name for name in LIBRARIES if re.search(rf"(?m)^(import|from) {name}\b", code)]


def test_every_example_shows_what_comes_out() -> None:
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("```python")
    assert {name for code, _ in EXAMPLES for name in _used(code)} == set(LIBRARIES)


@pytest.mark.parametrize(
    ("code", "shown"), EXAMPLES, ids=["-".join(_used(code)) or "texts" for code, _ in EXAMPLES]
)
def test_an_example_prints_what_stands_below_it(code: str, shown: str, script: Script) -> None:
    for name in (*_used(code), *(["pandas"] if "ray" in _used(code) else [])):
        if find_spec(name) is None:
            pytest.skip(f"{name} isn't installed")
    if "pyspark" in _used(code) and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none")
    assert script(code, guarded="ray" not in _used(code)) == shown
