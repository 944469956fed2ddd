"""Turn trained weights into a CTranslate2 model and an Argos package.

`python export.py convert --pair ru_de --build DIRECTORY` writes `DIRECTORY/model`;
`python export.py package --pair ru_de --build DIRECTORY --output FOLDER` zips it together
with the score threshold that `evaluate.py` has stored in `DIRECTORY/figures.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import sentencepiece
from fixture_size import size_of
from transformer.packing import convert, describe, pack

VERSION = "0.1"
NOTICE = """# Test fixture {source} to {target}

A toy Transformer that knows a few hundred sentence patterns written for the tests of
`normalizer`. It exists to run the real engine on something small. Its answers to any other
text are nonsense: do not use it as a translator.
"""


def package(build: Path, pair: str, output: Path) -> Path:
    """Zip one model the way Argos packages are zipped.

    Args:
        build: Folder with the converted model and its figures.
        pair: Language codes joined by an underscore.
        output: Folder that receives the package.

    Returns:
        Path of the package.
    """
    source, target = pair.split("_")
    figures = json.loads((build / "figures.json").read_text(encoding="utf-8"))
    more = {
        "fixture": True,
        "description": "Test fixture, not a usable translator",
        "normalizer": {"min_score": figures["min_score"]},
    }
    path = output / f"translate-{pair}-fixture-{VERSION.replace('.', '_')}.argosmodel"
    notice = NOTICE.format(source=source, target=target)
    pack(build, path, {"metadata.json": describe(pair, VERSION, more), "README.md": notice})
    return path


def main() -> None:
    """Convert or package one model."""
    parser = argparse.ArgumentParser(description="Export one fixture model.")
    parser.add_argument("step", choices=("convert", "package"))
    parser.add_argument("--pair", required=True, help="for example ru_de")
    parser.add_argument("--build", required=True, type=Path, help="folder used for training")
    parser.add_argument("--output", type=Path, default=Path(), help="folder for the package")
    arguments = parser.parse_args()
    if arguments.step == "convert":
        pieces = sentencepiece.SentencePieceProcessor(
            model_file=str(arguments.build / "sentencepiece.model")
        )
        convert(arguments.build, size_of(pieces.get_piece_size()))
    else:
        path = package(arguments.build, arguments.pair, arguments.output)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
