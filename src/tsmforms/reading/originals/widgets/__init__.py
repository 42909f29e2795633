"""The fields of a fillable PDF that another program made, laid next to the printed words that ask for them."""
