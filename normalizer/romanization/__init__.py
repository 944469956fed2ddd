"""How a name in one script is spelled in another, by named system."""

import difflib

from normalizer.errors import SettingsError
from normalizer.romanization import backforms
from normalizer.romanization.catalogue import Systems
from normalizer.romanization.system import System

__all__ = [
    "SYSTEMS",
    "System",
    "back_forms",
    "readings",
    "restore",
    "romanize",
    "romanize_person",
]

SYSTEMS = Systems()
"""Every system by its id, such as ``ru-duden``."""


def romanize(text: str, system: str) -> str:
    """The text with its names in the other script, as ``system`` writes them.

    Letters that the system doesn't know stay, and so does all other text. Marks of stress go.

    Raises:
        SettingsError: there is no such system; the message has the close ones, or all.

    >>> romanize("Щербаков (Reuters)", "ru-duden")
    'Schtscherbakow (Reuters)'
    >>> romanize("Schon lateinisch", "ru-duden")
    'Schon lateinisch'
    """
    return _known(system)(text)


def romanize_person(name: str, system: str) -> str:
    """The name of one person, surname first where its language has it so.

    Only Hangul and Hanzi need it: written in one word, its parts are told by the surname.

    Raises:
        SettingsError: there is no such system; the message has the close ones, or all.

    >>> romanize_person("김정은", "ko-dprk")
    'Kim Jong Un'
    >>> romanize_person("Путин", "ru-fr")
    'Poutine'
    """
    found = _known(system)
    return found.person(name) if found.person else found(name)


def readings(word: str, system: str) -> tuple[str, ...]:
    """Every way ``system`` can read one word, the likeliest first; none if it can't be read.

    Most systems read a word in one way. At most 64 readings come back.

    Raises:
        SettingsError: there is no such system; the message has the close ones, or all.

    >>> readings("Xian", "zh-palladius")
    ('Сянь', 'Сиань')
    >>> readings("Reuters", "zh-palladius")
    ()
    """
    found = _known(system)
    return found.readings(word) if found.readings else (found(word),)


def restore(text: str, system: str) -> str:
    """The source again from what ``system`` made of it.

    Raises:
        SettingsError: there is no such system, or it isn't reversible.

    >>> restore("Ŝukin", "ru-iso9")
    'Щукин'
    """
    found = _known(system)
    if found.inverse is None:
        known = ", ".join(one.id for one in SYSTEMS.values() if one.inverse)
        message = f"{system} loses letters, so that nothing gives them again; these don't: {known}"
        raise SettingsError(message)
    return found.inverse(text)


def back_forms(name: str, source: str = "ru") -> tuple[str, ...]:
    """The Latin spellings that machine translation makes of a name it met in Cyrillic letters.

    ``source`` is the language of the text, as the systems name it. Nothing comes back for one
    that no system reads.

    >>> "Kim Chen Yn" in back_forms("Ким Чен Ын")
    True
    >>> "Si Tsinpin" in back_forms("Си Цзиньпин")
    True
    """
    return tuple(backforms.back_forms(name, SYSTEMS, source))


def _known(system: str) -> System:
    if system not in SYSTEMS:
        close = difflib.get_close_matches(system, SYSTEMS, 3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(SYSTEMS)}"
        message = f"unknown romanization system {system!r}; {hint}"
        raise SettingsError(message)
    return SYSTEMS[system]
