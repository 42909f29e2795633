"""Where the built-in specs and templates are: in the checkout, or in the installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tsmforms.model import FormSpec

_PACKAGE = Path(__file__).resolve().parent.parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent.parent


def _folder(name: str) -> Path:
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name


def form_specs() -> Path:
    """The folder of the built-in form specs: a folder a form, a file an edition; `groups/` is shared."""
    return _folder("form_specs")


def templates() -> Path:
    """The folder of the Word templates."""
    return _folder("templates")


def word_template(spec: FormSpec) -> bytes | None:
    """The Word template of a built-in form; None for a form of one's own, whose template is built when needed."""
    path = templates() / spec.form / f"{spec.edition}.docx"
    built_in = Path(spec.file).resolve().is_relative_to(form_specs().resolve())
    return path.read_bytes() if built_in and path.is_file() else None
