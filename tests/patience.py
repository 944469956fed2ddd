"""How long tests wait for what they have started."""

PATIENCE = 600
"""Seconds: on a machine that has other things to do only what hangs takes so long."""
