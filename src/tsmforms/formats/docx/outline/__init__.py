"""From the parts of a Word file to the spots of its outline: what is where, and how it looks."""
