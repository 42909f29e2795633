"""From what a person wrote to a value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal

from tsmforms.codes import CODES_2024, EARLIER_CODES, tidy_code
from tsmforms.convert.problems import Parsed, Problem
from tsmforms.convert.show import show_date, show_number
from tsmforms.model.answers import Primitive
from tsmforms.model.kinds import RATINGS
from tsmforms.model.spec import FieldSpec

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMERIC_DATE = re.compile(r"(\d{1,2})\s*[./\\-]\s*(\d{1,2})\s*[./\\-]\s*(\d{4}|\d{2})\Z")
_ISO_DATE = re.compile(r"(\d{4})[-./](\d{2})[-./](\d{2})\Z")
_NO_YEAR = re.compile(
    r"\d{1,2}\s*[./-]\s*\d{1,2}\Z|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]{3,9}\Z"
    r"|[a-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?\Z"
)
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u2044": "/"})
"""Word makes a dash of a hyphen between spaces, and a fraction's stroke of a slash."""
_AT_MIDNIGHT = re.compile(r"(?<=\d)(?:t|\s+)00:00(?::00(?:\.0+)?)?\Z")
"""What an export adds to a date that its database holds with a time."""
_DAY_MONTH = re.compile(
    r"(?:the\s+)?(\d{1,2})\s?(?:st|nd|rd|th)?[\s./-]*(?:of\s+)?([a-z]{3,9})[.,]*[\s./-]*['\u2018\u2019]?(\d{4}|\d{2})\Z"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})\Z")
_WEEKDAY = re.compile(r"(?:(mon)|(tues?)|(wed(?:nes)?)|(thu(?:rs?)?)|(fri)|(sat(?:ur)?)|(sun))(?:day)?\.?,?\s+")
_TIME = re.compile(r"(\d{1,2})(?:\s?[:.\u00b7]\s?(\d{2}))?(?::00)?\s*([ap]\.?\s?m\.?)?(\s*(?:h|hrs?|hours)\.?)?\Z")
_TIME_OF_FOUR = re.compile(r"(\d{2})(\d{2})(?:\s*(?:h|hrs?|hours)\.?)?()\Z")
_HALF_DAY = 12
_SCHOOL_DAY_BEGINS = 7
"""Before this hour a time without am or pm, such as 2.15, may well be of the afternoon."""
_NOON = frozenset(("noon", "midday", "12 noon", "12noon", "12 midday"))
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,15})?\Z")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,15})?\Z")
_DIGITS = 15
"""Significant digits of a number: what a workbook's cell and a JSON number both hold."""
_PER_CENT = re.compile(r"\s*(?:%|per\s?cent)\.?\Z", re.IGNORECASE)
_MOST_CHOICES = 200
_MIDNIGHT = datetime.time()
_POSTCODE = re.compile(
    r"(GIR(?=0AA)|ZZ99|[A-PR-UWYZ](?:[0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9]{1,2}|[A-HK-Y][0-9][ABEHMNPRVWXY]))"
    r"\s*([0-9][ABD-HJLNP-UW-Z]{2})\Z"
)
_EMAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\Z")
_PHONE = re.compile(r"[+(]?[\d][\d ()+-]{4,30}(?:\s*(?:ext\.?|x)\s*\d{1,6})?\Z", re.IGNORECASE)
_WITHOUT_ITS_NOUGHT = re.compile(r"\(?[1-9](?:[ ()-]*\d){8,9}(?![ ()-]*\d)")
"""Nine or ten digits: a number of this country as it is dialled, but for its first digit."""
_CENTURY_PIVOT = 70
_GREEK_ALPHA = "\u03b1"
"""Some audit forms head their column for amber with the Greek letter, and it is copied from there."""


_LANGUAGE_MARK = re.compile("\x1b[a-zA-Z-]{2,10}\x1b")
"""PDF text strings in UTF-16 may name their language between escape characters (ISO 32000-1, 7.9.2.2)."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, marks of direction, zero-width spaces, soft hyphens and halves of characters.

Joiners stay: emoji need them.
"""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Line ends of every program as `\\n`; nothing else is changed."""
    return _LINE_ENDS.sub("\n", text)


def visible(text: str) -> str:
    """A text without characters that nobody sees, its line ends as `\\n`."""
    return _INVISIBLE.sub("", clean(_LANGUAGE_MARK.sub("", text)))


def parse(field: FieldSpec, raw: Primitive) -> Parsed:
    """The value of what stands in a box; no value and no problem where it is empty.

    Typed cells of a workbook (dates, numbers, true and false) come as they are;
    everything else is text. Text keeps its spaces and line breaks; text of
    spaces alone is unanswered.
    """
    if isinstance(raw, str):
        raw = clean(raw)
        if not raw.strip():
            return Parsed()
    return _PARSERS.get(field.kind, _text)(field, raw)


def _fault(code: str, what: str, advice: str) -> Parsed:
    return Parsed(problem=Problem(code, what, advice))


def plain(raw: Primitive) -> str:
    """The text of a cell: a number without its `.0`, a date day first."""
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    if isinstance(raw, float | Decimal):
        number = _decimal(raw)
        return str(raw) if number is None else show_number(number)
    if isinstance(raw, datetime.datetime):
        time = "" if raw.time() == _MIDNIGHT else f" {plain(raw.time())}"
        return f"{show_date(raw)}{time}"
    if isinstance(raw, datetime.date):
        return show_date(raw)
    if isinstance(raw, datetime.time):
        return raw.isoformat("seconds" if raw.second else "minutes")
    return str(raw)


def _closed_up(text: str) -> str:
    """A text with one space between its words, so that patterns with several runs of spaces stay linear."""
    return " ".join(text.split())


def _text(_field: FieldSpec, raw: Primitive) -> Parsed:
    # As a workbook shows it.
    return Parsed(str(raw).upper() if isinstance(raw, bool) else plain(raw))


def _lines(_field: FieldSpec, raw: Primitive) -> Parsed:
    lines = tuple(line for line in plain(raw).split("\n") if line.strip())
    return Parsed(lines or None)


def _date(_field: FieldSpec, raw: Primitive) -> Parsed:
    if isinstance(raw, datetime.datetime):
        return Parsed(raw.date(), None if raw.time() == _MIDNIGHT else _left_out("a time of day behind its date"))
    if isinstance(raw, datetime.date):
        return Parsed(raw)
    return _written_date(raw.strip().lower()) if isinstance(raw, str) else _no_date("is not a date")


def _no_date(what: str) -> Parsed:
    return _fault("D0201", what, "enter a date that exists, day first, for example 14/09/2026")


def _left_out(what: str) -> Problem:
    return Problem("D0222", f"holds {what}, which was left out", "check the cell", "info")


def _written_date(text: str) -> Parsed:
    text = text.translate(_DASHES).rstrip(" .,;")
    weekday = _WEEKDAY.match(text)
    numbers = _date_numbers(_AT_MIDNIGHT.sub("", text[weekday.end() :] if weekday else text))
    if numbers is None:
        return _no_date("is a date without its year" if _lacks_year(text) else "is not a date")
    year, month, day, short = numbers
    try:
        value = datetime.date(year, month, day)
    except ValueError:
        return _no_date("is not a date that exists")
    if weekday and weekday.lastindex != value.isoweekday():
        return _no_date("names another day of the week than its date")
    century = f"the year with two digits; it was read as one of the {year // 100}00s"
    return Parsed(value, Problem("D0214", f"gives {century}", "check the year", "info") if short else None)


def _date_numbers(text: str) -> tuple[int, int, int, bool] | None:
    if m := _ISO_DATE.match(text):
        return int(m[1]), int(m[2]), int(m[3]), False
    if m := _NUMERIC_DATE.match(text):
        return _year(m[3]), int(m[2]), int(m[1]), len(m[3]) == 2
    if (m := _DAY_MONTH.match(text)) and (month := _month(m[2])):
        return _year(m[3]), month, int(m[1]), len(m[3]) == 2
    if (m := _MONTH_DAY.match(text)) and (month := _month(m[1])):
        return _year(m[3]), month, int(m[2]), len(m[3]) == 2
    return None


def _lacks_year(text: str) -> bool:
    weekday = _WEEKDAY.match(text)
    return _NO_YEAR.match(text[weekday.end() :] if weekday else text) is not None


def _month(name: str) -> int | None:
    short = name[:3]
    if short not in _MONTHS:
        return None
    full = _MONTH_NAMES[_MONTHS.index(short)]
    return _MONTHS.index(short) + 1 if full.startswith(name) or name == "sept" else None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 4:
        return number
    return 2000 + number if number < _CENTURY_PIVOT else 1900 + number


def _time(_field: FieldSpec, raw: Primitive) -> Parsed:
    if isinstance(raw, datetime.datetime):
        raw = raw.time()
    if isinstance(raw, datetime.time):
        minutes = raw.replace(second=0, microsecond=0, tzinfo=None)
        return Parsed(minutes, None if minutes == raw else _left_out("seconds"))
    return _written_time(_closed_up(raw).lower()) if isinstance(raw, str) else _no_time()


def _no_time() -> Parsed:
    return _fault("D0202", "is not a time of day", "enter a time such as 08:50 or 2.15pm")


def _written_time(text: str) -> Parsed:
    if text in _NOON:
        return Parsed(datetime.time(12))
    match = _TIME_OF_FOUR.match(text) or _TIME.match(text)
    if not match or (match[2] is None and not match[3]):
        return _no_time()
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "")[:1]
    if half and not 1 <= hour <= _HALF_DAY:
        return _no_time()
    bare = not half and len(match[1]) == 1 and 1 <= hour < _SCHOOL_DAY_BEGINS
    hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0) if half else hour
    if hour > 23 or minute > 59:
        return _no_time()
    return Parsed(datetime.time(hour, minute), _morning_or_not() if bare else None)


def _morning_or_not() -> Problem:
    return Problem(
        "D0224",
        "has neither am nor pm; it was read as a time before noon",
        "write it with am or pm, or as 14:15",
        "warning",
    )


def _decimal(raw: Primitive) -> Decimal | None:
    """The number; None where it is none, or longer than a cell of a workbook and a JSON number hold.

    A typed cell is taken at the 15 digits Excel shows, so the 0.30000000000000004
    of a computed cell is 0.3.
    """
    if isinstance(raw, bool | datetime.date | datetime.time):
        return None
    if isinstance(raw, str):
        text = raw.strip()
        if not _NUMBER.match(text) and not _THOUSANDS.match(text):
            return None
        return _short_enough(Decimal(text.replace(",", "")))
    if isinstance(raw, float):
        return _short_enough(Decimal(format(raw, f".{_DIGITS}g")))
    return _short_enough(Decimal(raw)) if isinstance(raw, Decimal) or abs(raw) < 10**_DIGITS else None


def _short_enough(number: Decimal) -> Decimal | None:
    if not number.is_finite() or number.adjusted() >= _DIGITS or len(number.as_tuple().digits) > 2 * _DIGITS - 3:
        return None
    short = number.normalize() + 0  # without trailing zeros, and no minus zero
    exponent = int(short.as_tuple().exponent)
    return short if len(short.as_tuple().digits) <= _DIGITS and exponent >= -_DIGITS else None


def _limits(field: FieldSpec, number: Decimal) -> Parsed | None:
    low, high = field.minimum, field.maximum
    if low is not None and number < low:
        return _fault("D0217", f"is less than {low}", f"enter a number from {low}")
    if high is not None and number > high:
        return _fault("D0217", f"is more than {high}", f"enter a number up to {high}")
    return None


def _integer(field: FieldSpec, raw: Primitive) -> Parsed:
    number = _decimal(raw)
    if number is None or number != number.to_integral_value():
        return _fault("D0203", "is not a whole number", "enter a whole number, in figures")
    return _limits(field, number) or Parsed(int(number))


def _number(field: FieldSpec, raw: Primitive) -> Parsed:
    number = _decimal(raw)
    if number is None:
        return _fault("D0204", "is not a number", "enter a number, in figures")
    return _limits(field, number) or Parsed(number)


def _percentage(field: FieldSpec, raw: Primitive) -> Parsed:
    text = _PER_CENT.sub("", _closed_up(raw)) if isinstance(raw, str) else raw
    number = _decimal(text)
    if number is None or not 0 <= number <= 100:
        return _fault("D0205", "is not a percentage from 0 to 100", "enter a percentage, for example 87.5%")
    return _limits(field, number) or Parsed(number, _share_of_one(raw, number))


def _share_of_one(raw: Primitive, number: Decimal) -> Problem | None:
    """What is to be said of 0.92 without its sign: it stands as it is, and may have been meant as 92%."""
    if not isinstance(raw, str) or _PER_CENT.search(_closed_up(raw)) or not 0 < number < 1:
        return None
    return Problem(
        "D0221",
        "has no percentage sign and is less than 1, so it may be a share of one; it was read as a percentage",
        "write it with its sign, for example 0.9% or 90%",
        "warning",
    )


def _money(field: FieldSpec, raw: Primitive) -> Parsed:
    text = raw.strip().removeprefix("£").lstrip() if isinstance(raw, str) else raw
    number = _decimal(text)
    if number is None or number < 0 or number != round(number, 2):
        return _fault("D0213", "is not an amount in pounds", "enter an amount such as £160 or £12.50")
    return _limits(field, number) or Parsed(number)


def _yes_no(_field: FieldSpec, raw: Primitive) -> Parsed:
    if isinstance(raw, bool):
        return Parsed(raw)
    word = str(raw).strip().rstrip(" .!,;").lower()
    if word in ("yes", "y"):
        return Parsed(True)
    if word in ("no", "n"):
        return Parsed(False)
    return _fault("D0206", "is neither yes nor no", "enter Yes or No")


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _match_choice(field: FieldSpec, word: str) -> str | None:
    """The one choice of this label, else of this code, else of this alias; None where two share it."""
    folded = _fold(word)
    for names in (lambda c: (c.label,), lambda c: (c.code,), lambda c: c.aliases):
        matches = [choice.code for choice in field.choices if folded in map(_fold, names(choice))]
        if matches:
            return matches[0] if len(matches) == 1 else None
    return None


def _choice(field: FieldSpec, raw: Primitive) -> Parsed:
    code = _match_choice(field, plain(raw))
    if code is None:
        return _fault(
            "D0207", "is not one of the choices", "choose one of: " + "; ".join(c.label for c in field.choices)
        )
    return Parsed(code)


def _multiple(field: FieldSpec, raw: Primitive) -> Parsed:
    words = [word.strip() for word in re.split(r"[;\n]", plain(raw)) if word.strip()]
    codes = _codes(field, words) if len(words) <= _MOST_CHOICES else None
    if codes is None:
        return _fault(
            "D0207",
            "names something that is not one of the choices",
            "choose from: " + "; ".join(c.label for c in field.choices),
        )
    return Parsed(tuple(c.code for c in field.choices if c.code in codes) or None)


def _codes(field: FieldSpec, words: list[str]) -> set[str] | None:
    """The choices of a list, longest first, since a label may hold a semicolon itself; None where one is none."""
    if not words:
        return set()
    longest = 1 + max((choice.label.count(";") for choice in field.choices), default=0)
    for count in range(min(longest, len(words)), 0, -1):
        first = _match_choice(field, "; ".join(words[:count]))
        rest = _codes(field, words[count:]) if first else None
        if first and rest is not None:
            return {first, *rest}
    return None


def _rating(_field: FieldSpec, raw: Primitive) -> Parsed:
    word = _fold(plain(raw)).replace(_GREEK_ALPHA, "a")
    for code, label in RATINGS:
        if word in (code, label[0].lower()):
            return Parsed(code)
    return _fault("D0207", "is not red, amber or green", "enter Red, Amber or Green")


def _attendance_code(_field: FieldSpec, raw: Primitive) -> Parsed:
    code = tidy_code(plain(raw))
    if code in CODES_2024:
        return Parsed(code)
    if code in EARLIER_CODES:
        return Parsed(
            code,
            Problem(
                "D0223",
                "is a code that registers held until 18 August 2024",
                "nothing to do where the session was before 19 August 2024",
                "info",
            ),
        )
    return _fault("D0212", "is not an attendance code", "enter a code of the 2024 set, for example L or C2")


def _postcode(_field: FieldSpec, raw: Primitive) -> Parsed:
    match = _POSTCODE.match(re.sub(r"\s+", "", plain(raw)).upper())
    if not match:
        return _fault("D0208", "is not a UK postcode", "enter a full postcode, for example ZZ99 3WZ")
    return Parsed(f"{match[1]} {match[2]}")


def _upn(_field: FieldSpec, raw: Primitive) -> Parsed:
    from stdnum.exceptions import ValidationError
    from stdnum.gb import upn

    try:
        return Parsed(upn.validate(plain(raw)))
    except ValidationError:
        return _fault(
            "D0209",
            "is not a unique pupil number",
            "copy the 13 characters from the school's system; the first letter checks the rest",
        )


def _urn(_field: FieldSpec, raw: Primitive) -> Parsed:
    text = re.sub(r"\s+", "", plain(raw))
    if re.fullmatch(r"[0-9]{6}", text):
        return Parsed(text)
    return _fault("D0210", "is not a school's unique reference number", "enter its six digits")


def _phone(_field: FieldSpec, raw: Primitive) -> Parsed:
    text = plain(raw).strip()
    if _PHONE.match(text):
        return (
            _fault(
                "D0215",
                "lacks the 0 it begins with, which a workbook drops from a number",
                "enter it as text, with its 0",
            )
            if _WITHOUT_ITS_NOUGHT.match(text)
            else Parsed(text)
        )
    return _fault("D0215", "is not a telephone number", "enter the number in figures, for example 01632 960123")


def _email(_field: FieldSpec, raw: Primitive) -> Parsed:
    text = plain(raw).strip()
    if _EMAIL.match(text):
        return Parsed(text)
    return _fault("D0211", "is not an e-mail address", "enter an address such as office@school.example")


def _image(_field: FieldSpec, _raw: Primitive) -> Parsed:
    return Parsed()


_PARSERS: dict[str, Callable[[FieldSpec, Primitive], Parsed]] = {
    "text": _text,
    "long_text": _text,
    "lines": _lines,
    "date": _date,
    "time": _time,
    "integer": _integer,
    "decimal": _number,
    "percentage": _percentage,
    "money": _money,
    "yes_no": _yes_no,
    "choice": _choice,
    "multiple_choice": _multiple,
    "rating": _rating,
    "attendance_code": _attendance_code,
    "postcode": _postcode,
    "upn": _upn,
    "urn": _urn,
    "phone": _phone,
    "email": _email,
    "image": _image,
}
