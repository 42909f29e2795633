"""What a person wrote, or a cell holds, becomes a value or a fault, and nothing in between."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tsmforms.convert import Parsed, parse, show
from tsmforms.kinds import KINDS, PERCENTAGE
from tsmforms.model import Choice, FieldSpec

DATE = datetime.date(2026, 9, 14)


def field(kind: str, **more: object) -> FieldSpec:
    return FieldSpec("question", "Question", KINDS[kind], **more)  # type: ignore[arg-type]


def read(kind: str, raw: object, **more: object) -> object:
    parsed = parse(field(kind, **more), raw)  # type: ignore[arg-type]
    assert parsed.problem is None, parsed.problem
    return parsed.value


def fault(kind: str, raw: object, **more: object) -> str:
    parsed = parse(field(kind, **more), raw)  # type: ignore[arg-type]
    assert parsed.value is None
    assert parsed.problem is not None
    assert parsed.problem.severity == "error"
    return parsed.problem.code


@pytest.mark.parametrize(
    "kind",
    [
        "text",
        "long_text",
        "lines",
        "date",
        "time",
        "integer",
        "decimal",
        "percentage",
        "money",
        "yes_no",
        "choice",
        "multiple_choice",
        "rating",
        "attendance_code",
        "postcode",
        "upn",
        "urn",
        "phone",
        "email",
    ],
)
@pytest.mark.parametrize("empty", ["", "   ", "\n\t", "\u2002\u2002", "\u00a0"])
def test_an_empty_box_is_unanswered_and_no_fault(kind: str, empty: str) -> None:
    assert parse(field(kind, choices=(Choice("a", "A"),)), empty) == Parsed()


@pytest.mark.parametrize(
    "text",
    [
        "14/09/2026",
        "14.9.2026",
        "14-09-2026",
        "14 / 09 / 2026",
        "2026-09-14",
        "2026-09-14T00:00:00",
        "2026-09-14 00:00:00.000",
        "14/09/2026 00:00",
        "14 September 2026",
        "14th September 2026",
        "14th of Sept 2026",
        "14 Sept. 2026",
        "14-Sep-2026",
        "Sept 14, 2026",
        "September 14th 2026",
        "14Sep2026",
        "14th Sept. 2026.",
        "the 14th of September 2026",
        "Monday the 14th of September 2026",
        "14 \u2013 09 \u2013 2026",
        "14\u201109\u20112026",
        "14\\09\\2026",
        "2026/09/14",
        "14/Sep/2026",
        "14/09/2026.",
        "Mon 14 Sep 2026",
        "Monday, 14 September 2026",
        "monday 14/09/2026",
        "  14 SEP 2026  ",
        "14 Sep 2026",
    ],
)
def test_a_date_is_read_day_first_in_the_ways_people_write_it(text: str) -> None:
    assert read("date", text) == DATE


@pytest.mark.parametrize("text", ["3rd Sept 2026", "03/09/2026", "Sept 3, 2026", "Thu 3 Sep 2026", "3.9.2026"])
def test_the_third_of_september(text: str) -> None:
    assert read("date", text) == datetime.date(2026, 9, 3)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "2026-02-30",
        "29/02/2026",
        "00/01/2026",
        "9/14/2026",
        "14/13/2026",
        "32 January 2026",
    ],
)
def test_a_date_that_does_not_exist_is_a_fault_and_never_turned_round(text: str) -> None:
    assert fault("date", text) == "D0201"


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "14",
        "September 2026",
        "14/09",
        "20260914",
        "46279",
        "14/09/26/1",
        "14 Septober 2026",
        "14/09/2026 10:30",
        "1/2/3",
        "mid September",
        "14/09/2026 or 15/09/2026",
        "2026-9-14",
    ],
)
def test_what_is_no_date_is_a_fault(text: str) -> None:
    assert fault("date", text) == "D0201"


@pytest.mark.parametrize("text", ["14/09", "14 Sep", "Mon 14th September", "September 14"])
def test_a_date_without_its_year_is_told_as_that_and_not_completed(text: str) -> None:
    problem = parse(field("date"), text).problem
    assert problem is not None
    assert "without its year" in problem.what


def test_the_29th_of_february_exists_in_a_leap_year_only() -> None:
    assert read("date", "29/02/2028") == datetime.date(2028, 2, 29)
    assert fault("date", "29/02/2027") == "D0201"
    assert fault("date", "29/02/2100") == "D0201"


@pytest.mark.parametrize("text", ["Tue 14 Sep 2026", "Sunday 14/09/2026"])
def test_a_weekday_that_is_not_that_dates_is_a_contradiction_and_not_settled(text: str) -> None:
    assert fault("date", text) == "D0201"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("3.9.26", 2026),
        ("3/9/69", 2069),
        ("3 Sep '26", 2026),
        ("3 Sep \u201926", 2026),
        ("3 Sep 70", 1970),
        ("03-09-99", 1999),
    ],
)
def test_a_year_of_two_digits_is_completed_and_said(text: str, year: int) -> None:
    parsed = parse(field("date"), text)
    assert parsed.value == datetime.date(year, 9, 3)
    assert parsed.problem is not None
    assert (parsed.problem.code, parsed.problem.severity) == ("D0214", "info")


def test_a_dates_note_does_not_give_the_answer_away() -> None:
    parsed = parse(field("date"), "3.9.26")
    assert parsed.problem is not None
    assert "2026" not in parsed.problem.what + parsed.problem.help


def test_typed_cells_of_a_workbook_come_as_they_are() -> None:
    assert read("date", datetime.datetime(2026, 9, 14)) == DATE
    assert read("date", DATE) == DATE
    assert read("time", datetime.time(8, 50)) == datetime.time(8, 50)
    assert read("integer", 12.0) == 12
    assert read("percentage", 87.5) == Decimal("87.5")
    assert read("yes_no", True) is True
    assert read("yes_no", False) is False
    assert read("text", 12.0) == "12"
    assert read("text", DATE) == "14/09/2026"
    assert read("text", True) == "TRUE"
    assert read("urn", 123456.0) == "123456"
    assert read("choice", 7, choices=(Choice("7", "Year 7"),)) == "7"


def test_what_a_typed_cell_holds_beyond_its_question_is_left_out_and_said() -> None:
    parsed = parse(field("date"), datetime.datetime(2026, 9, 14, 10, 30))
    assert parsed.value == DATE
    assert parsed.problem is not None
    assert (parsed.problem.code, parsed.problem.severity) == ("D0222", "info")
    seconds = parse(field("time"), datetime.time(8, 50, 30))
    assert seconds.value == datetime.time(8, 50)
    assert seconds.problem is not None
    assert seconds.problem.code == "D0222"


def test_a_text_cell_keeps_the_time_behind_its_date() -> None:
    assert read("text", datetime.datetime(2026, 9, 14, 10, 30)) == "14/09/2026 10:30"
    assert read("text", datetime.time(10, 30, 5)) == "10:30:05"


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("08:50", 8, 50),
        ("8.50", 8, 50),
        ("08:50:00", 8, 50),
        ("2.15pm", 14, 15),
        ("2pm", 14, 0),
        ("2 p.m.", 14, 0),
        ("0845", 8, 45),
        ("1430", 14, 30),
        ("0845hrs", 8, 45),
        ("08:45 hrs", 8, 45),
        ("8.45 a.m.", 8, 45),
        ("14.15h", 14, 15),
        ("8.45 A M", 8, 45),
        ("noon", 12, 0),
        ("12 noon", 12, 0),
        ("8: 45", 8, 45),
        ("02:15", 2, 15),
        ("12am", 0, 0),
        ("12:00 pm", 12, 0),
        ("00:00", 0, 0),
        ("23:59", 23, 59),
        ("9 AM", 9, 0),
    ],
)
def test_a_time_of_day(text: str, hour: int, minute: int) -> None:
    assert read("time", text) == datetime.time(hour, minute)


@pytest.mark.parametrize("text", ["2.15", "3:30", "1.00"])
def test_an_hour_that_may_be_of_either_half_of_the_day_is_told(text: str) -> None:
    problem = parse(field("time"), text).problem
    assert problem is not None
    assert (problem.code, problem.severity) == ("D0224", "warning")
    assert parse(field("time"), f"{text}pm").problem is None


@pytest.mark.parametrize(
    "text",
    [
        "24:00",
        "8:60",
        "13pm",
        "0pm",
        "8",
        "850",
        "08:50:30",
        "-1:00",
        "2460",
        "8 hrs",
        "quarter to nine",
        "8.45-9.00",
        "half eight",
        "midnight",
        "0845pm",
    ],
)
def test_what_is_no_time_of_day_is_a_fault(text: str) -> None:
    assert fault("time", text) == "D0202"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("12", 12),
        (" +12 ", 12),
        ("-3", -3),
        ("1,234", 1234),
        ("12.0", 12),
        (12.0, 12),
        ("007", 7),
        ("-0", 0),
    ],
)
def test_a_whole_number(raw: object, number: int) -> None:
    assert read("integer", raw) == number
    assert isinstance(read("integer", raw), int)


@pytest.mark.parametrize(
    "raw",
    [
        "12.5",
        "twelve",
        "1e5",
        "NaN",
        "inf",
        "1 2",
        "12 sessions",
        "1,23",
        "0x10",
        "1_000",
        True,
        DATE,
        float("nan"),
        float("inf"),
        12.5,
        10**15,
        pytest.param(10**5000, id="of 5000 digits"),
        "1" * 16,
        "９ ９",
    ],
)
def test_a_number_is_never_cut_to_a_whole_one_nor_guessed(raw: object) -> None:
    assert fault("integer", raw) == "D0203"


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("87.50", "87.5"),
        (0.1 + 0.2, "0.3"),
        ("-0.25", "-0.25"),
        ("1,234.5", "1234.5"),
        (1e3, "1000"),
        (87.49999999999999, "87.5"),
    ],
)
def test_a_decimal_number(raw: object, number: str) -> None:
    assert read("decimal", raw) == Decimal(number)


@pytest.mark.parametrize(
    "raw",
    [
        "1e5",
        "NaN",
        "Infinity",
        "1.",
        ".5",
        "1,5",
        "1.2.3",
        "--1",
        1e300,
        Decimal("1e999999"),
        Decimal("NaN"),
        Decimal("1e-40"),
        "1.1234567890123456",
        "123456789012345.000000000001",
    ],
)
def test_a_number_that_no_cell_holds_is_a_fault(raw: object) -> None:
    assert fault("decimal", raw) == "D0204"


def test_limits_of_a_number_are_named() -> None:
    assert fault("integer", "-1", minimum=0) == "D0217"
    assert fault("integer", "11", maximum=10) == "D0217"
    assert fault("percentage", "20", minimum=50) == "D0217"
    assert fault("money", "3000", maximum=2500) == "D0217"
    assert read("integer", "0", minimum=0) == 0
    assert read("integer", "10", maximum=10) == 10


@pytest.mark.parametrize(
    ("raw", "number"), [("87.5%", "87.5"), ("87.5 %", "87.5"), ("0", "0"), ("100", "100"), (87.5, "87.5")]
)
def test_a_percentage(raw: object, number: str) -> None:
    assert read("percentage", raw) == Decimal(number)


@pytest.mark.parametrize("raw", ["101", "-1", "100.1%", "%", "about 90", "90%%", True, "9O%"])
def test_what_is_no_percentage_is_a_fault(raw: object) -> None:
    assert fault("percentage", raw) == "D0205"


@pytest.mark.parametrize(("raw", "number"), [("£160", "160"), ("£1,250.50", "1250.5"), ("80.00", "80"), (12.5, "12.5")])
def test_an_amount_of_money(raw: object, number: str) -> None:
    assert read("money", raw) == Decimal(number)


@pytest.mark.parametrize("raw", ["-1", "12.345", "160p", "€5", "free"])
def test_what_is_no_amount_of_money_is_a_fault(raw: object) -> None:
    assert fault("money", raw) == "D0213"


@pytest.mark.parametrize(("raw", "value"), [("Yes", True), ("y", True), (" NO ", False), ("n", False)])
def test_yes_or_no(raw: object, value: bool) -> None:
    assert read("yes_no", raw) is value


@pytest.mark.parametrize("raw", ["yes / no", "maybe", "1", "0", 1, 0, "true", "none", "not yet", "yesno"])
def test_nothing_but_yes_and_no_is_taken_for_them(raw: object) -> None:
    assert fault("yes_no", raw) == "D0206"


SEN = (Choice("N", "N (none)", ("None", "No SEN")), Choice("K", "SEN support", ("SEN",)), Choice("E", "EHC plan"))


@pytest.mark.parametrize(
    ("text", "code"), [("N (none)", "N"), ("n  (NONE)", "N"), ("k", "K"), ("sen", "K"), ("No SEN", "N")]
)
def test_a_choice_is_read_by_label_code_or_alias(text: str, code: str) -> None:
    assert read("choice", text, choices=SEN) == code


@pytest.mark.parametrize("text", ["", "S", "SEN support, EHC plan", "Choose"])
def test_an_answer_outside_the_choices_is_a_fault(text: str) -> None:
    assert parse(field("choice", choices=SEN), text).value is None
    if text:
        assert fault("choice", text, choices=SEN) == "D0207"


def test_a_name_that_two_choices_share_is_not_settled() -> None:
    shared = (Choice("a", "First", ("other",)), Choice("b", "Second", ("other",)))
    assert fault("choice", "other", choices=shared) == "D0207"


def test_a_label_goes_before_a_code_of_the_same_word() -> None:
    crossed = (Choice("b", "A"), Choice("a", "B"))
    assert read("choice", "A", choices=crossed) == "b"


def test_several_choices_come_in_the_order_of_the_form() -> None:
    assert read("multiple_choice", "EHC plan; sen", choices=SEN) == ("K", "E")
    assert read("multiple_choice", "EHC plan\nEHC plan", choices=SEN) == ("E",)
    assert fault("multiple_choice", "EHC plan; something else", choices=SEN) == "D0207"


def test_a_label_may_hold_a_semicolon() -> None:
    odd = (Choice("a", "Home; school"), Choice("b", "Home"), Choice("c", "School"))
    assert read("multiple_choice", "Home; school", choices=odd) == ("a",)
    assert read("multiple_choice", "Home; school; Home", choices=odd) == ("a", "b")


def test_a_flood_of_semicolons_is_a_fault_and_no_crash() -> None:
    assert fault("multiple_choice", "EHC plan;" * 5000, choices=SEN) == "D0207"


@pytest.mark.parametrize(
    ("text", "code"), [("Red", "red"), ("AMBER", "amber"), ("g", "green"), ("Α", "amber"), ("α", "amber")]
)
def test_a_rating_by_word_or_letter_even_the_greek_one(text: str, code: str) -> None:
    assert read("rating", text) == code


@pytest.mark.parametrize("text", ["amber/green", "r a g", "yellow", "x", "rg"])
def test_two_ratings_or_none_are_a_fault(text: str) -> None:
    assert fault("rating", text) == "D0207"


@pytest.mark.parametrize(
    ("text", "value"), [("/", "/"), ("\\", "\\"), ("c2", "C2"), (" l ", "L"), ("y7", "Y7"), ("#", "#")]
)
def test_an_attendance_code_of_2024(text: str, value: str) -> None:
    assert read("attendance_code", text) == value


@pytest.mark.parametrize("text", ["Y8", "LL", "present", "C3", "A"])
def test_what_never_was_an_attendance_code_is_a_fault(text: str) -> None:
    assert fault("attendance_code", text) == "D0212"


@pytest.mark.parametrize("text", ["H", "j", "F", "Y"])
def test_a_code_that_left_the_set_in_2024_is_kept_with_a_note(text: str) -> None:
    parsed = parse(field("attendance_code"), text)
    assert parsed.value == text.upper()
    assert parsed.problem
    assert (parsed.problem.code, parsed.problem.severity) == ("D0223", "info")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("gir0aa", "GIR 0AA"),
        ("sw1a1aa", "SW1A 1AA"),
        ("M1 1AE", "M1 1AE"),
        ("b33 8th", "B33 8TH"),
        ("CR2 6XH", "CR2 6XH"),
        ("dn551pt", "DN55 1PT"),
        ("W1A 1HQ", "W1A 1HQ"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("zz99 3wz", "ZZ99 3WZ"),
        ("S1 4 DP", "S1 4DP"),
    ],
)
def test_a_postcode_is_normalised(text: str, value: str) -> None:
    assert read("postcode", text) == value


@pytest.mark.parametrize(
    "text", ["GIR 1BB", "Q1 1AA", "S1", "SW1A 1CA", "AI1 1AA", "12345", "S1 4DPX", "AB1C 1AA", "ZZ1 1AA"]
)
def test_what_is_no_postcode_is_a_fault(text: str) -> None:
    assert fault("postcode", text) == "D0208"


@pytest.mark.parametrize(
    "text", ["B801200005001", "R373400024001", "E926400126017", "M80120000500A", "N92640012601X", "b801 2000 05001"]
)
def test_a_upn_with_its_check_letter(text: str) -> None:
    assert read("upn", text) == text.replace(" ", "").upper()


@pytest.mark.parametrize(
    "text", ["A801200005001", "B80120000500", "B8012000050011", "B000200005001", "1801200005001", "B80120000500I"]
)
def test_a_upn_with_a_wrong_letter_length_or_authority_is_a_fault(text: str) -> None:
    assert fault("upn", text) == "D0209"


@pytest.mark.parametrize(
    ("kind", "good", "bad", "code"),
    [
        ("urn", "100 001", "10001", "D0210"),
        ("email", "o'brien@school.example", "o'brien@school", "D0211"),
        ("email", "a.b+c@ysgol.cymru.example", "a b@school.example", "D0211"),
        ("phone", "01632 960123 ext 4", "ring the office", "D0215"),
        ("phone", "+44 (0)1632 960-123", "01632 960123 / 960124", "D0215"),
    ],
)
def test_contact_details(kind: str, good: str, bad: str, code: str) -> None:
    assert show(field(kind), read(kind, good)) in (good, good.replace(" ", ""))  # type: ignore[arg-type]
    assert fault(kind, bad) == code


@pytest.mark.parametrize(
    "text", ["  two  spaces ", "a\tb", "line one\n\n line three", "<&>\"'", "{{7*7}}", "Ŵyn Żółć İnci"]
)
def test_text_is_kept_to_the_letter(text: str) -> None:
    assert read("text", text) == text
    assert read("long_text", text.replace("\n", "\r\n")) == text


def test_lines_drop_the_empty_ones() -> None:
    assert read("lines", "1 Sample Road\r\n\n Exampleton ") == ("1 Sample Road", " Exampleton ")


@pytest.mark.parametrize(
    "kind",
    [
        "date",
        "time",
        "integer",
        "decimal",
        "percentage",
        "money",
        "yes_no",
        "choice",
        "rating",
        "attendance_code",
        "postcode",
        "upn",
        "urn",
        "phone",
        "email",
    ],
)
def test_no_fault_repeats_what_was_written(kind: str) -> None:
    parsed = parse(field(kind, choices=SEN), "Zebedee Quill")
    assert parsed.problem is not None
    assert "Zebedee" not in parsed.problem.what + parsed.problem.help


@pytest.mark.parametrize(
    ("text", "said"), [("0.92", "D0221"), ("0.5", "D0221"), ("0.92%", None), ("0", None), ("1", None), ("92", None)]
)
def test_a_share_of_one_without_its_sign_is_kept_and_told(text: str, said: str | None) -> None:
    parsed = parse(FieldSpec("share", "Share", PERCENTAGE), text)
    assert parsed.value == Decimal(text.removesuffix("%"))
    assert (parsed.problem.code if parsed.problem else None) == said
