"""Where a blank original would hold an answer: by a label alone, where there is no place yet to look at.

A workbook has no cells where nothing was written, and a cell that holds only
its label has no place in it. So a label that can be that of one question only
is proposed as its label, and the reader looks around it in each copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsmforms.model.binding import Bound
from tsmforms.reading.originals.boundplaces import PrintedLabels, shown
from tsmforms.reading.originals.labelled import Matches
from tsmforms.reading.originals.wording import Question

_SHARE = 0.8
"""How sure a proposal is, of a label that is certain."""


class Proposed:
    """What is proposed for the questions that no place of an original asks."""

    def __init__(self, found: Matches, printed: PrintedLabels) -> None:
        self.found, self.printed = found, printed
        self.asked = {edge.question.pattern for edge in found.taken}
        self.used = {printed.order.get(id(edge.label)) for edge in found.taken}
        labels = {
            printed.order[id(label)]: (label, cell)
            for cell in found.layout.cells
            for label in (*cell.labels, *([cell.whole] if cell.whole else []))
        }
        self.labels = [labels[place] for place in sorted(labels)]

    def __call__(self, name: str) -> Bound:
        """The proposal for a question; an open one where its label is not clear."""
        question = self.found.wording.questions[name]
        proposals = [] if question.steps and question.steps[-1].is_row else list(self._alone(question))
        return proposals[0] if len(proposals) == 1 else Bound(name, is_open=True)

    def _alone(self, question: Question) -> Iterator[Bound]:
        """Labels that ask this question and no other that is still open."""
        for label, cell in self.labels:
            meant = {ref.path for ref in label.owns if ref.by == "label"}
            if (
                question.pattern in meant
                and not (meant - {question.pattern}) - self.asked
                and self.printed.order[id(label)] not in self.used
            ):
                yield Bound(
                    question.pattern, shown(cell.text[label.start : label.end]), sure=round(_SHARE * label.quality, 2)
                )
