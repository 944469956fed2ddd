"""Sentences through the engines of a route, with their names put right behind each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from normalizer.engines.engine import Decoding, Engine, Hypothesis
from normalizer.engines.routes import Route
from normalizer.errors import MemoryShortageError, ModelError
from normalizer.finders.translation.bearers import Mention
from normalizer.finders.translation.keep_names import KeepNames, Kept, Lost
from normalizer.finders.translation.located import Place, put_right, with_ending
from normalizer.finders.translation.nominatives import as_rendered
from normalizer.finders.translation.quality import Doubt
from normalizer.finders.translation.spellings import Name
from normalizer.finders.translation.surrogates import TRIES, Disguise, disguised

_FAILED = Hypothesis("", float("-inf"))


@dataclass(frozen=True)
class Carried:
    """A sentence on its way: the text it is now, its names, and where some of them stand.

    ``said`` is how the source has each name; ``at`` has the mentions by the number of their
    name, with spans of ``text``.
    """

    text: str
    names: tuple[Name, ...] = ()
    said: tuple[str, ...] = ()
    at: Mapping[int, Mention] = field(default_factory=dict)
    score: float = 0.0
    doubts: tuple[Doubt, ...] = ()
    kept: tuple[Kept, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True)
class _Attempt:
    """What an engine made of a sentence, and where the names stand in it."""

    hypothesis: Hypothesis
    places: tuple[Place | None, ...] = ()
    stand_ins: Mapping[int, Name] = field(default_factory=dict)
    settled: Mapping[int, Name] = field(default_factory=dict)


@dataclass(frozen=True)
class ThroughRoute:
    """Takes sentences through all engines of ``route``.

    ``names`` are kept where they are given. A sentence that lost one, or that an engine is
    unsure of and that holds one, is translated again with surrogates; with ``disguise`` each
    that holds one is. All of a batch go to the engine together, at most three times.
    """

    route: Route
    decoding: Decoding
    names: KeepNames | None = None
    disguise: bool = False

    def __call__(self, texts: Sequence[str]) -> list[Carried]:
        """What became of each of ``texts``; with doubts where an engine failed or is unsure."""
        sentences = [self._read(text) for text in texts]
        for engine in self.route.engines:
            try:
                sentences = self._hop(engine, sentences)
            except ModelError as error:
                # A damaged model must not cost the articles the rest of their cleaning.
                check = "memory" if isinstance(error, MemoryShortageError) else "model"
                doubt = Doubt(check, str(error))
                return [replace(one, doubts=(*one.doubts, doubt)) for one in sentences]
        return sentences

    def _read(self, text: str) -> Carried:
        mentions = self.names.mentions(text) if self.names else ()
        names = tuple(mention.name for mention in mentions)
        said = tuple(mention.span.of(text) for mention in mentions)
        lost = tuple(self._rivals(text, mentions))
        return Carried(text, names, said, dict(enumerate(mentions)), lost=lost)

    def _rivals(self, text: str, mentions: Sequence[Mention]) -> Iterator[Lost]:
        """The names whose form is one of another bearer as well, so that he may be meant."""
        house = self.route.languages[-1]
        for mention in mentions:
            if mention.rival is not None:
                said, other = mention.name.spelled(house), mention.rival.spelled(house)
                if said and other and other.right not in (said.right, *said.accepted):
                    yield Lost(mention.name.id, mention.span.of(text), other.right, put=said.right)

    def _hop(self, engine: Engine, sentences: list[Carried]) -> list[Carried]:
        texts = [sentence.text for sentence in sentences]
        answers = _answers(engine, texts, self.decoding)
        attempts = [
            self._attempt(engine, sentence, answer)
            for sentence, answer in zip(sentences, answers, strict=True)
        ]
        first = TRIES if self.disguise else 0  # those before were tried already
        for number in range(first, first + TRIES if self.names else first):
            self._retry(engine, sentences, attempts, number)
        return [
            self._carried(engine, sentence, attempt)
            for sentence, attempt in zip(sentences, attempts, strict=True)
        ]

    def _attempt(self, engine: Engine, sentence: Carried, answer: Hypothesis | None) -> _Attempt:
        if answer is None or self.names is None or not sentence.names:
            return _Attempt(answer or _FAILED)
        places = self.names.places(answer.text, sentence.names, engine.target)
        return _Attempt(answer, tuple(places or ()))

    def _retry(
        self, engine: Engine, sentences: list[Carried], attempts: list[_Attempt], number: int
    ) -> None:
        """Try the sentences that are worth it with other surrogates, in one call."""
        disguises: dict[int, tuple[Disguise, dict[int, Mention]]] = {}
        for i, (sentence, attempt) in enumerate(zip(sentences, attempts, strict=True)):
            if not sentence.at:
                continue
            wanted = self._to_disguise(engine, sentence, attempt)
            found = wanted and disguised(sentence.text, wanted, engine.source, number)
            if found:
                disguises[i] = found, wanted
        if not disguises:
            return
        said = [one.text for one, _ in disguises.values()]
        answers = _answers(engine, said, self.decoding)
        for (i, worn), answer in zip(disguises.items(), answers, strict=True):
            better = answer and self._undisguised(engine, sentences[i], worn, answer)
            if better and self._is_better(engine, better, sentences[i], attempts[i]):
                attempts[i] = better

    def _to_disguise(
        self, engine: Engine, sentence: Carried, attempt: _Attempt
    ) -> dict[int, Mention]:
        """The mentions that need a surrogate: those missed, or all where the engine is unsure."""
        able = {i: m for i, m in sentence.at.items() if m.certain and m.name.is_replaceable}
        unsure = attempt.hypothesis.score < engine.least_score
        if unsure or (self.disguise and not attempt.stand_ins):
            wanted = able
        else:
            missed = self._missed(engine, sentence, attempt)
            wanted = {i: m for i, m in able.items() if i in missed}
        meant = ((i, self.names.guessed(m)) for i, m in wanted.items()) if self.names else ()
        return {i: mention for i, mention in meant if mention}

    def _missed(self, engine: Engine, sentence: Carried, attempt: _Attempt) -> set[int]:
        if self.names is None or not attempt.places:
            return set(range(len(sentence.names)))
        return {
            i
            for i, (name, place) in enumerate(zip(sentence.names, attempt.places, strict=True))
            if self.names.is_missed(name, place, engine.target)
        }

    def _undisguised(
        self,
        engine: Engine,
        sentence: Carried,
        worn: tuple[Disguise, Mapping[int, Mention]],
        answer: Hypothesis,
    ) -> _Attempt | None:
        """``answer`` with the names in place of their surrogates; ``None`` if one isn't there.

        A surrogate that stands there twice is of no use, since one of them may be another name.
        """
        if self.names is None:
            return None
        disguise, meant = worn
        names = [disguise.stand_ins.get(i, name) for i, name in enumerate(sentence.names)]
        once = list(disguise.stand_ins.values())
        places = self.names.places(answer.text, names, engine.target, once)
        if places is None:
            return None
        settled: dict[int, Name] = {}
        for i, stand_in in disguise.stand_ins.items():
            place = places[i]
            said = place.span.of(answer.text) if place else ""
            settled[i] = as_rendered(meant[i].name, said)
            spelling = settled[i].spelled(engine.target)
            if place is None or spelling is None or (" " in stand_in.origin) != (" " in said):
                return None
            put = with_ending(spelling.right, place.ending, engine.target)
            places[i] = replace(place, put=put, how="surrogate")
        return _Attempt(answer, tuple(places), disguise.stand_ins, settled)

    def _is_better(
        self, engine: Engine, better: _Attempt, sentence: Carried, attempt: _Attempt
    ) -> bool:
        if better.hypothesis.score < engine.least_score:
            return False
        if attempt.hypothesis.score < engine.least_score or self.disguise:
            return True
        missed = self._missed(engine, sentence, attempt)
        return len(self._missed(engine, sentence, better)) < len(missed)

    def _carried(self, engine: Engine, sentence: Carried, attempt: _Attempt) -> Carried:
        """The sentence behind this engine."""
        score = attempt.hypothesis.score
        doubts = (*sentence.doubts, *_doubts(engine, attempt.hypothesis))
        if attempt.hypothesis is _FAILED:
            return replace(sentence, doubts=doubts)
        text, spans = put_right(attempt.hypothesis.text, attempt.places)
        names = [attempt.settled.get(i, name) for i, name in enumerate(sentence.names)]
        at: dict[int, Mention] = {}
        for i, span in enumerate(spans):
            if span is not None:
                if names[i].is_strange:  # from here on it's what it is in this language
                    names[i] = replace(names[i], origin=span.of(text), language=engine.target)
                at[i] = Mention(span, names[i])
        missed = self._missed(engine, sentence, attempt)
        lost = tuple(
            Lost(name.id, sentence.said[i], spelling.right, name.is_replaceable)
            for i, name in enumerate(sentence.names)
            if i in missed and (spelling := name.spelled(engine.target))
        )
        return replace(
            sentence,
            text=text,
            names=tuple(names),
            at=at,
            score=min(sentence.score, score),
            doubts=doubts,
            kept=(*sentence.kept, *_kept(sentence, attempt)),
            lost=(*lost, *self._doubtful(sentence, attempt)),
        )

    def _doubtful(self, sentence: Carried, attempt: _Attempt) -> Iterator[Lost]:
        """The names that were put back in a nominative that may well be another one."""
        yield from (lost for lost in sentence.lost if lost.put)
        for i, name in attempt.settled.items():
            other = replace(name, origin=name.other).spelled(self.route.languages[-1])
            said = name.spelled(self.route.languages[-1])
            if name.other and other and said:
                yield Lost(name.id, sentence.said[i], other.right, put=said.right)


def _answers(engine: Engine, texts: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
    """What ``engine`` makes of each of ``texts``; half a code point isn't sent to it."""
    whole = [text for text in texts if _is_whole(text)]
    answers = iter(engine.translate(whole, decoding) if whole else ())
    if len(whole) == len(texts):
        return list(answers)
    return [next(answers) if _is_whole(text) else None for text in texts]


def _is_whole(text: str) -> bool:
    return text.isprintable() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def _doubts(engine: Engine, hypothesis: Hypothesis) -> tuple[Doubt, ...]:
    if hypothesis is _FAILED:
        return (Doubt("failed", "the engine failed on it"),)
    if hypothesis.score < engine.least_score:
        hop = f"{engine.source} > {engine.target}"
        return (Doubt("unsure", f"{hop} unsure ({hypothesis.score:.2f} < {engine.least_score})"),)
    return ()


def _kept(sentence: Carried, attempt: _Attempt) -> list[Kept]:
    kept = []
    for i, place in enumerate(attempt.places):
        if place is None or not place.stands_alone:
            continue
        said = place.span.of(attempt.hypothesis.text)
        if said == place.put:
            continue
        how = f"{place.how} {place.degree:.2f}" if place.how == "alike" else place.how
        if i in attempt.stand_ins:
            said, how = "", f"surrogate {attempt.stand_ins[i].origin}"
        kept.append(Kept(sentence.names[i].id, said, place.put, how))
    return kept
