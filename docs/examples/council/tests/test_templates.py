"""What this council holds of its templates: run `pytest` here after each change and each new version of tsmforms."""

from pathlib import Path

import pytest

import tsmforms
from tsmforms.testing import documents

HERE = Path(__file__).resolve().parents[1]
PROFILE = HERE / "council.yaml"
TEMPLATES = sorted((HERE / "word").glob("*/*.docx"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_template_says_what_its_form_says_and_what_was_accepted(template: Path) -> None:
    assert tsmforms.template_check(template, profile=PROFILE) == ()


@pytest.mark.parametrize(
    ("id", "format", "data"),
    documents(PROFILE, forms=("letter_2b", "sam_minutes"), formats=("docx",)),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_written_is_read_back(id: str, format: str, data: bytes) -> None:
    form = tsmforms.form(id, profile=PROFILE)
    assert form.same(form.read(data), form.example())
    assert format == "docx"


def test_an_old_record_comes_along_to_the_new_edition() -> None:
    old = tsmforms.form("visit_letter", "2024-09", specs=HERE / "specs").example()
    assert tsmforms.upgrade(old, specs=HERE / "specs").record["edition"] == "2025-09"
