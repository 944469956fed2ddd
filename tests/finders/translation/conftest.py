"""The tiny real packages, installed once a session."""

from pathlib import Path

import pytest

from normalizer.engines.argos import ArgosEngine
from normalizer.engines.package import install_package

FIXTURES = Path(__file__).parents[2] / "fixtures" / "models"


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ArgosEngine]:
    """The engines by pair, such as ``ru_de``, loaded from whole packages."""
    store = tmp_path_factory.mktemp("models")
    packages = [install_package(path, store) for path in sorted(FIXTURES.glob("*.argosmodel"))]
    return {f"{package.source}_{package.target}": ArgosEngine(package) for package in packages}
