"""Turn trained weights into a CTranslate2 model and an Argos package.

`python export.py --build DIRECTORY --output FOLDER` converts `weights.pt` to int8 and packs it
with what `calibrate.py` has learned, and the refusal threshold that `evaluate.py --calibrate` has
stored, if there is one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import sentencepiece
from dimensions import size_of
from transformer.packing import convert, describe, pack

VERSION = "0.1"
MOST_BYTES = 12_000_000
NOTICE = """# Starter model, Russian to German

A small Transformer for newswire, trained on sentence pairs written for `normalizer`. It knows a
narrow language and refuses the rest: where a full model is installed, use that one. How it was
made and how good it is stands in `tools/starter/README.md` of the project.
"""


def package(build: Path, output: Path, pair: str = "ru_de") -> Path:
    """Zip the model the way Argos packages are zipped.

    Args:
        build: Folder with the converted model, and `figures.json` if it is calibrated.
        output: Folder that receives the package.
        pair: Language codes joined by an underscore.

    Returns:
        Path of the package; the same build folder gives the same bytes.

    Raises:
        ValueError: If the package is larger than may ship.
    """
    figures = build / "figures.json"
    stored = json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else {}
    more = {"starter": True, "description": "Starter for newswire, refuses what it doesn't know"}
    if "min_score" in stored:
        more["normalizer"] = {"min_score": stored["min_score"]}
    path = output / f"translate-{pair}-starter-{VERSION.replace('.', '_')}.argosmodel"
    files = {"metadata.json": describe(pair, VERSION, more), "README.md": NOTICE}
    pack(build, path, files | {"adequacy.msgpack": (build / "adequacy.msgpack").read_bytes()})
    if path.stat().st_size > MOST_BYTES:
        message = f"{path}: {path.stat().st_size} bytes, more than {MOST_BYTES}: take fewer pieces"
        raise ValueError(message)
    return path


def main() -> None:
    """Convert and pack the model."""
    parser = argparse.ArgumentParser(description="Export the starter model.")
    parser.add_argument("--build", required=True, type=Path, help="folder used for training")
    parser.add_argument("--output", type=Path, help="folder for the package; none without it")
    arguments = parser.parse_args()
    pieces = sentencepiece.SentencePieceProcessor(
        model_file=str(arguments.build / "sentencepiece.model")
    )
    convert(arguments.build, size_of(pieces.get_piece_size()))
    if arguments.output:
        path = package(arguments.build, arguments.output)
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
