"""What a glossary may hold, and where a mistake in it is reported."""

from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.finders.names.claims import Claims
from normalizer.resources.glossary import Entry
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.locate import glossary_sources

HEAD = 'format = "normalizer-glossary/1"\n'
ENTRY = """
[[entry]]
id = "xx-one"
type = "place"
preferred = "Eins"
full = "Stadt Eins"
profiles = { dpa = "Ains" }
origin = { ru = "Один" }

  [[entry.form]]
  text = "Ein-s"
  kind = "variant"
"""
OTHER = ENTRY.replace("one", "two").replace("Ein", "Zwei").replace("Один", "Два")


def _file(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _only(path: Path) -> Entry:
    (entry,) = load_glossary([path], shipped=False)
    return entry


def test_an_entry_has_its_names_and_forms(tmp_path: Path) -> None:
    entry = _only(_file(tmp_path, HEAD + ENTRY))
    assert entry.name("preferred") == "Eins"
    assert entry.name("preferred", "dpa") == "Ains"
    assert entry.name("full", "dpa") == "Stadt Eins"
    assert entry.name("acronym") is None
    assert [(form.text, form.role) for form in entry.forms] == [
        ("Один", "preferred"),
        ("Ein-s", "preferred"),
    ]


def test_a_later_file_wins_over_an_earlier_one(tmp_path: Path) -> None:
    first = _file(tmp_path, HEAD + ENTRY)
    second = _file(tmp_path, HEAD + ENTRY.replace("Eins", "Uno"), "second.toml")
    (entry,) = load_glossary([first, second], shipped=False)
    assert entry.name("preferred") == "Uno"


def test_an_entry_is_found_by_any_spelling(tmp_path: Path) -> None:
    glossary = load_glossary([_file(tmp_path, HEAD + ENTRY)], shipped=False)
    for text in ("eins", "ОДИН", "XX-one", "ein-S", "stadt eins"):
        assert [entry.id for entry in Claims(glossary).bearers(text)] == ["xx-one"]
    assert Claims(glossary).bearers("zwei") == []


def test_a_form_is_matched_in_any_case_unless_it_is_exact(tmp_path: Path) -> None:
    exact = _only(_file(tmp_path, HEAD + ENTRY + '  case = "exact"\n'))
    assert [form.exact for form in exact.forms] == [False, True]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("entry = ", 1, "not valid TOML"),
        (ENTRY, 1, "format"),
        (HEAD + ENTRY + ENTRY, 15, "stands already at"),
        (HEAD + ENTRY.replace("full", "fulll"), 3, "unknown key 'fulll'"),
        (HEAD + ENTRY + '  knid = "x"\n', 3, "unknown key 'knid'"),
        (HEAD + ENTRY + '  when = { behind = "x" }\n', 3, "unknown key 'behind'"),
        (HEAD + ENTRY + "  when = { near = { word = [] } }\n", 3, "unknown key 'word'"),
        (HEAD + ENTRY + '  when = { before = "(" }\n', 3, "not a regular expression"),
        (HEAD + ENTRY + '  when = { after = "[" }\n', 3, "not a regular expression"),
        (HEAD + ENTRY + "  when = { article = [1] }\n", 3, "'article' must hold strings only"),
        (HEAD + ENTRY + "  when = { never = 1 }\n", 3, "'never' must be a bool"),
        (HEAD + ENTRY + OTHER + '[[entry.form]]\ntext = "Eins"\nkind = "error"\n', 15,
         "'Eins' is a form of xx-two and"),
        (HEAD + ENTRY.replace('"place"', '"town"'), 3, "'type' must be one of"),
        (HEAD + ENTRY.replace('"variant"', '"other"'), 3, "'kind' must be one of"),
        (HEAD + ENTRY.replace('"variant"', '"acronym"'), 3, "is a acronym form, but"),
        (HEAD + ENTRY.replace("dpa", "taz"), 3, "'profile' must be one of"),
        (HEAD + ENTRY.replace('"Один"', "1"), 3, "origin.ru must be a str"),
        (HEAD + ENTRY + '  case = "exakt"\n', 3, "'case' must be one of"),
        (HEAD + ENTRY.replace('preferred = "Eins"\n', ""), 3, "'preferred' is missing"),
        (HEAD + ENTRY.replace("xx-one", "One"), 3, "'id' is written as the country and a name"),
        (HEAD + ENTRY.replace("ru =", "rus ="), 3, "'language' is written as two letters"),
        (HEAD + ENTRY.replace('"Один"', '" "'), 3, "'origin' must be a name"),
        (HEAD + ENTRY.replace("origin", "short_origin"), 3, "'short_origin' needs a 'short'"),
        (HEAD + '[[entry]]\nid = "xx-x"\ntype = "place"\npreferred = "X"\nform = ["Y"]\n', 2,
         "[[entry.form]]"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(ResourceError) as caught:
        load_glossary([path], shipped=False)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert said in str(caught.value)


def test_the_glossary_that_ships_is_read() -> None:
    assert glossary_sources()
    assert len(load_glossary()) > 50


def test_no_form_of_the_glossary_that_ships_has_two_bearers_across_files() -> None:
    bearers: dict[str, set[str]] = {}
    for entry in load_glossary():
        for text in {*entry.names.values(), *(form.text for form in entry.forms)}:
            bearers.setdefault(text, set()).add(entry.id)
    assert {text: ids for text, ids in bearers.items() if len(ids) > 1} == {}


def test_no_two_files_of_the_glossary_that_ships_share_an_id() -> None:
    sizes = [len(load_glossary([path], shipped=False)) for path in glossary_sources()]
    assert sum(sizes) == len(load_glossary())
