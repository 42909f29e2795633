"""From the outline of a returned file to answers: pure, and without a word of any format.

The steps and the data between them are in docs/design/reading.md.
"""

from tsmforms.reading.copies import joined
from tsmforms.reading.fillable import FillablePlace, fillable_places
from tsmforms.reading.findings import Findings
from tsmforms.reading.ground import NO_GROUND, Ground
from tsmforms.reading.identity import is_final_copy, judged
from tsmforms.reading.merge import Merged, merge
from tsmforms.reading.originals.binding import bind_outline
from tsmforms.reading.originals.filling import fillings
from tsmforms.reading.originals.printwords import share_printed
from tsmforms.reading.originals.which import Candidates, candidates
from tsmforms.reading.recipients import recipients
from tsmforms.reading.scene import Scene
from tsmforms.reading.steps import read_copy, read_form, read_letter

__all__ = [
    "NO_GROUND",
    "Candidates",
    "FillablePlace",
    "Findings",
    "Ground",
    "Merged",
    "Scene",
    "bind_outline",
    "candidates",
    "fillable_places",
    "fillings",
    "is_final_copy",
    "joined",
    "judged",
    "merge",
    "read_copy",
    "read_form",
    "read_letter",
    "recipients",
    "share_printed",
]
