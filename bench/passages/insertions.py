"""How foreign text gets into an article, one function for each category."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from passages.articles import Labelled, Paragraph, Sentence
from passages.languages import UNSPACED, code
from passages.lines import Row, words_of
from passages.phrases import Phrases

_LEAST_LEFT = 3
_FEWEST_WORDS, _MOST_WORDS = 3, 8
_MOST_TAIL = 4
_NEAREST = 6
_QUOTES = regex.compile("[„“”\"«»‹›‚‘]|(?<!\\p{L})['’]|['’](?!\\p{L})")
_WORD_START = regex.compile(r"(?<=\s)\S")
_CLAUSE_START = regex.compile(r"(?<=[，、。；])\S")
_LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True)
class Material:
    """What passages are made of: usable rows, their language, that of the article, its phrases."""

    rows: Sequence[Row]
    language: str
    main: str
    phrases: Phrases

    def labelled(self, text: str) -> Labelled:
        """``text`` as text of the foreign language."""
        return Labelled(text, code(self.language))


Insert = Callable[[list[Paragraph], Material, random.Random], bool]
"""Puts a passage into paragraphs; False where the rows that were drawn don't suit."""


def paragraph(kind: str) -> Insert:
    """Inserts of one to three foreign sentences: one paragraph, or with ``a_lines`` one each."""

    def insert(paragraphs: list[Paragraph], material: Material, rng: random.Random) -> bool:
        count = rng.choice((1, 2, 2, 3)) if kind == "a_block" else rng.choice((2, 3))
        start = rng.randrange(max(1, len(material.rows) - count + 1))
        chosen = material.rows[start : start + count]
        sentences: list[Sentence] = [[material.labelled(row[material.language])] for row in chosen]
        at = rng.randrange(len(paragraphs) + 1)
        paragraphs[at:at] = [sentences] if kind == "a_block" else [[one] for one in sentences]
        return True

    return insert


def sentence(_kind: str) -> Insert:
    """Inserts of a foreign sentence among others of a paragraph."""

    def insert(paragraphs: list[Paragraph], material: Material, rng: random.Random) -> bool:
        line = rng.choice(material.rows)[material.language]
        _put(paragraphs, [material.labelled(line)], rng)
        return True

    return insert


WITH_GUILLEMETS = frozenset({"ru", "uk", "be", "fr", "it", "es", "pt", "el", "no", "fa", "ar"})
"""Languages that write « » around quotations, so that these belong to the passage."""

_AT_BORDER = ",;:–—- "
"""Between two languages these belong to neither, so they stay outside."""


def quotation(kind: str) -> Insert:
    """Inserts of a sentence of the main language that quotes a foreign sentence or clause."""

    def insert(paragraphs: list[Paragraph], material: Material, rng: random.Random) -> bool:
        row = rng.choice(material.rows)
        line = row[material.language]
        quoted = _clause(row, material, rng) if kind == "c_clause" else line
        if quoted is None or _QUOTES.search(line):
            return False
        before, after = material.phrases.around_quotation(rng)
        if before.rstrip().endswith("«") and material.language in WITH_GUILLEMETS:
            at, end = before.rindex("«"), after.index("»") + 1
            quoted = before[at:] + quoted + after[:end]
            before, after = before[:at], after[end:]
        _put(paragraphs, [Labelled(before), material.labelled(quoted), Labelled(after)], rng)
        return True

    return insert


def _clause(row: Row, material: Material, rng: random.Random) -> str | None:
    """The first words of the line; None where they are hardly more than names."""
    line = row[material.language]
    if material.language in UNSPACED:
        found = _CLAUSE_START.search(line)
        clause = line[: found.start() - 1] if found else line
        return clause if len(clause) > 2 * _FEWEST_WORDS else None
    words = line.split()[: rng.randint(_FEWEST_WORDS, _MOST_WORDS)]
    known = set(words_of(row[material.main]))
    plain = [
        word for word in words if not word[0].isupper() and not known.intersection(words_of(word))
    ]
    if len(words) < _FEWEST_WORDS or sum(map(_has_letter, plain)) < 2:  # noqa: PLR2004  no names
        return None
    return " ".join(words).rstrip(",;:–—- ")


def switch(kind: str) -> Insert:
    """Inserts of a sentence that changes its language on the way.

    ``d_mid`` changes in the middle into the main language, ``d_tail`` only for its last one to
    four words, ``d_rev`` in the middle out of it.
    """

    def insert(paragraphs: list[Paragraph], material: Material, rng: random.Random) -> bool:
        row = rng.choice(material.rows)
        foreign, own = row[material.language], row[material.main]
        mixed = _mixed(kind, (foreign, own), material, rng)
        if mixed is None:
            return False
        _put(paragraphs, mixed, rng)
        return True

    return insert


def _mixed(
    kind: str, lines: tuple[str, str], material: Material, rng: random.Random
) -> Sentence | None:
    """A sentence of two languages; None where none can be cut at a border that is clear."""
    foreign, own = lines
    if kind == "d_tail":
        starts = _starts(own, material.main)
        if len(starts) <= _MOST_TAIL + 1:
            return None
        cut_own: int | None = starts[-rng.randint(1, _MOST_TAIL)]
        cut_foreign = _cut(foreign, material.language, (cut_own or 0) / len(own), rng)
    else:
        share = rng.uniform(0.3, 0.65) if kind == "d_rev" else rng.uniform(0.4, 0.65)
        cut_foreign = _cut(foreign, material.language, share, rng)
        cut_own = _cut(own, material.main, share, rng)
    if cut_foreign is None or cut_own is None:
        return None
    first, second = (own, foreign) if kind == "d_rev" else (foreign, own)
    at, on = (cut_own, cut_foreign) if kind == "d_rev" else (cut_foreign, cut_own)
    head, tail = first[:at].strip(), second[on:].strip()
    if not is_clear(head, tail, words_of(second), words_of(first)):
        return None
    if kind == "d_rev":
        return [Labelled(head + " "), material.labelled(tail)]
    left = head.rstrip(_AT_BORDER)
    return [material.labelled(left), Labelled(f"{head[len(left) :]} {tail}")]


def is_clear(head: str, tail: str, after: Sequence[str], before: Sequence[str]) -> bool:
    """Whether a reader sees that ``head`` ends and ``tail`` begins just there.

    The words at the border are words, no figures or marks alone, and neither is one that the
    other language has in the same sentence (a name): ``after`` are the words of the whole line
    that ``tail`` is of, ``before`` those of the line of ``head``.
    """
    left, right = head.rsplit(maxsplit=1)[-1], tail.split(maxsplit=1)[0]
    if not (_has_letter(left) and _has_letter(right)) or _QUOTES.search(left[-1] + right[0]):
        return False
    return not set(words_of(left)[-1:]) & set(after) and not set(words_of(right)[:1]) & set(before)


def _cut(line: str, language: str, share: float, rng: random.Random) -> int | None:
    """A place near ``share`` of the line where a word begins, half the time behind a comma."""
    starts = _starts(line, language)
    enough = 0 if language in UNSPACED else _LEAST_LEFT - 1
    inner = starts[enough : len(starts) - enough]
    near = sorted(inner, key=lambda start: abs(start - share * len(line)))[:_NEAREST]
    if not near:
        return None
    behind = [start for start in near if line[:start].rstrip()[-1:] in ",;:–—"]
    return behind[0] if behind and rng.random() < 1 / 2 else near[0]


def _starts(line: str, language: str) -> list[int]:
    pattern = _CLAUSE_START if language in UNSPACED else _WORD_START
    return [match.start() for match in pattern.finditer(line)]


def negative(kind: str) -> Insert:
    """Inserts of a sentence with foreign words that is no passage, from those of ``kind``."""

    def insert(paragraphs: list[Paragraph], material: Material, rng: random.Random) -> bool:
        _put(paragraphs, [Labelled(rng.choice(material.phrases.negatives[kind]))], rng)
        return True

    return insert


def _put(paragraphs: list[Paragraph], inserted: Sentence, rng: random.Random) -> None:
    """Put a sentence anywhere into one of the paragraphs, best one without foreign text."""
    plain = [found for found in paragraphs if not any(part.language for s in found for part in s)]
    chosen = rng.choice(plain or paragraphs)
    chosen.insert(rng.randrange(len(chosen) + 1), inserted)


def _has_letter(text: str) -> bool:
    return _LETTER.search(text) is not None
