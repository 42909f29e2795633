"""Which documents are of one pupil, and in which order."""

from __future__ import annotations

from datetime import date

from tests.casework.small import LETTER, document
from tsmforms.casework.cases import cases

BORN, OTHER = date(2014, 8, 31), date(2015, 1, 1)


def test_a_name_is_the_same_whatever_its_case_and_the_newest_document_has_it_as_shown() -> None:
    (case,) = cases([document("ANN SAMPLE", date(2026, 3, 2)), document("Ann Sample", date(2026, 3, 9))])
    assert case.pupil == "Ann Sample"
    assert [one.about.day for one in case.documents] == [date(2026, 3, 2), date(2026, 3, 9)]


def test_of_two_pupils_of_one_name_a_document_without_a_date_of_birth_is_neithers() -> None:
    found = cases([document("Ann", born=BORN), document("Ann", born=OTHER), document("Ann", file="lone.docx")])
    assert [len(one.documents) for one in found] == [1, 1, 1]
    assert [bool(one.doubts) for one in found] == [False, False, True]
    assert found[-1].newest.file == "lone.docx"


def test_of_one_pupil_a_document_without_a_date_of_birth_belongs_to_the_case() -> None:
    (case,) = cases([document("Ann", born=BORN), document("Ann")])
    assert (len(case.documents), case.doubts) == (2, ())


def test_documents_of_one_day_stand_in_the_order_of_the_ladder_and_one_without_a_day_first() -> None:
    day = date(2026, 3, 2)
    given = [document("Ann", day, LETTER), document("Ann", day), document("Ann", None, LETTER, file="undated")]
    (case,) = cases(given, rank=("visit", "letter"))
    assert [one.file if one.about.day is None else one.spec.form for one in case.documents] == [
        "undated",
        "visit",
        "letter",
    ]
