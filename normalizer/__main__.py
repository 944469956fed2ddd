"""Run the command line with ``python -m normalizer``."""

from normalizer.cli.app import main

main()
