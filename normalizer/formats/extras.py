"""Libraries that only some formats need, and that are installed with extras."""

import importlib
from typing import Any

from normalizer.errors import LibraryError


def library(module: str, extra: str, what: str) -> Any:
    """The ``module`` that ``what`` needs, which comes with ``extra``.

    >>> library("json", "none", "JSON").dumps([])
    '[]'
    >>> library("no_such", "a", "It")
    Traceback (most recent call last):
    normalizer.errors.LibraryError: It needs the extra 'a': pip install 'article-normalizer[a]'

    Raises:
        LibraryError: it isn't installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        message = f"{what} needs the extra {extra!r}: pip install 'article-normalizer[{extra}]'"
        raise LibraryError(message) from error
