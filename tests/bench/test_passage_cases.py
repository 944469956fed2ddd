import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import parallel
import pytest
from passages import cases as drawing
from passages import lines, noise, peers, report, run, short
from passages.articles import Case, Labelled, Piece, joined
from passages.cases import DECK, cases
from passages.insertions import WITH_GUILLEMETS, is_clear
from passages.languages import FILES, SETS, LanguageSet
from passages.phrases import MARKS, phrases

PARALLEL = {
    "deu": (
        "Am Morgen fuhren die Fischer mit ihren Booten weit auf den See hinaus.",
        "Die Kinder sammelten am Ufer kleine Steine und bauten daraus einen Turm.",
        "Niemand wusste, warum die alte Brücke in dieser Nacht geschlossen war.",
        "Später erzählte der Wirt, dass er das Licht im Wald gesehen habe.",
        "Wir haben lange gewartet, aber der Bus kam an diesem Tag nicht mehr.",
        "Im Herbst werden hier Äpfel gepflückt und in der Halle verkauft.",
    ),
    "rus": (
        "Утром рыбаки вышли на своих лодках далеко в открытое озеро.",
        "Дети собирали на берегу мелкие камни и строили из них башню.",
        "Никто не знал, почему старый мост в эту ночь был закрыт.",
        "Позже хозяин рассказал, что видел в лесу какой-то свет.",
        "Мы долго ждали, но автобус в этот день так и не пришёл.",
        "Осенью здесь собирают яблоки и продают их в большом зале.",
    ),
    "pol": (
        "Rano rybacy wypłynęli swoimi łodziami daleko na otwarte jezioro.",
        "Dzieci zbierały na brzegu małe kamienie i budowały z nich wieżę.",
        "Nikt nie wiedział, dlaczego stary most był tej nocy zamknięty.",
        "Później gospodarz opowiadał, że widział w lesie jakieś światło.",
        "Długo czekaliśmy, ale autobus tego dnia już nie przyjechał.",
        "Jesienią zbiera się tu jabłka i sprzedaje je w dużej hali.",
    ),
}
COUNT = 100
RUN = Path(__file__).parents[2] / "bench" / "passages" / "run.py"
QUIET = ("--no-noise", "--no-short", "--no-speed")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two documents of invented lines, one of each half."""
    ids = ["a"] * 6 + ["b"] * 6
    (tmp_path / parallel.IDS).write_text("\n".join(ids), encoding="utf-8")
    for name, found in PARALLEL.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(found * 2), encoding="utf-8")
    monkeypatch.setenv(parallel.VARIABLE, str(tmp_path))
    monkeypatch.setitem(SETS, "main", LanguageSet({"de": 1}, {"ru": 2, "pl": 1}))
    parallel.folder.cache_clear()
    lines.documents.cache_clear()
    yield
    parallel.folder.cache_clear()
    lines.documents.cache_clear()


def of(category: str) -> list[Case]:
    found = [case for case in cases("main", "odd", COUNT, 1) if case.category == category]
    assert len(found) == DECK[category]
    return found


def test_the_same_arguments_give_the_same_cases() -> None:
    assert cases("main", "odd", 30, 1) == cases("main", "odd", 30, 1)
    assert cases("main", "odd", 10, 1) == cases("main", "odd", 30, 1)[:10]
    assert cases("main", "odd", 30, 1) != cases("main", "odd", 30, 2)


def test_spans_are_in_order_tight_and_within_a_line() -> None:
    for case in cases("main", "even", COUNT, 3):
        for piece in case.spans:
            passage = case.text[piece.start : piece.end]
            assert passage == passage.strip()
            assert "\n" not in passage
            assert piece.language == case.language
        assert all(one.end < other.start for one, other in pairwise(case.spans))


def test_most_of_an_article_is_in_its_main_language() -> None:
    for case in cases("main", "odd", COUNT, 4):
        foreign = sum(piece.end - piece.start for piece in case.spans)
        assert 2 * foreign < len(case.text)


def test_every_foreign_letter_is_in_a_span() -> None:
    for case in (case for case in cases("main", "odd", COUNT, 1) if case.language == "ru"):
        outside, last = "", 0
        for piece in case.spans:
            outside += case.text[last : piece.start]
            last = piece.end
        outside += case.text[last:]
        assert not [c for c in outside if "а" <= c.lower() <= "я"], case.text


def test_a_foreign_paragraph_is_its_whole_line() -> None:
    for case in of("a"):
        whole = set(case.spans)
        starts = {0} | {i + 1 for i, c in enumerate(case.text) if c == "\n"}
        ends = {len(case.text)} | {i for i, c in enumerate(case.text) if c == "\n"}
        assert all(piece.start in starts and piece.end in ends for piece in whole)


def test_lines_of_their_own_are_passages_of_their_own() -> None:
    paragraphs = [[[Labelled("Да.", "ru")]], [[Labelled("Нет.", "ru")]]]
    text, pieces = joined(paragraphs, "\n")
    assert text == "Да.\nНет."
    assert pieces == (Piece(0, 3, "ru"), Piece(4, 8, "ru"))


def test_a_quotation_stands_between_its_marks() -> None:
    for case in of("c"):
        for piece in case.spans:
            before, after = case.text[: piece.start], case.text[piece.end :]
            inside = case.text[piece.start : piece.end]
            own = inside.startswith("«") and inside.endswith("»")
            around = any(before.endswith(o) and after.startswith(c) for o, c in MARKS)
            assert own != around, case.text
            assert not own or case.language in WITH_GUILLEMETS


def test_a_switch_has_the_main_language_on_its_side_of_the_sentence() -> None:
    for case in of("d"):
        (piece,) = case.spans
        if case.kind == "d_rev":
            assert case.text[: piece.start].endswith(" ")
            assert case.text[: piece.start].rstrip()[-1] not in ".!?"
        else:
            assert case.text[piece.end :].lstrip(",;:–—-").startswith(" ")
            assert case.text[piece.end - 1] not in ".!?,;:"


def test_negatives_and_plain_articles_have_no_passage() -> None:
    negatives = phrases("de", "odd").negatives
    for case in of("e"):
        assert not case.spans
        assert case.language is None
        assert any(sentence in case.text for sentence in negatives[case.kind])
    assert not any(case.spans for case in of("f"))


@pytest.mark.parametrize("main", ["de", *SETS["mains"].mains])
def test_the_halves_share_no_phrase(main: str) -> None:
    even, odd = phrases(main, "even"), phrases(main, "odd")
    assert not set(even.quotations) & set(odd.quotations)
    assert not set(even.speakers) & set(odd.speakers)
    assert set(even.negatives) == set(odd.negatives)
    for kind in even.negatives:
        assert not set(even.negatives[kind]) & set(odd.negatives[kind])


@pytest.mark.parametrize("main", ["de", *SETS["mains"].mains])
def test_every_template_has_a_place_for_its_quotation(main: str) -> None:
    for half in ("even", "odd"):
        assert all(text.count("{quote}") == 1 for text in phrases(main, half).quotations)


def test_every_language_of_a_set_has_a_file() -> None:
    assert all({*each.mains, *each.foreign} <= set(FILES) for each in SETS.values())


def test_lines_that_suit_no_category_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "is_usable", lambda *_: False)
    with pytest.raises(ValueError, match="suit"):
        cases("main", "odd", 1, 1)


@pytest.mark.parametrize(
    ("line", "language", "usable"),
    [
        ("Утром рыбаки вышли на своих лодках далеко в озеро.", "ru", True),
        ("Утром.", "ru", False),
        ("In the morning the fishermen went far out on the lake.", "ru", False),
        ("Am Morgen fuhren die Fischer mit ihren Booten weit hinaus.", "nl", False),
        ("’s Ochtends voeren de vissers met hun boten ver het meer op.", "nl", True),
    ],
)
def test_a_line_is_used_where_it_is_foreign_text(line: str, language: str, *, usable: bool) -> None:
    row = {"de": "Am Morgen fuhren die Fischer mit ihren Booten weit hinaus.", language: line}
    assert lines.is_usable(row, language, "de") == usable


@pytest.mark.parametrize(
    ("head", "tail", "clear"),
    [
        ("Мы долго ждали,", "aber der Bus kam nicht", True),
        ("Мы ждали до 12", "aber der Bus kam nicht", False),
        ("Мы ждали —", "aber der Bus kam nicht", False),
        ("We waited for Anna", "aber der Bus kam nicht", False),
        ("We waited, but", "Anna kam nicht", False),
        ("Он сказал: «ждать»", "aber der Bus kam nicht", False),
    ],
)
def test_a_border_is_clear_between_words_of_one_language_each(
    head: str, tail: str, *, clear: bool
) -> None:
    own = ("aber", "der", "bus", "anna", "kam", "nicht")
    foreign = ("we", "waited", "for", "anna", "but", "мы", "долго", "ждали")
    assert is_clear(head, tail, own, foreign) == clear


@pytest.mark.parametrize("name", noise.NOISE)
def test_noise_keeps_every_letter_in_its_place(name: str) -> None:
    changed = 0
    for case in cases("main", "odd", 20, 1):
        spoiled = noise.spoiled(case, name)
        assert len(spoiled.text) == len(case.text)
        assert spoiled.spans == case.spans
        assert spoiled == noise.spoiled(case, name)
        changed += spoiled.text != case.text
    assert changed


def test_pieces_are_whole_words_of_about_the_length() -> None:
    words = {word for line in PARALLEL["rus"] for word in line.split()}
    for length in short.LENGTHS[:3]:
        for piece in short.pieces("ru", length, "odd", 10):
            assert 0.8 * length <= len(piece) <= 1.35 * length
            assert set(piece.split()) <= words


def test_short_articles_are_lines_that_follow_each_other() -> None:
    found = list(short.articles("pl", "odd"))
    assert found == ["\n".join(PARALLEL["pol"][:4])]


def test_places_in_utf_8_are_those_of_code_points() -> None:
    text = "aЖ€😀b"
    places = peers._code_points(text.encode())  # noqa: SLF001
    for start in range(len(text) + 1):
        assert places[len(text[:start].encode())] == start


def test_passages_are_shown_in_brackets() -> None:
    pieces = [Piece(14, 16, "ru"), Piece(20, 23, "uk")]
    assert report.marked("da «да» und так.", 10, pieces) == "da «⟦ru: да⟧» un⟦uk: d т⟧ак."


def test_without_lines_the_benchmark_says_so_and_ends_well(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, RUN],
        env={parallel.VARIABLE: str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert parallel.VARIABLE in done.stderr
    assert done.stdout == ""


def test_a_peer_that_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    missing = peers.Peer("nobody", ("no_such_module",), peers.PEERS[peers.OURS].load)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(peers.PEERS, "nobody", missing)
        run.run(["--set", "main", "--n", "4", "--only", "nobody", *QUIET])
    assert "nobody: not installed" in capsys.readouterr().out
