"""A generated dump of articles, clean and damaged, the same for the same seed.

The sentences are put together from parts written for this project, so the dump needs no
data and says nothing about quality; it has the length, the words and the damage of a real one.
"""

import random
from collections.abc import Iterator

_WHO = (
    "Der Sprecher des Ministeriums", "Die Präsidentin", "Der Bürgermeister von Charkiw",
    "Ein Beamter in Seoul", "Die Opposition in Kiew", "Wladimir Putin", "Der Gouverneur",
    "Das Außenministerium in Moskau", "Ein Vertreter der NATO", "Die Behörde in Luhansk",
)  # fmt: skip
_DID = (
    "erklärte am {day}", "betonte gegenüber der Presse", "teilte in einer Mitteilung mit",
    "sagte nach dem Treffen", "räumte am {day} ein", "kündigte für das kommende Jahr an",
)  # fmt: skip
_WHAT = (
    "dass die Gespräche über den Hafen Najin fortgesetzt werden",
    "dass die Lieferungen aus Nordkorea zugenommen hätten",
    "dass die Preise für Gas und Strom erneut steigen könnten",
    "dass bei dem Angriff mehrere Gebäude beschädigt worden seien",
    "dass die Wahlen wie geplant im Herbst stattfinden sollen",
    "dass keine Einigung über den Haushalt erzielt worden sei",
)  # fmt: skip
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
_RESIDUE = (
    "Lesen Sie auch: Was der Gipfel gebracht hat", "Anzeige", "Kommentar (0)", "Leave a Reply",
    "Quelle: Agenturen", "Facebook Twitter WhatsApp Telegram", "Teilen", "source-120",
)  # fmt: skip
_VARIANTS = {"Najin": "Nakhin", "Luhansk": "Lugansk"}


def articles(count: int, *, damaged: float, seed: int = 1) -> Iterator[str]:
    """``count`` articles, a share ``damaged`` (0 to 1) of them with every kind of damage."""
    choose = random.Random(seed)  # noqa: S311  a benchmark, no secret
    for _ in range(count):
        text = _article(choose)
        yield spoiled(text, choose) if choose.random() < damaged else text


def _article(choose: random.Random) -> str:
    title = f"{choose.choice(_WHO)} spricht über die Lage"
    body = (
        " ".join(_sentence(choose) for _ in range(choose.randint(2, 4)))
        for _ in range(choose.randint(5, 14))
    )
    return "\n\n".join((title, *body)) + "\n"


def _sentence(choose: random.Random) -> str:
    did = choose.choice(_DID).format(day=choose.choice(_DAYS))
    return f"{choose.choice(_WHO)} {did}, {choose.choice(_WHAT)}."


def spoiled(text: str, choose: random.Random) -> str:
    """``text`` with misread lines, other spellings of names and residue at the end."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if line and choose.random() < 0.15:  # noqa: PLR2004
            lines[i] = line.encode().decode("cp1252", "replace").replace("\ufffd", "?")
    text = "\n".join(lines)
    for preferred, variant in _VARIANTS.items():
        text = text.replace(preferred, variant)
    return text.rstrip("\n") + "\n\n" + "\n".join(choose.sample(_RESIDUE, 3)) + "\n"
