"""How exactly passages in other languages are found in mixed articles, beside the peers."""
