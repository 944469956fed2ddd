"""What removed lines knew of an article."""

import pytest

from normalizer import Metadata
from normalizer.document.metadata import METADATA_FIELDS, Metadatum


def test_nothing_kept_is_nothing_known() -> None:
    assert list(Metadata.gathered([]).items()) == []


def test_a_value_that_is_kept_twice_stands_once() -> None:
    kept = [Metadatum("author", "A"), Metadatum("author", "B"), Metadatum("author", "A")]
    assert Metadata.gathered(kept).author == "A; B"


def test_fields_come_in_the_order_of_the_class() -> None:
    kept = [Metadatum("copyright", "c"), Metadatum("author", "a")]
    assert [field for field, _ in Metadata.gathered(kept).items()] == ["author", "copyright"]
    assert METADATA_FIELDS[0] == "author"


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(ValueError, match="writer"):
        Metadata.gathered([Metadatum("writer", "A")])
