"""From the parts of a workbook to the spots of its outline: what is where, and how it looks."""
