"""The closed list of predicates, and the small registry for those that are Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tsmforms.diagnostics import MisuseError
from tsmforms.model.spec import Args
from tsmforms.rules.agreement import AGREEMENT_PREDICATES
from tsmforms.rules.dates import DATE_PREDICATES
from tsmforms.rules.figures import FIGURE_PREDICATES
from tsmforms.rules.legalwords import LEGAL_WORD_PREDICATES
from tsmforms.rules.masks import MASK_PREDICATES
from tsmforms.rules.model import Check, Evaluation, Finding, Param, Predicate, parameters
from tsmforms.rules.presence import PRESENCE
from tsmforms.rules.register import REGISTER_PREDICATES
from tsmforms.rules.schooldays import SCHOOL_DAY_PREDICATES
from tsmforms.rules.schooltime import SCHOOL_TIME_PREDICATES
from tsmforms.rules.shares import SHARE_PREDICATES
from tsmforms.rules.tallies import TALLY_PREDICATES
from tsmforms.rules.times import TIME_PREDICATES
from tsmforms.rules.wording import PLAIN_PREDICATES

_BUILT_IN = (
    *PRESENCE,
    *FIGURE_PREDICATES,
    *DATE_PREDICATES,
    *TALLY_PREDICATES,
    *TIME_PREDICATES,
    *SCHOOL_TIME_PREDICATES,
    *SCHOOL_DAY_PREDICATES,
    *REGISTER_PREDICATES,
    *PLAIN_PREDICATES,
    *SHARE_PREDICATES,
    *LEGAL_WORD_PREDICATES,
    *MASK_PREDICATES,
    *AGREEMENT_PREDICATES,
)
_known: dict[str, Predicate] = {one.name: one for one in _BUILT_IN}

PREDICATES: Mapping[str, Predicate] = _known
"""Every predicate a rule may name."""

_ON = Param("on", "path", "the question that is judged", required=True, containers=True)


def predicate(
    name: str,
    *,
    meaning: str,
    params: Iterable[Param] = (_ON,),
    code: str = "R0217",
    fault: str = "breaks a rule",
) -> Callable[[Callable[[Args, Evaluation], Iterable[Finding]]], Check]:
    """Register a Python function as a predicate, for what the closed list does not fit.

    The function gets the rule's typed parameters and the record under judgement,
    and yields what it finds. It must be pure: no clock, no files.

    Args:
        name: What rules call it.
        meaning: What it asks, in plain English: `"question" must ...` follows from it.
        params: Its parameters; `on` among them.
        code: Its code in the catalogue of diagnostics.
        fault: Completes the message where a rule has none.

    Raises:
        MisuseError: A predicate of this name is there already.
    """
    if name in _known:
        raise MisuseError(f'a predicate "{name}" is registered already')

    def register(check: Callable[[Args, Evaluation], Iterable[Finding]]) -> Check:
        def checked(args: Args, run: Evaluation) -> tuple[Finding, ...]:
            return tuple(check(args, run))

        _known[name] = Predicate(
            name=name,
            meaning=meaning,
            code=code,
            parameters=parameters(*params),
            fault=fault,
            check=checked,
            sentence=lambda args, names, _must: f"{names(args['on'])}: {meaning}",
            built_in=False,
        )
        return checked

    return register
