"""For those who test templates and forms of their own: snapshots of documents as readable text, and invented records.

Needs the extra `testing` (pytest, syrupy, hypothesis). Nothing else in the package imports it.

    from tsmforms.testing import DocumentSnapshot, records

    def test_the_blank_form(snapshot):
        assert form.blank("docx") == snapshot.use_extension(DocumentSnapshot)

    @given(records(form.spec))
    def test_what_is_written_is_read(answers): ...
"""

from tsmforms.testing.snapshots import DocumentSnapshot, PartsSnapshot
from tsmforms.testing.strategies import leaf_answers, records, texts
from tsmforms.testing.text import document_text, docx_parts

__all__ = [
    "DocumentSnapshot",
    "PartsSnapshot",
    "document_text",
    "docx_parts",
    "leaf_answers",
    "records",
    "texts",
]
