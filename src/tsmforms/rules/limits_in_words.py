"""What lies exactly on a rule's bound, in a few words: whether it counts, and the unit it is counted in."""

from __future__ import annotations

from tsmforms.model import FormSpec, RuleSpec
from tsmforms.rules.binding import prepared


def boundary(rule: RuleSpec, spec: FormSpec) -> str:
    """What lies exactly on the rule's bound; empty where the rule measures nothing."""
    predicate, args = prepared(rule, spec)
    return predicate.limits(args, args["kind"]) if predicate.limits else ""
