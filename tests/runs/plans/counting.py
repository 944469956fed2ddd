"""A plan whose jobs are lists of words: some of them kill the worker that reads them."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DEADLY, DEADLY_ONCE, FAILING = "deadly", "deadly once", "failing"


@dataclass(frozen=True)
class Words:
    words: tuple[str, ...]

    def parts(self) -> "list[Words]":
        return [Words((word,)) for word in self.words] if len(self.words) > 1 else []


@dataclass(frozen=True)
class Counting:
    """Words with their length; every word that was begun is written to the file ``begun``."""

    begun: Path
    starts: bool = True

    def prepared(self) -> Callable[[Words], list[str]]:
        if not self.starts:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._counted

    def refused(self, job: Words, reason: str) -> str:
        return f"refused {job.words[0]}: {reason}"

    def _counted(self, job: Words) -> list[str]:
        return [self._one(word) for word in job.words]

    def _one(self, word: str) -> str:
        again = self.begun.exists() and word in self.begun.read_text(encoding="utf-8").split("\n")
        with self.begun.open("a", encoding="utf-8") as file:
            file.write(f"{word}\n")
        if word == DEADLY or (word == DEADLY_ONCE and not again):
            os.kill(os.getpid(), signal.SIGKILL)
        if word == FAILING:
            raise OSError(word)
        sys.stdout.write(word)  # it is not the way answers take
        return f"{word} {len(word)}"
