"""Word documents: built as docxtpl templates, filled by compiled strings, read by control and bookmark."""

from tsmforms.formats.docx.compile import DocxWriter, compile_writer
from tsmforms.formats.docx.template import build_template

__all__ = ["DocxWriter", "build_template", "compile_writer"]
