"""Who made a film or a book stays; who made the article and its pictures goes."""

from normalizer import Document, Normalizer

_TITLE = "Ein Film wie ein langer Winter"
_TOLD = (
    "Drei Jahre lang hat die Regisseurin eine Familie auf Rügen begleitet, und man merkt es.",
    "Nichts wird erklärt, und doch versteht man am Ende alles, was zwischen ihnen vorgefallen ist.",
)
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _cleaned(*lines: str) -> list[str]:
    text = _NORMALIZER(Document("\n".join(lines) + "\n", "de")).text
    return [line for line in text.split("\n") if line]


def test_makers_of_a_film_stay_beside_its_director() -> None:
    lines = (_TITLE, *_TOLD, "Regie: Ina Kolb", "Kamera: Jan Veit", "Text: Ina Kolb")
    assert _cleaned(*lines) == list(lines)


def test_credits_of_an_article_go_where_nothing_tells_of_a_film() -> None:
    assert _cleaned(_TITLE, *_TOLD, "Foto: Jan Veit", "Text: Ina Kolb") == [_TITLE, *_TOLD]


def test_an_author_above_the_publisher_stays() -> None:
    book = ("„Der Kran“", "Autor: Ole Brandt", "Verlag Hafenkante, 208 Seiten")
    assert _cleaned(_TITLE, *_TOLD, *book, _TOLD[0]) == [_TITLE, *_TOLD, *book, _TOLD[0]]
