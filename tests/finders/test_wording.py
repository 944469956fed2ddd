"""Lines that no rule knows go where they read like lines of a page, and the article's stay."""

import pickle
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from normalizer import Document
from normalizer.document.findings import Edit, Notice
from normalizer.errors import ResourceError
from normalizer.finders.residue.furniture import FindFurniture
from normalizer.finders.residue.layout import article_lines
from normalizer.finders.residue.likely import LikelyLines, least_alone
from normalizer.finders.residue.places import LEAST_ODDS, PLACE, Places
from normalizer.finders.residue.wording import Wording, features
from normalizer.resources.rules import Rule, load_rules
from normalizer.resources.wordings import SIZE, Wordings, load_wordings, write_wordings

_WORDINGS = load_wordings()
_CASES = Path(__file__).parents[1] / "cases" / "residue"
_TITLE = "Fähre nach Rügen fährt wieder"
_TOLD = (
    "Die Fähre zwischen Stralsund und Rügen verkehrt seit dem Wochenende wieder, sagte der Reeder.",
    "Wegen des niedrigen Wassers hatte er den Betrieb im August eingestellt, wie er mitteilte.",
)
_PAGE = "Abonnieren Sie jetzt unseren kostenlosen Newsletter!"


def _wording_alone() -> list[Rule]:
    return [rule for rule in load_rules("residue") if rule.anchor == "wording"]


def _gone(*lines: str) -> list[str]:
    return _said(_wording_alone(), lines)


def test_each_number_of_a_line_has_a_weight() -> None:
    assert len(_WORDINGS.weights) == SIZE
    assert len(_WORDINGS.place) == len(PLACE) + 1
    assert all(0 <= number < 1 << 32 for number in features(_PAGE))


@pytest.mark.parametrize("line", ["x", "–", "7", "Ё", "新", "a" * 500, "\N{PARTY POPPER}"])
def test_odds_are_finite_for_whatever_a_line_holds(line: str) -> None:
    assert abs(Wording(_WORDINGS)(line)) < 1000


def test_odds_travel_to_another_process_without_what_is_remembered() -> None:
    wording = Wording(_WORDINGS)
    said = wording(_PAGE)
    assert pickle.loads(pickle.dumps(wording))(_PAGE) == said  # noqa: S301  it was made here


def test_a_glance_tells_the_same_of_what_may_be_of_a_page_and_less_of_long_paragraphs() -> None:
    wording = Wording(_WORDINGS)
    plea = _PAGE + " So erhalten Sie jeden Morgen die besten Artikel unserer Redaktion per E-Mail."
    for line in (_PAGE, _TITLE, plea):
        assert wording.at_a_glance(line) == wording(line)
    told = " ".join(_TOLD)
    assert wording(told) < 0
    assert wording.at_a_glance(told) != wording(told)
    assert wording.at_a_glance(told) < 1 + _WORDINGS.intercept


def test_what_never_goes_alone_is_the_same_whether_looked_at_or_not() -> None:
    least = least_alone(_WORDINGS.place)
    assert least > LEAST_ODDS
    likely = LikelyLines(_WORDINGS)
    every = LikelyLines(_WORDINGS)
    every.__dict__["_least_alone"] = LEAST_ODDS
    found = 0
    for path in sorted(_CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"][::3]:
            article = article_lines(case["text"])
            said = likely.of(article, ())
            assert said == every.of(article, ()), case["label"]
            found += len(said)
    assert found > 100


def test_weights_that_forbid_nothing_leave_the_least_odds_as_they_are() -> None:
    assert least_alone([0.0] * (len(PLACE) + 1)) == LEAST_ODDS
    assert least_alone([1.0] * (len(PLACE) + 1)) == LEAST_ODDS


@pytest.mark.parametrize(
    "line",
    [
        "Jetzt unseren Newsletter abonnieren",
        "Diesen Beitrag mit Freunden teilen",
        "Подписаться на новости",
        "Sign up for our daily email",
    ],
)
def test_a_line_of_a_page_goes_at_the_end_and_one_of_the_article_stays(line: str) -> None:
    assert _gone(_TITLE, *_TOLD, line) == [line]
    assert _gone(_TITLE, *_TOLD, "Das Schiff heißt Möwe") == []


def test_the_title_stays_whatever_it_says() -> None:
    assert _gone("Newsletter", *_TOLD) == []


def test_nothing_is_said_of_an_article_without_paragraphs() -> None:
    assert _gone("Brot", "Butter", "Das Schiff heißt Möwe") == []


def test_a_long_line_goes_only_where_something_of_the_page_was_left() -> None:
    plea = "Wenn Ihnen unsere Arbeit gefällt, unterstützen Sie uns bitte mit einer kleinen Spende"
    likely = LikelyLines(_worded("spende"))
    assert likely.of(article_lines("\n".join((_TITLE, *_TOLD, plea))), ()) == {}
    article = article_lines("\n".join((_TITLE, *_TOLD, plea, "Spende")))
    assert likely.of(article, ()).keys() == {3, 4}


def test_a_paragraph_goes_only_from_an_article_of_which_something_else_goes() -> None:
    plea = "Wenn Ihnen unsere Arbeit gefällt, geben Sie uns bitte eine kleine Spende für das Haus."
    likely = LikelyLines(replace_place(_worded("spende"), (*_ODDS_ALONE, -2.0)))
    noisy = article_lines("\n".join((_TITLE, plea, *_TOLD, *_TOLD, "Spende")))
    clean = article_lines("\n".join((_TITLE, plea, *_TOLD, *_TOLD)))
    assert likely.of(noisy, ()).keys() == {1, 6}
    assert likely.of(clean, ()).keys() == set()


def test_a_paragraph_must_be_clearer_where_nothing_beside_it_goes() -> None:
    plea = "Wenn Ihnen unsere Arbeit gefällt, geben Sie uns bitte eine kleine Spende für das Haus."
    likely = LikelyLines(replace_place(_worded("spende"), (*_ODDS_ALONE, -3.1)))
    alone = article_lines("\n".join((_TITLE, plea, *_TOLD, *_TOLD, "Spende")))
    beside = article_lines("\n".join((_TITLE, *_TOLD, *_TOLD, plea, "Spende")))
    assert likely.of(alone, ()).keys() == {6}
    assert likely.of(beside, ()).keys() == {5, 6}


_ODDS_ALONE = tuple(float(name == "odds") for name in PLACE)


def _worded(word: str) -> Wordings:
    """Wordings that know one word of pages and no other."""
    weights = bytearray(SIZE)
    weights[crc32(f"w {word}".encode()) % SIZE] = 50
    place = (*(float(name == "odds") for name in PLACE), -2.0)
    return Wordings(0.1, -0.5, bytes(weights), place)


@pytest.mark.parametrize(
    "line",
    [
        "newsletter = abonnieren()",
        "if (teilen) { mehr(); }",
        "Newsletter สมัครรับ",
        "Newsletter ብሎጎች",
    ],
)
def test_code_and_scripts_that_were_not_learned_stay(line: str) -> None:
    assert _gone(_TITLE, *_TOLD, line) == []


def test_a_heading_among_headings_stays() -> None:
    lines = (_TITLE, _TOLD[0], "Kontakte", _TOLD[1], "Teilen lernen", _TOLD[0])
    assert _gone(*lines) == []


def test_rows_of_a_list_are_told_from_one_line() -> None:
    places = Places(article_lines("1. Mai\n2. Juni\nNein."), lambda _: 0.0)
    series = PLACE.index("series")
    assert [places.features(i, (), places.outline(()))[series] for i in range(3)] == [1.0, 1.0, 0.0]


def test_what_goes_counts_for_what_stands_beside_it() -> None:
    article = article_lines("\n".join((_TITLE, *_TOLD, "Mehr", "Weniger")))
    place = (*(2.0 * (name == "gone above") for name in PLACE), -1.0)
    likely = LikelyLines(replace_place(_worded("mehr"), place))
    assert likely.of(article, ()) == {}
    assert likely.of(article, {3}).keys() == {4}


def replace_place(wordings: Wordings, place: tuple[float, ...]) -> Wordings:
    """``wordings`` with other weights of places."""
    return Wordings(wordings.step, wordings.intercept, wordings.weights, place)


def test_a_rule_takes_no_paragraph_that_reads_like_one_of_the_article() -> None:
    shipped = next(r for r in load_rules("residue") if r.anchor == "line" and r.action == "drop")
    greedy = replace(
        shipped, written=".+", longest=999, least=1, most=999, kind="media", literals=frozenset(),
        openings=frozenset(), clauses=(), key=0, address=None, report=None,
    )  # fmt: skip
    lines = (_TITLE, *_TOLD, "Ende")
    assert _said([greedy], lines) == [_TITLE, *_TOLD, "Ende"]
    left = set(lines) - set(_said([greedy, *_wording_alone()], lines))
    assert set(_TOLD) <= left
    assert "Ende" not in left


def _said(rules: Sequence[Rule], lines: Sequence[str]) -> list[str]:
    find = FindFurniture(rules, limit=1.0)
    found = find(Document("\n".join(lines)))
    return [edit.removed.strip() for edit in found if isinstance(edit, Edit)]


def test_an_edit_says_how_likely_a_line_was_of_the_page() -> None:
    find = FindFurniture(_wording_alone())
    (edit,) = find(Document("\n".join((_TITLE, *_TOLD, "Jetzt unseren Newsletter abonnieren"))))
    assert isinstance(edit, Edit)
    assert edit.evidence.startswith("reads like a line of a page: +")


def test_without_its_rule_no_wording_counts() -> None:
    others = [rule for rule in load_rules("residue") if rule.id == "residue.en.comment-form"]
    find = FindFurniture(others)
    document = Document("\n".join((_TITLE, *_TOLD, "Jetzt unseren Newsletter abonnieren")))
    assert list(find(document)) == []
    assert find.worth_a_look([document.text]) == [False]


def test_a_less_sure_profile_only_reports() -> None:
    find = FindFurniture(_wording_alone(), threshold=0.98)
    lines = (_TITLE, *_TOLD, "Jetzt unseren Newsletter abonnieren")
    (notice,) = find(Document("\n".join(lines)))
    assert notice.rule == "residue.und.wording"
    assert isinstance(notice, Notice)


@pytest.mark.parametrize("content", [b"", b"\x93\x01", b"no msgpack at all"])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "w").write_bytes(content)
    with pytest.raises(ResourceError, match=r"w: can't be read: .*install"):
        load_wordings(tmp_path / "w")


def test_weights_of_another_version_are_an_error(tmp_path: Path) -> None:
    write_wordings(tmp_path / "w", Wordings(1.0, 0.0, b"\0" * 8, ()))
    with pytest.raises(ResourceError, match="another version"):
        load_wordings(tmp_path / "w")
