"""The encoding stage and what else repairs text, each behind the same two calls."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

import ftfy
from parallel import documents

from encoding.allpairs import AllPairs
from normalizer import Document, Normalizer, NormalizerError
from normalizer.formats.decode import decoded

SAFE = ftfy.TextFixerConfig(uncurl_quotes=False)
MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Peer:
    """``repair`` gives a text for each text, ``decode`` a text for the bytes of a file."""

    name: str
    repair: Callable[[Sequence[str]], list[str]]
    decode: Callable[[bytes], str]


@cache
def peers() -> tuple[Peer, ...]:
    """Every peer; the first is ours, the second is what speed is measured against."""
    normalizer = _stage()
    # Its statistics come from the half that is never measured by default.
    brute = AllPairs.learned([line for lines in documents("rus", "even") for line in lines])
    return (
        Peer("normalizer", partial(_normalized, normalizer), partial(_decoded, normalizer)),
        Peer("ftfy safe", _each(_safe), lambda raw: _safe(guessed(raw))),
        Peer("ftfy default", _each(ftfy.fix_text), lambda raw: ftfy.fix_text(guessed(raw))),
        Peer("all pairs", _each(brute.repair), brute.decode),
    )


def unread() -> Callable[[Sequence[str]], list[str]]:
    """Our `Peer.repair` that has read nothing yet, and so remembers no word."""
    return partial(_normalized, _stage())


def _stage() -> Normalizer:
    return Normalizer(only=("encoding",), model_folders=())


def _each(repair: Callable[[str], str]) -> Callable[[Sequence[str]], list[str]]:
    return lambda texts: [repair(text) for text in texts]


def _safe(text: str) -> str:
    return ftfy.fix_text(text, SAFE)


def _normalized(normalizer: Normalizer, texts: Sequence[str]) -> list[str]:
    """What the stage makes of ``texts``; one it fails on stays as it is."""
    results = normalizer.run([Document(text) for text in texts])
    return [
        result.text if isinstance(result, Document) else text
        for text, result in zip(texts, results, strict=True)
    ]


def _decoded(normalizer: Normalizer, raw: bytes) -> str:
    """The file as it is read and repaired; one that is refused counts as misread UTF-8."""
    try:
        text = decoded(raw, "bench").text
    except NormalizerError:
        return raw.decode("utf-8", "replace")
    return _normalized(normalizer, [text])[0]


def guessed(raw: bytes) -> str:
    """What `ftfy.guess_bytes` reads, line by line where lines can be cut, as `fix_file` means to.

    The whole file at once would be worse where it is mixed, and `fix_file` itself stops with an
    error where the first line is in another encoding than a later one.
    """
    if raw.startswith(MARKS) or b"\0" in raw:
        return str(ftfy.guess_bytes(raw)[0])
    return "\n".join(ftfy.guess_bytes(line)[0] for line in raw.split(b"\n"))
