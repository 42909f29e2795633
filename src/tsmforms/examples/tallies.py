"""What rules on figures that belong together, and on words, ask of an invented record."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from tsmforms.examples.asked import Draft, move, of_one_sum, share_out
from tsmforms.keys import pattern
from tsmforms.kinds import INTEGER
from tsmforms.model import entry_of
from tsmforms.model.answers import Known
from tsmforms.model.spec import Args
from tsmforms.rules.agreement import PERCENTAGES, counted_yes
from tsmforms.rules.figures import any_of_words
from tsmforms.rules.schooldays import half_days
from tsmforms.rules.tallies import counted, suggested

_TENTH = Decimal("0.1")
_HUNDRED = 100


def _mend_below(draft: Draft, args: Args) -> None:
    """Two sessions fewer than are needed for the threshold."""
    for row in range(args["at_least"] - 2, len(draft.run().every(args["date"]))):
        draft.drop(f"{args['on']}.{row}")


def _mend_apart(draft: Draft, args: Args) -> None:
    """The dates of all rows in order, two for each; rows for which no day is left are left out."""
    run = draft.run()
    on, end = run.every(args["on"]), run.every(args["end"])
    days = sorted({value for path in (*on, *end) if isinstance(value := draft.values.get(path), datetime.date)})
    for n, (first, last) in enumerate(zip(on, end, strict=True)):
        if len(days) > 2 * n + 1:
            draft.values[first], draft.values[last] = days[2 * n : 2 * n + 2]
        else:
            draft.drop(first.rpartition(".")[0])


def _mend_start(draft: Draft, args: Args) -> None:
    """No number of the column is below where it starts."""
    least = counted_yes(args, draft.run())
    for path in (one for column in args["columns"] for one in draft.run().every(column)):
        number = draft.values.get(path)
        if isinstance(number, int) and number < least:
            draft.values[path] = least


def _mend_said(draft: Draft, args: Args) -> None:
    """The percentage of the text becomes the one that is answered."""
    for path in (one for column in args["columns"] for one in draft.run().every(column)):
        text, figure = draft.values.get(path), draft.values.get(args["as"])
        if isinstance(text, str) and isinstance(figure, Decimal | int):
            draft.values[path] = PERCENTAGES.sub(f"{figure}%", text)


def _mend_listed(draft: Draft, args: Args) -> None:
    """As many half-days are missed as are listed; what else the same sum is made of takes the difference."""
    listed, figures = half_days(args, draft.run()), [draft.values.get(path) for path in args["of"]]
    missed = sum(one for one in figures if isinstance(one, int))
    if listed is None or listed == missed or (args.get("some") and listed < missed):
        return
    first, *rest = args["of"]
    left = listed
    for path, one in zip(rest, figures[1:], strict=True):
        part = min(left, one) if isinstance(one, int) else 0
        draft.values[path] = part
        left -= part
    draft.values[first] = left
    move(draft, [path for path in of_one_sum(draft, first) if path not in args["of"]][:1], missed - listed)


def _mend_above(draft: Draft, args: Args) -> None:
    """All of it: as great a part as there can be."""
    if args["of"] in draft.values:
        draft.values[args["on"]] = draft.values[args["of"]]


def _mend_total(draft: Draft, args: Args) -> None:
    paths = [one for path in args["fields"] for one in draft.run().every(path) if one in draft.values]
    if paths:
        share_out(draft, paths, args["total"], _TENTH)


def _mend_counts(draft: Draft, args: Args) -> None:
    if args["on"] in draft.values:
        run = draft.run()
        draft.values[args["on"]] = len(counted(args, run))


def _mend_difference(draft: Draft, args: Args) -> None:
    """The judged figure moves; where it would leave its own limits, the other moves with it."""
    on, other = args["on"], args["from"]
    value: object = draft.values.get(on)
    beside: Known = draft.values.get(other)
    if value is None or beside is None:
        return
    apart = value - beside
    apart = max(apart, args["at_least"]) if "at_least" in args else apart
    apart = min(apart, args["at_most"]) if "at_most" in args else apart
    low, high = _limits(draft, on)
    moved = min(max(beside + apart, low), high)
    _put(draft, on, moved)
    if moved != beside + apart:
        _put(draft, other, moved - apart)


def _limits(draft: Draft, path: str) -> tuple[object, object]:
    field = draft.spec.leaves[pattern(path)].field
    entry = entry_of(field)
    low = Decimal("-Infinity") if entry.least is None else entry.least
    return low, Decimal("Infinity") if entry.most is None else entry.most


def _put(draft: Draft, path: str, number: Known) -> None:
    draft.values[path] = int(number) if draft.kind(path) is INTEGER else Decimal(number)


def _mend_target(draft: Draft, args: Args) -> None:
    right = suggested(args, draft.values)
    if right and args["on"] in draft.values:
        draft.values[args["on"]] = draft.rng.choice(right)


def _mend_words(draft: Draft, args: Args) -> None:
    value = draft.values.get(args["on"])
    if isinstance(value, str):
        draft.values[args["on"]] = any_of_words(args["words"]).sub("", value).strip() or "Example"


def _mend_share(draft: Draft, args: Args) -> None:
    """The percentage aimed at moves below what was reached, or above it."""
    part, whole = draft.values.get(args["on"]), draft.values.get(args["of"])
    if not isinstance(part, int) or not isinstance(whole, int) or whole <= 0:
        return
    reached = _HUNDRED * part // whole
    near = draft.rng.randint(0, 3)
    for name, percent in (("reaches", max(reached - near, 0)), ("misses", min(reached + 1 + near, _HUNDRED))):
        if args.get(name) in draft.values:
            draft.values[args[name]] = Decimal(percent)


TALLY_MENDERS: Mapping[str, Callable[[Draft, Args], None]] = {
    "below_threshold": _mend_below,
    "half_days_listed": _mend_listed,
    "share_above": _mend_above,
    "adds_up_to": _mend_total,
    "difference": _mend_difference,
    "counts_rows": _mend_counts,
    "target_met": _mend_target,
    "contains_no": _mend_words,
    "share_between": _mend_share,
    "periods_apart": _mend_apart,
    "says_percentage": _mend_said,
    "starts_no_lower": _mend_start,
}
"""What is mended for each predicate, in this order, after `MENDERS`."""
