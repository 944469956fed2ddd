"""CPU time of each peer beside ftfy's safe configuration, in one run and in turn."""

import random
from collections.abc import Callable, Sequence

from measure import ratio

from encoding.chains import misread
from encoding.data import Half, articles
from encoding.peers import peers

CHAINS = (("cp1252",), ("cp1251",), ("koi8-r",), ("cp866",), ("cp1252", "cp1252"))
RARE = 0.01
LANGUAGES = ("de", "ru", "uk")


def ratios(half: Half, count: int, seed: int) -> list[tuple[str, int, dict[str, float]]]:
    """Rows of (texts, their code points, how many times faster than ftfy safe each peer is)."""
    rows = []
    _, safe, *_ = everyone = peers()
    for name, texts in _texts(half, count, seed):
        measured = {
            peer.name: ratio(_bound(peer.repair, texts), _bound(safe.repair, texts), rounds=3)
            for peer in everyone
            if peer is not safe
        }
        rows.append((name, sum(map(len, texts)), measured))
    return rows


def _bound(repair: Callable[[Sequence[str]], list[str]], texts: list[str]) -> Callable[[], object]:
    return lambda: repair(texts)


def _texts(half: Half, count: int, seed: int) -> list[tuple[str, list[str]]]:
    """``count`` whole documents of each language, clean, with few damaged lines, and damaged."""
    rng = random.Random(f"{seed}|speed")  # noqa: S311  a benchmark, no secret
    found = {
        language: [list(lines) for lines in articles(half).documents[language][:count]]
        for language in LANGUAGES
    }
    rows = [
        (f"clean {language}", ["\n".join(lines) for lines in texts])
        for language, texts in found.items()
    ]
    everything = [lines for texts in found.values() for lines in texts]
    for name, share in (("1 % of lines damaged", RARE), ("every line damaged", 1.0)):
        rows.append((name, [_spoiled(lines, share, rng) for lines in everything]))
    return rows


def _spoiled(lines: list[str], share: float, rng: random.Random) -> str:
    return "\n".join(
        misread(line, *rng.choice(CHAINS)) if rng.random() < share else line for line in lines
    )
