"""Whether a name is only a part of something else: another person's, a title, a mention."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from normalizer.document.span import Span
from normalizer.finders.names.claims import Claim
from normalizer.finders.names.folding import folded
from normalizer.finders.names.index import FormIndex
from normalizer.finders.names.native import is_hangul, is_native
from normalizer.resources.statistics import ScriptStatistics, load_statistics

_BEFORE = re.compile(r"(?P<word>[^\W\d_][^\W_]*(?:['’-][^\W_]+)*)[ \u00a0\u202f\n]\Z")
_BEHIND = re.compile(r"[ \u00a0\u202f](?P<word>[^\W\d_][^\W_]*)")
_MENTION = re.compile(
    r"\b(?:[a-zäöü]+isch|(?:russ|ukr|engl|franz|span|poln|kor|chin)\.):?\s[„“”\"»«›‚‘']?\Z"
)
_MENTION_END = len("isch: „")
_STATES = (
    r"(?:Ala(?:bama|ska)|Arizona|Arkansas|(?:Nord|Süd)?[Kk]alifornien|California|Colorado"
    r"|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana"
    r"|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska"
    r"|Nevada|New (?:Hampshire|Jersey|Mexico)|(?:Nor(?:d|th)|Süd|South)[ -]?(?:[CK]arolina"
    r"|[Dd]akota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont"
    r"|(?:West )?Virginia|Wisconsin|Wyoming)"
)
_IN_STATE = r"\sim\s(?:US-)?(?:Bundess|S)taat\s"
# Washington and New York are towns as well, and behind a comma mostly the next ones of a list.
_STATE = re.compile(
    rf"(?:,\s?|\s\(|\sin\s|{_IN_STATE}){_STATES}\b"
    rf"|{_IN_STATE}(?:New York|Washington)\b|,\s?(?:New York|Washington)(?=[.;:!?)]|\Z)"
)
_OF_STATE = re.compile(r"\b(?:kalifornisch|texanisch)e[mnrs]?\s\Z")
_QUOTES = "\"'„“”«»‹›‚‘’"
_BRACKETS = ("()", "[]")
_CAPITALS_BEFORE = re.compile(r"([(\[])(?:[A-Z\d]+-)*\Z")
_CAPITALS_BEHIND = re.compile(r"(?:-[A-Z\d]+)*([)\]])")
_SOFTWARE = re.compile(
    r"-(?:API|Bibliothek|Compiler|Datei|Klasse|Modul|Objekt|Plug-?in|Schnittstelle|Skript|Treiber"
    r"|Widget)"
)
_LONGEST = 60
_FAMILY_FIRST = frozenset(("KP", "KR", "CN", "TW", "HK", "MO", "VN", "KH", "HU"))
"""Countries whose people have their family name first."""

_ENGLISH, _KNOWN = 0.4, -12.5
"""By how many nats an English word is commoner there than in German, and how common it is."""

_TITLE = -12.0
"""Natural log probability from which on the end of a word makes it a German compound."""

_SMALL_WORD = -8.0
"""Natural log probability from which on a word is an article, a preposition and the like."""

_LEAST_NAME, _LEAST_PART = 3, 4
_MOST_KNOWN = 20_000
"""Words beside names that are remembered."""


@dataclass(frozen=True)
class Neighbourhood:
    """Looks at the words beside a name, with what ``index`` knows of other bearers."""

    index: FormIndex
    statistics: Mapping[str, ScriptStatistics] = field(default_factory=load_statistics)

    def takes(self, text: str, span: Span, claim: Claim) -> bool:
        """Whether what stands around ``span`` makes it no name of ``claim``'s bearer.

        So do the given name of someone else before a surname, English words beside a place, a
        part of a program behind it, brackets around what is an abbreviation, a language it is
        said to be in, and around a name in other letters foreign words or quotation marks.
        """
        if text[span.end : span.end + 1] == "_" or text[max(0, span.start - 1) : span.start] == "_":
            return True
        preceding = text[max(0, span.start - _LONGEST) : span.start]
        before = _word_before(preceding)
        behind = _BEHIND.match(text, span.end)
        words = [before, behind["word"] if behind else ""]
        said = span.of(text)
        if not said[0].isascii() and _is_quoted(text, span):
            return True
        if is_native(said) and any(self._is_foreign(word, said) for word in words):
            return True
        if claim.role == "short" and claim.entry.type == "person":
            if words[0] and self._is_given_name(words[0], claim):
                return True
        elif claim.entry.type in ("place", "region", "organization") and (
            any(self._is_english(word) for word in words)
            or (before[:1].isupper() and self._is_english(_word_before(preceding, before)))
            or _is_abbreviation(text, span, claim)
            or _is_software(text, span)
        ):
            return True
        return _is_mentioned(preceding)

    def is_elsewhere(self, text: str, span: Span, claim: Claim) -> bool:
        """Whether a place is another one by that name, in a state of the USA: `Moscow in Idaho`."""
        if claim.entry.type not in ("place", "region", "organization"):
            return False
        preceding = text[max(0, span.start - _LONGEST) : span.start]
        return bool(_STATE.match(text, span.end) or _OF_STATE.search(preceding))

    def is_surname(self, text: str, span: Span, claim: Claim) -> bool:
        """Whether a place is a surname here: `Steve Greenland`, behind what begins only names."""
        if claim.entry.type not in ("place", "region"):
            return False
        word = _word_before(text[max(0, span.start - _LONGEST) : span.start])
        if not word[:1].isupper() or word.isupper() or len(word) < _LEAST_NAME or is_native(word):
            return False
        group = self.index.claims.beginning_with(folded(word))
        found = [
            (len(words) > 1 and claim.entry.type == "person", claim.entry.country)
            for words, claims in (group.by_key.items() if group else ())
            for claim in claims
        ]
        first = any(country not in _FAMILY_FIRST for _, country in found)
        is_name = first and all(of_person for of_person, _ in found)
        return is_name and self._german(word.lower()) <= _SMALL_WORD

    def _is_foreign(self, word: str, said: str) -> bool:
        """Whether ``word`` shows that a foreign sentence goes on beside a name."""
        if is_hangul(word):
            return is_hangul(said) and not self.index.native.first_keys(word)
        return is_native(word) and word[0].islower()

    def _is_given_name(self, word: str, claim: Claim) -> bool:
        """Whether ``word`` is somebody's first name, or a name that nobody here has."""
        if not word[0].isupper() or word.isupper() or len(word) < _LEAST_NAME:
            return False
        if self._german(word.lower()) > _SMALL_WORD:
            return False
        keys = self.index.native.first_keys(word) if is_native(word) else (folded(word),)
        is_name = False
        for key in keys:
            group = self.index.claims.beginning_with(key)
            for words, claims in group.by_key.items() if group else ():
                for other in claims:
                    if other.entry.id == claim.entry.id or len(words) == 1:
                        return False
                    is_first = other.entry.country not in _FAMILY_FIRST
                    is_name |= other.entry.type == "person" and is_first
        return is_name or (not is_native(word) and self._is_no_german_word(word))

    @cached_property
    def _is_english(self) -> Callable[[str], bool]:
        return lru_cache(_MOST_KNOWN)(self._told_english)

    @cached_property
    def _is_no_german_word(self) -> Callable[[str], bool]:
        return lru_cache(_MOST_KNOWN)(self._told_no_german_word)

    def _told_english(self, word: str) -> bool:
        if not word[:1].isupper() or not word.isascii() or len(word) < _LEAST_NAME:
            return False
        latin = self.statistics["Latin"]
        scores = latin.common_scores([word.lower()])[0]
        german, english = (scores[latin.languages.index(code)] for code in ("de", "en"))
        return bool(english > _KNOWN and english - german > _ENGLISH)

    def _told_no_german_word(self, word: str) -> bool:
        """Whether neither ``word`` nor the end of it is a German one: ``Kreml|sprecher`` is."""
        last = word.rpartition("-")[2].lower()
        wholes = (last, last.removesuffix("s"), last.removesuffix("es"))
        parts = [
            whole[at:] for whole in wholes for at in range(max(1, len(whole) - _LEAST_PART + 1))
        ]
        return all(self._german(part) <= _TITLE for part in parts)

    def _german(self, word: str) -> float:
        latin = self.statistics["Latin"]
        return float(latin.common_scores([word])[0, latin.languages.index("de")])


def _word_before(preceding: str, last: str = "") -> str:
    """The word at the end of ``preceding``, before one blank; empty if there is none.

    Where the ``last`` one is known, the word before that.
    """
    if last:
        preceding = preceding[: preceding.rindex(last)]
    # No word goes on over a blank, and to search on from each letter is dear.
    found = _BEFORE.search(preceding, preceding.rfind(" ", 0, -1) + 1)
    return found["word"] if found else ""


def _is_abbreviation(text: str, span: Span, claim: Claim) -> bool:
    """Whether a name in capitals is all, or a part, of a word in brackets: what is short there."""
    if not span.of(text).isupper():
        return False
    before = _CAPITALS_BEFORE.search(text[max(0, span.start - _LONGEST) : span.start])
    behind = _CAPITALS_BEHIND.match(text, span.end)
    if before is None or behind is None:
        return False
    is_part = before.end() - before.start() + behind.end() - behind.start() > len("()")
    return before[1] + behind[1] in _BRACKETS and (is_part or not claim.text.isupper())


def _is_software(text: str, span: Span) -> bool:
    """Whether a name begins the name of a part of a program: ``Cairo-Bibliothek``."""
    return _SOFTWARE.match(text, span.end) is not None


def _is_mentioned(preceding: str) -> bool:
    """Whether a language stands at the end of ``preceding``."""
    may_be = "isch" in preceding[-_MENTION_END:] or "." in preceding[-_MENTION_END:]
    return may_be and _MENTION.search(preceding) is not None


def _is_quoted(text: str, span: Span) -> bool:
    """Whether a name in other letters stands between quotation marks, so that it is a word."""
    around = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return all(sign and sign in _QUOTES for sign in around) and not _is_latin(span.of(text))


def _is_latin(said: str) -> bool:
    return unicodedata.name(said[0], "").startswith("LATIN")
