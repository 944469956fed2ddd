"""Options that several commands share; no more than Typer must know of them is loaded."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

_BARE = {"--diff": "--diff=unified", "--in-place": "--in-place="}

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, globs, or - for standard input.", show_default=False,
        metavar="INPUT...",
    ),
]  # fmt: skip
Only = Annotated[
    list[str] | None,
    typer.Option(help="Run these stages only, and those they need; comma-separated."),
]
Skip = Annotated[list[str] | None, typer.Option(help="Leave these stages out; comma-separated.")]
Disable = Annotated[
    list[str] | None,
    typer.Option(metavar="RULE", help="Switch rules off: an id, or a pattern such as 'ru.*'."),
]
To = Annotated[
    str | None,
    typer.Option(
        "-t",
        "--to",
        metavar="LANG",
        help="Language of the articles, for passages to be put into.",
    ),
]
Memory = Annotated[
    bool | None,
    typer.Option(
        "--memory/--no-memory", help="Keep translations on disk, so that none is made twice.",
        show_default=False,
    ),
]  # fmt: skip
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "-l", "--languages", metavar="LANG,...",
        help="Languages that passages may be in, besides that of the articles; else all.",
    ),
]  # fmt: skip
RulePacks = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PACK", help="Further rules for residue, as learned."),
]
ResidueProfile = Annotated[
    str | None,
    typer.Option("--residue", help="How much goes as residue: minimal, news, aggressive."),
]
MaxRemoved = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Leave an article alone if more than this share would go."),
]
GlossaryFiles = Annotated[
    list[Path] | None,
    typer.Option("-g", "--glossary", help="A further glossary file; later entries win."),
]
Profile = Annotated[
    str | None,
    typer.Option("--name-profile", help="House style of names: default, dpa, official, dprk."),
]
Engines = Annotated[
    list[str] | None,
    typer.Option(
        "--engine", metavar="NAME,...",
        help="Kinds of engine that may translate, best first: firefox, ct2, argos, argostranslate.",
    ),
]  # fmt: skip
Models = Annotated[
    str | None,
    typer.Option(
        "--models", metavar="WHICH", show_default=False,
        help="Which models translate: installed, starter (where none of those leads, the small "
        "bundled one), or none. [installed]",
    ),
]  # fmt: skip
Device = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", show_default=False,
        help="What translates: cpu, cuda (a graphics card), or auto for one where it is. [auto]",
    ),
]  # fmt: skip
Fast = Annotated[bool, typer.Option("--fast", help="Translate faster, by the first guess.")]
Quality = Annotated[bool, typer.Option("--quality", help="Translate better, by a wider search.")]
ModelsDir = Annotated[Path | None, typer.Option(help="Where translation packages are.")]
ConfigFile = Annotated[
    Path | None, typer.Option("-c", "--config", help="A normalizer.toml; else the nearest one.")
]
Encoding = Annotated[str | None, typer.Option(help="Encoding of the input, if it is known.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "-j", "--jobs", metavar="N", show_default=False,
        help="Worker processes; what comes out is the same. [one for each processor]",
    ),
]  # fmt: skip
State = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Keep a journal here, so that the run can be resumed if it is killed."
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with the run whose journal is in --state.")
]
Rejects = Annotated[
    str | None,
    typer.Option(
        help="Write the records here that can't be cleaned; they stay as they are in the output. "
        "[OUT.rejects.jsonl for a folder, OUT.rejects for a file]"
    ),
]
MaxRejects = Annotated[
    int | None, typer.Option(metavar="N", help="End the run once more records are rejected.")
]
FailOn = Annotated[
    str,
    typer.Option(
        metavar="WHAT", help="Exit 1 if there are any: nothing, flags, rejected (records) or any."
    ),
]
Shard = Annotated[
    str | None,
    typer.Option(
        metavar="K/N",
        help="Do the K-th of N parts; what comes out of them, joined, is what comes out of all.",
    ),
]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", help="Do the first N articles only.")
]
Sample = Annotated[
    float | None,
    typer.Option(
        metavar="SHARE", help="Do a share of the articles, such as 0.01; always the same."
    ),
]
RunnerName = Annotated[
    str,
    typer.Option(
        "--runner", metavar="NAME",
        help="Who does the work: local processes, ray or spark; what comes out is the same.",
    ),
]  # fmt: skip
RayAddress = Annotated[
    str | None,
    typer.Option(
        metavar="HOST:PORT", help="The Ray cluster, or auto. [one of its own on this machine]"
    ),
]
SparkMaster = Annotated[
    str | None,
    typer.Option(
        metavar="MASTER", help="The Spark cluster, as Spark names it. [one on this machine]"
    ),
]
PartsFolder = Annotated[
    str | None,
    typer.Option(
        "--parts", metavar="DIR", show_default=False,
        help="Where workers of a cluster leave what they make; all must see it. [in --state]",
    ),
]  # fmt: skip


class OptionalValues(TyperCommand):
    """A command whose ``--diff`` and ``--in-place`` may stand with or without a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give the options their value where they stand bare."""
        return super().parse_args(ctx, [_BARE.get(word, word) for word in args])
