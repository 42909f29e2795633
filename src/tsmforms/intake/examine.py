"""What a file is, and whether it is safe to hand to a reader."""

from __future__ import annotations

from pathlib import PurePath

import attrs

from tsmforms.diagnostics import ReadError, worded
from tsmforms.intake.limits import FORM, Limits
from tsmforms.intake.office import office_kind
from tsmforms.intake.package import Package, open_package
from tsmforms.intake.refusal import refuse
from tsmforms.model.formatnames import FormatName

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "old word"),
    ("Workbook", "old excel"),
    ("Book", "old excel"),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"BM", "picture"),
    (b"{\\rtf", "rich text"),
)
_ENDINGS: dict[str, FormatName] = {
    ".docx": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xltx": "xlsx",
}
_WORDS: dict[FormatName, str] = {"docx": "a Word document", "pdf": "a PDF", "xlsx": "an Excel workbook"}
_PDF_HEAD = 1024


@attrs.frozen
class Examined:
    """A file that is safe to read: its kind, and what a reader of that kind is given, an Office file's parts unpacked."""

    kind: FormatName
    content: bytes | Package = attrs.field(repr=False)


def examine(data: bytes, name: str | None = None, profile: Limits = FORM) -> FormatName:
    """The kind of a file, by its first bytes, once it is safe to read.

    Args:
        data: The whole file.
        name: Its name, if it has one; only the ending is used, and must agree.
        profile: How large it may be; `BULK` for exports.

    Raises:
        ReadError: The file is refused; `code` says why, the message is one
            plain sentence, `hint` what the sender can do.
    """
    return examined(data, name, profile).kind


def examined(data: bytes, name: str | None = None, profile: Limits = FORM) -> Examined:
    """The kind of a file, and what was unpacked to know it; see `examine`."""
    if not data:
        raise refuse("empty")
    if len(data) > profile.file:
        raise refuse("too large")
    found = _examined(data, profile)
    _check_ending(found.kind, name)
    return found


def _examined(data: bytes, profile: Limits) -> Examined:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        package = open_package(data, profile)
        return Examined(office_kind(package), package)
    if data.startswith(_OLE):
        raise refuse(_old_kind(data))
    if b"%PDF-" in data[:_PDF_HEAD]:
        return Examined(_pdf(data), data)
    raise refuse(_foreign(data))


def _pdf(data: bytes) -> FormatName:
    """A PDF by its head; one without its end is cut short. All else is for the PDF reader to judge."""
    if b"%%EOF" not in data and b"startxref" not in data:
        raise refuse("cut short")
    return "pdf"


def _old_kind(data: bytes) -> str:
    """OLE names its streams in UTF-16: they tell a protected file from a Word and an Excel one."""
    names = ((stream.encode("utf-16-le") + b"\x00\x00", reason) for stream, reason in _OLE_STREAMS)
    return next((reason for name, reason in names if name in data), "old office")


def _foreign(data: bytes) -> str:
    for start, reason in _FOREIGN:
        if data.startswith(start):
            return reason
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") or head.startswith(b"riff"):
        return "picture"
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head:
        return "web page"
    if head.startswith((b"from:", b"received:", b"return-path:", b"mime-version:", b"delivered-to:")):
        return "e-mail"
    return "text" if _is_text(data[:1000]) else "unknown"


def _is_text(head: bytes) -> bool:
    return not any(byte < 9 or 13 < byte < 27 for byte in head)


def _check_ending(kind: FormatName, name: str | None) -> None:
    ending = PurePath(name.replace("\\", "/")).suffix.lower() if name else ""
    if not ending or _ENDINGS.get(ending) == kind:
        return
    raise ReadError(
        "D0912",
        worded("D0912", ending=ending, words=_WORDS[kind]),
        f"Check that it is the file you meant; if it is, let its name end in .{kind}.",
    )
