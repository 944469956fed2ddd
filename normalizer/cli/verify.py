"""``normalizer verify`` and ``normalizer revert``: prove the output, give the source back."""

from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.console import Exit, Problems, data, exit_codes, talk
from normalizer.errors import AuditError, SettingsError
from normalizer.formats.files import WholeFile
from normalizer.runs.proof import Proof, prove, source_bytes

Cleaned = Annotated[Path, typer.Argument(help="The cleaned file or folder.", show_default=False)]
Audit = Annotated[
    Path | None,
    typer.Option(help="The audit of the run. [CLEANED.audit.jsonl]", show_default=False),
]


def verify(cleaned: Cleaned, *, audit: Audit = None) -> None:
    """Prove each output from its source, and each source from its output.

    Every edit is taken back from the cleaned text and made again; both ends must be the ones
    recorded. Exit 1 where an article or the audit was changed.

    \b
    Example:
      normalizer verify cleaned/ --audit cleaned.audit.jsonl
    """
    with exit_codes():
        problems = Problems()
        proved = 0
        for proof in prove(cleaned, _audit(cleaned, audit)):
            if proof.error is None:
                proved += 1
            else:
                problems.add(proof.error)
        problems.close()
        if not proved and not problems.count:
            talk.print("the audit tells of no articles")
        data().print(f"{proved} articles proved, {problems.count} not")
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

    Records of JSON Lines get their text back and lose the fields that were added.

    \b
    Example:
      normalizer revert cleaned/ --audit cleaned.audit.jsonl -o restored/
    """
    with exit_codes():
        problems = Problems()
        restored = 0
        current: tuple[str, WholeFile] | None = None
        for proof in prove(cleaned, _audit(cleaned, audit)):
            if proof.error is not None:
                problems.add(proof.error)
                continue
            if current is not None and current[0] != proof.trail.origin.file:
                current[1].commit()
                current = None
            if current is None:
                current = (proof.trail.origin.file, WholeFile(_target(cleaned, output, proof)))
            current[1].write(source_bytes(proof))
            restored += 1
        if current is not None:
            current[1].commit()
        problems.close()
        talk.print(f"{restored} articles restored, {problems.count} not")
    raise typer.Exit(Exit.FOUND if problems.count else Exit.DONE)


def _target(cleaned: Path, output: Path, proof: Proof) -> Path:
    target = output / proof.trail.origin.file if cleaned.is_dir() or output.is_dir() else output
    if target.exists():
        message = f"{target}: exists already; revert into an empty folder"
        raise SettingsError(message)
    return target


def _audit(cleaned: Path, audit: Path | None) -> Path:
    beside = cleaned.with_name(f"{cleaned.name}.audit.jsonl")
    if audit is None and not beside.is_file():
        message = f"{beside}: no such audit; name it with --audit FILE"
        raise AuditError(message)
    return audit or beside
