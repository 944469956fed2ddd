"""Plain CTranslate2 folders through the real engine."""

import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sentencepiece

from normalizer.engines.ct2 import read_ct2_folder
from normalizer.engines.engine import Decoding, Hypothesis
from normalizer.engines.installed import Installed
from normalizer.errors import ModelError
from normalizer.finders.translation.ladder import CAREFUL

Make = Callable[..., Path]
CASES = tomllib.loads(
    (Path(__file__).parents[1] / "fixtures" / "models" / "cases.toml").read_text(encoding="utf-8")
)
SOURCES = [case["source"] for case in CASES["direct"]]
TARGETS = [case["target"] for case in CASES["direct"]]


def texts(hypotheses: list[Hypothesis | None]) -> list[str | None]:
    return [hypothesis and hypothesis.text for hypothesis in hypotheses]


def write_settings(path: Path, **settings: Any) -> None:
    values = {"from_code": "ru", "to_code": "de"} | settings
    (path / "normalizer.json").write_text(json.dumps(values), encoding="utf-8")


@pytest.fixture(params=["sentencepiece.model", "source.spm target.spm", "spiece.model"])
def folder(fixture_packages: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The model of a fixture package, laid out as converters leave it."""
    package = fixture_packages / "translate-ru_de-fixture-0_1"
    path = tmp_path / "models" / "opus-ru-de"
    shutil.copytree(package / "model", path)
    for name in request.param.split():
        shutil.copy(package / "sentencepiece.model", path / name)
    write_settings(path, version="2024", min_score=-0.081)
    return path


def test_a_folder_translates(folder: Path) -> None:
    engine = read_ct2_folder(folder, 2)
    assert (engine.source, engine.target, engine.name) == ("ru", "de", "opus-ru-de 2024")
    assert engine.least_score == -0.081
    assert texts(engine.translate(SOURCES, Decoding())) == TARGETS


def test_a_folder_is_found_among_others(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    (engine,) = Installed((folder.parent,)).engines()
    assert engine.name == "opus-ru-de 2024"


# One piece a word, each with a place of its own; what a translation must not swap is visible.
WORDS = ["порт", "город", "закрыт", "открыт"]
TABLE = dict(zip([f"\u2581{word}" for word in WORDS], ["\u2581Hafen", "\u2581Stadt", "\u2581zu",
                                                     "\u2581offen"], strict=True))  # fmt: skip


@pytest.fixture(scope="module")
def words_spm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """SentencePiece files that know the words of both languages."""
    folder = tmp_path_factory.mktemp("spm")
    for name, words in (("source", WORDS), ("target", [t[1:] for t in TABLE.values()])):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(words * 20),
            model_prefix=str(folder / name),
            model_type="word",
            vocab_size=len(words) + 3,
            minloglevel=2,
        )
    return folder


@pytest.fixture
def make_folder_of_words(make_model: Make, words_spm: Path, tmp_path: Path) -> Make:
    """Writes a folder whose model knows four words, and tokens of languages."""

    def make(*, adds_end: bool = True, positions: int = 32, **settings: Any) -> Path:
        table = TABLE | {"rus_Cyrl": "deu_Latn", "ukr_Cyrl": "eng_Latn"}
        path = make_model(tmp_path / "words", table, adds_end=adds_end, positions=positions)
        for side in ("source", "target"):
            shutil.copy(words_spm / f"{side}.model", path / f"{side}.spm")
        write_settings(path, **settings)
        return path

    return make


def test_two_vocabularies_and_two_sentencepiece_files(make_folder_of_words: Make) -> None:
    engine = read_ct2_folder(make_folder_of_words())
    found = engine.translate(["порт закрыт", "город открыт порт"], Decoding())
    assert texts(found) == ["Hafen zu", "Stadt offen Hafen"]


@pytest.mark.parametrize(("model", "asked"), [(True, False), (False, True), (True, True)])
def test_the_end_of_the_source_is_added_once(
    make_folder_of_words: Make, *, model: bool, asked: bool
) -> None:
    engine = read_ct2_folder(make_folder_of_words(adds_end=model, source_eos=asked))
    (found,) = engine.translate(["порт закрыт"], Decoding())
    assert found is not None
    assert found.text == "Hafen zu"
    assert found.score > -0.1


def test_without_an_end_the_model_would_not_end(make_folder_of_words: Make) -> None:
    engine = read_ct2_folder(make_folder_of_words(adds_end=False, source_eos=False))
    (found,) = engine.translate(["порт закрыт"], Decoding())
    assert found is None or found.text != "Hafen zu"


@pytest.mark.parametrize("decoding", [Decoding(), Decoding(beam=4), CAREFUL])
def test_a_model_that_loops_is_stopped_and_nobody_takes_it_for_whole(
    make_folder_of_words: Make, decoding: Decoding
) -> None:
    # Without an end of the source it says the last word again and again.
    engine = read_ct2_folder(make_folder_of_words(adds_end=False, positions=512))
    sources = ["порт закрыт", "порт", "порт закрыт город " * 30]
    for batch in (sources, *([source] for source in sources)):
        for source, found in zip(batch, engine.translate(batch, decoding), strict=True):
            assert found is not None
            if not decoding.no_repeat:  # else it may end, having nothing left to say
                assert found.score == float("-inf")
                assert len(found.text.split()) > len(source.split())
            longest = max(len(one.split()) for one in batch)
            assert len(found.text.split()) <= decoding.growth * longest + decoding.room + 1


def test_the_retry_has_less_room_than_the_first_try() -> None:
    assert (CAREFUL.growth, CAREFUL.room) == (2, 10)
    assert (Decoding().growth, Decoding().room) == (3, 16)


def test_tokens_of_languages_stand_before_and_are_not_part_of_the_text(
    make_folder_of_words: Make,
) -> None:
    path = make_folder_of_words(source_prefix=["rus_Cyrl"], target_prefix=["deu_Latn"])
    (found,) = read_ct2_folder(path).translate(["порт закрыт"], Decoding(beam=4))
    assert found is not None
    assert found.text == "Hafen zu"
    assert found.score > -0.1


def test_a_prefix_shifts_what_the_model_sees(make_folder_of_words: Make) -> None:
    path = make_folder_of_words(target_prefix=["deu_Latn"])
    (found,) = read_ct2_folder(path).translate(["порт закрыт"], Decoding())
    assert found is not None
    assert found.text == "zu"


def test_a_prefix_the_model_has_no_token_for_is_an_error(make_folder_of_words: Make) -> None:
    engine = read_ct2_folder(make_folder_of_words(target_prefix=["de_DE"]))
    with pytest.raises(ModelError, match="no token 'de_DE'"):
        engine.translate(["порт"], Decoding())


def test_unknown_words_are_carried_over(make_folder_of_words: Make) -> None:
    engine = read_ct2_folder(make_folder_of_words())
    (found,) = engine.translate(["порт CT_2 закрыт"], Decoding())
    assert found is not None
    assert found.text == "Hafen CT_2 zu"
    assert found.unknown == pytest.approx(1 / 3)


def test_a_sentence_past_the_positions_fails_alone(make_folder_of_words: Make) -> None:
    engine = read_ct2_folder(make_folder_of_words(positions=8), 2)
    sources = ["порт закрыт", "порт " * 20, "город", "порт " * 9, "открыт"]
    found = engine.translate(sources, Decoding())
    assert texts(found) == ["Hafen zu", None, "Stadt", None, "offen"]


def test_no_sentence_loses_its_end(make_folder_of_words: Make) -> None:
    # CTranslate2 drops what stands behind the first 1,024 tokens unless it is told not to.
    engine = read_ct2_folder(make_folder_of_words(positions=1200))
    (found,) = engine.translate(["порт " * 1100 + "закрыт"], Decoding(beam=1))
    assert found is None or found.text.endswith("zu") or found.score == float("-inf")


@pytest.fixture
def shortlisted(make_folder_of_words: Make) -> Path:
    """A folder with a list that leaves out what `открыт` becomes."""
    path = make_folder_of_words(min_score=-0.1)
    lines = ["\t", *(f"{source}\t{target}" for source, target in TABLE.items())]
    wrong = [line.replace("\u2581offen", "\u2581zu") for line in lines]
    (path / "vmap.txt").write_text("".join(f"{line}\n" for line in wrong), encoding="utf-8")
    return path


def test_a_shortlist_limits_the_search_only_where_it_is_asked_for(shortlisted: Path) -> None:
    engine = read_ct2_folder(shortlisted)
    sources = ["порт закрыт", "порт открыт"]
    assert texts(engine.translate(sources, Decoding())) == ["Hafen zu", "Hafen offen"]
    write_settings(shortlisted, min_score=-10)
    lenient = read_ct2_folder(shortlisted)
    sure, unsure = texts(lenient.translate(sources, Decoding(shortlist=True)))
    assert sure == "Hafen zu"
    assert unsure is not None
    assert "offen" not in unsure


def test_what_is_unsure_with_a_shortlist_is_searched_whole(shortlisted: Path) -> None:
    found = read_ct2_folder(shortlisted).translate(["порт открыт"], Decoding(shortlist=True))
    assert texts(found) == ["Hafen offen"]


def test_a_model_without_a_list_is_searched_whole(make_folder_of_words: Make) -> None:
    engine = read_ct2_folder(make_folder_of_words())
    assert texts(engine.translate(["порт"], Decoding(shortlist=True))) == ["Hafen"]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("", "Expecting value"),
        ("[]", "must hold an object"),
        ("{}", "'from_code' is missing"),
        ('{"from_code": "ru"}', "'to_code' is missing"),
        ('{"from_code": 1, "to_code": "de"}', "'from_code' can't be 1"),
        ('{"from_code": "ru", "to_code": "de", "eos": true}', "unknown key 'eos'"),
        ('{"from_code": "ru", "to_code": "de", "source_eos": 1}', "'source_eos' can't be 1"),
        ('{"from_code": "ru", "to_code": "German"}', "'German' is no language code"),
        ('{"from_code": "de", "to_code": "de"}', "both 'de'"),
        ('{"from_code": "ru", "to_code": "de", "target_prefix": "x"}', "'target_prefix' can't be"),
        ('{"from_code": "ru", "to_code": "de", "target_prefix": [1]}', "'target_prefix' can't be"),
        ('{"from_code": "ru", "to_code": "de", "min_score": true}', "'min_score' can't be True"),
    ],
)
def test_damaged_settings_break_this_folder_only(
    make_folder_of_words: Make, settings: str, problem: str
) -> None:
    path = make_folder_of_words()
    shutil.copytree(path, path.with_name("good"))
    (path / "normalizer.json").write_text(settings, encoding="utf-8")
    with pytest.raises(ModelError, match=problem):
        read_ct2_folder(path)
    installed = Installed((path.parent,))
    assert [engine.name for engine in installed.engines()] == ["good"]
    (told,) = installed.damaged()
    assert str(path) in told


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "source.spm"])
def test_a_missing_file_is_named(make_folder_of_words: Make, missing: str) -> None:
    path = make_folder_of_words()
    (path / missing).unlink()
    with pytest.raises(ModelError, match=missing):
        read_ct2_folder(path)
