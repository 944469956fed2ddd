"""How much of the damage of real news the encoding stage undoes, beside its peers."""
