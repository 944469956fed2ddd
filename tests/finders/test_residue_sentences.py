"""Sentences of news stay where rules look for lines of a page: on top, inside, below."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalizer import Document, Normalizer

CORPUS = Path(__file__).parents[2] / "tools" / "starter" / "corpus" / "natural"
FRAMES = {
    "ru": "Новый мост построят за два года\n{}\n"
    "Администрация района одобрила проект моста через Ольховку после долгих споров, как сообщили."
    "\n{}\nРаботы начнутся осенью и продлятся два года, пообещали в администрации района.\n{}\n",
    "de": "Neue Brücke in zwei Jahren\n{}\n"
    "Der Kreistag hat nach dreistündiger Debatte den Bau einer Brücke über die Elder beschlossen."
    "\n{}\nDie Arbeiten sollen im Herbst beginnen und zwei Jahre dauern, hieß es im Amt.\n{}\n",
}
OF_A_PAGE = {
    "МОСКВА, 21 ноя – РИА Новости.",
    "Мнение автора может не совпадать с мнением редакции.",
    "Редакция не несёт ответственности за содержание рекламы.",
    "Читайте также: кому не придётся платить новый налог.",
    "Подписывайтесь на наш канал, чтобы не пропустить главное.",
    "Полный текст интервью читайте на нашем сайте.",
    "Подробнее о матче читайте в нашем репортаже.",
    "Следите за новостями погоды на нашем сайте.",
    "Самые важные новости дня – в нашей рассылке.",
    "Перепечатка возможна только со ссылкой на агентство.",
    "Lesen Sie auch: Warum Kaffee teurer wird.",
    "Lesen Sie auch: Wer die neue Steuer nicht zahlen muss.",
    "Abonnieren Sie unseren Kanal, um das Wichtigste nicht zu verpassen.",
    "Das vollständige Interview lesen Sie auf unserer Website.",
    "Mehr über das Spiel lesen Sie in unserer Reportage.",
    "Die wichtigsten Nachrichten des Tages – in unserem Newsletter.",
    "Die Redaktion haftet nicht für den Inhalt der Werbung.",
    "Nachdruck nur mit Quellenangabe der Agentur.",
}
"""What the corpus has of pages."""

SAYS_SO = ("Об этом сообщ", "Об этом пиш")
"""Who reported something is kept as the source of an article, and goes as a sentence."""
FEWEST_BLANKS = 5
EVERY = int(os.environ.get("NORMALIZER_EVERY_SENTENCE", "2"))
"""One in so many is tried; all of them take a minute more."""


def sentences(side: int) -> Iterator[str]:
    """One side of all pairs of six words and more that end in a full stop."""
    for path in sorted(CORPUS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            said = line.split("\t")[side] if "\t" in line else ""
            if said.count(" ") >= FEWEST_BLANKS and said.endswith("."):
                yield said


@pytest.mark.parametrize(("language", "side"), [("ru", 0), ("de", 1)])
def test_sentences_of_news_stay(language: str, side: int) -> None:
    normalizer = Normalizer(only=("markup", "residue", "structure"), model_folders=())
    every = sentences(side)
    said = [sentence for sentence in every if not sentence.startswith(SAYS_SO)][::EVERY]
    threes = zip(said[::3], said[1::3], said[2::3], strict=False)
    articles = [Document(FRAMES[language].format(*three), language) for three in threes]
    assert len(articles) > 5_000
    results = normalizer.run(articles)
    gone = {edit.removed.strip(): edit.rule for result in results for edit in result.edits}
    assert {line: rule for line, rule in gone.items() if line not in OF_A_PAGE} == {}
