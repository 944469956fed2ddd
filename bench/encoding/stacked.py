"""Several kinds of damage in one article, or one over the other."""

import random
import unicodedata
from collections.abc import Callable, Iterator

from encoding.cases import Articles, Case, Path, line_path
from encoding.chains import fitting, misread, swapped
from encoding.letters import lost
from encoding.transport import doubled, escaped, named, numbered, percent, quoted_printable

LINES = 8

Change = Callable[[str], str]


def stacked_paths() -> Iterator[Path]:
    """Damage that meets other damage."""
    kinds: dict[str, tuple[Change, ...]] = {
        "chain+entities+lost": (_once, named, lost),
        "twice+doubled+lost": (_twice, lambda text: doubled(named(text)), lost),
        "chain+percent+numbers": (_once, percent, numbered),
    }
    for name, changes in kinds.items():
        yield _article(f"stacked/{name}/de", changes)
    yield _with_passage("stacked/chain+entities+swapped-passage/de")
    for language in ("de", "ru"):
        yield line_path("stacked-over/numbers-of-chain", language, lambda t: numbered(_once(t)))
        yield line_path("stacked-over/escapes-of-chain", language, lambda t: escaped(_once(t)))
        yield line_path("stacked-over/quoted-of-chain", language, _quoted_chain)
        yield line_path("stacked-over/chain-of-decomposed", language, _chain_of_decomposed)
        for name in ("cp1250", "cp1251", "iso8859-5"):
            yield line_path(f"stacked-over/numbers-of-{name}", language, numbered_chain(name))
        yield line_path("stacked-over/escapes-of-twice", language, lambda t: escaped(_twice(t)))
    yield line_path("stacked-over/words-in-turn", "de", _in_turn)


def _kept(text: str) -> str:
    return text


def _once(text: str) -> str:
    return misread(text, "cp1252")


def _twice(text: str) -> str:
    return misread(text, "cp1252", "cp1252")


def _quoted_chain(text: str) -> str:
    return quoted_printable(_once(text))


def numbered_chain(table: str) -> Change:
    """Numeric entities, where the halves of letters may be controls."""
    return lambda text: numbered(misread(text, table))


def _chain_of_decomposed(text: str) -> str:
    """Letters that came apart before they were misread."""
    return _once(unicodedata.normalize("NFD", text))


def _in_turn(text: str) -> str:
    """The first half of a line mojibake, the rest entities."""
    words = text.split(" ")
    half = len(words) // 2
    return " ".join([*map(_once, words[:half]), *map(named, words[half:])])


def _article(name: str, changes: tuple[Change, ...]) -> Path:
    """A German article, every line with one of ``changes`` or with none."""

    def make(articles: Articles, rng: random.Random) -> Case:
        gold = _fitted(articles, rng)
        bad = [rng.choice((*changes, _kept))(line) for line in gold]
        return Case("\n".join(gold), "\n".join(bad))

    return Path(name, "stacked", make)


def _with_passage(name: str) -> Path:
    def make(articles: Articles, rng: random.Random) -> Case | None:
        passage = fitting("cp1251")(articles.line("ru", rng))
        if passage is None:
            return None
        lines = _fitted(articles, rng)
        at = rng.randrange(len(lines) + 1)
        bad = [rng.choice((_once, named, _kept))(line) for line in lines]
        whole = [*lines[:at], passage, *lines[at:]]
        return Case(
            "\n".join(whole),
            "\n".join([*bad[:at], swapped(passage, "cp1251", "cp1252"), *bad[at:]]),
        )

    return Path(name, "stacked", make)


def _fitted(articles: Articles, rng: random.Random) -> list[str]:
    fitted = map(fitting("cp1252"), articles.several("de", rng, LINES))
    return [line for line in fitted if line]
