"""Find the surface forms of a glossary in a text, longest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress

from normalizer.document.span import Span
from normalizer.finders.names.folding import (
    NAME_PIECE,
    NAME_TOKEN,
    PIECE_BEFORE,
    SEPARATOR,
    TOKEN,
    folded,
    plain,
)
from normalizer.resources.glossary import Entry, Glossary, Role, SurfaceForm

_SHORTEST_INFLECTED = 4
_SHORTEST_CAPITALS = 4
_LONGEST = 200
"""Code points that no word is longer than."""

_MOST_KNOWN = 200_000
"""Pieces of text that are remembered with the names that may begin in them."""

Beginning = tuple[int, int, str, str]
"""Start and end of a word in its piece, the first key of names, and an ending behind it."""

_folded = lru_cache(1 << 16)(folded)


@dataclass(frozen=True, slots=True)
class Claim:
    """A form of an entry; without ``form`` it is the entry's own name in ``role``."""

    entry: Entry
    role: Role
    form: SurfaceForm | None

    @property
    def text(self) -> str:
        """The spelling claimed."""
        return self.form.text if self.form else self.entry.names[self.role]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim met in a text; ``ending`` is the inflection behind the name, or empty."""

    span: Span
    claims: tuple[Claim, ...]
    ending: str


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
    """A trie of folded words; it finds names across hyphens, blanks and single line breaks."""

    glossary: Glossary
    _keys: dict[str, dict[tuple[str, ...], tuple[Claim, ...]]] = field(
        init=False, repr=False, default_factory=dict
    )
    _most_words: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _pieces: "_Memory" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_pieces", _Memory(self._beginnings))
        for entry in self.glossary:
            for role in entry.names:
                self._add(Claim(entry, role, None))
            for form in entry.forms:
                self._add(Claim(entry, form.role, form))

    def _add(self, claim: Claim) -> None:
        key = tuple(folded(match[0]) for match in TOKEN.finditer(claim.text))
        if key:
            by_key = self._keys.setdefault(key[0], {})
            by_key[key] = (*by_key.get(key, ()), claim)
            self._most_words[key[0]] = max(self._most_words.get(key[0], 0), len(key))

    def matches(self, text: str) -> Iterator[Match]:
        """Every longest match, in order and disjoint; case and conditions are looked at."""
        cursor = 0
        for start, beginnings in self._promising(text):
            for first, last, key, ending in beginnings:
                if start + first < cursor:
                    continue
                match = self._match(text, start + first, start + last, key, ending)
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
        at = 0
        for piece in compress(pieces, found):
            at = _place(text, piece, at)
            if not at or not text[at - 1].isalnum():
                yield at, self._pieces[piece]
            at += len(piece)

    def _beginnings(self, piece: str) -> tuple[Beginning, ...]:
        """Every way a name may begin in ``piece``."""
        return tuple(
            (token.start(), token.end(), key, ending)
            for token in NAME_TOKEN.finditer(piece)
            for key, ending in self._first_keys(token[0])
        )

    def _first_keys(self, word: str) -> Iterator[tuple[str, str]]:
        """The keys that a name beginning with ``word`` may have, itself before its stems."""
        key = folded(word)
        if key in self._keys and not self._stands_right(key, word):
            yield key, ""
        for ending in ("er", "s"):
            stem = key.removesuffix(ending)
            long_enough = stem != key and len(stem) >= _SHORTEST_INFLECTED
            if long_enough and (stem,) in self._keys.get(stem, ()):
                yield stem, ending

    def _stands_right(self, key: str, word: str) -> bool:
        """Whether ``word`` can only be a name of its entry as the entry writes it."""
        return self._most_words[key] == 1 and all(
            claim.form is None and claim.text == word for claim in self._keys[key][(key,)]
        )

    def _match(self, text: str, start: int, end: int, first: str, ending: str) -> Match | None:
        """The longest name that begins with the word at ``start``, of the key ``first``."""
        by_key = self._keys[first]
        if ending:
            return _checked(text, Span(start, end), by_key[(first,)], ending)
        words, ends = [first], [end]
        while len(words) < self._most_words[first]:
            gap = SEPARATOR.match(text, end)
            token = TOKEN.match(text, gap.end()) if gap else None
            if not token:
                break
            end = token.end()
            words.append(_folded(token[0]))
            ends.append(end)
        for length in range(len(words), 0, -1):
            key = tuple(words[:length])
            if key in by_key:
                match = _checked(text, Span(start, ends[length - 1]), by_key[key], "")
                if match:
                    return match
            if length > 1 and key[-1][-1] == "s":
                key = (*key[:-1], key[-1][:-1])
                if key in by_key:
                    match = _checked(text, Span(start, ends[length - 1]), by_key[key], "s")
                    if match:
                        return match
        return None


def _place(text: str, piece: str, low: int) -> int:
    """Where ``piece`` stands in ``text`` as a `NAME_PIECE`, from ``low`` on.

    It may be a part of others before.
    """
    at = text.find(piece, low)
    while True:
        end = at + len(piece)
        whole = end == len(text) or text[end] in " \n"
        before = text[max(low, at - _LONGEST) : at]
        if whole and (before[-1:] in " \n" or not PIECE_BEFORE.search(before)):
            return at
        at = text.find(piece, at + 1)


def _checked(text: str, span: Span, claims: tuple[Claim, ...], ending: str) -> Match | None:
    """The match with those claims only that fit the case and the ending of the text."""
    fitting = tuple(claim for claim in claims if _fits(claim, span.of(text), ending))
    return Match(span, fitting, ending) if fitting else None


def _fits(claim: Claim, said: str, ending: str) -> bool:
    if ending == "er" and claim.entry.type not in {"place", "region"}:
        return False
    if ending and claim.form is not None and not claim.form.inflects:
        return False
    stem = said[: len(said) - len(ending)].rstrip("'’ʼ") if ending else said
    if claim.form is not None and claim.form.exact:
        return stem == claim.text
    if stem.isupper() and not claim.text.isupper():
        return len(stem) >= _SHORTEST_CAPITALS
    # Acronyms keep their case: `Nato` may be a name, `Eis` is no `EIS`.
    return (
        not claim.text.isupper()
        or stem.isupper()
        or plain(stem).casefold() != plain(claim.text).casefold()
    )
