"""Repair noisy multilingual news articles and account for every change."""

from importlib import import_module
from typing import TYPE_CHECKING

from normalizer.version import VERSION

if TYPE_CHECKING:
    from normalizer.document.document import Document
    from normalizer.document.findings import Edit, Notice, Passage
    from normalizer.document.metadata import Metadata
    from normalizer.document.span import Span
    from normalizer.errors import NormalizerError
    from normalizer.pipeline.detect import Detector, detect
    from normalizer.pipeline.normalizer import Normalizer
    from normalizer.pipeline.repair import repair
    from normalizer.pipeline.settings import Settings
    from normalizer.pipeline.translator import Translation, Translator

__all__ = [
    "Detector",
    "Document",
    "Edit",
    "Metadata",
    "Normalizer",
    "NormalizerError",
    "Notice",
    "Passage",
    "Settings",
    "Span",
    "Translation",
    "Translator",
    "detect",
    "repair",
]

__version__ = VERSION

_HOMES = {
    "document.document": ("Document",),
    "document.findings": ("Edit", "Notice", "Passage"),
    "document.metadata": ("Metadata",),
    "document.span": ("Span",),
    "errors": ("NormalizerError",),
    "pipeline.detect": ("Detector", "detect"),
    "pipeline.normalizer": ("Normalizer",),
    "pipeline.repair": ("repair",),
    "pipeline.settings": ("Settings",),
    "pipeline.translator": ("Translation", "Translator"),
}
"""Where the names of this door live: who wants one, or `--help`, does not pay for the others."""


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"{__name__}.{home}"), name)
            globals()[name] = found
            return found
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
