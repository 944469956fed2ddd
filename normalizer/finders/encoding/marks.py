"""Which of several marks, dashes or blanks stood in a place."""

from collections.abc import Mapping

from normalizer.finders.encoding.lossy import Segment

MARKS = frozenset("“”„«»‘’‚‹›–—…\xa0•†°§©®™‰€²³½·")
"""What is chosen by its place and no word."""

_STYLES = {"de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "sl": "„“‚‘", "pl": "„”‚’", "ro": "„”‚’",
           "hu": "„”‚’", "en": "“”‘’", "nl": "“”‘’", "tr": "“”‘’", "sv": "””’’", "fi": "””’’",
           "ru": "«»„“", "uk": "«»„“", "be": "«»„“", "bg": "„“‚‘", "sr": "„“‚‘", "mk": "„“‚‘",
           "fr": "«»“”", "it": "«»“”", "es": "«»“”", "pt": "«»“”"}  # fmt: skip
"""Opening and closing marks, outer and inner."""

_DASHES = {"ru": "—", "be": "—", "bg": "—", "mk": "—", "it": "—", "es": "—"}
"""The dash between blanks, where it is not the shorter one."""

_PAIRS = {"„": "“”", "“": "”", "«": "»", "‹": "›", "‚": "‘’", "‘": "’", "»": "«"}
_OPENERS, _CLOSERS, _DASH = frozenset("„“«‹‚‘”’"), frozenset("“”»›‘’"), frozenset("–—")
_STARTS, _ENDS = frozenset("([{\"'„“«‹‚‘–—-/"), frozenset(".,;:!?)]}…\"'”“»›’‘–—-/")

_USUAL = 1.0
_UNUSUAL = 4.0
_MISPLACED = 10.0


def chosen_mark(
    options: Segment, left: str, right: str, languages: Mapping[str, str]
) -> tuple[str, float]:
    """That of the ``options`` which fits best between ``left`` and ``right``, and its cost.

    >>> chosen_mark({"“": 1.5, "”": 1.5}, "er sagte: „Ja", ", und", {"Latin": "de"})
    ('“', 1.5)
    >>> chosen_mark({"–": 1.5, "—": 1.5}, "дом ", " это", {"Cyrillic": "ru"})
    ('—', 1.5)
    """
    language = next(iter(languages.values()), "")
    for sign in reversed(left):
        if sign.isalpha():
            script = "Latin" if sign < "\u0250" else "Cyrillic"
            language = languages.get(script, language)
            break
    costs = {text: cost + _misfit(text, left, right, language) for text, cost in options.items()}
    best = min(costs, key=costs.__getitem__)
    return best, costs[best]


def _misfit(text: str, left: str, right: str, language: str) -> float:
    """What it costs, in nats, that ``text`` stands there."""
    mark = text if text in MARKS else ""
    if not mark or mark == "\N{NO-BREAK SPACE}":
        return _UNUSUAL * (not mark)
    before, after = left[-1:] or " ", right[:1] or " "
    if mark in _DASH:
        return _misfit_of_dash(mark, left, after, language)
    opens = (before.isspace() or before in _STARTS) and not after.isspace()
    closes = (after.isspace() or after in _ENDS) and not before.isspace()
    if before.isalpha() and after.isalpha():
        return {"’": 0.0, "‘": _UNUSUAL}.get(mark, _MISPLACED)
    if mark not in _OPENERS | _CLOSERS:
        return _USUAL + _UNUSUAL * (mark == "…" and not closes)
    return _misfit_of_quote(mark, left, language, opens=opens, closes=closes)


def _misfit_of_quote(mark: str, left: str, language: str, *, opens: bool, closes: bool) -> float:
    style = _STYLES.get(language, "“”‘’")
    opened = _opened(left)
    if closes and mark in _CLOSERS:
        if not opened:
            return _USUAL if mark in (style[1], "’") else _UNUSUAL
        usual = style[style.index(opened) + 1] if opened in style[::2] else ""
        fits = mark in _PAIRS.get(opened, "")
        return 0.0 if mark == usual else _USUAL if fits else _UNUSUAL + _USUAL
    if opens and mark in _OPENERS:
        return _USUAL * (mark != style[0]) if mark in style[::2] else _UNUSUAL
    return _MISPLACED


def _misfit_of_dash(mark: str, left: str, after: str, language: str) -> float:
    before = left[-1:] or " "
    if not before.isspace() and not after.isspace():
        return _USUAL + _UNUSUAL * (mark == "—")
    lone = before.isspace() and (after.isspace() or after in _ENDS)
    cost = 0.0 if lone else _UNUSUAL
    seen = {dash for dash in _DASH if f" {dash}" in left or f"\N{NO-BREAK SPACE}{dash}" in left}
    if len(seen) == 1:
        return cost + _UNUSUAL * (mark not in seen)
    return cost + _USUAL * (mark != _DASHES.get(language, "–"))


def _opened(left: str) -> str:
    """The opening mark of the innermost quotation that is open at the end of ``left``."""
    open_: list[str] = []
    for at, sign in enumerate(left):
        if open_ and sign in _PAIRS.get(open_[-1], ""):
            if not (sign == "’" and left[at + 1 : at + 2].isalpha()):
                open_.pop()
        elif sign in _PAIRS and (at == 0 or not left[at - 1].isalnum()):
            open_.append(sign)
    return open_[-1] if open_ else ""
