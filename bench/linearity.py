"""Whether every rule reads a line of 100 kB in time that grows with its length, and no faster."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from measure import seconds

from normalizer import Document, Normalizer
from normalizer.resources.rules import RULE_STAGES, Rule, load_rules

LONG = 100_000
STEEPEST = 2.5
"""The time a line of twice the length may take, as a multiple."""

_FILLERS = (
    " ",
    "a",
    "A b ",
    "я",
    "1",
    "12.",
    ". ",
    "-",
    "<",
    "[",
    '="',
    "/",
    "@",
    "{",
    ", ",
    "x: ",
)
_BOXES = (
    "Kommentare\nAntworten\n",
    "Teilen\nDas macht der Hund.\n",
    "Gut so?\nJa\nNein\n12 Stimmen\n",
    "1\nBrücke wird gesperrt\n",
    "Startseite\nPolitik\n",
    "Regie: Ina Kolb\nText: Jan Veit\n",
    "Wählen Sie bitte aus:\nTeilen\nDrucken\n",
    "- Badesachen\n- Jetzt Fan werden\n",
    "Kasse: Ute Wolf\nFotos: Sonja Ebert\n",
    "> wir haben im Herbst alle Fahrten und folgen Sie uns\n> auf Facebook und dann\n",
    "| Ort | Preis |\n|---|---|\n",
    "liste: [\n]\n",
    "Inhalt\n1. Anfang ........ 3\n",
    "———\nSo war es am Abend in der Stadt.\n",
    "Anträge nimmt das Amt bis zum Ende der Woche an und\nteilt mit, wann Sie sich melden,\n",
)
"""Articles of nothing but what lines beside each other tell."""
_NOTICEABLE = 0.002
_TOO_LONG = 2.0
_TRIES = (1, 3, 5)


@dataclass(frozen=True)
class Slow:
    """A rule that took too long on a line, or more than twice as long on one of twice the length.

    ``steepness`` is infinite where the rule was stopped after two seconds.
    """

    rule: str
    line: str
    steepness: float


def _lines(rule: Rule, length: int) -> Iterator[tuple[str, str]]:
    """A name and a line each: fillers alone, behind and inside what the rule matches."""
    examples = [""]
    for hit in rule.hit:
        flat = hit.replace("\n", " ")
        examples += [flat, flat[: len(flat) // 2]]
        yield f"{flat[:30]} repeated", (flat * (length // len(flat) + 1))[:length]
    for start in examples:
        for filler in _FILLERS:
            room = length - len(start) - 1
            body = (filler * (room // len(filler) + 1))[:room]
            # The last sign is in no pattern, so that a whole-line match must fail at the end.
            yield f"{start[:30]}{filler * 3}…", f"{start}{body}\N{SNOWMAN}"


def _reads(rule: Rule) -> Iterator[Callable[[str], object]]:
    """How the stages read a line with the rule, without the cap on its length."""
    pattern = rule.pattern
    if rule.anchor == "inline":
        yield lambda line: list(pattern.finditer(line, timeout=_TOO_LONG))
    elif rule.anchor == "start":
        yield lambda line: pattern.match(line, timeout=_TOO_LONG)
    else:
        yield lambda line: pattern.fullmatch(line, timeout=_TOO_LONG)
    if rule.unless is not None:
        unless = rule.unless
        yield lambda line: unless.search(line, timeout=_TOO_LONG)


def steepness(read: Callable[[str], object], half: str, whole: str) -> float:
    """How many times longer ``whole`` takes than ``half``; 0 where neither is noticeable.

    Measured again, more often, before a rule is called steep: the machine may be shared.
    """
    found = 0.0
    for tries in _TRIES:
        try:
            long = min(seconds(lambda: read(whole)) for _ in range(tries))
            if long < _NOTICEABLE:
                return 0.0
            short = min(seconds(lambda: read(half)) for _ in range(tries))
        except TimeoutError:
            return float("inf")
        found = long / max(short, 1e-9)
        if found <= STEEPEST:
            break
    return found


def slowest(rule: Rule) -> Slow:
    """The line on which ``rule`` is steepest."""
    worst = Slow(rule.id, "", 0.0)
    for read in _reads(rule):
        pairs = zip(_lines(rule, LONG // 2), _lines(rule, LONG), strict=True)
        for (_, half), (name, whole) in pairs:
            found = steepness(read, half, whole)
            if found > worst.steepness:
                worst = Slow(rule.id, name, found)
            if found == float("inf"):
                return worst
    return worst


def print_linearity() -> None:
    """Print how many rules of each stage are steeper than they may be, and which."""
    print(f"\nLines of {LONG // 1000} kB against half of it, time ratio at most {STEEPEST}")
    for stage in RULE_STAGES:
        rules = load_rules(stage)
        worst = sorted((slowest(rule) for rule in rules), key=lambda slow: -slow.steepness)
        steep = [slow for slow in worst if slow.steepness > STEEPEST]
        top = worst[0].steepness if worst else 0.0
        verdict = "  above" if steep else ""
        print(f"  rules of {stage:<9} {len(rules):>4}, steepest {top:>5.1f}x{verdict}")
        for slow in steep:
            print(f"    {slow.rule:<34} {slow.steepness:>6.1f}x on {slow.line!r}")
    for stage in RULE_STAGES:
        normalizer = Normalizer(only=(stage,), model_folders=())
        found = {
            filler: steepness(
                lambda text, normalizer=normalizer: normalizer(Document(text, "de")),
                filler * (LONG // 2 // len(filler)),
                filler * (LONG // len(filler)),
            )
            for filler in (*_FILLERS, *_BOXES)
        }
        filler, top = max(found.items(), key=lambda item: item[1])
        verdict = "  above" if top > STEEPEST else ""
        print(f"  stage {stage:<12} whole, steepest {top:>5.1f}x on {filler!r}{verdict}")
