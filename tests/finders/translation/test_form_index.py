"""Names of the glossary by all their forms, which are made when they are asked for."""

import pytest

from normalizer.finders.translation.bearers import WORD, FindBearers
from normalizer.finders.translation.form_index import InflectedNames, beginning
from normalizer.resources.case_forms import case_forms, folded_name
from normalizer.resources.glossary import Glossary
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.glossary_outlines import outlines

GLOSSARY = load_glossary()


def test_all_forms_of_a_long_word_begin_as_it_does() -> None:
    firsts = {
        word[0] for one in outlines(GLOSSARY, "ru") for t in one.forms if (word := WORD.match(t))
    }
    long = [word for word in firsts if len(beginning(word)) > 1]
    assert len(long) > 1000
    for word in long:
        forms = case_forms(word, "ru")
        assert {form[:2] for form in forms} <= {beginning(word)}, word


@pytest.mark.parametrize(
    ("name", "form"), [("Кість", "костю"), ("Харків", "харкова"), ("Кіт", "кота")]
)
def test_a_vowel_that_changes_is_no_beginning(name: str, form: str) -> None:
    assert form in InflectedNames(frozenset((folded_name(name),)), "uk")


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_form_finds_the_entry_it_is_of(language: str) -> None:
    find = FindBearers(GLOSSARY, language, "default", lambda _: float("-inf"))
    for one in list(outlines(GLOSSARY, language))[::25]:
        for text in (text for text in one.origins if not any(map(str.isdigit, text))):
            first = folded_name(WORD.findall(text)[0])
            assert one.id in {pattern.name.id for pattern in find.index[first]}, text


def test_an_outline_has_the_forms_of_its_entry() -> None:
    entries = dict(list(GLOSSARY.entries.items())[::50])
    for language in ("ru", "en"):
        packed = {one.id: one for one in outlines(GLOSSARY, language)}
        read = {one.id: one for one in outlines(Glossary(entries), language)}
        assert read == {id_: packed[id_] for id_ in entries if id_ in packed}


def test_given_names_are_known_in_every_case() -> None:
    given = InflectedNames(frozenset(("тихон", "лев", "анна")), "ru")
    assert all(form in given for form in ("тихону", "льва", "анной", "лев"))
    assert not any(form in given for form in ("тих", "львиный", "", "а"))
