"""Typed records: frozen classes made from the specs, converted strictly, importable by name."""

from __future__ import annotations

import datetime
import os
import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

import tsmforms
from tests.specs.small import FORM, spec_of
from tests.support.everyday import in_turn
from tsmforms.diagnostics import MisuseError
from tsmforms.specs.records import record_type, structure
from tsmforms.specs.unstructure import answers_of

FORMS = tsmforms.forms()


@pytest.mark.parametrize("id", in_turn(FORMS, 3))
def test_json_values_and_record_hold_the_same(id: str) -> None:
    form = tsmforms.form(id)
    for seed in range(5):
        answers = form.example(seed)["answers"]
        values, _ = form.values(answers)
        record = form.record(values)
        assert isinstance(record, form.record_type)
        assert form.to_json(record)["answers"] == answers
        assert form.values(record)[0] == values
        assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize("id", in_turn(FORMS, 3))
def test_an_empty_record_has_no_answers(id: str) -> None:
    form = tsmforms.form(id)
    assert answers_of(form.record_type()) == {}
    assert form.record({}) == form.record_type()


def test_records_are_importable_by_name() -> None:
    from tsmforms.records import RagAudit, SamMinutes, SamMinutesActionsRow

    assert SamMinutes is tsmforms.form("sam_minutes").record_type
    assert RagAudit is tsmforms.form("rag_audit").record_type
    record = SamMinutes(meeting_date=datetime.date(2026, 1, 7), actions=(SamMinutesActionsRow(owner="Mr Example"),))
    assert tsmforms.form("sam_minutes").values(record)[0] == {
        "meeting_date": datetime.date(2026, 1, 7),
        "actions.0.owner": "Mr Example",
    }


def test_a_name_of_no_form_is_no_attribute() -> None:
    import tsmforms.records

    assert "SamMinutes" in dir(tsmforms.records)
    assert not hasattr(tsmforms.records, "NoSuchForm")
    assert not hasattr(tsmforms.records, "SamMinutesNothing")
    assert not hasattr(tsmforms.records, "__path__")


def test_records_are_frozen() -> None:
    from tsmforms.records import SamMinutes

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        SamMinutes().present = "changed"  # type: ignore[misc]


def test_attributes_have_the_type_of_their_kind() -> None:
    from tsmforms.records import Letter2b, Letter2bAddress, Letter2bAttendance, SamMinutesAttendance

    assert attrs.fields(Letter2b).review_time.type == datetime.time | None
    assert attrs.fields(Letter2bAddress).lines.type == tuple[str, ...]
    assert attrs.fields(Letter2bAttendance).possible.type == int | None
    assert attrs.fields(SamMinutesAttendance).percent.type == Decimal | None


@pytest.mark.parametrize(
    "answers",
    [
        {"name": 1},
        {"visit_date": 20260101},
        {"unknown": "x"},
        {"steps": "AB"},
        {"steps": [{"step": True}]},
        {"steps": [{"by_when": "soon"}]},
        {"name": ["A"]},
    ],
)
def test_structuring_coerces_nothing(answers: Any, tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r".+"):
        structure(spec_of(tmp_path, FORM), answers)


def test_a_record_of_another_form_is_misuse() -> None:
    from tsmforms.records import SamMinutes

    with pytest.raises(MisuseError):
        tsmforms.form("rag_audit").values(SamMinutes())


def test_two_parts_never_share_a_class_name(tmp_path: Path) -> None:
    text = FORM.replace(
        "fields:\n",
        "fields:\n  a:\n    type: group\n    fields:\n      b_c: {type: group, fields: "
        "{x: {label: X}}}\n  a_b:\n    type: group\n    fields:\n      c: {type: group, fields: "
        "{y: {label: Y}}}\n",
        1,
    ).replace("[name, visit_date", "[a.b_c.x, a_b.c.y, name, visit_date")
    made = record_type(spec_of(tmp_path, text))
    record = made(
        a_b=attrs.fields(made).a_b.type.__args__[0](
            c=attrs.fields(attrs.fields(made).a_b.type.__args__[0]).c.type.__args__[0](y="1")
        )
    )
    assert answers_of(record) == {"a_b": {"c": {"y": "1"}}}


@pytest.mark.atlength
def test_importing_a_record_is_enough_for_a_type_checker(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(
        "import datetime\nfrom tsmforms.records import SamMinutes, SamMinutesActionsRow\n"
        "record = SamMinutes(meeting_date=datetime.date(2026, 1, 7), actions=(SamMinutesActionsRow(owner='A'),))\n"
        "print(record.review_date)\n",
        encoding="utf-8",
    )
    (tmp_path / "bad.py").write_text(
        "from tsmforms.records import SamMinutes\nSamMinutes(meeting_dat=None)\nSamMinutes(present=1)\n",
        encoding="utf-8",
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--follow-imports=silent",
            "--config-file=",
            "--cache-dir",
            str(tmp_path / "cache"),
            "good.py",
            "bad.py",
        ],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if "error" in line]
    assert [line.partition(":")[0] for line in lines if ": error" in line] == ["bad.py", "bad.py"], done.stdout
