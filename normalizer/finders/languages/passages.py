"""Passages written in another script, and so another language, than their article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalizer.document.document import Document
from normalizer.document.findings import Passage
from normalizer.document.span import Span
from normalizer.document.windows import lines, stripped
from normalizer.finders.languages.identifier import Identifier
from normalizer.finders.languages.scripts import Word, is_latin_only, script_of, words

_FEWEST_WORDS = 3
_FEWEST_LATIN_WORDS = 6
_FEWEST_LETTERS = 12
_FEWEST_SIGNS = 8
_BRIDGED_WORDS = 2
_SHOUTED_WORDS = 5
_OWN_QUOTES = {"«": "»"}
_SENTENCE_STOPS = ".!?…。！？"


@dataclass(frozen=True)
class FindPassages:
    """Reports each run of words in another script than the article's.

    A run holds at least three words and twelve letters (six words where an article in
    another script holds Latin ones, eight signs of Han) and is no list of capitalised words,
    so names and titles are no passages. It never crosses a line break. Capitalised words of
    the article's script inside it, such as ``ATACMS``, belong to it. Text in the article's own
    script is not looked at.

    >>> from normalizer.finders.languages.identifier import WordIdentifier
    >>> find = FindPassages(WordIdentifier())
    >>> german = Document("Байден заявил, что мир будет реагировать auf das.", "de")
    >>> [(passage.span.of(german.text)[-11:], passage.language) for passage in find(german)]
    [('реагировать', 'ru')]
    >>> list(find(Document("Der НАТО-Generalsekretär las die «Известия».", "de")))
    []
    """

    identify: Identifier

    def __call__(self, document: Document) -> Iterator[Passage]:
        """One passage for each such run, with the probability of its language."""
        text, own = document.text, script_of(document.language)
        if own == "Latin" and is_latin_only(text):
            return
        for window in lines(text):
            for run in _foreign_runs(text, window, own):
                span = _with_borders(text, window, run)
                language, confidence = self.identify(span.of(text))
                if language != document.language:
                    yield Passage(span, language, round(confidence, 4))


def _foreign_runs(text: str, window: Span, own: str) -> Iterator[Sequence[Word]]:
    if own == "Latin" and is_latin_only(window.of(text)):
        return
    found = list(words(text, window))
    i = 0
    while i < len(found):
        if found[i].script == own:
            i += 1
            continue
        end = _end_of_run(text, found, i, own)
        run = found[i:end]
        foreign = [word for word in run if word.script != own]
        if _long_enough(foreign) and not _is_list_of_names(text, foreign):
            yield run
        i = end


def _end_of_run(text: str, found: Sequence[Word], start: int, own: str) -> int:
    """The index behind the last word of the run that begins at ``start``."""
    end = start + 1
    while end < len(found):
        ahead = end
        while ahead < len(found) and found[ahead].script == own:
            ahead += 1
        bridge = found[end:ahead]
        if ahead == len(found) or len(bridge) > _BRIDGED_WORDS:
            break
        if not all(text[word.span.start].isupper() for word in bridge):
            break
        if bridge and ahead - start < 2:  # noqa: PLR2004  one foreign word is no run to bridge
            break
        end = ahead + 1
    return end


def _is_list_of_names(text: str, run: Sequence[Word]) -> bool:
    """Whether every word is capitalised; a sentence in capitals has more than a few words."""
    starts = [text[word.span.start] for word in run]
    if not all(start.isupper() for start in starts):
        return False
    shouted = all(word.span.of(text).isupper() for word in run)
    return len(run) < _SHOUTED_WORDS or not shouted


def _long_enough(run: Sequence[Word]) -> bool:
    letters = sum(len(word.span) for word in run)
    if any(word.script == "Han" for word in run):
        return letters >= _FEWEST_SIGNS
    fewest = _FEWEST_LATIN_WORDS if run[0].script == "Latin" else _FEWEST_WORDS
    return len(run) >= fewest and letters >= _FEWEST_LETTERS


def _with_borders(text: str, window: Span, run: Sequence[Word]) -> Span:
    """The run with the numbers, dashes and marks that belong to it.

    Where no letter stands between the run and an end of its line, everything up to there is
    the run's. Otherwise it takes the stop of its last sentence and its own quotation marks,
    and leaves those of the language around it.
    """
    line = stripped(window, text)
    start, end = run[0].span.start, run[-1].span.end
    if not any(character.isalpha() for character in text[line.start : start]):
        start = line.start
    elif text[start - 1] in _OWN_QUOTES and _OWN_QUOTES[text[start - 1]] in text[start : end + 2]:
        start -= 1
    if not any(character.isalpha() for character in text[end : line.end]):
        return Span(start, line.end)
    quoted = text[start] in _OWN_QUOTES and text[start:end].count("«") > text[start:end].count("»")
    for _ in range(2):
        if quoted and text[end] == "»":
            end, quoted = end + 1, False
        elif text[end] in _SENTENCE_STOPS:
            end += 1
    return Span(start, end)
