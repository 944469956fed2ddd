"""Parts of the bytes of a file."""

from dataclasses import dataclass

from normalizer.formats.decoding.tables import TABLES, read


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes from ``start`` to ``end`` in one encoding, or ``lost``: part of no letter of it."""

    start: int
    end: int
    encoding: str
    lost: bool = False

    def read(self, raw: bytes) -> str:
        """Its text; U+FFFD stands for what is lost, but for a letter that is cut at the end.

        There it would invite a guess at one letter, where the rest of the word is cut too.
        """
        said = raw[self.start : self.end]
        if self.lost:
            return "\N{REPLACEMENT CHARACTER}" if self.end < len(raw) else ""
        if self.encoding in TABLES:
            return read(said, self.encoding)
        return said.decode(self.encoding, "replace")
