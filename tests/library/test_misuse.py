"""What a program gets wrong is said as a misuse that names the place, never a raw exception, never a silent change."""

from __future__ import annotations

import copy
import datetime
import enum
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import tsmforms
from tests.support.everyday import in_turn
from tsmforms import AnswersRefused, MisuseError, ReadError, WriteRefused
from tsmforms.records import (
    Letter2b,
    Letter2bAttendance,
    SamMinutes,
    SamMinutesActionsRow,
    SamMinutesAttendance,
    SamMinutesPupil,
)

ROOT = Path(__file__).resolve().parents[2]
SAM = tsmforms.form("sam_minutes")
LETTER = tsmforms.form("letter_2b")
DAY = datetime.date(2026, 1, 7)


def loose(made: Any, **answers: Any) -> Any:
    """A record as a program without a type checker makes it."""
    return made(**answers)


WRONG: dict[str, tuple[Any, str]] = {
    "text as a date": (loose(SamMinutes, meeting_date="2026-01-07"), r"meeting_date: a datetime\.date .*type str"),
    "a moment as a date": (
        loose(SamMinutes, meeting_date=datetime.datetime(2026, 1, 7, 9, 30)),
        "meeting_date: .*type datetime, whose time of day",
    ),
    "seconds": (SamMinutes(meeting_time=datetime.time(10, 0, 30)), "meeting_time: .* with seconds"),
    "a zone": (SamMinutes(meeting_time=datetime.time(10, tzinfo=datetime.UTC)), "meeting_time: .* time zone"),
    "infinity": (
        SamMinutes(attendance=SamMinutesAttendance(percent=Decimal("Infinity"))),
        r"attendance\.percent: a number .* not finite",
    ),
    "no number": (
        loose(SamMinutes, attendance=SamMinutesAttendance(percent=float("nan"))),  # type: ignore[arg-type]
        r"attendance\.percent: a number .* not finite",
    ),
    "a nested dict": (loose(SamMinutes, pupil={"name": "A"}), "pupil: SamMinutesPupil .*type dict"),
    "None in a list": (loose(SamMinutes, actions=(None,)), r"actions\.0: SamMinutesActionsRow .*type NoneType"),
    "a dict in a list": (
        loose(SamMinutes, actions=(SamMinutesActionsRow(), {"owner": "A"})),
        r"actions\.1: SamMinutesActionsRow .*type dict",
    ),
    "one entry for a list": (loose(SamMinutes, actions=SamMinutesActionsRow()), "actions: a tuple of "),
    "a part of another place": (loose(SamMinutes, pupil=SamMinutesAttendance()), "pupil: SamMinutesPupil "),
    "a number as text": (loose(SamMinutes, present=5), "present: text .*type int"),
    "text as yes or no": (loose(SamMinutes, copies_given="yes"), "copies_given: True or False .*type str"),
}
OF_LETTER: dict[str, tuple[Any, str]] = {
    "part of a whole number": (
        loose(Letter2b, attendance=loose(Letter2bAttendance, possible=1.5)),
        r"attendance\.possible: a whole number .*type float",
    ),
    "truth as a number": (
        loose(Letter2b, attendance=loose(Letter2bAttendance, possible=True)),
        r"attendance\.possible: a whole number .*type bool",
    ),
}


@pytest.mark.parametrize(
    ("form", "record", "said"),
    [(SAM, *case) for case in WRONG.values()] + [(LETTER, *case) for case in OF_LETTER.values()],
    ids=[*WRONG, *OF_LETTER],
)
def test_a_value_of_a_wrong_type_is_named_by_its_path(form: Any, record: Any, said: str) -> None:
    for work in (lambda: form.write(record, "docx"), lambda: form.check(record, DAY), lambda: form.to_json(record)):
        with pytest.raises(MisuseError, match=f"^{said}"):
            work()


@pytest.mark.parametrize("record", [None, 5, "text", [], SamMinutesPupil(), Letter2b(), SamMinutes])
def test_what_is_no_record_of_this_form_is_misuse(record: Any) -> None:
    with pytest.raises(MisuseError, match="a record of sam_minutes 2024-09 is needed: SamMinutes"):
        SAM.write(record, "docx")


def test_a_form_checks_writes_and_compares_only_what_is_its_own() -> None:
    other: Any = LETTER.read(LETTER.write(LETTER.example(), "docx"))
    refused: Any = attrs.evolve(other, form=None)
    earlier = {"form": "sam_minutes", "edition": "1999-01", "answers": {}}
    for record in (other, refused, LETTER.example(), earlier):
        for work in (SAM.check, SAM.to_json, lambda one: SAM.write(one, "docx"), lambda one: SAM.same(one, {})):
            with pytest.raises(MisuseError, match="a record of sam_minutes 2024-09 is needed"):
                work(record)


@pytest.mark.parametrize("today", [datetime.datetime(2026, 1, 7), "2026-01-07", 5])
def test_the_day_of_judgement_is_a_date(today: Any, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match=r"today is a datetime\.date, not"):
        SAM.check({}, today)
    with pytest.raises(MisuseError, match=r"today is a datetime\.date, not"):
        tsmforms.bulk.run(LETTER, tmp_path / "none.csv", tmp_path / "out", today=today)


def test_other_arguments_of_a_wrong_type_are_misuse() -> None:
    anything: Any = 5
    with pytest.raises(MisuseError, match="record_id is a text, not a value of type int"):
        SAM.write({}, "docx", record_id=anything)
    with pytest.raises(MisuseError, match=r'form is a Form, such as tsmforms\.form\("sam_minutes"\)'):
        tsmforms.read(SAM.blank("docx"), form="sam_minutes")  # type: ignore[arg-type]
    with pytest.raises(MisuseError, match="profile is a Profile or its file"):
        tsmforms.form("sam_minutes", profile=anything)
    with pytest.raises(MisuseError, match="there is no format"):
        SAM.write({}, "odt")  # type: ignore[arg-type]


def test_json_that_does_not_fit_is_refused_with_every_reason() -> None:
    with pytest.raises(AnswersRefused) as caught:
        SAM.from_json({"meeting_date": "7 January", "unknown": 1, "copies_given": "yes"})
    assert {d.code for d in caught.value.diagnostics} == {"D0216", "D0307"}
    with pytest.raises(ReadError, match="it is not JSON"):
        SAM.from_json("{")
    with pytest.raises(ReadError, match="key that records do not have"):
        SAM.from_json({"form": "sam_minutes", "answers": {}, "more": 1})
    with pytest.raises(WriteRefused, match="D0205"):
        SAM.write({"attendance": {"percent": Decimal("Infinity")}}, "docx")


class Code(enum.StrEnum):
    """Codes as a program names them."""

    NONE = "N"


def test_values_of_other_libraries_are_taken_where_they_are_exact() -> None:
    import numpy

    record = loose(
        Letter2b,
        review_date=numpy.datetime64("2026-01-07"),
        attendance=loose(Letter2bAttendance, possible=numpy.int64(120), unauthorised=numpy.int16(7)),
    )
    answers = LETTER.to_json(record)["answers"]
    assert answers == {"review_date": "2026-01-07", "attendance": {"possible": 120, "unauthorised": 7}}
    assert (
        LETTER.to_json(answers | {"attendance": {"possible": numpy.int64(120), "unauthorised": numpy.uint8(7)}})[
            "answers"
        ]
        == answers
    )
    assert SAM.to_json(loose(SamMinutes, copies_given=numpy.bool_(True), present=numpy.str_("A")))["answers"] == {
        "copies_given": True,
        "present": "A",
    }
    shares = SamMinutes(attendance=loose(SamMinutesAttendance, percent=numpy.float32(92.3)))
    assert SAM.to_json(shares)["answers"] == {"attendance": {"percent": 92.3}}
    for wrong in (
        numpy.datetime64("2026-01-07T10"),
        numpy.datetime64("NaT"),
        numpy.timedelta64(1, "D"),
        numpy.array([1]),
    ):
        with pytest.raises(MisuseError, match="review_date"):
            LETTER.to_json(loose(Letter2b, review_date=wrong))
        with pytest.raises(WriteRefused, match="D0216"):
            LETTER.write({"review_date": wrong}, "docx")


def test_values_of_python_are_taken_in_answers_as_in_records() -> None:
    record = loose(
        SamMinutes,
        meeting_date=datetime.datetime(2026, 1, 7),
        pupil=loose(SamMinutesPupil, sen_code=Code.NONE),
        actions=[SamMinutesActionsRow(owner="A")],
    )
    answers = {
        "meeting_date": datetime.date(2026, 1, 7),
        "meeting_time": datetime.time(9, 30),
        "attendance": {"percent": Decimal("92.30")},
        "pupil": {"sen_code": Code.NONE},
        "actions": ({"owner": "A"},),
    }
    assert SAM.same(
        attrs.evolve(
            record, meeting_time=datetime.time(9, 30), attendance=SamMinutesAttendance(percent=Decimal("92.3"))
        ),
        answers,
    )
    with pytest.raises(WriteRefused, match="D0216"):
        SAM.write({"meeting_time": datetime.time(9, 30, 15)}, "docx")


@pytest.mark.parametrize("id", in_turn(tsmforms.forms(), 4))
def test_an_example_is_written_as_it_is_given(id: str) -> None:
    form = tsmforms.form(id)
    envelope = form.example(2)
    found = form.read(form.write(envelope, "docx"))
    assert form.same(found, envelope)
    assert found.record_id == envelope["record_id"]
    assert form.to_json(found) == envelope
    assert form.to_json(form.from_json(json.dumps(envelope))) == {**envelope, "record_id": None}
    assert form.to_json(found, record_id="another")["record_id"] == "another"


def test_a_return_is_written_again_with_its_reference() -> None:
    first = SAM.read(SAM.write(SAM.example(5), "docx"))
    again = SAM.read(SAM.write(first, "pdf"))
    assert (again.record_id, again.answers) == (first.record_id, first.answers)


def test_what_is_printed_of_forms_returns_and_records_is_short() -> None:
    assert repr(SAM) == "Form('sam_minutes', '2024-09')"
    ours = tsmforms.form("sam_minutes", profile=ROOT / "docs" / "examples" / "ourtown.yaml")
    assert repr(ours) == "Form('sam_minutes', '2024-09+ourtown', profile 'Ourtown Council')"
    assert repr(SAM.spec) == "FormSpec('sam_minutes', '2024-09')"
    assert repr(SamMinutes(present="A", actions=(SamMinutesActionsRow(owner="B"),))) == (
        "SamMinutes(present='A', actions=(SamMinutesActionsRow(owner='B'),))"
    )
    found = SAM.read(SAM.write(SAM.example(5), "docx"))
    assert len(repr(found)) < 120
    assert found.answers["pupil"]["name"] not in repr(found), "a return may get into a log"


def test_metadata_says_what_is_asked() -> None:
    words = attrs.fields_dict(SamMinutesPupil)["sen_code"].metadata
    assert words["label"] == "SEN code"
    assert words["kind"] == "choice"
    assert set(words["choices"]) == {"N", "K", "E"}
    assert (
        attrs.fields_dict(SamMinutes)["present"].metadata["help"] == "Full names and roles of everyone at the meeting."
    )


ARGUMENTS: dict[str, tuple[Any, str]] = {
    "a number for a form": (lambda any: tsmforms.form(any(5)), "the id of a form is text, .*type int"),
    "a list of forms": (lambda any: tsmforms.form(any(["sam_minutes"])), "the id of a form is text, .*type list"),
    "a number for an edition": (lambda any: tsmforms.form("sam_minutes", any(2024)), "an edition is text, .*type int"),
    "a number for a folder": (lambda any: tsmforms.form("sam_minutes", specs=any(4)), "specs is a folder .*type int"),
    "a list of formats": (lambda any: SAM.blank(any(["docx"])), "there is no format"),
    "a list of formats to write": (lambda any: SAM.write({}, any(["docx"])), "there is no format"),
    "a word for large": (lambda any: SAM.write({}, "docx", large=any("no")), "large is True or False, .*type str"),
    "a word for open": (lambda any: SAM.write({}, "docx", is_open=any("no")), "is_open is True or False, .*type str"),
    "a word for a seed": (lambda any: SAM.example(any("one")), "a seed is a whole number, .*type str"),
}


@pytest.mark.parametrize(("call", "said"), ARGUMENTS.values(), ids=ARGUMENTS.keys())
def test_an_argument_of_a_wrong_type_is_named(call: Any, said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        call(lambda value: value)


def test_a_class_made_of_a_record_class_is_no_record() -> None:
    class Ours(SamMinutes):
        pass

    with pytest.raises(MisuseError, match="Ours is a class of your own made of SamMinutes; give a SamMinutes"):
        SAM.write(Ours(meeting_date=DAY), "docx")


def test_a_form_crosses_to_another_process_whatever_it_has_compiled() -> None:
    answers = {"pupil": {"name": "Ada Example"}}
    document = SAM.write(answers, "docx")
    again = pickle.loads(pickle.dumps(SAM))
    assert (repr(again), again.write(answers, "docx")) == (repr(SAM), document)
    assert copy.deepcopy(SAM.large).is_large
