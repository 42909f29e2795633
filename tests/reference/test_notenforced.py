"""What no rule enforces is listed with its reason, strictly read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tsmforms.diagnostics import SpecError
from tsmforms.reference.notenforced import not_enforced

ENTRY = """\
- id: NE-ONE
  section: "2.10"
  rule: Something is asked.
  reason: It cannot be judged.
- id: NE-TWO
  section: "2.9"
  rule: Something else is asked.
  reason: It cannot be judged either.
"""


def write(folder: Path, text: str, name: str = "one") -> Path:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_built_in_entry_has_a_sentence_and_a_reason() -> None:
    entries = not_enforced()
    assert len(entries) > 20
    for one in entries:
        assert one.rule.rstrip().endswith("."), one.id
        assert one.reason.rstrip().endswith("."), one.id
    assert any("Education Supervision Order" in one.rule for one in entries)


def test_sections_stand_in_their_own_order(tmp_path: Path) -> None:
    assert [one.id for one in not_enforced(write(tmp_path, ENTRY))] == ["NE-TWO", "NE-ONE"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("reason: It cannot be judged.", "raeson: It cannot be judged.", "S0003", 4),
        ("NE-TWO", "NE-ONE", "S0014", 5),
        ("NE-TWO", "RAG-2", "S0015", 5),
        ('"2.9"', '"two"', "S0015", 6),
        ("reason: It cannot be judged.", 'reason: " "', "S0004", 4),
    ],
)
def test_a_fault_has_its_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    with pytest.raises(SpecError) as error:
        not_enforced(write(tmp_path, ENTRY.replace(old, new)))
    assert (error.value.diagnostics[0].code, error.value.diagnostics[0].place.line) == (code, line)


def test_an_id_stands_once_over_all_files(tmp_path: Path) -> None:
    write(tmp_path, ENTRY, "one")
    with pytest.raises(SpecError, match="NE-ONE"):
        not_enforced(write(tmp_path, ENTRY, "other"))
