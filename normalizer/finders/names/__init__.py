"""One spelling for each bearer of a name."""
