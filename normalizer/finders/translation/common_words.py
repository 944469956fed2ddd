"""Which words are common in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from normalizer.resources.statistics import ScriptStatistics

_RARE = float("-inf")
_MANY = 1 << 16


@dataclass(frozen=True)
class CommonWords:
    """How common words of one language are; each is looked up once."""

    statistics: Mapping[str, ScriptStatistics]
    language: str
    _known: dict[str, float] = field(init=False, repr=False, default_factory=dict)

    def __call__(self, word: str) -> float:
        """The natural log probability of ``word``, in small letters; minus infinity if it's rare.

        >>> from normalizer.resources.statistics import load_statistics
        >>> common = CommonWords(load_statistics(), "de")
        >>> common("reifen") > -20, common("schewkunow")
        (True, -inf)
        """
        if word not in self._known:
            self.learn([word])
        return self._known[word]

    def learn(self, words: list[str]) -> None:
        """Look up many words at once, which is a hundred times faster than one by one."""
        if len(self._known) > _MANY:
            self._known.clear()
        missing = [word for word in dict.fromkeys(words) if word not in self._known]
        for known in self.statistics.values():
            if self.language in known.languages:
                column = known.languages.index(self.language)
                scores = known.common_scores(missing)[:, column].tolist()
                self._known.update(zip(missing, scores, strict=True))
                return
        self._known.update(dict.fromkeys(missing, _RARE))

    def has(self, word: str) -> bool:
        """Whether ``word``, in small letters, is common at all."""
        return self(word) > _RARE
