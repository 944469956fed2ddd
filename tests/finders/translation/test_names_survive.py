"""Names that an engine never saw, through the real engine where it can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.package_engine import PackageEngine
from normalizer.finders.translation.translate import TranslatePassages
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.words import load_abbreviations

GLOSSARY = load_glossary()


def translated(engines: Sequence[Engine], *texts: str, language: str = "ru") -> list[Document]:
    """A German article of each text, all of which is a passage, after the stage."""
    articles = [Document(text, "de", "a") for text in texts]
    documents = [
        article.revised("languages.passages", [Passage(Span(0, len(article.text)), language, 1.0)])
        for article in articles
    ]
    find = TranslatePassages(engines, "de", load_abbreviations(), glossary=GLOSSARY)
    return [
        document.revised("translation.passages", findings)
        for document, findings in zip(documents, find(documents), strict=True)
    ]


def rules(document: Document) -> list[str]:
    return [notice.rule for notice in document.notices]


@dataclass(frozen=True)
class Answering:
    """An engine that answers as it is told, to provoke what a real one does rarely."""

    answer: Callable[[str], str]
    source: str = "ru"
    target: str = "de"
    name: str = "answering"
    least_score: float = -1.0
    asked: list[list[str]] = field(default_factory=list)

    def translate(self, sentences: Sequence[str], _: Decoding) -> list[Hypothesis | None]:
        self.asked.append(list(sentences))
        return [Hypothesis(self.answer(sentence), -0.1) for sentence in sentences]


DIRECT = [
    ("Об этом сообщил Сергей Лавров.", "Das hat Sergej Lawrow mitgeteilt."),
    ("По словам Дмитрия Пескова, ситуация спокойная.",
     "Nach Angaben von Dmitri Peskow ist die Lage ruhig."),
    ("Самолёт из Владивостока приземлился в субботу.",
     "Das Flugzeug aus Wladiwostok ist am Samstag gelandet."),
    ("Никто не ожидал победы Марии Захаровой.",
     "Niemand hatte mit dem Sieg von Maria Sacharowa gerechnet."),
    ("Саммит в Пекине завершился в четверг.",
     "Der Gipfel in Peking ist am Donnerstag zu Ende gegangen."),
    ("Книга Ким Чен Ына вышла в 2008 году.",
     "Das Buch von Kim Jong-un ist im Jahr 2008 erschienen."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), DIRECT, ids=[source for source, _ in DIRECT])
@pytest.mark.parametrize("pairs", [("ru_de",), ("ru_en", "en_de")], ids=["direct", "pivot"])
def test_a_bearer_the_engine_never_saw_survives(
    engines: dict[str, PackageEngine], pairs: tuple[str, ...], source: str, wanted: str
) -> None:
    (result,) = translated([engines[pair] for pair in pairs], source)
    assert result.text == wanted
    assert rules(result) == []


def test_a_name_no_glossary_knows_is_transliterated(engines: dict[str, PackageEngine]) -> None:
    (result,) = translated([engines["ru_de"]], "Об этом сообщил Тихон Вересаев.")
    assert result.text == "Das hat Tichon Weressajew mitgeteilt."
    assert "unknown: 'Tichon Weressajew' (surrogate" in result.edits[0].evidence


def test_the_evidence_names_the_bearer_and_how_it_was_found() -> None:
    engine = Answering(lambda _: "Darüber sprach Sergey Lavrov in Peking.")
    (result,) = translated([engine], "Об этом говорил Сергей Лавров в Пекине.")
    assert result.text == "Darüber sprach Sergej Lawrow in Peking."
    assert "ru-sergej-lawrow: 'Sergey Lavrov' > 'Sergej Lawrow' (variant)" in (
        result.edits[0].evidence
    )
    assert len(engine.asked) == 1


def test_all_names_of_a_batch_are_tried_again_in_one_call() -> None:
    engine = Answering(
        lambda said: (
            "Das sagte der Minister am Morgen."
            if "Лебедев" not in said
            else "Das sagte Lebedew am Morgen."
        )
    )
    results = translated([engine], "Утром это сказал Лавров.", "Утром это сказал Песков.")
    assert [result.text for result in results] == [
        "Das sagte Lawrow am Morgen.",
        "Das sagte Peskow am Morgen.",
    ]
    assert [len(asked) for asked in engine.asked] == [2, 2]


def test_a_name_that_no_surrogate_saves_is_told() -> None:
    engine = Answering(lambda _: "Das sagte der Minister am Morgen.")
    (result,) = translated([engine], "Утром это сказал Лавров.")
    assert result.text == "Das sagte der Minister am Morgen."
    assert rules(result) == ["translation.name-unresolved"]
    assert "Лавров (ru-sergej-lawrow) should read 'Lawrow'" in result.notices[0].reason


@pytest.mark.parametrize(
    ("source", "said", "told"),
    [
        ("О Назарбаеве говорили долго.", "Über Nasarbajew sprach man lange.", "'Nasarbajewa'"),
        ("Автобус ехал из Люблина.", "Der Bus kam aus Lublin.", "'Ljublino'"),
        ("Шевкунова живёт в Праге.", "Schewkunow lebt in Prag.", "'Schewkunowa'"),
        ("Громова работает в Праге.", "Gromow arbeitet in Prag.", "'Gromowa'"),
        ("«Шевкунова пишет книгу».", "„Schewkunow schreibt ein Buch.“", "'Schewkunowa'"),
        ("О нём Шевкунова молчала.", "Über ihn schwieg Schewkunow.", "'Schewkunowa'"),
        (
            "Сергей Лавров и Шевкунова приедут.",
            "Sergej Lawrow und Schewkunow kommen.",
            "'Schewkunowa'",
        ),
    ],
)
def test_a_form_of_two_bearers_is_told(source: str, said: str, told: str) -> None:
    (result,) = translated([Answering(lambda _: said)], source)
    assert result.text == said
    assert rules(result) == ["translation.name-unresolved"]
    assert told in result.notices[0].reason


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Назарбаева сказала правду.", "Nasarbajewa hat die Wahrheit gesagt."),
        ("Нурсултан Назарбаев вернулся домой.", "Nursultan Nasarbajew kehrte nach Hause zurück."),
        ("О Лаврове говорили долго.", "Über Lawrow sprach man lange."),
        ("Шевкунова ждут в Праге.", "Schewkunow wird in Prag erwartet."),
        ("Путина ждёт тяжёлый день.", "Putin erwartet ein schwerer Tag."),
        ("Сестра Шевкунова живёт там.", "Schewkunows Schwester lebt dort."),
        ("Сына Шевкунова наградила школа.", "Schewkunows Sohn hat die Schule geehrt."),
        ("Дом Лаврова и Шевкунова снесли.", "Das Haus von Lawrow und Schewkunow ist weg."),
        ("Гликерия Шевкунова прочла письмо.", "Glikerija Schewkunowa las den Brief."),
        ("Ночью охрана узнала Шевкунова.", "Nachts erkannte die Wache Schewkunow."),
        (
            "«Мост открыт», – напомнила Шевкунова утром.",
            "„Die Brücke ist offen“, erinnerte Schewkunowa am Morgen.",
        ),
        ("Мост открыт, – считает Шевкунова.", "Die Brücke ist offen, meint Schewkunowa."),
    ],
)
def test_a_form_of_one_bearer_is_not_told(source: str, said: str) -> None:
    (result,) = translated([Answering(lambda _: said)], source)
    assert (result.text, rules(result)) == (said, [])


def test_a_surrogate_that_stands_there_twice_is_not_trusted() -> None:
    engine = Answering(
        lambda said: "Lebedew und Lebedew gehen." if "Лебедев" in said else "Sie gehen beide."
    )
    (result,) = translated([engine], "Сюда идёт Лавров.")
    assert result.text == "Sie gehen beide."
    assert rules(result) == ["translation.name-unresolved"]


def test_a_name_that_became_a_common_noun_is_no_noun_any_more() -> None:
    def answer(said: str) -> str:
        name = "Reifen Hwa Son" if "Шин Хва Сон" in said else "Anton Lebedew"
        return f"Gestern kam der Minister {name} in Berlin an."

    (result,) = translated([Answering(answer)], "Вчера в Берлин прибыл министр Шин Хва Сон.")
    assert result.text == "Gestern kam der Minister Schin Chwa Son in Berlin an."


def test_a_noun_in_the_place_of_a_name_is_told_where_nothing_helps() -> None:
    engine = Answering(lambda _: "Gestern kam Reifen Hwa Son in Berlin an.")
    (result,) = translated([engine], "Вчера в Берлин прибыл Шин Хва Сон.")
    assert rules(result) == ["translation.name-unresolved"]


def test_a_womans_surrogate_is_a_woman() -> None:
    engine = Answering(lambda _: "Das Museum ist offen.")
    translated([engine], "Музей открыла Мария Захарова.")
    assert engine.asked[1] == ["Музей открыла Тамара Воронцова."]


def test_a_surrogate_stands_in_the_case_of_the_name() -> None:
    engine = Answering(lambda _: "Das Museum ist offen.")
    translated([engine], "Встреча с Владимиром Путиным прошла в музее.")
    assert engine.asked[1] == ["Встреча с Антоном Лебедевым прошла в музее."]


def test_the_genitive_goes_from_the_surrogate_to_the_name() -> None:
    engine = Answering(
        lambda said: "Lebedews Rede war kurz." if "Лебедев" in said else "Die Rede war kurz."
    )
    (result,) = translated([engine], "Речь Лаврова была короткой.")
    assert result.text == "Lawrows Rede war kurz."


def test_a_name_in_capitals_is_no_common_word() -> None:
    def answer(said: str) -> str:
        return "" if said.isupper() else "Das meldete Lavrov am Morgen."

    engine = Answering(answer)
    (result,) = translated([engine], "ОБ ЭТОМ УТРОМ СООБЩИЛ ЛАВРОВ.")
    assert result.text == "DAS MELDETE LAWROW AM MORGEN."


def test_what_is_refused_says_nothing_about_its_names() -> None:
    engine = Answering(lambda _: "Das Das Das Das Das Das")
    (result,) = translated([engine], "Утром это сказал Лавров.")
    assert rules(result) == ["translation.refused"]


def test_a_ukrainian_name_is_found_in_its_cases() -> None:
    engine = Answering(lambda _: "Darüber sprach man mit Zelensky in Kharkov.", source="uk")
    (result,) = translated([engine], "Про це говорили із Зеленським у Харкові.", language="uk")
    assert result.text == "Darüber sprach man mit Selenskyj in Charkiw."


def test_a_place_that_was_read_as_an_adjective_is_put_right_and_told() -> None:
    def answer(said: str) -> str:
        return f"Die Straße aus {'Samara' if 'Самары' in said else 'Berlin'} ist offen."

    (result,) = translated([Answering(answer)], "Дорога из Удачного открыта.")
    assert result.text == "Die Straße aus Udatschne ist offen."
    assert rules(result) == ["translation.doubtful"]
    assert "'Удачного' was read as a name" in result.notices[0].reason


def test_a_place_from_nowhere_leaves_the_source() -> None:
    engine = Answering(lambda _: "Die Straße aus Berlin ist offen.")
    (result,) = translated([engine], "Дорога из посёлка открыта.")
    assert result.text == "Дорога из посёлка открыта."
    assert rules(result) == ["translation.refused"]
    assert "nothing in the source accounts for 'Berlin'" in result.notices[0].reason


def test_a_state_from_nowhere_is_told() -> None:
    engine = Answering(lambda _: "Die Straße in Deutschland ist offen.")
    (result,) = translated([engine], "Дорога из посёлка открыта.")
    assert result.text == "Die Straße in Deutschland ist offen."
    assert rules(result) == ["translation.doubtful"]
