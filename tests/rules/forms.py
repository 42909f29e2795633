"""A small form with a field of every sort that rules judge, and rules on it."""

from __future__ import annotations

import datetime
from typing import Any

from tsmforms.diagnostics import Severity, SourceRef
from tsmforms.kinds import GROUP, KINDS, LIST, ROWS
from tsmforms.model import Choice, FieldSpec, FormSpec, RowSpec, RuleSpec
from tsmforms.rules import PREDICATES

TODAY = datetime.date(2026, 3, 6)
RATINGS = (Choice("red", "Red"), Choice("amber", "Amber"), Choice("green", "Green"))
YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
POST_CLASSES = (Choice("first", "First class"), Choice("second", "Second class"))
TARGET = (Choice("yes", "Yes"), Choice("some_improvement", "Some improvement"), Choice("no", "No"))
HALVES = (Choice("am", "Morning"), Choice("pm", "Afternoon"))
YEAR_GROUPS = tuple(Choice(code, code) for code in ("N1", "N2", "R", *(str(n) for n in range(1, 15))))
OUTCOMES = (Choice("closed", "Case closed"), Choice("plan", "New plan"), Choice("panel", "Attendance panel"))


def leaf(key: str, label: str, kind: str = "text", **more: Any) -> FieldSpec:
    return FieldSpec(key, label, KINDS[kind], **more)


def group(key: str, label: str, *children: FieldSpec, **more: Any) -> FieldSpec:
    return FieldSpec(key, label, GROUP, "group", children, **more)


def table(key: str, label: str, *children: FieldSpec, **more: Any) -> FieldSpec:
    return FieldSpec(key, label, LIST, "list", children, **more)


def printed(key: str, label: str, rows: dict[str, str], *children: FieldSpec, **more: Any) -> FieldSpec:
    return FieldSpec(key, label, ROWS, "rows", children, tuple(RowSpec(k, v) for k, v in rows.items()), **more)


FIELDS = (
    leaf("meeting_date", "Date of meeting", "date"),
    leaf("review_date", "Date to review these actions", "date"),
    leaf("starts", "Start of the period", "date"),
    leaf("ends", "End of the period", "date"),
    leaf("born", "Date of birth", "date"),
    leaf("opens", "Register opens", "time"),
    leaf("closes", "Register closes", "time"),
    leaf("possible", "Possible sessions", "integer", minimum=0),
    leaf("attended", "Sessions attended", "integer", minimum=0),
    leaf("authorised", "Authorised absence", "integer", minimum=0),
    leaf("unauthorised", "Unauthorised absence", "integer", minimum=0),
    leaf("percent", "Attendance", "percentage"),
    leaf("second_percent", "Second percentage", "percentage"),
    leaf("third_percent", "Third percentage", "percentage"),
    leaf("met", "Target met", "choice", choices=TARGET),
    leaf("rate", "Rate", "decimal"),
    leaf("held", "Meeting held", "yes_no", choices=YES_NO),
    leaf("outcome", "Outcome", "choice", choices=OUTCOMES),
    leaf("needs", "Needs", "multiple_choice", choices=OUTCOMES),
    leaf("reason", "Reason", "long_text"),
    leaf("present", "Present", "lines"),
    leaf("rationale", "Rationale", "long_text"),
    leaf("year", "Academic year"),
    leaf("post", "Class of post", "choice", choices=POST_CLASSES),
    leaf("year_group", "Year group", "choice", choices=YEAR_GROUPS),
    group("plan", "Support plan", leaf("made", "Date of plan", "date"), leaf("aim", "Aim")),
    table(
        "actions",
        "Actions",
        leaf("action", "Action", "long_text"),
        leaf("owner", "Who"),
        leaf("by_when", "By when", "date"),
        leaf("hours", "Hours", "decimal"),
    ),
    printed(
        "audit",
        "Audit",
        {"policy": "The policy is reviewed", "data": "Data is analysed"},
        leaf("rating", "Rating", "rating", choices=RATINGS),
        leaf("evidence", "Evidence", "long_text"),
        leaf("seen", "Seen on", "date"),
        leaf("count", "Count", "integer"),
        leaf("done", "Done", "yes_no", choices=YES_NO),
    ),
    table(
        "notices",
        "Earlier notices",
        leaf("issued", "Issued", "date"),
        leaf("until", "In force until", "date"),
        leaf("withdrawn", "Withdrawn", "yes_no", choices=YES_NO),
    ),
    table(
        "sessions",
        "Sessions",
        leaf("day", "Date", "date"),
        leaf("code", "Code", "attendance_code"),
        leaf("old_code", "Code as written"),
        leaf("half", "Session", "choice", choices=HALVES),
    ),
    table(
        "pupils",
        "Pupils",
        leaf("name", "Name"),
        leaf("number", "Number of visits", "integer"),
        table("visits", "Visits", leaf("day", "Day", "date"), leaf("end", "End", "date")),
    ),
)


def rule(predicate: str, on: str, severity: Severity = "error", **params: Any) -> RuleSpec:
    """A rule of this form; `message`, `help` and dates in force are taken out of the parameters."""
    own = {
        key: params.pop(key, default)
        for key, default in (
            ("message", ""),
            ("help", ""),
            ("in_force_from", None),
            ("in_force_to", None),
            ("id", "TEST-1"),
        )
    }
    return RuleSpec(
        id=own["id"],
        predicate=predicate,
        on=on,
        params=params,
        severity=severity,
        message=own["message"],
        help=own["help"],
        source=SourceRef("meeting-guidance", "Review date"),
        code=PREDICATES[predicate].code,
        in_force_from=own["in_force_from"],
        in_force_to=own["in_force_to"],
    )


def form(*rules: RuleSpec, fields: tuple[FieldSpec, ...] = FIELDS) -> FormSpec:
    return FormSpec(
        form="invented",
        edition="2026-01",
        title="Invented form",
        kind="form",
        filled_by="",
        description="",
        formats=("docx", "pdf", "xlsx"),
        sources=(),
        fields=fields,
        nodes=(),
        rules=rules,
        derived=(),
        digest="0",
        file="invented.yaml",
    )


FORM = form()
EVERY_RULE = (
    rule("required", "meeting_date"),
    rule("required", "plan"),
    rule("required", "actions"),
    rule("required", "actions[].owner", "warning"),
    rule("required", "audit.*.rating"),
    rule("required_when", "reason", when={"field": "held", "is": False}),
    rule("required_when", "reason", when={"answered": "rationale"}),
    rule("required_when", "reason", when={"unanswered": "rationale"}),
    rule("required_when", "reason", when={"field": "outcome", "is": ["plan", "panel"]}),
    rule("required_when", "reason", when={"field": "needs", "is": "plan"}),
    rule("required_when", "audit.*.evidence", "warning", when={"field": "audit.*.rating", "is": ["amber", "green"]}),
    rule("required_when", "actions[].by_when", when={"answered": "actions[].action"}),
    rule("at_least_one_of", "reason", fields=["reason", "rationale", "plan"]),
    rule("at_least_one_of", "actions[].action", fields=["actions[].action", "actions[].owner"]),
    rule("one_of", "reason", fields=["reason", "rationale"]),
    rule("one_of", "audit.*.evidence", fields=["audit.*.evidence", "audit.*.seen"]),
    rule("count_between", "actions", at_least=1, at_most=3),
    rule("count_between", "actions", at_least=2, at_most=2),
    rule("count_between", "pupils[].visits", at_least=1, at_most=2),
    rule("count_between", "present", "warning", at_least=2),
    rule("count_between", "needs", at_least=1, at_most=2),
    rule("count_between", "audit", "warning", at_least=1),
    rule("count_between", "audit", at_most=1),
    rule("count_between", "reason", fields=["reason", "rationale", "year"], at_least=1, at_most=2),
    rule("count_between", "audit", fields=["audit.*.rating"], at_least=2),
    rule("each_row", "actions", columns=["action", "owner"]),
    rule("each_row", "audit", columns=["rating", "evidence"]),
    rule("each_row", "audit", columns=["rating"]),
    rule("unique", "actions[].action"),
    rule("unique", "audit.*.evidence"),
    rule("unique", "sessions[].day", **{"with": ["sessions[].half"]}),
    rule("implies", "outcome", when={"field": "held", "is": True}, then={"field": "outcome", "is": "plan"}),
    rule("implies", "plan.aim", when={"answered": "plan.made"}, then={"answered": "plan.aim"}),
    rule("implies", "rationale", when={"answered": "reason"}, then={"unanswered": "rationale"}),
    rule("range", "possible", at_least=1, at_most=400),
    rule("range", "percent", at_least="0.5"),
    rule("range", "opens", at_least="08:00", at_most="09:30"),
    rule("range", "meeting_date", at_least="2024-08-19"),
    rule("range", "audit.*.count", at_most=10),
    rule("range", "percent", "warning", at_most=50, **{"or": ["second_percent", "third_percent"]}),
    rule("equals_sum", "possible", addends=["attended", "authorised", "unauthorised"]),
    rule("equals_sum", "rate", addends=["attended", "percent"], tolerance="0.2"),
    rule("equals_sum", "rate", addends=["actions[].hours"]),
    rule("equals_sum", "possible", addends=["audit.*.count"]),
    rule("matches_percentage", "percent", attended="attended", possible="possible"),
    rule("matches_percentage", "percent", attended="attended", possible="possible", places=1),
    *(
        rule("format_check", "year", format=name)
        for name in (
            "postcode",
            "upn",
            "urn",
            "email",
            "phone",
            "attendance_code",
            "academic_year",
            "year_group",
            "establishment_number",
            "initials",
        )
    ),
    rule(
        "date_window",
        "review_date",
        **{"from": "meeting_date"},
        at_least={"weeks": 2},
        at_most={"weeks": 4},
        extend_by="closed_school_weeks",
    ),
    rule(
        "date_window",
        "review_date",
        "warning",
        **{"from": "meeting_date"},
        at_most={"weeks": 3},
        extend_by="closed_school_weeks",
    ),
    rule("date_window", "review_date", **{"from": "meeting_date"}, at_most={"weeks": 3}, extend_by="none"),
    rule(
        "date_window",
        "review_date",
        "warning",
        **{"from": "meeting_date"},
        at_most={"months": 3},
        extend_by="closed_school_weeks",
        in_extension="info",
    ),
    rule(
        "date_window",
        "review_date",
        "info",
        **{"from": "meeting_date"},
        at_most={"weeks": 3},
        extend_by="closed_school_weeks",
    ),
    rule("date_window", "review_date", **{"from": "today"}, at_least={"days": 1}),
    rule("date_window", "meeting_date", **{"from": "plan.made"}, at_most={"months": 12}),
    rule("date_window", "actions[].by_when", **{"from": "meeting_date"}, at_least={"days": 0}, at_most={"days": 90}),
    rule("in_order", "starts", before="ends"),
    rule("in_order", "ends", after="starts", strict=True),
    rule("in_order", "meeting_date", before="today"),
    rule("in_order", "born", "warning", before="meeting_date", apart={"months": 48}),
    rule("in_order", "review_date", after="meeting_date", apart={"weeks": 1}, strict=True),
    rule("in_order", "meeting_date", after="starts", before="ends"),
    rule("in_order", "opens", before="closes", strict=True),
    rule("in_order", "attended", before="possible"),
    rule("in_order", "actions[].by_when", "warning", before="review_date"),
    rule("in_order", "pupils[].visits[].day", before="pupils[].visits[].end"),
    rule("ascending", "audit.*.seen"),
    rule("ascending", "audit.*.count", "warning", strict=True),
    rule("ascending", "actions[].by_when", strict=True),
    rule("inside_period", "meeting_date", start="starts", end="ends"),
    rule("inside_period", "actions[].by_when", start="starts", end="ends"),
    rule("inside_period", "audit.*.seen", "warning", start="starts", end="ends"),
    rule("minutes_between", "closes", **{"from": "opens"}, at_least=0, at_most=30),
    rule("minutes_between", "closes", "warning", **{"from": "opens"}, at_most=1),
    rule("minutes_between", "closes", **{"from": "opens"}, at_least=5),
    rule(
        "count_within",
        "meeting_date",
        dates="notices[].issued",
        years=3,
        at_most=1,
        **{"except": "notices[].withdrawn"},
    ),
    rule("count_within", "meeting_date", dates="notices[].issued", years=1, at_most=0),
    rule("count_within", "meeting_date", dates="audit.*.seen", years=2, at_most=1),
    rule("compulsory_age", "born", at="meeting_date"),
    rule("compulsory_age", "born", "warning", at="today"),
    rule("adds_up_to", "percent", fields=["percent", "second_percent"], total="100", tolerance="0.1"),
    rule("adds_up_to", "audit", "warning", fields=["audit.*.count"], total=12),
    rule("adds_up_to", "actions", fields=["actions[].hours"], total=10),
    rule("counts_rows", "possible", of="actions[].owner"),
    rule("counts_rows", "possible", of="audit.*.rating"),
    rule("counts_rows", "possible", of="actions[].hours", at_most=50),
    rule("counts_rows", "possible", of="audit.*.count", at_most="2"),
    rule("counts_rows", "pupils[].number", of="pupils[].visits[].day"),
    rule("difference", "attended", **{"from": "possible"}, at_most=0),
    rule("difference", "percent", "warning", **{"from": "second_percent"}, at_least="-5", at_most="2.5"),
    rule("target_met", "met", "warning", achieved="percent", target="second_percent", before="third_percent"),
    rule("target_met", "met", achieved="percent", target="second_percent"),
    rule(
        "target_met",
        "met",
        achieved="percent",
        target="second_percent",
        before="third_percent",
        attended="attended",
        possible="possible",
    ),
    rule("share_between", "attended", "warning", of="possible", at_least="50", below="95"),
    rule("share_between", "attended", of="possible", reaches="percent"),
    rule("share_between", "attended", of="possible", misses="percent"),
    rule("contains_no", "reason", words=["prosecution", "fined  again"]),
    rule("contains_no", "actions[].action", "warning", words=["naughty"]),
    rule("no_legal_step", "reason"),
    rule("written_as", "reason", mask=["AA-99", "9X"]),
    rule("no_legal_step", "actions[].action", "warning"),
    rule("required", "reason", where={"field": "held", "is": False}),
    rule("required", "actions[].owner", where={"field": "actions[].hours", "at_least": 2}),
    rule("required", "rationale", where={"answered": "actions[].owner"}),
    rule("required", "rationale", where={"field": "audit.*.rating", "is": "red"}),
    rule("required", "audit.*.evidence", where={"field": "audit.*.rating", "is": "red"}),
    rule("required", "reason", where={"field": "meeting_date", "after": "today"}),
    rule("required", "reason", where={"field": "starts", "before": "ends"}),
    rule("required", "reason", where={"field": "pupils[].visits[].day", "after": "pupils[].visits[].end"}),
    rule("required", "reason", where={"field": "meeting_date", "at_least": "2026-01-01", "at_most": "2026-03-31"}),
    rule(
        "count_between",
        "actions",
        at_least=1,
        where={"any_of": [{"unanswered": "held"}, {"field": "held", "is": True}]},
    ),
    rule(
        "date_window",
        "review_date",
        **{"from": "meeting_date"},
        at_least={"weeks": 2},
        at_most={"weeks": 4},
        extend_by="closed_school_weeks",
        where={
            "all_of": [
                {"field": "outcome", "is": ["plan", "panel"]},
                {"any_of": [{"field": "percent", "at_most": "50"}, {"answered": "reason"}]},
            ]
        },
    ),
    rule("unique", "actions[].action", where={"field": "needs", "is": "plan"}),
    rule("each_row", "actions", columns=["action", "owner"], where={"field": "held", "is": True}),
    rule(
        "required_when", "reason", when={"any_of": [{"field": "percent", "at_most": "50"}, {"answered": "rationale"}]}
    ),
    rule("implies", "attended", when={"field": "possible", "at_least": 10}, then={"field": "attended", "at_least": 1}),
    rule(
        "implies",
        "review_date",
        when={"field": "held", "is": True},
        then={"field": "review_date", "after": "starts"},
        where={"unanswered": "rationale"},
    ),
    rule("on_school_day", "meeting_date"),
    rule("on_school_day", "actions[].by_when", "warning"),
    rule("sessions_exist", "possible", **{"from": "starts"}, to="ends"),
    rule("sessions_exist", "attended", "warning", **{"from": "starts"}, to="ends", until="review_date"),
    rule(
        "covers_sessions",
        "unauthorised",
        **{"from": "starts"},
        to="ends",
        date="sessions[].day",
        code="sessions[].code",
        half="sessions[].half",
    ),
    rule("school_days_exist", "possible", **{"from": "starts"}, to="ends"),
    rule("school_days_exist", "possible", "warning", **{"from": "starts"}, to="ends", not_fewer=True),
    *(
        rule(
            "half_days_listed",
            "sessions",
            "warning" if some else "error",
            date="day",
            part="half",
            of=["authorised", "unauthorised"],
            **some,
        )
        for some in ({}, {"some": True})
    ),
    rule("changed_from", "sessions[].old_code", **{"from": "sessions[].code"}),
    rule("share_above", "attended", "warning", of="possible", than="authorised", than_of="unauthorised"),
    rule(
        "below_threshold",
        "sessions",
        date="day",
        code="code",
        half="half",
        codes=["O", "U"],
        at_least=12,
        school_weeks=2,
    ),
    rule("below_threshold", "sessions", date="day", code="code", codes=["G", "O"], at_least=10, school_weeks=10),
    rule("same_academic_year", "meeting_date", **{"as": "starts"}),
    rule("year_group_fits", "year_group", "warning", born="born", at="meeting_date", at_most=1),
    *(
        rule("school_days_between", "ends", **{"from": "starts"}, at_least=15, at_most=30, unit=unit)
        for unit in ("weekdays_of_school_weeks", "school_days", "weekdays")
    ),
    rule("school_days_between", "ends", **{"from": "starts"}, at_least=3, at_most=6, unit="school_weeks"),
    rule("school_days_between", "ends", "warning", **{"from": "starts"}, at_least=1),
    rule("school_days_between", "ends", "warning", **{"from": "starts"}, at_most=1),
    rule("school_days_between", "starts", **{"from": "starts"}, at_least=1, unit="school_days"),
    rule("after_service", "starts", posted="meeting_date", post_class="post"),
    rule("after_service", "starts", "warning", posted="meeting_date", at_least={"days": 1}),
    rule("after_service", "starts", posted="meeting_date", post_class="post", at_least={"school_days": 1}),
    rule("in_academic_year", "meeting_date", year="year"),
    rule("in_academic_year", "actions[].by_when", "warning", year="year"),
    rule(
        "date_window",
        "review_date",
        **{"from": "meeting_date"},
        at_least={"school_days": 5},
        at_most={"school_days": 10},
    ),
    rule(
        "date_window",
        "review_date",
        **{"from": "meeting_date"},
        at_least={"working_days": 2},
        at_most={"working_days": 4},
    ),
    rule("date_window", "review_date", "warning", **{"from": "today"}, at_most={"school_days": 1}),
    rule("codes_in_force", "sessions[].code", date="sessions[].day"),
    rule("codes_in_force", "sessions[].old_code", "warning", date="meeting_date"),
    rule(
        "threshold_met", "sessions", date="day", code="code", half="half", codes=["O", "U"], at_least=12, school_weeks=2
    ),
    rule(
        "threshold_met", "sessions", date="day", code="code", codes=["G", "N", "O", "U"], at_least=10, school_weeks=10
    ),
    rule(
        "threshold_met",
        "sessions",
        "warning",
        date="sessions[].day",
        code="old_code",
        codes=["O"],
        at_least=1,
        school_weeks=1,
    ),
    rule("days_of_sessions", "rate", sessions="attended"),
    rule("measurable", "actions[].action", "warning"),
    rule("periods_apart", "notices[].issued", end="notices[].until", **{"except": "notices[].withdrawn"}),
    rule("periods_apart", "notices[].issued", "warning", end="notices[].until"),
    rule(
        "follows_on",
        "sessions[].old_code",
        **{"from": "sessions[].code"},
        **{"with": ["sessions[].day", "sessions[].half"]},
    ),
    rule("starts_no_lower", "audit.*.count", "warning", of=["held", "audit.*.done"]),
    rule("says_percentage", "actions[].action", "warning", **{"as": "percent"}),
    rule("says_percentage", "rationale", **{"as": "percent"}),
    rule(
        "implies",
        "actions[].owner",
        when={"field": "actions[].owner", "same_as": "plan.aim"},
        then={"field": "present", "mentions": "actions[].owner"},
    ),
    rule("required_when", "reason", when={"field": "rationale", "mentions": "pupils[].name"}),
)
