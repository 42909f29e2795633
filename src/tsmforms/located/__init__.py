"""Text and YAML of those who write specs, profiles and columns files: strict, with line and column."""
