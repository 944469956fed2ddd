"""How well variants of bearers are suggested once the glossary has lost those listed by hand.

The spellings to find are the variants and errors in Latin letters that the glossary lists for
people and places and that don't follow from it. Among them stand, as spellings of nobody in it,
names and other words with a capital from inside the sentences of news in German, English, French,
Spanish and Polish. Each is read as a name in a text is.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex
from parallel import Half, documents

from normalizer.finders.names.claims import Claims, claims_of, key_of
from normalizer.finders.names.suggestion import Suggest
from normalizer.resources.glossary import Entry, Glossary, SurfaceForm

RECALL, PRECISION = 0.85, 0.95

_LANGUAGES = ("deu", "eng", "fra", "spa", "pol")
_NAME = regex.compile(r"(?<=\p{Ll},? )\p{Lu}[\p{L}'’-]{3,}(?: \p{Lu}[\p{L}'’-]+){0,2}")
_LATIN = regex.compile(r"[\p{Latin}\p{M} '’.-]+")
_TYPES = ("person", "place", "region")


def print_suggesting(glossary: Glossary, half: Half = "odd", *, wrong: bool = False) -> None:
    """Print how many spellings are found, and with ``wrong`` what goes wrong.

    The even ``half`` of the entries and documents may be tuned on, the odd one is measured.
    """
    bare = Glossary({entry.id: _bare(entry) for entry in glossary})
    suggest = Suggest(bare)
    wanted = dict(_variants(glossary, bare, half))
    others = [name for name in _others(glossary, half) if name not in wanted]
    for name in (*wanted, *others):
        suggest.read(f"sagte {name}.")
    hits = {variant.text: (variant.claim, variant.likeness) for variant in suggest.variants()}
    found = {name: hits.get(name) for name in (*wanted, *others)}
    right = [n for n in wanted if (hit := found[n]) and hit[0].entry.id == wanted[n]]
    given = [n for n in found if found[n]]
    recall, precision = len(right) / len(wanted), len(right) / max(1, len(given))
    print(f"\nSuggested, of {len(wanted)} variants among {len(others)} other names")
    print(f"  recall {recall:.3f} (at least {RECALL}){'' if recall >= RECALL else '  BELOW'}")
    verdict = "" if precision >= PRECISION else "  BELOW"
    print(f"  precision {precision:.3f} (at least {PRECISION}){verdict}")
    for name in found if wrong else ():
        hit = found[name]
        if (name in wanted) != bool(hit) or (hit and hit[0].entry.id != wanted.get(name)):
            of = f"{hit[0].text} ({hit[0].entry.id}, {hit[1]:.2f})" if hit else "nothing"
            print(f"    {name} ({wanted.get(name, 'nobody')}): {of}")


def _bare(entry: Entry) -> Entry:
    return replace(entry, forms=tuple(form for form in entry.forms if form.kind == "origin"))


def _variants(glossary: Glossary, bare: Glossary, half: Half) -> Iterator[tuple[str, str]]:
    """The listed spellings of every second entry that don't follow, and whose they are."""
    claims = Claims(bare)
    for entry in list(glossary)[half == "odd" :: 2]:
        derived = {key_of(claim.text) for claim in claims_of(bare.entries[entry.id], claims.derive)}
        for form in entry.forms:
            if _is_wanted(entry, form) and key_of(form.text) not in derived:
                yield form.text, entry.id


def _is_wanted(entry: Entry, form: SurfaceForm) -> bool:
    return (
        entry.type in _TYPES
        and form.kind in ("variant", "error")
        and _LATIN.fullmatch(form.text) is not None
    )


def _others(glossary: Glossary, half: Half) -> Sequence[str]:
    """Names and words with a capital that are no form of any bearer."""
    claims = Claims(glossary)
    names: dict[str, None] = {}
    for code in _LANGUAGES:
        for line in (line for lines in documents(code, half) for line in lines):
            for match in _NAME.finditer(unicodedata.normalize("NFC", line)):
                names.setdefault(match[0])
    return [name for name in names if not _has_bearer(claims, name)]


def _has_bearer(claims: Claims, name: str) -> bool:
    """Whether any word of ``name`` begins a form that is all in it."""
    words = key_of(name)
    for at, word in enumerate(words):
        for ending in ("", "s", "er"):
            stem = word.removesuffix(ending) if ending else word
            group = claims.beginning_with(stem)
            for key in group.by_key if group else ():
                if (stem, *words[at + 1 : at + len(key)]) == key:
                    return True
    return False
