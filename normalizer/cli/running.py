"""A run over files, as the commands that write show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from normalizer.cli.console import Exit, Problems, talk, warning
from normalizer.cli.options import Choices
from normalizer.cli.progress import Progress, progress_mode
from normalizer.cli.summary import print_article
from normalizer.errors import NormalizerError
from normalizer.runs.clean import Destination, RunWriter
from normalizer.runs.events import Event, clean_inputs
from normalizer.runs.facts import run_facts
from normalizer.runs.inputs import Input
from normalizer.runs.summary import ArticleSummary, RunSummary
from normalizer.version import VERSION

_MOST_ARTICLES = 20

Watch = Callable[[Iterable[Event]], Iterable[Event]]
"""Sees the events of a run pass by."""


@dataclass(frozen=True)
class Running:
    """Cleans inputs as ``choices`` say and writes them to ``destination``, with progress."""

    choices: Choices
    destination: Destination
    progress: str = "auto"
    quiet: bool = False

    def __call__(self, found: list[Input], watch: Watch = iter) -> RunSummary:
        """What became of the inputs; ``watch`` sees each event before it is written.

        Raises:
            NormalizerError: a setting, a resource or the destination is wrong.
        """
        normalizer = self.choices.normalizer()
        progress = Progress(progress_mode(self.progress), len(found))
        listener = _Talker(progress, quiet=self.quiet)
        writer = RunWriter(self.destination, run_facts(normalizer, VERSION), listener)
        events = clean_inputs(found, normalizer, self.choices.reading())
        summary = writer.write_all(watch(events))
        listener.close()
        return summary


class _Talker:
    """Tells a person what happens."""

    def __init__(self, progress: Progress, *, quiet: bool) -> None:
        self._progress = progress
        self._problems = Problems()
        self._quiet = quiet
        self._shown = 0

    def article(self, summary: ArticleSummary) -> None:
        """Show the article, if it is one of the first."""
        self._progress.advance(summary.id)
        self._shown += 1
        if not self._quiet and self._shown <= _MOST_ARTICLES:
            print_article(summary)
        elif not self._quiet and self._shown == _MOST_ARTICLES + 1:
            talk.print("… further articles are only counted")

    def problem(self, error: NormalizerError) -> None:
        """Show the problem, if it is one of the first."""
        self._problems.add(error)

    def warning(self, message: str) -> None:
        """Show what is odd."""
        warning(message)

    def close(self) -> None:
        """End the progress and count the rest."""
        self._progress.close()
        self._problems.close()


def exit_code(summary: RunSummary) -> Exit:
    """What a run ends with: whether all, some or none of the inputs failed."""
    if summary.failed and summary.failed == summary.inputs:
        return Exit.ALL_FAILED
    return Exit.SOME_FAILED if summary.failed or summary.rejected else Exit.DONE
