"""Settings from a file."""

from pathlib import Path

import pytest

from normalizer.errors import SettingsError
from normalizer.runs.configuration import TEMPLATE, read_configuration


def test_the_template_is_a_configuration(tmp_path: Path) -> None:
    path = tmp_path / "normalizer.toml"
    path.write_text(TEMPLATE, encoding="utf-8")
    assert read_configuration(path).settings((), 1).target == "de"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('target = "de"\nskpi = []\n', r":2: unknown key 'skpi'; did you mean 'skip'"),
        ("\nskip = 5\n", ":2: 'skip' must be a list of strings"),
        ("target = \n", ":1: not valid TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "normalizer.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        read_configuration(path)


def test_an_index_is_an_address_or_counts_from_the_folder_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "normalizer.toml"
    path.write_text(
        'models_index = "https://models.example/i.json"\nmodels_mirror = "mirror"\n',
        encoding="utf-8",
    )
    values = read_configuration(path).values
    assert values["models_index"] == "https://models.example/i.json"
    assert values["models_mirror"] == str(tmp_path / "mirror")


def test_a_file_that_is_not_there_is_a_mistake_in_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="config init"):
        read_configuration(tmp_path / "no.toml")
