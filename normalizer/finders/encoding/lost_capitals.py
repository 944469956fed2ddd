"""Which lost letters at the start of a word were capitals."""

import regex

_QUOTES = "„“‚‘”’«»‹›"
_NOUN = regex.compile(
    r"(?:österreich(?!isch)|ägypt(?!isch)|äthiop(?!isch)|öl(?!ig)|ära|ären|ärzt(?!lich)|ämter|äpfel|äcker"
    r"|äste|ängste|ärger$|ärmel|äquator|äthers?$|ökonom(?!isch)|ökolog(?!isch)|ökosystem|öffentlichkeit"
    r"|ökostrom|öfen|übeltäter|überblick|überg[aä]ng|übergriff|überf[aä]ll(?!en|ig|t)|überlebende"
    r"|übernahme(?!n$)|überschuss|überschüsse|überstunde|überreste|überschrift|übersicht(?!lich)"
    r"|übersee|übermacht|übermaß|überdosis|überläufer|übergabe|übersetzer|überfluss).*"
    r"|.*(?:ungs|heits|keits|schafts|tions|itäts)\w+|.*(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|nis|nisse|ismus|ität)s?"
)
_NAME = regex.compile(
    r"(?:états|élysée|église|étienne|équateur|édouard|éric|émile|égypte|écosse|éthiopie|česk|čech"
    r"|čína|číny|číně|čínu|řím|řeck|španěl|švéd|švýcar|šumav|łódź|łodzi|łotw|śląsk|ślązak|żyd)\w*"
)


def is_capital(word: str, before: str, language: str, *, known: bool, typed: bool) -> bool | None:
    """Whether the first letter of ``word`` (small), which stands behind ``before``, is a capital.

    ``known`` words begin small in other languages than German if they are no names. With
    ``typed``, a question mark before may be a lost sign. None where nothing decides.
    """
    rest = before.rstrip(_QUOTES + "\ufffd?\"'( ")
    gap = before[len(rest) :]
    if not rest or rest[-1] in "\n.!" or (rest[-1] == ":" and gap.strip(" ")):
        return not (rest.endswith(".") and rest[-2:-1].isdigit())
    if gap.startswith("? ") and not typed:
        return True
    if language == "de":
        return _NOUN.fullmatch(word) is not None
    if _NAME.fullmatch(word):
        return True
    return False if known else None
