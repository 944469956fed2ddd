"""Whose name somebody asks for, who may type it in any case, with a slip, or in part."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from normalizer.finders.names.claims import Claims, key_of
from normalizer.finders.names.folding import folded
from normalizer.finders.names.index import FormIndex
from normalizer.resources.glossary import Entry, Glossary

_CLOSE, _CLOSE_WORD = 0.75, 0.6
"""Likeness from 0 to 1 from which a name, or a word of it, may be a slip for another."""

_FEW, _WORDS = 3, 40


@dataclass(frozen=True)
class Inquiry:
    """Answers what a glossary has under a name."""

    glossary: Glossary

    def bearers(self, name: str) -> list[Entry]:
        """The entries of which ``name`` is the id or any form, a case or a genitive included."""
        exact = self.claims.bearers(name)
        if exact:
            return exact
        for said in dict.fromkeys((name, name.title())):
            for match in self._index.matches(said):
                if match.span.of(said) == said:
                    return list({claim.entry.id: claim.entry for claim in match.claims}.values())
        return []

    def close(self, name: str) -> list[tuple[str, Entry]]:
        """Up to three ids or forms that ``name`` may be a slip for, the closest first."""
        said = name.casefold()
        ids = self.glossary.entries.keys()
        found = process.extract(said, ids, scorer=Levenshtein.normalized_similarity, limit=_FEW)
        rows = [(like, id_, self.glossary.entries[id_]) for id_, like, _ in found]
        joined = " ".join(key_of(name))
        for form, entry in self._worth_a_look(name):
            like = Levenshtein.normalized_similarity(joined, " ".join(key_of(form)))
            rows.append((like, form, entry))
        close = sorted((row for row in rows if row[0] >= _CLOSE), key=lambda row: -row[0])
        best: dict[str, tuple[str, Entry]] = {}
        for _, form, entry in close:
            best.setdefault(entry.id, (form, entry))
        return list(best.values())[:_FEW]

    def having(self, name: str) -> list[Entry]:
        """The entries with a longer form that begins with ``name``."""
        key = key_of(name)
        group = self.claims.beginning_with(key[0]) if key else None
        claims = (
            claim
            for known, of_it in (group.by_key.items() if group else ())
            if known[: len(key)] == key
            for claim in of_it
        )
        return list({claim.entry.id: claim.entry for claim in claims}.values())

    def _worth_a_look(self, name: str) -> Iterator[tuple[str, Entry]]:
        """The forms whose first word is like that of ``name``, names of entries before others."""
        key = key_of(name)
        if not key:
            return
        first = process.extract(
            folded(key[0]), self._first_words, scorer=Levenshtein.normalized_similarity,
            score_cutoff=_CLOSE_WORD, limit=_WORDS,
        )  # fmt: skip
        for word, _, _ in first:
            group = self.claims.beginning_with(word)
            claims = [
                claim for of_it in (group.by_key.values() if group else ()) for claim in of_it
            ]
            for claim in sorted(claims, key=lambda claim: claim.form is not None):
                yield claim.text, claim.entry

    @cached_property
    def claims(self) -> Claims:
        """What the glossary claims."""
        return Claims(self.glossary)

    @cached_property
    def _index(self) -> FormIndex:
        return FormIndex(self.claims)

    @cached_property
    def _first_words(self) -> list[str]:
        return list(self.claims.first_words())
