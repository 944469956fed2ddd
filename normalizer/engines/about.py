"""What is known of a package without loading it."""

from collections.abc import Iterator
from pathlib import Path

from normalizer.engines.lock import store_lock
from normalizer.engines.package import Package
from normalizer.errors import ModelError

_PAPERS = ("readme", "licence", "license", "copying", "notice")
_MEBIBYTE = 2**20
_PARTS = (
    ("model/model.bin", "CTranslate2 model"),
    ("model.bin", "CTranslate2 model"),
    ("sentencepiece.model", "SentencePiece"),
    ("bpe.model", "byte pairs"),
    ("source.spm", "SentencePiece"),
    ("spm.model", "SentencePiece"),
    ("spiece.model", "SentencePiece"),
    ("sentencepiece.bpe.model", "SentencePiece"),
    ("adequacy.msgpack", "what judges its answers"),
    ("vmap.txt", "likely words"),
)
_LAYOUTS = {
    "argos": "Argos package",
    "ct2": "plain CTranslate2 folder",
    "firefox": "Firefox Translations model",
}


def facts_of(package: Package) -> list[tuple[str, str]]:
    """Names and values: languages, size, version, layout, what it is for, where it came from."""
    paths = [path for path in package.path.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in paths)
    facts = [
        ("package", package.path.name),
        ("from", package.source),
        ("to", package.target),
        ("version", package.version or "not said"),
        ("layout", ", ".join((_LAYOUTS[package.kind], *dict.fromkeys(_parts(package.path))))),
        ("size", f"{size / _MEBIBYTE:.1f} MiB in {len(paths)} files"),
        ("folder", str(package.path.parent)),
    ]
    if package.fixture:
        facts.append(("made for", "tests: it knows a few hundred sentences"))
    if package.starter:
        facts.append(("made for", "a start: it knows newswire, and refuses the rest"))
    return [*facts, ("came from", _origin(package))]


def papers_of(package: Package) -> Iterator[tuple[str, str]]:
    """The name and the text of each file that tells of the package or of its licence."""
    for path in sorted(package.path.iterdir()):
        if path.is_file() and path.name.lower().startswith(_PAPERS):
            yield path.name, path.read_text(encoding="utf-8", errors="replace")


def _parts(folder: Path) -> Iterator[str]:
    return (part for name, part in _PARTS if (folder / name).is_file())


def _origin(package: Package) -> str:
    """The archive it was unpacked from, where the lock beside it knows."""
    try:
        known = store_lock(package.path.parent).find(package.path.name)
    except ModelError as error:
        return f"not known: {error}"
    if known is None:
        return "not known: no lock has it"
    if known.origin is None:
        return "not said; the lock has its files"
    place = known.origin.url or known.origin.archive
    return f"{place}, SHA-256 {known.origin.sha256}"
