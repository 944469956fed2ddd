"""How a name in one script is spelled in another, by named system."""

import difflib

from normalizer.errors import SettingsError
from normalizer.romanization.system import System, Systems

__all__ = ["SYSTEMS", "System", "romanize", "romanize_person"]

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

    Only Korean needs it: written in one word, its parts are told by the surname.

    Raises:
        SettingsError: there is no such system; the message has the close ones, or all.

    >>> romanize_person("김정은", "ko-dprk")
    'Kim Jong Un'
    >>> romanize_person("Путин", "ru-fr")
    'Poutine'
    """
    found = _known(system)
    return found.person(name) if found.person else found(name)


def _known(system: str) -> System:
    if system not in SYSTEMS:
        close = difflib.get_close_matches(system, SYSTEMS, 3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(SYSTEMS)}"
        message = f"unknown romanization system {system!r}; {hint}"
        raise SettingsError(message)
    return SYSTEMS[system]
