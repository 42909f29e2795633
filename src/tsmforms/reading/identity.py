"""What the places of a file that name its form and record say together: contradictions are reported, never settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.model.identity import Claim, Identity


def judged(claims: Sequence[Claim]) -> tuple[Identity, tuple[Diagnostic, ...]]:
    """What the file is, by its surest claim, and every claim that says otherwise."""
    named = [claim for claim in claims if claim.identity.form is not None]
    if not named:
        return Identity(), ()
    return named[0].identity, tuple(_contradictions(named))


_FEET = frozenset({"footer", "foot line"})
"""The places of a document that say whether it is a final copy; keywords may be those of the blank it was made from."""


def is_final_copy(claims: Iterable[Claim]) -> bool:
    """Whether a file is a final copy, which leaves out what was not answered: all that could say so must say it.

    Where they differ, boxes that are not there are reported as those of any other document.
    """
    return {claim.identity.is_final for claim in claims if _is_marked(claim)} == {True}


def _is_marked(claim: Claim) -> bool:
    return claim.source in _FEET or (claim.source == "keywords" and claim.identity.is_final)


def _contradictions(claims: Sequence[Claim]) -> Iterator[Diagnostic]:
    first = claims[0].identity
    seen: set[tuple[str | None, ...]] = set()
    for n, claim in enumerate(claims[1:], 1):
        other = claim.identity
        what = (other.form, other.record_id, other.edition, other.digest)
        if what in seen or (differing := _differing(first, other)) is None:
            continue
        seen.add(what)
        if differing == "record" and _is_another_record(claim, claims[:n]):
            yield Diagnostic(
                "D0411",
                "error",
                worded("D0411", "pages"),
                "send each record in a file of its own",
                place=claim.place,
            )
        else:
            message = _MESSAGES[differing](claim.source, claims[0].source)
            yield Diagnostic("D0408", "warning", message, _ADVICE[differing], place=claim.place)
    yield from _halfway_final(claims)


def _halfway_final(claims: Iterable[Claim]) -> Iterator[Diagnostic]:
    """That some places say that it is a final copy and others do not: once, at the first that differs."""
    marked = [claim for claim in claims if _is_marked(claim)]
    for claim in marked:
        if claim.identity.is_final != marked[0].identity.is_final:
            says, says_not = (marked[0], claim) if marked[0].identity.is_final else (claim, marked[0])
            message = worded("D0408", "final", source=says.source, claims_source=says_not.source)
            yield Diagnostic("D0408", "warning", message, _ADVICE["final"], place=claim.place)
            return


_MESSAGES: Mapping[str, Callable[[str, str], str]] = {
    "form": lambda source, first: worded("D0408", "another_form", source=source, claims_source=first),
    "record": lambda source, first: worded("D0408", "another_record", source=source, claims_source=first),
    "version": lambda source, first: worded("D0408", "another_version", source=source, claims_source=first),
}

_ADVICE = {
    "form": "check which form, and whose, this is",
    "record": "check which form, and whose, this is",
    "version": "check whether parts of another edition were put into this file",
    "final": "check whether pages or sheets of two documents were put together",
}


def _differing(first: Identity, other: Identity) -> str | None:
    """In what another claim contradicts the first."""
    if _differs(first.form, other.form):
        return "form"
    if _differs(first.record_id, other.record_id):
        return "record"
    if _differs(first.edition, other.edition) or _is_other_digest(first.digest, other.digest):
        return "version"
    return None


def _is_other_digest(first: str | None, second: str | None) -> bool:
    """Whether two digests are not of one spec; one of them may be cut."""
    return first is not None and second is not None and not (first.startswith(second) or second.startswith(first))


def _is_another_record(claim: Claim, before: Iterable[Claim]) -> bool:
    """Whether the same place, such as the foot of an earlier page, names another record."""
    return any(
        one.source == claim.source and _differs(one.identity.record_id, claim.identity.record_id) for one in before
    )


def _differs(first: str | None, second: str | None) -> bool:
    return first is not None and second is not None and first != second
