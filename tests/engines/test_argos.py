"""Argos packages through the real engine: the tiny real ones, and one that knows a few words."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import SEARCHES, Decoding, Hypothesis
from normalizer.engines.package import Package, read_package
from normalizer.engines.package_engine import PackageEngine
from normalizer.errors import ModelError

Make = Callable[..., Path]
CASES = tomllib.loads(
    (Path(__file__).parents[1] / "fixtures" / "models" / "cases.toml").read_text(encoding="utf-8")
)
SOURCES = [case["source"] for case in CASES["direct"]]
TARGETS = [case["target"] for case in CASES["direct"]]
WORDS = {
    "Порт": "Hafen", "в": "in", "@-@": "@-@", "Бонн@@": "Bo@@", "е": "nn", ".": ".", ",": ",",
    "откры@@": "of@@", "т": "fen", "&quot;": "&quot;", "а": "a", "о@@": "o@@",
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(fixture_packages: Path) -> PackageEngine:
    """Russian to German."""
    return argos_engine(read_package(fixture_packages / "translate-ru_de-fixture-0_1"), 2)


MERGES = """#version: 0.2
П о
По р
Пор т</w>
Б о
Бо н
Бон н
о т
от к
отк р
откр ы
"""


def texts(hypotheses: list[Hypothesis | None]) -> list[str | None]:
    return [hypothesis and hypothesis.text for hypothesis in hypotheses]


@pytest.mark.parametrize("search", SEARCHES)
def test_every_search_translates_what_the_package_knows(engine: PackageEngine, search: str) -> None:
    assert texts(engine.translate(SOURCES, SEARCHES[search])) == TARGETS


@pytest.mark.parametrize("most", [1, 40, 1024, 10_000])
def test_the_size_of_the_batches_changes_no_text(engine: PackageEngine, most: int) -> None:
    assert texts(engine.translate(SOURCES, Decoding(batch_tokens=most))) == TARGETS


def test_white_space_around_a_sentence_comes_back(engine: PackageEngine) -> None:
    around = [("  ", "\n"), ("\t", ""), ("\u00a0", " \u2003")]
    sources = [f"{start}{SOURCES[4]}{end}" for start, end in around]
    assert texts(engine.translate(sources, Decoding())) == [
        f"{start}{TARGETS[4]}{end}" for start, end in around
    ]


def test_what_holds_no_token_has_no_translation(engine: PackageEngine) -> None:
    assert engine.translate(["", " \t\n"], Decoding()) == [None, None]
    assert engine.translate([], Decoding()) == []


def test_a_sentence_past_the_positions_of_the_model_takes_no_other_along(
    engine: PackageEngine,
) -> None:
    sources = [*SOURCES, " ".join(SOURCES * 20), *SOURCES]
    found = texts(engine.translate(sources, Decoding(batch_tokens=100_000)))
    assert found == [*TARGETS, None, *TARGETS]


def test_what_the_length_limit_cuts_off_is_not_taken_for_whole(engine: PackageEngine) -> None:
    # What it does not know it may go on about; only the limit ends it.
    sources = [case["source"] for case in CASES["direct"]]
    found = engine.translate(sources, Decoding(growth=0))
    for hypothesis, target in zip(found, TARGETS, strict=True):
        assert hypothesis is not None
        assert (hypothesis.score == float("-inf")) == (hypothesis.text != target)
    assert any(hypothesis and hypothesis.score == float("-inf") for hypothesis in found)


def test_a_length_penalty_changes_no_score_of_the_same_text(engine: PackageEngine) -> None:
    plain = engine.translate(SOURCES, Decoding(beam=4))
    fair = engine.translate(SOURCES, Decoding(beam=4, length_penalty=0.2))
    assert texts(plain) == texts(fair)
    for one, other in zip(plain, fair, strict=True):
        assert one is not None
        assert other is not None
        assert one.score == pytest.approx(other.score, abs=0.002)


def test_the_share_of_unknown_tokens_is_told(engine: PackageEngine) -> None:
    known, unknown = engine.translate([SOURCES[4], "漢字☃"], Decoding())
    assert known is not None
    assert unknown is not None
    assert known.unknown == 0
    assert unknown.unknown > 0.4


@pytest.fixture
def copied(fixture_packages: Path, tmp_path: Path) -> Package:
    """A package that may be spoilt."""
    path = tmp_path / "translate-ru_de"
    shutil.copytree(fixture_packages / "translate-ru_de-fixture-0_1", path)
    return read_package(path)


def test_a_missing_vocabulary_is_an_error(copied: Package) -> None:
    (copied.path / "model" / "shared_vocabulary.json").unlink()
    with pytest.raises(ModelError, match=r"can't be loaded.*vocabulary"):
        argos_engine(copied).translate(SOURCES, Decoding())


@pytest.mark.parametrize("size", [0, 100, 100_000])
def test_a_truncated_model_is_an_error(copied: Package, size: int) -> None:
    model = copied.path / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:size])
    with pytest.raises(ModelError, match="can't be loaded"):
        argos_engine(copied).translate(SOURCES, Decoding())


def test_damaged_pieces_are_an_error(copied: Package) -> None:
    (copied.path / "sentencepiece.model").write_bytes(b"x")
    with pytest.raises(ModelError, match=r"sentencepiece.model: can't be loaded"):
        argos_engine(copied).translate(SOURCES, Decoding())


def test_pieces_of_another_model_are_an_error(copied: Package, fixture_packages: Path) -> None:
    other = fixture_packages / "translate-en_de-fixture-0_1" / "sentencepiece.model"
    shutil.copy(other, copied.path / "sentencepiece.model")
    with pytest.raises(ModelError, match=r"another direction.*belong together"):
        argos_engine(copied).translate(SOURCES, Decoding())


def test_text_the_model_knows_nothing_of_is_no_fault_of_the_model(engine: PackageEngine) -> None:
    odd = "ѿ꙲ꙋ҃ѣ ⴰⵎⴰⵣⵉⵖ 漢字かな交じり文 ქართული"
    found = engine.translate([odd, SOURCES[4]], Decoding())
    assert found[0] is None or found[0].unknown >= 0.5
    assert found[1] is not None
    assert found[1].text == TARGETS[4]


def test_more_batches_than_cores_come_back_in_order(engine: PackageEngine) -> None:
    assert texts(engine.translate(SOURCES * 50, Decoding(beam=1, batch_tokens=1))) == TARGETS * 50


def test_a_model_of_another_architecture_is_an_error(copied: Package) -> None:
    # The spec of a model is named at the start of its file, behind the version and the length.
    model = copied.path / "model" / "model.bin"
    content = model.read_bytes()
    assert content[6:21] == b"TransformerSpec"
    model.write_bytes(content[:6] + b"WhisperMapSpecX"[:15] + content[21:])
    with pytest.raises(ModelError, match="an encoder and a decoder"):
        argos_engine(copied).translate(SOURCES, Decoding())


def test_a_prefix_the_model_does_not_know_is_an_error(copied: Package) -> None:
    metadata = copied.path / "metadata.json"
    values = json.loads(metadata.read_text(encoding="utf-8"))
    metadata.write_text(json.dumps(values | {"target_prefix": "__de__"}), encoding="utf-8")
    with pytest.raises(ModelError, match="no token '__de__'"):
        argos_engine(copied).translate(SOURCES, Decoding())


@pytest.fixture
def byte_pairs(make_model: Make, tmp_path: Path) -> PackageEngine:
    """A package with a ``bpe.model``."""
    path = tmp_path / "translate-ru_de-words"
    make_model(path / "model", WORDS)
    (path / "bpe.model").write_text(MERGES, encoding="utf-8")
    metadata = {"from_code": "ru", "to_code": "de", "package_version": "1", "argos_version": "1.9"}
    (path / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return argos_engine(Package(path, "ru", "de", "1", -1.0, fixture=True))


def test_a_package_with_byte_pairs_translates(byte_pairs: PackageEngine) -> None:
    pytest.importorskip("sacremoses", reason="the extra moses is not installed")
    found = byte_pairs.translate([" Порт в Бонне открыт. ", "«Порт», а Бонне"], Decoding())
    assert texts(found) == [" Hafen in Bonn offen. ", '"Hafen", a Bonn']


def test_a_word_that_byte_pairs_do_not_know_comes_back(byte_pairs: PackageEngine) -> None:
    pytest.importorskip("sacremoses", reason="the extra moses is not installed")
    (found,) = byte_pairs.translate(["Порт в ☃."], Decoding())
    assert found is not None
    assert found.text == "Hafen in ☃."
    assert found.unknown == 0.25


def test_without_the_extra_byte_pairs_are_an_error(
    byte_pairs: PackageEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sacremoses.normalize", None)
    with pytest.raises(ModelError, match=r"pip install 'article-normalizer\[moses\]'"):
        byte_pairs.translate(["Порт"], Decoding())


@pytest.mark.parametrize("content", [b"\xff", b"#version: 0.2\na b c\n", b"ab\n"])
def test_damaged_merges_are_an_error(byte_pairs: PackageEngine, content: bytes) -> None:
    pytest.importorskip("sacremoses", reason="the extra moses is not installed")
    (byte_pairs.package.path / "bpe.model").write_bytes(content)
    with pytest.raises(ModelError, match=r"bpe\.model: can't be read"):
        byte_pairs.translate(["Порт"], Decoding())
