"""School attendance forms and letters: one spec to DOCX, PDF and XLSX and back, with the rules checked.

Everything here loads when first used, so importing the package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from tsmforms.version import VERSION

if TYPE_CHECKING:
    from tsmforms.api import (
        bind,
        binding_text,
        changes,
        fill_original,
        form,
        forms,
        inspect,
        load_binding,
        load_form,
        read,
        read_all,
        template_accept,
        template_build,
        template_check,
        template_diff,
        template_show,
        upgrade,
        upgraded_returns,
    )
    from tsmforms.casework import next_steps
    from tsmforms.casework.chasing import who_to_chase
    from tsmforms.casework.chronology import chronology
    from tsmforms.casework.counting import Counted, count
    from tsmforms.collation import Collation, collate, returned_files
    from tsmforms.diagnostics import (
        AnswersRefused,
        Diagnostic,
        EnvironmentProblem,
        MisuseError,
        Place,
        ReadError,
        SpecError,
        TemplateRefused,
        TsmFormsError,
        WriteRefused,
    )
    from tsmforms.documents import Change, Form, TemplateDiff, Upgraded
    from tsmforms.documents.marking import marked_copy
    from tsmforms.model import Binding, Evidence, FormatName, Profile, Return
    from tsmforms.reading import FillablePlace
    from tsmforms.registers import read_register
    from tsmforms.specs import load_profile

__version__ = VERSION

PUBLIC = {
    "bind": "api",
    "binding_text": "api",
    "fill_original": "api",
    "load_binding": "api",
    "changes": "api",
    "form": "api",
    "forms": "api",
    "inspect": "api",
    "load_form": "api",
    "read": "api",
    "read_all": "api",
    "next_steps": "casework",
    "who_to_chase": "casework.chasing",
    "chronology": "casework.chronology",
    "Counted": "casework.counting",
    "count": "casework.counting",
    "Collation": "collation",
    "collate": "collation",
    "returned_files": "collation",
    "AnswersRefused": "diagnostics",
    "Diagnostic": "diagnostics",
    "EnvironmentProblem": "diagnostics",
    "MisuseError": "diagnostics",
    "Place": "diagnostics",
    "ReadError": "diagnostics",
    "SpecError": "diagnostics",
    "TemplateRefused": "diagnostics",
    "TsmFormsError": "diagnostics",
    "WriteRefused": "diagnostics",
    "marked_copy": "documents.marking",
    "Change": "documents",
    "Form": "documents",
    "TemplateDiff": "documents",
    "Upgraded": "documents",
    "Binding": "model",
    "Evidence": "model",
    "FormatName": "model",
    "Profile": "model",
    "Return": "model",
    "FillablePlace": "reading",
    "template_accept": "api",
    "template_build": "api",
    "template_check": "api",
    "template_diff": "api",
    "template_show": "api",
    "upgrade": "api",
    "upgraded_returns": "api",
    "read_register": "registers",
    "load_profile": "specs",
}
"""Public names, with the module that each comes from."""
ROOMS = ("bulk", "records", "testing")
"""Public modules."""

__all__ = [
    "AnswersRefused",
    "Binding",
    "Change",
    "Collation",
    "Counted",
    "Diagnostic",
    "EnvironmentProblem",
    "Evidence",
    "FillablePlace",
    "Form",
    "FormatName",
    "MisuseError",
    "Place",
    "Profile",
    "ReadError",
    "Return",
    "SpecError",
    "TemplateDiff",
    "TemplateRefused",
    "TsmFormsError",
    "Upgraded",
    "WriteRefused",
    "bind",
    "binding_text",
    "changes",
    "chronology",
    "collate",
    "count",
    "fill_original",
    "form",
    "forms",
    "inspect",
    "load_binding",
    "load_form",
    "load_profile",
    "marked_copy",
    "next_steps",
    "read",
    "read_all",
    "read_register",
    "returned_files",
    "template_accept",
    "template_build",
    "template_check",
    "template_diff",
    "template_show",
    "upgrade",
    "upgraded_returns",
    "who_to_chase",
]


def __getattr__(name: str) -> Any:
    if name in PUBLIC:
        return getattr(importlib.import_module(f"tsmforms.{PUBLIC[name]}"), name)
    if name in ROOMS:
        return importlib.import_module(f"tsmforms.{name}")
    raise AttributeError(f"module 'tsmforms' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *PUBLIC, *ROOMS})
