"""A run from start to end: which files, in what order, written where."""
