"""Where the built-in specs and templates are: in the checkout, or in the installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent.parent


def form_specs() -> Path:
    """The folder of the built-in form specs: a folder a form, a file an edition; `groups/` is shared."""
    return _folder("form_specs")


def templates() -> Path:
    """The folder of the Word templates."""
    return _folder("templates")


def _folder(name: str) -> Path:
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name
