"""Why a file is refused: for each reason one plain sentence, and what a school office can do."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import ReadError


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
    "empty": Refusal("D0901", "The file is empty.", _ASK_AGAIN),
    "unknown": Refusal(
        "D0902",
        "This is not a Word, PDF or Excel file.",
        "Send the form as it was issued: a .docx, .pdf or .xlsx file.",
    ),
    "picture": Refusal(
        "D0902",
        "This is a picture, not a Word, PDF or Excel file.",
        "Send the form itself; a photograph or scan of it has to be typed in by hand.",
    ),
    "web page": Refusal("D0902", "This is a web page, not a Word, PDF or Excel file.", _RESAVE),
    "rich text": Refusal(
        "D0902",
        "This is a rich text file, not a Word, PDF or Excel file.",
        "Open it in Word, save it as a Word document (.docx), and send that file.",
    ),
    "e-mail": Refusal(
        "D0902",
        "This is an e-mail, not a Word, PDF or Excel file.",
        "Save the attachment out of the e-mail and use that file.",
    ),
    "text": Refusal(
        "D0902",
        "This is a plain text file, not a Word, PDF or Excel file.",
        "Send the form as it was issued: a .docx, .pdf or .xlsx file.",
    ),
    "zip": Refusal(
        "D0902",
        "This is a zip folder of other files, not a Word, PDF or Excel file.",
        "Take the forms out of the zip folder first.",
    ),
    "pages": Refusal(
        "D0902",
        "This was made with Pages, Numbers or Keynote, not Word, PDF or Excel.",
        "Choose File, Export To, and export it to Word, Excel or PDF.",
    ),
    "presentation": Refusal(
        "D0902",
        "This is a PowerPoint file, not a Word, PDF or Excel file.",
        "Send the form as it was issued: a .docx, .pdf or .xlsx file.",
    ),
    "binary workbook": Refusal("D0902", "This is an Excel binary workbook (.xlsb).", _AS_XLSX),
    "password": Refusal(
        "D0903",
        "The file is protected with a password.",
        "Open it with its password, take the password off (File, Info), and send that file.",
    ),
    "old word": Refusal(
        "D0904",
        "This is an old Word file (.doc).",
        "Open it in Word, save it as a Word document (.docx), and send that file.",
    ),
    "old excel": Refusal("D0904", "This is an old Excel file (.xls).", _AS_XLSX),
    "old office": Refusal(
        "D0904",
        "This is a file of an old Office format.",
        "Open it in Word or Excel, save it as .docx or .xlsx, and send that file.",
    ),
    "damaged": Refusal("D0905", "The file is damaged and cannot be opened safely.", _ASK_AGAIN),
    "cut short": Refusal("D0905", "The file is damaged: its end is missing.", _ASK_AGAIN),
    "too large": Refusal(
        "D0906",
        "The file is larger than any form can be.",
        "Take large pictures out of it, save it again, and send that file.",
    ),
    "too much inside": Refusal("D0906", "The file contains far more than any form can.", _STRANGE),
    "too long": Refusal("D0906", "Reading the file took too much time or memory.", _STRANGE),
    "nested": Refusal("D0907", "The file is nested deeper than any Office program nests one.", _STRANGE),
    "defect": Refusal(
        "D0913",
        "The file could not be read because of a fault in this program.",
        "Send us this code and the kind of file (Word, PDF, Excel), not the file: it may contain answers.",
    ),
    "folder": Refusal("D0910", "This is a folder, not a file.", "Name the files in it."),
    "not regular": Refusal(
        "D0910",
        "This is a device, a pipe or a socket, not a file.",
        "Save what comes from it as a file, and name that.",
    ),
    "handle": Refusal("D0910", "The file cannot be read from where it is.", "Save it as a file, and name that."),
    "impossible name": Refusal(
        "D0910", "The name contains a character that no file's name can have.", "Check the name."
    ),
    "strange": Refusal("D0907", "The file is built in a way no Office program builds one.", _STRANGE),
    "template elsewhere": Refusal("D0907", "It fetches a template from elsewhere when opened.", _STRANGE),
    "content elsewhere": Refusal("D0907", "It fetches content from elsewhere when opened.", _STRANGE),
    "macros": Refusal(
        "D0908",
        "The file contains macros (small programs).",
        "Save it without macros, as .docx or .xlsx, and send that file.",
    ),
    "opendocument": Refusal(
        "D0909",
        "This is an OpenDocument file, as LibreOffice makes them.",
        "In LibreOffice choose File, Save As, and save it as .docx or .xlsx.",
    ),
}


def refuse(reason: str, detail: str = "") -> ReadError:
    """The error for a reason; `detail` names a part of the file, never a value in it."""
    refusal = REFUSALS[reason]
    message = f"{refusal.message.rstrip('.')} ({detail})." if detail else refusal.message
    return ReadError(refusal.code, message, refusal.hint)
