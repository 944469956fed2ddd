"""How many spellings of bearers are put right, on lists that were held back.

``tests/cases/coverage`` holds them: variants of eight languages and Russian case forms, written
from knowledge before anything was run on them. A bearer that the glossary lacks counts for
nothing, and is told. Each spelling stands in a German article that speaks of the countries of
these bearers, since some forms are only taken for a name there.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.finders.names.surface_forms import FindSurfaceForms
from normalizer.resources.glossary import Glossary

VARIANTS, CASE_FORMS = 0.95, 0.97
"""The shares of variants and of Russian case forms that must be put right."""

_LISTS = Path(__file__).parents[2] / "tests" / "cases" / "coverage"
_ARTICLE = (
    "Russland, die Ukraine, Belarus, Nordkorea, Südkorea und China schweigen, die USA auch.\n"
    "Am Montag war von {} die Rede."
)

Row = tuple[str, str, str]
"""What the spelling is counted under, the preferred form of its bearer, and the spelling."""


def print_coverage(glossary: Glossary, *, missed: bool = False) -> None:
    """Print both tables, and with ``missed`` what was not put right."""
    find = FindSurfaceForms(glossary)
    _print("Variants held back", find, variants(), VARIANTS, missed=missed)
    _print("Russian case forms held back", find, case_forms(), CASE_FORMS, missed=missed)


def variants() -> Iterator[Row]:
    """The variants by language."""
    for bearer in _rows("variants.toml", "bearer"):
        name = bearer.pop("preferred")
        yield from ((language, name, said) for language, words in bearer.items() for said in words)


def case_forms() -> Iterator[Row]:
    """The Russian case forms by type."""
    for row in _rows("case_forms_ru.toml", "name"):
        yield from ((row["type"], row["preferred"], said) for said in row["forms"])


def outcome(find: FindSurfaceForms, name: str, said: str) -> str:
    """``right``, ``proposed``, or what came of ``said``, which should be ``name``."""
    document = Document(_ARTICLE.format(said), find.language)
    findings = list(find(document))
    edits = [finding for finding in findings if isinstance(finding, Edit)]
    text = document.revised("names", edits).text if edits else document.text
    came = text.partition("war von ")[2].removesuffix(" die Rede.")
    surname = name.rsplit(" ", maxsplit=1)[-1]
    if came in (name, surname):
        return "right"
    proposals = [found.proposal for found in findings if not isinstance(found, Edit)]
    return "proposed" if name in proposals or surname in proposals else came


def _print(
    title: str, find: FindSurfaceForms, rows: Iterable[Row], floor: float, *, missed: bool
) -> None:
    known = {entry.names["preferred"] for entry in find.glossary}
    counts: Counter[tuple[str, str]] = Counter()
    lacking: set[str] = set()
    wrong: list[str] = []
    for what, name, said in rows:
        if name not in known:
            lacking.add(name)
            continue
        came = outcome(find, name, said)
        counts[what, came if came in ("right", "proposed") else "missed"] += 1
        if came != "right":
            wrong.append(f"{what} {name}: {said} -> {came}")
    print(f"\n{title}; {len(lacking)} bearers that the glossary lacks left out")
    for what in sorted({what for what, _ in counts}):
        _print_row(what, *(counts[what, came] for came in ("right", "proposed", "missed")))
    sums = [sum(n for (_, c), n in counts.items() if c == x) for x in ("right", "proposed")]
    share = sums[0] / max(1, counts.total())
    _print_row("all", *sums, counts.total() - sum(sums))
    print(f"  at least {floor:.0%}" + ("" if share >= floor else "  BELOW"))
    for line in wrong if missed else ():
        print(f"    {line}")


def _print_row(what: str, right: int, proposed: int, missed: int) -> None:
    total = right + proposed + missed
    print(f"  {what:8} {right:5} of {total:5} put right {right / total:7.1%}, {proposed} proposed")


def _rows(file: str, key: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = tomllib.loads((_LISTS / file).read_text("utf-8"))[key]
    return rows
