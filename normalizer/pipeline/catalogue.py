"""The pipeline: an explicit table, read from top to bottom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from normalizer.document.document import Document
from normalizer.engines.bundled import starter_folder
from normalizer.engines.engine import Engine
from normalizer.engines.installed import Installed
from normalizer.engines.memory import TranslationMemory
from normalizer.engines.store import default_folders
from normalizer.finders.encoding.dropped_letters import FindDroppedLetters
from normalizer.finders.encoding.entities import find_entities
from normalizer.finders.encoding.escapes import (
    FindQuotedPrintable,
    find_json_escapes,
    find_percent_escapes,
)
from normalizer.finders.encoding.half_letters import FindHalfLetters
from normalizer.finders.encoding.homoglyphs import FindHomoglyphs
from normalizer.finders.encoding.invisible import FindInvisible
from normalizer.finders.encoding.letters import FindDecomposed, FindLigatures, FindWideLetters
from normalizer.finders.encoding.lost_letters import FindLostLetters
from normalizer.finders.encoding.misread import FindMisread
from normalizer.finders.encoding.mojibake import FindMojibake
from normalizer.finders.encoding.neighbours import Neighbours
from normalizer.finders.encoding.readable import Readability
from normalizer.finders.encoding.sieve import OddTexts
from normalizer.finders.flags.layout import FindLayoutFlags
from normalizer.finders.flags.phrases import FindPhrases
from normalizer.finders.flags.quotations import find_unbalanced_quotes
from normalizer.finders.flags.switches import find_switches
from normalizer.finders.languages.evidence import Evidence
from normalizer.finders.languages.inventory import inventory_of
from normalizer.finders.languages.main_language import NameLanguage
from normalizer.finders.languages.passages import FindPassages
from normalizer.finders.languages.pieces import Pieces
from normalizer.finders.languages.whole import FindWhole
from normalizer.finders.names.surface_forms import FindSurfaceForms
from normalizer.finders.residue.blank_lines import find_blank_lines
from normalizer.finders.residue.datelines import FindDatelines
from normalizer.finders.residue.furniture import FindFurniture
from normalizer.finders.residue.glued import FindGlued
from normalizer.finders.residue.markup import FindMarkup
from normalizer.finders.residue.quote_styles import find_other_quotes
from normalizer.finders.residue.quotes import find_english_quotes
from normalizer.finders.residue.spacing import FindSpacing
from normalizer.finders.residue.titles import find_repeated_paragraphs, find_repeated_titles
from normalizer.pipeline.settings import Settings
from normalizer.pipeline.stage import (
    BatchFinder,
    BatchStage,
    Finder,
    FinderStage,
    NamingStage,
    OnDemand,
    Sieve,
    Stage,
)
from normalizer.resources.glossary import Glossary
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.rules import Rule, load_rules
from normalizer.resources.statistics import ScriptStatistics, load_statistics
from normalizer.resources.words import load_abbreviations, load_pronouns, load_spacing_words

_SETTLED = 100
"""Rounds of a stage that goes on until it finds nothing; text escaped n times takes n of them."""


@dataclass(frozen=True)
class Catalogue:
    """The stages for ``settings``, and the resources they read, loaded once.

    Raises:
        ResourceError: a rule pack or glossary holds a mistake.
    """

    settings: Settings

    @cached_property
    def stages(self) -> tuple[tuple[str, Stage], ...]:
        """Each row of the table whose stage is asked for, with its name."""
        rows: tuple[tuple[str, Callable[[], Stage]], ...] = (
            ("encoding", self._encoding),
            ("encoding", self._dropped_letters),
            ("markup", self._markup),
            ("languages", self._main_language),
            ("residue", self._residue),
            ("structure", self._structure),
            ("spacing", self._spacing),
            ("quotes", self._quotes),
            ("languages", self._passages),
            ("translation", self._translation),
            ("names", self._names),
            ("flags", self._flags),
        )
        wanted = self.settings.stages
        return tuple((name, build()) for name, build in rows if name in wanted)

    @cached_property
    def glossary(self) -> Glossary:
        """The glossary that ships, and the files of the settings."""
        return load_glossary(self.settings.glossary)

    @cached_property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that may translate, best first; none is loaded before it has work.

        Raises:
            ModelError: the starter is wanted, and can't be used.
        """
        if self.settings.models == "none":
            return ()
        folders = self.settings.model_folders
        starter = self.settings.starter_folder or starter_folder()
        installed = Installed(
            default_folders() if folders is None else folders,
            self.settings.threads,
            self.settings.device,
            starter if self.settings.models == "starter" else None,
        )
        if self.settings.memory is None:
            return installed.engines(self.settings.engines)
        memory = TranslationMemory(self.settings.memory)
        return installed.remembering(memory, self.settings.engines)

    @property
    def considered(self) -> tuple[str, ...]:
        """The languages that passages may be in, sorted."""
        return self._pieces.evidence.inventory.considered

    def why_language(self, document: Document) -> str:
        """The words that say most for the language that ``document`` was found to be in."""
        return NameLanguage(self._pieces).reasons(document.text, document.language)

    def rules(self, stage: str) -> tuple[Rule, ...]:
        """The rules of ``stage`` that are switched on; those for residue with the user's own."""
        own = load_rules(stage, self.settings.rules) if stage == "residue" else ()
        shipped = load_rules(stage)
        return tuple(rule for rule in (*shipped, *own) if self.settings.allows(rule.id))

    def _finders(
        self,
        *finders: tuple[str, Finder],
        rounds: int = 1,
        worth_a_look: Sieve | None = None,
        sieves: Sequence[Sieve] = (),
    ) -> Stage:
        return FinderStage(finders, self.settings.allows, rounds, worth_a_look, sieves)

    def _encoding(self) -> Stage:
        # Escapes hide the bytes that misread text is known by, and invisible signs are such bytes.
        # Homoglyphs and ligatures look misread, so they go first; they wait where a text is.
        # A half letter before a blank looks like a whole one, so it goes first, too.
        readability = Readability(self._statistics)
        neighbours = Neighbours(self._statistics)
        misread = FindMisread(readability, neighbours)
        return self._finders(
            ("encoding.quoted-printable", FindQuotedPrintable(readability)),
            ("encoding.percent", find_percent_escapes),
            ("encoding.json-escapes", find_json_escapes),
            ("encoding.entities", find_entities),
            ("encoding.homoglyphs", FindHomoglyphs(self._statistics, neighbours)),
            ("encoding.ligatures", FindLigatures(readability)),
            ("encoding.half-letters", FindHalfLetters(self._statistics)),
            ("encoding.misread", misread),
            ("encoding.mojibake", FindMojibake(neighbours)),
            ("encoding.invisible", FindInvisible(neighbours)),
            ("encoding.decomposed", FindDecomposed(neighbours)),
            ("encoding.width", FindWideLetters(neighbours)),
            ("encoding.lost-letters", FindLostLetters(self._statistics)),
            rounds=_SETTLED,
            worth_a_look=OddTexts(misread.suspects),
        )

    def _dropped_letters(self) -> Stage:
        # They can only be missed where no escape hides them any more.
        dropped = FindDroppedLetters(self._statistics)
        return self._finders(
            ("encoding.dropped-letters", dropped),
            worth_a_look=lambda texts: [dropped.worth_a_look(text) for text in texts],
        )

    def _markup(self) -> Stage:
        find = FindMarkup(self.rules("markup"), self.settings.confidence)
        return self._finders(("markup.scraps", find), rounds=3)

    def _main_language(self) -> Stage:
        target = self.settings.target
        if self.settings.source:
            # They will be in it; what they are in now is said by their passages.
            return NamingStage(
                "languages.target",
                lambda documents: [replace(document, language=target) for document in documents],
            )
        name = NameLanguage(self._pieces, otherwise=target)
        return NamingStage("languages.main-language", name.together)

    def _residue(self) -> Stage:
        rules, confidence = self.rules("residue"), self.settings.confidence
        furniture = FindFurniture(rules, confidence, self.settings.max_removed)
        glued = FindGlued(rules, confidence, furniture.page)
        datelines = FindDatelines(rules, confidence)
        return self._finders(
            # First, since a paragraph may be taken for what stands behind it.
            ("residue.glued", glued),
            ("residue.furniture", furniture),
            ("residue.datelines", datelines),
            rounds=3,
            sieves=(glued.worth_a_look, furniture.worth_a_look, datelines.worth_a_look),
        )

    def _structure(self) -> Stage:
        return self._finders(
            ("structure.titles", find_repeated_titles),
            ("structure.paragraphs", find_repeated_paragraphs),
            ("structure.blank-lines", find_blank_lines),
            rounds=3,
        )

    def _spacing(self) -> Stage:
        return self._finders(("spacing.blanks", FindSpacing(load_spacing_words())), rounds=3)

    def _quotes(self) -> Stage:
        return self._finders(
            ("quotes.german", find_english_quotes), ("quotes.own-style", find_other_quotes)
        )

    def _passages(self) -> Stage:
        if self.settings.source:
            find = FindWhole(NameLanguage(self._pieces), self.settings.source)
            return self._finders(("languages.whole", find))
        passages = FindPassages(self._pieces, asked=bool(self.settings.languages))
        return BatchStage("languages.passages", passages.together, self.settings.allows)

    def _translation(self) -> Stage:
        find = OnDemand(self._translate)
        _ = self.engines, self.glossary  # what is wrong with them is told before any work
        return BatchStage("translation.passages", find, self.settings.allows)

    def _translate(self) -> BatchFinder:
        # Heavy, and only articles with passages need it.
        from normalizer.finders.translation.translate import TranslatePassages  # noqa: PLC0415

        return TranslatePassages(
            self.engines,
            self.settings.target,
            load_abbreviations(),
            self.settings.decoding,
            glossary=self.glossary,
            profile=self.settings.profile,
            kinds=self.settings.engines,
        )

    def _names(self) -> Stage:
        find = FindSurfaceForms(self.glossary, self.settings.target, self.settings.profile)
        # A replaced name may be the context that another one waited for.
        return self._finders(("names.surface-forms", find), rounds=3)

    def _flags(self) -> Stage:
        return self._finders(
            ("flags.layout", FindLayoutFlags(load_pronouns())),
            ("flags.switches", find_switches),
            ("flags.phrases", FindPhrases(self.rules("flags"))),
            ("flags.quotations", find_unbalanced_quotes),
        )

    @cached_property
    def _pieces(self) -> Pieces:
        asked = self.settings.languages
        wanted = {*asked, self.settings.target} if asked else None
        return Pieces(Evidence(self._statistics, inventory_of(self._statistics, wanted)))

    @cached_property
    def _statistics(self) -> dict[str, ScriptStatistics]:
        return load_statistics()


def stage_names(stages: Sequence[tuple[str, Stage]]) -> tuple[str, ...]:
    """The names of ``stages``, each once, in order."""
    return tuple(dict.fromkeys(name for name, _ in stages))
