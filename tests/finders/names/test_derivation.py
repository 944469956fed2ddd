import pytest

from normalizer.finders.names.derivation import DeriveForms
from normalizer.resources.glossary import Entry, EntryType, SurfaceForm

DERIVE = DeriveForms()


def _entry(name: str, kind: EntryType, country: str, **origin: str) -> Entry:
    forms = tuple(SurfaceForm(text, code, "origin", "preferred") for code, text in origin.items())
    return Entry("xx-test", kind, {"preferred": name}, {}, forms, "test", country=country)


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        (
            _entry("Sergej Tarassow", "person", "RU", ru="Сергей Тарасов"),
            {"Sergey Tarasov", "Sergei Tarasov", "Siergiej Tarasow", "Sergueï Tarassov"},
        ),
        (
            _entry("O. Hrynjuk", "person", "UA", uk="Олександр Гринюк", ru="Александр Гринюк"),
            {"Oleksandr Hryniuk", "Alexander Grinjuk", "Aleksandr Grinyuk"},
        ),
        (
            _entry("Pak Chol-min", "person", "KP", ko="박철민", ru="Пак Чхоль Мин"),
            {"Park Cheol-min", "Pak Cheolmin", "Bak Cheol-min"},
        ),
        (_entry("Prybyslawka", "place", "UA", uk="Прибиславка"), {"Prybyslavka", "Pribislavka"}),
    ],
)
def test_spellings_that_news_uses_follow(entry: Entry, wanted: set[str]) -> None:
    assert wanted <= {form.text for form in DERIVE(entry)}


@pytest.mark.parametrize(
    "entry",
    [
        _entry("Grad", "weapon", "RU", ru="Град"),  # other types are translated
        _entry("Brot", "place", "RU", ru="Брот"),  # what follows would be a German word
        _entry("USA", "place", "US", ru="США"),  # an acronym is no name that is spelled
        _entry("Wladimir Putin", "person", "RU", ko="블라디미르푸틴"),  # not a Korean
    ],
)
def test_nothing_follows_that_would_be_no_name(entry: Entry) -> None:
    assert [form for form in DERIVE(entry) if form.language != "ko"] == []


def test_names_follow_in_the_letters_that_other_news_has() -> None:
    russian = _entry("Sergej Tarassow", "person", "RU", ru="Сергей Тарасов")
    korean = _entry("Pak Chol-min", "person", "KP", ko="박철민")
    assert "세르게이 타라소프" in {form.text for form in DERIVE(russian)}
    assert "Пак Чхоль Мин" in {form.text for form in DERIVE(korean)}


def test_points_that_few_write_are_left_out_as_well() -> None:
    entry = _entry("Pjotr Worobjow", "person", "RU", ru="Пётр Воробьёв")
    assert "Piotr Vorobiev" in {form.text for form in DERIVE(entry)}


def test_a_surname_alone_follows_only_where_it_is_spelled_so_at_home() -> None:
    origin = SurfaceForm("Тарден", "ru", "origin", "short")
    names = {"preferred": "Luc Tardin", "short": "Tardin"}
    entry = Entry("xx-test", "person", names, {}, (origin,), "test", country="FR")
    assert list(DERIVE(entry)) == []


def test_no_form_follows_that_the_entry_has() -> None:
    entry = _entry("Sergej Tarassow", "person", "RU", ru="Сергей Тарасов")
    forms = [form.text for form in DERIVE(entry)]
    assert "Sergej Tarassow" not in forms
    assert len(forms) == len(set(forms))
