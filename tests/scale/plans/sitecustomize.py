"""Makes the format that kills known to every process of a cluster, and refuses the network."""

import os
import runpy
from pathlib import Path

runpy.run_path(str(Path(__file__).parents[2] / "no_network" / "sitecustomize.py"))

if os.environ.get("NORMALIZER_DEADLY"):
    import named_deadly  # noqa: F401  it makes itself known
