"""Find the surface forms of a glossary in a text, longest first."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from normalizer.document.span import Span
from normalizer.finders.names.claims import Claim, Claims, Group, Key
from normalizer.finders.names.folding import (
    NAME_PIECE,
    NAME_TOKEN,
    SEPARATOR,
    STOP,
    TOKEN,
    folded,
    plain,
)
from normalizer.finders.names.native import NativeForms, is_native
from normalizer.finders.names.pieces import all_places, places_of
from normalizer.resources.case_forms import Case

_SHORTEST_INFLECTED = 4
_SHORTEST_CAPITALS = 4
_SCHOLARLY = "-iso9"
"""The system whose spellings without their marks are those of other names."""

_NOUN_BEFORE = re.compile(r"(?<![^\W_])[а-яёєіїґ]+ \Z")
_LONGEST_NOUN = 20

_MOST_KNOWN = 200_000
"""Pieces of text that are remembered with the names that may begin in them."""

_FEW = 8
"""Pieces that are sooner looked for one by one than all of a text are cut out."""

Beginning = tuple[int, int, str, str]
"""Start and end of a word in its piece, the first key of names, and an ending behind it."""

_Found = tuple[int, tuple[Claim, ...], str]
"""Where a name ends, the claims to it, and the inflection behind it."""

_folded = lru_cache(1 << 16)(folded)


@dataclass(frozen=True, slots=True)
class Match:
    """A claim met in a text; ``ending`` is the inflection behind the name, or empty.

    Claims in Cyrillic or Hangul have the ``cases`` they may stand in, one set for each.
    """

    span: Span
    claims: tuple[Claim, ...]
    ending: str
    cases: tuple[frozenset[Case], ...] = ()

    @property
    def bearers(self) -> frozenset[str]:
        """The ids of the entries that claim it."""
        return frozenset(claim.entry.id for claim in self.claims)


class _Memory(dict[str, tuple[Beginning, ...]]):
    """What is found in a piece of text, looked for when it is asked for the first time."""

    def __init__(self, look: Callable[[str], tuple[Beginning, ...]]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, piece: str) -> tuple[Beginning, ...]:
        found = self[piece] = self._look(piece)
        return found


@dataclass(frozen=True)
class FormIndex:
    """Finds the claims of a glossary across hyphens, blanks and single line breaks."""

    claims: Claims
    native: NativeForms = field(init=False, repr=False)
    _pieces: "_Memory" = field(init=False, repr=False)
    _fitting: dict[tuple[str, Key, str], tuple[Claim, ...]] = field(
        init=False, repr=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "native", NativeForms(self.claims))
        object.__setattr__(self, "_pieces", _Memory(self.beginnings))

    def matches(self, text: str) -> Iterator[Match]:
        """Every longest match, in order and disjoint; case and conditions are looked at."""
        cursor = 0
        for at, beginnings in self._promising(text):
            for match in self.in_piece(text, at, beginnings, cursor):
                cursor = match.span.end
                yield match

    def in_piece(
        self, text: str, at: int, beginnings: Sequence[Beginning], cursor: int
    ) -> Iterator[Match]:
        """The matches that begin in the piece at ``at``, none of them before ``cursor``."""
        for first, last, key, ending in beginnings:
            start = at + first
            if start < cursor:
                continue
            match = self.longest_at(text, start, at + last, key, ending)
            if not key:
                match = self._with_a_noun(text, start, cursor) or match
            if match:
                cursor = match.span.end
                yield match

    def _promising(self, text: str) -> Iterator[tuple[int, tuple[Beginning, ...]]]:
        """The pieces before blanks in which a name may begin: where they start, and how.

        To cut a text into such pieces and look them all up is many times faster than to cut out
        its words; a new piece is looked into once.
        """
        if len(self._pieces) > _MOST_KNOWN:
            self._pieces.clear()
        pieces = NAME_PIECE.findall(text)
        found = list(map(self._pieces.__getitem__, pieces))
        if not any(found):
            return
        promising = set(compress(pieces, found))
        few = len(promising) <= _FEW
        places = places_of(text, promising) if few else all_places(text, found)
        for at, piece in places:
            if not at or not text[at - 1].isalnum():
                yield at, self._pieces[piece]

    def beginnings(self, piece: str) -> tuple[Beginning, ...]:
        """Every way a name may begin in ``piece``."""
        return tuple(
            (token.start(), token.end(), key, ending)
            for token in NAME_TOKEN.finditer(piece)
            for key, ending in self.first_keys(token[0])
        )

    def first_keys(self, word: str) -> Iterator[tuple[str, str]]:
        """The keys that a name beginning with ``word`` may have, itself before its stems.

        An empty one says that the word may be any form of a name in its own letters.
        """
        if is_native(word):
            if self.native.may_begin(word):
                yield "", ""
            return
        key = folded(word)
        group = self.claims.beginning_with(key)
        if group and not _stands_right(group, key, word):
            yield key, ""
        for ending in ("er", "s"):
            stem = key.removesuffix(ending)
            long_enough = stem != key and len(stem) >= _SHORTEST_INFLECTED
            group = self.claims.beginning_with(stem) if long_enough else None
            if group and (stem,) in group.by_key:
                yield stem, ending

    def longest_at(self, text: str, start: int, end: int, key: str, ending: str) -> Match | None:
        """The longest name that begins with the word at ``start``, whose ``key`` was found."""
        if not key:
            return self._native_at(text, start, end)
        found = self._found_at(text, start, end, key, ending)
        return Match(Span(start, found[0]), *found[1:]) if found else None

    def _found_at(self, text: str, start: int, end: int, key: str, ending: str) -> _Found | None:
        group = self.claims.beginning_with(key)
        if group is None:
            return None
        if ending or (key,) not in group.beginnings or _goes_elsewhere(text, end, group):
            return self._checked(text, start, end, (key,), ending)
        words: Key = (key,)
        ends = [end]
        while words in group.beginnings:
            gap = SEPARATOR.match(text, end) or STOP.match(text, end)
            token = TOKEN.match(text, gap.end()) if gap else None
            if not token:
                break
            end = token.end()
            words = (*words, _folded(token[0]))
            ends.append(end)
        return self._longest(text, start, words, ends)

    def goes_on(self, text: str, end: int, key: str, ending: str) -> bool:
        """Whether a name that begins with ``key`` up to ``end`` may go on behind ``text``."""
        group = self.claims.beginning_with(key)
        if group is None or ending or _goes_elsewhere(text, end, group):
            return False
        words: Key = (key,)
        while words in group.beginnings:
            gap = SEPARATOR.match(text, end) or STOP.match(text, end)
            end = gap.end() if gap else end
            token = TOKEN.match(text, end) if gap else None
            if not token:
                return end == len(text)
            end = token.end()
            words = (*words, _folded(token[0]))
        return False

    def _longest(self, text: str, start: int, words: Key, ends: Sequence[int]) -> _Found | None:
        """The match of most ``words``, each of which ends at its place in ``ends``."""
        for length in range(len(words), 0, -1):
            key, end = words[:length], ends[length - 1]
            found = self._checked(text, start, end, key, "")
            if found is None and length > 1 and key[-1][-1] == "s":
                key = (*key[:-1], key[-1][:-1])
                found = self._checked(text, start, end, key, "s")
            if found:
                return found
        return None

    def _checked(self, text: str, start: int, end: int, key: Key, ending: str) -> _Found | None:
        """The claims that fit the case and the ending of the text, if any do."""
        said = text[start:end]
        asked = said, key, ending
        claims = self._fitting.get(asked)
        if claims is None:
            if len(self._fitting) > _MOST_KNOWN:
                self._fitting.clear()
            group = self.claims.beginning_with(key[0])
            known = group.by_key.get(key, ()) if group else ()
            claims = tuple(claim for claim in known if _fits(claim, said, ending))
            self._fitting[asked] = claims
        return (end, claims, ending) if claims else None

    def _with_a_noun(self, text: str, start: int, cursor: int) -> Match | None:
        """The name around ``start`` that begins with a noun in small letters before it."""
        noun = _NOUN_BEFORE.search(text, max(cursor, start - _LONGEST_NOUN), start)
        if noun is None or not self.native.first_keys(noun[0].rstrip()):
            return None
        match = self._native_at(text, noun.start(), noun.end() - 1)
        return match if match and match.span.end > start else None

    def _native_at(self, text: str, start: int, end: int) -> Match | None:
        found = self.native.longest_at(text, start, end)
        if found is None:
            return None
        span = Span(start, found.end)
        fitting = [(c, cases) for c, cases in found.claims if _fits(c, span.of(text), "")]
        claims, cases = zip(*fitting, strict=True) if fitting else ((), ())
        return Match(span, claims, "", cases) if claims else None


def _goes_elsewhere(text: str, end: int, group: Group) -> bool:
    """Whether the word behind ``end`` can't be the second one of a name; told at a glance."""
    following = text[end + 1 : end + 2]
    return (
        text[end : end + 1] == " "
        and following.isascii()
        and following.isalnum()
        and following.lower() not in group.seconds
    )


def _stands_right(group: Group, key: str, word: str) -> bool:
    """Whether ``word`` can only be a name of its entry as the entry writes it."""
    return not group.beginnings and all(
        claim.form is None and claim.text == word for claim in group.by_key[(key,)]
    )


def _fits(claim: Claim, said: str, ending: str) -> bool:
    if ending == "er" and claim.entry.type not in {"place", "region"}:
        return False
    inflects = claim.form is None or claim.form.inflects
    if (ending and not inflects) or ("." in said and "." not in claim.text):
        return False
    stem = said[: len(said) - len(ending)].rstrip("'’ʼ") if ending else said
    if claim.form is not None and claim.form.exact:
        return stem == claim.text
    if claim.form is not None and claim.form.kind == "derived" and not _has_its_marks(claim, stem):
        return False
    if stem.isupper() and not claim.text.isupper():
        return len(stem) >= _SHORTEST_CAPITALS
    # Acronyms keep their case: `Nato` may be a name, `Eis` is no `EIS`.
    return (
        not claim.text.isupper()
        or stem.isupper()
        or plain(stem).casefold() != plain(claim.text).casefold()
    )


def _has_its_marks(claim: Claim, stem: str) -> bool:
    """Whether a single word that only follows from a name has no marks of other words.

    Without its own a scholarly spelling is another name (``Šamarin``), with more another word
    (Polish ``Niemców``).
    """
    if " " in stem or is_native(stem):
        return True
    marks = {sign for sign in plain(stem).lower() if not sign.isascii() and sign.isalpha()}
    if marks - set(claim.text.lower()):
        return False
    is_scholarly = claim.form is not None and claim.form.system.endswith(_SCHOLARLY)
    return bool(marks) or claim.text.isascii() or not is_scholarly
