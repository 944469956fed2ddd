"""Show what an article lost and gained."""

import difflib

from rich.text import Text

from normalizer.cli.console import emit, on_terminal, visible
from normalizer.document.document import Document
from normalizer.document.windows import line_and_column, lines

DIFF_STYLES = ("unified", "words")
_CONTEXT = 24


def print_difference(document: Document, style: str) -> None:
    """Print the difference between source and text; nothing where they are the same."""
    if document.source == document.text:
        return
    if style == "unified":
        _print_unified(document)
    else:
        _print_edits(document)


def _print_unified(document: Document) -> None:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    before, after = _lines(document.source), _lines(document.text)
    names = (f"a/{visible(document.id)}", f"b/{visible(document.id)}")
    for line in difflib.unified_diff(before, after, *names, lineterm="\n", n=2):
        style = "bold" if line.startswith(("---", "+++")) else colours.get(line[:1], "")
        shown = line.removesuffix("\n")
        emit(Text(shown, style=style) if on_terminal() else shown)
        if not line.endswith("\n"):
            emit("\\ No newline at end of file")


def _lines(text: str) -> list[str]:
    return [window.of(text) for window in lines(text)]


def _print_edits(document: Document) -> None:
    placed = [
        (document.source_span(edit.span, number), revision.before, edit)
        for number, revision in enumerate(document.revisions)
        for edit in revision.edits
    ]
    for source, read, edit in sorted(placed, key=lambda found: found[0]):
        line, column = line_and_column(document.source, source.start)
        before = read[max(0, edit.span.start - _CONTEXT) : edit.span.start]
        after = read[edit.span.end : edit.span.end + _CONTEXT]
        shown = Text(f"{visible(document.id)}:{line}:{column} ", style="cyan")
        shown.append(f"{edit.rule}: ", style="bold")
        shown.append(_one_line(before[before.rfind("\n") + 1 :]))
        if edit.removed:
            shown.append(f"[-{_one_line(edit.removed)}-]", style="red")
        if edit.inserted:
            shown.append(f"{{+{_one_line(edit.inserted)}+}}", style="green")
        shown.append(_one_line(after.split("\n")[0]))
        emit(shown)


def _one_line(text: str) -> str:
    return text.replace("\n", "\N{RETURN SYMBOL}")
