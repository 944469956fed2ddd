"""What a rule pack may hold, and where a mistake in it is reported."""

from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.resources.rules import load_rules

HEAD = 'format = "normalizer-rules/1"\nlanguage = "xx"\n'
RULE = """
[[rule]]
id = "one"
kind = "share"
anchor = "line"
pattern = '''share'''
confidence = 1
action = "drop"
hit = ["share"]
miss = ["chair"]
"""


def _pack(folder: Path, text: str) -> Path:
    path = folder / "pack.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pack_is_read(tmp_path: Path) -> None:
    (rule,) = load_rules("residue", [_pack(tmp_path, HEAD + RULE)])
    assert (rule.id, rule.language, rule.longest) == ("residue.xx.one", "xx", 160)
    assert rule.confidence == 1.0
    assert rule.pattern.fullmatch("SHARE")


def test_case_may_matter(tmp_path: Path) -> None:
    (rule,) = load_rules("residue", [_pack(tmp_path, HEAD + RULE + "case = true\n")])
    assert rule.pattern.fullmatch("SHARE") is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + "[[rule]\n", 3, "not valid TOML"),
        ("", 1, "format"),
        (HEAD.replace("/1", "/2") + RULE, 1, "format"),
        (HEAD + 'extra = "x"\n' + RULE, 1, "unknown key 'extra'"),
        ('format = "normalizer-rules/1"\n' + RULE, 1, "'language' is missing"),
        (HEAD + 'rule = [{id = "one"}]\n', 1, "[[rule]]"),
        (HEAD + RULE + 'anchors = "line"\n', 4, "unknown key 'anchors'"),
        (HEAD + RULE + RULE.replace("share'''", "(share'''"), 14, "not a regular expression"),
        (HEAD + RULE + RULE, 14, "stands already at"),
        (HEAD + RULE + 'unless = "["\n', 4, "not a regular expression"),
        (HEAD + RULE + 'keep = {writer = "0"}\n', 4, "no such metadata field: 'writer'"),
        (HEAD + RULE + 'keep = {author = "who"}\n', 4, "no group 'who'"),
        (HEAD + RULE + "keep = {author = 0}\n", 4, "keep.author"),
        (HEAD + RULE.replace('"line"', '"middle"'), 4, "'anchor' must be one of"),
        (HEAD + RULE.replace('"drop"', '"erase"'), 4, "'action' must be one of"),
        (HEAD + RULE.replace('id = "one"\n', ""), 4, "'id' is missing"),
        (HEAD + RULE.replace('"one"', "1"), 4, "'id' must be a str"),
        (HEAD + RULE.replace("= 1", "= true"), 4, "'confidence' must be a float"),
        (HEAD + RULE.replace('["share"]', '["share", 1]'), 4, "'hit' must hold strings only"),
        (HEAD + RULE.replace('miss = ["chair"]\n', ""), 4, "'miss' is missing"),
        (HEAD + RULE + "longest = true\n", 4, "'longest' must be a int"),
    ],
)
def test_a_mistake_is_reported_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    path = _pack(tmp_path, text)
    with pytest.raises(ResourceError) as caught:
        load_rules("residue", [path])
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert said in str(caught.value)


def test_the_same_id_in_two_packs_is_a_mistake(tmp_path: Path) -> None:
    first = _pack(tmp_path, HEAD + RULE)
    second = tmp_path / "second.toml"
    second.write_text(HEAD + RULE, encoding="utf-8")
    with pytest.raises(ResourceError, match="stands already"):
        load_rules("residue", [first, second])


def test_a_pack_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="can't be read"):
        load_rules("residue", [tmp_path / "none.toml"])


def test_a_pack_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(b"# \xff")
    with pytest.raises(ResourceError, match="can't be read"):
        load_rules("residue", [path])
