"""Bad input in a returned form: a located message, the raw text kept, and the rest of the record intact."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.support import hands
from tests.support.everyday import in_turn
from tests.support.forms import every_form
from tsmforms.diagnostics import Diagnostic
from tsmforms.documents.form import Form
from tsmforms.keys import pattern
from tsmforms.layout.columns import table_columns
from tsmforms.model import FieldSpec, Return
from tsmforms.rules import evaluate

FORMS = every_form()
"""The built-in ones, and the how-to's, which have every kind of field."""
AS_WORKBOOKS = ("rag_audit", "sam_minutes", "letter_2b", "home_visit", "visit_letter")
"""The forms tried as workbooks too: an audit, minutes, letters, and every kind of field."""
SEED = 2
TODAY = datetime.date(2026, 11, 23)
BAD: dict[str, tuple[tuple[str, str], ...]] = {
    "date": (("31/02/2026", "D0201"), ("N/A", "D0201"), ("29 February 2026", "D0201")),
    "time": (("25:61", "D0202"), ("N/A", "D0202")),
    "percentage": (("101%", "D0205"), ("N/A", "D0205")),
    "integer": (("N/A", "D0203"), ("2 or 3", "D0203")),
    "decimal": (("N/A", "D0204"),),
    "money": (("free", "D0213"),),
    "yes_no": (("Yes / No", "D0206"),),
    "upn": (("A801200005001", "D0209"),),
    "urn": (("1000", "D0210"),),
    "postcode": (("N/A", "D0208"),),
    "email": (("N/A", "D0211"),),
    "phone": (("N/A", "D0215"),),
    "attendance_code": (("Q9", "D0212"), ("N/A", "D0212")),
}
"""By kind, what may be written there that is no answer, and the code of the message."""
EARLY, LATE = datetime.date(2001, 1, 1), datetime.date(2098, 1, 1)


class Spoilt:
    """One record with as much bad input as it has questions for: what is typed and marked, and the codes to come."""

    def __init__(self, form: Form) -> None:
        self.values = form.values(form.example(SEED)["answers"])[0]
        self.words: dict[str, str] = {}
        self.marks: dict[str, dict[str, bool]] = {}
        self.codes: dict[str, str] = {}
        self.order = next(_orders(form, self.values), None)
        kept = self.order[2] if self.order else ()
        left = {kind: list(texts) for kind, texts in BAD.items()}
        for path in self.values:
            field = form.spec.leaves[pattern(path)].field
            if path not in kept:
                self._spoil(path, field, left)

    def _spoil(self, path: str, field: FieldSpec, left: dict[str, list[tuple[str, str]]]) -> None:
        if field.box == "options" and field.kind.name != "multiple_choice":
            if not self.marks:
                codes = [choice.code for choice in field.choices]
                self.marks[path] = {code: code in codes[-2:] for code in codes}
                self.codes[path] = "D0102"
        elif field.kind.name in ("choice", "rating"):
            if "D0207" not in self.codes.values():
                self.words[path] = " / ".join(choice.label for choice in field.choices[:2])
                self.codes[path] = "D0207"
        elif left.get(field.kind.name):
            self.words[path], self.codes[path] = left[field.kind.name].pop(0)

    def document(self, form: Form, format: str) -> bytes:
        """The returned file."""
        written = form.write(form.example(SEED)["answers"], format)
        words = dict(self.words)
        if self.order:
            words[self.order[0]] = f"{self.order[1]:%d/%m/%Y}"
        if format == "docx":
            return hands.edits_docx(written, words, self.marks)
        headings = {c.path: c.heading for c in table_columns(form.spec)} if form.spec.is_letter else {}
        in_table = (
            {path: " / ".join(code for code, marked in boxes.items() if marked) for path, boxes in self.marks.items()}
            if headings
            else {}
        )
        return hands.edits_xlsx(written, words | in_table, {} if headings else self.marks, headings)


def _orders(form: Form, values: Mapping[str, Any]) -> Iterator[tuple[str, datetime.date, tuple[str, ...]]]:
    """A date moved to where it comes before what it should follow, with the questions of the rule that says so."""
    for rule in form.spec.rules:
        others = [rule.params[key] for key in ("before", "after", "from", "start", "end") if key in rule.params]
        if "[" in rule.on or not isinstance(values.get(rule.on), datetime.date) or not others:
            continue
        for day in (EARLY, LATE):
            found = evaluate(form.spec, {**values, rule.on: day}, today=TODAY)
            if any(one.rule == rule.id and one.field == rule.on for one in found):
                yield rule.on, day, (rule.on, *others, *_conditions(rule.params.get("where")))


def _conditions(where: Any) -> Iterator[str]:
    """Every text of a condition, the paths among them."""
    if isinstance(where, str):
        yield where
    for item in where.values() if isinstance(where, Mapping) else where if isinstance(where, list | tuple) else ():
        yield from _conditions(item)


BOTH = [*((id, "docx") for id in FORMS), *((id, "xlsx") for id in AS_WORKBOOKS)]


@pytest.mark.parametrize(("id", "format"), in_turn(BOTH, 7))
def test_bad_input_is_named_with_its_place_and_leaves_the_rest(id: str, format: str) -> None:
    form = FORMS[id]
    spoilt = Spoilt(form)
    assert spoilt.codes
    found = form.read(spoilt.document(form, format))
    errors = {d.field: d for d in found.diagnostics if d.severity == "error"}
    assert set(errors) == set(spoilt.codes)
    for path in spoilt.codes:
        _is_named(found, errors[path], spoilt, path)
    intact = {path: value for path, value in spoilt.values.items() if path not in spoilt.codes}
    if spoilt.order:
        intact[spoilt.order[0]] = spoilt.order[1]
    assert dict(found.values) == intact


def _is_named(found: Return, error: Diagnostic, spoilt: Spoilt, path: str) -> None:
    said = f"{path}: {error}"
    in_table = path in spoilt.marks and error.code == "D0207"
    assert error.code == spoilt.codes[path] or in_table, said
    assert error.place is not None, said
    assert error.place.describe(), said
    assert error.help, said
    assert error.message.startswith('"'), said
    if path in spoilt.words:
        assert spoilt.words[path] not in error.message.partition('" ')[2], said
        assert error.found == spoilt.words[path]
        assert [one.raw for one in found.evidence[path]] == [spoilt.words[path]]
    else:
        assert error.found
        assert len(found.evidence[path]) == (1 if in_table else 2)


@pytest.mark.parametrize("id", in_turn(list(FORMS), 5))
def test_a_date_before_what_it_follows_is_named_where_it_stands(id: str) -> None:
    form = FORMS[id]
    spoilt = Spoilt(form)
    if spoilt.order is None:
        dated = {"in_order", "inside_period", "date_window"}
        assert not [
            r.id
            for r in form.spec.rules
            if r.predicate in dated
            and "[" not in r.on
            and "." not in r.on
            and isinstance(spoilt.values.get(r.on), datetime.date)
            and "today" not in r.params.values()
        ]
        return
    path, day, _ = spoilt.order
    written = form.write(form.example(SEED)["answers"], "docx")
    found = form.read(hands.edits_docx(written, {path: f"{day:%d/%m/%Y}"}))
    faults = [d for d in form.check(found, today=TODAY) if d.field == path and d.severity != "info"]
    assert faults
    for fault in faults:
        assert fault.place is not None
        assert fault.place.describe()
        assert fault.found
        assert fault.help
        assert fault.rule
    assert dict(found.values) == {**spoilt.values, path: day}


def test_every_sort_of_bad_input_is_tried() -> None:
    tried = {code for form in FORMS.values() for code in Spoilt(form).codes.values()}
    assert tried == {"D0102", "D0207"} | {code for texts in BAD.values() for _, code in texts}


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_a_fault_of_a_whole_table_is_shown_at_its_first_box(format: str) -> None:
    form = FORMS["sam_minutes"]
    answers = {key: value for key, value in form.example(SEED)["answers"].items() if key != "targets"}
    fault = next(d for d in form.check(form.read(form.write(answers, format, is_open=True))) if d.field == "targets")
    assert fault.place is not None
    assert fault.place.describe()
