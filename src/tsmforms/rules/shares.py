"""A predicate about the share one number is of another: attendance from its sessions, judged without rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from tsmforms.diagnostics import Severity
from tsmforms.model.answers import Known, Value
from tsmforms.model.spec import Args
from tsmforms.rules.model import Asked, Case, Evaluation, Fault, Finding, Names, Param, Predicate, parameters
from tsmforms.rules.samples import Sampler

_INTEGER = frozenset({"integer"})
_PERCENTAGE = frozenset({"percentage"})
_WHOLE = 1000
_TRIED = Decimal(90)

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": lambda share, bound: share >= bound,
    "below": lambda share, bound: share < bound,
    "reaches": lambda share, bound: share >= bound,
    "misses": lambda share, bound: share < bound,
}
_WORDS = {"at_least": "at least {}%", "below": "below {}%", "reaches": "at least {}", "misses": "below {}"}
_FIGURES = ("reaches", "misses")


def _bound(name: str, args: Args, run: Evaluation) -> Known:
    return run.values.get(args[name]) if name in _FIGURES else args[name]


def _check_share(args: Args, run: Evaluation) -> Sequence[Finding]:
    """Compared as `100 x part` with `bound x whole`, so 99.96 is not 100."""
    part, whole = run.values.get(args["on"]), run.values.get(args["of"])
    if not isinstance(part, int) or not isinstance(whole, int) or whole <= 0 or part > whole:
        return ()
    for name in (name for name in _HOLDS if name in args):
        bound = _bound(name, args, run)
        if bound is not None and not _HOLDS[name](Decimal(100 * part), Decimal(bound) * whole):
            return (Finding(args["on"], (args["of"], *((args[name],) if name in _FIGURES else ()))),)
    return ()


def _share_words(args: Args, names: Names, must: str) -> str:
    bounds = [
        _WORDS[name].format(names(args[name]) if name in _FIGURES else args[name]) for name in _HOLDS if name in args
    ]
    return f"{names(args['on'])} {must} be {' and '.join(bounds)} of {names(args['of'])}"


def _share_faults(raw: Args) -> list[Fault]:
    if not any(name in raw for name in _HOLDS):
        return [("predicate", '"share_between" needs "at_least", "below", "reaches" or "misses"', None)]
    return []


def _share_misfits(args: Args, _asked: Asked) -> list[Fault]:
    """A part is from 0 to 100 per cent of its whole; what is both enough and too many leaves none."""
    low, high = args.get("at_least"), args.get("below")
    beyond = [
        name for name, bound in (("at_least", low), ("below", high)) if bound is not None and not 0 <= bound <= 100
    ]
    if beyond:
        return [(beyond[0], f'"{beyond[0]}" should be from 0 to 100', None)]
    if low is None or high is None or low < high:
        return []
    return [("below", '"below" is not more than "at_least"', None)]


def _share_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for name in (name for name in _HOLDS if name in args):
        bound = _TRIED if name in _FIGURES else Decimal(args[name])
        rest: dict[str, Value] = {args[one]: _TRIED for one in _FIGURES if one in args}
        at = int(bound * _WHOLE / 100)
        for words, part in ((f"{name}: the bound itself", at), (f"{name}: one less", at - 1)):
            fits = _HOLDS[name](Decimal(100 * part), bound * _WHOLE)
            yield Case(words, {**rest, args["of"]: _WHOLE, args["on"]: part}, None if fits else severity)


# --- share_above


def _check_above(args: Args, run: Evaluation) -> Sequence[Finding]:
    part, whole, old_part, old_whole = (run.values.get(args[name]) for name in _OF_TWO)
    if not isinstance(part, int) or not isinstance(whole, int) or not 0 <= part <= whole or not whole:
        return ()
    if not isinstance(old_part, int) or not isinstance(old_whole, int) or not 0 <= old_part <= old_whole:
        return ()
    if part * old_whole > old_part * whole or not old_whole:
        return ()
    return (Finding(args["on"], tuple(args[name] for name in _OF_TWO[1:])),)


_OF_TWO = ("on", "of", "than", "than_of")


def _above_words(args: Args, names: Names, must: str) -> str:
    on, of, than, than_of = (names(args[name]) for name in _OF_TWO)
    return f"{on} {must} be a greater part of {of} than {than} is of {than_of}"


def _above_cases(args: Args, _sampler: Sampler, severity: Severity) -> Iterator[Case]:
    for name, part, whole, expect in (
        ("a greater part", 9, 10, None),
        ("the same part", 8, 10, severity),
        ("a smaller part of more", 79, 100, severity),
        ("just a greater part of more", 81, 100, None),
        ("of nothing there is no part", 0, 0, None),
    ):
        yield Case(name, {args["on"]: part, args["of"]: whole, args["than"]: 40, args["than_of"]: 50}, expect)


SHARE_PREDICATES = (
    Predicate(
        name="share_above",
        meaning="a whole number is a greater part of its whole than another number is of another whole, judged "
        "exactly; of nothing there is no part, and more than the whole is none",
        code="R0279",
        parameters=parameters(
            Param("on", "path", "the part", required=True, kinds=_INTEGER),
            Param("of", "path", "its whole", required=True, kinds=_INTEGER),
            Param("than", "path", "the part it is compared with", required=True, kinds=_INTEGER),
            Param("than_of", "path", "the whole of that", required=True, kinds=_INTEGER),
        ),
        fault="is no greater part than the other",
        check=_check_above,
        sentence=_above_words,
        cases=_above_cases,
        limits=lambda _args, _kind: "the same part is not greater; not rounded",
    ),
    Predicate(
        name="share_between",
        meaning="a whole number is so many per cent of another, judged exactly and not "
        "as rounded; of nothing there is no share, and more than the whole is none",
        code="R0223",
        parameters=parameters(
            Param("on", "path", "the part", required=True, kinds=_INTEGER),
            Param("of", "path", "the whole", required=True, kinds=_INTEGER),
            Param("at_least", "number", "the fewest per cent; so many are enough"),
            Param("below", "number", "the per cent it stays below; so many are too many"),
            Param("reaches", "path", "the percentage that is reached", kinds=_PERCENTAGE),
            Param("misses", "path", "the percentage that is not reached", kinds=_PERCENTAGE),
        ),
        fault="is too small or too great a share",
        check=_check_share,
        sentence=_share_words,
        cases=_share_cases,
        faults=_share_faults,
        misfits=_share_misfits,
        limits=lambda _args, _kind: "the share itself is reached, and no longer below; per cent, not rounded",
    ),
)
