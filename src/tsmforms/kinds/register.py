"""What registers and the department's lists know pupils, schools and sessions by."""

from __future__ import annotations

import random
import re

from tsmforms.codes import CODES_2024, EARLIER_CODES, tidy_code
from tsmforms.convert.jsonvalues import text_from_json
from tsmforms.convert.text import plain
from tsmforms.diagnostics import worded
from tsmforms.kinds.words import LENGTH
from tsmforms.model.answers import Primitive
from tsmforms.model.kinds import Entry, Kind
from tsmforms.model.parsed import Parsed, Problem, unread
from tsmforms.model.spec import FieldSpec

# --- a register code


def _attendance_code(_field: FieldSpec, raw: Primitive) -> Parsed:
    code = tidy_code(plain(raw))
    if code in CODES_2024:
        return Parsed(code)
    if code in EARLIER_CODES:
        return Parsed(
            code,
            Problem(
                "D0223",
                worded("D0223"),
                "nothing to do where the session was before 19 August 2024",
                "info",
            ),
        )
    return unread("D0212", worded("D0212"), "enter a code of the 2024 set, for example L or C2")


def _sample_code(_field: FieldSpec, rng: random.Random) -> str:
    return rng.choice(sorted(code for code, meaning in CODES_2024.items() if meaning.endswith("authorised")))


ATTENDANCE_CODE = Kind(
    name="attendance_code",
    meaning="a register code of the 2024 set",
    type=str,
    max_length=2,
    entry=Entry("text", LENGTH, codes=(*CODES_2024, *sorted(EARLIER_CODES))),
    parse=_attendance_code,
    from_json=text_from_json,
    sample=_sample_code,
    nth=lambda _, n: ("I", "M", "O")[n % 3],
)


# --- a unique pupil number


_UPN_SHAPE = re.compile(r"[A-HJ-NP-RT-Z][2-9]\d{10}[0-9A-HJ-NP-RT-Z]")


def _upn(_field: FieldSpec, raw: Primitive) -> Parsed:
    from stdnum.gb.upn import calc_check_digit, compact

    number = compact(plain(raw))
    # Not stdnum's own judgement: its list of local authorities lacks those made since 2019.
    if _UPN_SHAPE.fullmatch(number) and calc_check_digit(number[1:]) == number[0]:
        return Parsed(number)
    return unread(
        "D0209",
        worded("D0209"),
        "copy the 13 characters from the school's system; the first letter checks the rest",
    )


def _sample_upn(_field: FieldSpec, rng: random.Random) -> str:
    """With its check letter; the establishment 0000 exists nowhere."""
    from stdnum.gb.upn import calc_check_digit

    rest = f"8010000{rng.randrange(10, 26):02d}{rng.randrange(1000):03d}"
    return f"{calc_check_digit(rest)}{rest}"


UPN = Kind(
    name="upn",
    meaning="a unique pupil number: 13 characters with a check letter",
    type=str,
    max_length=13,
    entry=Entry("text", LENGTH, pattern="^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$"),
    parse=_upn,
    from_json=text_from_json,
    sample=_sample_upn,
    nth=lambda _, n: ("R373400024001", "E926400126017")[n % 2],
    called="a unique pupil number",
    good=("B801200005001", "R373400024001"),
    bad=("A801200005001", "B80120"),
)


# --- a school's number


def _urn(_field: FieldSpec, raw: Primitive) -> Parsed:
    text = re.sub(r"\s+", "", plain(raw))
    if re.fullmatch(r"[0-9]{6}", text):
        return Parsed(text)
    return unread("D0210", worded("D0210"), "enter its six digits")


URN = Kind(
    name="urn",
    meaning="a school's unique reference number: 6 digits",
    type=str,
    max_length=6,
    entry=Entry("text", LENGTH, pattern="^[0-9]{6}$"),
    parse=_urn,
    from_json=text_from_json,
    sample=lambda _, rng: f"999{rng.randrange(1000):03d}",
    nth=lambda _, n: f"{100000 + n}",
    called="a school's unique reference number, six digits",
    good=("100001",),
    bad=("1000", "10000A"),
)
