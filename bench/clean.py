"""Encoding, residue and names against `ftfy.fix_text` alone, on a generated dump."""

import ftfy
from dump import articles
from measure import print_table, ratio

from normalizer import Document, Normalizer

COUNT = 300
SAFE = ftfy.TextFixerConfig(uncurl_quotes=False)


def run() -> None:
    """Print the table."""
    rows = []
    for name, share in (("clean articles", 0.0), ("10 % damaged", 0.1), ("all damaged", 1.0)):
        texts = list(articles(COUNT, damaged=share))
        for stages in (("encoding",), ("encoding", "residue", "names"), ()):
            normalizer = Normalizer(only=stages, skip=("translation",), model_folders=())
            label = "+".join(stages) or "everything but translation"
            documents = [Document(text) for text in texts]
            measured = ratio(
                lambda normalizer=normalizer, documents=documents: normalizer.run(documents),
                lambda texts=texts: [ftfy.fix_text(text) for text in texts],
            )
            rows.append((f"{label}, {name}", "ftfy.fix_text", measured, _floor(stages, share)))
    print_table("Cleaning, CPU time of one process", rows)


def _floor(stages: tuple[str, ...], share: float) -> float | None:
    """The budget of the whole pipeline without translation on a mixed dump."""
    return 3.0 if not stages and share == 0.1 else None  # noqa: PLR2004
