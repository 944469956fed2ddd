"""Every exception a caller may want to catch.

Each message names the place (file and line, or finder and article) and says what to do.
"""


class NormalizerError(Exception):
    """Base of all errors this package raises on purpose."""


class EditError(NormalizerError):
    """A finder proposed an edit that does not fit the text it read."""


class FinderError(NormalizerError):
    """A finder raised; the message names the finder and the article."""


class ResourceError(NormalizerError):
    """A rule pack or glossary holds a mistake; the message begins with ``file:line``."""


class SettingsError(NormalizerError):
    """A stage, rule, language or configuration key that does not exist."""


class FormatError(NormalizerError):
    """A file or record can't be read as the format asked for."""


class ModelError(NormalizerError):
    """A translation package is damaged, unsafe or missing."""


class MemoryShortageError(ModelError, MemoryError):
    """Memory ran out over a model: no article's fault, so it ends the work; nothing is lost."""


class LibraryError(ModelError):
    """A library that comes with an extra isn't installed; the message names the extra."""


class AuditError(NormalizerError):
    """An audit doesn't prove the text it is held against; the message says where."""


class WorkerError(NormalizerError):
    """A worker process can't be started, or failed in a way that is no article's fault."""


class JournalError(SettingsError):
    """The journal of a run can't be gone on with; the message says what differs."""


class RejectsError(NormalizerError):
    """More records of a run were rejected than it is to bear."""


class InterruptedRun(KeyboardInterrupt):
    """A run was asked to stop, and did after what it had begun; its journal has all of it."""
