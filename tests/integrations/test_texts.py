"""A column of texts, whatever framework it is in."""

import json
import pickle
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from normalizer import Document, Normalizer, Settings
from normalizer.engines.package import install_package
from normalizer.errors import AuditError, FinderError, FormatError, SettingsError
from normalizer.integrations import texts as module
from normalizer.integrations.texts import TextColumn, restored, restored_with_title
from normalizer.pipeline.stage import Result

from .conftest import ROOT

MODELS = ROOT / "tests" / "fixtures" / "models"


def test_texts_are_those_of_the_normalizer_alone(
    texts: list[str | None], expected: list[str | None], settings: Settings
) -> None:
    rows = TextColumn(settings=settings).cleaned(texts)
    assert [row.text for row in rows] == expected
    assert [row.audit for row in rows] == [None] * len(texts)


def test_the_audit_proves_each_text_and_gives_its_source_back(
    texts: list[str | None], settings: Settings
) -> None:
    column = TextColumn(audit="audit", settings=settings)
    for before, row in zip(texts, column.cleaned(texts), strict=True):
        if before is None or row.text is None or row.audit is None:
            assert (before, row.text, row.audit) == (None, None, None)
        else:
            assert restored(row.text, row.audit) == before


def test_texts_that_come_together_are_translated_together(
    tmp_path: Path, texts: list[str | None]
) -> None:
    for package in sorted(MODELS.glob("*.argosmodel")):
        install_package(package, tmp_path)
    cases = tomllib.loads((MODELS / "cases.toml").read_text(encoding="utf-8"))["direct"]
    around = texts[-2]
    mixed = [f"{around}\n\n{case['source']}\n\n{around}" for case in cases[:6]]
    settings = Settings(target="de", model_folders=(tmp_path,))
    rows = TextColumn(settings=settings).cleaned([mixed[0], None, *mixed[1:]])
    assert [row.text for row in rows if row.text] == [
        one.text for one in Normalizer(settings).pipe(mixed)
    ]
    assert rows[1].text is None
    assert any(case["target"] in str(rows[-1].text) for case in cases[:6])


def test_an_audit_of_another_text_proves_nothing(settings: Settings) -> None:
    rows = TextColumn(audit="audit", settings=settings).cleaned(["Ein Hafen .", "Ein Dorf ."])
    with pytest.raises(AuditError):
        restored(str(rows[0].text), str(rows[1].audit))
    with pytest.raises(AuditError, match="2"):
        restored(str(rows[0].text), f"{rows[0].audit}{rows[1].audit}")


def test_the_records_name_the_article_as_its_column_does(settings: Settings) -> None:
    rows = TextColumn(audit="audit", settings=settings).cleaned(["a", "b", "c"], [7, None, "x"])
    assert [json.loads(str(row.audit))["document"] for row in rows] == ["7", "", "x"]


def test_more_texts_than_a_batch_stay_in_order(settings: Settings) -> None:
    many = [f"Der Pegel stieg auf {number} Meter ." for number in range(600)]
    rows = TextColumn(settings=settings).cleaned(many)
    assert [row.text for row in rows] == [text.replace(" .", ".") for text in many]


def test_what_is_sent_to_workers_are_the_settings(settings: Settings) -> None:
    column = TextColumn("body", "audit", "url", settings)
    before = pickle.dumps(column)
    column.cleaned(["Der Hafen ."])
    assert pickle.dumps(column) == before
    assert len(before) < 2_000
    assert pickle.loads(before) == column  # noqa: S301  our own


def test_rules_are_loaded_once_in_a_process(settings: Settings) -> None:
    column = TextColumn(settings=settings)
    column.cleaned(["Der Hafen."])
    loaded = module._normalizer.cache_info().misses  # noqa: SLF001
    pickle.loads(pickle.dumps(column)).cleaned(["Der Hafen."])  # noqa: S301  our own
    assert module._normalizer.cache_info().misses == loaded  # noqa: SLF001


class _Failing:
    """Fails on each text that is in capitals."""

    def run(self, documents: Sequence[Document]) -> list[Result]:
        return [FinderError("it") if one.source.isupper() else one for one in documents]


def test_a_text_that_cannot_be_cleaned_stays_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_normalizer", lambda *_: _Failing())
    first, second = TextColumn(audit="audit").cleaned(["AB", "c"], ["x", "y"])
    assert (first.text, second.text) == ("AB", "c")
    told = json.loads(str(first.audit))
    assert told == {"record": "rejected", "document": "x", "reason": "it"}
    assert json.loads(str(second.audit).split("\n")[0])["record"] == "document"


def test_where_it_cannot_be_said_the_error_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_normalizer", lambda *_: _Failing())
    with pytest.raises(FinderError):
        TextColumn().cleaned(["AB", "c"])


TITLES = ["Ruhe im Osten , sagt er", None, "", "  ", 7, "Eine ruhige Nacht im Osten"]
"""Of them the first is damaged, and the last stands in its text once more."""

STILL = "In der Nacht blieb es an der ganzen Linie still , sagte ein Sprecher am Morgen in Berlin."
BODIES = [*[STILL] * 5, f"Eine ruhige Nacht im Osten\n\n{STILL}"]


def test_a_title_is_cleaned_with_its_text_and_both_come_back(settings: Settings) -> None:
    column = TextColumn(audit="audit", settings=settings, title="headline")
    rows = column.cleaned(BODIES, titles=TITLES)
    assert [row.title for row in rows] == ["Ruhe im Osten, sagt er", *TITLES[1:]]
    assert {row.text for row in rows} == {STILL.replace(" ,", ",")}
    for row, title, text in zip(rows, TITLES, BODIES, strict=True):
        heading = row.title if isinstance(row.title, str) and row.title.strip() else ""
        was = title if heading else ""
        assert restored_with_title(heading, str(row.text), str(row.audit)) == (was, text)


def test_a_title_without_a_text_stays(settings: Settings) -> None:
    column = TextColumn(settings=settings, title="headline")
    (row,) = column.cleaned([None], titles=["Ruhe , sagt er"])
    assert (row.text, row.title) == (None, "Ruhe , sagt er")


def test_the_title_of_a_text_that_can_not_be_cleaned_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_normalizer", lambda *_: _Failing())
    column = TextColumn(audit="audit", title="headline")
    (row,) = column.cleaned(["AB"], titles=["CD"])
    assert (row.text, row.title) == ("AB", "CD")
    assert json.loads(str(row.audit))["reason"] == "it"


def test_a_title_has_a_column_of_its_own() -> None:
    with pytest.raises(SettingsError, match="holds the text"):
        TextColumn(title="text")
    with pytest.raises(SettingsError, match="the audit can't be in 'title'"):
        TextColumn(title="title", audit="title")
    with pytest.raises(FormatError, match="no columns 'title', one is wanted"):
        TextColumn(title="title").check(["text"])


@pytest.mark.parametrize("value", [7, b"x", ["x"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(FormatError, match="'text' holds"):
        TextColumn().cleaned([value])  # type: ignore[list-item]


def test_the_audit_takes_the_place_of_nothing() -> None:
    with pytest.raises(SettingsError, match="'text'"):
        TextColumn("text", audit="text")
    with pytest.raises(FormatError, match="'audit' already"):
        TextColumn(audit="audit").check(["text", "audit"])


@pytest.mark.parametrize("names", [[], ["body"], ["text", "text"]])
def test_a_column_that_is_not_there_once_is_refused(names: list[str]) -> None:
    with pytest.raises(FormatError, match="'text', one is wanted"):
        TextColumn().check(names)
