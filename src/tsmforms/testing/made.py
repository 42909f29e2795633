"""The documents that a council's or school's profile makes, for one parametrised test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tsmforms
from tsmforms.model import FormatName, Profile


def documents(
    profile: Profile | str | Path | None = None,
    *,
    specs: str | Path | None = None,
    forms: Sequence[str] | None = None,
    formats: Sequence[FormatName] | None = None,
    blank: bool = False,
) -> tuple[tuple[str, FormatName, bytes], ...]:
    """Each form in each of its formats, as (id, format, bytes): an example filled in, or the blank.

    Args:
        profile: The profile, or its file.
        specs: A folder of specs of one's own, beside the built-in ones.
        forms: The ids wanted; all of them if none are named.
        formats: The formats wanted; all that a form has if none are named.
        blank: The blank forms instead of examples.

    Raises:
        TemplateRefused: A template of the profile does not say what its form says.
    """
    known = [tsmforms.form(id, profile=profile, specs=specs) for id in forms or tsmforms.forms(specs)]
    return tuple(
        (form.id, format, form.blank(format) if blank else form.write(form.example(), format))
        for form in known
        for format in form.formats
        if formats is None or format in formats
    )
