"""Passages through the real engine, on the tiny real packages."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.package import install_package
from normalizer.engines.package_engine import PackageEngine
from normalizer.errors import MemoryShortageError
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.passages import FindPassages
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.translation.translate import TranslatePassages
from normalizer.resources.statistics import load_statistics
from normalizer.resources.words import load_abbreviations

FIXTURES = Path(__file__).parents[2] / "fixtures" / "models"
CASES = tomllib.loads((FIXTURES / "cases.toml").read_text(encoding="utf-8"))
GERMAN = "Der Sprecher sagte am Dienstag nichts dazu."
STATISTICS = load_statistics()
FIND_PASSAGES = FindPassages(Pieces(Evidence(STATISTICS, inventory_of(STATISTICS))))


def article(*paragraphs: str, language: str = "de") -> Document:
    """An article of these paragraphs, with its passages found."""
    document = Document("\n".join(paragraphs), language, "a")
    return document.revised("languages.passages", FIND_PASSAGES(document))


def translated(
    engines: Sequence[Engine], *documents: Document, decoding: Decoding | None = None
) -> list[Document]:
    """The documents after the stage."""
    find = TranslatePassages(engines, "de", load_abbreviations(), decoding or Decoding())
    return [
        document.revised("translation.passages", findings)
        for document, findings in zip(documents, find(documents), strict=True)
    ]


def rules(document: Document) -> list[str]:
    return [notice.rule for notice in document.notices]


@pytest.mark.parametrize("beam", [1, 2, 4])
def test_a_direct_package_translates_what_it_knows(
    engines: dict[str, PackageEngine], beam: int
) -> None:
    documents = [article(GERMAN, case["source"], GERMAN) for case in CASES["direct"]]
    results = translated([engines["ru_de"]], *documents, decoding=Decoding(beam=beam))
    wanted = ["\n".join((GERMAN, case["target"], GERMAN)) for case in CASES["direct"]]
    assert [result.text for result in results] == wanted
    assert all(p.outcome == "translated" for result in results for p in result.passages)


def test_two_packages_translate_through_english(engines: dict[str, PackageEngine]) -> None:
    pivot = [engines["en_de"], engines["ru_en"]]
    documents = [article(GERMAN, case["source"]) for case in CASES["pivot"]]
    results = translated(pivot, *documents)
    assert [result.text for result in results] == [
        f"{GERMAN}\n{case['target']}" for case in CASES["pivot"]
    ]
    assert all("ru > en > de" in edit.evidence for result in results for edit in result.edits)


def test_a_direct_route_goes_before_a_pivot(engines: dict[str, PackageEngine]) -> None:
    case = CASES["direct"][0]
    (result,) = translated(list(engines.values()), article(GERMAN, case["source"]))
    assert "ru > de (" in result.edits[0].evidence


@pytest.mark.parametrize("case", CASES["unsure"], ids=lambda case: case["source"][:20])
def test_an_unsure_translation_is_refused_and_the_source_kept(
    engines: dict[str, PackageEngine], case: dict[str, str]
) -> None:
    document = article(GERMAN, case["source"])
    (result,) = translated([engines["ru_de"]], document)
    assert result.text == document.source
    assert [passage.outcome for passage in result.passages] == ["refused"]
    assert "unsure" in result.notices[0].reason


def test_a_passage_is_split_where_only_some_sentences_are_sure(
    engines: dict[str, PackageEngine],
) -> None:
    sure, unsure = CASES["direct"][2], CASES["unsure"][0]
    (result,) = translated([engines["ru_de"]], article(f"{sure['source']} {unsure['source']}"))
    assert result.text == f"{sure['target']} {unsure['source']}"
    assert [passage.outcome for passage in result.passages] == ["translated", "refused"]
    assert result.passages[0].span.of(result.text) == sure["target"]


def test_white_space_inside_a_passage_comes_back_unchanged(
    engines: dict[str, PackageEngine],
) -> None:
    first, second = CASES["direct"][2], CASES["direct"][4]
    (result,) = translated(
        [engines["ru_de"]], article(f"  {first['source']}  \t{second['source']} ")
    )
    assert result.text == f"  {first['target']}  \t{second['target']} "


def test_without_a_model_the_notice_names_the_command() -> None:
    document = article(GERMAN, CASES["direct"][0]["source"])
    (result,) = translated([], document)
    assert result.text == document.source
    assert rules(result) == ["translation.no-model"]
    assert "normalizer models add" in result.notices[0].reason
    assert "ru-de" in result.notices[0].reason


def test_passages_of_an_article_in_another_language_are_left(
    engines: dict[str, PackageEngine],
) -> None:
    document = article(CASES["direct"][0]["source"], language="en")
    (result,) = translated([engines["ru_de"]], document)
    assert result.text == document.source
    assert rules(result) == ["translation.other-article-language"]


@dataclass(frozen=True)
class Recording:
    """A real engine that remembers what it was asked."""

    engine: Engine
    asked: list[str] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        return getattr(self.engine, name)

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        self.asked.extend(sentences)
        self.calls.append(len(sentences))
        return self.engine.translate(sentences, decoding)


def test_equal_sentences_of_many_articles_are_translated_once_in_one_call(
    engines: dict[str, PackageEngine],
) -> None:
    recording = Recording(engines["ru_de"])
    sources = [case["source"] for case in CASES["direct"][:3]]
    documents = [article(GERMAN, source) for source in (*sources, *sources)]
    translated([recording], *documents)  # type: ignore[list-item]  # it forwards the rest
    assert recording.asked == sources
    assert recording.calls == [3]


@dataclass(frozen=True)
class Broken:
    """An engine that gives a prepared answer, to provoke what a real one does rarely."""

    answer: str | None
    source: str = "ru"
    target: str = "de"
    name: str = "broken"
    least_score: float = -1.0

    def translate(self, sentences: Sequence[str], _: Decoding) -> list[Hypothesis | None]:
        if self.answer is None:
            return [None for _ in sentences]
        return [Hypothesis(self.answer, -0.1) for _ in sentences]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (None, "the engine failed on it"),
        ("", "empty"),
        ("Das Das Das Das Treffen endete am Donnerstag", "the same words 4 times in a row"),
        ("Саммит in Tiflis ist zu Ende gegangen", "letters of another script"),
        ("Ja", "times the length of its source"),
        ("Der Gipfel endete am 12. Januar in Tiflis", "number 12 is new"),
        ("Der Gipfel ♪ ist am Donnerstag zu Ende", "an odd '♪'"),
    ],
)
def test_garbage_is_refused_with_its_reason(answer: str | None, problem: str) -> None:
    document = article(GERMAN, CASES["direct"][4]["source"])
    (result,) = translated([Broken(answer)], document)
    assert result.text == document.source
    assert rules(result) == ["translation.refused"]
    assert problem in result.notices[0].reason


def test_a_damaged_model_costs_no_article(tmp_path: Path) -> None:
    package = install_package(FIXTURES / "translate-ru_de-fixture-0_1.argosmodel", tmp_path)
    model = package.path / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:1000])
    document = article(GERMAN, CASES["direct"][0]["source"])
    (result,) = translated([argos_engine(package)], document)
    assert result.text == document.source
    assert rules(result) == ["translation.no-model"]
    assert "can't be loaded" in result.notices[0].reason


@dataclass(frozen=True)
class Short:
    """An engine that memory is short for."""

    source: str = "ru"
    target: str = "de"
    name: str = "short"
    least_score: float = -1.0

    def translate(self, sentences: Sequence[str], _: Decoding) -> list[Hypothesis | None]:
        message = f"no memory for {len(sentences)} sentences"
        raise MemoryShortageError(message)


def test_short_memory_ends_the_work_where_no_other_model_serves(
    engines: dict[str, PackageEngine],
) -> None:
    document = article(GERMAN, CASES["direct"][0]["source"])
    with pytest.raises(MemoryShortageError, match="no memory for 1 sentences"):
        translated([Short()], document)
    (result,) = translated([Short(), engines["ru_de"]], document)
    assert CASES["direct"][0]["target"] in result.text


def test_where_another_model_refuses_its_reason_is_told(engines: dict[str, PackageEngine]) -> None:
    document = article(GERMAN, CASES["unsure"][0]["source"])
    (result,) = translated([Short(), engines["ru_de"]], document)
    assert result.text == document.source
    assert rules(result) == ["translation.refused"]
    assert "unsure" in result.notices[0].reason


def test_the_kind_of_engine_that_was_asked_for_is_named() -> None:
    find = TranslatePassages([], "de", load_abbreviations(), kinds=["firefox"])
    (findings,) = find([article(GERMAN, CASES["direct"][0]["source"])])
    reasons = [one.reason for one in findings if isinstance(one, Notice)]
    assert ["no model of the kind firefox" in reason for reason in reasons] == [True]


def test_the_batch_of_an_engine_does_not_change_its_answers(
    engines: dict[str, PackageEngine],
) -> None:
    sources = [case["source"] for case in CASES["direct"]]
    together = engines["ru_de"].translate(sources, Decoding())
    alone = [engines["ru_de"].translate([source], Decoding())[0] for source in sources]
    assert [h and h.text for h in together] == [h and h.text for h in alone]


def test_addresses_and_bullets_of_a_passage_are_never_sent(
    engines: dict[str, PackageEngine],
) -> None:
    recording = Recording(engines["ru_de"])
    case = CASES["direct"][4]
    source = f"• {case['source'][:-1]} https://example.org/a_b."
    (result,) = translated([recording], article(GERMAN, source, GERMAN))  # type: ignore[list-item]
    assert recording.asked == [case["source"]]
    assert result.text.split("\n")[1] == f"• {case['target'][:-1]} https://example.org/a_b."


def test_a_mark_without_its_partner_is_reported_and_the_translation_used() -> None:
    engine = Broken("Er nannte den Plan „mutig und ging.")
    document = article(GERMAN, "Он назвал план «смелым» и ушёл.")
    (result,) = translated([engine], document)
    assert result.text == f"{GERMAN}\nEr nannte den Plan „mutig und ging."
    assert rules(result) == ["translation.doubtful"]
    assert "quotation mark" in result.notices[0].reason
