"""Where the output of a run goes."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from normalizer.errors import SettingsError
from normalizer.runs.inputs import Input


@dataclass(frozen=True, slots=True)
class Output:
    """A folder, a file, standard output (``path`` is ``None``), or the inputs themselves.

    ``suffix`` is put behind the name of the copy kept of each input that is replaced; an
    empty one keeps none.
    """

    path: Path | None = None
    is_folder: bool = False
    in_place: bool = False
    suffix: str = ""

    def path_for(self, one: Input) -> Path | None:
        """Where the output of ``one`` is written, or ``None`` for standard output."""
        if self.in_place:
            return one.path
        if self.path is None or not self.is_folder:
            return self.path
        return self.path / ("stdin" if one.path is None else one.name)

    def back_up(self, path: Path) -> None:
        """Keep a copy of ``path`` where one is asked for.

        Raises:
            OSError: the copy can't be written.
        """
        if self.in_place and self.suffix:
            shutil.copy2(path, path.with_name(path.name + self.suffix))


def chosen_output(
    inputs: Sequence[Input], arguments: Sequence[str], wanted: str | None, in_place: str | None
) -> Output:
    """Where to write: ``wanted`` is ``-``, a file or a folder; ``in_place`` a suffix.

    Several inputs, or a folder, are written into a folder.

    Raises:
        SettingsError: the two contradict each other, an output is missing, can't be a folder,
            or is one of the inputs.
    """
    several = len(inputs) > 1 or any(Path(argument).is_dir() for argument in arguments)
    if in_place is not None:
        if wanted is not None:
            message = "give either -o or --in-place, not both"
            raise SettingsError(message)
        if any(one.path is None for one in inputs):
            message = "standard input can't be changed in place; give -o FILE"
            raise SettingsError(message)
        return Output(in_place=True, suffix=in_place)
    if wanted in {None, "-"}:
        if several:
            message = "several articles need a folder to go to: -o FOLDER"
            raise SettingsError(message)
        return Output()
    path = Path(str(wanted))
    is_folder = several or path.is_dir() or str(wanted).endswith(("/", "\\"))
    if is_folder and path.exists() and not path.is_dir():
        message = f"{path}: is a file, but several articles need a folder"
        raise SettingsError(message)
    output = Output(path, is_folder=is_folder)
    for one in inputs:
        target = output.path_for(one)
        if one.path is not None and target is not None and target.resolve() == one.path.resolve():
            message = f"{target}: is an input too; give another -o, or --in-place to replace it"
            raise SettingsError(message)
    return output
