"""What a finder may report about the text it read."""

from dataclasses import dataclass
from typing import Literal

from normalizer.document.metadata import Metadatum
from normalizer.document.span import Span

Outcome = Literal["kept", "translated", "refused"]
"""What became of a passage: left as it is, put into the language of its article, or left
because its translation was not good enough."""


Kind = Literal["paragraph", "sentence", "quotation", "switch"]
"""What a passage is in its article: whole lines, whole sentences of a line, what stands between
quotation marks, or a part of a sentence."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``inserted`` where ``removed`` stands.

    ``removed`` must be what the span covers. That one redundancy turns every off-by-one,
    byte offset or stale text into an error at the place where it is made.

    ``rule`` is the id of the rule that asked for it, ``evidence`` says in a few words what
    decided, ``kept`` what the removed text knew of the article.
    """

    span: Span
    removed: str
    inserted: str
    rule: str
    evidence: str = ""
    kept: tuple[Metadatum, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text in another language than its article, such as a quotation left in Russian.

    ``language`` is an ISO 639-1 code, or ``und`` where it can't be known; ``confidence`` lies
    between 0 and 1; ``script`` is the Unicode name of the script most of it is written in,
    ``evidence`` the words that decided, each with what it says for the language in nats.
    """

    span: Span
    language: str
    confidence: float
    outcome: Outcome = "kept"
    script: str = ""
    kind: Kind = "paragraph"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something seen and deliberately left as it was, with the reason.

    ``proposal`` is the text a human may want to put there, or ``None`` where there is none.
    """

    span: Span
    rule: str
    reason: str
    proposal: str | None = None


Finding = Edit | Passage | Notice
