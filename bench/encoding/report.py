"""The tables of the benchmark as text and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from encoding.dumps import ARTICLES, SHARE, Tally
from encoding.scores import Failure, Measured, Score

TARGETS = {
    "chain-x1": 99.7, "chain-x2": 99.7, "chain-mixed": 99.7, "chain-x3": 99.7,
    "swap-cyrillic-line": 99.5, "swap-cyrillic-document": 99.5, "swap-german-line": 95.0,
    "swap-latin-document": 99.0,
    "passage-own-line": 99.0, "passage-sentence": 99.0, "passage-quotation": 99.0,
    "passage-name": 99.0, "passage-german": 99.0,
    "lossy-fffd": 95.0, "lossy-question": 95.0, "lossy-dropped": 85.0, "umlaut-fffd": 93.0,
    "bytes-50": 99.5, "bytes-200": 99.9, "bytes-1000": 99.9, "bytes-mixed-lines": 99.9,
    "bytes-half-lines": 98.0,
}  # fmt: skip
"""Per cent of texts restored exactly, where a group has a target."""

FASTEST = {
    "clean de": 20.0, "clean ru": 20.0, "clean uk": 20.0, "1 % of lines damaged": 10.0,
    "every line damaged": 1.0,
}  # fmt: skip
"""How many times as fast as ftfy's safe configuration our stage ought to be at least."""

ByPath = Mapping[str, Mapping[str, Score]]
Clean = Mapping[str, tuple[int, Mapping[str, int]]]
Speed = Sequence[tuple[str, int, Mapping[str, float]]]


def by_group(scores: ByPath) -> dict[str, dict[str, Score]]:
    """The scores of the paths of each group, added up."""
    groups: dict[str, dict[str, Score]] = {}
    for name, found in scores.items():
        sums = groups.setdefault(name.partition("/")[0], {})
        for peer, score in found.items():
            sums[peer] = sums.get(peer, Score()) + score
    return groups


def print_damage(scores: ByPath) -> None:
    """Print how much of each group of damage every peer undoes."""
    groups = by_group(scores)
    names = list(next(iter(groups.values())))
    print("\nDamage undone: exact %, CER left (%), worse than the input %")
    print(
        f"{'group':<24}{'n':>6}{'CER in':>8}" + "".join(f" | {n:^20}" for n in names) + " | target"
    )
    for group, found in groups.items():
        ours = found[names[0]]
        cells = "".join(f" | {_cell(found[name])}" for name in names)
        before = f"{_share(ours.before, ours.letters):8.2f}"
        print(f"{group:<24}{ours.texts:>6}{before}{cells} | {_verdict(group, ours)}")


def _cell(score: Score) -> str:
    exact, worse = _share(score.exact, score.texts), _share(score.worse, score.texts)
    return f"{exact:6.1f}{_share(score.after, score.letters):8.2f}{worse:6.1f}"


def _verdict(group: str, score: Score) -> str:
    target = TARGETS.get(group)
    if target is None:
        return ""
    below = _share(score.exact, score.texts) < target
    return f"{target:5.1f}" + ("  below" if below else "")


def print_clean(clean: Clean, scores: ByPath) -> None:
    """Print how many clean lines every peer changed, and how many damaged texts it made worse."""
    names = list(next(iter(clean.values()))[1])
    print("\nClean lines changed, by language where any was")
    print(f"{'language':<28}{'lines':>8}" + "".join(f"{name:>14}" for name in names))
    for language, (lines, changed) in clean.items():
        if any(changed.values()):
            _print_counts(language, lines, list(changed.values()))
    sums = [sum(changed[name] for _, changed in clean.values()) for name in names]
    total = sum(lines for lines, _ in clean.values())
    _print_counts(f"all {len(clean)} language files", total, sums)
    if scores:
        counted = by_group(scores).values()
        worse = [sum(found[name].worse for found in counted) for name in names]
        texts = sum(found[names[0]].texts for found in counted)
        _print_counts("damaged texts made worse", texts, worse)


def print_settled(measured: Sequence[Measured]) -> None:
    """Print how many of our outputs a second run changes."""
    texts = sum(next(iter(found.scores.values())).texts for found in measured)
    changed = sum(len(found.unsettled) for found in measured)
    below = "  above" if changed else ""
    print(f"\nOutputs of ours that a second run changes: {changed} of {texts} | target 0{below}")


def print_dumps(tallies: Mapping[str, Tally], count: int) -> None:
    """Print what every peer makes of dumps of articles of which few are damaged."""
    print(
        f"\nDumps: {count} of {ARTICLES} articles in six languages, {100 * SHARE:.0f} % damaged "
        "(whole, a line, a passage)"
    )
    print(f"{'':<28}{'restored exactly':>18}{'clean ones changed':>20}{'worse than the input':>22}")
    for name, tally in tallies.items():
        restored = f"{tally.restored} of {tally.damaged}"
        changed = f"{tally.changed} of {tally.articles - tally.damaged}"
        print(f"{name:<28}{restored:>18}{changed:>20}{tally.worse:>22}")


def _print_counts(name: str, count: int, counts: list[int]) -> None:
    print(f"{name:<28}{count:>8}" + "".join(f"{number:>14}" for number in counts))


def print_speed(rows: Speed, title: str, unit: str) -> None:
    """Print a table of how many times as fast as another tool every peer is."""
    names = list(rows[0][2])
    print(f"\n{title}")
    print(f"{'texts':<28}{unit:>12}" + "".join(f"{name:>14}" for name in names) + " | at least")
    for name, size, measured in rows:
        cells = "".join(f"{measured[n]:>13.2f}x" for n in names)
        least = FASTEST.get(name)
        wanted = "" if least is None else f"{least:4.0f}x"
        below = "" if least is None or measured[names[0]] >= least else "  below"
        print(f"{name:<28}{size:>12}{cells} | {wanted}{below}")


def print_failures(failures: Sequence[Failure], count: int) -> None:
    """Print the first ``count`` cases that our stage didn't restore."""
    for failure in failures[:count]:
        print(f"\n{failure.path}")
        print(f"  gold   {failure.gold!r}\n  input  {failure.bad!r}\n  output {failure.output!r}")


def as_json(
    measured: Sequence[Measured],
    clean: Clean,
    dumps: Mapping[str, Tally],
    speeds: tuple[Speed, Speed, Speed],
) -> dict[str, object]:
    """The numbers of all tables, by path as well; no text of any article.

    The speeds are those of small batches, of large ones and of decoding.
    """
    few, all_at_once, decoding = speeds
    scores = {found.path: found.scores for found in measured}
    return {
        "targets": TARGETS,
        "groups": _plain(by_group(scores)),
        "paths": _plain(scores),
        "unsettled": {found.path: len(found.unsettled) for found in measured if found.unsettled},
        "clean": {name: {"lines": n, "changed": dict(c)} for name, (n, c) in clean.items()},
        "dumps": {name: asdict(tally) for name, tally in dumps.items()},
        "fastest": FASTEST,
        "speed": {name: {"code_points": size, **found} for name, size, found in few},
        "all at once": {n: {"code_points": size, **found} for n, size, found in all_at_once},
        "decoding": {name: {"bytes": size, **found} for name, size, found in decoding},
    }


def _plain(scores: ByPath) -> dict[str, object]:
    return {
        name: {peer: asdict(score) for peer, score in found.items()}
        for name, found in scores.items()
    }


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
