"""A council's or school's profile from YAML, with its logo."""
