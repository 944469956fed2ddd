"""``normalizer verify`` and ``normalizer revert``: prove the output, give the source back."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.console import Exit, Problems, emit, exit_codes, talk
from normalizer.errors import SettingsError
from normalizer.runs.proof import Proof, prove
from normalizer.runs.restored import Restored

Cleaned = Annotated[Path, typer.Argument(help="The cleaned file or folder.", show_default=False)]
Audit = Annotated[
    Path | None,
    typer.Option(help="The audit of the run. [CLEANED.audit.jsonl]", show_default=False),
]


def verify(cleaned: Cleaned, *, audit: Audit = None) -> None:
    """Prove each output from its source, and each source from its output.

    Every edit is taken back from the cleaned text and made again; both ends must be the ones
    recorded. Exit 1 where an article or the audit was changed.

    \N{BACKSPACE}
    For example:
      normalizer verify cleaned/ --audit cleaned.audit.jsonl
    """
    with exit_codes():
        problems = Problems()
        proved = passed = 0
        for proof in prove(cleaned, _audit(cleaned, audit)):
            if proof.error is not None:
                problems.add(proof.error)
            elif proof.trail is not None:
                proved += 1
            else:
                passed += 1
        problems.close()
        if not proved and not problems.count:
            talk.print("the audit tells of no articles")
        rest = f", passed on as they were: {passed}" if passed else ""
        emit(f"articles proved: {proved}, not proved: {problems.count}{rest}")
    raise typer.Exit(Exit.FOUND if problems.count else Exit.DONE)


def revert(
    cleaned: Cleaned,
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="A folder, or a file for one file.")
    ],
    audit: Audit = None,
) -> None:
    """Write the sources again, byte for byte, from the outputs and their audit.

    Records of JSON Lines get their text back and lose the fields that were added. A file with
    an article that is not proved is not restored at all.

    \N{BACKSPACE}
    For example:
      normalizer revert cleaned/ --audit cleaned.audit.jsonl -o restored/
    """
    with exit_codes():
        problems = Problems()
        restored = 0
        proofs = prove(cleaned, _audit(cleaned, audit))
        for file, group in groupby(proofs, lambda proof: proof.file):
            restored += _restored(file, group, (cleaned, output), problems)
        problems.close()
        talk.print(f"articles restored: {restored}, problems: {problems.count}")
    raise typer.Exit(Exit.FOUND if problems.count else Exit.DONE)


def _restored(
    file: str, proofs: Iterable[Proof], folders: tuple[Path, Path], problems: Problems
) -> int:
    """How many articles of one file were restored: all of them, or none."""
    cleaned, output = folders
    target = output / file if cleaned.is_dir() else output
    if not cleaned.is_dir() and output.is_dir():
        target = output / cleaned.name
    written: Restored | None = None
    articles = wrong = 0
    for proof in proofs:
        if proof.error is not None:
            problems.add(proof.error)
            wrong += 1
        elif proof.source is not None and not wrong:
            if written is None:
                _check_free(target)
                written = Restored(target)
            written.write(proof.source)
            articles += proof.trail is not None
    if written is not None:
        written.discard() if wrong else written.commit()
    return 0 if wrong else articles


def _check_free(target: Path) -> None:
    if target.exists():
        message = f"{target}: exists already; revert into an empty folder"
        raise SettingsError(message)


def _audit(cleaned: Path, audit: Path | None) -> Path:
    beside = cleaned.with_name(f"{cleaned.name}.audit.jsonl")
    chosen = audit or beside
    if not chosen.exists():
        message = f"{chosen}: no such audit; name the one of the run with --audit FILE"
        raise SettingsError(message)
    return chosen
