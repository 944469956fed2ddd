"""What machine translation makes of Korean and Chinese names that it met in Cyrillic letters."""

import re
from collections.abc import Iterator, Mapping

from normalizer.romanization.system import System

_LATIN_TARGETS = frozenset({"de", "en", "fr", "es", "pl"})
_SIGNS = re.compile("[’”'ʼ]")
_SHORTER = (
    (("tsz", "ts"), ("tsz", "z"), ("chzh", "zh"), ("chzh", "ch"), ("chzh", "j")),
    (("chkh", "ch"), ("tkh", "th"), ("pkh", "ph"), ("kkh", "kh")),
)
"""Clusters that no reader of the target language expects, and what they are cut to: those of
``цз`` and ``чж``, then those of ``чх``, ``тх``, ``пх`` and ``кх``."""
_SHORTER_GERMAN = (
    (("zs", "z"), ("tschsch", "tsch"), ("tschsch", "dsch")),
    (("tschch", "tsch"), ("tch", "th"), ("pch", "ph"), ("kch", "k")),
)


def back_forms(name: str, systems: Mapping[str, System], source: str) -> Iterator[str]:
    """The Latin spellings of a Cyrillic name, each once: by every system, and with clusters cut."""
    seen: dict[str, None] = {}
    for system in systems.values():
        if system.source == source and system.target in _LATIN_TARGETS:
            plain = _SIGNS.sub("", system(name))
            shorter = _SHORTER_GERMAN if system.target == "de" else _SHORTER
            for form in (plain, *_cut(plain, shorter)):
                seen.setdefault(form)
    return iter(seen)


def _cut(form: str, shorter: tuple[tuple[tuple[str, str], ...], ...]) -> Iterator[str]:
    forms = [form]
    for pairs in shorter:
        forms += [_without(one, *pair) for one in tuple(forms) for pair in pairs]
    yield from forms[1:]


def _without(form: str, cluster: str, short: str) -> str:
    for shape in (str.lower, str.capitalize, str.upper):
        form = form.replace(shape(cluster), shape(short))
    return form
