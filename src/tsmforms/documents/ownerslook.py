"""Letters as PDF in the owner's look: the profile's own Word template filled, and turned into PDF by LibreOffice."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.intake import office_to_pdf
from tsmforms.layout import Content, Document, Writer


@attrs.frozen
class OwnersLookWriter:
    """A writer of PDF letters that look as their owner's Word template does.

    What LibreOffice makes is not promised to be tagged, nor to be made quickly: each letter is a start of the program.
    """

    document: Document
    word: Writer

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """What the Word letter cannot show whole."""
        return self.word.problems(content)

    def fill(self, content: Content) -> bytes:
        """The Word letter as PDF, with the answers attached.

        Raises:
            EnvironmentProblem: LibreOffice is not there, or did not finish.
        """
        from tsmforms.formats.pdf import with_answers

        made = office_to_pdf(self.word.fill(content), "docx", "a PDF letter from a Word template of one's own")
        return with_answers(made, self.document, content)
