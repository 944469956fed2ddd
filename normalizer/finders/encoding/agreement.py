"""Which of two forms of a word goes with the words beside it, in Russian and Ukrainian."""

from collections.abc import Mapping
from dataclasses import dataclass

_WITH = ("ом", "ем", "ём", "ым", "им", "ми", "ой", "ей", "ого", "его", "ых", "их", "ью", "ою", "ею",
         "а", "я", "ы", "и")  # fmt: skip
"""Endings of what stands behind "with"."""

_ON = frozenset({"в", "во", "на", "за", "про", "через", "у"})

_AGREES = 4.0
"""Nats by which a form that goes with its neighbour is likelier."""


@dataclass(frozen=True)
class _Grammar:
    """Words and endings before which a noun in -ю or in -я is expected."""

    before_yu: frozenset[str]
    before_ya: frozenset[str]
    endings_yu: tuple[str, ...]
    endings_ya: tuple[str, ...]
    before_i: frozenset[str]
    after_i: frozenset[str]
    with_: bool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GRAMMARS: Mapping[str, _Grammar] = {
    "ru": _Grammar(
        _words("в во на за про через к ко по благодаря согласно вопреки эту ту всю свою мою твою"
               " нашу вашу одну самую какую такую каждую несмотря сквозь под"),
        _words("из от до для без после около против со среди ради вокруг вместо эта та вся своя"
               " моя твоя наша ваша одна самая какая такая каждая два три четыре эти его"),
        ("ую", "юю", "ому", "ему"),
        ("ая", "яя", "ого", "его", "ые", "ие"),
        _words("что и но а как если когда где не чтобы хотя потому сказал сказала пока то ну да"
               " кого чем кто которых которые которую который"),
        _words("не бы ли же и уже всегда тоже просто очень никогда сам сама так был была буду"
               " думаю хочу могу знаю верю считаю действительно только лишь вам тебя вас его ее её"
               " их понял поняла люблю все всё ещё еще никого ничего"),
        with_=True,
    ),
    "uk": _Grammar(
        _words("в у на за про через по крізь цю ту всю усю свою мою твою нашу вашу одну саму яку"
               " таку кожну попри завдяки всупереч"),
        _words("з із зі від до для без після біля проти серед заради навколо замість ця та вся уся"
               " своя моя твоя наша ваша одна сама яка така кожна це"),
        ("у", "ому", "ьому"),
        ("а", "ого", "ього", "е", "є"),
        _words("що і й та але а як якщо коли де не щоб хоча бо поки то ну так кого чим хто яких"),
        _words("не б би чи ж же і й вже завжди теж також просто дуже ніколи сам сама так був була"
               " буду думаю хочу можу знаю вірю вважаю справді лише тільки"
               " вам тебе вас його її їх"),
        with_=False,
    ),
}  # fmt: skip


def misfit(left: str, word: str, right: str, language: str) -> float:
    """What it costs, in nats, that ``word`` stands between those two words or signs.

    The first two are small; ``left`` and ``right`` are empty at an end of the line.

    >>> misfit("эту", "линию", "в", "ru"), misfit("эту", "линия", "в", "ru")
    (0.0, 4.0)
    """
    grammar = _GRAMMARS.get(language)
    if grammar is None:
        return 0.0
    if len(word) == 1:
        return _misfit_of_i(left, word, right, grammar)
    if word[-1] not in "юя":
        return 0.0
    yu = left in grammar.before_yu or left.endswith(grammar.endings_yu)
    ya = left in grammar.before_ya or (left.endswith(grammar.endings_ya) and not yu)
    if left in grammar.before_ya:
        yu = False
    if left in _ON and word.endswith(("ния", "нию", "ння", "нню")):
        return 0.0
    if word[-1] == "ю":
        return _AGREES if ya and not yu else 0.0
    return _AGREES if yu and not ya else 0.0


def _misfit_of_i(left: str, word: str, right: str, grammar: _Grammar) -> float:
    """The same of a single letter, which may be the word for "I" or the one for "with"."""
    if word not in "яс":
        return 0.0
    if right[:1].isupper() or right[:1].isdigit():
        i = False
    elif left in grammar.before_i or right in grammar.after_i or not right[:1].isalpha():
        i = True
    else:
        i = not right.endswith(_WITH)
    i = i or not grammar.with_
    return _AGREES if i == (word == "с") else 0.0
