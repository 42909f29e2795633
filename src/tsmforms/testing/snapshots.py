"""Snapshots of documents as text that a person can review: never the bytes of an archive."""

from __future__ import annotations

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.types import SerializableData

from tsmforms.testing.text import document_text, docx_parts


class DocumentSnapshot(SingleFileSnapshotExtension):
    """A document as its reader sees it, with its boxes by name; a text is kept as it is.

    DOCX: paragraphs, tables, controls with their tags. XLSX: cells, names,
    validations. PDF: the text of each page, the fields, the attachments.
    """

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"

    def serialize(self, data: SerializableData, **options: object) -> str:
        """The document as text."""
        return data if isinstance(data, str) else document_text(bytes(data))


class PartsSnapshot(SingleFileSnapshotExtension):
    """The XML parts of a Word file, indented, one after the other."""

    _write_mode = WriteMode.TEXT
    file_extension = "xml.txt"
    _file_extension = "xml.txt"

    def serialize(self, data: SerializableData, **options: object) -> str:
        """The parts as text."""
        return "\n".join(f"=== {name}\n{text}" for name, text in docx_parts(bytes(data)).items())
