"""Stages: as many results as documents, and a failure spoils one article only."""

from collections.abc import Iterable, Iterator, Sequence

from normalizer import Document, Edit, Notice, Passage, Span
from normalizer.document.findings import Finding
from normalizer.errors import EditError, FinderError
from normalizer.pipeline.stage import BatchFinder, BatchStage, FinderStage, NamingStage, OnDemand


def _all(_: str) -> bool:
    return True


def _none(_: str) -> bool:
    return False


def _shorten(document: Document) -> Iterator[Finding]:
    """One letter `x` less."""
    if document.text.startswith("x"):
        yield Edit(Span(0, 1), "x", "", "test.shorten")


def _fail_on_bad(document: Document) -> Iterator[Finding]:
    yield Notice(Span(0, 0), "test.notice", "seen")
    if document.text == "bad":
        message = "no such luck"
        raise KeyError(message)


def _stale(_: Document) -> list[Finding]:
    return [Edit(Span(0, 1), "?", "", "test.stale")]


def test_finders_run_again_while_they_edit() -> None:
    (document,) = FinderStage([("test", _shorten)], _all, rounds=5)([Document("xxx")])
    assert isinstance(document, Document)
    assert document.text == ""
    assert len(document.revisions) == 3


def test_finders_run_no_more_often_than_asked() -> None:
    (document,) = FinderStage([("test", _shorten)], _all, rounds=2)([Document("xxx")])
    assert isinstance(document, Document)
    assert document.text == "x"


def _notice_and_shorten(document: Document) -> Iterator[Finding]:
    end = len(document.text)
    yield Notice(Span(end - 1, end), "test.notice", "ends here")
    yield from _shorten(document)


def test_what_a_later_round_notices_again_is_said_once() -> None:
    (document,) = FinderStage([("test", _notice_and_shorten)], _all, rounds=5)([Document("xxa")])
    assert isinstance(document, Document)
    assert [notice.span for notice in document.notices] == [Span(0, 1)]
    assert len(document.edits) == 2


def test_the_next_finder_reads_what_the_one_before_left() -> None:
    stage = FinderStage([("one", _shorten), ("two", _shorten)], _all)
    (document,) = stage([Document("xxx")])
    assert isinstance(document, Document)
    assert [revision.before for revision in document.revisions] == ["xxx", "xx"]


def test_a_failure_spoils_one_article_and_names_it() -> None:
    batch = [Document("good", id="1"), Document("bad", id="2"), Document("good", id="3")]
    first, second, third = FinderStage([("test.finder", _fail_on_bad)], _all)(batch)
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, FinderError)
    assert str(second).startswith("2: test.finder failed: KeyError")
    assert isinstance(second.__cause__, KeyError)


def test_a_stale_edit_is_a_failure_of_its_finder() -> None:
    (result,) = FinderStage([("test", _stale)], _all)([Document("abc")])
    assert isinstance(result, FinderError)
    assert isinstance(result.__cause__, EditError)


def test_a_rule_that_is_switched_off_finds_nothing() -> None:
    document = Document("xxx")
    assert FinderStage([("test", _shorten)], _none, rounds=3)([document]) == [document]


def test_passages_have_no_rule_to_switch_off() -> None:
    def find(document: Document) -> list[Finding]:
        return [Passage(Span(0, len(document.text)), "ru", 1.0)]

    (document,) = FinderStage([("test", find)], _none)([Document("abc")])
    assert isinstance(document, Document)
    assert len(document.passages) == 1


def test_a_batch_finder_sees_the_batch_whole() -> None:
    seen: list[int] = []

    def find(documents: Sequence[Document]) -> list[Iterable[Finding]]:
        seen.append(len(documents))
        return [_shorten(document) for document in documents]

    results = BatchStage("test", find, _all)([Document("xa"), Document("b")])
    assert [result.text for result in results if isinstance(result, Document)] == ["a", "b"]
    assert seen == [2]


def test_what_reads_passages_is_built_for_the_first_one() -> None:
    built: list[str] = []

    def find(documents: Sequence[Document]) -> list[list[Finding]]:
        return [list(document.passages) for document in documents]

    def build() -> BatchFinder:
        built.append("find")
        return find

    stage = BatchStage("test", OnDemand(build), _all)
    plain = Document("abc")
    assert stage([plain]) == [plain]
    assert built == []
    spoken = plain.revised("languages.passages", [Passage(Span(0, 3), "ru", 1.0)])
    for _ in range(2):
        first, second = stage([plain, spoken])
        assert first == plain
        assert isinstance(second, Document)
        assert [revision.finder for revision in second.revisions] == ["languages.passages", "test"]
    assert built == ["find"]


def test_where_a_batch_fails_only_the_article_at_fault_is_lost() -> None:
    def find(documents: Sequence[Document]) -> list[list[Finding]]:
        return [list(_fail_on_bad(document)) for document in documents]

    batch = [Document("good"), Document("bad", id="2"), Document("good")]
    first, second, third = BatchStage("test", find, _all)(batch)
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, FinderError)
    assert str(second).startswith("2: test failed")


def test_findings_that_fail_late_spoil_one_article_only() -> None:
    def find(documents: Sequence[Document]) -> list[Iterable[Finding]]:
        return [_fail_on_bad(document) for document in documents]

    first, second = BatchStage("test", find, _all)([Document("bad"), Document("good")])
    assert isinstance(first, FinderError)
    assert isinstance(second, Document)


def test_naming_a_language_makes_no_revision() -> None:
    (document,) = NamingStage("test", _rename)([Document("abc")])
    assert isinstance(document, Document)
    assert document.language == "ru"
    assert document.revisions == ()


def test_an_article_whose_language_cannot_be_named_spoils_no_other() -> None:
    first, second = NamingStage("test", _rename)([Document("bad"), Document("abc")])
    assert isinstance(first, FinderError)
    assert isinstance(second, Document)
    assert second.language == "ru"


def _rename(documents: Sequence[Document]) -> list[Document]:
    if any(document.text == "bad" for document in documents):
        message = "no such luck"
        raise KeyError(message)
    return [Document(each.source, "ru", each.id, each.revisions) for each in documents]


def test_a_stage_of_nothing_gives_nothing() -> None:
    assert FinderStage([("test", _shorten)], _all)([]) == []


def test_only_texts_that_need_it_are_read_and_they_alone_again() -> None:
    asked: list[list[str]] = []

    def sieve(texts: Sequence[str]) -> list[bool]:
        asked.append(list(texts))
        return ["x" in text for text in texts]

    stage = FinderStage([("test", _shorten)], _all, rounds=5, worth_a_look=sieve)
    results = stage([Document("a"), Document("xx"), Document("ax"), Document("x")])
    assert [result.text for result in results if isinstance(result, Document)] == [
        "a", "", "ax", "",
    ]  # fmt: skip
    assert asked == [["a", "xx", "ax", "x"], ["x", ""], [""]]


def test_each_finder_reads_what_its_own_sieve_lets_through_and_what_another_edited() -> None:
    read: list[str] = []

    def find(document: Document) -> Iterator[Finding]:
        read.append(document.text)
        return iter(())

    stage = FinderStage(
        [("test.first", _shorten), ("test.second", find)],
        _all,
        sieves=(
            lambda texts: ["x" in text for text in texts],
            lambda texts: ["b" in text for text in texts],
        ),
    )
    stage([Document("a"), Document("ab"), Document("xa")])
    assert read == ["ab", "a"]


class _Counted(Notice):
    """A notice that counts how often one is compared with another."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        _Counted.compared += 1
        return Notice.__eq__(self, other)

    __hash__ = Notice.__hash__


def _notice_each_letter_and_shorten(document: Document) -> Iterator[Finding]:
    for place in range(1, len(document.text)):
        yield _Counted(Span(place, place + 1), "test.notice", "a letter")
    yield from _shorten(document)


def test_many_notices_are_not_each_compared_with_all() -> None:
    stage = FinderStage([("test", _notice_each_letter_and_shorten)], _all, rounds=2)
    (document,) = stage([Document("x" + 999 * "a")])
    assert isinstance(document, Document)
    assert len(document.notices) >= 999
    assert _Counted.compared < 10 * 999
