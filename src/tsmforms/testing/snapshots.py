"""Snapshots of documents as text that a person can review: never the bytes of an archive."""

from __future__ import annotations

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.types import SerializableData

from tsmforms.testing.pictures import pages_picture, share_of_difference
from tsmforms.testing.text import document_text, docx_parts


class WordsSnapshot(SingleFileSnapshotExtension):
    """A document as its reader sees it, with its boxes by name, without its look; a text is kept as it is.

    DOCX: paragraphs, tables, controls with their tags. XLSX: cells, names,
    validations. PDF: the text of each page, the fields, the attachments.
    """

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"

    def serialize(self, data: SerializableData, **options: object) -> str:
        """The document as text."""
        return data if isinstance(data, str) else document_text(bytes(data))


class DocumentSnapshot(WordsSnapshot):
    """The same with its look, of a Word document: page and margins, styles as they are set, pictures by their digest.

    Bookmarks are shown by the path of the question that they are on.
    """

    def serialize(self, data: SerializableData, **options: object) -> str:
        """The document and its look as text."""
        return data if isinstance(data, str) else document_text(bytes(data), look=True)


class PictureSnapshot(SingleFileSnapshotExtension):
    """The pages of a PDF as one picture. Pages that differ in fewer than one in a thousand dots are the same.

    `tolerance` is the share of dots that may differ; a class of one's own may set another.
    """

    _write_mode = WriteMode.BINARY
    file_extension = "png"
    _file_extension = "png"
    tolerance = 0.001

    def serialize(self, data: SerializableData, **options: object) -> bytes:
        """The pages, one below the other, as a PNG."""
        return pages_picture(bytes(data))

    def matches(self, *, serialized_data: object, snapshot_data: object) -> bool:
        """Whether two pictures are the same, within the tolerance."""
        if not isinstance(serialized_data, bytes) or not isinstance(snapshot_data, bytes):
            return False
        return share_of_difference(serialized_data, snapshot_data) <= self.tolerance


class PartsSnapshot(SingleFileSnapshotExtension):
    """The XML parts of a Word file, indented, one after the other."""

    _write_mode = WriteMode.TEXT
    file_extension = "xml.txt"
    _file_extension = "xml.txt"

    def serialize(self, data: SerializableData, **options: object) -> str:
        """The parts as text."""
        return "\n".join(f"=== {name}\n{text}" for name, text in docx_parts(bytes(data)).items())
