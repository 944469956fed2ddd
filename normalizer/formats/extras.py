"""Libraries that only some formats need, and that are installed with extras."""

import importlib
from typing import Any

from normalizer.errors import LibraryError


def extra(module: str, name: str, what: str) -> Any:
    """The ``module`` that ``what`` needs, which comes with the extra ``name``.

    >>> extra("json", "none", "JSON").dumps([])
    '[]'
    >>> extra("no_such", "a", "It")
    Traceback (most recent call last):
    normalizer.errors.LibraryError: It needs the extra 'a': pip install 'article-normalizer[a]'

    Raises:
        LibraryError: it isn't installed; the message says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        message = f"{what} needs the extra {name!r}: pip install 'article-normalizer[{name}]'"
        raise LibraryError(message) from error
