"""What comes into a run: an export as it is, a columns file that says what it means, and what speaks against letters."""
