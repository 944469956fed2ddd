"""Women whose surname, in the nominative, is a form of a man's whom a glossary knows."""

import re
from collections.abc import Mapping
from dataclasses import replace

from normalizer.finders.translation.bearers import WORD, Mention
from normalizer.finders.translation.spellings import Name

_WOMANS = re.compile(r"(?:[оеєё]в|[иії]н)а\Z")
_OPENS = re.compile(r"[\s«„“\"(–—-]*\Z")
_APART = re.compile(
    r"(?:,|\b(?:вчера|сегодня|завтра|теперь|потом|тогда|там|здесь|также|вчора|сьогодні|тепер|потім|тоді)"
    r"|\b\w{0,6}[оеё]м|\b(?:а|но|что|как|когда|если|уже|ещё|не|але|що|як|коли|якщо|вже|ще))"
    r"[ \u00a0]\Z",
    re.IGNORECASE,
)
"""Words before a name that it can't be the genitive of."""

_WITH = re.compile(r"\b[^\W\d_]*[^\W\d_аеёиоуыэюяіїє] (?:и|та|й|і) \Z")
"""Someone else, a man in the nominative, with whom she does something."""

_DOES: Mapping[str, re.Pattern[str]] = {
    "ru": re.compile(r"[а-яё]{2,}(?:[еёи]т|[еи]тся|ла|лась)\Z"),
    "uk": re.compile(r"[а-яіїєґ'’ʼ]{2,}(?:є|ить|їть|[єи]ться|ла|лася|лась)\Z"),
}
"""What someone does, and what happens to someone as well: `живёт`, `ждёт`."""

_DO: Mapping[str, re.Pattern[str]] = {
    "ru": re.compile(r"[а-яё]{2,}(?:[уюая]т(?:ся)?|ли|лись)\Z"),
    "uk": re.compile(r"[а-яіїєґ'’ʼ]{2,}(?:[уюая]ть(?:ся)?|ли|лися|лись)\Z"),
}
"""The same of several."""


def with_namesake(mention: Mention, sentence: str) -> Mention:
    """``mention`` with a woman as its rival, where she may be who does something as well as he.

    `Шевкунова живёт` is she, `Шевкунова ждёт суд` is he; `сын Шевкунова` is his. How often the
    form is met says nothing: `Смирнова`, `Громова` are women as often as men.

    >>> from normalizer.document.span import Span
    >>> man = Mention(Span(0, 9), Name("Шевкунов", "ru"))
    >>> with_namesake(man, "Шевкунова живёт в Праге.").rival.origin
    'Шевкунова'
    >>> with_namesake(man, "Шевкунова ждут в Праге.").rival
    """
    said, name = mention.span.of(sentence), mention.name
    if mention.rival or not name.is_person or name.is_woman or said == name.origin:
        return mention
    if " " in said or not _WOMANS.search(said):
        return mention
    before, after = sentence[: mention.span.start], WORD.match(sentence, mention.span.end + 1)
    if not after or name.language not in _DOES:
        return mention
    alone = _OPENS.match(before) or _APART.search(before)
    does = alone and _DOES[name.language].match(after[0])
    if not does and not (_WITH.search(before) and _DO[name.language].match(after[0])):
        return mention
    return replace(mention, rival=Name(said, name.language, woman=True, is_settled=True))
