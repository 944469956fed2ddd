import random

import pytest
from encoding import speed
from encoding.allpairs import AllPairs
from encoding.cases import Articles, cases
from encoding.chains import misread, swapped, unread
from encoding.damage import LANGUAGES, groups, paths
from encoding.dumps import SHARE, dump
from encoding.report import FASTEST, TARGETS
from encoding.tables import READERS, table

SENTENCES = {
    "de": (
        "„Größere Mühe“, sagte Jürgen Weiß, „hätte Österreich nötig“ – für fünf Häuser.",
        "Die Flöße fuhren früh über den Fluß; Cafés öffneten à la ‚später‘ als üblich …",
        "Im offiziellen Heft stand “fünf süße Äpfel”, so die schöne Übersicht.",
    ),
    "ru": (
        "Вечером Наталья открыла окно, и Рязань шумела: «Хорошо, что пришла весна» – так.",
        "Когда приехал Алексей, все говорили об этом; Иван сказал “Нет” и ушёл.",
        "Потом Широков и Павленко подъехали к мосту, а И. И. Ивановна ждала у реки…",
    ),
    "uk": (
        "Увечері Наталія відчинила вікно, і Рівне гуло: «Добре, що прийшла весна» – так.",
        "Коли приїхав Олексій, усі говорили про це; Іван сказав ‘Ні’ й пішов їсти.",
        "Потім Широкий і Павленко під’їхали до мосту, а Їжакевич чекав біля річки…",
    ),
    "en": ("The official café offered “five fine naïve fluffy flans” for €5.",),
    "pl": ("Źle było, że żółta łódź płynęła ciągle „powoli” wśród gęstych mgieł.",),
    "cs": ("Příliš žluťoučký kůň pěl ďábelské ódy a děti křičely „ještě“.",),
    "fr": ("L’été où l’élève français naïf rêvait, « ça » coûtait déjà très cher.",),
    "tr": ("Çocuk şişeyi ağaca bağladı, İzmir’de güneş ılık ışıklar saçıyordu.",),
}
COUNT = 2
PATHS = list(paths().values())


@pytest.fixture(scope="module")
def articles() -> Articles:
    return Articles({language: [SENTENCES[language]] for language in LANGUAGES})


@pytest.mark.parametrize("group", groups())
def test_a_path_damages_something_and_the_same_for_a_seed(group: str, articles: Articles) -> None:
    for path in (path for path in PATHS if path.group == group):
        drawn = list(cases(path, articles, COUNT))
        assert drawn, f"no sentence suits {path.name}"
        assert drawn == list(cases(path, articles, COUNT)), path.name
        assert all(case.gold != case.bad for case in drawn), path.name


@pytest.mark.parametrize("group", sorted({path.group for path in PATHS if path.undo}))
def test_a_lossless_path_is_undone_by_its_tables(group: str, articles: Articles) -> None:
    for path in (path for path in PATHS if path.group == group):
        assert path.undo is not None
        for case in cases(path, articles, COUNT):
            assert path.undo(case.bad) == case.gold, path.name


def test_every_chain_and_swap_of_whole_lines_can_be_undone() -> None:
    whole = {"chain-x1", "chain-x2", "chain-x3", "chain-mixed", "swap-under-chain"}
    whole |= {group for group in groups() if group.startswith("swap-")}
    assert {path.group for path in PATHS if path.undo} == whole


def test_another_seed_draws_other_cases(articles: Articles) -> None:
    path = paths()["passage-sentence/cp1252/ru"]
    assert list(cases(path, articles, COUNT)) != list(cases(path, articles, COUNT, seed=2))


def test_names_say_group_damage_and_language() -> None:
    for name, path in paths().items():
        group, damage, language = name.split("/")
        assert group == path.group
        assert damage
        assert language in (*LANGUAGES, "all")


def test_every_target_is_that_of_a_group() -> None:
    assert set(TARGETS) <= set(groups())


@pytest.mark.parametrize("name", READERS)
def test_a_table_reads_every_byte_as_a_letter_of_its_own(name: str) -> None:
    raw = bytes(range(256))
    assert table(name).write(table(name).read(raw)) == raw


def test_undefined_bytes_are_those_python_refuses() -> None:
    assert table("cp1252").undefined == {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    assert table("cp1251").undefined == {0x98}
    assert not table("koi8-r").undefined


def test_an_undefined_byte_is_lost_as_asked() -> None:
    assert misread("И", "cp1251", undefined="?") == "Р?"
    assert misread("И", "cp1251", undefined="") == "Р"


def test_signs_a_table_lacks_become_plain() -> None:
    assert table("koi8-r").fit("«Да» – №") is not None
    assert table("koi8-r").fit("“Да” …") == '"Да" ...'
    assert table("koi8-r").fit("Їжак") is None


def test_two_readings_are_undone_in_reverse() -> None:
    assert unread(misread("Мышь", "cp1252", "cp1251"), "cp1252", "cp1251") == "Мышь"


def test_a_path_that_suits_no_line_gives_no_case() -> None:
    plain = Articles({language: [["plain words only"]] for language in LANGUAGES})
    assert list(cases(paths()["umlaut-fffd/cp1252/de"], plain, COUNT)) == []


def test_a_cut_text_lacks_only_its_last_letter(articles: Articles) -> None:
    path = paths()["bytes-50/utf-8-cut/ru"]
    case = next(cases(path, articles, 1))
    assert isinstance(case.bad, bytes)
    with pytest.raises(UnicodeDecodeError, match="unexpected end"):
        case.bad.decode()
    assert case.bad.decode("utf-8", "replace") in case.also


def test_all_pairs_finds_the_tables_of_a_whole_russian_line() -> None:
    decoder = AllPairs.learned(SENTENCES["ru"] * 20)
    line = SENTENCES["ru"][0]
    assert decoder.repair(misread(line, "cp1251")) == line
    assert decoder.decode(line.encode()) == line
    assert decoder.repair(line) == line


def test_all_pairs_undoes_a_swap() -> None:
    decoder = AllPairs.learned(SENTENCES["ru"] * 20)
    line = table("koi8-r").fit(SENTENCES["ru"][1])
    assert decoder.repair(swapped(line, "koi8-r", "cp1251")) == line


def test_a_dump_is_clean_but_for_its_share_and_the_same_for_a_seed(articles: Articles) -> None:
    many = Articles({name: list(found) * 40 for name, found in articles.documents.items()})
    drawn = dump(many, 1)
    damaged = [article for article in drawn if article.damage]
    assert len(damaged) == round(SHARE * len(drawn))
    assert all((article.gold != article.bad) == bool(article.damage) for article in drawn)
    assert drawn == dump(many, 1)
    assert drawn != dump(many, 2)


def test_text_in_ascii_comes_through_a_dump_whole() -> None:
    plain = Articles({language: [["plain words only"]] * 40 for language in LANGUAGES})
    assert not any(article.damage for article in dump(plain, 1))


def test_every_row_of_speed_has_its_target() -> None:
    assert set(FASTEST) == {*(f"clean {name}" for name in speed.LANGUAGES), *speed.SPOILED}


def test_every_line_of_the_row_of_lost_bytes_is_damaged() -> None:
    said = SENTENCES["ru"] * 20
    found = speed.lossy(said, random.Random(1)).split("\n")  # noqa: S311  a test, no secret
    assert len(found) == len(said)
    assert not {*found} & {*said}
    assert all(any(mark in line for line in found) for mark in "\ufffd?")
