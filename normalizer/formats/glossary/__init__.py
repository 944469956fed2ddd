"""The glossary in the formats that other tools read."""
