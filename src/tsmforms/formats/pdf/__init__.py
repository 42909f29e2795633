"""PDF: letters typeset by typst, forms whose links become fields, and the reader of both."""

from __future__ import annotations

from tsmforms.formats.pdf.attached import with_answers
from tsmforms.formats.pdf.confirm import confirm
from tsmforms.formats.pdf.filling import fill
from tsmforms.formats.pdf.forms import PdfFormWriter
from tsmforms.formats.pdf.letters import LetterWriter
from tsmforms.formats.pdf.marking import mark
from tsmforms.formats.pdf.pages import page_text, quick_window_and_pages, render, window_and_pages
from tsmforms.formats.pdf.posting import PostedLetter, posted
from tsmforms.formats.pdf.printruns.assembly import Assembly, assemble
from tsmforms.formats.pdf.read import read
from tsmforms.formats.pdf.typesetting.certificates import CertificateTable, certificate
from tsmforms.formats.pdf.typesetting.printed import check_printed
from tsmforms.formats.pdf.wordplaces import word_places
from tsmforms.layout import LettersAnswers, Writer, WriterPlan

__all__ = [
    "Assembly",
    "CertificateTable",
    "PostedLetter",
    "assemble",
    "certificate",
    "compile_writer",
    "confirm",
    "fill",
    "letters_answers",
    "mark",
    "page_text",
    "posted",
    "quick_window_and_pages",
    "read",
    "render",
    "window_and_pages",
    "with_answers",
    "word_places",
]


letters_answers: LettersAnswers = "attachment"


def compile_writer(plan: WriterPlan) -> Writer:
    """The writer of a form or letter.

    Raises:
        MisuseError: The document's printed words hold characters the fonts lack.
    """
    document = plan.document
    check_printed(document)
    return LetterWriter(document) if document.is_letter else PdfFormWriter(document)
