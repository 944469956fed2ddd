"""Data files, read into checked and frozen tables; the only reader of them."""
