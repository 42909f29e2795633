"""Documents that still name their boxes: by key, by bookmark, by row and column, by what stands next to a box."""
