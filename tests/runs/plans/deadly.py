"""JSON Lines of which some records kill whoever reads them: a stand-in to provoke that."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass

from normalizer.formats.format import Chunk, FormatOptions, Item
from normalizer.formats.jsonl import Jsonl

DEADLY = b"deadly"


@dataclass(frozen=True, slots=True)
class DeadlyLines(Jsonl):
    """A line that holds `DEADLY` kills, with all that is read at once with it."""

    options: FormatOptions = FormatOptions()  # noqa: RUF009  it is frozen

    def articles(self, chunk: Chunk) -> Iterator[Item]:
        if DEADLY in chunk.data:
            os.kill(os.getpid(), signal.SIGKILL)
        return Jsonl.articles(self, chunk)
