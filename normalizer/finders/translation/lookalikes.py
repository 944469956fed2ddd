"""Words that look like the name of a bearer and say something else."""

import re
from collections.abc import Callable, Collection, Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalizer.finders.translation.beside import (
    CYRILLIC,
    PERSONS,
    SAID,
    SHORT,
    SUBJECTS,
    TITLES,
    did,
    goes_with,
    has_noun,
    is_attributed,
    is_like_adjective,
)
from normalizer.finders.translation.spellings import Name
from normalizer.resources.case_forms import Case, Gender, case_forms, folded_name

_GAP = re.compile(r"[ \u00a0\u202f]")
_DOLLARS = re.compile(r"(?:доллар|долар)\w*[ \u00a0]\Z", re.IGNORECASE)
"""Behind it a state is part of the name of its money, which may go without."""

_WOMANS = re.compile(r"(?:[оеєё]в|[иії]н)а\Z|[ая]я\Z|[сц]ька\Z")
_WOMANS_GIVEN = re.compile(r"\w[ая]\Z")
_UNCHANGED = re.compile(r"[бвгджзклмнпрстфхцчшщь]\Z")
"""How given names of women end that are the same in all cases, and those of men in the first."""

_HE = ("л", "лся", "в", "вся")
_SHE = ("ла", "лась", "лася")
_ADJECTIVE = re.compile(r"(?:[оеь]?го|[оеь]?му|[иыії]м|[иыії]ми|[иыії]х|ої|ій|ою|ей)\Z")
_INSTRUMENTAL = re.compile(r"(?<![оеёиы][вн])[иы]м\Z")
"""The ending of an adjective, but not of a surname: `Тихим океаном`, but `Песковым`."""

_PLURALS = ("м", "ми", "х")
"""Endings that no case of the singular has, behind the vowel of the stem."""

_FAR = 3.0
"""Nats by which a common word is met more often than a name that it is a form of."""

_SELDOM = -12.5
"""Nats that no given name on no list is as common as."""

_RARER = 2.0
"""Nats by which the genitive plural of a woman's name is rarer than the name, at the least."""

Commonness = Callable[[str], float]
"""The natural log probability of a small word in the language, minus infinity if uncommon."""


@dataclass(frozen=True)
class Lookalikes:
    """Tells the one word of a name from another word that looks like it.

    ``given`` are given names in all their forms, folded.
    """

    language: str
    commonness: Commonness
    given: Container[str]

    def __call__(
        self, name: Name, genders: Collection[Gender], words: Sequence[re.Match[str]], at: int
    ) -> bool:
        """Whether the word ``at`` isn't ``name``, borne by someone of one of ``genders``.

        A state may belong to its dollars. What looks like the surname of a person may be an
        adjective with its noun, a noun that begins a sentence, a part of another name, or the name
        of a namesake.
        """
        if not name.is_person:
            paid = _DOLLARS.search(words[at].string, 0, words[at].start()) is not None
            return paid or self._is_no_place(name, words, at)
        if (
            self._is_adjective(words, at)
            or self._is_forename(words, at)
            or (at == 0 and self._begins_as_noun(name.origin, words))
        ):
            return True
        if "f" not in genders and self._is_a_womans_deed(words, at):
            return True
        before = words[at - 1] if at and are_joined(words[at - 1 : at + 1]) else None
        if before is None or not before[0][0].isupper():
            return False
        woman = "f" not in genders and self._is_a_woman(words, at)
        if woman or not before[0].istitle():
            return woman
        cases = case_forms(name.origin, self.language, frozenset(genders))
        named = cases.get(folded_name(words[at][0]), frozenset())
        return self._is_named(before[0], words, at) or self._has_given_name(words, at, named)

    def _is_no_place(self, name: Name, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether a form that isn't the nominative is likelier another word."""
        said, own = words[at][0].lower(), name.origin.lower()
        if said == own:
            return False
        if at == 0 and self.commonness(said) > self.commonness(own) + _FAR:
            return True  # `Українські` is the adjective, and no form of `Українськ`
        before = words[at - 1][0] if at and are_joined(words[at - 1 : at + 1]) else ""
        described = before.istitle() and is_like_adjective(before.lower())
        if described and self.commonness(said) > self.commonness(own):
            return True  # `Красный Крест` is no form of `Кресты`
        return _ADJECTIVE.search(said) is not None and self._describes(words, at)

    def _describes(self, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether what looks like an adjective belongs to a noun or to a name behind it."""
        if has_noun(words, at, self.language):
            return True  # `Тихому океані` is not in `Тихе`
        if at + 1 == len(words) or not are_joined(words[at : at + 2]):
            return False
        following = words[at + 1][0]  # `Червоного Хреста` is not in `Червоне`
        return following.istitle() and folded_name(following) not in self.given

    def _is_adjective(self, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether it has a noun: `Тихий океан`, but `Тихий сказал`."""
        said = words[at][0].lower()
        looks_so = is_like_adjective(said) or _INSTRUMENTAL.search(said) is not None
        return looks_so and self._is_common(said) and has_noun(words, at, self.language)

    def _begins_as_noun(self, surname: str, words: Sequence[re.Match[str]]) -> bool:
        """Whether it begins a sentence as a noun: `Беседа длилась час`, but `Беседа сообщил`.

        A noun has plurals that are common, as a name hardly ever has.
        """
        if SAID.match(did(words, 0, self.language)):
            return False
        stem = surname.lower().rstrip("аяйь")
        vowel = "я" if surname[-1] in "яйь" else "а"
        return any(self._is_common(f"{stem}{vowel}{ending}") for ending in _PLURALS)

    def _is_forename(self, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether it is a given name with the surname behind it: `Игнат Чепурин`."""
        if at + 1 == len(words) or not words[at + 1][0].istitle():
            return False
        return are_joined(words[at : at + 2]) and folded_name(words[at][0]) in self.given

    def _is_named(self, before: str, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether the word ``before`` makes it someone else: `Дед Мороз`, `Аглая Мороз`."""
        if folded_name(before) in self.given:
            return True
        return at > 1 and self._is_common(before.lower()) and self._is_common(words[at][0].lower())

    def _has_given_name(
        self, words: Sequence[re.Match[str]], at: int, cases: Collection[Case]
    ) -> bool:
        """Whether the word before is the given name of a namesake: `Аскольд Песков`.

        It is capitalised though it begins no sentence, or is no noun; is no title, nor what a
        preposition goes with; and agrees with the surname.
        """
        before = words[at - 1][0].lower()
        if PERSONS.match(before) or TITLES.match(before) or not CYRILLIC.match(before):
            return False
        if at == 1 and not self._may_be_given(words[0][0]):
            return False
        placed = at > 1 and words[at - 2][0].islower() and len(words[at - 2][0]) < SHORT
        asked = [case for case in cases if not (placed and case == "nominative")]
        return goes_with(before, asked)

    def _is_a_woman(self, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether a man's surname, in a form women's have as well, follows a woman's given name."""
        before, said = words[at - 1][0].lower(), words[at][0].lower()
        is_given = folded_name(before) in self.given
        if not (_WOMANS.search(said) and (is_given or self._may_be_given(words[at - 1][0]))):
            return False
        if not _WOMANS_GIVEN.search(before):  # `Гюзель` is in no case of a man, `Биографию` is
            return not is_given and _UNCHANGED.search(before) is not None
        if did(words, at, self.language).endswith(_SHE):
            return True
        # A man in the genitive has his nominative beside it: `Аскольда`, but `Людмила`.
        return self.commonness(before[:-1]) < self.commonness(before) - _RARER

    def _is_a_womans_deed(self, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether it is in the nominative that only women's surnames have: `Чепурина сказала`."""
        if not _WOMANS.search(words[at][0].lower()):
            return False
        before = words[at - 1][0].lower() if at else ""
        if at and is_attributed(words, at):
            return True  # `«Да», – считает Чепурина`
        after = did(words, at, self.language)
        deed = after if at == 0 else before if SAID.match(before) else ""
        is_subject = SUBJECTS.match(before) and not after.endswith(_HE)  # `Адвокат Чепурина ушёл`
        return deed.endswith(_SHE) or bool(is_subject)

    def _may_be_given(self, word: str) -> bool:
        """Whether ``word`` may be a given name on no list: `Эвелина`, but `Карьера`, `Против`.

        It is no acronym, is seldom at most, and no case of it is common that a noun has.
        """
        small = word.lower()
        if not (word.istitle() and CYRILLIC.match(small)) or "-" in small:
            return False
        if self.commonness(small) >= _SELDOM:
            return False
        others = (
            set(case_forms(small, self.language)) - {small} if self._is_common(small) else set()
        )
        if small[-1] in "ую":
            others |= {f"{small[:-1]}{ending}" for ending in "ая"}  # `Биографию`
        return not any(map(self._is_common, others))

    def _is_common(self, word: str) -> bool:
        return self.commonness(word) > float("-inf")


def are_joined(words: Sequence[re.Match[str]]) -> bool:
    """Whether only a blank stands between each two of ``words``."""
    return all(
        _GAP.fullmatch(before.string, before.end(), after.start())
        for before, after in pairwise(words)
    )
