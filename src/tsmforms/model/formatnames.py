"""The names of the formats in which a form is made and comes back; what each of them is, `formats/loading.py` knows."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

FormatName: TypeAlias = Literal["docx", "pdf", "xlsx"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)
