"""What the places of a file that name its form, record and version say together: never settled in silence."""

from __future__ import annotations

import attrs
import pytest

from tsmforms.diagnostics import Place
from tsmforms.model.identity import Claim, ClaimSource, Identity
from tsmforms.reading.identity import is_final_copy, judged


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


_OURS = Identity("sam_minutes", "2026-09", "6eecd47964bc", "r-1")


def _said(first: ClaimSource, second: ClaimSource, **other: object) -> list[str]:
    claims = (Claim(first, _OURS), Claim(second, attrs.evolve(_OURS, **other)))
    return [note.message for note in judged(claims)[1]]


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"form": "sap_minutes"}, "form"),
        ({"record_id": "r-2"}, "record"),
        ({"edition": "2025-09"}, "edition or version of the form"),
        ({"digest": "0123456789ab"}, "edition or version of the form"),
    ],
)
def test_a_foot_that_differs_from_the_hidden_identity_is_reported(other: dict[str, str], what: str) -> None:
    assert _said("properties", "footer", **other) == [f"the footer and the properties name another {what}"]


def test_a_digest_that_is_cut_is_no_other() -> None:
    assert _said("hidden sheet", "foot line", digest="6eecd4") == []


def test_a_final_copy_is_one_only_where_all_places_that_say_so_agree() -> None:
    hidden, final = Claim("hidden sheet", _OURS), attrs.evolve(_OURS, is_final=True)
    assert is_final_copy((hidden, Claim("foot line", final), Claim("footer", final)))
    assert not is_final_copy((hidden, Claim("foot line", final), Claim("footer", _OURS)))
    assert not is_final_copy((hidden,))


def test_pages_of_a_final_copy_among_others_are_reported_once() -> None:
    final = Claim("footer", attrs.evolve(_OURS, is_final=True))
    claims = (Claim("keywords", _OURS), Claim("footer", _OURS), final, final)
    assert [note.message for note in judged(claims)[1]] == [
        "the footer says that this is a final copy, and the footer that it is not"
    ]


def test_keywords_that_say_nothing_of_a_final_copy_are_those_of_the_blank() -> None:
    claims = (Claim("keywords", _OURS), Claim("footer", attrs.evolve(_OURS, is_final=True)))
    assert judged(claims)[1] == ()
    assert is_final_copy(claims)
