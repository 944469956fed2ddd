"""Our reading of Argos packages beside that of the library Argos Translate itself."""

import json
import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding
from normalizer.engines.package import read_package
from normalizer.engines.routes import Route
from normalizer.engines.stock import StockEngine
from normalizer.errors import ModelError
from normalizer.finders.translation.ladder import Ladder
from normalizer.finders.translation.quality import CheckTranslation

MODELS = Path(__file__).parents[1] / "fixtures" / "models"
CASES = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))
SOURCES = [case["source"] for kind in ("direct", "pivot", "unsure") for case in CASES[kind]]
AS_STOCK = Decoding(beam=4, length_penalty=0.2)
needs_stock = pytest.mark.skipif(
    find_spec("argostranslate") is None,
    reason="the extra argostranslate is not installed, so there is nothing to compare with",
)

# It makes folders where the home is and is not made for a process that refuses sockets.
STOCK = """
import json, socket, sys
from pathlib import Path

def refuse(*_, **__):
    raise OSError("the network is refused")

socket.socket.connect = socket.getaddrinfo = refuse
from normalizer.engines.engine import Decoding
from normalizer.engines.package import Package, read_package
from normalizer.engines.stock import StockEngine

asked = json.load(sys.stdin)
found = StockEngine(read_package(Path(asked["path"]))).translate(asked["sources"], Decoding())
json.dump([hypothesis and hypothesis.text for hypothesis in found], sys.stdout)
"""


def run_stock(home: Path, script: str, **asked: Any) -> Any:
    """What ``script`` answers in a process of its own with an empty home."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
    )
    return json.loads(done.stdout)


@needs_stock
@pytest.mark.parametrize("pair", ["ru_de", "ru_en", "en_de"])
def test_the_same_text_as_the_stock_library(
    fixture_packages: Path, tmp_path: Path, pair: str
) -> None:
    path = fixture_packages / f"translate-{pair}-fixture-0_1"
    ru_en = argos_engine(read_package(fixture_packages / "translate-ru_en-fixture-0_1"))
    english = [found.text for found in ru_en.translate(SOURCES, Decoding()) if found]
    sources = [*(english if pair == "en_de" else SOURCES), "  два   слова\t", "a_b", "漢字", ""]
    stock = run_stock(tmp_path, STOCK, path=str(path), sources=sources)
    ours = argos_engine(read_package(path)).translate(sources, AS_STOCK)
    differing = [
        (source, theirs, found and found.text)
        for source, theirs, found in zip(sources, stock, ours, strict=True)
        # It makes every underscore a blank, and keeps blanks the model wrote at the end.
        if (theirs or "").strip() != (found.text if found else "").strip().replace("_", " ")
    ]
    assert differing == []


@needs_stock
@pytest.mark.parametrize("pair", ["ru_de", "ru_en"])
def test_behind_the_checks_only_what_they_refused_or_mended_differs(
    fixture_packages: Path, tmp_path: Path, pair: str
) -> None:
    path = fixture_packages / f"translate-{pair}-fixture-0_1"
    sources = [source for source in SOURCES if source.strip()]
    stock = run_stock(tmp_path, STOCK, path=str(path), sources=sources)
    engine = argos_engine(read_package(path))
    ladder = Ladder([Route((engine,))], CheckTranslation(engine.source, engine.target), AS_STOCK)
    done = ladder.translated(sources)
    theirs = dict(zip(sources, stock, strict=True))
    same = [source for source in sources if done[source].text == theirs[source].strip()]
    differing = {source: done[source] for source in sources if source not in same}
    check = CheckTranslation(engine.source, engine.target)
    unexplained = [
        (source, theirs[source], made.text)
        for source, made in differing.items()
        if made.text != check.repaired(source, theirs[source].strip())
        and not made.is_refused
        and made.way == ladder.routes[0].name
    ]
    assert unexplained == []
    kept = [source for source in same if not done[source].is_refused]
    assert len(kept) >= len(SOURCES) - len(CASES["unsure"]) - len(differing)


TOKENS = """
import json, sys
from pathlib import Path
from argostranslate.tokenizer import BPETokenizer

asked = json.load(sys.stdin)
stock = BPETokenizer(Path(asked["codes"]), "ru", "de")
tokens = [stock.encode(source) for source in asked["sources"]]
json.dump([tokens, [stock.decode(sentence) for sentence in tokens]], sys.stdout)
"""


@needs_stock
@pytest.mark.parametrize("version", ["", "#version: 0.1\n", "#version: 0.2\n"])
def test_the_same_byte_pairs_as_the_stock_library(
    tmp_path: Path, checkout: Path, version: str
) -> None:
    from normalizer.engines.byte_pairs import BytePairs  # noqa: PLC0415  reads an extra

    texts = [path.read_text(encoding="utf-8") for path in sorted(checkout.glob("seeds/*.txt"))]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    codes = tmp_path / "bpe.model"
    codes.write_text(version + learned(lines, apart=version != "#version: 0.2\n"), encoding="utf-8")
    tokens, decoded = run_stock(tmp_path, TOKENS, codes=str(codes), sources=lines)
    ours = BytePairs(codes, "ru", "de")
    assert ours.encode(lines) == tokens
    assert [ours.decode(sentence) for sentence in tokens] == decoded
    assert any(token.endswith("@@") for sentence in tokens for token in sentence)


def learned(lines: list[str], *, apart: bool, count: int = 300) -> str:
    """Merges of the pairs of parts that stand side by side most often."""
    words: dict[tuple[str, ...], int] = {}
    for word in " ".join(lines).split():
        parts = (*word, "</w>") if apart else (*word[:-1], f"{word[-1]}</w>")
        words[parts] = words.get(parts, 0) + 1
    merges = []
    for _ in range(count):
        pairs: dict[tuple[str, str], int] = {}
        for parts, often in words.items():
            for pair in pairwise(parts):
                pairs[pair] = pairs.get(pair, 0) + often
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        merges.append(best)
        merged: dict[tuple[str, ...], int] = {}
        for parts, often in words.items():
            joined = "\0".join(parts).replace("\0".join(best), "".join(best)).split("\0")
            merged[tuple(joined)] = merged.get(tuple(joined), 0) + often
        words = merged
    return "".join(f"{first} {second}\n" for first, second in merges)


def test_without_the_extra_the_stock_library_is_an_error(
    fixture_packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("argostranslate")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    engine = StockEngine(read_package(fixture_packages / "translate-ru_de-fixture-0_1"))
    with pytest.raises(ModelError, match=r"pip install 'article-normalizer\[argostranslate\]'"):
        engine.translate(["Порт"], Decoding())
