import pytest

from normalizer.finders.names.suggestion import Suggest
from normalizer.resources.glossary_files import load_glossary

GLOSSARY = load_glossary()
SUGGEST = Suggest(GLOSSARY)
ARTICLE = (
    "Der Bürgermeister Kolotuschin kam am Montag nach Nakhim. Kolotushin sprach dort mit "
    "Wolodymyr Selenskyj. Der Regen fiel, und Kolotuschin ging nach Hause. Nakhim lag still."
)


def _read(*texts: str) -> Suggest:
    SUGGEST.forget()
    for text in texts:
        SUGGEST.read(text)
    return SUGGEST


def test_a_misspelt_bearer_is_a_variant_of_it() -> None:
    (variant,) = _read(ARTICLE).variants()
    assert (variant.text, variant.claim.entry.id, variant.seen.count) == ("Nakhim", "kp-najin", 2)
    assert all("Nakhim" in context for context in variant.seen.contexts)


def test_unknown_names_that_sound_alike_are_one() -> None:
    (cluster,) = _read(ARTICLE).clusters()
    assert [(name, seen.count) for name, seen in cluster.spellings] == [
        ("Kolotuschin", 2),
        ("Kolotushin", 1),
    ]


def test_what_the_glossary_has_and_common_words_are_not_proposed() -> None:
    suggest = _read(
        "Der Präsident Selenskyjs reiste nach Luhansk, Kiew und Lugansk. Gestern Regen."
    )
    assert suggest.variants() == []
    assert suggest.clusters(1) == []


def test_at_most_three_places_are_kept() -> None:
    (cluster,) = _read(*[f"Hier stand Kolotuschin {number} mal." for number in range(9)]).clusters()
    assert cluster.count == 9
    assert len(cluster.spellings[0][1].contexts) == 3


@pytest.mark.parametrize(
    ("said", "bearer"),
    [
        ("Lavrow Sergeij", "ru-sergej-lawrow"),  # the family name first
        ("Wassilij Alexejewitsch Nebensja", "ru-wassili-nebensja"),  # a name more
        ("Abdel Fatta as-Sissi", "eg-abdel-fattah-al-sisi"),  # an article in another form
        ("Jewgenij Prigoshyn", "ru-jewgeni-prigoschin"),
        ("Michael Lawroff", None),  # somebody else's given name
        ("Moon Jae", None),  # a part of a name
        ("Boris Strelzow", None),
    ],
)
def test_names_are_compared_word_by_word(said: str, bearer: str | None) -> None:
    variants = _read(f"Am Montag sagte {said} nichts.").variants()
    assert [variant.claim.entry.id for variant in variants] == ([bearer] if bearer else [])


def test_a_name_behind_a_known_surname_is_no_unknown_one() -> None:
    suggest = _read("Am Montag sagte Selenskyj Reportern nichts.")
    assert suggest.clusters(1) == []


@pytest.mark.parametrize(
    ("said", "bearer"),
    [
        ("Sascha Lukaschenko", "by-alexander-lukaschenko"),  # a pet name
        ("Tony Blinken", "us-antony-blinken"),
        ("Dima Medwedew", "ru-dmitri-medwedew"),
        ("Kolja Lawrow", None),  # that of another name
        ("Region Schytomyr", "ua-oblast-schytomyr"),  # another word for a region
        ("Riwnenschtschyna", "ua-oblast-riwne"),
        ("Zhytomyrshchyna", "ua-oblast-schytomyr"),
        ("Hinterschtschyna", None),
        ("Ost-Europa", "int-osteuropa"),  # a hyphen more
        ("Ost-Fassade", None),
        ("Seonbong", "kp-sonbong"),  # the other romanization
        ("Krasnogorowka", "ua-krasnohoriwka"),  # the Russian name
        ("Orechowaja", None),
        ("Esfahan", "ir-isfahan"),  # other spellings of Persian
        ("Aspirant", None),
        ("V. Gerasimov", "ru-waleri-gerassimow"),
        ("K. Gerasimov", None),
        ("Syrian", None),  # another word of another language
        ("Armada", None),
    ],
)
def test_names_are_compared_as_their_writers_write_them(said: str, bearer: str | None) -> None:
    found = SUGGEST.variant_of(said)
    assert (found and found[0].entry.id) == bearer
