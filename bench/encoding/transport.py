"""What a letter, a link, a script or a page wraps text in, left in the text."""

import html.entities
import re
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from encoding.cases import Path, line_path

WIDTH = 72
EMOJI = " \N{GRINNING FACE}"
_NAMES = {chr(place): name for place, name in html.entities.codepoint2name.items()}
_OTHER = re.compile("[^\x00-\x7f]")


def quoted_printable(text: str, encoding: str = "utf-8") -> str:
    """Every byte that is no ASCII, and every `=`, as ``=XX``."""
    return re.sub("[^\x00-\x7f]|=", lambda found: _hexed(found[0].encode(encoding)), text)


def _hexed(raw: bytes) -> str:
    return "".join(f"={byte:02X}" for byte in raw)


def _soft_breaks(text: str) -> str:
    units = re.findall("(?:=[0-9A-F]{2}|[^=])", quoted_printable(text))
    lines = [""]
    for unit in units:
        if len(lines[-1]) + len(unit) >= WIDTH:
            lines.append("")
        lines[-1] += unit
    return "=\n".join(lines)


def percent(text: str) -> str:
    """Every byte that is no ASCII as ``%XX``."""
    return _OTHER.sub(lambda found: quote(found[0]), text)


def escaped(text: str) -> str:
    r"""Every letter that is no ASCII as ``\uXXXX``, beyond the BMP as two of them."""
    return _OTHER.sub(lambda found: _units(found[0]), text)


def _units(letter: str) -> str:
    raw = letter.encode("utf-16-be")
    return "".join(f"\\u{raw[i : i + 2].hex()}" for i in range(0, len(raw), 2))


def named(text: str) -> str:
    """Every letter with a named entity as this entity."""
    return "".join(f"&{_NAMES[c]};" if c in _NAMES and c not in '"<>&' else c for c in text)


def numbered(text: str, form: str = "&#{};") -> str:
    """Every letter that is no ASCII as a numeric entity."""
    return _OTHER.sub(lambda found: form.format(ord(found[0])), text)


def doubled(text: str) -> str:
    """Each ampersand escaped once more."""
    return text.replace("&", "&amp;")


def unclosed(text: str) -> str:
    """Entities without their semicolon."""
    return re.sub(r"(&#?\w+);", r"\1", text)


def transport_paths() -> Iterator[Path]:
    """Quoted-printable, percent, escapes, entities whole, doubled and broken."""
    for language in ("de", "ru"):
        yield line_path("transport-quoted/utf-8", language, quoted_printable)
        yield line_path("transport-quoted/soft-breaks", language, _soft_breaks)
    yield line_path("transport-quoted/cp1252", "de", _quoted_cp1252)
    for language in ("de", "ru", "uk"):
        yield line_path("transport-percent/utf-8", language, percent)
        yield line_path("transport-escape/utf-16", language, escaped)
    yield line_path("transport-escape/surrogates", "ru", escaped, prepare=lambda text: text + EMOJI)
    yield from _entity_paths()


def _quoted_cp1252(text: str) -> str | None:
    try:
        return quoted_printable(text, "cp1252")
    except UnicodeEncodeError:
        return None


def _entity_paths() -> Iterator[Path]:
    hexadecimal = partial(numbered, form="&#x{:x};")
    for language in ("de", "fr"):
        yield line_path("entity-whole/named", language, named)
        yield line_path("entity-doubled/named", language, lambda text: doubled(named(text)))
    for language in ("de", "ru", "uk"):
        yield line_path("entity-whole/decimal", language, numbered)
        yield line_path("entity-whole/hexadecimal", language, hexadecimal)
        yield line_path("entity-doubled/decimal", language, lambda text: doubled(numbered(text)))
    yield line_path("entity-doubled/thrice", "de", lambda text: doubled(doubled(named(text))))
    yield line_path("entity-broken/unclosed", "de", lambda text: unclosed(named(text)))
    yield line_path("entity-broken/unclosed-decimal", "ru", _unclosed_before_space)
    yield line_path("entity-broken/spaced", "de", lambda text: named(text).replace("&", "& "))
    yield line_path(
        "entity-broken/beside-markup",
        "de",
        named,
        prepare=lambda text: f"{text} <br>",
    )


def _unclosed_before_space(text: str) -> str:
    """Decimal entities without semicolon where no digit follows."""
    return re.sub(r"(&#\d+);(?!\d)", r"\1", numbered(text))
