"""What rules are there, and what they do."""

from normalizer.pipeline.settings import STAGES
from normalizer.resources.glossary_files import load_glossary
from normalizer.runs.descriptions import describe, rule_ids


def test_every_rule_and_stage_can_be_explained() -> None:
    glossary = load_glossary()
    known = [*STAGES, *rule_ids(glossary)]
    assert len(known) == len(set(known))
    assert [subject for subject in known if not describe(subject, glossary)] == []
