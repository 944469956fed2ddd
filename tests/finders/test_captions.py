"""Whether a photo credit takes along what stands before it: a caption, or a paragraph."""

import pytest

from normalizer import Document, Normalizer

_TOLD = "Die Fähre zwischen Stralsund und Rügen verkehrt seit dem Wochenende wieder, sagte er.\n"
_NORMALIZER = Normalizer(only=("residue",), model_folders=())


def _left(line: str, language: str = "de") -> str:
    text = _NORMALIZER(Document(f"Titel\n\n{_TOLD}\n{line}\n\n{_TOLD}", language)).text
    return text.removeprefix(f"Titel\n\n{_TOLD}\n").removesuffix(f"\n\n{_TOLD}").strip()


@pytest.mark.parametrize(
    "line",
    [
        "Das Heizkraftwerk an der Talstraße. Foto: Markus Ebeling",
        "Blick vom Turm auf die Stadt. (Foto: Ines Kühn)",
    ],
)
def test_a_caption_goes_with_its_credit(line: str) -> None:
    assert _left(line) in {"", _TOLD.strip()}


@pytest.mark.parametrize(
    ("told", "credit"),
    [
        ("unterliegen der Aufsicht der Kartellbehörden.", "Foto: photocase.de"),
        ("Die Halter werden per Post verständigt.", "Foto: Stadt Bergen"),
        (
            (
                "Die ersten Klagen der Angler gab es Anfang August, als bei Halle Dutzende Zander "
                "und Brassen an der Oberfläche trieben."
            ),
            " Foto: Ole Pastow",
        ),
    ],
)
def test_what_is_no_caption_stays(told: str, credit: str) -> None:
    assert _left(told + credit) == told


def test_a_paragraph_in_wide_signs_is_shorter() -> None:
    told = (
        "政府は武装勢力が劣勢にあると繰り返し主張しているが、あるアナリストは、今後も北東部で"
        "大規模な攻撃を行う能力を維持していると指摘している。"
    )
    assert _left(f"{told}(c)AFP/Aminu ABUBAKAR", "ja").strip() == told


def test_a_row_of_dashes_stays_in_a_table() -> None:
    table = "| Ort | Preis |\n|---|---|\n| Binz | 12 Euro |"
    assert _left(table) == table
    assert _left("|---|---|") in {"", _TOLD.strip()}
