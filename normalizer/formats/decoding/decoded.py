"""The text of bytes, and how to have the bytes again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from normalizer.audit.records import Decoding
from normalizer.document.span import Span
from normalizer.formats.decoding.parts import Part
from normalizer.formats.decoding.tables import UTF_8, written


@dataclass(frozen=True)
class Decoded:
    """A text, and the encoding of each span of it; in order, ``decodings`` cover it."""

    text: str
    decodings: tuple[Decoding, ...]

    @property
    def encoding(self) -> str:
        """The one encoding, or that of most code points."""
        sizes: Counter[str] = Counter()
        for decoding in self.decodings:
            sizes[decoding.encoding] += len(decoding.span)
        return sizes.most_common(1)[0][0]

    @property
    def several(self) -> tuple[Decoding, ...]:
        """The decodings where one name isn't enough to have the bytes again, else none."""
        alone = len(self.decodings) == 1 and not self.decodings[0].lost
        return () if alone else self.decodings


def encoded(text: str, decodings: Sequence[Decoding]) -> bytes:
    r"""The bytes that were read as ``text``.

    >>> encoded("für", [Decoding(Span(0, 3), "cp1252")])
    b'f\xfcr'

    Raises:
        UnicodeError: there are none.
        LookupError: an encoding is none that we know.
    """
    return b"".join(
        decoding.lost or written(decoding.span.of(text), decoding.encoding)
        for decoding in decodings
    )


def assembled(raw: bytes, parts: Iterable[Part]) -> Decoded:
    """The text of ``raw``; what lies between two ``parts`` is ASCII.

    An encoding holds until another begins, which it does at the start of a line where it can.
    """
    texts: list[str] = []
    decodings: list[Decoding] = []
    size = 0
    for run in _runs(raw, parts):
        texts.append(run.read(raw))
        span = Span(size, size + len(texts[-1]))
        lost = raw[run.start : run.end] if run.lost else b""
        decodings.append(Decoding(span, run.encoding, lost))
        size = span.end
    return Decoded("".join(texts), tuple(decodings) or (Decoding(Span(0, 0), UTF_8),))


def _runs(raw: bytes, parts: Iterable[Part]) -> Iterator[Part]:
    """Parts that cover ``raw``, as few as can be."""
    start = last = 0
    encoding = ""
    for part in chain.from_iterable(_unbroken(raw, part) for part in parts):
        encoding = encoding or part.encoding
        border = part.start
        if not part.lost and part.encoding != encoding:
            border = raw.rfind(b"\n", last, part.start) + 1 or part.start
        if border > start and (part.lost or part.encoding != encoding):
            yield Part(start, border, encoding)
            start = border
        if part.lost:
            yield part
            start = part.end
        else:
            encoding = part.encoding
        last = part.end
    if start < len(raw):
        yield Part(start, len(raw), encoding or UTF_8)


def _unbroken(raw: bytes, part: Part) -> Iterator[Part]:
    """``part``, or the pieces of it that are UTF-8 and those that aren't."""
    if part.lost:
        yield part
        return
    start = part.start
    while start < part.end:
        try:
            if part.encoding == UTF_8:
                raw[start : part.end].decode(UTF_8)
        except UnicodeDecodeError as error:
            if error.start:
                yield Part(start, start + error.start, UTF_8)
            yield Part(start + error.start, start + error.end, UTF_8, lost=True)
            start += error.end
        else:
            yield Part(start, part.end, part.encoding)
            return
