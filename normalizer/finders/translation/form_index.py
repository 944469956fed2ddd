"""Words found by any of their forms, which are made when a word that begins alike is asked for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from normalizer.resources.case_forms import case_forms, folded_name

Kept = TypeVar("Kept")

_LONG, _BEGINNING = 6, 2
"""Letters of a word whose first two are those of all its forms; of a shorter one the first is."""


@dataclass(frozen=True)
class FormIndex(Generic[Kept]):
    """What is kept by the forms of words; ``made`` gives them for all words that begin alike.

    Of several with the same form the first by ``order`` comes first.

    A language has thousands of names, in ten forms each, and an article has a hundred: most of
    the forms are never made.
    """

    made: Callable[[str], Iterable[tuple[str, Kept]]]
    order: Callable[[Kept], tuple[int, ...]]
    _by_beginning: dict[str, dict[str, list[Kept]]] = field(
        init=False, repr=False, default_factory=dict
    )

    def __getitem__(self, form: str) -> list[Kept]:
        """What is kept by ``form``, a folded word; nothing where it is the form of none."""
        long, short = form[:_BEGINNING], form[:1]
        known = self._by_beginning
        if long not in known:
            known[long] = self._forms(long)
        if short not in known:
            known[short] = self._forms(short)
        found, others = known[long].get(form), known[short].get(form)
        if found and others and found is not others:
            return sorted(found + others, key=self.order)
        return found or others or []

    def _forms(self, beginning: str) -> dict[str, list[Kept]]:
        forms: dict[str, list[Kept]] = {}
        for form, one in self.made(beginning):
            forms.setdefault(form, []).append(one)
        for kept in forms.values():
            kept.sort(key=self.order)
        return forms


@dataclass(frozen=True)
class InflectedNames:
    """Folded ``names`` of one language, in all their cases."""

    names: frozenset[str]
    language: str

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and bool(self._index[form])

    @cached_property
    def _index(self) -> FormIndex[str]:
        by_beginning: dict[str, list[str]] = {}
        for name in self.names:
            by_beginning.setdefault(beginning(name), []).append(name)

        def made(asked: str) -> Iterator[tuple[str, str]]:
            for name in by_beginning.get(asked, ()):
                yield from ((form, name) for form in case_forms(name, self.language))

        return FormIndex(made, lambda _: ())


def beginning(word: str) -> str:
    """How all forms of ``word``, a word of a name, begin: the key of `FormIndex`.

    >>> beginning("Владимир"), beginning("Лев"), beginning("Тель-Авив")
    ('вл', 'л', 'т')
    """
    folded = folded_name(word)
    head = folded.partition("-")[0]
    return folded[:_BEGINNING] if len(head) >= _LONG else folded[:1]
