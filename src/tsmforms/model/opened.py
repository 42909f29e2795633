"""A returned file opened: what a format's reader returns, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.model.identity import Claim
from tsmforms.model.outline import Outline


@attrs.frozen
class Attachment:
    """The answers attached to a PDF letter, as its JSON."""

    answers: Mapping[str, object]


@attrs.frozen(eq=False)
class Opened:
    """What a file says of itself, what stands where in it, what is attached, and what is to be said of it as a file.

    Args:
        claims: Every place that says which form, edition, version or record it is, the surest first.
        outline: What stands where.
        attachment: A letter's attached answers.
        notes: About the file itself, whatever form it is: scripts passed over, a damaged attachment.
    """

    claims: tuple[Claim, ...]
    outline: Outline
    attachment: Attachment | None = None
    notes: tuple[Diagnostic, ...] = ()
