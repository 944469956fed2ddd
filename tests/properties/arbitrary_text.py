"""Strategies for texts, edits and damaged articles."""

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from normalizer import Document, Edit, Span

_CASES = Path(__file__).resolve().parent.parent / "cases" / "properties"

CLEANING = ("encoding", "markup", "residue", "structure", "spacing", "quotes", "names")
"""The stages that edit without a model."""

FRAGMENTS: tuple[str, ...] = (
    "\u0085", "\u0301", "\u0308", "ß", "ẞ", "İ", "ı", "\N{KELVIN SIGN}", "ﬁ", "ŉ",
    "\U0001d538", "\U0001f468\u200d\U0001f469", "\u200d", "\u200b", "\u00ad", "\ufeff",
    "\N{NO-BREAK SPACE}", "\u202f", "\u2028", "\u2029", "\u3000", "\r\n", "\r", "\n", "\n\n",
    "\t", "\x00", "\x0b", "\x0c", "\x1c", " ", "  ", "   ", "„", "“", "”", "»", "«", '"', "'",
    "‚", "‘", "’", "&amp;", "&#8222;", "&lt;br&gt;", "&amp;lt;p&amp;gt;", "&#0;", "&#x110000;",
    "&copy=1", "Ã©", "Ã\u0085", "Ã¤", "â€œ", "â€\u009d", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "< /p>", "</p>", "<br",
    '<p class="x">', "<script>", "</script>", "<!--", "-->", "<![CDATA[", "[Anzeige_2]", "[", "]",
    "[caption id=1]", "Мы обеспокоены тем фактом, что ", "Россия", "ї", "北朝鮮", "북한",
    "Ελλάδα", "عربي", "שלום", "ไทย", ".", ",", "!", "?", " .", ":", ";", "…", "–", "-", "•", "*",
    "|", "1", "2024", "a", "B", "Biden", "Kim Jong In", "Lugansk", "Pjo\u0308ngjang", "z.B.",
    "Leave a Reply", "Share on Facebook", "Kommentar (0)", "source-120", "Foto: dpa",
    "Quelle: Agenturen", "Quelle: https://a.example/x.htm", "Lesen Sie auch:", "Читайте также:",
    "Moskau (dpa) - ", "tagesschau.de", "http://a.example/a?b&copy=1", "a@b.example", "#tag",
)  # fmt: skip
"""What texts of this domain are damaged with, and what Unicode holds ready for the careless."""


def cases(name: str) -> dict[str, Any]:
    """The cases of ``tests/cases/properties/name.toml``."""
    return tomllib.loads((_CASES / f"{name}.toml").read_text(encoding="utf-8"))


def texts() -> st.SearchStrategy[str]:
    """Any text without surrogates, and mixtures of what does harm."""
    plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
    pieces = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3))
    mixed = st.lists(pieces, max_size=40).map("".join)
    lines = st.lists(mixed, max_size=6).map("\n".join)
    return st.one_of(plain, mixed, lines)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of ``text`` that are disjoint, change something and follow every law."""
    edits: list[Edit] = []
    cursor, touchable = 0, True
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(cursor, len(text))) if cursor <= len(text) else cursor
        end = min(len(text), start + draw(st.integers(0, 5)))
        if start > len(text) or (edits and start == cursor and (not touchable or start == end)):
            continue
        removed = text[start:end]
        inserted = draw(st.sampled_from(("", "x", "é", "yz ", "\n", "\U0001d538")))
        if removed == inserted:
            continue
        edits.append(Edit(Span(start, end), removed, inserted, "test.edit"))
        cursor, touchable = end, bool(removed)
    return edits


@st.composite
def revised_documents(draw: st.DrawFn, *, fewest: int = 0) -> Document:
    """A document with some revisions by arbitrary edits."""
    document = Document(draw(texts()), id="a")
    for number in range(draw(st.integers(fewest, 4))):
        document = document.revised(f"test.{number}", draw(edits_of(document.text)))
    return document


@st.composite
def damaged_articles(draw: st.DrawFn) -> str:
    """A headline, some paragraphs and a tail, with damage that occurs in the wild."""
    parts = cases("article")
    title = draw(st.sampled_from(parts["titles"]))
    body = draw(st.lists(st.sampled_from(parts["paragraphs"]), min_size=2, max_size=6))
    body += draw(st.lists(st.sampled_from(parts["foreign"]), max_size=1))
    body = draw(st.permutations(body))
    body = [draw(_damaged(paragraph, parts["scraps"])) for paragraph in body]
    head = draw(st.lists(st.sampled_from((title, *parts["head"])), max_size=3))
    tail = draw(st.lists(st.sampled_from(parts["tail"]), max_size=4))
    between = draw(st.sampled_from(("\n", "\n\n", "\r\n", "\n\n\n\n")))
    end = draw(st.sampled_from(("", "\n", "\n\n", " \n")))
    return between.join((title, *head, *body, *tail)) + end


@st.composite
def _damaged(draw: st.DrawFn, paragraph: str, scraps: list[str]) -> str:
    damage = draw(st.integers(0, 4))
    if damage == 1:
        return paragraph.encode("utf-8").decode("latin-1")
    if damage == 2:
        return paragraph + draw(st.sampled_from(scraps))
    if damage == 3:
        return paragraph.replace(".", draw(st.sampled_from((" .", ".  ", ". "))), 1)
    if damage == 4:
        return paragraph.replace("„", "&bdquo;").replace("ü", "&uuml;")
    return paragraph
