"""Checkers of tagged PDF that are not ours, run by `make checkers` in an environment of their own."""
