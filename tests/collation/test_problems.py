"""What needs a look, the most urgent first."""

from __future__ import annotations

from tests.collation.small import returned
from tsmforms.collation.problems import problem_table
from tsmforms.diagnostics import Diagnostic

WARNING = Diagnostic("D0214", "warning", "looks odd", "look at it", field="actions.1.owner", found="A")
ERROR = Diagnostic("R0201", "error", "is wrong", "", related=(("First", "1"), ("Second", "2")))


def test_errors_come_before_warnings_and_a_second_return_is_graver_where_nobody_can_say_which_is_newer() -> None:
    found = [
        returned("Ash", faults=(WARNING, ERROR)),
        returned("Beech", "undecided"),
        returned("Beech", "older", why="beech-2.docx is newer"),
    ]
    rows = problem_table([], found, [(found[0], "of which school is it?")]).rows
    assert [(row[0], row[2], row[5]) for row in rows] == [
        ("2 to be put right", "Ash", "of which school is it?"),
        ("2 to be put right", "Beech", "not counted: nobody can say which of these is the newer"),
        ("2 to be put right", "Ash", "is wrong"),
        ("3 to be looked at", "Beech", "not counted: beech-2.docx is newer"),
        ("3 to be looked at", "Ash", "looks odd"),
    ]


def test_a_problem_names_its_question_as_printed_and_every_answer_that_was_found() -> None:
    rows = {row[8]: row for row in problem_table([], [returned("Ash", faults=(WARNING, ERROR))], []).rows}
    assert (rows["D0214"][3], rows["D0214"][6]) == ("Actions, row 2: Who", "A")
    assert (rows["R0201"][3], rows["R0201"][6], rows["R0201"][7]) == (None, "First: 1; Second: 2", None)
