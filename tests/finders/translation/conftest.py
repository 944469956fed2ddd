"""The tiny real packages, installed once a session."""

from pathlib import Path

import pytest

from normalizer.engines.argos import argos_engine
from normalizer.engines.package import install_package
from normalizer.engines.package_engine import PackageEngine

FIXTURES = Path(__file__).parents[2] / "fixtures" / "models"


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PackageEngine]:
    """The engines by pair, such as ``ru_de``, loaded from whole packages."""
    store = tmp_path_factory.mktemp("models")
    packages = [install_package(path, store) for path in sorted(FIXTURES.glob("*.argosmodel"))]
    return {f"{package.source}_{package.target}": argos_engine(package) for package in packages}
