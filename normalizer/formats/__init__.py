"""Bytes to articles, and articles and trails to files."""
