"""What the places of a file that name its form and record say together: contradictions are reported, never settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.identity import Claim, Identity


def judged(claims: Sequence[Claim]) -> tuple[Identity, tuple[Diagnostic, ...]]:
    """What the file is, by its surest claim, and every claim that says otherwise."""
    named = [claim for claim in claims if claim.identity.form is not None]
    if not named:
        return Identity(), ()
    return named[0].identity, tuple(_contradictions(named))


def _contradictions(claims: Sequence[Claim]) -> Iterator[Diagnostic]:
    first = claims[0].identity
    seen: set[tuple[str | None, str | None]] = set()
    for n, claim in enumerate(claims[1:], 1):
        other = claim.identity
        what = (other.form, other.record_id)
        if what in seen or not (_differs(first.form, other.form) or _differs(first.record_id, other.record_id)):
            continue
        seen.add(what)
        if not _differs(first.form, other.form) and _is_another_record(claim, claims[:n]):
            yield Diagnostic(
                "D0411",
                "error",
                worded("D0411", "pages"),
                "send each record in a file of its own",
                place=claim.place,
            )
        else:
            yield Diagnostic(
                "D0408",
                "warning",
                worded("D0408", source=claim.source, claims_source=claims[0].source),
                "check which form, and whose, this is",
                place=claim.place,
            )


def _is_another_record(claim: Claim, before: Iterable[Claim]) -> bool:
    """Whether the same place, such as the foot of an earlier page, names another record."""
    return any(
        one.source == claim.source and _differs(one.identity.record_id, claim.identity.record_id) for one in before
    )


def _differs(first: str | None, second: str | None) -> bool:
    return first is not None and second is not None and first != second
