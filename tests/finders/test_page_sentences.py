"""What a page says on lines of its own goes behind a paragraph, too, and no sentence of it."""

import pickle

import pytest

from normalizer import Document
from normalizer.finders.residue.furniture import FindFurniture
from normalizer.finders.residue.glued import FindGlued
from normalizer.resources.rules import load_rules

RULES = load_rules("residue")
FIND = FindGlued(RULES, page=FindFurniture(RULES).page)
TOLD = (
    "Die Wasserrettung hat am Samstag ihr neues Löschboot getauft, das elf Meter lang ist.",
    "The council approved on Wednesday a draft agreement on building two new bridges.",
    "Осенний подъём простуды начался раньше, объяснила врач: дети вернулись из лагерей.",
)
SAID = (
    "Foto: Feuerwehr Lunow",
    "Photo: Ellerby Council",
    "Fehler gefunden? Schreiben Sie uns an korrektur@zeitung.example",
    ">>> Hier unseren Newsletter abonnieren <<<",
    "© Lunower Bote. Alle Rechte vorbehalten.",
    "Нашли ошибку? Выделите её и нажмите Ctrl+Enter.",
)
ARTICLE = (
    "Mehr war am Samstag nicht zu erfahren!",
    "Warum? Niemand weiß es.",
    "Das Ergebnis: 3:1",
    "Wie es weitergeht, ist offen",
    "Подробности не называются.",
    "Who paid? Nobody would say.",
)


def _removed(text: str, find: FindGlued = FIND) -> list[str]:
    return [edit.removed for edit in find(Document(text))]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("said", SAID)
def test_what_a_page_says_goes_behind_a_paragraph(told: str, said: str) -> None:
    text = f"{told} {said}"
    assert _removed(text) == [f" {said}"]
    assert FIND.worth_a_look([text, told]) == [True, False]


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("said", ARTICLE)
def test_what_an_article_says_stays(told: str, said: str) -> None:
    assert _removed(f"{told} {said}") == []


def test_a_sentence_before_a_credit_stays_with_its_paragraph() -> None:
    told = f"{TOLD[0]} Am Abend lag es wieder im Hafen."
    assert _removed(f"{told} Foto: Feuerwehr Lunow") == [" Foto: Feuerwehr Lunow"]


def test_a_short_sentence_with_a_credit_is_a_caption_and_left_as_one() -> None:
    assert _removed("Das neue Löschboot liegt im Hafen von Lunow. Foto: Feuerwehr Lunow") == []


def test_a_line_that_is_all_of_the_page_is_left_as_one() -> None:
    plea = "Abonnieren Sie jetzt unseren kostenlosen Newsletter und verpassen Sie nichts mehr."
    assert _removed(f"{plea} © Lunower Bote. Alle Rechte vorbehalten.") == []


def test_what_somebody_says_is_left_alone() -> None:
    said = f"„{TOLD[0]} Fehler gefunden? Schreiben Sie uns an korrektur@zeitung.example"
    assert _removed(said) == []


def test_it_finds_the_same_in_another_process() -> None:
    text = f"{TOLD[0]} {SAID[0]}"
    assert _removed(text, pickle.loads(pickle.dumps(FIND))) == _removed(text)  # noqa: S301  made here


def test_a_giant_line_is_read_at_its_end_alone() -> None:
    told = f"{TOLD[0]} " * 50_000
    assert _removed(f"{told}{SAID[2]}") == [f" {SAID[2]}"]


def test_what_no_rule_knows_goes_only_where_wording_is_sure_enough() -> None:
    text = f"{TOLD[0]} Abonniert unseren Kanal und teilt den Artikel mit euren Freunden!"
    by_wording = [rule for rule in RULES if rule.anchor == "wording"]
    for threshold, times in ((0.94, 1), (0.98, 0)):
        page = FindFurniture(by_wording, threshold).page
        assert len(_removed(text, FindGlued((), threshold, page))) == times
