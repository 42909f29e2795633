"""Measured on the first readers: files that ended in an exception of a library. Each is read or refused in words."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

import tsmforms
from tests.formats.xlsx.samples import reference, with_cell
from tests.strangers.hostile import blank, codes, fill, pdf, read, survived
from tsmforms.diagnostics import MisuseError, ReadError


def test_a_choice_of_another_council_s_overlay_in_a_pdf_is_reported_at_its_question() -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        box = fields["actions.0.outcomes.__attendance"]
        box.T = pikepdf.String("__council_only")
        box.V = box.AS = pikepdf.Name(next(name for name in box.AP.N if name != "/Off"))

    found = read(pdf(blank("family_action_plan", "pdf"), change))
    assert ("D0207", "actions.0.outcomes") in codes(found)
    assert "actions" not in found.answers


@pytest.mark.parametrize("number", ["1e16", "1e300", "-1e16", "10000000000000001"])
def test_a_percent_cell_of_a_vast_number_is_no_percentage(number: str) -> None:
    found = read(with_cell(blank("sam_minutes", "xlsx"), "f.attendance.percent", {}, f"<v>{number}</v>"))
    assert ("D0205", "attendance.percent") in codes(found)
    assert found.answers == {}


def test_a_list_index_of_five_thousand_digits_is_no_box_of_a_form() -> None:
    import pikepdf

    def change(file: Any, fields: dict[str, Any]) -> None:
        row = fields["actions.0.action"].Parent
        fill(fields["actions.0.action"], "Ring before 8.30am")
        row.T = pikepdf.String("9" * 5_000)

    found = read(pdf(blank("sam_minutes", "pdf"), change))
    assert found.answers == {}
    assert any(d.code == "D0104" and d.found == "Ring before 8.30am" for d in found.diagnostics)


def test_a_list_index_of_five_thousand_digits_in_a_workbook_is_no_box_of_a_form() -> None:
    from tests.formats.xlsx.samples import WORKBOOK, edited

    def change(root: Any) -> None:
        for name in root.iter():
            if str(name.get("name")).startswith("f.actions._0."):
                name.set("name", f"f.actions._{'9' * 5_000}.{name.get('name').rpartition('.')[2]}")

    data = blank("sam_minutes", "xlsx")
    data = with_cell(data, "", {"t": "str"}, "<v>Ring home</v>", ref=reference(data, "f.actions._0.action"))
    found = read(edited(data, WORKBOOK, change))
    assert found.form == "sam_minutes"
    assert [(d.code, d.severity) for d in found.diagnostics if d.found == "Ring home"] == [("D0104", "warning")]


def test_a_device_is_refused() -> None:
    with pytest.raises(ReadError) as refusal:
        tsmforms.read("/dev/zero")
    assert refusal.value.code == "D0910"


def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "form.docx")
    outcome: list[str] = []

    def look() -> None:
        try:
            tsmforms.read(tmp_path / "form.docx")
        except ReadError as error:
            outcome.append(error.code)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(5)
    assert outcome == ["D0910"]


def test_a_handle_in_text_mode_is_misuse(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text("text", encoding="utf-8")
    with path.open(encoding="utf-8") as handle, pytest.raises(MisuseError, match="binary"):
        tsmforms.read(handle)  # type: ignore[arg-type]


def test_a_name_with_a_nul_is_refused() -> None:
    with pytest.raises(ReadError) as refusal:
        tsmforms.read("form\0.docx")
    assert refusal.value.code == "D0910"


def test_a_file_of_six_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    with path.open("wb") as handle:
        handle.write(b"PK\x03\x04")
        handle.truncate(6 << 30)
    assert survived(path).code == "D0906"
