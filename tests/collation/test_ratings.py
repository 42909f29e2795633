"""Ratings of many schools: counted by colour, the weakest first, and how they moved."""

from __future__ import annotations

from tests.collation.small import returned
from tests.rules.forms import FORM
from tsmforms.collation.ratings import (
    RatingMap,
    heat_table,
    moved,
    movement_table,
    rating_map,
    statement_table,
    statements_of,
)

RETURNS = [
    returned("beech", audit__policy__rating="amber", audit__data__rating="red"),
    returned("Ash", audit__policy__rating="green", audit__data__rating="amber"),
    returned("Cedar", audit__data__rating="amber"),
    returned("Ash", "older", audit__policy__rating="red"),
]


def made() -> RatingMap:
    ratings = rating_map(FORM, RETURNS)
    assert ratings is not None
    return ratings


def test_only_what_is_rated_red_amber_or_green_is_a_statement() -> None:
    assert [(one.path, one.words, one.heading, one.evidence) for one in statements_of(FORM)] == [
        ("audit.policy.rating", "The policy is reviewed", "Audit", "audit.policy.evidence"),
        ("audit.data.rating", "Data is analysed", "Audit", "audit.data.evidence"),
    ]


def test_returns_that_do_not_count_are_left_out_and_schools_stand_by_name_whatever_its_case() -> None:
    ratings = made()
    assert [one.name for one in ratings.schools] == ["Ash", "beech", "Cedar"]
    assert ratings.counts(ratings.statements[0]) == {"red": 0, "amber": 1, "green": 1}
    assert [row[1:6] for row in heat_table(ratings).rows] == [
        ("Ash", 0, 1, 1, 0),
        ("beech", 1, 1, 0, 0),
        ("Cedar", 0, 1, 0, 1),
    ]


def test_the_statement_with_the_most_reds_comes_first_and_names_the_schools() -> None:
    rows = statement_table(made()).rows
    assert [row[0] for row in rows] == ["Data is analysed", "The policy is reviewed"]
    assert rows[0][2:] == (1, 2, 0, 0, "beech")
    assert rows[1][2:] == (0, 1, 1, 1, None)


def test_movement_says_which_way_and_a_school_that_is_new_comes_last() -> None:
    earlier = {
        "ash": {"audit.policy.rating": "amber", "audit.data.rating": "green"},
        "beech": {"audit.policy.rating": "amber", "audit.data.rating": "red"},
    }
    table = movement_table(made(), earlier, str.casefold)
    assert [(row[0], row[1], row[2], row[3], row[4]) for row in table.rows] == [
        ("Ash", "Data is analysed", "Green", "Amber", "weaker"),
        ("Ash", "The policy is reviewed", "Amber", "Green", "stronger"),
        ("Cedar", None, None, None, "not in the earlier workbook"),
    ]
    assert moved(table) == {"weaker": 1, "stronger": 1, "not in the earlier workbook": 1}
    gone = movement_table(made(), {"cedar": {"audit.policy.rating": "red"}, "ash": {}, "beech": {}}, str.casefold)
    assert {row[4] for row in gone.rows if row[0] == "Cedar"} == {"no longer rated", "newly rated"}
