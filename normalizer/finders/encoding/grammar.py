"""What Russian and Ukrainian words lead to expect of the endings beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
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


GRAMMARS: Mapping[str, Grammar] = {
    "ru": Grammar(
        _words("в во на за про через к ко по благодаря согласно вопреки эту ту всю свою мою твою"
               " нашу вашу одну самую какую такую каждую несмотря сквозь под"),
        _words("из из-за из-под от до для без после около против со среди ради вокруг вместо эта та"
               " вся своя моя твоя наша ваша одна самая какая такая каждая два три четыре эти его"),
        ("ую", "юю", "ому", "ему"),
        ("ая", "яя", "ого", "его", "ые", "ие"),
        _words("что и но а как если когда где не чтобы хотя потому сказал сказала пока то ну да"
               " кого чем кто которых которые которую который"),
        _words("не бы ли же и уже всегда тоже просто очень никогда сам сама так был была буду"
               " думаю хочу могу знаю верю считаю действительно только лишь вам тебя вас его ее её"
               " их понял поняла люблю все всё ещё еще никого ничего"),
        with_=True,
    ),
    "uk": Grammar(
        _words("в у на за про через по крізь цю ту всю усю свою мою твою нашу вашу одну саму яку"
               " таку кожну попри завдяки всупереч"),
        _words("з із зі від до для без після біля проти серед заради навколо замість ця та вся уся"
               " своя моя твоя наша ваша одна сама яка така кожна це"),
        ("у", "ню", "ому", "ьому"),
        ("а", "ого", "ього", "е", "є"),
        _words("що і й та але а як якщо коли де не щоб хоча бо поки то ну так кого чим хто яких"),
        _words("не б би чи ж же і й вже завжди теж також просто дуже ніколи сам сама так був була"
               " буду думаю хочу можу знаю вірю вважаю справді лише тільки"
               " вам тебе вас його її їх"),
        with_=False,
    ),
}  # fmt: skip


VERB_FORMS: Mapping[str, Mapping[str, Sequence[Sequence[str]]]] = {
    "ru": {
        "ли": (("ла",), ("л",)),
        "л": (("ла",), ("ли",)),
        "ло": (("ла",), ("ли",)),
        "ют": (("ет",),),
        "ут": (("ет",),),
        "ят": (("ит",),),
        "ат": (("ит",),),
        "я": (("ть",),),
    },
    "uk": {
        "ли": (("ла",), ("в",)),
        "в": (("ла",), ("ли",)),
        "ло": (("ла",), ("ли",)),
        "ють": (("є",),),
        "уть": (("е",),),
        "ять": (("ить",),),
        "ать": (("ить",),),
        "ючи": (("ють",),),
        "учи": (("уть",),),
        "ячи": (("ять",),),
    },
}
"""Endings of verbs that may have an object, and for each which other endings such a verb has: one
of each group."""


SPEAKERS_FORMS = {"ru": ("т", "ет", "ит", "ть"), "uk": ("є", "ить", "ти")}
"""Other endings of verbs whose form in -ю or -я is that of a speaker."""
