"""The file's own text decides: one changed box changes one answer, and nothing hidden is needed to read it."""

from __future__ import annotations

import copy
import io
import json
from functools import cache
from typing import Any

import pytest

import tsmforms
from tests.support import hands
from tests.support.everyday import in_turn
from tsmforms import keys
from tsmforms.layout.columns import table_columns
from tsmforms.model.spec import choices_of

FORMS = tsmforms.forms()
LETTERS = frozenset(id for id in FORMS if tsmforms.form(id).spec.is_letter)
"""Their PDF is no form to fill in: the attachment answers."""
RECORD = {id: tsmforms.form(id).example(2)["answers"] for id in FORMS}
RECORD["sam_minutes"]["pupil"]["sen_code"] = "N"
RECORD["rag_audit"]["venue"]["mode"] = "virtual"
RECORD["sap_minutes"]["contract_offer"] = "refused"
RECORD["sam_plan"]["parents"][0]["came"] = "attended"
RECORD["sam_plan"]["copies"]["child"]["how"] = "handed"
RECORD["sam_review"]["previous_actions"][0]["done"] = "done"
RECORD["sam_review"]["previous_plan"].update(target_kind="percentage", target_percent=90)
RECORD["sam_review"]["decision"] = "new_review"
RECORD["legal_process_checklist"]["meetings"][1]["outcome"] = "attended"
RECORD["family_action_plan"]["actions"][0]["achieved"]["result"] = "yes"
RECORD["letter_2"]["child_invited"] = "yes"
RECORD["notice_to_improve"]["evidence"]["sessions"][2]["half"] = "pm"
RECORD["notice_to_improve"]["evidence"]["sessions"][0]["code"] = "O"

EDITS: dict[str, list[tuple[str, str, Any]]] = {
    "sam_minutes": [
        ("pupil.name", "Nobody Changed-Sample", "Nobody Changed-Sample"),
        ("pupil.sen_code", "K (SEN support)", "K"),
        ("attendance.percent", "12.5%", 12.5),
        ("present", "One line instead", "One line instead"),
        ("discussion.health.worried", "Changed & <checked>", "Changed & <checked>"),
        ("meeting_date", "07/01/2026", "2026-01-07"),
        ("actions.1.owner", "Somebody else", "Somebody else"),
        ("actions.0.by_when", "8 January 2026", "2026-01-08"),
        ("school_signature.position", "Caretaker", "Caretaker"),
    ],
    "rag_audit": [
        ("school_name", "Another Example School", "Another Example School"),
        ("venue.mode", "Face-to-face", "face_to_face"),
        ("improving_absence.rewards.evidence", "Changed", "Changed"),
        ("live_cases.1.concerns", "Changed", "Changed"),
        ("policy_reviewed", "2 October 2025", "2025-10-02"),
        ("next_review", "2 March 2026", "2026-03-02"),
        ("signatures.0.position", "Changed", "Changed"),
    ],
    "tsm_agenda": [
        ("meeting.start", "09:05", "09:05"),
        ("agenda.severe.lead", "Somebody else", "Somebody else"),
        ("pupils.1.reference", "00123", "00123"),
        ("previous_actions.0.by_when", "8 January 2026", "2026-01-08"),
        ("other_items", "Changed & <checked>", "Changed & <checked>"),
    ],
    "termly_record": [
        ("terms.autumn.date", "9 October 2025", "2025-10-09"),
        ("terms.summer.attendees", "One Changed, Officer", ["One Changed, Officer"]),
        ("terms.spring.on_track.advice", "Changed & <checked>", "Changed & <checked>"),
        ("terms.spring.counts.fast_track", "77", 77),
        ("statistics.later.persistent.county_secondary", "25.75%", 25.75),
        ("register_times.am_close", "09:05", "09:05"),
        ("severe_pupils.1.terms.summer.percent", "12.5%", 12.5),
        ("severe_pupils.0.terms.autumn.reason", "Changed", "Changed"),
    ],
    "initial_concerns_meeting": [
        ("pupil.name", "Nobody Changed-Sample", "Nobody Changed-Sample"),
        ("attendance.period_to", "7 January 2026", "2026-01-07"),
        ("discussion.care.next_steps", "Changed & <checked>", "Changed & <checked>"),
        ("review_date", "28/01/2026", "2026-01-28"),
    ],
    "sap_minutes": [
        ("panel_members.1.role", "Caretaker", "Caretaker"),
        ("contract_offer", "Accepted", "accepted"),
        ("previous_plan.meeting_date", "8 January 2026", "2026-01-08"),
        ("actions.1.owner", "Somebody else", "Somebody else"),
    ],
    "sam_plan": [
        ("school_staff.1.role", "Caretaker", "Caretaker"),
        ("parents.0.came", "Sent apologies", "apologies"),
        ("attendance.possible", "333", 333),
        ("barriers.safeguarding.note", "Changed & <checked>", "Changed & <checked>"),
        ("copies.child.how", "By letter", "letter"),
        ("review_date", "28/01/2026", "2026-01-28"),
    ],
    "sam_review": [
        ("previous_actions.0.done", "Partly", "partly"),
        ("previous_actions.1.comment", "Changed & <checked>", "Changed & <checked>"),
        ("previous_plan.target_percent", "95.5%", 95.5),
        ("decision", "Escalate to the formal legal process - consider a Notice to Improve as next step", "escalate"),
    ],
    "parenting_contract": [
        ("school_and_year", "Another Example School, Year 9", "Another Example School, Year 9"),
        ("parents.1.address.postcode", "ZZ99 1AA", "ZZ99 1AA"),
        ("absence.days", "2.5", 2.5),
        ("child_views", "Changed & <checked>", "Changed & <checked>"),
        ("school_agrees_to.1.commitment", "Changed", "Changed"),
        ("agreement.copies_given", "No", False),
        ("reviews.second", "8 June 2026", "2026-06-08"),
        ("parent_signatures.0.name", "Nobody Changed", "Nobody Changed"),
    ],
    "challenge_and_support_checklist": [
        ("steps.planner.date", "2 March 2026", "2026-03-02"),
        ("steps.trauma.action", "Changed & <checked>", "Changed & <checked>"),
        ("language.eal.name", "Nobody Changed", "Nobody Changed"),
    ],
    "legal_process_checklist": [
        ("steps.distance.date", "2 March 2026", "2026-03-02"),
        ("meetings.1.outcome", "Parents did not come", "not_attended"),
        ("parents.0.days", "Changed", "Changed"),
        ("contract.rationale", "Changed & <checked>", "Changed & <checked>"),
    ],
    "family_action_plan": [
        ("actions.0.members.0.name", "Nobody Changed", "Nobody Changed"),
        ("actions.0.achieved.result", "Partly", "partly"),
        ("actions.1.end_date", "8 July 2026", "2026-07-08"),
        ("actions.0.how", "Changed & <checked>", "Changed & <checked>"),
    ],
    "letter_2b": [
        ("recipient.surname", "Changed-Sample", "Changed-Sample"),
        ("attendance.possible", "333", 333),
        ("actions.1.owner", "Somebody else", "Somebody else"),
        ("targets.0.target", "Changed & <checked>", "Changed & <checked>"),
        ("review_date", "7 January 2026", "2026-01-07"),
    ],
    "letter_2": [
        ("child_invited", "This time the meeting is for adults.", "no"),
        ("attending.0.role", "Changed & <checked>", "Changed & <checked>"),
        ("contact_by", "7 January 2026", "2026-01-07"),
    ],
    "notice_to_improve": [
        ("evidence.sessions.2.half", "Morning", "am"),
        ("evidence.sessions.0.code", "U", "U"),
        ("improvement.end", "7 January 2026", "2026-01-07"),
        ("help_contact.name", "Changed & <checked>", "Changed & <checked>"),
    ],
    "letter_3a": [
        ("attempts.0.attempt", "We wrote again.", "We wrote again."),
        ("next_step", "Changed & <checked>", "Changed & <checked>"),
    ],
}
CASES = [(id, *edit) for id, edits in EDITS.items() for edit in edits]
FORM_CASES = [case for case in CASES if case[0] not in LETTERS]


@cache
def document(id: str, format: str) -> bytes:
    return tsmforms.form(id).write(RECORD[id], format)


def chosen(id: str, path: str, value: Any) -> dict[str, Any]:
    """The box that a person marks for a value, among all of its question; nothing where the answer is typed."""
    leaf = tsmforms.form(id).spec.leaves[keys.pattern(path)]
    if leaf.field.box != "options":
        return {}
    option = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    return {"option": option, "choices": [choice.code for choice in choices_of(leaf.field)]}


def changed(answers: Any, path: str, value: Any) -> Any:
    out = copy.deepcopy(answers)
    node = out
    *parents, last = path.split(".")
    for part in parents:
        node = node[int(part) if part.isdigit() else part]
    assert node[last] != value
    node[last] = value
    return out


def read_again(id: str, data: bytes) -> tuple[Any, list[str]]:
    found = tsmforms.form(id).read(data)
    return found.answers, [f"{d.code} {d.field}" for d in found.diagnostics if d.severity == "error"]


@pytest.mark.parametrize(("id", "path", "words", "value"), in_turn(CASES, 7, 0))
def test_one_changed_control_changes_one_answer(id: str, path: str, words: str, value: Any) -> None:
    data = hands.edit_docx(document(id, "docx"), path, words, **chosen(id, path, value))
    assert read_again(id, data) == (changed(RECORD[id], path, value), [])


@pytest.mark.parametrize(("id", "path", "words", "value"), in_turn(CASES, 17, 1))
def test_one_changed_cell_changes_one_answer(id: str, path: str, words: str, value: Any) -> None:
    form = tsmforms.form(id)
    heading = next(c.heading for c in table_columns(form.spec) if c.path == path) if form.spec.is_letter else None
    data = hands.edit_xlsx(document(id, "xlsx"), path, words, heading=heading, **chosen(id, path, value))
    assert read_again(id, data) == (changed(RECORD[id], path, value), [])


@pytest.mark.parametrize(("id", "path", "words", "value"), in_turn(FORM_CASES, 13, 2))
def test_one_changed_field_changes_one_answer(id: str, path: str, words: str, value: Any) -> None:
    data = hands.edit_pdf(document(id, "pdf"), path, words, **chosen(id, path, value))
    assert read_again(id, data) == (changed(RECORD[id], path, value), [])


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_another_rating_ticked_changes_one_answer(format: str) -> None:
    path = "improving_absence.rewards.rating"
    now = RECORD["rag_audit"]["improving_absence"]["rewards"]["rating"]
    other = next(code for code in ("red", "amber", "green") if code != now)
    edit = {"docx": hands.edit_docx, "xlsx": hands.edit_xlsx, "pdf": hands.edit_pdf}[format]
    data = edit(document("rag_audit", format), path, "", option=other)
    assert read_again("rag_audit", data) == (changed(RECORD["rag_audit"], path, other), [])


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_yes_deleted_and_no_ticked_changes_one_answer(format: str) -> None:
    path = "interventions.camhs.used"
    now = RECORD["termly_record"]["interventions"]["camhs"]["used"]
    edit = {"docx": hands.edit_docx, "xlsx": hands.edit_xlsx, "pdf": hands.edit_pdf}[format]
    data = edit(document("termly_record", format), path, "", option="no" if now else "yes")
    assert read_again("termly_record", data) == (changed(RECORD["termly_record"], path, not now), [])


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_two_ratings_on_one_row_are_an_error_with_its_place(format: str) -> None:
    path = "improving_absence.rewards.rating"
    now = RECORD["rag_audit"]["improving_absence"]["rewards"]["rating"]
    other = next(code for code in ("red", "amber", "green") if code != now)
    edit = {"docx": hands.edit_docx, "xlsx": hands.edit_xlsx, "pdf": hands.edit_pdf}[format]
    written = document("rag_audit", format)
    found = tsmforms.form("rag_audit").read(edit(written, path, "", option=other, also=now))
    rest = copy.deepcopy(RECORD["rag_audit"])
    del rest["improving_absence"]["rewards"]["rating"]
    assert found.answers == rest
    (fault,) = (d for d in found.diagnostics if d.severity == "error")
    assert fault.field == path
    assert "Attendance rewards are used to promote good and improved attendance/punctuality" in fault.message
    assert fault.help
    assert fault.place is not None
    assert fault.place.describe()


STRIPPED = [(id, format) for id in FORMS for format in ("docx", "xlsx", "pdf") if format != "pdf" or id not in LETTERS]


@pytest.mark.parametrize(("id", "format"), in_turn(STRIPPED, 11))
def test_a_stripped_file_reads_the_same(id: str, format: str) -> None:
    form = tsmforms.form(id)
    data = hands.STRIP[format](form.write(RECORD[id], format, "5b7c1d2e-0000-4000-8000-000000000000"))
    assert read_again(id, data) == (RECORD[id], [])


def test_an_attachment_that_says_otherwise_than_the_page_is_named() -> None:
    import pikepdf

    form = tsmforms.form("letter_2b")
    answers = changed(RECORD["letter_2b"], "salutation", "Somebody Else")
    with pikepdf.open(io.BytesIO(form.write(RECORD["letter_2b"], "pdf"))) as file:
        file.attachments["answers.json"].get_file()
        name = next(iter(file.attachments))
        file.attachments[name].obj.EF.F.write(json.dumps(answers, ensure_ascii=False).encode())
        out = io.BytesIO()
        file.save(out)
    found, errors = read_again("letter_2b", out.getvalue())
    assert found == answers
    assert errors == ["D0105 salutation"]
