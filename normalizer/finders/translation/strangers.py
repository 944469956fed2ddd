"""Names of the glossary in a translation that nothing in its source accounts for."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from normalizer.document.span import Span
from normalizer.finders.translation.bearers import WORD
from normalizer.finders.translation.spellings import HOUSE, Name, romanized
from normalizer.resources.case_forms import folded_name
from normalizer.resources.glossary import Entry, Glossary
from normalizer.resources.glossary_outlines import outlines
from normalizer.resources.glossary_pack import packed_names
from normalizer.romanization.likeness import sound, sounds_alike

_ROLES = ("preferred", "short")
_TYPES = frozenset(("person", "place", "region"))
"""What bears a name that stands for nobody else; bodies and media are named after many things."""

_GENITIVE = re.compile(r"(?:['’]s?|s)\Z")
_STEM, _LEAST_STEM, _INNER = 4, 3, 5
_ALIKE = 0.6
"""Likeness of sounds from which a word may be the reason for a name, or for a part of it."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name, as a translation has it, that its source doesn't account for.

    It is ``certain`` where the source language spells it as it sounds, so that any word for it
    would have been heard.
    """

    said: str
    id: str
    certain: bool


@dataclass(frozen=True)
class FindStrangers:
    """Finds bearers of a glossary that a translation names, and its source in no way does.

    Accounted for is a bearer whose name, any form of it or word that begins like one, or any word
    that sounds like a part of it stands in the source: so are adjectives and inhabitants. Of one
    that the glossary doesn't know in the source language nothing can be said. The names are looked
    for as ``target`` has them.
    """

    glossary: Glossary
    source: str
    target: str

    def __call__(
        self, source: str, translation: str, ids: Collection[str], taken: Collection[Span]
    ) -> list[Stranger]:
        """The strangers in ``translation``, in order.

        ``ids`` are bearers that the source names for certain, ``taken`` spans are names of it.

        >>> from normalizer.resources.glossary_files import load_glossary
        >>> find = FindStrangers(load_glossary(), "ru", "de")
        >>> find("Дорога из Удачного открыта.", "Die Straße aus Berlin ist offen.", (), ())
        [Stranger(said='Berlin', id='de-berlin', certain=True)]
        >>> find("Берлинская полиция молчит.", "Die Polizei in Berlin schweigt.", (), ())
        []
        """
        words = list(WORD.finditer(translation))
        found: list[Stranger] = []
        at = 0
        while at < len(words):
            bearers, size = self._bearers(words, at) if words[at][0][0].isupper() else ((), 1)
            span = Span(words[at].start(), words[at + size - 1].end())
            free = bearers and not any(span.overlaps(other) for other in taken)
            if free and not any(self._is_told(entry, source, ids) for entry in bearers):
                certain = all(self._is_heard(entry) for entry in bearers)
                found.append(Stranger(span.of(translation), bearers[0].id, certain))
            at += size
        return found

    def _bearers(self, words: Sequence[re.Match[str]], at: int) -> tuple[Sequence[Entry], int]:
        """Who has the longest name that begins with the word ``at``, and how many words it has."""
        said = words[at][0]
        best: dict[str, Entry] = {}
        most = 1
        for first in dict.fromkeys((said, _GENITIVE.sub("", said))):
            for id_ in self._by_first_word.get(first, ()):
                entry = self.glossary.entries[id_]
                for name in self._names(entry):
                    size = _size(name, words, at)
                    if size > most:
                        best.clear()
                        most = size
                    if size and size == most:
                        best[id_] = entry
        return list(best.values()), most

    def _names(self, entry: Entry) -> Iterator[str]:
        """What ``entry`` is called in the target language, if it may be a stranger at all."""
        if entry.type not in _TYPES:
            return
        own = [name for role in _ROLES if (name := entry.names.get(role))]  # type: ignore[call-overload]
        if self.target == HOUSE:
            yield from own
            return
        yield from (
            form.text
            for form in entry.forms
            if form.language == self.target and form.role in _ROLES and form.when is None
        )

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[str]]:
        """The entries with a name that begins with a word, by their ids."""
        found: dict[str, dict[str, None]] = {}
        for id_, names in self._all_names():
            for word in map(WORD.match, names):
                if word and word[0][0].isupper():
                    found.setdefault(word[0], {})[id_] = None
        return {word: tuple(ids) for word, ids in found.items()}

    def _all_names(self) -> Iterator[tuple[str, Collection[str]]]:
        if self.target != HOUSE:
            yield from ((one.id, one.forms) for one in outlines(self.glossary, self.target))
            return
        pack, added = self.glossary.pack, self.glossary.added
        packed = packed_names(pack) if pack else {}
        for id_ in self.glossary.entries:
            if id_ in packed and id_ not in added:
                yield id_, packed[id_]
            else:
                yield id_, frozenset(self.glossary.entries[id_].names.values())

    def _is_told(self, entry: Entry, source: str, ids: Collection[str]) -> bool:
        """Whether ``source`` names the bearer in some way, or a word of it sounds like them."""
        if entry.id in ids:
            return True
        said = [word[0] for word in WORD.finditer(source)]
        folded = [folded_name(word) for word in said]
        forms = [form.text for form in entry.forms if form.language == self.source]
        if not forms:
            return True
        stems = tuple(stem for form in forms for stem in _stems(form))
        if any(word.startswith(stems) for word in folded):
            return True
        whole = [folded_name(form) for form in forms]
        if any(word[:_INNER] in form for word in folded if len(word) > _INNER for form in whole):
            return True  # `британский` and `Великобритания`
        if not self._is_heard(entry) and _are_initials(said, forms):
            return True
        names = {sound(word[0]) for name in self._names(entry) for word in WORD.finditer(name)}
        long = {name for name in names if len(name) >= _STEM or entry.type == "person"} or names
        heard = [sound(romanized(word, self.source, self.target) or word) for word in said]
        return any(_is_in(name, word) for name in long for word in heard)

    def _is_heard(self, entry: Entry) -> bool:
        """Whether the source language writes the name as it sounds."""
        origin = next(form.text for form in entry.forms if form.language == self.source)
        return Name(origin, self.source, entry).is_spelled


def _size(name: str, words: Sequence[re.Match[str]], at: int) -> int:
    """How many of ``words`` from the one at ``at`` are ``name``; 0 if they aren't."""
    text = words[at].string
    start = words[at].start()
    if not text.startswith(name, start):
        return 0
    end = start + len(name)
    for count in range(1, len(words) - at + 1):
        last = words[at + count - 1]
        if last.end() >= end:
            rest = text[end : last.end()]
            return count if not rest or _GENITIVE.fullmatch(rest) else 0
    return 0


@lru_cache(maxsize=1 << 12)
def _stems(text: str) -> tuple[str, ...]:
    """How the words of a form begin in all their cases."""
    words = (folded_name(word[0]) for word in WORD.finditer(text))
    return tuple(
        word[: min(_STEM, max(_LEAST_STEM, len(word) - 1))]
        for word in words
        if len(word) >= _LEAST_STEM
    )


def _are_initials(said: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether an acronym among the words ``said`` has an initial of ``forms``: `РФ`, `ФРГ`."""
    initials = {word[0][0] for form in forms for word in WORD.finditer(form)}
    return any(not initials.isdisjoint(word) for word in said if len(word) > 1 and word.isupper())


def _is_in(name: str, heard: str) -> bool:
    """Whether what was ``heard`` has the beginning of ``name``, or one is much like the other."""
    if len(name) < _STEM:
        return bool(name) and heard.startswith(name)  # short ones are alike by chance
    if name[:_STEM] in heard:
        return True
    sizes = (len(heard), len(name) - 1, len(name), len(name) + 1)
    return any(sounds_alike(heard[:size], name) >= _ALIKE for size in sizes)
