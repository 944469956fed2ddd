"""What was done to an article: records, and the proof that they are whole."""
