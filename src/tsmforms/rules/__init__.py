"""Rules: a closed list of predicates with parameters, evaluated on a record.

From one rule come the check (`evaluate`), the plain sentence (`explain`) and the
cases at its edges (`boundaries`). Nothing is evaluated from a spec: a rule names
a predicate and gives it parameters. What does not fit the closed list is a named
Python function registered with `predicate`.
"""

from tsmforms.model.spec import Args
from tsmforms.rules.binding import Instance, instances, parameter_faults
from tsmforms.rules.boundary_cases import boundaries
from tsmforms.rules.conditions import AnyCondition, Condition
from tsmforms.rules.evaluate import DOCUMENT_DATES, evaluate, evaluate_rule, explain, names_today
from tsmforms.rules.model import COMMON, TODAY, Case, Evaluation, Finding, Param, Predicate, Span
from tsmforms.rules.paths import question
from tsmforms.rules.table import PREDICATES, predicate
from tsmforms.rules.typed import Fields, Unfit, condition

__all__ = [
    "COMMON",
    "DOCUMENT_DATES",
    "PREDICATES",
    "TODAY",
    "AnyCondition",
    "Args",
    "Case",
    "Condition",
    "Evaluation",
    "Fields",
    "Finding",
    "Instance",
    "Param",
    "Predicate",
    "Span",
    "Unfit",
    "boundaries",
    "condition",
    "evaluate",
    "evaluate_rule",
    "explain",
    "instances",
    "names_today",
    "parameter_faults",
    "predicate",
    "question",
]
