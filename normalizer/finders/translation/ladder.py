"""Try again, in other ways, what an engine translated badly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from normalizer.engines.engine import Decoding
from normalizer.engines.routes import Route
from normalizer.finders.translation.hops import Carried, ThroughRoute
from normalizer.finders.translation.keep_names import KeepNames, Kept, Lost
from normalizer.finders.translation.quality import CheckTranslation, Doubt

CAREFUL = Decoding(beam=5, no_repeat=3, growth=2, room=10)
"""A wider search that may not say the same three pieces twice, and ends sooner."""

STRANGER = "stranger"
"""The check that finds a name of the glossary where the source has another or none."""

_NAMED = (STRANGER, "doubtful-name")

_WITHOUT = ("model", "memory")
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
    wasn't the first try, how it was made. ``kept`` are the names that were put right, ``lost``
    those that aren't there. ``starter`` is the pair, such as ``ru-de``, where a starter model made
    it, else empty.
    """

    text: str
    score: float
    doubts: tuple[Doubt, ...]
    way: str
    kept: tuple[Kept, ...] = ()
    lost: tuple[Lost, ...] = ()
    starter: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether it must not be used."""
        return any(not doubt.is_soft for doubt in self.doubts)

    @property
    def without(self) -> Doubt | None:
        """Why there was no model to make it: it can't be loaded, or memory is short for it."""
        return next((doubt for doubt in self.doubts if doubt.check in _WITHOUT), None)


Translations = Mapping[str, Translation]
Step = Callable[[Sequence[str]], Translations]


@dataclass(frozen=True)
class Ladder:
    """Translates sentences by the first of ``routes``, and what is refused in other ways.

    With surrogates for its names; with what may be an adjective read as a name; with a wider
    search that may not repeat itself; in parts, cut at semicolon, colon and dash; in small letters
    where all are capitals; by the other routes.
    What no step translates keeps the doubts of the first that had a model. Each step sees all
    sentences it is for at once.
    """

    routes: Sequence[Route]
    check: CheckTranslation
    decoding: Decoding
    names: KeepNames | None = None

    def translated(self, texts: Sequence[str]) -> dict[str, Translation]:
        """The translation of each of ``texts``; those refused are to be left as they are."""
        done = dict(self._by(self.routes[0], self.decoding, "")(texts))
        if len(self.routes[0].engines) > 1:
            self._find_again(done)
        self._name_strangers(done)
        for step in self._steps():
            refused = [text for text in texts if done[text].is_refused]
            if not refused:
                break
            better = step(refused).items()
            done.update(
                (text, found)
                for text, found in better
                if not found.is_refused or (done[text].without and not found.without)
            )
        return done

    def _find_again(self, done: dict[str, Translation]) -> None:
        """Translate those that lost a name with surrogates from the first engine on.

        A pivot may have lost it on the way, where it was a word like others.
        """
        texts = [
            text
            for text, made in done.items()
            if not made.is_refused and any(lost.is_replaceable for lost in made.lost)
        ]
        for text, again in (self._with_surrogates(texts) if texts else {}).items():
            if not again.is_refused and len(again.lost) < len(done[text].lost):
                done[text] = again

    def _name_strangers(self, done: dict[str, Translation]) -> None:
        """Read the adjectives as names where an engine put a name that the source hasn't."""
        doubtful = [t for t, made in done.items() if any(d.check in _NAMED for d in made.doubts)]
        named = self._with_adjectives_named(doubtful)
        done.update((text, made) for text, made in named.items() if not made.is_refused)

    def _with_adjectives_named(self, texts: Sequence[str]) -> Translations:
        """Each of ``texts`` that holds what may be an adjective, or a place of the same form.

        That is told: what an engine says another name for, or knows nothing of, was hardly an
        adjective, but may be.
        """
        if self.names is None:
            return {}
        read = {text: said for text in texts if (said := self._adjective(text))}
        eager = self.names.eagerly if read else None
        named = self._disguised(list(read), eager, "adjectives read as names")
        return {
            text: replace(made, doubts=(*made.doubts, _read_as_name(read[text])))
            for text, made in named.items()
            if not any(doubt.check in _NAMED for doubt in made.doubts)
        }

    def _steps(self) -> tuple[Step, ...]:
        others = (self._by(route, CAREFUL, "another route") for route in self.routes[1:])
        careful = self._by(self.routes[0], CAREFUL, "repetition banned")
        steps = (careful, self._in_parts, self._in_small_letters, *others)
        if self.names is None:
            return steps
        return (self._with_surrogates, self._with_adjectives_named, *steps)

    def _by(self, route: Route, decoding: Decoding, how: str) -> Step:
        through = ThroughRoute(route, decoding, self.names)

        def step(texts: Sequence[str]) -> Translations:
            return self._checked(
                texts, through(texts), f"{route.name}, {how}" if how else route.name
            )

        return step

    def _checked(
        self, texts: Sequence[str], carried: Sequence[Carried], way: str
    ) -> dict[str, Translation]:
        done: dict[str, Translation] = {}
        for text, one in zip(texts, carried, strict=True):
            said = self.check.repaired(text, one.text)
            found = () if one.doubts and said == text else self.check(text, said)
            doubts = (*one.doubts, *found, *self._strangers(text, one))
            made = Translation(said, one.score, doubts, way, one.kept, one.lost, self._starter)
            done[text] = made
        return done

    @property
    def _starter(self) -> str:
        first = self.routes[0]
        return f"{first.languages[0]}-{first.languages[-1]}" if first.is_starter else ""

    def _strangers(self, text: str, one: Carried) -> Iterator[Doubt]:
        """Doubts about the names in a translation that ``text`` doesn't account for."""
        if self.names is None or one.doubts:
            return
        find = self.names.strangers(self.check.target)
        taken = [mention.span for mention in one.at.values()]
        for found in find(text, one.text, {name.id for name in one.names}, taken):
            check = STRANGER if found.certain else "doubtful-name"
            yield Doubt(check, f"nothing in the source accounts for {found.said!r} ({found.id})")

    def _with_surrogates(self, texts: Sequence[str]) -> Translations:
        """Each of ``texts`` that holds a name, with another in its place."""
        return self._disguised(texts, self.names, "with surrogates")

    def _disguised(
        self, texts: Sequence[str], names: KeepNames | None, how: str
    ) -> dict[str, Translation]:
        named = [text for text in texts if names and names.mentions(text)]
        through = ThroughRoute(self.routes[0], self.decoding, names, disguise=True)
        return (
            self._checked(named, through(named), f"{self.routes[0].name}, {how}") if named else {}
        )

    def _adjective(self, text: str) -> str:
        """The first word of ``text`` that is read as a name only if need be; else nothing."""
        if self.names is None:
            return ""
        known = {mention.span for mention in self.names.mentions(text)}
        eager = self.names.eagerly.mentions(text)
        return next((m.span.of(text) for m in eager if m.span not in known), "")

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
            made[text] = Translation(
                said,
                min(piece.score for piece in pieces),
                self.check(text, said),
                pieces[0].way,
                tuple(kept for piece in pieces for kept in piece.kept),
                tuple(lost for piece in pieces for lost in piece.lost),
                self._starter,
            )
        return made

    def _in_small_letters(self, texts: Sequence[str]) -> Translations:
        """Each of ``texts`` that is all in capitals, translated from small ones."""
        small = {text: self._lowered(text) for text in texts if _is_shouted(text)}
        if not small:
            return {}
        done = self._by(self.routes[0], self.decoding, "in small letters")(list(small.values()))
        return {
            text: replace(done[lowered], text=done[lowered].text.upper())
            for text, lowered in small.items()
        }

    def _lowered(self, text: str) -> str:
        """``text`` in small letters, but for its beginning and the names that are known."""
        lowered = text[:1] + text[1:].lower()
        for mention in self.names.mentions(text) if self.names else ():
            name = mention.span.of(text)
            if mention.name.is_replaceable and len(lowered) == len(text):
                lowered = lowered[: mention.span.start] + name.title() + lowered[mention.span.end :]
        return lowered


def _read_as_name(said: str) -> Doubt:
    return Doubt("doubtful-name", f"{said!r} was read as a name")


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
