"""Tables and record batches keep all but the texts."""

import pytest

from normalizer import Settings
from normalizer.errors import FormatError
from normalizer.integrations.arrow import ArrowNormalizer
from normalizer.integrations.ray import RayNormalizer
from normalizer.integrations.texts import TextColumn

from .tables import TYPES, table_of

pyarrow = pytest.importorskip("pyarrow")


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_a_table_keeps_everything_but_the_texts(
    kind: "pyarrow.DataType",
    texts: list[str | None],
    expected: list[str | None],
    settings: Settings,
) -> None:
    table = table_of(texts, kind)
    halves = pyarrow.concat_tables([table.slice(0, 5), table.slice(5)])
    done = ArrowNormalizer(TextColumn("body", settings=settings))(halves)
    assert done.schema.equals(table.schema, check_metadata=True)
    assert done.column("body").to_pylist() == expected
    assert done.drop_columns("body").equals(table.drop_columns("body"))


def test_a_record_batch_comes_out_as_one_with_its_audit(
    texts: list[str | None], expected: list[str | None], settings: Settings
) -> None:
    (batch,) = table_of(texts, TYPES[0]).to_batches()
    clean = RayNormalizer(TextColumn("body", "audit", settings=settings))
    done = clean(batch)
    assert isinstance(done, pyarrow.RecordBatch)
    assert done.schema.equals(clean.clean.schema(batch.schema), check_metadata=True)
    assert done.column("body").to_pylist() == expected
    told = done.column("audit").to_pylist()
    assert [one is None for one in told] == [text is None for text in texts]


@pytest.mark.parametrize("texts", [[], [None, None]])
def test_nothing_to_clean_comes_out_as_it_is(texts: list[str | None]) -> None:
    table = pyarrow.table({"text": pyarrow.array(texts, pyarrow.string())})
    assert ArrowNormalizer()(table).equals(table)
    empty = pyarrow.table({"text": pyarrow.nulls(2)})
    assert ArrowNormalizer()(empty).equals(empty)


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_titles_keep_their_column(kind: "pyarrow.DataType", settings: Settings) -> None:
    heads = pyarrow.array(["Ruhe , sagt er", None, "Kyiv"], pyarrow.string())
    heads = heads.dictionary_encode() if pyarrow.types.is_dictionary(kind) else heads
    table = pyarrow.table({"head": heads.cast(kind), "n": [1, 2, 3], "text": ["Er kam ."] * 3})
    for one in (table, *table.to_batches()):
        done = ArrowNormalizer(TextColumn(settings=settings, title="head"))(one)
        assert done.schema.equals(table.schema)
        assert done.column("head").to_pylist() == ["Ruhe, sagt er", None, "Kiew"]
        assert done.column("text").to_pylist() == ["Er kam."] * 3
        assert done.column("n").to_pylist() == [1, 2, 3]


@pytest.mark.parametrize("heads", [[1, 2], [float("nan"), 2.0], [["a ."], None]], ids=str)
def test_titles_that_are_no_texts_stay(heads: list[object], settings: Settings) -> None:
    table = pyarrow.table({"head": heads, "text": ["Er kam .", None]})
    done = ArrowNormalizer(TextColumn(settings=settings, title="head"))(table)
    assert str(done.column("head").to_pylist()) == str(heads)
    assert done.column("text").to_pylist() == ["Er kam.", None]


def test_a_text_that_is_no_utf8_stays_as_it_is() -> None:
    bad = pyarrow.array([b"a\xff", b"b"]).view(pyarrow.string())
    table = pyarrow.table({"text": bad})
    with pytest.raises(FormatError, match="no UTF-8"):
        ArrowNormalizer()(table)
    done = ArrowNormalizer(TextColumn(audit="audit"))(table)
    assert done.column("text").cast(pyarrow.binary()).to_pylist() == [b"a\xff", b"b"]
    assert "no UTF-8" in done.column("audit")[0].as_py()


def test_what_is_no_table_is_refused_with_the_way_out() -> None:
    with pytest.raises(FormatError, match='batch_format="pyarrow"'):
        RayNormalizer()({"text": ["a"]})
    with pytest.raises(FormatError, match="holds int"):
        ArrowNormalizer()(pyarrow.table({"text": [1]}))
