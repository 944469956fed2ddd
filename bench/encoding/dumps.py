"""Dumps as they come: clean articles in six languages, of which every twentieth is damaged."""

import random
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from parallel import Half
from rapidfuzz.distance import Levenshtein

from encoding.cases import ATTEMPTS, Articles
from encoding.chains import fitting, misread, swapped
from encoding.data import articles
from encoding.letters import lost
from encoding.peers import peers
from encoding.stacked import numbered_chain
from encoding.transport import escaped, named, numbered

ARTICLES = 400
SHARE = 0.05
LANGUAGES = ("de", "ru", "uk", "en", "pl", "fr")
LINES = 8
SHORTEST_PASSAGE, LONGEST_PASSAGE = 3, 8
"""Lines of an article at most, words of a passage."""

CHAINS = (
    ("cp1252",), ("latin-1",), ("cp1250",), ("cp1251",), ("koi8-r",), ("cp866",), ("mac-roman",),
    ("cp1252", "cp1252"), ("cp1252", "cp1251"), ("cp1252", "cp1252", "cp1252"),
)  # fmt: skip
SWAPS = {
    "de": (("cp1252", "cp850"), ("cp850", "cp1252"), ("cp1252", "mac-roman")),
    "fr": (("cp1252", "cp850"), ("cp1252", "cp1251")),
    "pl": (("cp1250", "cp1252"), ("iso-8859-2", "cp1252"), ("cp852", "cp1252")),
    "ru": (("cp1251", "cp1252"), ("koi8-r", "cp1251"), ("cp866", "cp1252")),
    "uk": (("cp1251", "cp1252"), ("koi8-u", "cp1251"), ("cp1251", "koi8-u")),
    "en": (),
}  # fmt: skip
"""Tables a text may be in, and those it is read with then."""

EXTENTS = ("article", "line", "passage")

Change = Callable[[str], str]


@dataclass(frozen=True)
class Article:
    """An article as it ought to be and as it came; ``damage`` is empty where nothing happened."""

    gold: str
    bad: str
    damage: str = ""


@dataclass(frozen=True)
class Tally:
    """Articles: how many were damaged, restored exactly, made worse; and clean ones changed."""

    articles: int = 0
    damaged: int = 0
    restored: int = 0
    changed: int = 0
    worse: int = 0


def dump(found: Articles, seed: int) -> list[Article]:
    """`ARTICLES` articles in seeded order, or as many as there are, the damaged ones among them."""
    rng = random.Random(f"{seed}|dump")  # noqa: S311  a benchmark, no secret
    whole = [
        (language, "\n".join(lines[at : at + LINES]))
        for language in LANGUAGES
        for lines in found.documents[language]
        for at in range(0, len(lines), LINES)
    ]
    drawn = rng.sample(whole, min(ARTICLES, len(whole)))
    # Text in ASCII comes through all of it whole.
    able = [number for number, (_, text) in enumerate(drawn) if not text.isascii()]
    damaged = set(rng.sample(able, min(len(able), round(SHARE * len(drawn)))))
    return [
        _damaged(language, text, rng) if number in damaged else Article(text, text)
        for number, (language, text) in enumerate(drawn)
    ]


def tallies(half: Half, seeds: range, executor: Executor) -> dict[str, Tally]:
    """What each peer makes of a dump of each of ``seeds``, added up."""
    return dict(executor.map(partial(_tally, half=half, seeds=seeds), _names()))


def _names() -> tuple[str, ...]:
    return tuple(peer.name for peer in peers()[:3])


def _tally(name: str, *, half: Half, seeds: range) -> tuple[str, Tally]:
    peer = next(peer for peer in peers() if peer.name == name)
    drawn = [article for seed in seeds for article in dump(articles(half), seed)]
    outputs = peer.repair([article.bad for article in drawn])
    damaged = [bool(article.damage) for article in drawn]
    exact = [article.gold == output for article, output in zip(drawn, outputs, strict=True)]
    return name, Tally(
        len(drawn),
        sum(damaged),
        sum(e and d for e, d in zip(exact, damaged, strict=True)),
        sum(not e and not d for e, d in zip(exact, damaged, strict=True)),
        sum(map(_is_worse, drawn, outputs)),
    )


def _is_worse(article: Article, output: str) -> bool:
    if output in (article.gold, article.bad):
        return False
    after = Levenshtein.distance(output, article.gold)
    return after > Levenshtein.distance(article.bad, article.gold)


def _damaged(language: str, text: str, rng: random.Random) -> Article:
    """``text`` damaged in one way that leaves a trace, drawn anew where one leaves none."""
    ways = list(_ways(language).items())
    for _ in range(ATTEMPTS):
        name, (fit, change) = rng.choice(ways)
        extent = rng.choice(EXTENTS)
        fitted = fit(text)
        bad = fitted and _over(fitted, extent, change, rng)
        if fitted and bad and bad != fitted:
            return Article(fitted, bad, f"{name}/{extent}/{language}")
    return Article(text, text)


def _ways(language: str) -> Mapping[str, tuple[Callable[[str], str | None], Change]]:
    """What may befall a text, and what of it the tables can hold."""
    ways: dict[str, tuple[Callable[[str], str | None], Change]] = {
        "+".join(readers): (str, partial(_misread, readers=readers)) for readers in CHAINS
    }
    for true, read in SWAPS[language]:
        ways[f"{true}>{read}"] = (_lines(true), partial(swapped, true=true, read=read))
    ways |= {
        "escapes": (str, escaped),
        "numbers": (str, numbered),
        "numbers of chain": (str, numbered_chain("cp1252")),
    }
    if language in {"de", "fr"}:
        ways["names"] = (str, named)
        ways["lost"] = (_lines("cp1252"), lost)
    return ways


def _lines(true: str) -> Callable[[str], str | None]:
    """A text as far as the table ``true`` can hold it."""
    fit = fitting(true)

    def fitted(text: str) -> str | None:
        lines = [fit(line) for line in text.split("\n")]
        known = [line for line in lines if line is not None]
        return "\n".join(known) if len(known) == len(lines) else None

    return fitted


def _misread(text: str, *, readers: tuple[str, ...]) -> str:
    return misread(text, *readers)


def _over(text: str, extent: str, change: Change, rng: random.Random) -> str:
    """``text`` with all of it, one line or some words of a line changed."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    if extent == "article":
        return "\n".join(map(change, lines))
    if extent == "line":
        return "\n".join([*lines[:at], change(lines[at]), *lines[at + 1 :]])
    words = lines[at].split(" ")
    count = rng.randint(SHORTEST_PASSAGE, LONGEST_PASSAGE)
    start = rng.randrange(max(1, len(words) - count + 1))
    passage = change(" ".join(words[start : start + count]))
    line = " ".join([*words[:start], passage, *words[start + count :]])
    return "\n".join([*lines[:at], line, *lines[at + 1 :]])
