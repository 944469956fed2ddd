"""What an article is about, where a page speaks of the same things: newsletters, apps, cookies."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import regex

from normalizer.document.paragraphs import is_sentence
from normalizer.finders.residue.code import is_about_code
from normalizer.finders.residue.layout import Line
from normalizer.resources.rules import Rule

_CODE = frozenset({"cms-marker", "markup"})
_KINDS = frozenset({"app-promo", "comment-form", "cookie", "furniture", "paywall", "social-follow"})
"""Kinds of residue that an article may advise on."""

_OF_LISTS = frozenset(
    {"app-promo", "comment-form", "cookie", "furniture", "media", "nav", "share-buttons"}
    | {"rating", "social-follow", "timestamp"}
)
"""Kinds of residue that an article may list: what to tap on, when buses leave."""

_OF_LAW = frozenset({"cookie", "copyright", "disclaimer"})
_FEWEST_ANSWERS = 3

_OWN_VOICE = regex.compile(
    r"(?i)\b(?:wir|uns|unser\p{L}{0,2}|we|us|our|мы|нас|нам|нами|наш\p{L}{0,3}|ми|nous|notre|nos"
    r"|nuestr[ao]s?|nosotros|noi|nostr[aoei]|n[oó]s|noss[ao]s?|nas|nam|nasz\p{L}{0,3}|wij|ons|onze"
    r"|biz\p{L}{0,3})\b"
)
_COOKIES = ("cookie", "куки")
_TOPICS = (
    (
        *("newsletter", "infolettre", "boletín", "рассылк", "розсилк", "nieuwsbrie", "bülten"),
        *("abonn", "-abo", "subscri", "suscri", "подписк", "підписк", "prenumerat", "subskryp"),
    ),
    _COOKIES,
    (
        "push",
        "benachrichtigung",
        "notifi",
        "уведомлен",
        "сповіщен",
        "powiadomie",
        "melding",
        "bildirim",
        "thông báo",
    ),
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
        "ứng dụng",
    ),
    ("kommentar", "comment", "комментар", "коментар", "comentar", "koment", "yorum", "bình luận"),
    ("whatsapp", "telegram", "телеграм", "instagram", "facebook", "tiktok", "youtube", "twitter"),
    ("spam", "спам"),
    ("passwor", "пароль", "contraseña", "mot de passe", "hasł", "wachtwoord", "senha", "şifre"),
)
"""What pages and articles both speak of: how words for it begin in any language, topic by topic."""

_MAIL = ("e-mail", "email", "courriel", "correo", "почта", "почту", "почты", "почте", "пошт")
"""What the first of the topics is about as well, where its own words don't stand beside these."""
_OF_WORDS = regex.compile(
    r"(?i)(?<!\p{L})(?:(?:der|dieser)\s(?:satz|spruch|hinweis)|die(?:se)?\s(?:formel|phrase|floskel|worte)"
    r"|eine\ssolche\s(?:nachricht|meldung|mail|zeile|aufforderung|bitte)|so\s(?:steht|lautet|heißt)|(?:la|cette)\sphrase|esta\sfrase"
    r"|essa\sfrase|questa\sfrase|to\szdanie|deze\szin|this\s(?:sentence|phrase|line)|the\swords"
    r"|(?:эта|эту|этой|такая|такую)\s(?:фраз|надпис|строчк)\p{L}*|ця\sфраза|цю\sфразу"
    r")(?!\p{L})"
)
"""How an article speaks of what it quotes from a page."""

_CONSENT = "cookie"
"""A kind that an article is about only where its title says so: a page says it more than once."""
_OFTEN = 2
"""An article is about what its title speaks of, or so many other lines."""

_MOST_ITEMS = 8
_ANNOUNCING = 60
"""Code points of a line that announces whatever stands below it; a list takes fewer."""
_FEWEST_BLANKS = 2
_LONGEST_ITEM = 40
_SHORTEST_REST = 20

_ITEM = regex.compile(r"(\p{L}{3,9}\s)?(\d{1,2})[.):]\s")

_Hit = tuple[Rule, regex.Match[str]]


def leave_topics(article: Sequence[Line], hits: dict[int, _Hit]) -> None:
    """Advice stays: what says of no page ``we``, where other lines are about the same.

    So does code, in an article about it, the next item of a numbered list, and a word that the
    line below goes on with. What a rule of the user matches goes whatever the article is about.
    """
    for i in list(_told(article, hits)):
        hits.pop(i, None)
    doubtful = {
        i: _advised(article[i].text, rule.kind, is_title=i == 0)
        for i, (rule, _) in hits.items()
        if rule.ships and rule.kind in _KINDS
    }
    if not doubtful:
        return
    told = {i: line.text.lower() for i, line in enumerate(article) if i not in hits}
    known: dict[tuple[str, ...], list[int]] = {}
    for i, topics in sorted(doubtful.items()):
        stems = tuple(chain.from_iterable(topics))
        if stems not in known:
            lines = told.items() if stems else ()
            known[stems] = [k for k, line in lines if any(map(line.__contains__, stems))]
        about = known[stems]
        often = len(about) >= _OFTEN and hits[i][0].kind != _CONSENT
        is_topic = bool(about) and (i == 0 or about[0] == 0 or often)
        if is_topic or (i - 1 in told and _goes_on(article[i - 1], article[i])):
            del hits[i]


def _told(article: Sequence[Line], hits: Mapping[int, _Hit]) -> Iterator[int]:
    """What the lines beside it tell to be of the article, and what speaks of words as such."""
    shipped = [i for i, (rule, _) in sorted(hits.items()) if rule.ships]
    for i in shipped:
        said = article[i].text
        begins = len(said) < _SHORTEST_REST and _begins_a_sentence(article, i, hits)
        if begins or _OF_WORDS.search(said):
            yield i
    scraps = [i for i in shipped if hits[i][0].kind in _CODE]
    gone = set(hits)
    told = "\n".join(line.text for i, line in enumerate(article) if scraps and i not in gone)
    about_code = is_about_code(told)
    for i in scraps:
        if about_code or is_announced(article, i, gone):
            gone.discard(i)
            yield i
    yield from _listed_below_a_colon(article, hits)
    yield from _answering(article, hits)


def _answering(article: Sequence[Line], hits: Mapping[int, _Hit]) -> list[int]:
    """What of a page's law an article says below one of its questions, of which it has three."""
    asked = [i for i, line in enumerate(article[:-1]) if line.text[-1] == "?" and i not in hits]
    answers = [i + 1 for i in asked if is_sentence(article[i + 1].text) and i + 1 not in asked]
    if len(answers) < _FEWEST_ANSWERS:
        return []
    return [i for i in answers if i in hits and hits[i][0].ships and hits[i][0].kind in _OF_LAW]


def is_announced(article: Sequence[Line], i: int, gone: Collection[int]) -> bool:
    """Whether line ``i`` is of a list that a paragraph of the article announces with a colon."""
    for j in range(i - 1, max(-1, i - 1 - _MOST_ITEMS), -1):
        above = article[j].text
        if j not in gone and len(above) >= _ANNOUNCING and above[-1] == ":":
            return True
        if j in gone or is_sentence(above):
            return False
    return False


def _listed_below_a_colon(article: Sequence[Line], hits: Mapping[int, _Hit]) -> list[int]:
    """Words of buttons and menus, and times, in a list that the article announces with a colon."""
    listed: list[int] = []
    for j, line in enumerate(article):
        if j in hits or line.text[-1] != ":" or line.text.count(" ") < _FEWEST_BLANKS:
            continue
        items: list[int] = []
        for i in range(j + 1, min(j + 1 + _MOST_ITEMS, len(article))):
            if len(article[i].text) > _LONGEST_ITEM or is_sentence(article[i].text):
                break
            items.append(i)
        if len(items) > 1:
            listed += [i for i in items if i in hits and hits[i][0].ships]
    return [i for i in listed if hits[i][0].kind in _OF_LISTS]


def _begins_a_sentence(article: Sequence[Line], i: int, gone: Collection[int]) -> bool:
    """Whether the line below ``i`` goes on with it: it begins with a small letter, and stays."""
    if i + 1 >= len(article) or i + 1 in gone:
        return False
    below = article[i + 1].text
    return below[0].islower() and len(below) >= _SHORTEST_REST and is_sentence(below)


def _advised(line: str, kind: str, *, is_title: bool) -> Iterable[Iterable[str]]:
    """What a title, or a sentence that doesn't speak of the page as ``us``, is about."""
    if not (is_title or is_sentence(line)) or _OWN_VOICE.search(line):
        return ()
    low = line.lower()
    topics = [_COOKIES] if kind == _CONSENT else _TOPICS
    said = [stems for stems in topics if any(map(low.__contains__, stems))]
    by_mail = not said and kind != _CONSENT and any(map(low.__contains__, _MAIL))
    return [_TOPICS[0]] if by_mail else said


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a numbered list goes on from one line to the next."""
    last, item = _ITEM.match(above.text), _ITEM.match(line.text)
    return bool(last and item and last[1] == item[1] and int(last[2]) + 1 == int(item[2]))
