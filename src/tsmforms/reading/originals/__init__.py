"""Documents that never had our keys: which form they are, and which of their places answers which question."""
