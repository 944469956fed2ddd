"""A dump of news in many languages, articles of two to four thousand letters, some damaged.

They are put together from parallel lines (see `parallel`), and are the same for the same seed.
"""

import random
from collections.abc import Iterator

import dump
import parallel

LANGUAGES = ("deu", "eng", "rus", "ukr", "fra", "spa", "pol", "ces", "ita", "tur")
_SHORTEST, _LONGEST = 2000, 4000


def articles(*, damaged: float, seed: int = 1) -> list[str]:
    """Articles of every language, mixed; a share ``damaged`` (0 to 1) of them has some damage.

    It is that of `dump.articles`, or the whole article is UTF-8 that was read as cp1252.
    """
    choose = random.Random(seed)  # noqa: S311  a benchmark, no secret
    texts = [text for name in LANGUAGES for text in _articles(name, choose)]
    choose.shuffle(texts)
    return [_damaged(text, choose) if choose.random() < damaged else text for text in texts]


def _articles(name: str, choose: random.Random) -> Iterator[str]:
    lines = [line for lines in parallel.documents(name, "odd") for line in lines]
    gathered: list[str] = []
    length = choose.randint(_SHORTEST, _LONGEST)
    for line in lines:
        gathered.append(line)
        if sum(map(len, gathered)) >= length:
            yield "\n\n".join(gathered) + "\n"
            gathered, length = [], choose.randint(_SHORTEST, _LONGEST)


def _damaged(text: str, choose: random.Random) -> str:
    if choose.random() < 0.5:  # noqa: PLR2004
        return dump.spoiled(text, choose)
    return text.encode().decode("cp1252", "replace").replace("\ufffd", "?")
