"""What an article is about, where a page speaks of the same things: newsletters, apps, cookies."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.code import is_about_code
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_CODE = frozenset({"cms-marker", "markup"})
_KINDS = frozenset({"app-promo", "comment-form", "furniture", "paywall", "social-follow"})
"""Kinds of residue that an article may advise on."""

_OWN_VOICE = regex.compile(
    r"(?i)\b(?:wir|uns|unser\p{L}{0,2}|we|us|our|мы|нас|нам|нами|наш\p{L}{0,3}|ми|nous|notre|nos"
    r"|nuestr[ao]s?|nosotros|noi|nostr[aoei]|n[oó]s|noss[ao]s?|nas|nam|nasz\p{L}{0,3}|wij|ons|onze"
    r"|biz\p{L}{0,3})\b"
)
_TOPICS = (
    ("newsletter", "infolettre", "boletín", "рассылк", "розсилк", "nieuwsbrief", "bülten"),
    ("cookie", "куки"),
    ("push", "benachrichtigung", "notifi", "уведомлен", "сповіщен", "powiadomie", "melding"),
    ("abonn", "-abo", "subscri", "suscri", "подписк", "підписк", "prenumerat", "subskryp"),
    (
        "-app",
        " app ",
        " app,",
        " app.",
        " app-",
        " apps",
        "приложени",
        "застосун",
        "aplica",
        "aplikacj",
        "applica",
    ),
    ("kommentar", "comment", "комментар", "коментар", "comentar", "koment"),
    ("whatsapp", "telegram", "телеграм", "instagram", "facebook", "tiktok", "youtube", "twitter"),
    ("spam", "спам"),
    ("passwor", "пароль", "contraseña", "mot de passe", "hasł", "wachtwoord", "senha", "şifre"),
)
"""What pages and articles both speak of: how words for it begin in any language, topic by topic."""

_OFTEN = 2
"""An article is about what its title speaks of, or so many other lines."""

_MOST_ITEMS = 8
_ANNOUNCING = 60
"""Code points of a line that announces a list; what is shorter may be of the page."""
_SHORTEST_REST = 20

_ITEM = regex.compile(r"(\p{L}{3,9}\s)?(\d{1,2})[.):]\s")

_Hit = tuple[Rule, regex.Match[str]]


def leave_topics(article: Sequence[Line], hits: dict[int, _Hit]) -> None:
    """Advice stays: what says of no page ``we``, where other lines are about the same.

    So does code, in an article about it, the next item of a numbered list, and a word that the
    line below goes on with. What a rule of the user matches goes whatever the article is about.
    """
    for i in [i for i, (rule, _) in hits.items() if rule.ships]:
        if len(article[i].text) < _SHORTEST_REST and _begins_a_sentence(article, i, hits):
            del hits[i]
    scraps = [i for i, (rule, _) in sorted(hits.items()) if rule.ships and rule.kind in _CODE]
    about_code = bool(scraps) and is_about_code("\n".join(line.text for line in article))
    for i in scraps:
        if about_code or is_announced(article, i, hits):
            del hits[i]
    doubtful = {
        i: _advised(article[i].text, is_title=i == 0)
        for i, (rule, _) in hits.items()
        if rule.ships and rule.kind in _KINDS
    }
    if not doubtful:
        return
    told = {i: line.text.lower() for i, line in enumerate(article) if i not in hits}
    for i, topics in sorted(doubtful.items()):
        stems = list(chain.from_iterable(topics))
        about = [k for k, line in told.items() if any(map(line.__contains__, stems))]
        is_topic = bool(about) and (i == 0 or about[0] == 0 or len(about) >= _OFTEN)
        if is_topic or (i - 1 in told and _goes_on(article[i - 1], article[i])):
            del hits[i]


def is_announced(article: Sequence[Line], i: int, gone: Collection[int]) -> bool:
    """Whether line ``i`` is of a list that a paragraph of the article announces with a colon."""
    for j in range(i - 1, max(-1, i - 1 - _MOST_ITEMS), -1):
        above = article[j].text
        if j not in gone and len(above) >= _ANNOUNCING and above[-1] == ":":
            return True
        if j in gone or is_sentence(above):
            return False
    return False


def _begins_a_sentence(article: Sequence[Line], i: int, gone: Collection[int]) -> bool:
    """Whether the line below ``i`` goes on with it: it begins with a small letter, and stays."""
    if i + 1 >= len(article) or i + 1 in gone:
        return False
    below = article[i + 1].text
    return below[0].islower() and len(below) >= _SHORTEST_REST and is_sentence(below)


def _advised(line: str, *, is_title: bool) -> Iterable[Iterable[str]]:
    """What a title, or a sentence that doesn't speak of the page as ``us``, is about."""
    if not (is_title or is_sentence(line)) or _OWN_VOICE.search(line):
        return ()
    low = line.lower()
    return [stems for stems in _TOPICS if any(map(low.__contains__, stems))]


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a numbered list goes on from one line to the next."""
    last, item = _ITEM.match(above.text), _ITEM.match(line.text)
    return bool(last and item and last[1] == item[1] and int(last[2]) + 1 == int(item[2]))
