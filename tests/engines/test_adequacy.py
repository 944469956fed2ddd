"""How likely a translation is adequate, and that a package that says so is heard."""

import math
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from normalizer.engines.adequacy import (
    FEATURES,
    HOPE,
    STEPS,
    SURE,
    UNSEEN,
    Adequacy,
    Lexicon,
    Weights,
    write_adequacy,
)
from normalizer.engines.argos import argos_engine
from normalizer.engines.coverage import Coverage
from normalizer.engines.engine import Decoding
from normalizer.engines.package import install_package, read_package
from normalizer.errors import ModelError

_LEXICON = Lexicon(
    "ru",
    "de",
    forth={"порт": {"hafen": 2}, "закры": {"gesch": 4}, "город": {"stadt": 2}},
    back={"hafen": {"порт": 2}, "gesch": {"закры": 7}, "stadt": {"город": 2}},
    common_source=frozenset({"в"}),
    common_target=frozenset({"der", "die", "ist"}),
    coverage=Coverage.of(["Порт закрыт"]),
)
_FIXTURE = Path("tests/fixtures/models/translate-ru_de-fixture-0_1.argosmodel")


def _weights(**weights: float) -> Weights:
    return Weights(FEATURES, tuple(weights.get(name, 0.0) for name in FEATURES), 0.0)


def _features(source: str, target: str) -> dict[str, float]:
    return dict(zip(FEATURES, _LEXICON.features(source, target, -0.1), strict=True))


def test_words_that_account_for_each_other_leave_nothing_open() -> None:
    right = _features("Порт закрыт", "Der Hafen ist geschlossen")
    wrong = _features("Порт закрыт", "Die Stadt ist geschlossen")
    assert right["source_worst"] == -0.35
    assert wrong["source_worst"] == -9
    assert wrong["target_worst"] == -9
    assert right["source_mean"] > wrong["source_mean"]


def test_words_never_seen_and_negations_are_told() -> None:
    assert _features("Порт закрыт", "Der Hafen")["unknown"] == 0
    assert _features("Пирс закрыт", "Der Hafen")["unknown"] == 1 / 2
    assert _features("Порт не закрыт", "Der Hafen ist geschlossen")["negation"] == 1
    assert _features("Порт не закрыт", "Der Hafen ist nicht geschlossen")["negation"] == 0


def test_what_was_not_read_is_told() -> None:
    read, unread = _features("Порт закрыт", "Hafen zu"), _features("Порт горит", "Hafen brennt")
    assert (read["missing"], unread["missing"]) == (0, 2 / 3)


def test_texts_without_words_have_features_too() -> None:
    assert _LEXICON.features("…", "–", -2.0) == (-2.0, *(0.0,) * 8, 1.0)


def test_a_probability_is_at_most_one_however_large_the_sum(tmp_path: Path) -> None:
    for weight in (1e-3, 1.0, 1e6):
        write_adequacy(tmp_path / "a", _LEXICON, _weights(score=weight))
        chance = Adequacy(tmp_path / "a")("Порт", "Hafen", -2.0)
        assert chance == pytest.approx(-2 * weight - math.log1p(math.exp(-2 * weight)))
        assert Adequacy(tmp_path / "a")("Порт", "Hafen", 2.0) <= 0


def test_what_can_be_hoped_for_is_what_no_translation_is_better_than(tmp_path: Path) -> None:
    weights = {"score": 5.0, "source_mean": 0.3, "target_mean": 0.3, "unknown": -1, "missing": -1}
    write_adequacy(tmp_path / "a", _LEXICON, _weights(**weights, growth=-1.0, length=-0.1))
    judge = Adequacy(tmp_path / "a")
    for source in ("Порт закрыт", "Город закрыт", "Порт и вокзал", "Ура"):
        hoped = judge.hoped(source)
        for target in ("Hafen gesch", "Der Hafen ist geschlossen", "Stadt", "Ach so"):
            assert judge(source, target, SURE) <= hoped
    assert judge.hoped("Порт закрыт") > judge.hoped("Город закрыт") > judge.hoped("Порт и вокзал")
    # Words that no word becomes are as dear as those never seen together.
    least = dict(zip(FEATURES, _LEXICON.hoped("Ура", {}), strict=True))
    assert least["source_mean"] == -UNSEEN / STEPS


def test_what_was_cut_off_stays_worth_nothing(tmp_path: Path) -> None:
    write_adequacy(tmp_path / "a", _LEXICON, _weights(unknown=1.0))
    assert Adequacy(tmp_path / "a")("Порт", "Hafen", float("-inf")) == float("-inf")


@pytest.mark.parametrize("content", [b"", b"\x93\x01", b"no msgpack at all"])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "adequacy.msgpack").write_bytes(content)
    with pytest.raises(ModelError, match=r"adequacy\.msgpack: can't be read: .*install"):
        Adequacy(tmp_path / "adequacy.msgpack")("Порт", "Hafen", -0.1)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    write_adequacy(tmp_path / "a", _LEXICON, Weights(("score",), (1.0,), 0.0))
    with pytest.raises(ModelError, match="another version"):
        Adequacy(tmp_path / "a")("Порт", "Hafen", -0.1)


def test_a_package_that_judges_gives_the_answer_likeliest_to_be_right(
    tmp_path: Path, checkout: Path
) -> None:
    package = install_package(checkout / _FIXTURE, tmp_path)
    sentence = ["Порт закрыт."]
    plain = argos_engine(package).translate(sentence, Decoding())[0]
    guess = argos_engine(package).translate(sentence, Decoding(beam=1))[0]
    assert plain is not None
    # Weighs the length alone, so that the answer that is not the surest comes out.
    judge = package.path / "adequacy.msgpack"
    write_adequacy(judge, _LEXICON, _weights(growth=-50.0))
    engine = argos_engine(replace(read_package(package.path), least_score=-math.inf))
    assert judge in engine.files
    judged = engine.translate(sentence, Decoding())[0]
    assert judged is not None
    assert judged.score <= math.log(1 / 2)
    assert abs(len(judged.text.split()) - 2) <= abs(len(plain.text.split()) - 2)
    # With a score it can't come near to, only the first guess is made.
    distant = argos_engine(replace(read_package(package.path), least_score=-0.7))
    refused = distant.translate(sentence, Decoding())[0]
    assert refused is not None
    assert guess is not None
    assert refused.text == guess.text != judged.text
    assert refused.score < distant.least_score - HOPE
    # Where no translation could come up to it, the model isn't asked.
    write_adequacy(judge, _LEXICON, _weights(growth=-50.0, missing=-1.0))
    hopeless = argos_engine(replace(read_package(package.path), least_score=-0.7))
    kept, tried = hopeless.translate(["Порт, мол, закрыт.", "Порт закрыт."], Decoding())
    assert kept is not None
    assert tried is not None
    assert kept.text == "Порт, мол, закрыт."
    assert kept.score == pytest.approx(Adequacy(judge).hoped("Порт, мол, закрыт."))
    assert kept.score < hopeless.least_score
    assert tried.text != "Порт закрыт."
    shutil.rmtree(package.path)
