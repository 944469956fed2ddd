"""What the names stage finds and suggests, and its speed beside pyahocorasick, in one run.

``python bench/names/run.py``. Speed isn't tuned on texts, so that all of them are read for it.
"""

import argparse
import importlib.util
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import regex
from measure import print_table, ratio
from parallel import Half, documents

from names.coverage import print_coverage
from names.spellings import FORM, FOUND, NOT_FOUND
from names.suggesting import print_suggesting
from names.synthetic import glossary, names
from normalizer.finders.names.claims import Claims
from normalizer.finders.names.index import FormIndex
from normalizer.resources.glossary_files import load_glossary

SIZES = (5_000, 100_000)
FLOOR = 0.5
MOST_LOADING = 300.0
"""Milliseconds to load the glossary that ships."""

_CAPITAL = regex.compile(r"\b\p{Lu}\p{Ll}{3,}\b")
_PROCESSES = 5
_LOAD = """
import gc, os, time
from pathlib import Path
import normalizer.finders.names.surface_forms
from normalizer.document.document import Document
from normalizer.resources.glossary_files import load_glossary

def resident():
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024

before = resident()
start = time.process_time()
glossary = load_glossary()
find = normalizer.finders.names.surface_forms.FindSurfaceForms(glossary)
list(find(Document("Kim Jong Un sprach mit Volodymyr Zelensky.", "de")))
seconds = time.process_time() - start
after = resident()
print(len(glossary), seconds * 1000, after - before, after)
"""


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quality", action="store_true", help="leave out speed")
    parser.add_argument("--missed", action="store_true", help="show what is missed or wrong")
    options = parser.parse_args(arguments)
    shipped = load_glossary()
    print_coverage(shipped, missed=options.missed)
    print_suggesting(shipped, wrong=options.missed)
    if options.quality:
        return
    texts = _articles()
    words = sorted({word for text in texts for word in _CAPITAL.findall(text)})
    _print_spellings()
    if importlib.util.find_spec("ahocorasick") is None:
        print("\npyahocorasick isn't installed: no speed beside it")
    else:
        rows = [_speed(count, texts, words, options.seed) for count in SIZES]
        print_table("CPU time of finding names in German news", rows)
    _print_loading()


def _articles() -> list[str]:
    halves: tuple[Half, ...] = ("even", "odd")
    return ["\n\n".join(lines) for half in halves for lines in documents("deu", half)]


def _speed(
    count: int, texts: Sequence[str], words: Sequence[str], seed: int
) -> tuple[str, str, float, float | None]:
    forms = names(count, words, seed)
    index = FormIndex(Claims(glossary(forms)))
    peer = _peer(forms)

    def ours() -> int:
        return sum(1 for text in texts for _ in index.matches(text))

    def theirs() -> int:
        return sum(peer(text) for text in texts)

    found, exact = ours(), theirs()
    what = f"{count:,} forms: {found} found, {exact} exactly as listed"
    return what, "pyahocorasick", ratio(ours, theirs), FLOOR


def _peer(forms: Sequence[str]) -> Callable[[str], int]:
    """Counts the forms that stand as whole words, as its users do."""
    import ahocorasick  # noqa: PLC0415

    automaton: Any = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form, len(form))
    automaton.make_automaton()

    def count(text: str) -> int:
        found = 0
        for last, size in automaton.iter(text):
            start = last - size + 1
            before = start == 0 or not text[start - 1].isalnum()
            found += before and (last + 1 == len(text) or not text[last + 1].isalnum())
        return found

    return count


def _print_spellings() -> None:
    index = FormIndex(Claims(glossary([FORM])))
    missed = [what for what, text in FOUND.items() if not list(index.matches(text))]
    wrong = [what for what, text in NOT_FOUND.items() if list(index.matches(text))]
    exact = sum(FORM in text for text in FOUND.values())
    print(f"\nSpellings of one name: {len(FOUND) - len(missed)} of {len(FOUND)} found")
    print(f"  ({exact} by an exact search); {len(wrong)} of {len(NOT_FOUND)} found wrongly")
    for what in (*missed, *wrong):
        print(f"  wrong: {what}")


def _print_loading() -> None:
    """What fresh processes need for the glossary that ships, the median of each."""
    command = [sys.executable, "-c", _LOAD]
    runs = [
        [float(number) for number in subprocess.check_output(command, text=True).split()]
        for _ in range(_PROCESSES)
    ]
    entries, load, memory, all_of_it = (median(column) for column in zip(*runs, strict=True))
    verdict = "" if load <= MOST_LOADING else "  above"
    print(f"\nThe glossary that ships, {entries:.0f} entries, in a fresh process")
    print(f"  loaded and asked once: {load:.0f} ms CPU (at most {MOST_LOADING:.0f}){verdict}")
    print(f"  memory for it: {memory:.1f} MB of the {all_of_it:.0f} MB that the process has then")


if __name__ == "__main__":
    run(sys.argv[1:])
