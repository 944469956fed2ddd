"""Letters with their contexts: one regular expression and one table a system."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from normalizer.errors import ResourceError
from normalizer.resources.romanization import LetterRule, LetterTable

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_EDGE_BEFORE = rf"(?<![^\W\d_])(?<![^\W\d_][{_APOSTROPHES}])"
_EDGE_AFTER = r"(?![^\W\d_])"
_STRESSED = "\u0400\u040d\u0450\u045d"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_CLUSTER = re.compile(f"[\u0400-\u04ff][\u0300-\u036f{_SOFT_HYPHEN}]+|[{_STRESSED}]")
_MARK = re.compile(f"[\u0300-\u036f{_SOFT_HYPHEN}{_STRESSED}]")
_BESIDE = _APOSTROPHES + "".join(map(chr, range(0x300, 0x370)))
_ACCENTS = "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}"


@dataclass(frozen=True)
class Letters:
    """What a letter table does to a text; letters it doesn't know stay.

    Contextual letters are found by one regular expression, in the source, so that no rule sees
    what another one made; the plain ones are left to `str.translate`.
    """

    contextual: re.Pattern[str]
    into: tuple[str, ...]
    plain: Mapping[int, str]
    alphabet: frozenset[str]

    @classmethod
    def of(cls, table: LetterTable) -> "Letters":
        """Compile a table.

        Raises:
            ResourceError: a rule names a class that its table doesn't have.
        """
        plain: dict[int, str] = {}
        for letter, said in table.letters.items():
            plain[ord(letter)] = said
            if letter.upper() != letter:
                plain[ord(letter.upper())] = _titled(said)
        branches: dict[str, list[tuple[str, str]]] = {}
        contexts = _Contexts(table.classes)
        for rule in table.rules:
            for first in contexts.firsts(rule):
                branches.setdefault(first, []).append((contexts.rule(rule), rule.into))
        for char, said in plain.items():
            if len(said) > 1 and chr(char).isupper():
                branches.setdefault(chr(char).lower(), []).append((_shouted(char), said.lower()))
        into = tuple(said for rules in branches.values() for _, said in rules)
        return cls(_one_pattern(branches), into, plain, frozenset(map(chr, plain)))

    def __call__(self, text: str) -> str:
        """The text with every letter of the table replaced, the rest to the letter."""
        if _MARK.search(text):
            text = _CLUSTER.sub(self._composed, text)
        return self.contextual.sub(self._replaced, text).translate(self.plain)

    def _replaced(self, match: re.Match[str]) -> str:
        into = self.into[(match.lastindex or 0) - 1]
        first = match.string[match.start()]
        if not into or not first.isupper():
            return into
        if len(into) > 1 and not _in_capitals(match):
            return _titled(into)
        return into.upper()

    def _composed(self, match: re.Match[str]) -> str:
        """The letter that this one is with its marks; those of stress and of hyphenation go."""
        return "".join(
            char if char in self.alphabet else _unstressed(char)
            for char in unicodedata.normalize("NFC", match[0].replace(_SOFT_HYPHEN, ""))
        )


@dataclass(frozen=True)
class Restored:
    """What gives the source again, for a table without rules whose letters all differ."""

    pattern: re.Pattern[str]
    letters: Mapping[str, str]

    @classmethod
    def of(cls, table: LetterTable) -> "Restored":
        """Compile the table from its other side."""
        letters: dict[str, str] = {}
        for letter, into in table.letters.items():
            letters.setdefault(into, letter)
        for into, letter in tuple(letters.items()):
            letters.setdefault(into.upper(), letter.upper())
        longest = sorted(letters, key=len, reverse=True)
        return cls(re.compile("|".join(map(re.escape, longest))), letters)

    def __call__(self, text: str) -> str:
        """The text with its Latin letters taken back, in any Unicode form of them.

        A sign that has no capital is one among capitals.
        """
        composed = unicodedata.normalize("NFC", text)
        return self.pattern.sub(self._letter, composed)

    def _letter(self, match: re.Match[str]) -> str:
        letter = self.letters[match[0]]
        signed = match[0].upper() == match[0].lower()
        return letter.upper() if signed and _in_capitals(match) else letter


@dataclass(frozen=True)
class _Contexts:
    """Writes rules as regular expressions; each letter stands for both its cases."""

    classes: Mapping[str, str]

    def firsts(self, rule: LetterRule) -> str:
        """The letters, in lower case, that the core of a rule can begin with."""
        return self._letters(rule, rule.core[0])

    def rule(self, rule: LetterRule) -> str:
        """The expression for a rule, behind the first letter of its core."""
        rest = "".join(self._set(rule, char) for char in rule.core[1:])
        before = [f"(?<={one}.)" for one in self._contexts(rule, rule.before, _EDGE_BEFORE)]
        after = [f"(?={one})" for one in self._contexts(rule, rule.after, _EDGE_AFTER)]
        return _either(before) + rest + _either(after)

    def _contexts(self, rule: LetterRule, contexts: tuple[str, ...], edge: str) -> list[str]:
        """An expression for each context; those of one letter are one set together."""
        singles = [one for one in contexts if one != "#" and len(one) == 1]
        longer = [one for one in contexts if one not in singles]
        letters = "".join(self._letters(rule, one) for one in singles)
        found = [_set(letters)] if singles else []
        for one in longer:
            parts = (edge if char == "#" else self._set(rule, char) for char in one)
            found.append("".join(parts))
        return found

    def _set(self, rule: LetterRule, char: str) -> str:
        return _set(self._letters(rule, char))

    def _letters(self, rule: LetterRule, char: str) -> str:
        if not "A" <= char <= "Z":
            return char
        if char not in self.classes:
            message = f"{rule.place}: the rules name a class {char!r} that 'classes' has not"
            raise ResourceError(message)
        return self.classes[char]


def _one_pattern(branches: Mapping[str, list[tuple[str, str]]]) -> re.Pattern[str]:
    """The rules in one expression, in groups by their first letter; each ends in a group.

    What can't begin a rule is passed over at the speed of a set, and no rule of another letter
    is tried.
    """
    if not branches:
        return re.compile("(?!)")
    groups = (
        f"(?<={_set(first)})(?:{'|'.join(f'{rule}()' for rule, _ in rules)})"
        for first, rules in branches.items()
    )
    return re.compile(f"{_set(''.join(branches))}(?:{'|'.join(groups)})", re.DOTALL)


def _set(letters: str) -> str:
    """The expression for any of ``letters``, which are in lower case, in both cases."""
    both = letters + "".join(one.upper() for one in letters if one.upper() != one)
    return f"[{re.escape(both)}]"


def _either(looks: list[str]) -> str:
    return f"(?:{'|'.join(looks)})" if looks else ""


def _shouted(char: int) -> str:
    """The expression for a capital among capitals, behind it."""
    capital, small = "[A-Z\u0400-\u042f\u0490]", r"[^\W\d_]"
    before = f"(?<={capital}.)|(?<={capital}[{_APOSTROPHES}].)"
    return f"(?<={chr(char)})(?:(?=[{_APOSTROPHES}]?{capital})|(?:{before})(?!{small}))"


def _in_capitals(match: re.Match[str]) -> bool:
    """Whether the word around what was matched is in capitals, as far as its neighbours tell."""
    text, start = match.string, match.start()
    following = text[start + 1 : start + 3].lstrip(_APOSTROPHES)[:1]
    if following.isalpha():
        return following.isupper()
    return text[max(start - 3, 0) : start].rstrip(_BESIDE)[-1:].isupper()


def _titled(into: str) -> str:
    return into[:1].upper() + into[1:]


def _unstressed(char: str) -> str:
    if char in _ACCENTS:
        return ""
    decomposed = unicodedata.normalize("NFD", char)
    kept = "".join(one for one in decomposed if one not in _ACCENTS)
    return unicodedata.normalize("NFC", kept)
