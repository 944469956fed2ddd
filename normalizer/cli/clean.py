"""``normalizer clean``: the whole pipeline over files."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from normalizer.cli.console import exit_codes
from normalizer.cli.difference import DIFF_STYLES, print_difference
from normalizer.cli.fields import (
    FieldPrefix,
    Form,
    HtmlField,
    IdField,
    OutputForm,
    TextField,
    TitleField,
)
from normalizer.cli.options import (
    Choices,
    ConfigFile,
    Disable,
    Encoding,
    Engines,
    FailOn,
    Fast,
    GlossaryFiles,
    Inputs,
    Jobs,
    Limit,
    MaxRejects,
    MaxRemoved,
    Memory,
    ModelsDir,
    Only,
    Profile,
    Quality,
    Rejects,
    ResidueProfile,
    Resume,
    RulePacks,
    Sample,
    Shard,
    Skip,
    State,
    To,
    inputs_of,
    search_of,
)  # fmt: skip
from normalizer.cli.runners import Elsewhere, PartsFolder, RayAddress, RunnerName, SparkMaster
from normalizer.cli.running import FAIL_ON, Manner, Running, exit_code, worker_count
from normalizer.cli.summary import print_run
from normalizer.formats.remote import Location, location
from normalizer.pipeline.settings import checked_name
from normalizer.runs.destination import Destination
from normalizer.runs.events import Cleaned, Event
from normalizer.runs.output import Output, chosen_output, named_conversion
from normalizer.runs.selection import Selection, shard_named


def clean(  # noqa: PLR0913  an option is a parameter, that is how Typer reads them
    inputs: Inputs,
    *,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="A file, a folder (trees are mirrored), or -."),
    ] = None,
    in_place: Annotated[
        str | None,
        typer.Option(
            metavar="[=SUFFIX]",
            help="Replace each file once its output is whole; keep the old one as NAME+SUFFIX.",
        ),
    ] = None,
    only: Only = None,
    skip: Skip = None,
    disable: Disable = None,
    to: To = None,
    glossary: GlossaryFiles = None,
    name_profile: Profile = None,
    rules: RulePacks = None,
    residue: ResidueProfile = None,
    max_removed: MaxRemoved = None,
    models_dir: ModelsDir = None,
    engine: Engines = None,
    fast: Fast = False,
    quality: Quality = False,
    memory: Memory = None,
    audit: Annotated[
        str | None,
        typer.Option(
            help="Write a record of every edit, passage and notice. [OUT.audit.jsonl for a folder]"
        ),
    ] = None,
    no_audit: Annotated[
        bool, typer.Option("--no-audit", help="Write no audit and no metadata.")
    ] = False,
    meta: Annotated[
        str | None,
        typer.Option(
            help="Write what removed lines knew of each article. [OUT.meta.jsonl for a folder]"
        ),
    ] = None,
    rejects: Rejects = None,
    max_rejects: MaxRejects = None,
    jobs: Jobs = None,
    runner: RunnerName = "local",
    ray_address: RayAddress = None,
    spark_master: SparkMaster = None,
    parts: PartsFolder = None,
    state: State = None,
    resume: Resume = False,
    shard: Shard = None,
    limit: Limit = None,
    sample: Sample = None,
    fail_on: FailOn = "nothing",
    config: ConfigFile = None,
    encoding: Encoding = None,
    form: Form = None,
    output_form: OutputForm = None,
    text_field: TextField = None,
    title_field: TitleField = None,
    html_field: HtmlField = None,
    id_field: IdField = None,
    field_prefix: FieldPrefix = None,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Do everything except write.")
    ] = False,
    diff: Annotated[
        str | None,
        typer.Option(
            metavar="[=STYLE]", help="Show what would change: unified or words; writes nothing."
        ),
    ] = None,
    progress: Annotated[str, typer.Option(help="auto, bar, json or none.")] = "auto",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print problems only.")] = False,
) -> None:
    """Clean articles: repair, strip residue, find and translate passages, unify names.

    \N{BACKSPACE}
    For example:
      normalizer clean article.txt               to standard output
      normalizer clean dump/ -o clean/           audit and metadata beside it
      normalizer clean dump/ --diff=words        look first, write nothing
      normalizer clean a.jsonl.gz -o b.jsonl.gz --state s/    --resume if killed
      normalizer clean - -f jsonl < in > out     records, one a line
    """
    with exit_codes():
        if diff is not None:
            checked_name("diff style", diff, DIFF_STYLES)
        choices = Choices.of(
            config, only=only, skip=skip, disable=disable, target=to, glossary=glossary,
            profile=name_profile, models_dir=models_dir, encoding=encoding, text_field=text_field,
            id_field=id_field, field_prefix=field_prefix, engine=engine, memory=memory,
            search=search_of(fast=fast, quality=quality), html_field=html_field,
            title_field=title_field,
            output_format=output_form, rules=rules, residue=residue, max_removed=max_removed,
        )  # fmt: skip
        written_as = choices.reading().output
        beside = [None if one is None else location(one, state) for one in (audit, meta, rejects)]
        leave = _written(output, *beside)
        found = inputs_of(inputs, form, output=written_as, leave=leave)
        dry = dry_run or diff is not None
        looks = dry and output is None and in_place is None
        goes_to = Output() if looks else chosen_output(found, inputs, output, in_place, spool=state)
        if written_as is None and (named := named_conversion(goes_to, found)):
            choices = choices.written_as(named)
            found = inputs_of(inputs, form, output=named, leave=leave)
        destination = Destination(
            goes_to,
            audit=None if no_audit else beside[0] or _beside(goes_to, inputs, "audit"),
            metadata=None if no_audit else beside[1] or _beside(goes_to, inputs, "meta"),
            rejects=beside[2],
            write=not dry,
        )
        if state is not None:
            destination.check_resumable(found)
        destination.check(found)
        checked_name("value of --fail-on", fail_on, FAIL_ON)
        part = Selection(limit, sample, None if shard is None else shard_named(shard))
        addresses = {"--ray-address": ray_address, "--spark-master": spark_master}
        elsewhere = Elsewhere.of(runner, workers=jobs, addresses=addresses, parts=parts)
        manner = Manner(worker_count(jobs), state, resume, max_rejects, part, elsewhere)
        run = Running(choices, destination, progress=progress, quiet=quiet, manner=manner)
        summary = run(found, None if diff is None else partial(_shown, style=diff))
        if not quiet:
            print_run(summary, destination, dry=dry)
    raise typer.Exit(exit_code(summary, fail_on))


def _shown(events: Iterable[Event], style: str) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Cleaned):
            print_difference(event.document, style)
        yield event


def _written(output: str | None, *files: Location | None) -> list[Location]:
    """What a run over a folder must not read, since it, or one before it, writes it."""
    found = [path for path in files if path is not None]
    if output is not None and output != "-":
        path = location(output)
        beside = (
            path.with_name(f"{path.name}.{kind}.jsonl") for kind in ("audit", "meta", "rejects")
        )
        found += [path, *(beside if path.name else ())]
    return found


def _beside(output: Output, inputs: list[str], kind: str) -> Location | None:
    """The file beside a folder that is written, or beside what is changed in place.

    What is replaced without a copy can be had again from its audit only.
    """
    if output.in_place and len(inputs) == 1:
        path: Location = Path(inputs[0])
    elif output.path is not None and output.is_folder:
        path = output.path
    else:
        return None
    path = path if path.name not in {"", ".."} else path.resolve()
    return path.with_name(f"{path.name}.{kind}.jsonl")
