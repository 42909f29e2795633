"""Print runs: put together, with each font once, and read again."""
