"""Which encoding each part of a file is in."""
