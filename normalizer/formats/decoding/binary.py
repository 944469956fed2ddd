"""Files that hold no text."""

import re

_MAGIC = re.compile(
    rb"(?P<PNG>\x89PNG)|(?P<JPEG>\xff\xd8\xff)|(?P<ZIP>PK(?:\x03\x04|\x05\x06|\x07\x08))"
    rb"|(?P<GZIP>\x1f\x8b\x08)|(?P<XZ>\xfd7zXZ)|(?P<ZSTD>\x28\xb5\x2f\xfd)"
    rb"|(?P<ELF>\x7fELF)|(?P<PDF>%PDF-\d)|(?P<OLE>\xd0\xcf\x11\xe0\xa1\xb1)"
    rb"|(?P<PARQUET>PAR1[\x00-\x1f])|(?P<BZIP2>BZh\d1AY&SY)|(?P<SQLITE>SQLite format 3\x00)"
    rb"|(?P<SEVENZIP>7z\xbc\xaf\x27\x1c)"
)
_MAGIC_IN_LETTERS = re.compile(
    rb"(?P<GIF>GIF8[79]a)|(?P<RIFF>RIFF.{4}(?:WEBP|WAVE|AVI ))|(?P<TIFF>II\*\x00|MM\x00\*)"
    rb"|(?P<MP3>ID3[\x02-\x04])|(?P<OGG>OggS\x00)|(?P<FLAC>fLaC\x00)|(?P<RAR>Rar!\x1a)"
    rb"|(?P<MP4>.{4}ftyp)|(?P<EXECUTABLE>MZ[\x90\x00])|(?P<BMP>BM.{4}\x00{4})",
    re.DOTALL,
)
_CONTROLS = bytes([*range(9), 11, *range(0x0E, 0x1A), *range(0x1C, 0x20), 0x7F])
_MOST_CONTROLS = 0.02


def kind_of(raw: bytes, *, text: bool) -> str | None:
    r"""What a file is that begins like no text: ``PNG``, ``ZIP``…; ``None`` where it may be text.

    A few kinds begin with letters; those count only in what isn't ``text`` already.

    >>> kind_of(b"\x89PNG\r\n", text=False), kind_of(b"GIF89a erkl", text=True)
    ('PNG', None)
    """
    match = _MAGIC.match(raw) or (None if text else _MAGIC_IN_LETTERS.match(raw))
    return match.lastgroup if match else None


def is_controls(raw: bytes) -> bool:
    r"""Whether more of ``raw`` is control characters than any single-byte text holds.

    >>> is_controls(bytes(range(256))), is_controls(b"Sch\xf6n.\r\n")
    (True, False)
    """
    return len(raw) - len(raw.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(raw)


def first_control(raw: bytes) -> int:
    """Where the first control character stands, or -1."""
    return next((i for i, byte in enumerate(raw) if byte in _CONTROLS), -1)
