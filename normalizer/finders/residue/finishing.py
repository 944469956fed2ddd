"""What is looked at last, when all lines of an article have been judged."""

from collections.abc import Sequence

import regex

from normalizer.finders.residue.alike import leave_parts
from normalizer.finders.residue.blocks import take_blocks
from normalizer.finders.residue.contacts import leave_contacts
from normalizer.finders.residue.headings import leave_headwords, leave_lone_answer, leave_only_title
from normalizer.finders.residue.layout import Line
from normalizer.finders.residue.listed import take_contents
from normalizer.finders.residue.listings import leave_listings
from normalizer.finders.residue.subjects import leave_subjects
from normalizer.finders.residue.topics import leave_topics
from normalizer.finders.residue.works import leave_works
from normalizer.finders.residue.written_alike import leave_written_alike
from normalizer.resources.rules import Rule

_STEPS = (
    leave_only_title,
    leave_lone_answer,
    leave_headwords,
    leave_subjects,
    leave_written_alike,
    leave_contacts,
    leave_topics,
    leave_works,
    take_contents,
    take_blocks,
    leave_parts,
    leave_listings,
)


_Hit = tuple[Rule, regex.Match[str]]


def finish(article: Sequence[Line], hits: dict[int, _Hit]) -> None:
    """Keep what the article is about; take boxes and what the rest implies."""
    for step in _STEPS:
        if not hits:
            return
        step(article, hits)
