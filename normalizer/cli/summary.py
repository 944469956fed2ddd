"""What a run did, for people."""

import shlex
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from rich.markup import escape

from normalizer.cli.console import talk, visible
from normalizer.formats.remote import Remote
from normalizer.pipeline.settings import STAGES
from normalizer.runs.destination import Destination
from normalizer.runs.summary import ArticleSummary, RunSummary

_OUTCOMES = {
    "kept": "left in their language, no model serves",
    "translated": "translated",
    "refused": "left in their language, the translation was refused",
}
_LONGEST = 60


def print_article(article: ArticleSummary) -> None:
    """A few lines on one article: edits by stage, passages, notices, metadata."""
    edits = sum(article.edits.values())
    notices = sum(article.notices.values())
    head = f"[bold]{escape(visible(article.id))}[/]  {article.language}, {_counted(edits, 'edit')}"
    talk.print(f"{head}, {_counted(notices, 'notice')}")
    if article.edits:
        talk.print(f"  edits     {_listed(article.edits)}")
    for outcome, count in article.outcomes.items():
        talk.print(f"  passages  {count} {_OUTCOMES[outcome]}")
    if article.notices:
        talk.print(f"  notices   {_listed(article.notices)}")
    known = [f"{field}={_short(value)}" for field, value in article.metadata.items()]
    if known:
        talk.print(f"  kept      {escape(visible(', '.join(known)))}")


def print_run(
    summary: RunSummary,
    destination: Destination,
    *,
    dry: bool,
    starters: AbstractSet[str] = frozenset(),
) -> None:
    """The sums, and where to look next.

    ``starters`` are the pairs that a starter would serve, if it were asked for.
    """
    changed = f"{summary.changed} of {_counted(summary.articles, 'article')} changed"
    line = f"{changed}, {_counted(sum(summary.edits.values()), 'edit')}"
    line += f", {_counted(sum(summary.notices.values()), 'notice')}"
    for outcome, count in sorted(summary.outcomes.items()):
        line += f", {_counted(count, 'passage')} {outcome}"
    talk.print(f"[bold]{line}[/]")
    print_routes(summary)
    print_offer(summary.lacking, starters)
    if summary.rejected:
        talk.print(f"[yellow]{_counted(summary.rejected, 'record')} rejected[/]")
    if summary.failed:
        talk.print(f"[red]{summary.failed} of {_counted(summary.inputs, 'input')} failed[/]")
    if dry:
        talk.print("nothing was written")
        return
    if not summary.articles:
        return
    output = destination.output
    if output.path is not None:
        _told("written to", output.path)
    if destination.audit is not None and not isinstance(output.path, Remote):
        cleaned = output.path or "CLEANED"
        _told(
            "proof     ",
            f"normalizer verify {shlex.quote(str(cleaned))} --audit "
            f"{shlex.quote(str(destination.audit))}",
        )
    if destination.metadata is not None:
        _told("metadata  ", destination.metadata)
    rejects = destination.beside[2]
    if summary.rejected and rejects is not None:
        _told("rejects   ", rejects)


def print_routes(summary: RunSummary) -> None:
    """Which models did what."""
    for route in dict.fromkeys((*summary.translated, *summary.refused)):
        done, refused = _counted(summary.translated[route], "sentence"), summary.refused[route]
        talk.print(f"{route}: {done} translated, {refused} refused", markup=False)


def print_offer(lacking: Iterable[str], starters: AbstractSet[str]) -> None:
    """Say that there is a starter for pairs of which passages stay, if there is."""
    served = [pair for pair in lacking if pair in starters]
    if served:
        talk.print(
            f"a small starter model for {', '.join(served)} is bundled: --models starter uses it, "
            "and leaves what it is unsure of",
            markup=False,
        )


def _told(what: str, value: object) -> None:
    talk.print(f"{what} {visible(str(value))}", markup=False)


def _listed(counts: Mapping[str, int]) -> str:
    order = {stage: i for i, stage in enumerate(STAGES)}
    names = sorted(counts, key=lambda name: (order.get(name, len(order)), name))
    return ", ".join(f"{name} {counts[name]}" for name in names)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
