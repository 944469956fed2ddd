"""Whether a translation still has the names that no glossary knows."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from normalizer.document.span import Span
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.english_sounds import english_sound
from normalizer.finders.translation.located import Locator, Place
from normalizer.finders.translation.spellings import Name, romanized
from normalizer.romanization.likeness import LIKE, sound, sounds_alike

_NEAR, _FAR = 0.6, 0.45
_LEAST = 3
_CUTS = range(4)
_VOWEL = re.compile(r"[aeiouh]")
_CONSONANTS = 2
_SHARED = 4
_ENDING = re.compile(r"(?:'s|’s|s|es|en|er|e|n|in|er[ns]|ern|isch\w*)\Z")
_SLAVIC = re.compile(
    r"(?:[оеєё]в(?:а|у|ым|им|ом|е|ой|ою|і|ій|ої)?|(?:ко|чук|юк)(?:а|у|ом)?"
    r"|[сц]ь?к(?:ий|ого|ому|им|ом|ая|ой|ою|ую|ої|ій))\Z"
)
_SLAVIC_SAID = re.compile(
    r"(?:[oey][wv]|[^aeiou]in)(?:a|as|s)?\Z|(?:enko|[ct]s?chuk|sk[iy]j?|skaja)s?\Z"
)
"""How Slavic surnames end in Latin letters, which an engine knows many of."""

_J = re.compile("dsch|dzh", re.IGNORECASE)

_Degree = Callable[[Sequence[str], str], float]


def unknown_places(
    locator: Locator, names: Sequence[Name], common: CommonWords
) -> list[Place | None]:
    """The place of each of ``names`` in the translation; ``None`` where it's lost.

    What sounds like a name is it. A name of another language than Russian may be spelled in a
    way that can't be told, so that a word there that is no common one of the language stands for
    it, too; such a place is empty. A Slavic surname must sound like itself.
    """
    free = [span for span in locator.words() if _may_be_name(locator.translation, span)]
    found: list[list[Span | None]] = []
    for name in names:
        spans = list(_near(locator, name, free))
        free = [span for span in free if span not in spans]
        found.append(spans)
    said = [
        (word, name.language)
        for name, spans in zip(names, found, strict=True)
        for word, span in zip(name.origin.split(), spans, strict=True)
        if span
    ]
    places: list[Place | None] = []
    for name, spans in zip(names, found, strict=True):
        words = name.origin.split()
        lost = [
            word
            for word, span in zip(words, spans, strict=True)
            if span is None and not _is_repeated(word, name.language, locator.language, said)
        ]
        if all(spans):
            places.append(_place(locator, [span for span in spans if span]))
            continue
        stands_in = _explaining(locator, lost, free, common, name)
        free = [span for span in free if span not in stands_in]
        # All words of a body or a work are translated; of a person's name hardly all are.
        translated = len(lost) == len(words) > 1 and not name.is_rare
        there = len(stands_in) >= len(lost) or translated
        places.append(Place(Span(0, 0), "", "explained") if there else None)
    return places


def _may_be_name(translation: str, span: Span) -> bool:
    return translation[span.start].isupper() or translation[max(0, span.start - 1)] == "-"


def _is_repeated(word: str, source: str, target: str, said: Sequence[tuple[str, str]]) -> bool:
    """Whether ``word`` is one that was ``said`` already: a pronoun may stand for it."""
    heard = _sounds(word, source, target)
    others = (form for other, language in said for form in _sounds(other, language, target))
    return any(sounds_alike(known, other) >= LIKE for other in others for known in heard)


def _near(locator: Locator, name: Name, free: Sequence[Span]) -> Iterator[Span | None]:
    """For each word of ``name`` the free word that sounds most like it."""
    used: list[Span] = []
    for word in name.origin.split():
        heard = _sounds(word, name.language, locator.language)
        is_slavic = _SLAVIC.search(word.lower()) is not None
        left = {span: span.of(locator.translation) for span in free if span not in used}
        best = _likest(heard, left, LIKE if is_slavic else _NEAR, _alike if is_slavic else _degree)
        if best:
            used.append(best)
        yield best


def _likest(
    heard: Sequence[str], left: Mapping[Span, str], least: float, degree_of: _Degree
) -> Span | None:
    """The span whose word is likest; those that begin alike are enough where one is found."""
    for span, said in left.items():
        if not _said(said).isdisjoint(heard):
            return span
    begins = {form[:1] for form in heard}
    alike = [span for span, said in left.items() if begins & {form[:1] for form in _said(said)}]
    for spans in (alike, [span for span in left if span not in alike]):
        degrees = [(degree_of(heard, left[span]), -number) for number, span in enumerate(spans)]
        degree, number = max(degrees, default=(0.0, 0))
        if degree >= least:
            return spans[-number]
    return None


def _degree(heard: Sequence[str], said: str) -> float:
    """How much a word that is ``said`` is like what is ``heard``; its vowels may all be others."""
    bare = {_VOWEL.sub("", form) for form in _said(said)}
    for known in heard:
        consonants = _VOWEL.sub("", known)
        if len(consonants) >= _CONSONANTS and consonants in bare:
            return 1.0
    return _alike(heard, said)


def _alike(heard: Sequence[str], said: str) -> float:
    """The same with the vowels as they are: one spells Slavic names as they sound."""
    there = _said(said)
    if any(_begins(known, form) for known in heard for form in there):
        return 1.0
    return max(sounds_alike(known, form) for known in heard for form in there)


def _begins(known: str, form: str) -> bool:
    """Whether both begin alike and differ in their ends only: ``Kavano``, ``Kavanaugh``."""
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(known, form, strict=False))
    )
    return shared >= _SHARED and shared + 1 >= len(known)


@lru_cache(maxsize=1 << 14)
def _said(word: str) -> frozenset[str]:
    """What a word of a translation may sound like, as English and German have it.

    With a ``k`` for ``ch``, as English says it, and all that without a genitive.
    """
    stems = {word.lower(), word.lower().removesuffix("s").rstrip("'’")}
    forms = (
        form for stem in stems for form in (stem, stem.replace("ch", "k"), english_sound(stem))
    )
    return frozenset(map(sound, forms))


@lru_cache(maxsize=1 << 12)
def _sounds(word: str, source: str, target: str) -> tuple[str, ...]:
    """What ``word`` may sound like in its nominative: without up to three of its last letters."""
    said = romanized(word, source, target) or word
    stems = [said[: len(said) - cut] for cut in _CUTS if not cut or len(said) - cut >= _LEAST]
    return tuple(dict.fromkeys(sound(form) for stem in stems for form in (stem, _J.sub("j", stem))))


def _place(locator: Locator, spans: Sequence[Span]) -> Place:
    """Where a whole name stands, or an empty place if its words don't stand side by side."""
    start, end = spans[0].start, spans[-1].end
    if any(before.end + 1 != after.start for before, after in pairwise(spans)):
        return Place(Span(0, 0), "", "explained")
    return Place(Span(start, end), locator.translation[start:end], "right")


def _explaining(
    locator: Locator, lost: Sequence[str], free: Sequence[Span], common: CommonWords, name: Name
) -> list[Span]:
    """The free words that the ``lost`` ones may have become.

    A common word is none of them, nor is a Slavic surname where no lost one is, unless it sounds
    like the name. Who has a Slavic surname is spelled by sound, given name and all.
    """
    if lost and any(_SLAVIC.search(word.lower()) for word in name.origin.split()):
        return []
    spans: list[Span] = []
    for word in lost:
        heard = _sounds(word, name.language, locator.language)
        for span in free:
            said = span.of(locator.translation)
            is_other = _SLAVIC_SAID.search(said.lower()) is not None or _is_word(said, common)
            is_name = not is_other or _degree(heard, said) >= _FAR
            if span not in spans and is_name:
                spans.append(span)
                break
    return spans


def _is_word(said: str, common: CommonWords) -> bool:
    lowered = said.lower()
    return common.has(lowered) or common.has(_ENDING.sub("", lowered))
