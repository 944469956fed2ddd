"""In an article about code, code is what it tells of."""

import pytest

from normalizer import Document, Normalizer
from normalizer.document.span import Span
from normalizer.finders.residue.code import are_named, is_about_code

CLEAN = Normalizer(only=("markup", "residue"), model_folders=())
GUIDE = (
    "Eine lange Seite sollte der Browser nicht auf einmal holen. Ein Attribut genügt:\n\n"
    '<img src="kran.jpg" loading="lazy">\n\n'
    "Wer <br> schreibt statt eines Absatzes, macht es Vorleseprogrammen schwer.\n"
)
NEWS = (
    "Der Rat hat am Mittwoch den Bau von zwei neuen Brücken beschlossen, die bis 2027 stehen.\n\n"
    '<img src="kran.jpg" loading="lazy">\n\n'
    "Der Bau <br> soll im Frühjahr beginnen, sagte ein Sprecher der Stadt am selben Abend.\n"
)
OF_THE_TRADE = """
html HTML5 CSS css3 xml JavaScript TypeScript PHP Markdown BBCode UTF-8 charset robots.txt
Stylesheets Stildatei Stildateien Webseiten Website webpage Homepages Skripte Skript scripts
скриптов Quelltext Quellcodes source_code code_source código_fuente codice_sorgente Browsers
navigateur navegadores przeglądarki браузере trình_duyệt tarayıcı Attributen attributs attributo
atributos atributy attribut атрибуты Framework фреймворка templates шаблонизатор шаблонізатора
верстальщики верстальники программист програмист програміст Informatikerin Entwickler
Entwicklerinnen розробники разработчику developers développeurs desarrolladores sviluppatori
programista the_tag a_tag meta-tags script_tag link_tag head_tags body-tag div_tags тег теги
тегов font-face старый_код исходного_кода Syntax syntaks синтаксиса index.html main.css app.js
page.php rel="nofollow" class=«x»
"""


def test_code_stays_in_an_article_about_it_and_goes_elsewhere() -> None:
    assert CLEAN(Document(GUIDE, "de")).text == GUIDE
    assert "<" not in CLEAN(Document(NEWS, "de")).text


def test_tags_around_the_paragraphs_of_such_an_article_go() -> None:
    wrapped = GUIDE.replace("Eine lange", "<p>Eine lange").replace("genügt:\n", "genügt:</p>\n")
    assert CLEAN(Document(wrapped, "de")).text == GUIDE


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Wer <br> schreibt", True),
        ("Man schreibt: <br>", True),
        ("<br> — ein Umbruch", True),
        ("So geht es:\n\n<br>", True),
        ("Ende.<br>", False),
        ("Ende. <br>", False),
        ("<br>Anfang", False),
    ],
)
def test_a_sentence_names_what_stands_among_its_words(text: str, named: bool) -> None:  # noqa: FBT001
    start = text.index("<")
    assert are_named(text, [Span(start, start + 4)]) == [named]


def test_one_word_of_the_trade_makes_no_article_about_it() -> None:
    assert is_about_code("Ein Browser lädt die Seite, ein Attribut hilft.")
    assert not is_about_code("Der Browser wurde 1994 vorgestellt.")
    assert not is_about_code("Browser\nAttribut\n")


def test_a_line_of_a_million_tags_takes_linear_time() -> None:
    text = "Ein Browser, ein Attribut. " + "a <br> b " * 100_000
    spans = [Span(at, at + 4) for at in range(29, len(text) - 8, 9)]
    assert not any(are_named(text, spans)[1_000:])


def test_a_list_that_a_paragraph_announces_stays() -> None:
    text = (
        "Jede Suchmaschine liest zuerst eine kleine Datei, und die sieht oft so aus:\n\n"
        "User-agent: *\nDisallow: /admin/\n\n"
        "Die erste Zeile heißt „für alle“, die zweite sperrt einen Ordner, mehr steht da nicht.\n"
    )
    assert CLEAN(Document(text, "de")).text == text


@pytest.mark.parametrize(
    "word",
    OF_THE_TRADE.split(),
)
def test_each_word_of_the_trade_counts(word: str) -> None:
    said = word.replace("_", " ")
    other = "bbcode" if "css" in word.lower() else "css"
    assert is_about_code(f"Es geht hier um {other} und ({said}), was wenige wissen.\n"), said
    assert not is_about_code(f"Es geht hier um nichts und ({said}), was wenige wissen.\n"), said
