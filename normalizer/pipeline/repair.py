"""The encoding stage as one function."""

from functools import cache

from normalizer.document.composed import composed
from normalizer.document.document import Document
from normalizer.document.findings import Edit
from normalizer.pipeline.normalizer import Normalizer


def repair(text: str) -> tuple[str, tuple[Edit, ...]]:
    """``text`` with its encoding damage undone, and the edits that led there.

    Misread tables, escapes, entities, invisible signs, loose accents, letters of the wrong
    script, lost letters. The spans of the edits count code points in ``text``; each edit says
    what it removed and inserted, its rule and its evidence. Where nothing is wrong ``text``
    comes back with no edits. `Normalizer` does more and says more.

    Raises:
        NormalizerError: a finder failed on ``text``.

    >>> repair("Laut Ñòîëòåíáåðã fÃ¼r alle")[0]
    'Laut Столтенберг für alle'
    """
    document = _normalizer()(Document(text))
    return document.text, composed(document)


@cache
def _normalizer() -> Normalizer:
    return Normalizer(only=("encoding",), model_folders=())
