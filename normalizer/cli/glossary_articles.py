"""The options of the glossary commands that read articles: one home for all of them."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from normalizer.cli.choices import Choices, inputs_of
from normalizer.cli.fields import Form, IdField, TextField
from normalizer.cli.options import ConfigFile, Encoding, GlossaryFiles, Inputs, Profile
from normalizer.runs.inputs import Input

_NAMES = ["names"]
_Own = ParamSpec("_Own")


@dataclass(frozen=True, slots=True)
class Articles:
    """What the options say: which articles are read, how, and with which glossary."""

    inputs: Inputs
    glossary: GlossaryFiles = None
    profile: Profile = None
    config: ConfigFile = None
    encoding: Encoding = None
    form: Form = None
    text_field: TextField = None
    id_field: IdField = None

    def choices(self) -> Choices:
        """The settings, of which the stage for names alone is left.

        Raises:
            NormalizerError: the configuration or a value in it is wrong.
        """
        return Choices.of(
            self.config, only=_NAMES, glossary=self.glossary, profile=self.profile,
            encoding=self.encoding, text_field=self.text_field, id_field=self.id_field,
        )  # fmt: skip

    def found(self) -> Sequence[Input]:
        """The files that are named.

        Raises:
            NormalizerError: there are none, or the format doesn't exist.
        """
        return inputs_of(self.inputs, self.form)


def over_articles(command: Callable[Concatenate[Articles, _Own], None]) -> Callable[..., None]:
    """``command`` with the options of `Articles` before its own, as Typer reads them."""
    shared = list(inspect.signature(Articles, eval_str=True).parameters.values())
    _, *own = inspect.signature(command, eval_str=True).parameters.values()
    names = {field.name for field in fields(Articles)}

    @wraps(command)
    def called(**given: Any) -> None:
        options = {name: value for name, value in given.items() if name not in names}
        articles = Articles(**{name: given[name] for name in names})
        command(articles, **options)  # type: ignore[call-arg]  # as the signature below has them

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [one.replace(kind=keyword) for one in (shared[0], *own, *shared[1:])]
    del called.__wrapped__  # its signature is another
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called
