"""Foreign passages, put into the language of their article."""
