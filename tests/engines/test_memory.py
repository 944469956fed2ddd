"""Translations kept on disk, through the real engine on a tiny real package."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.installed import model_files
from normalizer.engines.memory import RememberingEngine, TranslationMemory
from normalizer.engines.package import install_package
from normalizer.engines.package_engine import PackageEngine

FIXTURE = (
    Path(__file__).parents[1] / "fixtures" / "models" / "translate-ru_de-fixture-0_1.argosmodel"
)
SENTENCES = ["Встреча закончилась в четверг.", "Встреча закончилась во вторник."]
HYPOTHESIS = Hypothesis("Ja.", -0.25, 0.5)
WRITER = """
import sys
from pathlib import Path
from normalizer.engines.engine import Hypothesis
from normalizer.engines.memory import TranslationMemory
memory, number = TranslationMemory(Path(sys.argv[1])), sys.argv[2]
wanted = [Hypothesis("Ja.", -0.25, 0.5)] * 20
for start in range(0, 200, 20):
    keys = [f"{number}-{i}".encode() for i in range(start, start + 20)]
    memory.keep(keys, wanted)
    assert memory.look_up(keys) == wanted
"""
"""Keeps two hundred hypotheses under keys of its own, twenty at a time."""


@dataclass
class Counting:
    """A real engine that notes what it was asked for."""

    engine: PackageEngine
    asked: list[str] = field(default_factory=list)

    source = "ru"
    target = "de"
    name = "counting"
    least_score = -1.0

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """What the engine makes of them."""
        self.asked += sentences
        return self.engine.translate(sentences, decoding)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> PackageEngine:
    return argos_engine(install_package(FIXTURE, tmp_path_factory.mktemp("store")))


@pytest.fixture
def memory(tmp_path: Path) -> TranslationMemory:
    return TranslationMemory(tmp_path / "deep" / "memory.sqlite3")


def test_a_sentence_is_translated_once(engine: PackageEngine, memory: TranslationMemory) -> None:
    counting, files = Counting(engine), model_files(engine)
    assert {file.name for file in files} == {"model.bin", "sentencepiece.model", "metadata.json"}
    first = RememberingEngine(counting, memory, files).translate(SENTENCES, Decoding())
    memory.close()
    again = RememberingEngine(counting, TranslationMemory(memory.path), files)
    assert (
        again.translate(SENTENCES, Decoding()) == first == engine.translate(SENTENCES, Decoding())
    )
    assert counting.asked == SENTENCES


def test_another_model_or_way_of_decoding_is_another_memory(
    engine: PackageEngine, memory: TranslationMemory, tmp_path: Path
) -> None:
    counting, files = Counting(engine), model_files(engine)
    (tmp_path / "model.bin").write_bytes(b"another")
    other = (tmp_path / "model.bin",)
    RememberingEngine(counting, memory, files).translate(SENTENCES[:1], Decoding())
    RememberingEngine(counting, memory, other).translate(SENTENCES[:1], Decoding())
    RememberingEngine(counting, memory, files).translate(SENTENCES[:1], Decoding(beam=4))
    assert len(counting.asked) == 3


def test_what_was_kept_comes_back_whole(memory: TranslationMemory) -> None:
    memory.keep([b"a"], [HYPOTHESIS])
    assert memory.look_up([b"b", b"a", b"a"]) == [None, HYPOTHESIS, HYPOTHESIS]


def test_of_too_many_the_least_used_go(tmp_path: Path) -> None:
    memory = TranslationMemory(tmp_path / "m.sqlite3", most=100)
    keys = [number.to_bytes(2, "big") for number in range(200)]
    memory.keep(keys[:90], [HYPOTHESIS] * 90)
    memory.look_up(keys[:40])
    memory.keep(keys[90:140], [HYPOTHESIS] * 50)
    left = [key for key, found in zip(keys, memory.look_up(keys), strict=True) if found]
    assert left == [*keys[:40], *left[40:]]
    assert set(keys[90:140]) <= set(left)
    assert len(left) == 100


def test_a_damaged_file_is_put_aside(memory: TranslationMemory) -> None:
    memory.path.parent.mkdir()
    memory.path.write_bytes(b"no database" * 1000)
    assert memory.look_up([b"a"]) == [None]
    memory.keep([b"a"], [HYPOTHESIS])
    assert memory.look_up([b"a"]) == [HYPOTHESIS]
    assert memory.path.with_name("memory.sqlite3.damaged").read_bytes().startswith(b"no database")


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    memory = TranslationMemory(tmp_path / "file" / "memory.sqlite3")
    memory.keep([b"a"], [HYPOTHESIS])
    assert memory.look_up([b"b"]) == [None]


def test_a_model_is_read_again_only_when_it_changed(
    tmp_path: Path, memory: TranslationMemory
) -> None:
    model = tmp_path / "model.bin"
    model.write_bytes(b"one")
    first = memory.digest(model)
    os.utime(model, ns=(1, 1))
    assert memory.digest(model) == first
    model.write_bytes(b"two")
    os.utime(model, ns=(2, 2))
    assert memory.digest(model) != first


def test_several_processes_write_at_once(memory: TranslationMemory) -> None:
    command = [sys.executable, "-c", WRITER, str(memory.path)]
    workers = [subprocess.Popen([*command, str(number)]) for number in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    keys = [f"{number}-{i}".encode() for number in range(3) for i in range(200)]
    assert memory.look_up(keys) == [HYPOTHESIS] * 600
