"""The one exception tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsmforms.diagnostics.model import Diagnostic


class TsmFormsError(Exception):
    """Anything this library raises on purpose."""


class MisuseError(TsmFormsError):
    """The caller asked for something that does not exist: a form, a format, a key."""


class EnvironmentProblem(TsmFormsError):
    """The disk, a permission, an absent program or a folder in use stopped the work (exit status 4)."""


class ReadError(TsmFormsError):
    """A file is refused or cannot be read.

    `code` says why (see the catalogue), `hint` what to do; `str()` is one plain
    sentence. Never holds a value from the file.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class _WithDiagnostics(TsmFormsError):
    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(f"{d.code} {d.message}" for d in self.diagnostics))


class SpecError(_WithDiagnostics):
    """A form spec or profile has faults; all of them are in `diagnostics`."""


class AnswersRefused(_WithDiagnostics):
    """Answers that a record of the form cannot have; the reasons are in `diagnostics`."""


class RunRefused(_WithDiagnostics):
    """An export has something that may speak against its letters; no letter was made. All of it is in `diagnostics`."""


class WriteRefused(_WithDiagnostics):
    """A record cannot be shown whole in this format; nothing was written."""


class TemplateRefused(WriteRefused):
    """A Word template does not say what its form says; nothing was written."""
