"""The names of the formats in which a form is made and comes back; what each of them is, `formats/loading.py` knows."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from tsmforms.diagnostics import MisuseError

FormatName: TypeAlias = Literal["docx", "pdf", "xlsx"]
WrittenName: TypeAlias = Literal["docx", "pdf", "xlsx", "txt"]
"""What a document is written as: `txt` is plain text, which does not come back."""
PLAIN_TEXT: Literal["txt"] = "txt"
FORMATS: tuple[FormatName, ...] = get_args(FormatName)


def format_named(name: str) -> FormatName:
    """The format of a name.

    Raises:
        MisuseError: There is no such format.
    """
    for format in FORMATS:
        if format == name:
            return format
    raise MisuseError(f'there is no format "{name}"; there are: {", ".join(FORMATS)}')
