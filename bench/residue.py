"""How much residue is removed, and how much else: `make bench-residue`.

Recall is the share of residue that goes, precision the share of what goes that was residue; both
by characters (white space doesn't count) and by snippets. Rules are written beside the visible
snippets; those held back nobody who writes rules has read, so their table names no snippet.
"""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import dump
import ftfy
import news
import parallel
from linearity import print_linearity
from measure import ROUNDS, print_table, ratio

from normalizer import Document, Normalizer
from normalizer.resources.rules import load_rules

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
FILES = {
    "visible": ("residue/wild-a.toml", "residue/wild-b.toml"),
    "held back": ("residue_held/held.toml",),
    "held back, second": ("residue_held/held2.toml",),
    "held back, third": ("residue_held/held3.toml",),
    "held back, fourth": ("residue_held/held4.toml",),
    "held back, fifth": ("residue_held/held5.toml",),
    "held back, sixth": ("residue_held/held6.toml",),
    "held back, seventh": ("residue_held/held7.toml",),
    "held back, eighth": ("residue_held/held8.toml",),
    "held back, ninth": ("residue_held/held9.toml",),
    "held back, tenth": ("residue_held/held10.toml",),
    "held back, eleventh": ("residue_held/held11.toml",),
    "held back, twelfth": ("residue_held/held12.toml",),
    "held back, thirteenth": ("residue_held/held13.toml",),
    "held back, fourteenth": ("residue_held/held14.toml",),
    "held back, fifteenth": ("residue_held/held15.toml",),
    "held back, by neighbours": ("residue_held/wild-ac.toml",),
}
MEASURED = tuple(FILES)[1:-1]
"""Those that count: neither the visible ones nor those of one kind."""
STAGES = ("markup", "residue", "structure", "spacing")
TARGETS = {"recall": 0.95, "precision": 0.99}
FASTEST = 1.0
"""The residue stage costs at most what `ftfy.fix_text` does."""
_ARTICLES = 200
_OTHERS = 30


@dataclass(frozen=True)
class Snippet:
    """A case, what came out of it, and which characters went and should have gone."""

    label: str
    language: str
    text: str
    gold: str
    output: str
    wanted: dict[str, str]
    found: dict[str, str | None]
    residue: frozenset[int] = field(default_factory=frozenset)
    removed: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_trap(self) -> bool:
        """Whether nothing may be removed."""
        return self.gold == self.text

    @property
    def kind(self) -> str:
        """What sort of residue the snippet is about."""
        return self.label.removeprefix("trap, ").partition(":")[0].removesuffix(", translated")

    @property
    def tongue(self) -> str:
        """Its language, with translated furniture apart."""
        return f"{self.language}, translated" if ", translated:" in self.label else self.language


def removed(text: str, output: str) -> frozenset[int]:
    """Offsets of the characters of ``text`` that aren't in ``output``; white space is left out.

    Whole lines are compared first, so that a removed line never borrows letters of its neighbour.
    """
    gone: set[int] = set()
    before, after = text.splitlines(keepends=True), output.splitlines(keepends=True)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "delete":
            gone.update(range(starts[i], starts[j]))
        elif tag == "replace":
            gone.update(starts[i] + at for at in _letters("".join(before[i:j]), after[k:m]))
    signs = [at for at, sign in enumerate(text) if not sign.isspace()]
    left = "".join(output.split())
    if "".join(text[at] for at in signs if at not in gone) != left:
        # Lines in common may cross; each sign of the output then takes the next one like it.
        lacks = set(_left_over([text[at] for at in signs], left))
        if len(lacks) == len(signs) - len(left):
            gone = {signs[at] for at in lacks}
    return frozenset(at for at in gone if not text[at].isspace())


def _left_over(old: Sequence[str], new: str) -> Iterator[int]:
    wanted = 0
    for at, sign in enumerate(old):
        if wanted < len(new) and sign == new[wanted]:
            wanted += 1
        else:
            yield at


def _letters(old: str, new: Iterable[str]) -> Iterator[int]:
    codes = SequenceMatcher(None, old, "".join(new), autojunk=False).get_opcodes()
    for tag, i, j, _, _ in codes:
        if tag in {"delete", "replace"}:
            yield from range(i, j)


def snippets(names: Sequence[str], normalizer: Normalizer) -> list[Snippet]:
    """Every case of the files, through ``normalizer``."""
    rows: list[dict[str, Any]] = []
    for name in names:
        rows += tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [_snippet(row, normalizer(Document(row["text"], row["language"]))) for row in rows]


def _snippet(row: dict[str, Any], document: Document) -> Snippet:
    text, gold = row["text"], row.get("output", row["text"])
    wanted = row.get("metadata", {})
    return Snippet(
        label=row["label"],
        language=row["language"],
        text=text,
        gold=gold,
        output=document.text,
        wanted=wanted,
        found={key: getattr(document.metadata, key) for key in wanted},
        residue=removed(text, gold),
        removed=removed(text, document.text),
    )


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _scores(chosen: Sequence[Snippet]) -> list[str]:
    """How many snippets, recall and precision by characters, then by snippets, then exact ones."""
    residue = sum(len(s.residue) for s in chosen)
    gone = sum(len(s.removed) for s in chosen)
    right = sum(len(s.residue & s.removed) for s in chosen)
    touched = [s for s in chosen if s.removed]
    return [
        str(len(chosen)),
        _share(right, residue),
        _share(right, gone),
        _share(sum(s.residue <= s.removed for s in chosen), len(chosen)),
        _share(sum(s.removed <= s.residue for s in touched), len(touched)),
        _share(sum(s.output == s.gold for s in chosen), len(chosen)),
    ]


def _print_scores(
    title: str, thirds: dict[str, list[Snippet]], key: Callable[[Snippet], str]
) -> None:
    names = sorted({key(s) for rows in thirds.values() for s in rows if not s.is_trap})
    heads = ("n", "R chars", "P chars", "R snip", "P snip", "exact")
    print(f"\n{title}")
    print(f"  {'':<17}" + "".join(f" | {third:<47}" for third in thirds))
    row = "".join(f"{head:>8}" for head in heads)
    print(f"  {'':<17}" + "".join(f" |{row}" for _ in thirds))
    for name in [*names, "all"]:
        line = f"  {name:<17}"
        for rows in thirds.values():
            chosen = [s for s in rows if not s.is_trap and name in {"all", key(s)}]
            line += " |" + "".join(f"{score:>8}" for score in _scores(chosen))
        print(line)


def _print_metadata(thirds: dict[str, list[Snippet]]) -> None:
    print("\nMetadata of removed residue: values that are right, of those the line knew")
    fields = sorted({name for rows in thirds.values() for s in rows for name in s.wanted})
    for name in [*fields, "all"]:
        line = f"  {name:<17}"
        for third, rows in thirds.items():
            pairs = [
                s.wanted[key] == s.found[key]
                for s in rows
                for key in s.wanted
                if name in {key, "all"}
            ]
            line += f" | {third} {sum(pairs):>4} of {len(pairs):>4}"
        print(line)


def _print_traps(thirds: dict[str, list[Snippet]]) -> None:
    print("\nTraps: articles without residue that were changed")
    for third, rows in thirds.items():
        traps = [s for s in rows if s.is_trap]
        changed = [s for s in traps if s.output != s.text]
        lost = sum(len(s.removed) for s in changed)
        print(f"  {third:<10} {len(changed):>4} of {len(traps)}, {lost} characters lost")
        if third == "visible":
            for s in changed:
                print(f"    {s.label}")


def reached(rows: Sequence[Snippet]) -> dict[str, float]:
    """Recall of the residue, and precision over snippets and traps together, by characters."""
    gone = sum(len(s.removed) for s in rows)
    right = sum(len(s.residue & s.removed) for s in rows)
    residue = sum(len(s.residue) for s in rows)
    return {
        name: right / whole if whole else 0.0
        for name, whole in (("recall", residue), ("precision", gone))
    }


def _print_targets(third: str, rows: Sequence[Snippet]) -> None:
    print(f"\n{third.capitalize()}: snippets and traps together, by characters")
    for name, share in reached(rows).items():
        verdict = "" if share >= TARGETS[name] else "  below"
        print(f"  {name:<17} {share:>7.1%}  at least {TARGETS[name]:.1%}{verdict}")


def _print_speed(rows: Sequence[Snippet]) -> None:
    texts = {
        "snippets": [s.text for s in rows],
        "generated dump, all damaged": list(dump.articles(_ARTICLES, damaged=1.0)),
        "generated dump, clean": list(dump.articles(_ARTICLES, damaged=0.0)),
    }
    if parallel.folder() is not None:
        texts["news in ten languages"] = news.articles(damaged=0.1)[:_ARTICLES]
    table: list[tuple[str, str, float, float | None]] = []
    for stages, floor in ((("residue",), FASTEST), (STAGES, None)):
        normalizer = Normalizer(only=stages, model_folders=())
        for name, articles in texts.items():
            measured = ratio(
                _unread(normalizer, articles),
                lambda articles=articles: [ftfy.fix_text(text) for text in articles],
            )
            label = "residue" if stages == ("residue",) else "markup to spacing"
            table.append((f"{label}, {name}", "ftfy.fix_text", measured, floor))
    rules = len(load_rules("residue"))
    print_table(f"Speed with {rules} rules of residue, CPU time of one process", table)


def _unread(normalizer: Normalizer, articles: Sequence[str]) -> Callable[[], object]:
    """A run over ``articles`` that remembers none of their lines, however often it is called.

    Each call has a normalizer that has read other text, and its articles end in other blanks. The
    patterns of rules, which all of them share, are compiled once, as in a run over a dump.
    """
    fresh = []
    for number in range(ROUNDS + 1):
        other = Normalizer(normalizer.settings)
        other.run([Document(text[::-1], "de") for text in articles[:_OTHERS]])
        fresh.append((other, [Document(text + "\n" * number, "de") for text in articles]))

    def one() -> None:
        chosen, documents = fresh.pop()
        chosen.run(documents)

    return one


def run() -> None:
    """Print the tables."""
    normalizer = Normalizer(only=STAGES, model_folders=())
    thirds = {third: snippets(names, normalizer) for third, names in FILES.items()}
    _print_scores("Residue by kind", thirds, lambda s: s.kind)
    _print_scores("Residue by language", thirds, lambda s: s.tongue)
    _print_metadata(thirds)
    _print_traps(thirds)
    for third in MEASURED:
        _print_targets(third, thirds[third])
    _print_speed([s for rows in thirds.values() for s in rows])
    print_linearity()


if __name__ == "__main__":
    run()
