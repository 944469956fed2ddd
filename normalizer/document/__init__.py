"""What an article is, and what may be found in it."""
