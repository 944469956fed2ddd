"""Versions of everything that can change a result, for the head of an audit."""

import dataclasses
from typing import Any

from normalizer.pipeline.normalizer import Normalizer
from normalizer.resources.locate import fingerprint, glossary_sources, rule_packs
from normalizer.resources.rules import RULE_STAGES


def run_facts(normalizer: Normalizer, version: str) -> dict[str, Any]:
    """Package, settings, rules, glossary and models; no clock, no path."""
    settings = normalizer.settings
    packs = [path for stage in RULE_STAGES for path in rule_packs(stage)]
    return {
        "package": version,
        "settings": {
            "target": settings.target,
            "languages": list(settings.languages),
            "stages": list(settings.stages),
            "disable": list(settings.disable),
            "profile": settings.profile,
            "confidence": settings.confidence,
            "max_removed": settings.max_removed,
            "models": settings.models,
            "decoding": dataclasses.asdict(settings.decoding),
        },
        "rules": fingerprint((*packs, *settings.rules)),
        "glossary": fingerprint((*glossary_sources(), *settings.glossary)),
        "models": [engine.name for engine in normalizer.catalogue.engines]
        if "translation" in settings.stages
        else [],
    }
