"""The tables of the benchmark as text and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from passages.articles import Case, Piece
from passages.languages import SetName
from passages.peers import OURS
from passages.results import Result, Sums
from passages.scores import Tally, settled
from passages.short import Share
from passages.speed import Figure

LETTERS = {"all": 99.5, "d": 98.5, "language ru": 99.8}
"""F1 over letters to be reached at least, in per cent."""

EXACT = {"all": 97.0}
"""F1 over passages with ends within one word."""

NAMED = 99.9
"""Per cent of short articles whose main language is right."""

_CATEGORIES = ("a", "b", "c", "d")
_CONTEXT = 40


@dataclass(frozen=True)
class Measured:
    """Everything about one set: sums by peer, raw and filtered, and by noise and peer."""

    name: SetName
    cases: int
    raw: Mapping[str, Sums]
    filtered: Mapping[str, Sums]
    noise: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)


def print_set(measured: Measured) -> None:
    """Print every peer over all categories, then ours by category, kind and language."""
    print(f"\nSet {measured.name}, {measured.cases} articles. F1 in %: letters in the right")
    print("language | passages with both ends within a word (exact), to the character (strict).")
    print("e, f: articles without a passage in which one was found. +f: only what has 3 words")
    print(
        f"{'':<20}{'letters':>8}"
        + "".join(f"{name:>7}" for name in _CATEGORIES)
        + f" |{'exact':>7}{'strict':>8} |{'e':>8}{'f':>8} |{'main':>6}{'kind':>6}"
    )
    for peer, sums in measured.raw.items():
        _print_peer(peer, sums)
        if peer != OURS:
            _print_peer("  +f", measured.filtered[peer])
    _print_details(measured)


def _print_peer(name: str, sums: Sums) -> None:
    every = sums["all"]
    found = [sums.get(category, Tally()) for category in _CATEGORIES]
    letters = "".join(f"{_percent(tally.letters_f1()):>7}" for tally in found)
    kind = _percent(every.right_kinds / every.kinds) if every.kinds else ""
    flagged = "".join(f"{_flagged(sums.get(category, Tally())):>8}" for category in "ef")
    print(
        f"{name:<20}{_percent(every.letters_f1()):>8}{letters} |{_percent(every.exact_f1()):>7}"
        f"{_percent(every.strict_f1()):>8} |{flagged} |"
        f"{_percent(every.named / max(1, every.articles)):>6}{kind:>6}"
    )


def _flagged(tally: Tally) -> str:
    return f"{tally.flagged}/{tally.articles}" if tally.articles else ""


def _print_details(measured: Measured) -> None:
    names = list(measured.filtered)
    keys = sorted({key for sums in measured.filtered.values() for key in sums} - {"all"}, key=_rank)
    print("\nF1 letters/exact/strict in %; of e and f the articles in which something was found")
    print(f"{'':<20}{'n':>5}" + "".join(f" | {name:^19}" for name in names) + " | at least")
    for key in ("all", *keys):
        tallies = [sums.get(key, Tally()) for sums in measured.filtered.values()]
        cells = "".join(f" | {_cell(tally):^19}" for tally in tallies)
        count = max(tally.articles for tally in tallies)
        verdict = _verdict(key, measured.filtered[OURS][key]) if OURS in names else ""
        print(f"{key:<20}{count:>5}{cells} | {verdict}".rstrip(" |"))


def _rank(key: str) -> tuple[bool, bool, str]:
    return key.startswith("in "), key.startswith("language "), key


def _cell(tally: Tally) -> str:
    if not tally.gold:
        return _flagged(tally)
    found = (tally.letters_f1(), tally.exact_f1(), tally.strict_f1())
    return " ".join(f"{_percent(value):>5}" for value in found)


def _verdict(key: str, tally: Tally) -> str:
    words = []
    if key in LETTERS:
        words.append(f"letters {LETTERS[key]} {_met(tally.letters_f1(), LETTERS[key])}")
    if key in EXACT:
        words.append(f"exact {EXACT[key]} {_met(tally.exact_f1(), EXACT[key])}")
    if key == "e":
        words.append("none found " + ("below" if tally.flagged else "met"))
    return ", ".join(words)


def _met(share: float | None, least: float) -> str:
    return "met" if share is not None and 100 * share >= least else "below"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def print_noise(measured: Measured) -> None:
    """Print what every peer finds where the text is damaged."""
    names = list(next(iter(measured.noise.values())))
    print(
        f"\nSet {measured.name} with noise: F1 letters/exact/strict in %, and articles of e and f"
    )
    print(f"{'':<18}" + "".join(f" | {name:^26}" for name in names))
    for noise, tallies in measured.noise.items():
        cells = "".join(f" | {_cell(tally):<19}{tally.flagged:>7}" for tally in tallies.values())
        print(f"{noise:<18}{cells}")


def print_short(short: Mapping[str, Mapping[str, Share]]) -> None:
    """Print how often each peer is right about short pieces, by group and length."""
    names = list(short)
    rows = list(short[names[0]])
    print("\nShort pieces, told of the languages of the row, and short articles in all languages:")
    print("% right, and what the first takes for something else most often")
    print(f"{'code points':<20}{'n':>7}" + "".join(f"{name:>18}" for name in names))
    for row in rows:
        shares = [short[name][row] for name in names]
        cells = "".join(f"{100 * share.right / share.pieces:>18.2f}" for share in shares)
        print(f"{row:<20}{shares[0].pieces:>7}{cells}   {_confused(shares[0])}")


def _confused(share: Share) -> str:
    counts: dict[str, int] = {}
    for gold, found in share.mistaken:
        counts[f"{gold}>{found}"] = counts.get(f"{gold}>{found}", 0) + 1
    most = sorted(counts.items(), key=lambda item: -item[1])[:4]
    return ", ".join(f"{name} {count}" for name, count in most)


def print_plain_verdict(share: Share) -> None:
    """Print whether the main language of short articles is right often enough."""
    reached = share.right / share.pieces
    print(f"main language of articles: at least {NAMED} %, {_met(reached, NAMED)}")


def print_figures(figures: Sequence[Figure]) -> None:
    """Print speed, load time and memory beside their limits."""
    print("\nSpeed: how many times as fast as the other in CPU time of one run; cost of the start")
    for figure in figures:
        print(f"{figure.name:<32}{figure.value:>10.2f}   {_limit(figure)}".rstrip())


def _limit(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    kept = figure.value <= figure.limit if figure.most else figure.value >= figure.limit
    word, missed = ("most", "above") if figure.most else ("least", "below")
    return f"at {word} {figure.limit:.2f}  {'met' if kept else missed}"


def print_failures(results: Sequence[Result], count: int) -> None:
    """Print the lines of the first ``count`` articles in which a passage isn't right."""
    for result in [result for result in results if not result.is_right()][:count]:
        case = result.case
        taken = "" if result.main == case.main else f", main language taken for {result.main}"
        print(f"\n{case.id}  {case.kind}  {case.language or 'no passage'} in {case.main}{taken}")
        for number, gold, found in _differing(case, result.found):
            print(f"  line {number}\n    gold   {gold}\n    found  {found}")


def _differing(case: Case, pieces: Sequence[Piece]) -> Iterator[tuple[int, str, str]]:
    """The lines where both sides differ: the number, from 1, and both ways to mark the line."""
    both = [settled(case.text, side, case.main) for side in (case.spans, pieces)]
    start = 0
    for number, line in enumerate(case.text.split("\n"), 1):
        end = start + len(line)
        gold, found = ([each for each in side if start <= each.start < end] for side in both)
        if gold != found:
            first = max(start, min(each.start for each in (*gold, *found)) - _CONTEXT)
            last = min(end, max(each.end for each in (*gold, *found)) + _CONTEXT)
            window = case.text[first:last]
            yield number, marked(window, first, gold), marked(window, first, found)
        start = end + 1


def marked(window: str, offset: int, pieces: Sequence[Piece]) -> str:
    """``window``, which begins at ``offset``, with brackets around the passages."""
    for start, end, language, _ in reversed(pieces):
        first, last = start - offset, end - offset
        window = f"{window[:first]}⟦{language}: {window[first:last]}⟧{window[last:]}"
    return window


def as_json(
    sets: Sequence[Measured],
    short: Mapping[str, Mapping[str, Share]],
    figures: Sequence[Figure],
) -> dict[str, object]:
    """The numbers of all tables; no text of any article."""
    return {
        "targets": {"letters": LETTERS, "exact": EXACT, "main language": NAMED},
        "sets": [asdict(measured) for measured in sets],
        "short": {
            peer: {row: [share.right, share.pieces] for row, share in rows.items()}
            for peer, rows in short.items()
        },
        "figures": [asdict(figure) for figure in figures],
    }
