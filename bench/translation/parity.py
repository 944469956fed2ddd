"""What comes out otherwise than from the library argostranslate itself, and why.

``python bench/translation/parity.py [--sentences N]``: sentences the fixture packages never saw,
and news they can't know, with the options of the library (beam 4). Every difference is printed.
"""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "fixture_models"))

from corpus import LANGUAGES, build_corpus, read_table

from normalizer.engines.argos import argos_engine
from normalizer.engines.engine import Decoding
from normalizer.engines.package import Package, install_package
from normalizer.engines.routes import Route
from normalizer.engines.stock import StockEngine
from normalizer.finders.translation.ladder import Ladder
from normalizer.finders.translation.quality import CheckTranslation

PACKAGES = Path(__file__).parents[2] / "tests" / "fixtures" / "models"
AS_STOCK = Decoding(beam=4, length_penalty=0.2)
SENTENCES = 1000


def run(arguments: Sequence[str] = ()) -> None:
    """Print the differences of each package, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    options = parser.parse_args(arguments)
    if find_spec("argostranslate") is None:
        print("argostranslate is not here; the extra of this name brings it")
        return
    rows = build_corpus().held_out[: options.sentences]
    strange = read_table("out_of_domain.txt")
    with TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        socket.socket.connect = _refused  # type: ignore[method-assign]
        for archive in sorted(PACKAGES.glob("*.argosmodel")):
            package = install_package(archive, Path(folder))
            at = LANGUAGES.index(package.source)
            _print_differences(package, [row[at] for row in rows])
            if at < len(strange[0]):
                _print_differences(package, [row[at] for row in strange])


def _print_differences(package: Package, sources: list[str]) -> None:
    engine = argos_engine(package)
    stock = [one.text if one else "" for one in StockEngine(package).translate(sources, AS_STOCK)]
    ours = [one.text if one else "" for one in engine.translate(sources, AS_STOCK)]
    check = CheckTranslation(engine.source, engine.target)
    done = Ladder([Route((engine,))], check, AS_STOCK).translated(sources)
    unlike = [row for row in zip(sources, stock, ours, strict=True) if row[1] != row[2]]
    print(f"\n{package.name}: {len(sources)} sentences, the engine differs in {len(unlike)}")
    for source, theirs, said in unlike:
        print(f"  {source}\n    {theirs}\n    {said}")
    refused = mended = again = 0
    for source, theirs in zip(sources, stock, strict=True):
        made = done[source]
        if made.is_refused:
            refused += 1
        elif made.text != theirs:
            is_mended = made.text == check.repaired(source, theirs)
            mended, again = mended + is_mended, again + (not is_mended)
            how = "mended" if is_mended else f"translated again: {made.way}"
            print(f"  {how}: {source}\n    {theirs}\n    {made.text}")
    print(f"  behind the checks: {refused} refused, {mended} mended, {again} translated again")


def _refused(*_: object) -> None:
    message = "the network is refused"
    raise OSError(message)


if __name__ == "__main__":
    run(sys.argv[1:])
