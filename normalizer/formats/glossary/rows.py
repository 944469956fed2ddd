"""The glossary as flat rows, which every export starts from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalizer.finders.names.claims import claims_of
from normalizer.finders.names.derivation import DeriveForms
from normalizer.resources.glossary import Entry, Glossary, Role, SurfaceForm

CONDITIONS = ("always", "in context", "never")
"""When a form may be replaced: everywhere, where its conditions hold, only by hand."""


@dataclass(frozen=True, slots=True)
class Row:
    """One form of an entry, beside the name in its role that replaces it.

    A name of the entry itself is a row of ``kind`` ``preferred`` and replaces itself.
    """

    entry: Entry
    role: Role
    text: str
    language: str
    kind: str
    system: str = ""
    condition: str = CONDITIONS[0]
    exact: bool = False

    @property
    def preferred(self) -> str:
        """The name that replaces it."""
        return self.entry.names[self.role]

    @property
    def is_safe(self) -> bool:
        """Whether a plain list of replacements may hold it."""
        return self.condition == CONDITIONS[0]


def rows(glossary: Glossary, *, derived: bool) -> Iterator[Row]:
    """Every form, entry by entry; those that follow from others only if ``derived``.

    A form of several bearers comes without those that only follow from another entry.
    """
    derive = DeriveForms()
    listed = {form.text for entry in glossary for form in entry.forms}
    listed |= {name for entry in glossary for name in entry.names.values()}
    bearers: dict[str, str] = {}
    for entry in glossary:
        for claim in claims_of(entry, derive):
            form = claim.form
            if form is None:
                yield Row(entry, claim.role, claim.text, "de", "preferred")
            elif form.kind != "derived":
                yield _listed(entry, form)
            elif derived and form.text not in listed:
                bearer = bearers.setdefault(form.text, entry.id)
                if bearer == entry.id:
                    yield Row(entry, form.role, form.text, form.language, form.kind, form.system)


def _listed(entry: Entry, form: SurfaceForm) -> Row:
    when = form.when
    condition = CONDITIONS[0 if when is None else 2 if when.never else 1]
    row = Row(entry, form.role, form.text, form.language, form.kind)
    return replace(row, condition=condition, exact=form.exact)
