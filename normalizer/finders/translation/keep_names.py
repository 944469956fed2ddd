"""The names of sentences that are translated from one language: found, and looked for again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from normalizer.finders.translation.bearers import FindBearers, Mention
from normalizer.finders.translation.common_words import CommonWords
from normalizer.finders.translation.located import Locator, Place
from normalizer.finders.translation.namesakes import with_namesake
from normalizer.finders.translation.nominatives import guessed
from normalizer.finders.translation.spellings import HOUSE, Name
from normalizer.finders.translation.strangers import FindStrangers
from normalizer.finders.translation.unknown_names import FindUnknownNames
from normalizer.finders.translation.unknown_places import unknown_places
from normalizer.resources.glossary import Glossary
from normalizer.resources.statistics import ScriptStatistics


@dataclass(frozen=True, slots=True)
class Kept:
    """A name put right: who is meant, what stood there, what does now, and how it was found.

    Where a surrogate stood for it, ``said`` is empty, since it didn't stand there itself.
    """

    id: str
    said: str
    put: str
    how: str

    @property
    def reason(self) -> str:
        """The same in a few words, for the audit."""
        before = f"{self.said!r} > " if self.said else ""
        return f"{self.id}: {before}{self.put!r} ({self.how})"


@dataclass(frozen=True, slots=True)
class Lost:
    """A name that a translation doesn't have: who, as the source has it, and as it should be.

    ``is_replaceable`` says whether a surrogate may stand for it. Where it has ``put``, that stands
    there, as the nominative can't be told; ``right`` may be right as well.
    """

    id: str
    origin: str
    right: str
    is_replaceable: bool = False
    put: str = ""

    @property
    def reason(self) -> str:
        """The same in a few words, for the audit."""
        if self.put:
            return f"{self.origin} ({self.id}) reads {self.put!r}, or should it be {self.right!r}"
        return f"{self.origin} ({self.id}) should read {self.right!r}"


@dataclass(frozen=True)
class KeepNames:
    """Finds the names of sentences in one language, and where they stand in translations.

    In German, the language of the glossary, every name has its house form; in other languages
    only those that are spelled as they sound are looked at, since the names of states and
    bodies may be said in many ways.
    """

    find: FindBearers
    find_unknown: FindUnknownNames
    statistics: Mapping[str, ScriptStatistics]
    _common: dict[str, CommonWords] = field(init=False, repr=False, default_factory=dict)
    _strangers: dict[str, FindStrangers] = field(init=False, repr=False, default_factory=dict)

    @classmethod
    def of(
        cls,
        glossary: Glossary,
        source: str,
        statistics: Mapping[str, ScriptStatistics],
        profile: str = "default",
    ) -> "KeepNames":
        """What keeps the names of ``glossary`` in sentences that are in ``source``."""
        common = CommonWords(statistics, source)
        find = FindBearers(glossary, source, profile, common)
        return cls(find, FindUnknownNames(source, common, find.given), statistics)

    def mentions(self, sentence: str) -> list[Mention]:
        """The names in ``sentence``, in order."""
        known = [with_namesake(mention, sentence) for mention in self.find(sentence)]
        unknown = self.find_unknown(sentence, known)
        if not unknown:
            return known
        return sorted((*known, *unknown), key=lambda mention: mention.span)

    @cached_property
    def eagerly(self) -> "KeepNames":
        """The same, that takes for a place what may be an adjective as well."""
        return replace(self, find=replace(self.find, eager=True))

    def guessed(self, mention: Mention) -> Mention | None:
        """``mention`` with its nominative, gender and case; ``None`` where they can't be told."""
        return guessed(mention, self.find_unknown.common, self.find.forenames)

    def places(
        self, translation: str, names: Sequence[Name], language: str, once: Sequence[Name] = ()
    ) -> list[Place | None] | None:
        """Where each of ``names`` stands in ``translation``, and what is to stand there.

        ``None`` if one of the names ``once`` stands there besides, a second time.
        """
        locator = Locator(translation, language, self.common(language).has)
        strange = [i for i, name in enumerate(names) if name.is_strange]
        known = [i for i, name in enumerate(names) if not name.is_strange]
        places: dict[int, Place | None] = {}
        places.update(zip(known, locator.located([names[i] for i in known]), strict=True))
        if any(locator.located(once)):
            return None
        if strange:
            unknown = unknown_places(locator, [names[i] for i in strange], self.common(language))
            places.update(zip(strange, unknown, strict=True))
        if language != HOUSE:
            for i, place in places.items():
                if place and not names[i].is_spelled:
                    places[i] = replace(place, put=place.span.of(translation))
        return [places[i] for i in range(len(names))]

    def common(self, language: str) -> CommonWords:
        """The common words of ``language``."""
        if language not in self._common:
            self._common[language] = CommonWords(self.statistics, language)
        return self._common[language]

    def strangers(self, language: str) -> FindStrangers:
        """What finds names in translations into ``language`` that their source hasn't."""
        if language not in self._strangers:
            find = FindStrangers(self.find.glossary, self.find.language, language)
            self._strangers[language] = find
        return self._strangers[language]

    def is_missed(self, name: Name, place: Place | None, language: str) -> bool:
        """Whether it matters that a name isn't found in a translation into ``language``."""
        return (
            place is None
            and name.spelled(language) is not None
            and (language == HOUSE or name.is_spelled)
        )
