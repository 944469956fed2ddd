"""Names that a glossary may lack: variants of its bearers, and bearers it doesn't know."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import regex
from rapidfuzz.distance import JaroWinkler, Levenshtein

from normalizer.finders.names.claims import Claim, Claims, Key, claims_of, key_of
from normalizer.finders.names.derivation import DeriveForms
from normalizer.finders.names.folding import folded
from normalizer.resources.glossary import Glossary
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.romanization.likeness import sound

_NAME = regex.compile(
    r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'’ʼ]+(?:(?: (?=\p{Lu})|-)[\p{L}\p{M}'’ʼ]+){0,2}"
    r"(?![\p{L}\p{N}])"
)
_WORD = regex.compile(r"[\p{L}\p{M}'’ʼ]+")
_LIKE, _SOUNDS_LIKE = 0.75, 0.75
"""Likeness from 0 to 1 from which a spelling may be a variant, by letters alone (normalised
Levenshtein), and by letters where both sound alike (mean of that and Jaro-Winkler)."""

_SAME = 0.85
"""Jaro-Winkler similarity from which two unknown names that sound alike are one."""

_COMMON = -13.0
"""Natural log probability from which on a word is a common one of the language."""

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
        for match in _NAME.finditer(text):
            for name, start in self._unknown(match[0], match.start()):
                seen = self._seen.setdefault(name, Seen())
                seen.count += 1
                if len(seen.contexts) < _CONTEXTS:
                    seen.contexts.append(_context(text, start, len(name)))

    def variants(self, least: int = 1) -> list[Variant]:
        """Spellings met at least so often that may be a known bearer's, the commonest first."""
        found = (self._variant(name, seen) for name, seen in self._enough(least))
        return sorted((v for v in found if v), key=lambda v: (-v.seen.count, v.text))

    def clusters(self, least: int = 2) -> list[Cluster]:
        """Unknown names met at least so often, those together that may be one."""
        known = {variant.text for variant in self.variants()}
        groups: list[list[tuple[str, Seen]]] = []
        by_sound: dict[str, list[list[tuple[str, Seen]]]] = {}
        for name, seen in self._enough(1):
            if name in known:
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
        best: tuple[float, Claim] | None = None
        for text, claim in self._near(name):
            like = Levenshtein.normalized_similarity(folded(name), text)
            if like < _LIKE and len(name) > _LEAST and sound(text) == sound(name):
                winkler = JaroWinkler.similarity(folded(name), text)
                mean = (like + winkler) / 2
                like = mean if mean >= _SOUNDS_LIKE else 0.0
            if like >= _LIKE and (best is None or like > best[0]):
                best = like, claim
        return (best[1], best[0]) if best else None

    def _variant(self, name: str, seen: Seen) -> Variant | None:
        found = self.variant_of(name)
        return Variant(name, found[0], found[1], seen) if found else None

    def _enough(self, least: int) -> list[tuple[str, Seen]]:
        rows = [(name, seen) for name, seen in self._seen.items() if seen.count >= least]
        return sorted(rows, key=lambda row: (-row[1].count, row[0]))

    def _unknown(self, said: str, start: int) -> Iterator[tuple[str, int]]:
        """The parts of a row of words that are names, and none the glossary has."""
        words = [(match[0], match.start()) for match in _WORD.finditer(said)]
        while words and self._is_common(words[0][0]):
            words.pop(0)
        while words and (self._is_common(words[-1][0]) or words[-1][0][0].islower()):
            words.pop()
        if not words:
            return
        first, last = words[0][1], words[-1][1] + len(words[-1][0])
        name = said[first:last]
        if len(name) >= _LEAST and not self._is_known(name):
            yield name, start + first

    def _is_common(self, word: str) -> bool:
        if word not in self._common:
            latin = self.statistics["Latin"]
            german = latin.languages.index("de")
            score = latin.common_scores([word.lower()])[0, german]
            self._common[word] = bool(score > _COMMON)
        return self._common[word]

    @cached_property
    def _common(self) -> dict[str, bool]:
        return {}

    def _is_known(self, name: str) -> bool:
        """Whether a form of the glossary is ``name``, its genitive or its beginning."""
        key = key_of(name)
        return bool(key) and (
            self._has(key) or any(self._has((*key[:-1], key[-1].removesuffix(e))) for e in _ENDINGS)
        )

    def _has(self, key: Key) -> bool:
        group = self._claims.beginning_with(key[0])
        return group is not None and any(key[: len(known)] == known for known in group.by_key)

    @cached_property
    def _claims(self) -> Claims:
        return Claims(self.glossary)

    def _near(self, name: str) -> Iterable[tuple[str, Claim]]:
        """The known spellings of as many words that are worth a comparison."""
        words = len(key_of(name))
        first = sound(name)[:1]
        return self._known.get((words, first), ())

    @cached_property
    def _known(self) -> Mapping[tuple[int, str], Sequence[tuple[str, Claim]]]:
        """Every spelling in Latin letters by its number of words and its first sound."""
        known: dict[tuple[int, str], list[tuple[str, Claim]]] = {}
        derive = DeriveForms(self.statistics)
        counts: Counter[str] = Counter()
        for entry in self.glossary:
            for claim in claims_of(entry, derive):
                text = folded(claim.text)
                if claim.role == "adjective" or not text.replace("-", "").isascii():
                    continue
                counts[text] += 1
                if counts[text] == 1:
                    key = len(key_of(claim.text)), sound(claim.text)[:1]
                    known.setdefault(key, []).append((text, claim))
        return known


def _are_one(first: str, second: str) -> bool:
    return JaroWinkler.similarity(folded(first), folded(second)) >= _SAME


def _context(text: str, start: int, size: int) -> str:
    around = text[max(0, start - _AROUND) : start + size + _AROUND]
    return " ".join(around.split())
