"""What holds for every system, on arbitrary text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizer.romanization import SYSTEMS, readings, restore, romanize, romanize_person
from normalizer.romanization.chinese import to_palladius
from normalizer.romanization.hangul import composed

ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгґдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}
SCRIPTS = {"Cyrl": "CYRILLIC", "Hang": "HANGUL"}
LETTERS = [one for one in SYSTEMS if SYSTEMS[one].source in ALPHABETS and "-iso9" not in one]
LETTERS = [one for one in LETTERS if "kontsevich" not in one and "palladius" not in one]
REVERSIBLE = [one for one in SYSTEMS if SYSTEMS[one].inverse]
HANGUL = [one for one in SYSTEMS if SYSTEMS[one].script == "Hang"]
SLAVIC = "".join(sorted(set("".join(ALPHABETS.values())) - {"ѝ"}))
SIGNED = st.lists(
    st.tuples(
        st.sampled_from(sorted(set(SLAVIC) - set("ъь"))), st.sampled_from(["", "", "ь", "ъ"])
    ),
    min_size=2,
    max_size=8,
).map(lambda pairs: "".join(letter + sign for letter, sign in pairs))
"""Words of two letters at least, where no sign follows a sign."""


def _words(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(alphabet + alphabet.upper() + " -.,'’", max_size=40)


def _of_script(text: str, script: str) -> str:
    return "".join(one for one in text if SCRIPTS[script] in unicodedata.name(one, ""))


@pytest.mark.parametrize("system", LETTERS + REVERSIBLE)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_letter_of_its_alphabet_is_left(system: str, data: st.DataObject) -> None:
    text = data.draw(_words(ALPHABETS[SYSTEMS[system].source]))
    assert not _of_script(romanize(text, system), "Cyrl")


@pytest.mark.parametrize("system", HANGUL)
@given(text=st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_syllable_is_left(system: str, text: str) -> None:
    assert not _of_script(romanize(text, system), "Hang")


@pytest.mark.parametrize("system", REVERSIBLE)
@given(words=st.lists(SIGNED, max_size=5), data=st.data())
@settings(max_examples=100, deadline=None)
def test_iso_9_gives_the_source_again(system: str, words: list[str], data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from([str.lower, str.upper]))
    text = " ".join(map(shape, words))
    made = romanize(text, system)
    assert restore(made, system) == text
    assert restore(unicodedata.normalize("NFD", made), system) == text


@pytest.mark.parametrize("system", REVERSIBLE)
@given(text=st.text(SLAVIC + SLAVIC.upper() + " -.,!0123", max_size=40))
@settings(max_examples=100, deadline=None)
def test_iso_9_loses_nothing_but_the_case_of_signs(system: str, text: str) -> None:
    again = restore(romanize(text, system), system)
    assert again.lower() == text.lower()
    pairs = zip(again, text, strict=True)
    assert all(one == other for one, other in pairs if other.lower() not in "ъь")


@pytest.mark.parametrize("system", [one for one in SYSTEMS if SYSTEMS[one].script != "Latn"])
@given(text=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_came_out_stays(system: str, text: str) -> None:
    once = romanize(text, system)
    if SYSTEMS[system].target != "ru":
        assert romanize(once, system) == once


@pytest.mark.parametrize("system", list(SYSTEMS))
@given(text=st.text(st.characters(exclude_categories=["L", "M"]), max_size=60))
@settings(max_examples=30, deadline=None)
def test_text_without_letters_stays(system: str, text: str) -> None:
    assert romanize(text, system) == text


@pytest.mark.parametrize("system", LETTERS + REVERSIBLE + HANGUL)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_unicode_form_of_the_source_makes_no_difference(
    system: str, data: st.DataObject
) -> None:
    alphabet = ALPHABETS.get(SYSTEMS[system].source, "가한글박쀓정은")
    text = data.draw(_words(alphabet))
    assert romanize(unicodedata.normalize("NFD", text), system) == romanize(text, system)


@pytest.mark.parametrize("system", LETTERS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_word_in_capitals_comes_out_in_capitals(system: str, data: st.DataObject) -> None:
    alphabet = ALPHABETS[SYSTEMS[system].source].upper()
    text = data.draw(st.text(alphabet, min_size=2, max_size=10))
    made = romanize(text, system)
    assert made == made.upper()


@pytest.mark.parametrize("system", LETTERS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_capitals_change_nothing_but_the_case(system: str, data: st.DataObject) -> None:
    text = data.draw(_words(ALPHABETS[SYSTEMS[system].source]))
    assert romanize(text.lower(), system) == romanize(text, system).lower()


@pytest.mark.parametrize("stressed", ["Пу́тин", "Пу\N{COMBINING GRAVE ACCENT}тин", "Пути́н"])
def test_marks_of_stress_go(stressed: str) -> None:
    assert romanize(stressed, "ru-duden") == "Putin"


def test_soft_hyphens_of_a_word_go_and_hide_no_context() -> None:
    hyphenated = "Бело\N{SOFT HYPHEN}у\N{SOFT HYPHEN}сов, Zei\N{SOFT HYPHEN}tung"
    assert romanize(hyphenated, "ru-duden") == "Beloussow, Zei\N{SOFT HYPHEN}tung"


def test_accents_of_latin_words_stay_as_they_are() -> None:
    decomposed = unicodedata.normalize("NFD", "Café à Пари́ж")
    assert romanize(decomposed, "ru-duden") == unicodedata.normalize("NFD", "Café à ") + "Parisch"


@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_pinyin_is_among_the_readings_of_its_russian_spelling(data: st.DataObject) -> None:
    syllables = st.sampled_from(["xi", "jin", "ping", "an", "er", "lü", "guan", "wo", "nao", "shi"])
    drawn = data.draw(st.lists(syllables, min_size=1, max_size=3))
    word = drawn[0] + "".join(f"'{one}" if one[0] in "aoe" else one for one in drawn[1:])
    assert word in readings(to_palladius(word), "palladius-pinyin")


@given(
    text=st.text(st.sampled_from("가나다라마바사아자하정은김일성원산한글"), min_size=1, max_size=3)
)
@settings(max_examples=100, deadline=None)
def test_a_korean_word_is_among_the_readings_of_its_russian_spelling(text: str) -> None:
    russian = romanize(text, "ko-kontsevich")
    assert romanize(text, "ko-mr") in readings(russian, "kontsevich-mr")


def test_hangul_in_single_letters_is_whole_again() -> None:
    assert composed(unicodedata.normalize("NFD", "평양 KBS")) == "평양 KBS"


@pytest.mark.parametrize("system", list(SYSTEMS))
@given(text=st.text(st.sampled_from("김정은 习近平 Kim,Путин'-\n"), max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_person_can_be_any_text(system: str, text: str) -> None:
    made = romanize_person(text, system)
    if SYSTEMS[system].script == "Hang":
        assert not _of_script(made, "Hang")
