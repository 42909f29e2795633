"""Word documents: built as docxtpl templates, filled by compiled strings, read as an outline."""

from tsmforms.formats.docx.compile import DocxWriter, compile_writer, prepared_template, tried
from tsmforms.formats.docx.filling import fill
from tsmforms.formats.docx.marking import mark
from tsmforms.formats.docx.oracle import oracle_context, oracle_environment
from tsmforms.formats.docx.printrun import MOST_LETTERS, SectionAssembly, too_many
from tsmforms.formats.docx.read import read
from tsmforms.formats.docx.readback import record_id_of, texts_by_tag
from tsmforms.formats.docx.template import build_template
from tsmforms.formats.docx.templates import letterhead, said_edition, said_form, template_look, template_text
from tsmforms.layout import LettersAnswers

__all__ = [
    "MOST_LETTERS",
    "DocxWriter",
    "SectionAssembly",
    "build_template",
    "compile_writer",
    "fill",
    "letterhead",
    "letters_answers",
    "mark",
    "oracle_context",
    "oracle_environment",
    "prepared_template",
    "read",
    "record_id_of",
    "said_edition",
    "said_form",
    "template_look",
    "template_text",
    "texts_by_tag",
    "too_many",
    "tried",
]

letters_answers: LettersAnswers = "words"
