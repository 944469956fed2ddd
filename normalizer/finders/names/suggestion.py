"""Names that a glossary may lack: variants of its bearers, and bearers it doesn't know."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import regex
from rapidfuzz.distance import JaroWinkler

from normalizer.document.span import Span
from normalizer.finders.names.claims import Claim, Claims, Key, key_of
from normalizer.finders.names.folding import folded
from normalizer.finders.names.index import FormIndex
from normalizer.finders.names.resemblance import Resemblance
from normalizer.garbage import uncollected
from normalizer.resources.glossary import Glossary
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.romanization.likeness import sound

_PART = r"[\p{L}\p{M}'’ʼ]+"
_NAME = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?:(?:\p{{Lu}}\. ?){{1,2}}(?=\p{{Lu}}))?(?=\p{{Lu}}[\p{{L}}'’ʼ]){_PART}"
    rf"(?:(?: \p{{Lu}}\p{{L}}?\.)? (?=\p{{Lu}}){_PART}"
    rf"|(?: (?:al|as|el|bin|ben|ibn|von|van|der|de|da|del|di|du|ter))+[ -](?=\p{{Lu}}){_PART}"
    rf"|-{_PART}){{0,3}}(?![\p{{L}}\p{{N}}])"
)
_WORD = regex.compile(r"[\p{L}\p{M}'’ʼ]+")
_SAME = 0.85
"""Jaro-Winkler similarity from which two unknown names that sound alike are one."""

_COMMON, _SMALL_WORD = -13.0, -8.0
"""Natural log probability from which on a word is a common one of the language, and one that
no name begins with: an article, a preposition and the like."""

_COMMON_ANYWHERE, _ALIKE = -12.0, 0.95
"""The same for a common word of any language, and how alike such a word must be to a name."""

_ENDINGS = ("s", "er")
_LEAST = 4
_CONTEXTS = 3
_AROUND = 60


@dataclass
class Seen:
    """An unknown name: how often it was met, and where for the first times."""

    count: int = 0
    contexts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling that may be one of ``claim``'s bearer, by how much it is like a known one."""

    text: str
    claim: Claim
    likeness: float
    seen: Seen


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spellings that may be of one bearer nobody knows, the commonest first."""

    spellings: tuple[tuple[str, Seen], ...]

    @property
    def count(self) -> int:
        """How often any of them was met."""
        return sum(seen.count for _, seen in self.spellings)


@dataclass(frozen=True)
class Suggest:
    """Collects the names of articles, and tells what a glossary may lack of them.

    After Levenshtein (1966), Winkler (1990), and the keys by sound of `romanization.likeness`.
    Nothing of it is ever applied: a person decides.
    """

    glossary: Glossary
    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)
    _seen: dict[str, Seen] = field(init=False, repr=False, default_factory=dict)

    def read(self, text: str) -> None:
        """Count the names of an article that no form of the glossary covers."""
        known = [m.span for m in self._index.matches(text) if len(key_of(m.span.of(text))) > 1]
        for match in _NAME.finditer(text):
            span = Span(match.start(), match.end())
            if any(span.overlaps(one) and not _inside(one, span) for one in known):
                continue  # the end of `Die Korean Central News Agency` was cut off
            for name, start in self._unknown(match[0], match.start()):
                seen = self._seen.setdefault(name, Seen())
                seen.count += 1
                if len(seen.contexts) < _CONTEXTS:
                    seen.contexts.append(_context(text, start, len(name)))

    def forget(self) -> None:
        """Forget what was read; what the glossary has needn't be gone through again."""
        self._seen.clear()

    def variants(self, least: int = 1) -> list[Variant]:
        """Spellings met at least so often that may be a known bearer's, the commonest first."""
        variants: dict[str, Variant] = {}
        for name, seen in self._enough(1):
            if variant := self._variant(name, seen):
                same = variants.get(variant.text)
                both = _together(same.seen, seen) if same else seen
                variants[variant.text] = replace(variant, seen=both)
        enough = (variant for variant in variants.values() if variant.seen.count >= least)
        return sorted(enough, key=lambda variant: (-variant.seen.count, variant.text))

    def clusters(self, least: int = 2) -> list[Cluster]:
        """Unknown names met at least so often, those together that may be one."""
        known = {name for name, seen in self._enough(1) if self._variant(name, seen)}
        groups: list[list[tuple[str, Seen]]] = []
        by_sound: dict[str, list[list[tuple[str, Seen]]]] = {}
        for name, seen in self._enough(1):
            if name in known or self._begins_known(name):
                continue
            alike = by_sound.setdefault(sound(name), [])
            own = next((g for g in alike if _are_one(g[0][0], name)), None)
            if own is None:
                own = []
                alike.append(own)
                groups.append(own)
            own.append((name, seen))
        clusters = [Cluster(tuple(group)) for group in groups]
        return sorted((c for c in clusters if c.count >= least), key=lambda c: -c.count)

    def variant_of(self, name: str) -> tuple[Claim, float] | None:
        """The claim that ``name`` is most like, and how much, where it may be a variant."""
        if name not in self._variants:
            words = key_of(name)
            found = self._known.best(words) if words and len(name) >= _LEAST else None
            is_place = found and found[0].entry.type != "person" and found[1] < 1
            if is_place and self._is_german(name):
                found = None  # in another case: `Vereinten Nationen`
            elif found and found[1] < _ALIKE and len(words) == 1 and self._is_a_word(name):
                found = None
            self._variants[name] = found
        return self._variants[name]

    def _variant(self, name: str, seen: Seen) -> Variant | None:
        found = self.variant_of(name)
        stem = name.removesuffix("s")
        bare = self.variant_of(stem) if found and stem != name else None
        if found and bare and bare[1] > found[1] and bare[0].entry == found[0].entry:
            name, found = stem, bare
        return Variant(name, found[0], found[1], seen) if found else None

    def _enough(self, least: int) -> list[tuple[str, Seen]]:
        rows = [(name, seen) for name, seen in self._seen.items() if seen.count >= least]
        return sorted(rows, key=lambda row: (-row[1].count, row[0]))

    def _unknown(self, said: str, start: int) -> Iterator[tuple[str, int]]:
        """The parts of a row of words that are names, and none the glossary has."""
        words = [(match[0], match.start()) for match in _WORD.finditer(said)]
        if self._is_variant(said, [word for word, _ in words]):
            yield said, start
            return
        while words and self._is_common(words[0][0]) and not self._begins_a_name(words):
            words.pop(0)
        has_given_name = self._begins_a_name(words)
        while words and not has_given_name and self._is_common(words[-1][0]):
            words.pop()
        while words and words[-1][0][0].islower() and said[words[-1][1] - 1] != "-":
            words.pop()
        if not words:
            return
        first, last = words[0][1], words[-1][1] + len(words[-1][0])
        name = said[first:last]
        if len(name) >= _LEAST and not self._is_known(key_of(name)):
            yield name, start + first

    def _is_variant(self, said: str, words: Sequence[str]) -> bool:
        """Whether a name of several words is like a known one with those that are common too."""
        if len(words) == 1 or not (self._is_common(words[0]) or self._is_common(words[-1])):
            return False
        key = key_of(said)
        without_first = key[1:] if self._is_common(words[0]) else ()
        if len(without_first) > 1 and self._is_known(without_first):
            return False  # `Minister Andrej Belousow` is no variant of him
        return not self._is_known(key) and self.variant_of(said) is not None

    def _begins_a_name(self, words: Sequence[tuple[str, int]]) -> bool:
        """Whether the first of several words is one that a person's name begins with."""
        if len(words) == 1 or not words or self._commonness(words[0][0]) > _SMALL_WORD:
            return False
        group = self._claims.beginning_with(folded(words[0][0]))
        return group is not None and any(
            len(key) > 1 and any(claim.entry.type == "person" for claim in claims)
            for key, claims in group.by_key.items()
        )

    def _is_german(self, name: str) -> bool:
        """Whether ``name`` is of several words and all are common ones, endings aside."""
        words = _WORD.findall(name)
        return len(words) > 1 and all(
            self._is_common(word) or self._is_common(word.removesuffix("s")) for word in words
        )

    def _is_a_word(self, name: str) -> bool:
        """Whether ``name`` is a common word of any language: ``Syrian``, ``Europy``, ``Armada``."""
        scores = self.statistics["Latin"].common_scores([name.lower()])
        return bool((scores > _COMMON_ANYWHERE).any())

    def _is_common(self, word: str) -> bool:
        return self._commonness(word) > _COMMON

    def _commonness(self, word: str) -> float:
        """The natural log probability of ``word`` in German."""
        if word not in self._scores:
            latin = self.statistics["Latin"]
            scores = latin.common_scores([word.lower()])
            self._scores[word] = float(scores[0, latin.languages.index("de")])
        return self._scores[word]

    @cached_property
    def _variants(self) -> dict[str, tuple[Claim, float] | None]:
        return {}

    @cached_property
    def _scores(self) -> dict[str, float]:
        return {}

    def _is_known(self, key: Key) -> bool:
        """Whether a form of the glossary is ``key``, or what its genitive is of."""
        if not key:
            return False
        keys = [key, *((*key[:-1], key[-1].removesuffix(e)) for e in _ENDINGS)]
        return any(each == known for each in keys for known in self._beginning(each))

    def _begins_known(self, name: str) -> bool:
        """Whether a form of the glossary is the beginning of ``name``."""
        key = key_of(name)
        return any(key[: len(known)] == known for known in self._beginning(key))

    def _beginning(self, key: Key) -> Iterable[Key]:
        """The keys of the glossary that begin with the first word of ``key``."""
        group = self._claims.beginning_with(key[0])
        return group.by_key if group else ()

    @cached_property
    def _claims(self) -> Claims:
        return Claims(self.glossary)

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(self._claims)

    @cached_property
    def _known(self) -> Resemblance:
        """Every spelling in Latin letters."""
        known = Resemblance()
        with uncollected():
            for word in self._claims.first_words():
                group = self._claims.beginning_with(word) if word.isascii() else None
                for words, claims in group.by_key.items() if group else ():
                    for claim in claims:
                        if claim.role != "adjective" and "".join(words).isascii():
                            known.add(words, claim)
        return known


def _together(first: Seen, second: Seen) -> Seen:
    contexts = [*first.contexts, *second.contexts][:_CONTEXTS]
    return Seen(first.count + second.count, contexts)


def _inside(part: Span, whole: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _are_one(first: str, second: str) -> bool:
    return JaroWinkler.similarity(folded(first), folded(second)) >= _SAME


def _context(text: str, start: int, size: int) -> str:
    around = text[max(0, start - _AROUND) : start + size + _AROUND]
    return " ".join(around.split())
