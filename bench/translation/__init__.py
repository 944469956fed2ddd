"""Speed of translation, on a package of full size whose weights mean nothing."""
