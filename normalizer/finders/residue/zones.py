"""Where an article begins and ends, as far as its paragraphs tell."""

from collections.abc import Callable, Collection, KeysView, Sequence

from normalizer.document.paragraphs import is_body, is_sentence
from normalizer.finders.residue.inside import may_be_labelled
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.reading import Reading

_NEAR = 3
"""Lines above a last sentence among which something must go for it to be judged by its wording."""
SHORT_BODY = 40
"""Code points of a sentence that counts as a paragraph where there is no longer one."""

_NO_LEADS = frozenset({"app-promo", "cookie", "paywall", "social-follow"})
"""Kinds of residue that come as paragraphs above an article."""


def bodies_of(
    page: Sequence[Reading],
    live: Sequence[int],
    rules: tuple[Collection[int], Collection[int]],
    is_of_the_page: Callable[[Line], bool],
    gone: KeysView[int],
) -> list[int]:
    """Those of the lines ``live`` that are paragraphs of the article, in order.

    The last ones aren't, where one of the ``rules`` for lines below an article, the second ones,
    matches: a page ends in sentences, too. Nor are they where ``is_of_the_page`` says so by their
    wording, shortly below what is ``gone``. Above all others a consent or a plea that one of the
    first ``rules`` matches, which are for lines above, is none where it is worded like one.
    """
    heads, tails = rules
    texts = {i: page[i].line.text for i in live}
    bodies = [i for i, text in texts.items() if is_body(text)] or [
        i for i, text in texts.items() if len(text) >= SHORT_BODY and is_sentence(text)
    ]
    while len(bodies) > 1 and not gone.isdisjoint(range(bodies[-1] - _NEAR, bodies[-1])):
        if not (page[bodies[-1]].first(tails) or is_of_the_page(page[bodies[-1]].line)):
            break
        bodies.pop()
    while bodies and page[bodies[-1]].first(tails):
        bodies.pop()
    first = next((i for i, text in texts.items() if is_sentence(text)), None)
    if bodies and bodies[0] == first:
        while len(bodies) > 1 and _is_no_lead(page[bodies[0]], heads, is_of_the_page):
            bodies.pop(0)
    return bodies


def _is_no_lead(
    reading: Reading, heads: Collection[int], is_of_the_page: Callable[[Line], bool]
) -> bool:
    hit = reading.first(heads)
    return hit is not None and hit[0].kind in _NO_LEADS and is_of_the_page(reading.line)


def lines_around(article: Sequence[Line]) -> list[Line]:
    """The lines that may be above or below the body, and those that a label may tell of.

    The first paragraph is among them, and the last, which a rule may say isn't the article's.
    """
    bodies = [i for i, line in enumerate(article) if is_body(line.text)]
    first, last = (bodies[0], bodies[-1]) if bodies else (len(article), -1)
    return [
        line for i, line in enumerate(article) if i <= first or i >= last or may_be_labelled(line)
    ]


def head_zone(live: Sequence[int], bodies: Sequence[int]) -> list[int]:
    """The lines above the first paragraph; none where there is no paragraph."""
    return [i for i in live if bodies and i < bodies[0]]


def tail_zone(live: Sequence[int], bodies: Sequence[int]) -> list[int]:
    """The lines below the last paragraph, or the second half where there is none."""
    if bodies:
        return [i for i in live if i > bodies[-1]]
    return list(live[max(1, len(live) // 2) :])
