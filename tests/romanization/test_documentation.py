"""The page on romanization says what the systems are."""

from pathlib import Path

from normalizer.romanization import SYSTEMS

PAGE = Path(__file__).parents[2] / "docs" / "romanization.md"


def _table() -> list[str]:
    rows = ["| system | from | to | standard | example |", "|---|---|---|---|---|"]
    for one in SYSTEMS.values():
        source, made = one.example
        rows.append(
            f"| `{one.id}` | {one.source} | {one.target} | {one.standard} | {source}: {made} |"
        )
    return rows


def _described() -> list[str]:
    return [f"- `{one.id}`: {one.about}" for one in SYSTEMS.values()]


def test_the_page_has_every_system_as_it_is() -> None:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line.startswith("|")] == _table()
    assert [line for line in lines if line.startswith("- `")] == _described()
