"""Offline translation of whole texts, with everything that is known about passages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from normalizer.document.document import Document
from normalizer.document.findings import Notice
from normalizer.errors import FinderError
from normalizer.finders.languages.whole import AUTO
from normalizer.pipeline.normalizer import Normalizer
from normalizer.pipeline.settings import SETTING_NAMES, Settings, checked_name

STAGES = ("translation", "names")
"""What a text that is translated goes through; the names of the target are unified, too."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of a text.

    ``text`` is what there is now, ``source`` the language it was in (``und`` if that couldn't
    be told), ``outcome`` whether all of it was translated, a part, or nothing. ``notices`` say
    why something was kept. The ``document`` has every edit with its span and its evidence.
    """

    text: str
    source: str
    outcome: Literal["translated", "partly", "kept"]
    notices: tuple[Notice, ...]
    document: Document


class Translator:
    """Translates texts with the installed engines, many in one batch.

    Built once, it keeps its models. It takes a `Settings` or fields of one, as `Normalizer`
    does: ``Translator(target="de", model_folders=(path,))``.

    Raises:
        SettingsError: a setting that doesn't exist, or has a value it can't have.
    """

    def __init__(self, settings: Settings | None = None, **changes: Any) -> None:
        for name in changes:
            checked_name("setting", name, SETTING_NAMES)
        self.settings = replace(settings or Settings(), only=STAGES, **changes)
        self._normalizers: dict[tuple[str, str], Normalizer] = {}

    def translate(
        self, texts: Sequence[str], *, source: str = AUTO, target: str | None = None
    ) -> list[Translation]:
        """A translation for each of ``texts``, in order.

        ``source`` and ``target`` are ISO 639-1 codes; without a source each text is in what it
        is found to be in, without a target that of the settings is meant. A sentence that no
        engine could translate well stays as it is, with a notice.

        Raises:
            FinderError: a finder failed on a text.
            MemoryShortageError: there is too little memory for any model that serves.
            SettingsError: a language that isn't supported.
            TypeError: ``texts`` isn't a list of strings.
        """
        if isinstance(texts, str) or not all(isinstance(text, str) for text in texts):
            message = "texts must be a list of strings, such as [text]"
            raise TypeError(message)
        normalizer = self._for(source, target or self.settings.target)
        results = normalizer.run([Document(text) for text in texts])
        return [_translation(result) for result in results]

    def _for(self, source: str, target: str) -> Normalizer:
        pair = source, target
        if pair not in self._normalizers:
            self._normalizers[pair] = Normalizer(
                replace(self.settings, source=source, target=target)
            )
        return self._normalizers[pair]


def _translation(result: Document | FinderError) -> Translation:
    if isinstance(result, FinderError):
        raise result
    outcomes = {passage.outcome for passage in result.passages}
    outcome: Literal["translated", "partly", "kept"] = "kept"
    if "translated" in outcomes:
        outcome = "translated" if len(outcomes) == 1 else "partly"
    source = result.passages[0].language if result.passages else result.language
    return Translation(result.text, source, outcome, result.notices, result)
