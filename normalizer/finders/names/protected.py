"""Text in which no name is ever changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalizer.document.document import Document
from normalizer.document.span import Span

_ADDRESS = re.compile(
    r"[a-z]{2,9}://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[#@]\w+|</?[^\W\d_][^>\n]{0,200}>"
    r"|(?P<fence>```|~~~).*?(?P=fence)|`[^`\n]*`",
    re.IGNORECASE | re.DOTALL,
)
_PATH = re.compile(
    r"(?<!\S)[~.]{0,2}/(?:[\w.-]+/)+[\w.-]*|(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}/\S+"
    r"|\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\w+"
    r"|(?<=[(=\[])\"[^\"\n]*\"(?=[;,)\]])"
    r"|(?<![\w.])[\w-]+\.(?:jpe?g|png|gif|svg|webp|pdf|docx?|xlsx?|odt|txt|csv|json|xml|html?|php"
    r"|zip|mp[34]|mov|avi)\b",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"\.(?:[Cc]om|[Nn]et|[Oo]rg|info|tv|de|at|ch|eu|ru|ua|by|vn|kr|kp|cn|jp|uk)\b(?:/\S*)?"
)
_HOST = re.compile(r"[\w.-]+\Z")
_SOURCE_LINE = re.compile(
    r"^[^\S\n]*(?:Quellen?|Sources?|Fotos?|Bild(?:er)?|Источник|Джерело|Fuente)[^\S\n]*:[^\n]*$",
    re.MULTILINE,
)
_SIGNS = ("://", "www.", "WWW.", "@", "#", "<", "`", "~~~")
_PATH_SIGNS = ("/", '("', '="', '["')
_DOT_INSIDE = re.compile(r"\.[A-Za-z]")
_SOURCE_WORDS = ("Quelle", "Source", "Foto", "Bild", "Источник", "Джерело", "Fuente")
"""What a text must have for it to be worth looking closely, quick to find."""

_LONGEST_HOST = 100


def protected_spans(document: Document) -> Sequence[Span]:
    """Addresses, paths, handles, code and source lines, sorted; they may overlap."""
    text = document.text
    spans: list[Span] = []
    if any(sign in text for sign in _SIGNS):
        spans += (Span(*match.span()) for match in _ADDRESS.finditer(text))
    if any(sign in text for sign in _PATH_SIGNS) or _DOT_INSIDE.search(text):
        spans += (Span(*match.span()) for match in _PATH.finditer(text))
    for match in _DOMAIN.finditer(text):
        host = _HOST.search(text[max(0, match.start() - _LONGEST_HOST) : match.start()])
        if host:
            spans.append(Span(match.start() - len(host[0]), match.end()))
    if any(word in text for word in _SOURCE_WORDS):
        spans += (Span(*match.span()) for match in _SOURCE_LINE.finditer(text))
    return sorted(spans)


def foreign_spans(document: Document) -> Sequence[Span]:
    """The passages that stay in their language, in order."""
    return [passage.span for passage in document.passages if passage.outcome != "translated"]


@dataclass(frozen=True, slots=True)
class Guards:
    """What is left alone in one document."""

    protected: Sequence[Span]
    foreign: Sequence[Span]

    @classmethod
    def of(cls, document: Document) -> "Guards":
        """Those of ``document``."""
        return cls(protected_spans(document), foreign_spans(document))

    @staticmethod
    def _is_name(guard: Span, span: Span) -> bool:
        return guard.start == span.start and guard.end <= span.end

    def leave(self, span: Span) -> bool:
        """Whether a name at ``span`` stays. A passage that is nothing but a name is no text.

        Neither is a host an address that is nothing but a name (``Lenta.ru``).
        """
        return any(
            guard.overlaps(span) and not self._is_name(guard, span) for guard in self.protected
        ) or any(guard.overlaps(span) and not span.covers(guard) for guard in self.foreign)
