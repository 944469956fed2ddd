"""A plan whose jobs are lists of words: some of them kill the worker that reads them."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from normalizer.runs.worker import Ask

DEADLY, DEADLY_ONCE, FAILING = "deadly", "deadly once", "failing"
ASKING = "asking "


@dataclass(frozen=True)
class Words:
    words: tuple[str, ...]

    def parts(self) -> "list[Words]":
        return [Words((word,)) for word in self.words] if len(self.words) > 1 else []


@dataclass(frozen=True)
class Counting:
    """Words with their length; every word that was begun is written to the file ``begun``.

    A worker that makes the file ``marked`` dies of it.
    """

    begun: Path
    starts: bool = True
    marked: Path | None = None

    def prepared(self, ask: Ask) -> Callable[[Words], list[str]]:
        if self.marked is not None and not self.marked.exists():
            self.marked.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if not self.starts:
            os.kill(os.getpid(), signal.SIGKILL)
        return lambda job: [self._one(word, ask) for word in job.words]

    def refused(self, job: Words, reason: str) -> str:
        return f"refused {job.words[0]}: {reason}"

    def _one(self, word: str, ask: Ask) -> str:
        again = self.begun.exists() and word in self.begun.read_text(encoding="utf-8").split("\n")
        with self.begun.open("a", encoding="utf-8") as file:
            file.write(f"{word}\n")
        if word == DEADLY or (word == DEADLY_ONCE and not again):
            os.kill(os.getpid(), signal.SIGKILL)
        if word == FAILING:
            raise OSError(word)
        if word.startswith(ASKING):
            return str(ask(word.removeprefix(ASKING)))
        sys.stdout.write(word)  # it is not the way answers take
        return f"{word} {len(word)}"


@dataclass(frozen=True)
class Answering:
    """Answers words as `Counting` does jobs: a deadly question kills it."""

    begun: Path

    def prepared(self, ask: Ask) -> Callable[[str], str]:
        return lambda word: f"answer: {Counting(self.begun)._one(word, ask)}"  # noqa: SLF001
