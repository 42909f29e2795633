"""For those who test templates and forms of their own: snapshots of documents as readable text, and invented records.

Needs the extra `testing` (pytest, syrupy, hypothesis). Nothing else in the package imports it.

    from hypothesis import given
    from tsmforms.testing import DocumentSnapshot, writable

    def test_the_blank_form(snapshot):
        assert form.blank("docx") == snapshot.use_extension(DocumentSnapshot)

    @given(writable(form, "docx"))
    def test_what_is_written_is_read(answers):
        assert form.same(form.read(form.write(answers, "docx")), answers)

`records` gives any answers that have the right type, some of which no document can show: a form refuses to write them.
"""

from tsmforms.testing.made import documents
from tsmforms.testing.snapshots import DocumentSnapshot, PartsSnapshot, PictureSnapshot, WordsSnapshot
from tsmforms.testing.strategies import leaf_answers, records, texts, writable
from tsmforms.testing.text import document_text, docx_parts

__all__ = [
    "DocumentSnapshot",
    "PartsSnapshot",
    "PictureSnapshot",
    "WordsSnapshot",
    "document_text",
    "documents",
    "docx_parts",
    "leaf_answers",
    "records",
    "texts",
    "writable",
]
