"""Ways out of a folder of letters: for GOV.UK Notify, and as one Word file."""
