"""What is left of the web page around an article, and the shape of the rest."""
