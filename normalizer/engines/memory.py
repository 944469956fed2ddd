"""Translations that were made before, kept on disk."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from normalizer.engines.engine import Decoding, Engine, Hypothesis

_SCHEMA = """
create table if not exists hypothesis
  (key blob primary key, text text not null, score real, unknown real, used integer not null)
  without rowid;
create index if not exists by_use on hypothesis (used);
create table if not exists model
  (path text primary key, size integer, changed integer, digest blob not null) without rowid;
"""
_VERSION = 1
_PATIENCE = 5.0
"""Seconds to wait for another process that writes."""

_AT_ONCE = 500
_SLACK = 0.1
"""So much more than the limit may be kept before the least used ones go, all together."""

_CHUNK = 1 << 20


@dataclass
class TranslationMemory:
    """Hypotheses by model, way of decoding and sentence, in one SQLite file.

    Several processes may use it at once. At most ``most`` hypotheses are kept (a tenth more for
    a while); those that were not asked for the longest go first. A file that is damaged is put
    aside as ``….damaged``; one that can't be written is only read, and one that can't even be
    read remembers nothing: no translation ever fails for want of its memory.
    """

    path: Path
    most: int = 200_000
    _opened: sqlite3.Connection | None = field(default=None, init=False, repr=False)
    _failed: bool = field(default=False, init=False, repr=False)

    def look_up(self, keys: Sequence[bytes]) -> list[Hypothesis | None]:
        """The hypothesis kept under each key, or ``None`` where there is none."""
        found: dict[bytes, Hypothesis] = {}
        with self._used() as connection:
            now = _next_use(connection)
            for part in _parts(keys):
                marks = ",".join("?" * len(part))
                rows = connection.execute(
                    f"select key, text, score, unknown from hypothesis where key in ({marks})",  # noqa: S608  only question marks are put in
                    part,
                ).fetchall()
                found.update((key, Hypothesis(*rest)) for key, *rest in rows)
                connection.execute(
                    f"update hypothesis set used = ? where key in ({marks})",  # noqa: S608  as above
                    (now, *part),
                )
        return [found.get(key) for key in keys]

    def keep(self, keys: Sequence[bytes], hypotheses: Sequence[Hypothesis]) -> None:
        """Remember each hypothesis under its key."""
        with self._used() as connection:
            now = _next_use(connection)
            connection.executemany(
                "insert or replace into hypothesis values (?, ?, ?, ?, ?)",
                [
                    (key, hypothesis.text, hypothesis.score, hypothesis.unknown, now)
                    for key, hypothesis in zip(keys, hypotheses, strict=True)
                ],
            )
            (count,) = connection.execute("select count(*) from hypothesis").fetchone()
            if count > self.most * (1 + _SLACK):
                connection.execute(
                    "delete from hypothesis where key in"
                    " (select key from hypothesis order by used limit ?)",
                    (count - self.most,),
                )

    def digest(self, model: Path) -> bytes:
        """The SHA-256 of ``model``, read only if its size or time of change is another."""
        stat = model.stat()
        seen = (stat.st_size, stat.st_mtime_ns)
        with self._used() as connection:
            row = connection.execute(
                "select digest from model where path = ? and size = ? and changed = ?",
                (str(model), *seen),
            ).fetchone()
            if row:
                return bytes(row[0])
        digest = _sha256(model)
        with self._used() as connection:
            connection.execute(
                "insert or replace into model values (?, ?, ?, ?)", (str(model), *seen, digest)
            )
        return digest

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @contextlib.contextmanager
    def _used(self) -> Iterator[sqlite3.Connection]:
        """A connection whose writes are kept if all goes well; an empty one if the file fails."""
        connection = self._connection()
        try:
            with connection:
                yield connection
        except sqlite3.OperationalError:
            # Locked for long, read-only, disk full: go on without.
            self._forsake()
        except sqlite3.DatabaseError:
            self._put_aside()

    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            if self._failed:
                self._opened = _fresh(":memory:")
                return self._opened
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._opened = _fresh(str(self.path))
            except sqlite3.OperationalError:
                self._forsake()
                return self._connection()
            except sqlite3.DatabaseError:
                self._put_aside()
                return self._connection()
            except OSError:
                self._forsake()
                return self._connection()
        return self._opened

    def _forsake(self) -> None:
        self.close()
        self._failed = True

    def _put_aside(self) -> None:
        self.close()
        try:
            self.path.replace(self.path.with_name(self.path.name + ".damaged"))
        except OSError:
            self._failed = True


@dataclass(frozen=True)
class RememberingEngine:
    """An engine that asks a memory first and tells it what it made.

    ``files`` are what its translations depend on: another model remembers nothing of this one.
    """

    engine: Engine
    memory: TranslationMemory
    files: tuple[Path, ...]

    @property
    def source(self) -> str:
        """The language translated from."""
        return self.engine.source

    @property
    def target(self) -> str:
        """The language translated into."""
        return self.engine.target

    @property
    def name(self) -> str:
        """Name and version of the model."""
        return self.engine.name

    @property
    def least_score(self) -> float:
        """The score below which translations are not to be trusted."""
        return self.engine.least_score

    @property
    def fixture(self) -> bool:
        """Whether the model is made for tests."""
        return bool(getattr(self.engine, "fixture", False))

    @property
    def starter(self) -> bool:
        """Whether the package is a small one to start with."""
        return bool(getattr(self.engine, "starter", False))

    def translate(self, sentences: Sequence[str], decoding: Decoding) -> list[Hypothesis | None]:
        """A translation for each sentence, in order; only new sentences go to the engine.

        Raises:
            ModelError: the engine can't be loaded.
        """
        try:
            model = b"".join(map(self.memory.digest, self.files))
        except OSError:
            # The engine will say what is wrong with its files.
            return self.engine.translate(sentences, decoding)
        keys = [_key(model, decoding, sentence) for sentence in sentences]
        hypotheses = self.memory.look_up(keys)
        new = [i for i, hypothesis in enumerate(hypotheses) if hypothesis is None]
        if new:
            made = self.engine.translate([sentences[i] for i in new], decoding)
            for i, hypothesis in zip(new, made, strict=True):
                hypotheses[i] = hypothesis
            kept = [(keys[i], done) for i in new if (done := hypotheses[i]) is not None]
            self.memory.keep([key for key, _ in kept], [done for _, done in kept])
        return hypotheses


def memory_file(environment: Mapping[str, str]) -> Path:
    """Where the memory usually is; ``environment`` may hold ``XDG_CACHE_HOME`` and ``HOME``."""
    home = Path(environment.get("HOME") or Path.home())
    cache = Path(environment.get("XDG_CACHE_HOME") or home / ".cache")
    return cache / "normalizer" / "translations.sqlite3"


def _key(model: bytes, decoding: Decoding, sentence: str) -> bytes:
    # How many sentences share a batch doesn't change what becomes of one.
    options = repr(astuple(decoding))
    said = sentence.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(model + options.encode() + b"\0" + said, digest_size=16).digest()


def _fresh(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        connection.execute("pragma journal_mode = wal")
        (version,) = connection.execute("pragma user_version").fetchone()
        if version not in (0, _VERSION):
            message = "made by another version"
            raise sqlite3.DatabaseError(message)
        connection.executescript(_SCHEMA)
        connection.execute(f"pragma user_version = {_VERSION}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _next_use(connection: sqlite3.Connection) -> int:
    (last,) = connection.execute("select max(used) from hypothesis").fetchone()
    return (last or 0) + 1


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _sha256(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.digest()
