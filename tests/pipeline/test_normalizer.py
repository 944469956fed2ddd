"""The pipeline behind one call."""

from pathlib import Path

import pytest

from normalizer import Document, Normalizer, Settings
from normalizer.errors import FinderError, ResourceError, SettingsError
from normalizer.pipeline.catalogue import stage_names
from normalizer.pipeline.settings import STAGES
from normalizer.pipeline.stage import Result


@pytest.fixture(scope="module")
def light() -> Normalizer:
    return Normalizer(only=("encoding",), model_folders=())


def test_an_unknown_setting_is_an_error_with_a_hint() -> None:
    with pytest.raises(SettingsError, match="did you mean 'target'"):
        Normalizer(tarset="de")


def test_changes_go_over_settings() -> None:
    normalizer = Normalizer(Settings(target="en", threads=2), target="fr")
    assert (normalizer.settings.target, normalizer.settings.threads) == ("fr", 2)


def test_every_stage_of_the_settings_stands_in_the_table() -> None:
    stages = Normalizer(model_folders=()).catalogue.stages
    assert set(stage_names(stages)) == set(STAGES)


def test_a_stage_that_is_skipped_does_not_run() -> None:
    normalizer = Normalizer(skip=("names",), model_folders=())
    assert "names" not in stage_names(normalizer.catalogue.stages)


@pytest.mark.parametrize("times", [1, 2, 9, 40])
def test_text_escaped_again_and_again_is_unescaped_at_once(light: Normalizer, times: int) -> None:
    assert light("a &" + "amp;" * times + " b").text == "a & b"


def test_a_document_keeps_its_id_and_language(light: Normalizer) -> None:
    document = light(Document("cafÃ©", "fr", "a.txt"))
    assert (document.text, document.language, document.id) == ("café", "fr", "a.txt")


def test_articles_come_back_in_order_whatever_the_batch(light: Normalizer) -> None:
    texts = [f"Artikel {number}" for number in range(7)]
    for batch in (1, 2, 3, 7, 100):
        assert [document.text for document in light.pipe(texts, batch=batch)] == texts


def test_articles_are_read_no_further_than_a_batch(light: Normalizer) -> None:
    read: list[int] = []

    def texts() -> object:
        for number in range(10):
            read.append(number)
            yield str(number)

    next(light.pipe(texts(), batch=3))  # type: ignore[arg-type]
    assert read == [0, 1, 2]


@pytest.mark.parametrize("batch", [0, -1])
def test_a_batch_of_nothing_is_an_error(light: Normalizer, batch: int) -> None:
    with pytest.raises(SettingsError, match="batch"):
        list(light.pipe(["a"], batch=batch))


class _Breaks:
    def __call__(self, documents: list[Document]) -> list[Result]:
        return [FinderError("broken") if d.text == "bad" else d for d in documents]


def _breaking() -> Normalizer:
    normalizer = Normalizer(only=("encoding",), model_folders=())
    stages = (("test", _Breaks()), *normalizer.catalogue.stages)
    normalizer.catalogue.__dict__["stages"] = stages
    return normalizer


def test_a_run_goes_on_past_an_article_that_fails() -> None:
    results = _breaking().run([Document("cafÃ©"), Document("bad"), Document("voilÃ  cafÃ©")])
    assert isinstance(results[1], FinderError)
    assert [result.text for result in results if isinstance(result, Document)] == [
        "café",
        "voilà café",
    ]


def test_a_call_raises_what_a_run_reports() -> None:
    with pytest.raises(FinderError, match="broken"):
        _breaking()("bad")


def test_a_glossary_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="can't be read"):
        Normalizer(glossary=(tmp_path / "none.toml",), model_folders=())("Text")


def test_a_rule_of_a_glossary_entry_can_be_switched_off() -> None:
    text = "Der Hafen Nakhin liegt im Norden."
    assert Normalizer(model_folders=())(text).edits
    assert not Normalizer(model_folders=(), disable=("names.kp-najin",))(text).edits
