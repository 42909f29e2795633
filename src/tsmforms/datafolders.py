"""Where the built-in specs and templates are: in the checkout, or in the installed wheel."""

from __future__ import annotations

from pathlib import Path

from tsmforms.jsontypes import JsonObject

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent.parent


def form_specs() -> Path:
    """The folder of the built-in form specs: a folder a form, a file an edition; `groups/` is shared."""
    return _folder("form_specs")


def templates() -> Path:
    """The folder of the Word templates."""
    return _folder("templates")


def data_of(*path: str) -> JsonObject:
    """What a YAML file of `form_specs` says. It is the package's own: what others write is read by `located`."""
    import yaml

    text = form_specs().joinpath(*path).read_text(encoding="utf-8")
    found: JsonObject = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
    return found


def _folder(name: str) -> Path:
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name
