"""Which answers of a model were read and found adequate, as a committed table.

A line has the source, the answer, a 1 or a 0, and why: no wrong fact, name, number or negation may
be in an answer that is adequate. Texts that can't be committed stand there by their digests.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "starter" / "judged.tsv"
_COLUMNS = 4
_DIGITS = 16

Pair = tuple[str, str]
"""A source and an answer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How many answers are adequate, which are wrong and which nobody has read."""

    adequate: int
    wrong: Sequence[Pair]
    unread: Sequence[Pair]

    @property
    def count(self) -> int:
        """All answers."""
        return self.adequate + len(self.wrong) + len(self.unread)

    @property
    def precision(self) -> tuple[float, float]:
        """The least and the greatest share that may be adequate, 0 to 1; 0 to 1 of no answers."""
        if not self.count:
            return 0.0, 1.0
        return self.adequate / self.count, (self.adequate + len(self.unread)) / self.count


def read_judgements(path: Path = TABLE) -> dict[Pair, bool]:
    """Whether each answer of the table is adequate.

    Raises:
        ValueError: a line has other columns, or says of an answer what another line denies.
    """
    found: dict[Pair, bool] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[2] not in {"0", "1"}:
            message = f"{path}:{number}: write SOURCE, ANSWER, 1 or 0, and WHY, a tab between them"
            raise ValueError(message)
        pair, adequate = (cells[0], cells[1]), cells[2] == "1"
        if found.setdefault(pair, adequate) != adequate:
            message = f"{path}:{number}: judged otherwise above"
            raise ValueError(message)
    return found


def judge(
    answers: Iterable[Pair], known: Mapping[Pair, bool], *, by_digest: bool = False
) -> Judged:
    """What the table says of ``answers``; with ``by_digest`` it has their digests only."""
    adequate, wrong, unread = 0, [], []
    for answer in answers:
        said = known.get(digests(answer) if by_digest else answer)
        if said is None:
            unread.append(answer)
        elif said:
            adequate += 1
        else:
            wrong.append(answer)
    return Judged(adequate, wrong, unread)


def digests(pair: Pair) -> Pair:
    """How a pair that can't be committed stands in the table."""
    source, answer = (hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] for text in pair)
    return source, answer
