"""What the places of a file that name its form and record say together."""

from __future__ import annotations

from tsmforms.diagnostics import Place
from tsmforms.model.identity import Claim, Identity
from tsmforms.reading.identity import judged


def claim(form: str | None, record_id: str | None, source: str, page: int = 1) -> Claim:
    return Claim(source, Identity(form, "2025-09", None, record_id), Place(page=page))


def said(*claims: Claim) -> list[str]:
    return [note.code for note in judged(claims)[1]]


def test_the_surest_place_that_names_a_form_says_what_the_file_is() -> None:
    identity, notes = judged(
        [claim(None, "9", "a name"), claim("sam_plan", "1", "a tag"), claim("sam_plan", None, "a foot")]
    )
    assert (identity.form, identity.record_id, notes) == ("sam_plan", "1", ())


def test_a_place_that_names_another_form_or_record_is_reported_once_for_each_thing_said() -> None:
    first = claim("sam_plan", "1", "the properties")
    assert said(first, claim("sam_review", "1", "a foot")) == ["D0408"]
    assert said(first, claim("sam_plan", "2", "a foot"), claim("sam_plan", "2", "a tag")) == ["D0408"]
    assert said(first, claim("sam_plan", "2", "a foot"), claim("sam_review", "2", "a tag")) == ["D0408", "D0408"]


def test_two_pages_whose_feet_name_two_records_are_two_returns_in_one_file() -> None:
    pages = [claim("sam_plan", "1", "a foot"), claim("sam_plan", "2", "a foot", 2)]
    assert said(*pages) == ["D0411"]


def test_a_place_that_names_no_record_contradicts_none() -> None:
    assert said(claim("sam_plan", "1", "a tag"), claim("sam_plan", None, "a foot")) == []
    assert judged([])[0] == Identity()
