"""Whether a word in Hangul may be what Korean makes of a foreign name.

Korean spells foreign names by their sound, syllable by syllable (rules of South Korea's language
institute, 1986), so that the spelling at home doesn't give it: ``바이든`` is `Biden`. What is
known of the sound is how others spell it, above all Russian, which goes by the sound as well
(``Байден``). Every letter of Hangul stands for a few sounds only; a word reads as a name where
all its letters stand for those of the name, in order.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from normalizer.romanization.hangul import composed, syllable

_LATIN = (
    ("tsch", "ч"), ("dsch", "џ"), ("sch", "ш"), ("tch", "ч"), ("sh", "ш"), ("zh", "ж"), ("ch", "х"),
    ("ph", "ф"), ("th", "ѳ"), ("ck", "к"), ("ğ", ""), ("ei", "ай"), ("ai", "ай"), ("ee", "и"),
    ("oo", "у"), ("ou", "у"), ("ie", "и"), ("eu", "ой"), ("x", "кс"), ("ce", "се"), ("ci", "си"),
    ("ä", "э"), ("ö", "ё"), ("ü", "ю"), ("ß", "с"), ("ł", "л"), ("ı", "ы"),
)  # fmt: skip
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввиц", strict=True))
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщџѳ")
_VOWELS = frozenset("аеёиоуыэюя")
_SILENT = frozenset("йьъ")

_SOUNDS: dict[str, frozenset[str]] = {
    jamo: frozenset(letters)
    for jamo, letters in {
        "ㄱ": "г", "ㄲ": "к", "ㅋ": "кх", "ㄷ": "д", "ㄸ": "т", "ㅌ": "тѳ", "ㅂ": "бв",
        "ㅃ": "п", "ㅍ": "пф", "ㅅ": "сшщзѳ", "ㅆ": "с", "ㅈ": "зжџцч", "ㅉ": "цч",
        "ㅊ": "чц", "ㅎ": "хг", "ㄴ": "н", "ㅁ": "мн", "ㄹ": "лр",
        "k": "кг", "p": "пбвф", "t": "тсшч", "ŋ": "н",
        "ㅏ": "аяо", "ㅐ": "эеа", "ㅑ": "яа", "ㅒ": "яе", "ㅓ": "аоеэёуы", "ㅔ": "еэёия",
        "ㅕ": "ёея", "ㅖ": "еэ", "ㅗ": "оё", "ㅘ": "а", "ㅙ": "е", "ㅚ": "ёоэе", "ㅛ": "ёо",
        "ㅜ": "уюв", "ㅝ": "оу", "ㅞ": "еэ", "ㅟ": "юу", "ㅠ": "юу", "ㅡ": "аеёиоуыэюя",
        "ㅢ": "иы", "ㅣ": "иый",
    }.items()
}  # fmt: skip
"""What Cyrillic letters each letter of Hangul may stand for.

Of codas ``ŋ`` is ``ㅇ``, and ``k``, ``p``, ``t`` are those that close a syllable.
"""

_CLOSE = {
    jamo: frozenset(letters)
    for jamo, letters in {
        "ㅏ": "ая", "ㅐ": "эе", "ㅔ": "еэ", "ㅕ": "её", "ㅗ": "о", "ㅜ": "ую", "ㅓ": "оеэёа",
        "ㅡ": "", "ㅘ": "", "ㅝ": "", "ㅎ": "х", "ㅅ": "сшщѳ",
    }.items()
}  # fmt: skip
"""What letters may stand for where a name is but one word."""

_BEFORE_NO_VOWEL = {"ㅋ": "г", "ㅌ": "д", "ㅍ": "бв", "ㅅ": "ж"}
"""Voiced sounds that are voiceless at the end and before consonants."""

_BEFORE_A_VOWEL = {"ㅈ": "с", "ㅎ": "ф"}
"""Sounds of German (``Ursula``) and Japanese (``Fumio``)."""

_REDUCED = frozenset("еэо")
"""What is hardly heard in an ending (``Biden``, ``Johnson``)."""

_ROUNDED = {"ㅘ": "ая", "ㅙ": "еэа", "ㅝ": "оаеэ", "ㅞ": "еэ", "ㅟ": "иыюе"}
_IOTATED = {"ㅑ": "ая", "ㅕ": "ёое", "ㅛ": "оё", "ㅠ": "ую", "ㅖ": "еэ", "ㅒ": "еэ"}
"""Vowels that stand for two letters: with ``в``, ``у`` or ``о``, and with ``и`` before them."""

_CODAS = dict(zip("ㅇㄱㅂㅅㄴㅁㄹ", "ŋkptㄴㅁㄹ", strict=True))
_BORDER, _NO_LOAN = "|", "?"
"""Stand for a border between words that sounds don't cross, and for a coda that no foreign name
is written with."""

_ADDED = frozenset("ㅅㅆㅈㅊㅉㅎ")
"""Consonants behind which ``ㅣ`` may be added, as ``ㅡ`` may be behind any."""

_CLASSES = {
    **dict.fromkeys("бвпфㅂㅃㅍp", "p"),
    **dict.fromkeys("джзстцчшщџѳㄷㄸㅌㅅㅆㅈㅉㅊt", "t"),
    **dict.fromkeys("гкхㄱㄲㅋㅎk", "k"),
    **dict.fromkeys("мㅁ", "m"),
    **dict.fromkeys("нㄴŋ", "n"),
}
_MANY = 1 << 14


def respelled(name: str) -> str:
    """``name``, in Latin or Russian letters, in Cyrillic ones that say roughly how it sounds.

    >>> respelled("Erdoğan"), respelled("Дж. Байден")
    ('ердоан', 'џ байден')
    """
    name = name.lower()
    for letters, said in (*_LATIN, ("дж", "џ"), ("цз", "џ"), ("чж", "џ")):
        name = name.replace(letters, said)
    known = _CONSONANTS | _VOWELS | _SILENT | {" "}
    signs = (_LETTERS.get(sign, sign) for sign in _plain(name).replace("-", " "))
    return "".join(sign for sign in signs if sign in known)


def skeletons(spelled: str) -> frozenset[str]:
    """The classes of consonants that a name spelled so (see `respelled`) may have in Hangul.

    Those of ``л`` and ``р`` are left out, since some aren't heard.
    """
    options: list[tuple[str, ...]] = []
    for at, sign in enumerate(spelled):
        one = _CLASSES.get(sign, "")
        may_go = sign == "в" or (sign == "г" and spelled[at - 1 : at] == "н")
        if one:
            options.append((one, "") if may_go else (one,))
    return frozenset(_single("".join(row)) for row in product(*options))


def skeleton(word: str) -> str:
    """The classes of consonants of a word in Hangul.

    >>> skeleton("바이든") in skeletons(respelled("Biden"))
    True
    """
    return _single("".join(_CLASSES.get(jamo, "") for jamo in sounds(word)))


@lru_cache(maxsize=_MANY)
def sounds(word: str) -> str:
    """The letters of a word in Hangul that are heard, in order; ``ŋ`` for ``ㅇ`` as a coda.

    >>> sounds("링컨")
    'ㄹㅣŋㅋㅓㄴ'
    """
    return "".join(_heard(composed(word)))


def reads_as(word: str, spelled: str, *, closely: bool = False) -> bool:
    """Whether ``word``, in Hangul, may be the name ``spelled`` (see `respelled`).

    A blank in Hangul must be one in the name, not the other way round. ``closely`` asks for the
    likeliest vowels, for words that have not much else.

    >>> reads_as("마크롱", respelled("Макрон")), reads_as("마그나", respelled("Макрон"))
    (True, False)
    """
    return _Reading(sounds(word), spelled, _CLOSE if closely else {}).holds()


class _Reading:
    """One try to read Hangul as a name; remembers from where it is known to fail."""

    def __init__(self, heard: str, spelled: str, known: Mapping[str, frozenset[str]]) -> None:
        self.heard = heard
        self.spelled = spelled
        self.known = known
        self._failed: set[tuple[int, int]] = set()

    def holds(self, at: int = 0, of: int = 0) -> bool:
        """Whether all from ``at`` on in Hangul stands for all from ``of`` on in the name."""
        if at == len(self.heard) and of == len(self.spelled):
            return True
        if (at, of) in self._failed:
            return False
        if any(self.holds(at + more, of + less) for more, less in self._steps(at, of)):
            return True
        self._failed.add((at, of))
        return False

    def _steps(self, at: int, of: int) -> Iterator[tuple[int, int]]:
        """How many letters of each may stand for one another next."""
        jamo, sign = self.heard[at : at + 1], self.spelled[of : of + 1]
        before, behind = self.spelled[max(0, of - 1) : of], self.spelled[of + 1 : of + 2]
        if jamo in (" ", _BORDER):
            if sign == " ":
                yield 1, 1
            jamo = ""
        if jamo in _SOUNDS and sign and self._may_stand(at, of, before, behind):
            yield 1, 1
        if sign == " " or sign in _SILENT or (sign == before and sign in _CONSONANTS):
            yield 0, 1
        if sign == "р" and not self.known and behind not in _VOWELS and behind != "й":
            yield 0, 1
            if jamo in ("ㅓ", "ㅏ"):
                yield 1, 1
        if sign == "г" and before == "н" and self.heard[at - 1 : at] == "ŋ":
            yield 0, 1
        yield from self._vowels(at, jamo, sign, behind)

    def _may_stand(self, at: int, of: int, before: str, behind: str) -> bool:
        """Whether the letter at ``at`` may stand for that at ``of``, alone."""
        jamo, sign = self.heard[at], self.spelled[of]
        vowel_behind = behind in _VOWELS and behind != ""
        if jamo == "ㄹ" == self.heard[at + 1 : at + 2]:
            return sign == "л" or (sign == "р" and behind == "р")
        if jamo == "ㄹ" and sign == "л" and self.heard[at + 1 : at + 2] == "ㅡ":
            return False
        if jamo == "ㄹ" and sign == "л" and vowel_behind and before not in ("", " ", "н", "м"):
            return self.heard[at - 1 : at] == "ㄹ"
        if jamo == "ㅡ" and self.known and self.heard[at + 1 : at + 2] == "ㄴ":
            return sign in _REDUCED
        if jamo == "ㅡ" and (of + 1 == len(self.spelled) or at + 1 == len(self.heard)):
            return False
        return (
            sign in self.known.get(jamo, _SOUNDS[jamo])
            or (not vowel_behind and sign in _BEFORE_NO_VOWEL.get(jamo, ""))
            or (vowel_behind and sign in _BEFORE_A_VOWEL.get(jamo, ""))
        )

    def _vowels(self, at: int, jamo: str, sign: str, behind: str) -> Iterator[tuple[int, int]]:
        before, following = self.heard[max(0, at - 1) : at], self.heard[at + 1 : at + 2]
        if jamo == "ㅡ" or (jamo == "ㅣ" and before in _ADDED):
            yield 1, 0
        if jamo == "ㄹ" == following and sign == "л":
            yield 2, 1
        if not sign:
            return
        if jamo == "ㅔ" and following == "ㅣ" and sign in "еэ":
            yield 2, 1
        if jamo == "ㅣ" and following and sign in "яюёе" and sign in _SOUNDS.get(following, ""):
            yield 2, 1
        if behind and sign in "вуо" and behind in _ROUNDED.get(jamo, ""):
            yield 1, 2
        if behind and sign in "иійье" and behind in _IOTATED.get(jamo, ""):
            yield 1, 2


def _heard(word: str) -> Iterator[str]:
    coda = ""
    for char in word:
        if char == " ":
            coda = ""
            yield char
        if not "\uac00" <= char <= "\ud7a3":
            continue
        one = syllable(char)
        if one.onset != "ㅇ":
            yield one.onset
        elif coda not in ("", "ㅇ"):
            yield _BORDER
        coda = one.coda
        yield one.vowel
        if one.coda:
            yield _CODAS.get(one.coda, _NO_LOAN)


def _single(classes: str) -> str:
    return "".join(one for at, one in enumerate(classes) if one != classes[at - 1 : at])


def _plain(name: str) -> str:
    """``name`` without the marks that its letters have besides."""
    kept = []
    for sign in name:
        if "а" <= sign <= "џ":
            kept.append(sign)
        else:
            parts = unicodedata.normalize("NFD", sign)
            kept.extend(part for part in parts if not unicodedata.combining(part))
    return "".join(kept)
