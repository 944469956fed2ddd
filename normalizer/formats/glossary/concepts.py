"""What files of other tools say of names, and the entries that are made of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

import msgspec
import regex

from normalizer.resources.glossary import EntryType, Role

_ID = regex.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)+")
_ROLES: tuple[Role, ...] = get_args(Role)
_OWN = {"preferred", "origin"}


class Term(msgspec.Struct, frozen=True):
    """A name of a concept: its language, what it is, and the role of the name it stands for.

    ``kind`` is one of the glossary, ``preferred`` for a name of the entry itself. What is not
    ``safe`` was replaced only under conditions, which such files don't carry; ``exact`` forms match
    only in the case they are written in.
    """

    text: str
    language: str
    kind: str = "variant"
    role: Role = "preferred"
    safe: bool = True
    exact: bool = False


class Concept(msgspec.Struct, frozen=True):
    """A bearer of names in a file: its id and type as they stand there, its terms in order."""

    id: str
    type: str
    terms: Sequence[Term]
    gender: str | None = None


def entry_of(concept: Concept, kind: str) -> dict[str, Any] | None:
    """The entry of ``concept``, of type ``kind`` where it tells none that there is.

    ``None`` where nothing in it is German.
    """
    german = [term for term in concept.terms if term.language == "de" and term.role in _ROLES]
    names = {role: _own_name(german, role) for role in _ROLES}
    preferred = names["preferred"] or next((term.text for term in german), None)
    if preferred is None:
        return None
    entry: dict[str, Any] = {"id": concept.id} if _ID.fullmatch(concept.id) else {}
    entry["type"] = concept.type if concept.type in get_args(EntryType) else kind
    entry["preferred"] = preferred
    for role in _ROLES[1:]:
        if (name := names[role]) is not None and name != preferred:
            entry[role] = name
    if concept.gender:
        entry["gender"] = concept.gender
    for key, role in (("origin", "preferred"), ("short_origin", "short")):
        if role in entry and (at_home := dict(_at_home(concept.terms, role))):
            entry[key] = at_home
    if forms := list(_forms(concept.terms, entry)):
        entry["form"] = forms
    return entry


def _own_name(german: Iterable[Term], role: Role) -> str | None:
    """The name in ``role``: the one that says so, or any of the bare one."""
    said = [term for term in german if term.role == role]
    own = next((term.text for term in said if term.kind in _OWN), None)
    return own if own or role != "preferred" else next((term.text for term in said), None)


def _at_home(terms: Iterable[Term], role: str) -> Iterator[tuple[str, str]]:
    """The first spelling of the name in ``role`` in each other language."""
    seen: set[str] = set()
    for term in terms:
        fitting = term.language != "de" and term.kind in _OWN and term.role == role and term.safe
        if fitting and term.language not in seen:
            seen.add(term.language)
            yield term.language, term.text


def _forms(terms: Iterable[Term], entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    said = {entry[role] for role in _ROLES if role in entry}
    said |= {*entry.get("origin", {}).values(), *entry.get("short_origin", {}).values()}
    for term in terms:
        if term.text in said or (term.role not in entry and term.role != "preferred"):
            continue
        said.add(term.text)
        kind = _kind(term)
        yield {
            "text": term.text, "language": term.language or "de", "kind": kind,
            **({"as": "short"} if kind == "error" and term.role == "short" else {}),
            **({"case": "exact"} if term.exact else {}),
            **({} if term.safe else {"when": {"never": True}}),
        }  # fmt: skip


def _kind(term: Term) -> str:
    """What a form is: its role, or for the preferred one how it came to be."""
    if term.role != "preferred" and not (term.role == "short" and term.kind == "error"):
        return term.role
    return "variant" if term.kind in _OWN else term.kind
