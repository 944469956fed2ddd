"""The starter tools are scripts beside the package; their modules are found from their folder."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "tools" / "starter"))
