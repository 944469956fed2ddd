"""What is tried when a translation is refused, through the real engine where it can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.package import install_package
from normalizer.engines.package_engine import PackageEngine
from normalizer.engines.routes import Route
from normalizer.finders.translation.ladder import Ladder, Translation
from normalizer.finders.translation.quality import CheckTranslation

FIXTURES = Path(__file__).parents[2] / "fixtures" / "models"
CHECK = CheckTranslation("ru", "de")
GARBAGE = "Die Die Die Die Die"


def by(*routes: Sequence[Engine]) -> Ladder:
    return Ladder([Route(tuple(engines)) for engines in routes], CHECK, Decoding())


def of(ladder: Ladder, text: str) -> Translation:
    return ladder.translated([text])[text]


@dataclass(frozen=True)
class Answering:
    """An engine that answers as it is told, to provoke what a real one does rarely."""

    answer: Callable[[str, Decoding], str | None]
    source: str = "ru"
    target: str = "de"
    name: str = "answering"
    least_score: float = -1.0
    asked: list[str] = field(default_factory=list)

    def translate(self, sentences: Sequence[str], how: Decoding) -> list[Hypothesis | None]:
        self.asked.extend(sentences)
        answers = [self.answer(sentence, how) for sentence in sentences]
        return [None if answer is None else Hypothesis(answer, -0.1) for answer in answers]


def test_a_sound_translation_is_not_tried_again(engines: dict[str, PackageEngine]) -> None:
    translation = of(by([engines["ru_de"]]), "Громов раскритиковал закон о жилье.")
    assert translation.text == "Gromow hat das Wohnungsgesetz kritisiert."
    assert translation.way == "ru > de (translate-ru_de-fixture-0_1 0.1)"


def test_capitals_are_translated_from_small_letters(engines: dict[str, PackageEngine]) -> None:
    translation = of(by([engines["ru_de"]]), "ЭКСПОРТ ВЫРОС НА 439 ПРОЦЕНТОВ.")
    assert translation.text == "DER EXPORT IST UM 439 PROZENT GESTIEGEN."
    assert translation.way.endswith("in small letters")


@pytest.mark.parametrize("joint", ["; ", ": "])
def test_a_sentence_is_translated_in_parts(joint: str, engines: dict[str, PackageEngine]) -> None:
    source = f"Саммит в Тбилиси завершился в четверг{joint}Громов раскритиковал закон о жилье."
    translation = of(by([engines["ru_de"]]), source)
    assert translation.text == (
        f"Der Gipfel in Tiflis ist am Donnerstag zu Ende gegangen{joint}"
        "Gromow hat das Wohnungsgesetz kritisiert."
    )
    assert translation.way.endswith("in parts")


def test_a_part_that_is_refused_refuses_the_whole(engines: dict[str, PackageEngine]) -> None:
    source = "Шахтёры нашли в пещере скелет мамонта; Громов раскритиковал закон о жилье."
    translation = of(by([engines["ru_de"]]), source)
    assert translation.is_refused
    assert "unsure" in translation.doubts[0].reason


def test_another_route_steps_in_for_a_damaged_model(
    engines: dict[str, PackageEngine], tmp_path: Path
) -> None:
    package = install_package(FIXTURES / "translate-ru_de-fixture-0_1.argosmodel", tmp_path)
    model = package.path / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:1000])
    ladder = by([argos_engine(package)], [engines["ru_en"], engines["en_de"]])
    translation = of(ladder, "Экспорт вырос на 439 процентов.")
    assert translation.text == "Der Export ist um 439 Prozent gestiegen."
    assert translation.way.startswith("ru > en > de")
    assert translation.way.endswith("another route")


def test_a_swapped_number_of_the_real_engine_is_put_right(
    engines: dict[str, PackageEngine],
) -> None:
    source = "Ремонт обошёлся в 379 миллионов рублей."
    (answer,) = engines["ru_de"].translate([source], Decoding())
    assert answer is not None
    assert "397" in answer.text
    translation = of(by([engines["ru_de"]]), source)
    assert translation.text == "Die Reparatur hat 379 Millionen Rubel gekostet."


def test_a_loop_is_translated_again_without_repetition() -> None:
    engine = Answering(lambda _, how: "Er ging nach Hause." if how.no_repeat else GARBAGE)
    translation = of(by([engine]), "Он пошёл домой.")
    assert translation.text == "Er ging nach Hause."
    assert translation.way.endswith("repetition banned")


def test_what_every_step_refuses_keeps_the_doubts_of_the_first() -> None:
    engine = Answering(lambda _, how: "" if how.no_repeat else GARBAGE)
    translation = of(by([engine]), "Он пошёл домой; она осталась дома.")
    assert translation.is_refused
    assert [doubt.check for doubt in translation.doubts] == ["loop"]


def test_only_what_is_refused_is_sent_again() -> None:
    engine = Answering(lambda said, _: "Er ging nach Hause." if "домой" in said else GARBAGE)
    by([engine]).translated(["Он пошёл домой.", "Он остался."])
    assert engine.asked == ["Он пошёл домой.", "Он остался.", "Он остался."]


def test_an_unpaired_mark_refuses_nothing() -> None:
    engine = Answering(lambda *_: "Er nannte den Plan „mutig und ging.")
    translation = of(by([engine]), "Он назвал план «смелым» и ушёл.")
    assert not translation.is_refused
    assert [doubt.check for doubt in translation.doubts] == ["quotes"]


def test_direct_speech_is_not_cut_at_its_dashes() -> None:
    engine = Answering(lambda *_: None)
    assert of(by([engine]), "Мы готовы к этому, – сказал он журналистам.").is_refused
    assert set(engine.asked) == {"Мы готовы к этому, – сказал он журналистам."}
