"""Which finders run, in what order, with what settings, over a batch of articles."""
