"""Put a trained starter into the package, and what its card says into the docs.

`python bundle.py [ARCHIVE]` replaces the bundled starter by the one of an `.argosmodel` archive
(see `export.py`), and its manifest; then, or without an archive, it writes the tables of
`docs/starter.md` anew from the model card beside the starter, which is written by hand.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from pathlib import Path

from normalizer.engines.bundled import bundled_starters, needed_starters, starter_folder
from normalizer.engines.card import SECTIONS, Card, read_card
from normalizer.engines.inventory import add_package, drop_package

PAGE = Path(__file__).parents[2] / "docs" / "starter.md"
BEGIN, END = "<!-- what the card says -->", "<!-- end of what the card says -->"
TITLES = {
    "corpus": "Corpus",
    "recipe": "Recipe",
    "size": "Sizes",
    "quality": "Measured quality",
}
"""What the sections of a card are called on the page."""


def replace_starter(archive: Path, folder: Path) -> str:
    """Unpack an archive into the folder of bundled models, in place of what is there.

    Args:
        archive: An `.argosmodel` file whose metadata calls it a starter.
        folder: Where it ships.

    Returns:
        Its name, and its size packed and unpacked.

    Raises:
        ModelError: The archive is damaged, or holds no starter that says how sure it must be.
    """
    trial = folder.with_name(f".{folder.name}.trial")
    try:
        add_package(archive, trial)
        needed_starters(trial)
    finally:
        shutil.rmtree(trial, ignore_errors=True)
    for package in bundled_starters(folder):
        drop_package(package.path.name, folder)
    package = add_package(archive, folder)
    size = sum(path.stat().st_size for path in package.path.rglob("*") if path.is_file())
    return f"{package.name}: {archive.stat().st_size:,} bytes packed, {size:,} unpacked"


def page(card: Card, text: str) -> str:
    """Write what a card says between the marks of a page.

    Args:
        card: The card.
        text: The page as it is.

    Returns:
        The page with the tables of the card.
    """
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n" + "".join(_told(card)) + f"{END}{after}"


def _told(card: Card) -> Iterator[str]:
    yield f"{card.summary}\n\nLicence: {card.licence}\n\n"
    for section in SECTIONS:
        facts = list(card.of(section))
        if not facts:
            continue
        with_limit = any(fact.limit for fact in facts)
        yield f"### {TITLES[section]}\n\n"
        columns = ("what", "value", "limit") if with_limit else ("what", "value")
        yield f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
        for fact in facts:
            cells = (fact.what, fact.value, fact.limit) if with_limit else (fact.what, fact.value)
            yield f"| {' | '.join(cells)} |\n"
        yield "\n"
    yield "### Limits\n\n"
    yield "".join(f"- {limit}\n" for limit in card.limits)
    yield "\n"


def main() -> None:
    """Bundle a package, and write the page."""
    parser = argparse.ArgumentParser(description="Bundle the starter model.")
    parser.add_argument("archive", nargs="?", type=Path, help="the package; else what is bundled")
    arguments = parser.parse_args()
    folder = starter_folder()
    if arguments.archive:
        print(replace_starter(arguments.archive, folder))
    written = page(read_card(folder), PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
