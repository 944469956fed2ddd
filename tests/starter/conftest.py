"""The starter tools are scripts beside the package; their modules are found from their folders."""

import sys
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "tools"
sys.path.extend((str(TOOLS / "starter"), str(TOOLS)))
