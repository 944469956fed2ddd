"""Shards done by Ray: actors that hold rules and models, on one machine or on many."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from normalizer.errors import WorkerError
from normalizer.runs.ray_actors import ActorPlan, actor_plan, machines
from normalizer.runs.ray_cluster import connected
from normalizer.runs.shard_run import Outcome, run_shard, run_shard_carefully
from normalizer.runs.shards import Shard, decoded, encoded

WINDOW = 4
"""Shards for each actor that are begun, or done and not written yet."""

RETRIES = 1
"""How often Ray tries a shard again whose actor died; then it is done carefully."""

_LOOK = 0.2
"""Seconds between two looks whether to go on."""

Go = Callable[[], bool]


class CleaningActor:
    """Does shards; its rules and models are loaded with the first, and stay."""

    def ready(self) -> None:
        """Nothing: who answers is there."""

    def run(self, shard: bytes) -> bytes:
        """The outcome of ``shard``, both as JSON."""
        return encoded(run_shard(Shard.from_json(shard)))

    def run_carefully(self, shard: bytes) -> bytes:
        """The same, by a process of its own that may die."""
        return encoded(run_shard_carefully(Shard.from_json(shard)))


@dataclass(frozen=True)
class RayRunner:
    """Does shards by ``actors`` of the cluster at ``address``, or of one that it starts here.

    Without a number there are as many actors as processors.
    """

    actors: int | None = None
    address: str | None = None

    def outcomes(
        self, shards: Iterable[Shard], go: Go = lambda: True
    ) -> Iterator[tuple[Shard, Outcome]]:
        """What became of each shard, in order; what is begun is done once ``go`` says no.

        Raises:
            SettingsError: the cluster has fewer processors, or no graphics card to translate by.
            WorkerError: an actor dies whatever is tried.
            NormalizerError: a shard can't be done.
        """
        left = iter(shards)
        first = next(left, None)
        if first is None:
            return
        with connected(self.address, self.actors) as ray:
            plan = actor_plan(
                self.actors, ray.available_resources(), machines(ray), first.work.settings
            )
            yield from _Field(ray, plan).outcomes(chain([first], left), go)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A shard that an actor is at; ``place`` counts the shards of this run of the field."""

    place: int
    shard: Shard
    actor: Any
    careful: bool = False


@dataclass
class _Field:
    """Actors, and what each of them is at."""

    ray: Any
    plan: ActorPlan
    _coming: dict[Any, Any] = field(init=False, default_factory=dict)
    _idle: list[Any] = field(init=False, default_factory=list)
    _begun: dict[Any, _Begun] = field(init=False, default_factory=dict)

    def outcomes(self, shards: Iterable[Shard], go: Go) -> Iterator[tuple[Shard, Outcome]]:
        """What became of each shard, in order."""
        self._start()
        left = iter(shards)
        done: dict[int, tuple[Shard, Outcome]] = {}
        begun = given = 0
        try:
            while True:
                while self._idle and begun - given < WINDOW * self.plan.count and go():
                    shard = next(left, None)
                    if shard is None:
                        break
                    self._begin(_Begun(begun, shard, self._idle.pop()))
                    begun += 1
                if given == begun and self._idle:
                    return
                done.update(self._finished())
                while given in done:
                    yield done.pop(given)
                    given += 1
        finally:
            self._stop()

    def _start(self) -> None:
        # A machine that is lost takes its actors with it: Ray starts them elsewhere.
        kind = self.ray.remote(
            num_cpus=1, num_gpus=self.plan.cards, max_restarts=-1, max_task_retries=RETRIES
        )(CleaningActor)  # fmt: skip
        actors = [kind.remote() for _ in range(self.plan.count)]
        self._coming = {actor.ready.remote(): actor for actor in actors}

    def _begin(self, one: _Begun) -> None:
        method = one.actor.run_carefully if one.careful else one.actor.run
        self._begun[method.remote(one.shard.to_json())] = one

    def _finished(self) -> Iterator[tuple[int, tuple[Shard, Outcome]]]:
        """What was finished meanwhile; actors that had nothing to do have by now."""
        waiting = [*self._coming, *self._begun]
        ready, _ = self.ray.wait(waiting, num_returns=1, timeout=_LOOK) if waiting else ([], [])
        for answer in ready:
            if answer in self._coming:
                self._answer(answer)
                self._idle.append(self._coming.pop(answer))
                continue
            one = self._begun.pop(answer)
            try:
                outcome = self._answer(answer)
            except _Died as death:
                if one.careful:
                    message = f"an actor died over shard {one.shard.number} again: {death}"
                    raise WorkerError(message) from death
                self._begin(_Begun(one.place, one.shard, one.actor, careful=True))
                continue
            self._idle.append(one.actor)
            yield one.place, (one.shard, decoded(outcome, Outcome))

    def _answer(self, answer: Any) -> Any:
        """What an actor answered.

        Raises:
            _Died: it died, as often as Ray tried it again.
            NormalizerError, OSError: what the actor raised.
        """
        problems = self.ray.exceptions
        try:
            return self.ray.get(answer)
        except problems.RayTaskError as error:
            raise error.cause from error
        except (problems.RayActorError, problems.WorkerCrashedError) as error:
            raise _Died(str(error).partition("\n")[0]) from error

    def _stop(self) -> None:
        for actor in (*self._coming.values(), *self._idle):
            self.ray.kill(actor)
        for one in self._begun.values():
            self.ray.kill(one.actor)


class _Died(Exception):  # noqa: N818  it is always caught
    """An actor died; the message says how."""
