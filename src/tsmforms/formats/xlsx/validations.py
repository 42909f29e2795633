"""What Excel lets a person type into a cell, and what it says when something else is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from tsmforms.formats.xlsx.untyped import OpenpyxlSheet
from tsmforms.model import FieldSpec

_DATES = ("1", "2958465")
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
    made = MARK if ticked else _CHECKS.get(field.kind, _length)(field)
    said = prompt_of((field.help, *asked) if made and not ticked else asked)
    return attrs.evolve(made or _ANYTHING, prompt=said) if said else made


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


def _length(field: FieldSpec) -> Check | None:
    if not field.max_length:
        return None
    return Check(
        "textLength", str(field.max_length), None, "lessThanOrEqual", f"Write {field.max_length} characters at most."
    )


def _date(_field: FieldSpec) -> Check:
    return Check("date", *_DATES, "between", "Enter a date, day first, for example 14/09/2026.")


def _time(_field: FieldSpec) -> Check:
    return Check("time", "0", "0.999988425925926", "between", "Enter a time such as 08:50 or 14:15.")


def _integer(field: FieldSpec) -> Check:
    low, high = _limits(field, -999_999_999, 999_999_999)
    return Check("whole", low, high, "between", "Enter a whole number" + _between(field) + ".")


def _decimal(field: FieldSpec) -> Check:
    low, high = _limits(field, -999_999_999, 999_999_999)
    return Check("decimal", low, high, "between", "Enter a number" + _between(field) + ".")


def _money(field: FieldSpec) -> Check:
    low, high = _limits(field, 0, 999_999_999)
    return Check("decimal", low, high, "between", "Enter an amount in pounds, for example 12.50.")


def _percentage(_field: FieldSpec) -> Check:
    return Check("decimal", "0", "1", "between", "Enter a percentage from 0% to 100%, for example 87.5%.")


def _limits(field: FieldSpec, low: int, high: int) -> tuple[str, str]:
    return (str(low if field.minimum is None else field.minimum), str(high if field.maximum is None else field.maximum))


def _between(field: FieldSpec) -> str:
    if field.minimum is not None and field.maximum is not None:
        return f" from {field.minimum} to {field.maximum}"
    if field.minimum is not None:
        return f" of {field.minimum} or more"
    return f" of {field.maximum} or less" if field.maximum is not None else ""


def _choice(field: FieldSpec) -> Check | None:
    labels = tuple(choice.label for choice in field.choices)
    message = "Choose one of the list."
    inline = ",".join(labels)
    if len(inline) <= _LIST_LIMIT - 2 and not any("," in label or '"' in label for label in labels):
        return Check("list", f'"{inline}"', None, None, message)
    return Check("list", "", None, None, message, choices=labels)


_CHECKS: dict[str, Callable[[FieldSpec], Check | None]] = {
    "date": _date,
    "time": _time,
    "integer": _integer,
    "decimal": _decimal,
    "percentage": _percentage,
    "money": _money,
    "yes_no": _choice,
    "choice": _choice,
    "rating": _choice,
    "multiple_choice": lambda _field: None,
    "lines": lambda _field: None,
}


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
