"""The names stage beside its peer."""
