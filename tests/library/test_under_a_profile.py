"""Typed records as a council uses them: under a profile with words, settings and an overlay, across processes."""

from __future__ import annotations

import datetime
import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest

import tsmforms
from tests.specs.small import FORM
from tests.support.everyday import in_turn
from tsmforms.diagnostics import MisuseError, WriteRefused
from tsmforms.specs.records import FormRecord

ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "docs" / "examples" / "ourtown.yaml"
FORMS = tsmforms.forms()


def example(form: tsmforms.Form[Any], seed: int = 3) -> Any:
    return form.from_json(form.example(seed))


@pytest.mark.parametrize("id", in_turn(FORMS, 3))
def test_a_record_of_the_built_in_class_is_written_read_and_pickled_under_a_profile(id: str) -> None:
    plain, ours = tsmforms.form(id), tsmforms.form(id, profile=PROFILE)
    record = example(plain)
    format: Any = ours.formats[0]
    found = ours.read(ours.write(record, format))
    assert ours.same(found, record)
    assert isinstance(found.record, type(record))
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("id", [id for id in FORMS if id not in {"sam_minutes", "termly_record"}])
def test_words_and_settings_make_no_other_class(id: str) -> None:
    assert tsmforms.form(id, profile=PROFILE).record_type is tsmforms.form(id).record_type


def test_labels_in_a_class_are_those_of_no_profile() -> None:
    there = "from tsmforms.records import ParentingContractStaff as C; import attrs\n"
    profiled = f"import tsmforms; tsmforms.form('parenting_contract', profile={str(PROFILE)!r}).record_type\n"
    show = "print(attrs.fields(C).linked_officer.metadata['label'])"
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for code in (there + show, profiled + there + show)
    ]
    assert said[0] == said[1]
    assert said[0].strip()


def test_an_overlay_that_adds_makes_a_subclass() -> None:
    from tsmforms.records import SamMinutes

    ours = tsmforms.form("sam_minutes", profile=PROFILE)
    assert ours.edition == "2024-09+ourtown"
    assert issubclass(ours.record_type, SamMinutes)
    record = ours.record_type(meeting_date=datetime.date(2026, 1, 7), travel="bus")
    assert ours.to_json(record)["answers"] == {"meeting_date": "2026-01-07", "travel": "bus"}
    assert attrs.fields_dict(ours.record_type)["present"].metadata["label"] == "Who was at the meeting"
    assert attrs.fields_dict(SamMinutes)["present"].metadata["label"] != "Who was at the meeting"
    with pytest.raises(WriteRefused, match="D0307"):
        tsmforms.form("sam_minutes").write(record, "docx")


HEAD = "overlay: elsewhere\nform: visit_note\nbase: 2025-09\n"
REMOVES = "fields:\n  visit_date: {remove: true}\nlayout:\n  - replace: {field: name}\n    nodes: [{grid: [[name, reason]]}]\nrules:\n  VISIT-ORDER: {off: No date here.}\n"
CHOOSES = "choices:\n  reason: [{code: illness, label: Ill}, {code: bus, label: No bus}]\n"
REWORDS = "fields:\n  name: {label: Full name}\n"


def with_overlay(folder: Path, text: str) -> tuple[tsmforms.Form[Any], tsmforms.Form[Any]]:
    """A form of one's own without an overlay, and with it."""
    (folder / "visit.yaml").write_text(FORM, encoding="utf-8")
    (folder / "overlay.yaml").write_text(HEAD + text, encoding="utf-8")
    return tsmforms.form("visit_note", "2025-09", specs=folder), tsmforms.form("visit_note", specs=folder)


@pytest.mark.parametrize("text", [REMOVES, CHOOSES], ids=["removes", "chooses"])
def test_an_overlay_that_removes_or_chooses_otherwise_makes_a_class_of_its_own(text: str, tmp_path: Path) -> None:
    plain, ours = with_overlay(tmp_path, text)
    assert not issubclass(ours.record_type, plain.record_type)
    with pytest.raises(
        MisuseError, match=r"a record of visit_note 2025-09\+elsewhere is needed.*not VisitNote of visit_n"
    ):
        ours.write(plain.record_type(name="A"), "docx")
    record = ours.from_json({"name": "A", "steps": [{"step": "Ring"}]})
    assert pickle.loads(pickle.dumps(record)) == record
    assert type(record.steps[0]) is plain.record_type.__attrs_attrs__.steps.type.__args__[0], "what is as it was stays"


def test_an_overlay_that_only_rewords_takes_the_records_of_its_form(tmp_path: Path) -> None:
    plain, ours = with_overlay(tmp_path, REWORDS)
    record = plain.record_type(name="A")
    assert ours.same(ours.read(ours.write(record, "docx")), record)
    assert plain.same(ours.record_type(name="A"), record)
    labels = [attrs.fields_dict(form.record_type)["name"].metadata["label"] for form in (plain, ours)]
    assert labels == ["Name", "Full name"]


def _title(record: Any) -> Any:
    """In another process: what arrives is a record, and what goes back is one."""
    assert isinstance(record, FormRecord)
    return attrs.evolve(record, meeting_date=datetime.date(2026, 1, 8)) if hasattr(record, "meeting_date") else record


def test_records_cross_a_process_pool_without_their_profile(tmp_path: Path) -> None:
    ours = [tsmforms.form(id, profile=PROFILE) for id in ("sam_minutes", "letter_2b", "rag_audit")]
    records = [example(form) for form in ours]
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        back = list(pool.map(_title, records))
    for form, one, sent in zip(ours, back, records, strict=True):
        assert isinstance(one, form.record_type)
        assert form.same(
            one, attrs.evolve(sent, **({"meeting_date": one.meeting_date} if hasattr(one, "meeting_date") else {}))
        )


def test_a_pickled_record_of_a_form_of_one_s_own_needs_no_spec(tmp_path: Path) -> None:
    (tmp_path / "visit.yaml").write_text(FORM, encoding="utf-8")
    form = tsmforms.load_form(tmp_path / "visit.yaml")
    record = form.from_json({"name": "A", "steps": [{"step": "Ring", "by_when": "2026-02-03"}]})
    (tmp_path / "record.pickle").write_bytes(pickle.dumps(record))
    code = (
        "import pickle, sys; r = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(type(r).__name__, r.steps[0].by_when, type(r).__attrs_attrs__.name.metadata['label'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "record.pickle")], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["VisitNote", "2026-02-03", "Name"]
