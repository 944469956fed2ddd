"""Entries as the lines of a glossary source, written as those that ship are."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_INDENT = "  "
_DELETE, _ESCAPED_DELETE = "\N{DELETE}", "\\u007f"


def entry_lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one entry: its own keys first, then each form under a header of its own."""
    yield "[[entry]]"
    for key, value in entry.items():
        if key != "form":
            yield f"{key} = {written(value)}"
    for form in entry.get("form", ()):
        yield ""
        yield from form_lines(form)


def form_lines(form: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one form of the entry above it."""
    yield f"{_INDENT}[[entry.form]]"
    yield from (f"{_INDENT}{key} = {written(value)}" for key, value in form.items())


def written(value: Any) -> str:
    r"""``value`` as TOML on one line; tables are inline.

    >>> print(written({"ru": 'Завод "Заря"', "n": 3, "few": ["a", True]}))
    { ru = "Завод \"Заря\"", n = 3, few = ["a", true] }
    """
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {written(one)}' for key, one in value.items())} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(written, value))}]"
    # JSON escapes as TOML does, but for the one control character that it leaves.
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, _ESCAPED_DELETE)
