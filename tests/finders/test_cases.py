"""Every case of `tests/cases`, through the pipeline with only the stage it belongs to."""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from normalizer import Document, Normalizer
from normalizer.document.document import apply_edits, inverted
from normalizer.document.metadata import Metadata
from normalizer.errors import FinderError
from normalizer.pipeline.settings import STAGES
from normalizer.pipeline.stage import Result

_CASES = Path(__file__).resolve().parent.parent / "cases"
_ORIGINS = ("in the wild", "synthetic", "negative")
_KNOWN_FAILURE = "known failure"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_KINDS = ("paragraph", "sentence", "quotation", "switch")


@dataclass(frozen=True)
class Case:
    """One row of a case file.

    ``also`` names stages that must run besides the one of the folder. Each of ``passages`` says
    its text and language, and where it matters its kind and script.
    """

    label: str
    language: str
    text: str
    origin: str
    output: str | None = None
    same: bool = False
    rules: list[str] | None = None
    notices: list[str] = field(default_factory=list)
    metadata: dict[str, str] | None = None
    passages: list[dict[str, str]] | None = None
    also: list[str] = field(default_factory=list)
    expect: str | None = None
    note: str = ""

    @property
    def wanted(self) -> str:
        """The text that must come out."""
        return self.text if self.output is None else self.output


def _rows() -> list[tuple[str, str, Case]]:
    return [
        (stage, path.stem, Case(**row))
        for stage in STAGES
        for path in sorted((_CASES / stage).glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


ROWS = _rows()


def _parameters() -> list[Any]:
    return [
        pytest.param(
            stage,
            name,
            case,
            id=f"{stage}/{name}:{case.label}",
            marks=[pytest.mark.xfail(raises=AssertionError, strict=True, reason=case.note)]
            if case.expect == _KNOWN_FAILURE
            else [],
        )
        for stage, name, case in ROWS
    ]


@cache
def _normalizer(stages: tuple[str, ...]) -> Normalizer:
    return Normalizer(model_folders=(), only=stages)


@cache
def _results(stage: str, name: str) -> dict[str, tuple[Result, Result]]:
    """What became of each case of a file, by its label, and of that in a second pass.

    Those of a file go through together, which takes a third of the time they take alone.
    """
    together: dict[tuple[str, ...], list[Case]] = {}
    for of, file, case in ROWS:
        if (of, file) == (stage, name):
            together.setdefault((stage, *case.also), []).append(case)
    results = {}
    for stages, cases in together.items():
        run = _normalizer(stages).run
        first = run([Document(case.text, case.language) for case in cases])
        again = [
            Document(result.text if isinstance(result, Document) else case.text, case.language)
            for case, result in zip(cases, first, strict=True)
        ]
        for case, *both in zip(cases, first, run(again), strict=True):
            results[case.label] = (both[0], both[1])
    return results


def _document(result: Result) -> Document:
    if isinstance(result, FinderError):
        raise result
    return result


def _reversed(document: Document) -> str:
    text = document.text
    for revision in reversed(document.revisions):
        text = apply_edits(text, inverted(revision.edits))
    return text


def _replayed(document: Document) -> str:
    text = document.source
    for revision in document.revisions:
        text = apply_edits(text, revision.edits)
    return text


@pytest.mark.parametrize(("stage", "name", "case"), _parameters())
def test_case(stage: str, name: str, case: Case) -> None:
    document, again = map(_document, _results(stage, name)[case.label])
    _check_laws(case, document, again)
    assert document.text == case.wanted
    edited = {edit.rule for edit in document.edits}
    if case.rules is not None or case.same:
        assert edited == set(case.rules or ())
    assert {notice.rule for notice in document.notices} == set(case.notices)
    if case.metadata is not None or case.same:
        assert document.metadata == Metadata(**(case.metadata or {}))
    if case.passages is not None:
        assert len(document.passages) == len(case.passages)
        for passage, said in zip(document.passages, case.passages, strict=True):
            found = {"text": passage.span.of(document.text), "language": passage.language}
            found |= {"kind": passage.kind, "script": passage.script}
            assert {key: found[key] for key in said} == said


def _check_laws(case: Case, document: Document, again: Document) -> None:
    """What holds of a known failure as well, which only an assertion is excused for."""
    if _replayed(document) != document.text:
        pytest.fail("its edits don't make the text")
    if _reversed(document) != case.text:
        pytest.fail("its edits taken back don't make the source")
    if again.edits:
        pytest.fail("a second pass changes something")


def test_every_case_says_what_it_is() -> None:
    for stage, name, case in ROWS:
        place = f"{stage}/{name}:{case.label}"
        assert case.origin in _ORIGINS, place
        assert case.expect in {None, _KNOWN_FAILURE}, place
        assert case.same == (case.output is None), place
        assert case.output != case.text, place


def test_passages_of_a_case_stand_in_its_text_in_order() -> None:
    for stage, name, case in ROWS:
        end = 0
        for said in case.passages or []:
            place = f"{stage}/{name}:{case.label}: {said}"
            start = case.wanted.find(said["text"], end)
            assert start >= end, place
            end = start + len(said["text"])
            assert said["text"] == said["text"].strip(), place
            assert "\n" not in said["text"], place


def test_a_passage_that_is_a_paragraph_fills_its_lines() -> None:
    for stage, name, case in ROWS:
        for said in case.passages or []:
            place = f"{stage}/{name}:{case.label}: {said}"
            assert set(said) <= {"text", "language", "kind", "script"}, place
            assert said.get("kind") in {None, *_KINDS}, place
            if "kind" in said:
                lines = _TAG.sub("", case.wanted).split("\n")
                fills = _TAG.sub("", said["text"]) in lines
                assert fills == (said["kind"] == "paragraph"), place


def test_labels_are_unique() -> None:
    labels = Counter((stage, name, case.label) for stage, name, case in ROWS)
    assert [label for label, times in labels.items() if times > 1] == []


def test_half_of_the_cases_look_alike_and_are_left() -> None:
    negative = sum(case.origin == "negative" for _, _, case in ROWS)
    assert len(ROWS) >= 160
    assert 2 * negative >= len(ROWS)


def test_every_stage_without_models_has_cases_to_catch_and_to_leave() -> None:
    files = {stage: set[bool]() for stage in STAGES if stage != "translation"}
    for stage, _, case in ROWS:
        files[stage].add(case.origin == "negative")
    assert {stage for stage, kinds in files.items() if kinds != {True, False}} == set()
