"""Try again, in other ways, what an engine translated badly."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from normalizer.engines.engine import Decoding
from normalizer.engines.routes import Route
from normalizer.errors import ModelError
from normalizer.finders.translation.quality import CheckTranslation, Doubt

CAREFUL = Decoding(beam=5, no_repeat=3, growth=2, room=10)
"""A wider search that may not say the same three pieces twice, and ends sooner."""

_JOINT = regex.compile(r"[;:]\s+|(?<![,.!?…»”\s])\s+[—–]\s+")
_CAPITAL, _SMALL = regex.compile(r"\p{Lu}"), regex.compile(r"\p{Ll}")
_WORD = regex.compile(r"\w{2,}")
_STOPS = tuple(".!?…")
_FEWEST_PART_WORDS, _FEWEST_CAPITALS = 2, 8
_CAPITALS_TO_SMALL = 4


@dataclass(frozen=True, slots=True)
class Translation:
    """What a route made of a sentence, and what speaks against it.

    ``score`` is the lowest mean log probability of the hops, ``way`` the route and, where it
    wasn't the first try, how it was made.
    """

    text: str
    score: float
    doubts: tuple[Doubt, ...]
    way: str

    @property
    def is_refused(self) -> bool:
        """Whether it must not be used."""
        return any(not doubt.is_soft for doubt in self.doubts)


Translations = Mapping[str, Translation]
Step = Callable[[Sequence[str]], Translations]


@dataclass(frozen=True)
class Ladder:
    """Translates sentences by the first of ``routes``, and what is refused in other ways.

    With a wider search that may not repeat itself; in parts, cut at semicolon, colon and dash;
    in small letters where all are capitals; by the other routes. What every step is refused
    for keeps the doubts of the first. Each step sees all sentences it is for at once.
    """

    routes: Sequence[Route]
    check: CheckTranslation
    decoding: Decoding

    def translated(self, texts: Sequence[str]) -> dict[str, Translation]:
        """The translation of each of ``texts``; those refused are to be left as they are."""
        done = dict(self._by(self.routes[0], self.decoding, "")(texts))
        for step in self._steps():
            refused = [text for text in texts if done[text].is_refused]
            if not refused:
                break
            better = step(refused).items()
            done.update((text, found) for text, found in better if not found.is_refused)
        return done

    def _steps(self) -> tuple[Step, ...]:
        others = (self._by(route, CAREFUL, "another route") for route in self.routes[1:])
        careful = self._by(self.routes[0], CAREFUL, "repetition banned")
        return (careful, self._in_parts, self._in_small_letters, *others)

    def _by(self, route: Route, decoding: Decoding, how: str) -> Step:
        def step(texts: Sequence[str]) -> Translations:
            return _through(route, texts, decoding, self.check, how)

        return step

    def _in_parts(self, texts: Sequence[str]) -> Translations:
        """Each of ``texts`` that can be cut, in parts that are sentences of their own."""
        parts = {text: found for text in texts if (found := _parts(text))}
        wanted = dict.fromkeys(_ended(part) for found in parts.values() for part in found[::2])
        done = self._by(self.routes[0], CAREFUL, "in parts")(list(wanted)) if wanted else {}
        made: dict[str, Translation] = {}
        for text, found in parts.items():
            pieces = [done[_ended(part)] for part in found[::2]]
            if any(piece.is_refused for piece in pieces):
                continue
            said = "".join(
                part if i % 2 else _like(part, done[_ended(part)].text)
                for i, part in enumerate(found)
            )
            score = min(piece.score for piece in pieces)
            made[text] = Translation(said, score, self.check(text, said), pieces[0].way)
        return made

    def _in_small_letters(self, texts: Sequence[str]) -> Translations:
        """Each of ``texts`` that is all in capitals, translated from small ones."""
        small = {text: text[:1] + text[1:].lower() for text in texts if _is_shouted(text)}
        if not small:
            return {}
        done = self._by(self.routes[0], self.decoding, "in small letters")(list(small.values()))
        return {
            text: replace(done[lowered], text=done[lowered].text.upper())
            for text, lowered in small.items()
        }


def _through(
    route: Route, texts: Sequence[str], decoding: Decoding, check: CheckTranslation, how: str
) -> dict[str, Translation]:
    current = list(texts)
    scores = [0.0] * len(texts)
    doubts: list[list[Doubt]] = [[] for _ in texts]
    for engine in route.engines:
        try:
            hypotheses = engine.translate(current, decoding)
        except ModelError as error:
            for doubt in doubts:
                doubt.append(Doubt("model", str(error)))
            break  # a damaged model must not cost the articles the rest of their cleaning
        for i, hypothesis in enumerate(hypotheses):
            if hypothesis is None:
                doubts[i].append(Doubt("failed", "the engine failed on it"))
                continue
            current[i] = hypothesis.text
            scores[i] = min(scores[i], hypothesis.score)
            if hypothesis.score < engine.least_score:
                hop = f"{engine.source} > {engine.target}"
                unsure = f"{hop} unsure ({hypothesis.score:.2f} < {engine.least_score})"
                doubts[i].append(Doubt("unsure", unsure))
    way = f"{route.name}, {how}" if how else route.name
    done: dict[str, Translation] = {}
    for i, text in enumerate(texts):
        said = check.repaired(text, current[i])
        found = () if doubts[i] and said == text else check(text, said)
        done[text] = Translation(said, scores[i], (*doubts[i], *found), way)
    return done


def _parts(text: str) -> list[str]:
    """The parts of ``text`` and what stands between them, by turns; none where it is one part."""
    joints = list(_JOINT.finditer(text))
    parts: list[str] = []
    start = 0
    for joint in joints:
        left, right = text[start : joint.start()], text[joint.end() :]
        if min(len(_WORD.findall(side)) for side in (left, right)) >= _FEWEST_PART_WORDS:
            parts += [left, joint[0]]
            start = joint.end()
    return [*parts, text[start:]] if parts else []


def _ended(part: str) -> str:
    """``part`` as a sentence of its own."""
    return part if part.endswith(_STOPS) else f"{part}."


def _like(part: str, translation: str) -> str:
    """``translation`` without a stop at its end that ``part`` doesn't have."""
    if not part.endswith(_STOPS) and translation.endswith("."):
        return translation[:-1]
    return translation


def _is_shouted(text: str) -> bool:
    capitals, small = len(_CAPITAL.findall(text)), len(_SMALL.findall(text))
    return capitals >= _FEWEST_CAPITALS and capitals > _CAPITALS_TO_SMALL * small
