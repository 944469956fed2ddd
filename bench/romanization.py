"""How fast names are romanized, and how often as the packages made for one system do it."""

import random
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import measure
import parallel

from normalizer.romanization import SYSTEMS, romanize

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "romanization"
LINES = {
    "ru": "rus",
    "uk": "ukr",
    "be": "bel",
    "bg": "bul",
    "mk": "mkd",
    "ko": "kor",
    "sr": "srp-Cyrl",
}
_WORDS = 40_000
_COMMONEST = 6_000
_WORD = re.compile("[^\\W\\d_]+(?:['’][^\\W\\d_]+)*")
_SIGNS = str.maketrans({"ʹ": "’", "′": "’", "'": "’", "ʺ": "”", "″": "”", "·": None, "-": None})

Write = Callable[[str], str]


def names(system: str) -> str:
    """Names of the cases of a system, in a random order that is always the same."""
    found: list[str] = []
    for path in sorted(CASES.glob("*.toml")):
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        for table in values.get("table", [values]):
            if table.get("system") == system:
                found += (source for source, _ in table["words"])
    choose = random.Random(1)  # noqa: S311  a benchmark, no secret
    source = found or [SYSTEMS[system].example[0]]
    return " ".join(choose.choice(source) for _ in range(_WORDS))


def peers() -> Iterator[tuple[str, str, Write]]:
    """System, name of a package, and how it writes that system, of those that are installed."""
    try:
        import iuliia  # noqa: PLC0415  a peer that may be missing
    except ImportError:
        print("bench: iuliia isn't installed (pip install '.[bench]'); measured without it")
    else:
        yield "ru-bgn", "iuliia", iuliia.BGN_PCGN.translate
        yield "ru-passport", "iuliia", iuliia.ICAO_DOC_9303.translate
        yield "ru-iso9", "iuliia", iuliia.GOST_779.translate
    try:
        import translitua  # noqa: PLC0415  a peer that may be missing
    except ImportError:
        print("bench: translitua isn't installed (pip install '.[bench]'); measured without it")
        return
    yield "uk-kmu", "translitua", lambda text: translitua.translit(text, translitua.UkrainianKMU)
    yield "uk-iso9", "translitua", lambda text: translitua.translit(text, translitua.UkrainianISO9)
    yield "ru-passport", "translitua", lambda t: translitua.translit(t, translitua.RussianICAO)


def run() -> None:
    """Print speed in MB of UTF-8 a second of CPU time, then ratio and agreement by peer."""
    print("\nRomanization of names, one thread")
    print(f"  {'system':<18} {'MB/s':>7}")
    for system in SYSTEMS:
        text = names(system)
        romanize(text[:100], system)
        seconds = min(measure.seconds(lambda t=text, s=system: romanize(t, s)) for _ in range(3))
        print(f"  {system:<18} {len(text.encode()) / seconds / 1e6:>7.1f}")
    print("\nBeside packages for one system: speed, and share of the commonest words of news lines")
    print(f"  {'system':<18} {'package':<12} {'faster':>8} {'the same':>10}")
    for system, name, write in peers():
        text = names(system)
        faster = measure.ratio(
            lambda t=text, s=system: romanize(t, s), lambda t=text, w=write: w(t)
        )
        print(f"  {system:<18} {name:<12} {faster:>7.1f}x {_agreement(system, write):>10}")


def _agreement(system: str, write: Write) -> str:
    if parallel.folder() is None:
        return "no lines"
    documents = parallel.documents(LINES[SYSTEMS[system].source], "odd")
    lines = (line for document in documents for line in document)
    counted = Counter(word for line in lines for word in _WORD.findall(line))
    words = [word for word, _ in counted.most_common(_COMMONEST)]
    same = sum(_plain(romanize(word, system)) == _plain(write(word)) for word in words)
    return f"{same / len(words):.2%}"


def _plain(word: str) -> str:
    """Without what only looks different: case, marks of separation, kinds of apostrophe."""
    return unicodedata.normalize("NFC", word).translate(_SIGNS).lower()


if __name__ == "__main__":
    run()
