import subprocess
import sys
from pathlib import Path

import pytest

from normalizer.errors import ResourceError
from normalizer.finders.names.claims import Claims
from normalizer.resources.glossary import Glossary
from normalizer.resources.glossary_files import load_glossary
from normalizer.resources.glossary_pack import read_pack
from normalizer.resources.locate import glossary_pack, glossary_sources

ROOT = Path(__file__).resolve().parent.parent.parent
ENTRY = """format = "normalizer-glossary/1"

[[entry]]
id = "{id}"
type = "place"
preferred = "{name}"

  [[entry.form]]
  text = "{form}"
  language = "de"
  kind = "variant"
"""


def _texts(claims: Claims, word: str) -> set[str]:
    group = claims.beginning_with(word)
    return {claim.text for found in group.by_key.values() for claim in found} if group else set()


def test_the_pack_is_what_its_sources_make() -> None:
    command = [sys.executable, "tools/glossary/build.py", "--check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "")


def test_the_pack_holds_the_entries_of_its_sources() -> None:
    packed, read = (
        load_glossary(),
        Glossary(dict(load_glossary(glossary_sources(), shipped=False).entries)),
    )
    assert packed.pack is not None
    assert [entry.id for entry in packed] == [entry.id for entry in read]
    assert [entry.names for entry in packed] == [entry.names for entry in read]
    assert [len(entry.forms) for entry in packed] == [len(entry.forms) for entry in read]
    assert all(entry.place.partition(":")[0].endswith(".toml") for entry in packed)


def test_a_form_is_claimed_by_the_pack_as_by_its_sources() -> None:
    packed, read = Claims(load_glossary()), Claims(load_glossary(glossary_sources(), shipped=False))
    for word in ("kim", "luhansk", "selenskyj", "kiew", "moskau"):
        assert _texts(packed, word) == _texts(read, word) != set()


def test_names_at_home_are_those_of_the_sources() -> None:
    packed, read = load_glossary(), load_glossary(glossary_sources(), shipped=False)
    assert set(packed.origins("person", "f")) == set(read.origins("person", "f")) != set()


def test_an_entry_of_a_file_replaces_the_one_that_ships(tmp_path: Path) -> None:
    (entry, *_) = load_glossary()
    path = tmp_path / "own.toml"
    path.write_text(ENTRY.format(id=entry.id, name="Neuname", form="Altname"), encoding="utf-8")
    glossary = load_glossary([path])
    assert glossary.entries[entry.id].names["preferred"] == "Neuname"
    assert len(glossary) == len(load_glossary())
    assert _texts(Claims(glossary), "altname") == {"Altname"}
    first = entry.names["preferred"].split()[0].casefold()
    claimed = Claims(glossary).beginning_with(first)
    ids = {c.entry.id for found in claimed.by_key.values() for c in found} if claimed else set()
    assert entry.id not in ids


def test_a_damaged_pack_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "glossary.msgpack"
    path.write_bytes(glossary_pack().read_bytes()[:100])
    with pytest.raises(ResourceError, match="install the package again"):
        read_pack(path, "sha256:0")


def test_a_pack_of_other_sources_is_not_used() -> None:
    assert read_pack(glossary_pack(), "sha256:0") is None
