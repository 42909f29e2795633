"""What Excel lets a person type into a cell, and what it says when something else is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from tsmforms.formats.xlsx.untyped import OpenpyxlSheet
from tsmforms.model import Entry, FieldSpec, entry_of
from tsmforms.model.kinds import Shape

_DATES = ("1", "2958465")
_TIMES = ("0", "0.999988425925926")
_GREATEST = 999_999_999
_LIST_LIMIT = 255
_PROMPT_LIMIT = 255


@attrs.frozen
class Check:
    """One data validation, equal where it may be shared by several cells."""

    type: str
    first: str
    second: str | None
    operator: str | None
    message: str
    prompt: str = ""
    choices: tuple[str, ...] = ()


MARK = Check("list", '"X"', None, None, "Type X to mark this box, or leave it empty.")
"""The check of a tick box."""


_ANYTHING = Check("none", "", None, None, "")
"""The check of a box in which anything may stand; it only carries a prompt."""


def check_of(field: FieldSpec, asked: Sequence[str] = (), ticked: bool = False) -> Check | None:
    """The check of a field's box, None where anything may stand and nothing is to be said.

    Args:
        field: The question.
        asked: What its rules ask, a sentence each; shown with its help when the box is chosen.
        ticked: The box stands for one choice of several.
    """
    made = MARK if ticked else _check(field)
    said = prompt_of((field.help, *asked) if made and not ticked else asked)
    return attrs.evolve(made or _ANYTHING, prompt=said) if said else made


def _check(field: FieldSpec) -> Check | None:
    entry = entry_of(field)
    check = _CHECKS.get(entry.shape)
    return check(entry, field) if check else None


def prompt_of(sentences: Iterable[str]) -> str:
    """As many whole sentences as Excel shows beside a box, in their order; the first is cut where it is too long."""
    out = ""
    for sentence in dict.fromkeys(one for one in sentences if one):
        more = f"{out}\n{sentence}".strip()
        if len(more) <= _PROMPT_LIMIT:
            out = more
        elif not out:
            out = sentence[: _PROMPT_LIMIT - 1].rpartition(" ")[0] + "…"
    return out


def _length(entry: Entry, _field: FieldSpec) -> Check | None:
    return Check("textLength", str(entry.length), None, "lessThanOrEqual", entry.hint) if entry.length else None


def _number(kind: str) -> Callable[[Entry, FieldSpec], Check]:
    def check(entry: Entry, _field: FieldSpec) -> Check:
        low = -_GREATEST if entry.least is None else entry.least
        high = _GREATEST if entry.most is None else entry.most
        return Check(kind, str(low), str(high), "between", entry.hint)

    return check


def _choice(entry: Entry, field: FieldSpec) -> Check | None:
    labels = tuple(choice.label for choice in field.choices)
    inline = ",".join(labels)
    if len(inline) <= _LIST_LIMIT - 2 and not any("," in label or '"' in label for label in labels):
        return Check("list", f'"{inline}"', None, None, entry.hint)
    return Check("list", "", None, None, entry.hint, choices=labels)


_CHECKS: Mapping[Shape, Callable[[Entry, FieldSpec], Check | None]] = {
    "text": _length,
    "date": lambda entry, _field: Check("date", *_DATES, "between", entry.hint),
    "time": lambda entry, _field: Check("time", *_TIMES, "between", entry.hint),
    "whole": _number("whole"),
    "number": _number("decimal"),
    "money": _number("decimal"),
    "share": lambda entry, _field: Check("decimal", "0", "1", "between", entry.hint),  # the cell holds a share of one
    "yes_no": _choice,
    "one": _choice,
}
"""How Excel checks each shape of entry; of the others it can check nothing."""


def add_checks(sheet: OpenpyxlSheet, checks: Mapping[Check, Sequence[str]], list_sheet: ChoiceLists) -> None:
    """Put every check on its cells (references such as `B5` or `C2:C500`)."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for check, cells in checks.items():
        free = check.type == "none"
        first = check.first or (None if free else list_sheet.reference(check.choices))
        validation = DataValidation(
            type=check.type,
            formula1=first,
            formula2=check.second,
            operator=check.operator,
            allow_blank=True,
            showErrorMessage=not free,
            errorStyle="stop",
            errorTitle=None if free else "Please check",
            error=check.message or None,
            showInputMessage=bool(check.prompt) or None,
            prompt=check.prompt or None,
        )
        for cell in cells:
            validation.add(cell)
        sheet.add_data_validation(validation)


class ChoiceLists:
    """Choices too long to stand in a validation: columns of the hidden sheet, each list once."""

    def __init__(self, sheet: OpenpyxlSheet, first_column: int = 4) -> None:
        self._sheet = sheet
        self._next = first_column
        self._known: dict[tuple[str, ...], str] = {}

    def reference(self, choices: tuple[str, ...]) -> str:
        """The range that holds these choices."""
        if choices not in self._known:
            from openpyxl.utils import get_column_letter

            letter = get_column_letter(self._next)
            for i, label in enumerate(choices):
                cell = self._sheet.cell(i + 1, self._next, label)
                cell.data_type = "s"
            self._known[choices] = f"'{self._sheet.title}'!${letter}$1:${letter}${len(choices)}"
            self._next += 1
        return self._known[choices]
