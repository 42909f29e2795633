"""What was changed since a record was sent: by values, entry by entry, and never what could not be read."""

from __future__ import annotations

import copy
from typing import Any

import attrs
import pytest

import tsmforms
from tests.support.everyday import in_turn
from tsmforms.diagnostics import MisuseError, ReadError
from tsmforms.documents import read_envelopes
from tsmforms.documents.changes import changes_of, sent_record
from tsmforms.model import Return

FORM = tsmforms.form("sam_minutes")
SENT: dict[str, Any] = {**FORM.example(3), "record_id": "A-1"}


def returned(answers: dict[str, Any], record_id: str | None = "A-1", format: str = "docx") -> Return:
    return FORM.read(FORM.write(answers, format, record_id))


def answers_with(**changed: Any) -> dict[str, Any]:
    return {**copy.deepcopy(SENT["answers"]), **changed}


@pytest.fixture(scope="module")
def untouched() -> Return:
    return returned(SENT["answers"])


THREE = [(id, format) for id in ("sam_minutes", "rag_audit", "letter_2b") for format in ("docx", "pdf", "xlsx")]


@pytest.mark.parametrize(("id", "format"), in_turn(THREE, 4))
def test_what_comes_back_as_it_was_sent_has_no_changes(id: str, format: str) -> None:
    form = tsmforms.form(id)
    sent = form.example(2)
    assert tsmforms.changes(sent, form.read(form.write(sent["answers"], format))) == ()


def test_an_answer_that_differs_is_changed_with_both_values_and_its_place() -> None:
    [one] = tsmforms.changes(SENT, returned(answers_with(venue="The hall")))
    assert (one.field, one.question, one.kind) == ("venue", "Place of meeting", "changed")
    assert (one.sent, one.returned) == (SENT["answers"]["venue"], "The hall")
    assert one.place is not None
    assert one.to_json()["place"] == one.place.to_json()


def test_an_answer_that_is_gone_is_emptied() -> None:
    [one] = tsmforms.changes(SENT, returned(answers_with(venue=None)))
    assert (one.field, one.kind, one.returned) == ("venue", "emptied", None)


def test_a_question_that_was_open_is_answered() -> None:
    sent = {**SENT, "answers": answers_with(venue=None)}
    [one] = tsmforms.changes(sent, returned(SENT["answers"]))
    assert (one.field, one.kind, one.sent) == ("venue", "answered", None)


def test_values_are_compared_not_words() -> None:
    """94.0 is printed as 94%, which is the same figure."""
    sent = {**SENT, "answers": answers_with(target_percent=94.0)}
    assert tsmforms.changes(sent, returned(answers_with(target_percent=94))) == ()


def entries(*owners: str) -> list[dict[str, str]]:
    return [{"action": f"Call {owner}", "owner": owner} for owner in owners]


def test_an_entry_taken_out_of_a_list_changes_no_other() -> None:
    sent = {**SENT, "answers": answers_with(actions=entries("Jo", "Sam", "Kim"))}
    found = tsmforms.changes(sent, returned(answers_with(actions=entries("Jo", "Kim"))))
    assert [(one.field, one.kind, one.sent) for one in found] == [
        ("actions.1.action", "emptied", "Call Sam"),
        ("actions.1.owner", "emptied", "Sam"),
    ]


def test_an_entry_put_into_a_list_is_answered_where_it_is_now() -> None:
    sent = {**SENT, "answers": answers_with(actions=entries("Jo", "Kim"))}
    found = tsmforms.changes(sent, returned(answers_with(actions=entries("Jo", "Sam", "Kim"))))
    assert [(one.field, one.kind) for one in found] == [
        ("actions.1.action", "answered"),
        ("actions.1.owner", "answered"),
    ]


def test_a_change_inside_an_entry_is_that_answer_only() -> None:
    sent = {**SENT, "answers": answers_with(actions=entries("Jo", "Kim"))}
    changed = entries("Jo", "Kim")
    changed[1]["owner"] = "Sam"
    [one] = tsmforms.changes(sent, returned(answers_with(actions=changed)))
    assert (one.field, one.question, one.kind) == ("actions.1.owner", "Actions, row 2: Who", "changed")


def without(found: Return, path: str, fault: Any) -> Return:
    values = {name: value for name, value in found.values.items() if name != path}
    return attrs.evolve(found, values=values, diagnostics=(fault,))


def test_what_could_not_be_read_is_no_change(untouched: Return) -> None:
    fault = tsmforms.Diagnostic("D0201", "error", "not a date", field="meeting_date")
    assert tsmforms.changes(SENT, without(untouched, "meeting_date", fault)) == ()


def test_an_answer_whose_box_is_gone_is_no_change(untouched: Return) -> None:
    fault = tsmforms.Diagnostic("D0103", "warning", "gone", field="venue")
    assert tsmforms.changes(SENT, without(untouched, "venue", fault)) == ()


def test_a_fault_of_another_question_hides_no_change(untouched: Return) -> None:
    fault = tsmforms.Diagnostic("D0201", "error", "not a date", field="meeting_date")
    assert [one.field for one in tsmforms.changes(SENT, without(untouched, "venue", fault))] == ["venue"]


def test_what_was_read_of_the_sent_document_can_be_compared(untouched: Return) -> None:
    assert [one.field for one in tsmforms.changes(untouched, returned(answers_with(venue="The hall")))] == ["venue"]


def test_a_return_of_another_record_is_refused() -> None:
    with pytest.raises(MisuseError, match="another reference"):
        tsmforms.changes(SENT, returned(SENT["answers"], "B-2"))


def test_a_return_of_another_form_is_refused() -> None:
    with pytest.raises(MisuseError, match="another form"):
        tsmforms.changes({**SENT, "form": "sap_minutes"}, returned(SENT["answers"]))


# --- which of several records was sent


def lines(*records: dict[str, Any]) -> Any:
    import json

    return read_envelopes("".join(json.dumps(record) + "\n" for record in records))


def test_of_several_records_the_one_of_the_same_reference_is_meant(untouched: Return) -> None:
    record, fault = sent_record(lines({**SENT, "record_id": "B-2"}, SENT), untouched)
    assert record is not None
    assert (record.record_id, fault) == ("A-1", None)


def test_a_return_without_a_reference_is_of_the_only_record() -> None:
    record, fault = sent_record(lines(SENT), returned(SENT["answers"], None))
    assert record is not None
    assert fault is None


@pytest.mark.parametrize(
    "records",
    [
        ({**SENT, "record_id": "B-2"}, {**SENT, "record_id": "C-3"}),
        (SENT, SENT),
        ({**SENT, "record_id": "B-2"},),
        (),
    ],
)
def test_where_no_one_record_is_meant_that_is_an_error(records: tuple[dict[str, Any], ...], untouched: Return) -> None:
    record, fault = sent_record(lines(*records) if records else (), untouched)
    assert record is None
    assert fault is not None
    assert (fault.code, fault.severity) == ("D0412", "error")


def test_the_lines_that_read_prints_are_records() -> None:
    line = {"file": "a.docx", **SENT, "evidence": {}, "diagnostics": []}
    refused = {
        "file": "b.docx",
        "form": None,
        "edition": None,
        "record_id": None,
        "answers": {},
        "evidence": {},
        "diagnostics": [],
    }
    assert [one.record_id for one in lines(line, refused)] == ["A-1"]


def test_a_record_over_several_lines_is_one_record() -> None:
    import json

    assert len(read_envelopes(json.dumps(SENT, indent=2))) == 1


def test_text_that_is_no_record_is_refused() -> None:
    with pytest.raises(ReadError) as error:
        read_envelopes("Dear parent,\nthis is no record.\n")
    assert error.value.code == "D0911"


def test_changes_stand_in_the_order_of_the_form(untouched: Return) -> None:
    sent = answers_with(venue="The hall", present="Nobody", actions=entries("Jo"))
    paths = [one.field.partition(".")[0] for one in changes_of(FORM.spec, sent, untouched)]
    order = [field.key for field in FORM.spec.fields]
    assert paths == sorted(paths, key=order.index)
    assert len(set(paths)) == 3
