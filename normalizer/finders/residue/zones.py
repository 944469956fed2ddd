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


def bodies_of(
    page: Sequence[Reading],
    live: Sequence[int],
    tails: Collection[int],
    is_of_the_page: Callable[[Line], bool],
    gone: KeysView[int],
) -> list[int]:
    """Those of the lines ``live`` that are paragraphs of the article, in order.

    The last ones aren't, where one of the rules ``tails`` matches: a page ends in sentences, too.
    Nor are they where ``is_of_the_page`` says so by their wording, shortly below what is ``gone``.
    """
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
    return bodies


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
