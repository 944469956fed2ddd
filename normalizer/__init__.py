"""Repair noisy multilingual news articles and account for every change."""

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
from normalizer.version import VERSION

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
