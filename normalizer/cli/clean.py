"""``normalizer clean``: the whole pipeline over files."""

from typing import Annotated

import typer

from normalizer.cli.console import exit_codes
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
    ConfigFile,
    Device,
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
    Models,
    ModelsDir,
    Only,
    PartsFolder,
    Profile,
    Quality,
    RayAddress,
    Rejects,
    ResidueProfile,
    Resume,
    RulePacks,
    RunnerName,
    Sample,
    Shard,
    Skip,
    SparkMaster,
    State,
    To,
)


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
    models: Models = None,
    engine: Engines = None,
    device: Device = None,
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
        # The pipeline, which whoever asks for --help need not wait for.
        from normalizer.cli.cleaning import Choices, Cleaning, search_of  # noqa: PLC0415

        choices = Choices.of(
            config, only=only, skip=skip, disable=disable, target=to, glossary=glossary,
            profile=name_profile, models_dir=models_dir, models=models, encoding=encoding,
            text_field=text_field,
            id_field=id_field, field_prefix=field_prefix, engine=engine, memory=memory,
            search=search_of(fast=fast, quality=quality), html_field=html_field,
            title_field=title_field, device=device,
            output_format=output_form, rules=rules, residue=residue, max_removed=max_removed,
        )  # fmt: skip
        code = Cleaning(
            inputs, choices, form=form, output=output, in_place=in_place, audit=audit,
            metadata=meta, rejects=rejects, audited=not no_audit, state=state, resume=resume,
            jobs=jobs, runner=runner, ray_address=ray_address, spark_master=spark_master,
            parts=parts, shard=shard, limit=limit, sample=sample, most_rejects=max_rejects,
            fail_on=fail_on, dry_run=dry_run, diff=diff, progress=progress, quiet=quiet,
        )()  # fmt: skip
    raise typer.Exit(code)
