"""Who may be meant by words: the forms of a glossary by the words they begin with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from normalizer.finders.names.derivation import DeriveForms
from normalizer.finders.names.folding import TOKEN, folded
from normalizer.resources.glossary import Entry, Glossary, Role, SurfaceForm
from normalizer.resources.glossary_pack import Forms, GlossaryPack

Key = tuple[str, ...]
"""The folded words of a form."""


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
class Group:
    """The claims whose keys begin with the same word.

    ``beginnings`` are all that longer keys begin with, ``seconds`` the letters that their second
    words do.
    """

    by_key: dict[Key, tuple[Claim, ...]]
    beginnings: frozenset[Key]
    seconds: frozenset[str]


def key_of(text: str) -> Key:
    """The folded words of ``text``.

    >>> key_of("Kim Jong-un")
    ('kim', 'jong', 'un')
    """
    return tuple(folded(match[0]) for match in TOKEN.finditer(text))


def claims_of(entry: Entry, derive: DeriveForms) -> Iterator[Claim]:
    """Everything that ``entry`` claims: its names, the forms it lists, those that follow."""
    for role in entry.names:
        yield Claim(entry, role, None)
    for form in entry.forms:
        yield Claim(entry, form.role, form)
    for form in derive(entry):
        yield Claim(entry, form.role, form)


@dataclass(frozen=True)
class Claims:
    """The claims of a glossary by the first word of their key.

    Those of its pack are read when a text has their first word, the others at once. A form that
    an entry of other files lists is its own, whoever else has it.
    """

    glossary: Glossary
    derive: DeriveForms = field(default_factory=DeriveForms)
    _own: dict[str, list[Claim]] = field(init=False, repr=False, default_factory=dict)
    _groups: dict[str, Group | None] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        names = self.glossary.added if self.glossary.pack else self.glossary.entries
        for claim in _all_claims((self.glossary.entries[name] for name in names), self.derive):
            key = key_of(claim.text)
            if key:
                self._own.setdefault(key[0], []).append(claim)

    def beginning_with(self, word: str) -> Group | None:
        """The claims whose first folded word is ``word``."""
        if word in self._groups:
            return self._groups[word]
        pack = self.glossary.pack
        packed = pack.beginning_with(word) if pack else None
        own = self._own.get(word, [])
        if packed is None and not own:
            return None
        listed = {key_of(c.text) for c in own if c.form is None or c.form.kind != "derived"}
        shipped = self._packed(pack, packed) if pack and packed else ()
        claims = [*(c for c in shipped if not listed or key_of(c.text) not in listed), *own]
        group = self._groups[word] = _group(claims) if claims else None
        return group

    def bearers(self, text: str) -> list[Entry]:
        """The entries that ``text`` is an id or a form of, whatever its case."""
        if (name := text.casefold()) in self.glossary.entries:
            return [self.glossary.entries[name]]
        key = key_of(text)
        group = self.beginning_with(key[0]) if key else None
        claims = group.by_key.get(key, ()) if group else ()
        return list({claim.entry.id: claim.entry for claim in claims}.values())

    def first_words(self) -> Iterator[str]:
        """Every folded word that a claim begins with."""
        yield from self._own
        if self.glossary.pack:
            yield from (word for word in self.glossary.pack.forms if word not in self._own)

    def _packed(self, pack: GlossaryPack, forms: Forms) -> Iterator[Claim]:
        entries = self.glossary.entries
        replaced = self.glossary.added | self.glossary.displaced
        named = [(pack.entries[number].id, role) for number, role in forms.names]
        for name, role in named:
            if name not in replaced:
                yield Claim(entries[name], cast("Role", role), None)
        for number, at in forms.listed:
            name = pack.entries[number].id
            if name not in replaced:
                form = entries[name].forms[at]
                yield Claim(entries[name], form.role, form)
        for number, role, text, language, system in forms.derived:
            name = pack.entries[number].id
            if name not in replaced:
                said = SurfaceForm(text, language, "derived", cast("Role", role), system=system)
                yield Claim(entries[name], said.role, said)


def packed_forms(entries: Iterable[Entry], derive: DeriveForms) -> dict[str, Forms]:
    """All claims of ``entries``, which are counted in their order, as a pack holds them."""
    packed: dict[str, Forms] = {}
    for number, entry in enumerate(entries):
        places = {id(form): at for at, form in enumerate(entry.forms)}
        for claim in claims_of(entry, derive):
            key = key_of(claim.text)
            if not key:
                continue
            forms = packed.setdefault(key[0], Forms([], [], []))
            if claim.form is None:
                forms.names.append((number, claim.role))
            elif id(claim.form) in places:
                forms.listed.append((number, places[id(claim.form)]))
            else:
                form = claim.form
                derived = (number, form.role, form.text, form.language, form.system)
                forms.derived.append(derived)
    return packed


def _all_claims(entries: Iterable[Entry], derive: DeriveForms) -> Iterator[Claim]:
    for entry in entries:
        yield from claims_of(entry, derive)


def _group(claims: Iterable[Claim]) -> Group:
    by_key: dict[Key, tuple[Claim, ...]] = {}
    for claim in claims:
        key = key_of(claim.text)
        by_key[key] = (*by_key.get(key, ()), claim)
    beginnings = frozenset(key[:n] for key in by_key for n in range(1, len(key)))
    return Group(by_key, beginnings, frozenset(key[1][0] for key in by_key if len(key) > 1))
