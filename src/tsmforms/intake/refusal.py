"""Why a file is refused: for each reason one plain sentence, and what a school office can do."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import ReadError, worded


@attrs.frozen
class Refusal:
    """A reason: its code, what is wrong, what to do."""

    code: str
    message: str
    hint: str


_RESAVE = "Open it in the program that made it, save it again as .docx, .xlsx or PDF, and send that file."
_ASK_AGAIN = "Ask the sender to send the file again."
_AS_XLSX = "Open it in Excel, save it as an Excel workbook (.xlsx), and send that file."
_STRANGE = "Open it in Word or Excel, copy the answers into a fresh copy of the form, and send that."

REFUSALS: dict[str, Refusal] = {
    "empty": Refusal("D0901", worded("D0901", "file"), _ASK_AGAIN),
    "unknown": Refusal(
        "D0902",
        worded("D0902", "other"),
        "Send the form as it was issued: a .docx, .pdf or .xlsx file.",
    ),
    "picture": Refusal(
        "D0902",
        worded("D0902", "picture"),
        "Send the form itself; a photograph or scan of it has to be typed in by hand.",
    ),
    "web page": Refusal("D0902", worded("D0902", "web_page"), _RESAVE),
    "rich text": Refusal(
        "D0902",
        worded("D0902", "rich_text"),
        "Open it in Word, save it as a Word document (.docx), and send that file.",
    ),
    "e-mail": Refusal(
        "D0902",
        worded("D0902", "mail"),
        "Save the attachment out of the e-mail and use that file.",
    ),
    "text": Refusal(
        "D0902",
        worded("D0902", "plain_text"),
        "Send the form as it was issued: a .docx, .pdf or .xlsx file.",
    ),
    "zip": Refusal(
        "D0902",
        worded("D0902", "zip_folder"),
        "Take the forms out of the zip folder first.",
    ),
    "pages": Refusal(
        "D0902",
        worded("D0902", "iwork"),
        "Choose File, Export To, and export it to Word, Excel or PDF.",
    ),
    "presentation": Refusal(
        "D0902",
        worded("D0902", "powerpoint"),
        "Send the form as it was issued: a .docx, .pdf or .xlsx file.",
    ),
    "binary workbook": Refusal("D0902", worded("D0902", "binary_workbook"), _AS_XLSX),
    "password": Refusal(
        "D0903",
        worded("D0903", "file"),
        "Open it with its password, take the password off (File, Info), and send that file.",
    ),
    "old word": Refusal(
        "D0904",
        worded("D0904", "word"),
        "Open it in Word, save it as a Word document (.docx), and send that file.",
    ),
    "old excel": Refusal("D0904", worded("D0904", "excel"), _AS_XLSX),
    "old office": Refusal(
        "D0904",
        worded("D0904", "other"),
        "Open it in Word or Excel, save it as .docx or .xlsx, and send that file.",
    ),
    "damaged": Refusal("D0905", worded("D0905", "not_safe"), _ASK_AGAIN),
    "cut short": Refusal("D0905", worded("D0905", "cut_short"), _ASK_AGAIN),
    "too large": Refusal(
        "D0906",
        worded("D0906", "file"),
        "Take large pictures out of it, save it again, and send that file.",
    ),
    "too much inside": Refusal("D0906", worded("D0906", "contents"), _STRANGE),
    "too long": Refusal("D0906", worded("D0906", "time_or_memory"), _STRANGE),
    "nested": Refusal("D0907", worded("D0907", "nested"), _STRANGE),
    "defect": Refusal(
        "D0913",
        worded("D0913"),
        "Send us this code and the kind of file (Word, PDF, Excel), not the file: it may contain answers.",
    ),
    "folder": Refusal("D0910", worded("D0910", "folder"), "Name the files in it."),
    "not regular": Refusal(
        "D0910",
        worded("D0910", "device_pipe"),
        "Save what comes from it as a file, and name that.",
    ),
    "handle": Refusal("D0910", worded("D0910", "unreadable"), "Save it as a file, and name that."),
    "impossible name": Refusal("D0910", worded("D0910", "name"), "Check the name."),
    "strange": Refusal("D0907", worded("D0907", "built"), _STRANGE),
    "template elsewhere": Refusal("D0907", worded("D0907", "template"), _STRANGE),
    "content elsewhere": Refusal("D0907", worded("D0907", "content"), _STRANGE),
    "macros": Refusal(
        "D0908",
        worded("D0908"),
        "Save it without macros, as .docx or .xlsx, and send that file.",
    ),
    "opendocument": Refusal(
        "D0909",
        worded("D0909"),
        "In LibreOffice choose File, Save As, and save it as .docx or .xlsx.",
    ),
}


def refuse(reason: str, detail: str = "") -> ReadError:
    """The error for a reason; `detail` names a part of the file, never a value in it."""
    refusal = REFUSALS[reason]
    message = f"{refusal.message.rstrip('.')} ({detail})." if detail else refusal.message
    return ReadError(refusal.code, message, refusal.hint)
