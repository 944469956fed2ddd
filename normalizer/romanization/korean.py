"""Korean in Latin and Cyrillic letters.

Hangul has no capitals; a word comes out as a name does, with one. ``romanize_person`` takes a
name apart, which no rule can do in running text.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from normalizer.romanization.hangul import ONSETS, VOWELS, Syllable, apart, composed, spoken

_WORD = re.compile(r"(?<![^\W\d_])[가-힣]+(?:[-\N{NON-BREAKING HYPHEN}][가-힣]+)*|[가-힣]+")
_RUN = re.compile("[가-힣]+")
_SOUNDS = "ㄱㄴㄷㄹㅁㅂㅇ"
_SOFT = "ㄱㄷㅂㅈ"
_DOUBLE_SURNAMES = frozenset({"남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방"})

Joined = tuple[str, str] | None
Join = Callable[[Syllable, Syllable, str, str], Joined]
"""What the coda of one syllable and the start of the next become, where they are special."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a system writes what is heard; a vowel can have a form of its own after an onset.

    ``voiced`` are the onsets after a vowel or a nasal, and, but for ``ㄷ`` and ``ㅈ``, after
    ``ㄹ``. ``fixed`` are words that have a form of their own.
    """

    onsets: Mapping[str, str]
    vowels: Mapping[str, str]
    codas: Mapping[str, str]
    voiced: Mapping[str, str] = field(default_factory=dict)
    join: Join | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    northern: bool = False

    def text(self, text: str) -> str:
        """The text with its Hangul in the other script."""
        known: dict[str, str] = {}

        def capitalized(match: re.Match[str]) -> str:
            word = match[0]
            said = known.get(word)
            if said is None:
                said = known[word] = _RUN.sub(lambda run: self.word(run[0]), word)
            inside = match.start() > 0 and match.string[match.start() - 1].isalpha()
            return said if inside else _cap(said)

        return _WORD.sub(capitalized, composed(text))

    def word(self, word: str) -> str:
        """One word, in small letters."""
        for start, form in self.fixed.items():
            if word.startswith(start):
                return form + self.word(word[len(start) :])
        return self.spelled(spoken(word, northern=self.northern)) if word else ""

    def spelled(self, syllables: list[Syllable]) -> str:
        """The syllables as they follow one another."""
        if not syllables:
            return ""
        parts = [self._start(None, syllables[0])]
        for one, following in pairwise(syllables):
            coda, start = self.codas[one.coda], self._start(one, following)
            special = self.join(one, following, coda, start) if self.join else None
            parts += special or (coda, start)
        return "".join((*parts, self.codas[syllables[-1].coda]))

    def _start(self, before: Syllable | None, one: Syllable) -> str:
        soft = before is not None and (
            before.coda in {"", "ㄴ", "ㅁ", "ㅇ"} or (before.coda == "ㄹ" and one.onset in "ㄱㅂ")
        )
        onset = self.voiced.get(one.onset, "") if soft else ""
        onset = onset or self.onsets[one.onset]
        written = "ㅇ" if one.linked and one.vowel == "ㅢ" else one.onset
        return onset + self.vowels.get(written + one.vowel, self.vowels[one.vowel])


def split_person(name: str) -> tuple[str, str]:
    """The surname and the given name, either of which can be empty; a blank tells where.

    >>> split_person("김정은"), split_person("남궁민")
    (('김', '정은'), ('남궁', '민'))
    """
    surname, _, given = composed(name).strip().partition(" ")
    if given:
        return surname, given.replace(" ", "")
    length = 2 if surname[:2] in _DOUBLE_SURNAMES and surname[2:] else 1
    return surname[:length], surname[length:]


def revised_person(name: str) -> str:
    """Surname and given name, whose syllables don't change one another (rule 4 of 2000)."""
    if not _is_name(name):
        return REVISED.text(name)
    return _together(REVISED.spelled(apart(part)) for part in split_person(name))


def mccune_person(name: str) -> str:
    """Surname and given name, each one word; the surname ``이`` is Yi."""
    if not _is_name(name):
        return MCCUNE.text(name)
    surname, given = split_person(name)
    return _together(("yi" if surname == "이" else MCCUNE.word(surname), MCCUNE.word(given)))


def northern_person(name: str) -> str:
    """Surname, and each syllable of the given name, a word with a capital."""
    if not _is_name(name):
        return NORTHERN.text(name)
    surname, given = split_person(name)
    return _together(NORTHERN.spelled(apart(word)) for word in (surname, *given))


def kontsevich_person(name: str) -> str:
    """Surname and given name, each one word."""
    if not _is_name(name):
        return KONTSEVICH.text(name)
    return _together(map(KONTSEVICH.word, split_person(name)))


def _is_name(name: str) -> bool:
    """Whether there is Hangul and nothing else; other text has no parts to tell apart."""
    return _RUN.fullmatch(composed(name).replace(" ", "")) is not None


def _together(words: Iterable[str]) -> str:
    return " ".join(_cap(word) for word in words if word)


def _cap(word: str) -> str:
    return word[:1].upper() + word[1:]


def _revised_join(one: Syllable, following: Syllable, coda: str, start: str) -> Joined:
    if one.coda == "ㄹ" and following.onset == "ㄹ":
        return coda, f"l{start[1:]}"
    return None


def _mccune_join(one: Syllable, following: Syllable, coda: str, start: str) -> Joined:
    meeting = one.coda + following.onset
    if meeting == "ㄹㅎ":
        return "r", start
    if meeting == "ㄴㄱ":
        return coda, f"’{start}"
    if one.vowel + meeting + following.vowel in {"ㅏㅇㅔ", "ㅗㅇㅔ"}:
        return coda, "ë"
    return _one_sound("s", meeting, coda, start) or _revised_join(one, following, coda, start)


def _kontsevich_join(one: Syllable, following: Syllable, coda: str, start: str) -> Joined:
    meeting = one.coda + following.onset
    if meeting == "ㄹㄹ":
        return "л", f"л{start[1:]}"
    if meeting == "ㄹㅎ":
        return "р", start
    if meeting == "ㅇㅇ" and not start.startswith("в"):
        return f"{coda}ъ", start
    return _one_sound("с", meeting, coda, start)


def _one_sound(hiss: str, meeting: str, coda: str, start: str) -> Joined:
    """A coda that the next onset takes up; three letters of a kind never stand together."""
    if meeting in {"ㄷㅅ", "ㄷㅆ"}:
        return hiss, start.removeprefix(hiss) if meeting == "ㄷㅆ" else start
    return ("", start) if coda and start.startswith(coda * 2) else None


def _table(jamo: str, letters: str) -> dict[str, str]:
    values = ("" if value == "-" else value for value in letters.split())
    return dict(zip(jamo, values, strict=True))


REVISED = Spelling(
    _table(ONSETS, "g kk n d tt r m b pp s ss - j jj ch k t p h"),
    _table(VOWELS, "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"),
    {**_table(_SOUNDS, "k n t l m p ng"), "": ""},
    join=_revised_join,
)
"""Revised Romanization, Ministry of Culture and Tourism of the Republic of Korea, 2000-8."""

MCCUNE = Spelling(
    _table(ONSETS, "k kk n t tt r m p pp s ss - ch tch ch’ k’ t’ p’ h"),
    {**_table(VOWELS, "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i"), "ㅅㅟ": "hwi"},
    {**_table(_SOUNDS, "k n t l m p ng"), "": ""},
    voiced=_table(_SOFT, "g d b j"),
    join=_mccune_join,
)
"""McCune and Reischauer, 1939."""

NORTHERN = Spelling(
    _table(ONSETS, "k kk n t tt r m p pp s ss - j jj ch kh th ph h"),
    _table(VOWELS, "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"),
    {**_table(_SOUNDS, "k n t l m p ng"), "": ""},
    voiced=_table("ㄱㄷㅂ", "g d b"),
    join=_revised_join,
    fixed={"평양": "pyongyang"},
    northern=True,
)
"""The system of the DPRK (1992), as its press practises it."""

KONTSEVICH = Spelling(
    _table(ONSETS, "к кк н т тт р м п пп с сс - ч чч чх кх тх пх х"),
    {
        **_table(VOWELS, "а э я я о е ё е о ва вэ ве ё у во ве ви ю ы и и"),
        "ㅇㅔ": "э",
        "ㅇㅢ": "ый",
        "ㅇㅖ": "йе",
        "ㅇㅒ": "йя",
    },
    {**_table(_SOUNDS, "к н т ль м п н"), "": ""},
    voiced=_table(_SOFT, "г д б дж"),
    join=_kontsevich_join,
)
"""L. R. Kontsevich's system for Korean in Russian."""
