"""The starter model: how good its answers are, how many it lets through, how fast it is.

``python bench/starter.py [--package ARCHIVE] [--unread FILE] [--no-speed]`` measures the bundled
starter, or one of an ``.argosmodel`` archive. ``--unread`` writes the answers that nobody has
judged yet, in the columns of ``bench/starter/judged.tsv``, and behind digests the texts meant.
"""

import argparse
import importlib
import math
import sys
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import parallel
from judgements import Judged, Pair, digests, judge, read_judgements
from measure import ratio

from normalizer import Translator
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.engines.argos import argos_engine
from normalizer.engines.bundled import needed_starters, starter_folder
from normalizer.engines.engine import SEARCHES
from normalizer.engines.package import Package, install_package, read_package
from normalizer.errors import ModelError
from normalizer.finders.translation.telling import REFUSED, TRANSLATED

TOOLS = Path(__file__).parents[1] / "tools" / "starter"
HELD_OUT = ("heldout.tsv", "heldout_wire.tsv")
MEGABYTE = 1_000_000
MOST_MEGABYTES, LEAST_PRECISION, LEAST_SHARE, MOST_WRONG, LEAST_TIMES = 12.0, 0.95, 0.1, 0.005, 100
SENTENCES, ROUNDS = 48, 3
SHOWN = 20
MISSING = "sacrebleu is not here, so there is no chrF and no BLEU; the extra bench brings it"


@dataclass(frozen=True)
class Said:
    """What became of sources: all answers of the model, and those sentences that were let through.

    ``sentences`` counts what the sources were cut into.
    """

    sources: Sequence[str]
    raw: Sequence[str]
    through: Sequence[Pair]
    sentences: int

    @property
    def share(self) -> float:
        """The share of sentences let through, 0 to 1."""
        return len(self.through) / self.sentences if self.sentences else 0.0


def run(arguments: Sequence[str] = ()) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", type=Path, help="an archive instead of the bundled starter")
    parser.add_argument("--unread", type=Path, help="file for the answers nobody has judged")
    parser.add_argument("--no-speed", action="store_true", help="leave out the speed")
    parser.add_argument("--limit", type=int, help="sentences of each set; all by default")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = starter_folder()
        if options.package:
            folder = Path(scratch)
            install_package(options.package, folder)
        try:
            (package, *_) = needed_starters(folder)
        except ModelError as error:
            print(f"bench: nothing was measured: {error}")
            return
        unread = _print_quality(folder, package, options.limit)
        if options.unread:
            options.unread.write_text("".join(unread), encoding="utf-8")
        if not options.no_speed:
            _print_speed(package)


def _print_quality(folder: Path, package: Package, limit: int | None) -> list[str]:
    """Print how good the answers are; the lines of those that nobody has judged."""
    known = read_judgements()
    print(f"\n{package.name}, least score {package.least_score}")
    files = (path for path in package.path.rglob("*") if path.is_file())
    size = sum(len(zlib.compress(path.read_bytes())) for path in files)  # as a wheel packs them
    _print_row("size in the wheel, MB", f"{size / MEGABYTE:.1f}", f"at most {MOST_MEGABYTES:.0f}")
    unread: list[str] = []
    for name in HELD_OUT:
        if (TOOLS / name).is_file():
            rows = _pairs(TOOLS / name)[:limit]
            said = answers(folder, package, [source for source, _ in rows])
            print(f"\n{name}: {len(rows)} pairs, {said.sentences} sentences")
            _print_scores(said, [target for _, target in rows])
            _print_row("let through", f"{said.share:.1%}", f"at least {LEAST_SHARE:.0%}")
            judged = judge(said.through, known)
            _print_row("of these adequate", _range(judged), f"at least {LEAST_PRECISION:.0%}")
            unread += _print_judged(judged, by_digest=False)
    if parallel.folder() is None:
        print(parallel.ABSENT)
        return unread
    news = [row for half in ("odd", "even") for row in _news(half)][:limit]
    said = answers(folder, package, [source for source, _ in news])
    print(f"\nNTREX rus > deu: {len(news)} lines, {said.sentences} sentences")
    _print_scores(said, [target for _, target in news])
    _print_row("let through", f"{said.share:.1%}", "")
    judged = judge(said.through, known, by_digest=True)
    least, most = (count / max(1, said.sentences) for count in _wrong(judged))
    told = f"{least:.2%}" if least == most else f"{least:.2%} to {most:.2%}"
    _print_row("of all let through wrong", told, f"at most {MOST_WRONG:.1%}")
    return unread + _print_judged(judged, by_digest=True)


def answers(folder: Path, package: Package, sources: Sequence[str]) -> Said:
    """What the model makes of ``sources``, and what of that the package lets through."""
    thorough = replace(package, least_score=-math.inf)  # the best of all, not the first guess
    found = argos_engine(thorough).translate(sources, SEARCHES["default"])
    translator = Translator(model_folders=(), models="starter", starter_folder=folder)
    documents = [made.document for made in translator.translate(sources, source=package.source)]
    through = [pair for document in documents for pair in _through(document)]
    refused = sum(notice.rule == REFUSED for made in documents for notice in made.notices)
    raw = [answer.text if answer else "" for answer in found]
    return Said(sources, raw, through, len(through) + refused)


def _through(document: Document) -> list[Pair]:
    return [
        (finding.removed, finding.inserted)
        for revision in document.revisions
        for finding in revision.findings
        if isinstance(finding, Edit) and finding.rule == TRANSLATED
    ]


def _print_scores(said: Said, references: Sequence[str]) -> None:
    sacrebleu = _sacrebleu()
    if sacrebleu is None:
        print(f"  {MISSING}")
        return
    chrf = sacrebleu.corpus_chrf(list(said.raw), [list(references)]).score
    bleu = sacrebleu.corpus_bleu(list(said.raw), [list(references)]).score
    _print_row("chrF of all answers", f"{chrf:.1f}", "")
    _print_row("BLEU of all answers", f"{bleu:.1f}", "")


def _print_judged(judged: Judged, *, by_digest: bool) -> list[str]:
    """Print the answers that are wrong and those that nobody has judged; lines of the latter."""
    for what, pairs in (("wrong", judged.wrong), ("not judged", judged.unread)):
        _print_row(what, str(len(pairs)), "")
        for source, answer in pairs[:SHOWN]:
            print(f"    {source} => {answer}")
        if len(pairs) > SHOWN:
            print(f"    … {len(pairs) - SHOWN} more")
    lines: list[str] = []
    for pair in judged.unread:
        source, answer = digests(pair) if by_digest else pair
        lines.append("\t".join((source, answer, "", "", *(pair if by_digest else ()))) + "\n")
    return lines


def _print_speed(package: Package) -> None:
    from translation.bare import Bare  # noqa: PLC0415  it builds a package of full size
    from translation.package import full_package  # noqa: PLC0415
    from translation.text import short_sentences  # noqa: PLC0415

    path, search = full_package(), SEARCHES["default"]
    starter, full = argos_engine(package), argos_engine(read_package(path))
    wire = [source for source, _ in _pairs(TOOLS / HELD_OUT[1])]
    sets = {"filled patterns": short_sentences(SENTENCES), "held-out wire": wire[:SENTENCES]}
    if parallel.folder() is not None:
        sets["NTREX"] = [source for source, _ in _news("odd")[:SENTENCES]]
    print(f"\nCPU a sentence beside a package of full size, one thread, {ROUNDS} rounds")
    for name, sentences in sets.items():
        bare = Bare(path, sentences)
        for peer, what in (
            (bare.one_by_one, "a call a sentence, beam 4, as Argos Translate calls it"),
            (partial(full.translate, sentences, search), "by our engine, beam 2"),
        ):
            times = ratio(partial(starter.translate, sentences, search), peer, ROUNDS)
            _print_row(f"{name}: {what}", f"{times:.1f}x", f"at least {LEAST_TIMES}x")
    print("\nCPU a sentence beside a starter that searches for all, whatever it is sure of")
    thorough = argos_engine(replace(package, least_score=-math.inf))
    for name, sentences in sets.items():
        times = ratio(
            partial(starter.translate, sentences, search),
            partial(thorough.translate, sentences, search),
            ROUNDS,
        )
        _print_row(name, f"{times:.1f}x", "")


def _range(judged: Judged) -> str:
    if not judged.count:
        return "none let through"
    least, most = judged.precision
    return f"{least:.1%}" if least == most else f"{least:.1%} to {most:.1%}"


def _wrong(judged: Judged) -> tuple[int, int]:
    return len(judged.wrong), len(judged.wrong) + len(judged.unread)


def _news(half: parallel.Half) -> list[Pair]:
    documents = parallel.aligned(("rus", "deu"), half)
    return [(row[0], row[1]) for rows in documents for row in rows if all(map(str.strip, row))]


def _pairs(path: Path) -> list[Pair]:
    if str(TOOLS) not in sys.path:
        sys.path.append(str(TOOLS))
    rows = importlib.import_module("pairs").read_pairs(path)
    return [(pair.source, pair.target) for pair in rows]


def _sacrebleu() -> Any:
    """The library, or ``None`` where it isn't installed."""
    try:
        return importlib.import_module("sacrebleu")
    except ImportError:
        return None


def _print_row(what: str, value: str, limit: str) -> None:
    print(f"  {what:<76} {value:>18}  {limit}".rstrip())


if __name__ == "__main__":
    run(sys.argv[1:])
