"""Letter tables: what is a mistake in one."""

from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.resources.romanization import letter_tables, pinyin_syllables
from normalizer.romanization.letters import Letters

HEAD = 'format = "normalizer-romanization/1"\n\n'
TABLE = """[[system]]
id = "xx-test"
source = "xx"
target = "und"
standard = "none"
about = "a test"
example = ["а", "a"]
letters = "а a ж zh й ∅"
classes = { V = "аж" }
rules = ["[V #] й [а] > j", "йж > ∅"]
"""


def _written(folder: Path, text: str) -> Path:
    (folder / "xx.toml").write_text(HEAD + text, encoding="utf-8")
    return folder


def test_a_table_is_read_and_its_rules_are_followed(tmp_path: Path) -> None:
    (table,) = letter_tables(_written(tmp_path, TABLE))
    letters = Letters.of(table)
    assert letters("Жайа, Йа! бйа йжа ЖЖ ЖА") == "Zhaja, Ja! бa a ZHZH ZHA"


def test_a_table_extends_an_earlier_one(tmp_path: Path) -> None:
    more = (
        TABLE.split("letters", maxsplit=1)[0]
        .replace("xx-test", "xx-more")
        .replace("source", 'extends = "xx-test"\nletters = "ж j"\nsource')
    )
    first, second = letter_tables(_written(tmp_path, f"{TABLE}\n{more}"))
    assert Letters.of(second)("ажа йа") == "aja ja"
    assert Letters.of(first)("ажа") == "azha"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("а a ж zh", "а a ж", "pairs of a letter"),
        ("ж zh", "жж zh", "'жж' is no single letter"),
        ("[V #] й [а] > j", "[V #] й [а] = j", "can't read the rule"),
        ("[V #] й", "[] й", "can't read the rule"),
        ('example = ["а", "a"]', 'example = ["а"]', "a word and what it becomes"),
        ('source = "xx"', 'sauce = "xx"', "unknown key 'sauce'"),
        ('source = "xx"', 'source = "xx"\nextends = "yy"', "doesn't stand before it"),
        ("letters", "reversible = true\nletters", "a system that is reversible has no rules"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert right in TABLE
    with pytest.raises(ResourceError, match=r"xx\.toml:3: ") as caught:
        letter_tables(_written(tmp_path, TABLE.replace(right, wrong, 1)))
    assert said in str(caught.value)


def test_two_tables_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="there is a system 'xx-test' already"):
        letter_tables(_written(tmp_path, TABLE + TABLE))


def test_a_class_that_is_missing_is_told(tmp_path: Path) -> None:
    (table,) = letter_tables(_written(tmp_path, TABLE.replace("[V #]", "[W #]")))
    with pytest.raises(ResourceError, match="name a class 'W'"):
        Letters.of(table)


def test_every_syllable_of_chinese_has_one_spelling() -> None:
    syllables = pinyin_syllables()
    assert len(syllables) > 400
    assert all(russian.isalpha() and russian.islower() for russian in syllables.values())
    for letter in "bpmfdtnlgkhjqxrzcsyw":
        assert any(one.startswith(letter) for one in syllables)
