"""Find the surface forms of a glossary in a text, longest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from normalizer.document.span import Span
from normalizer.finders.names.folding import NAME_TOKEN, SEPARATOR, TOKEN, folded, plain
from normalizer.resources.glossary import Entry, Glossary, Role, SurfaceForm

_SHORTEST_INFLECTED = 4
_SHORTEST_CAPITALS = 4
_MOST_KNOWN = 200_000
"""Words remembered with what they begin, so that a word is folded once and not each time."""


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


@dataclass(frozen=True)
class FormIndex:
    """A trie of folded words; it finds names across hyphens, blanks and single line breaks."""

    glossary: Glossary
    _keys: dict[str, dict[tuple[str, ...], tuple[Claim, ...]]] = field(
        init=False, repr=False, default_factory=dict
    )
    _most_words: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _known: dict[str, tuple[str, ...]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
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
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        cursor = 0
        for token in NAME_TOKEN.finditer(text):
            word = token[0]
            keys = known.get(word)
            if keys is None:
                keys = known[word] = tuple(self._first_keys(word))
            if not keys or token.start() < cursor:
                continue
            for key in keys:
                match = self._longest(text, token.start(), token.end(), key)
                if match:
                    cursor = match.span.end
                    yield match
                    break

    def _first_keys(self, word: str) -> Iterator[str]:
        """The keys that a name beginning with ``word`` may have, itself before its stems."""
        key = folded(word)
        if key in self._keys and not self._stands_right(key, word):
            yield key
        for ending in ("er", "s"):
            stem = key.removesuffix(ending)
            long_enough = stem != key and len(stem) >= _SHORTEST_INFLECTED
            if long_enough and (stem,) in self._keys.get(stem, ()):
                yield stem

    def _stands_right(self, key: str, word: str) -> bool:
        """Whether ``word`` can only be a name of its entry as the entry writes it."""
        return self._most_words[key] == 1 and all(
            claim.form is None and claim.text == word for claim in self._keys[key][(key,)]
        )

    def _longest(self, text: str, start: int, end: int, first: str) -> Match | None:
        by_key = self._keys[first]
        if folded(text[start:end]) != first:  # an inflected single word
            ending = folded(text[start:end])[len(first) :]
            return _checked(text, Span(start, end), by_key[(first,)], ending)
        words, ends = [first], [end]
        while len(words) < self._most_words[first]:
            gap = SEPARATOR.match(text, ends[-1])
            token = TOKEN.match(text, gap.end()) if gap else None
            if not token:
                break
            words.append(folded(token[0]))
            ends.append(token.end())
        for length in range(len(words), 0, -1):
            key, span = tuple(words[:length]), Span(start, ends[length - 1])
            if key in by_key and (match := _checked(text, span, by_key[key], "")):
                return match
            stem = key[-1].removesuffix("s")
            if length > 1 and stem != key[-1] and (*key[:-1], stem) in by_key:
                match = _checked(text, span, by_key[(*key[:-1], stem)], "s")
                if match:
                    return match
        return None


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
