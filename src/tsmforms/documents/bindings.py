"""Bindings of originals: made from a file, and chosen for a copy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import attrs

from tsmforms.diagnostics import Diagnostic, MisuseError, worded
from tsmforms.documents.form import Form
from tsmforms.model import Profile
from tsmforms.model.binding import Binding
from tsmforms.model.boxes import boxes_of
from tsmforms.model.outline import Outline
from tsmforms.reading import Scene, bind_outline, share_printed
from tsmforms.specs import Registry
from tsmforms.specs.bindings import load_bindings

FITS, FITS_IN_PART = 0.9, 0.5
"""Of an original's labels so many are printed by its copies, and by a copy of another version of it."""


def bind_form(outline: Outline, form: Form) -> Binding:
    """What of an original was matched to a form.

    Raises:
        MisuseError: The form is a letter, or the file has boxes of ours and needs no binding.
    """
    if form.spec.is_letter:
        raise MisuseError(f"{form.id} is a letter, of which there is no original to bind")
    if Scene(outline, boxes_of(form.spec)).anchored:
        raise MisuseError("this file has the boxes of our own form; it is read without a binding")
    return bind_outline(outline, form.spec)


@attrs.frozen
class BindingFit:
    """The binding of which a file is a copy, if there is just one, and what is to be said of the others."""

    binding: Binding | None = None
    notes: tuple[Diagnostic, ...] = ()


def fitting(outline: Outline, bindings: Sequence[Binding]) -> BindingFit:
    """The binding of which a file is a copy: by the labels that it prints.

    Args:
        outline: What stands in the file; of a PDF read deep.
        bindings: Those that it may be of.
    """
    shares = sorted(
        ((share_printed(outline, one.printed), one) for one in bindings if one.format == outline.format),
        key=lambda pair: -pair[0],
    )
    full = [one for share, one in shares if share >= FITS]
    if len(full) == 1:
        return BindingFit(full[0])
    if full:
        names = " and ".join(_name(one) for one in full)
        return BindingFit(
            notes=(
                Diagnostic(
                    "D0414",
                    "warning",
                    worded("D0414", names=names),
                    "name the right one with --binding, or remove the other",
                ),
            )
        )
    part = [(share, one) for share, one in shares if share >= FITS_IN_PART]
    if part:
        share, one = part[0]
        return BindingFit(
            notes=(
                Diagnostic(
                    "D0415",
                    "warning",
                    worded("D0415", "in_part", share=share, name=_name(one)),
                    "if the original was changed, bind it again",
                ),
            )
        )
    if bindings:
        return BindingFit(
            notes=(
                Diagnostic(
                    "D0415",
                    "info",
                    worded("D0415", "none"),
                    "nothing to do, unless it should be; then bind its original",
                ),
            )
        )
    return BindingFit()


def _name(binding: Binding) -> str:
    return binding.name or f"of {binding.form}"


def bindings_of(profile: Profile, forms: Registry) -> tuple[Binding, ...]:
    """The bindings in a profile's folder; read again where a file was changed.

    Raises:
        SpecError: A binding has faults.
    """
    if not profile.bindings:
        return ()
    files = tuple((path, path.stat().st_mtime_ns) for path in profile.bindings if path.is_file())
    return _loaded(files, forms, profile)


@lru_cache(maxsize=8)
def _loaded(files: tuple[tuple[Path, int], ...], forms: Registry, profile: Profile) -> tuple[Binding, ...]:
    return load_bindings((path for path, _ in files), forms, profile)
