"""From the objects of a PDF to the spots of its outline: boxes, what lies over the pages, what they print."""
