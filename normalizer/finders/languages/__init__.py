"""The language of an article, and passages in other languages."""
