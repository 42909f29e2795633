"""The cases at a rule's edges: just inside and just outside, where it applies and where it does not."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from tsmforms.diagnostics import Severity
from tsmforms.keys import at
from tsmforms.model import FormSpec, RuleSpec
from tsmforms.model.spec import Args
from tsmforms.rules.binding import instances
from tsmforms.rules.model import TODAY, Case, Predicate
from tsmforms.rules.samples import Sampler


def boundaries(rule: RuleSpec, spec: FormSpec) -> tuple[Case, ...]:
    """The cases just inside and just outside a rule, alike in every printed row and in the first row of a list.

    Each case says which answers it needs, and the gravest severity `evaluate_rule` must give them.
    """
    by_row = [
        tuple(_cases(one.predicate, one.in_row((0,) * len(one.lists)), Sampler(spec), rule.severity))
        for one in instances(rule, spec)
    ]
    return tuple(
        attrs.evolve(cases[0], values={path: value for case in cases for path, value in case.values.items()})
        for cases in zip(*by_row, strict=True)
    )


def _cases(predicate: Predicate, args: Args, sampler: Sampler, severity: Severity) -> Iterator[Case]:
    """A predicate's cases; where the rule has a condition, as it holds, and one fault as it does not."""
    cases = predicate.cases(args, sampler, severity)
    if "where" not in args:
        yield from cases
        return
    where, kept = args["where"], _own_paths(predicate, args)
    outside: Case | None = None
    for case in cases:
        inside = sampler.solve([(where, True)], case.values, kept, case.today)
        if inside is not None:
            yield attrs.evolve(case, values=inside)
        if case.expect is not None and outside is None:
            beside = sampler.solve([(where, False)], case.values, kept, case.today)
            name = f"{case.name}, where the rule does not apply"
            outside = None if beside is None else attrs.evolve(case, name=name, values=beside, expect=None)
    if outside is not None:
        yield outside


def _own_paths(predicate: Predicate, args: Args) -> list[str]:
    """The questions a predicate judges by, without those of conditions."""
    given = [
        args[name]
        for name, param in predicate.parameters.items()
        if name in args and param.type in ("path", "path_or_today", "paths", "column")
    ]
    several = [(one,) if isinstance(one, str) else one for one in given]
    return [at(path, *[0] * path.count("[]")) for paths_of in several for path in paths_of if path != TODAY]
