"""A number as the sheet shows it: by its cell's number format; dates day first, times on the 24-hour clock.

Conditions, fractions and exponents of a format are not followed: the number itself is shown.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal

import attrs

from tsmforms.convert.serials import EPOCH_1900, EPOCH_1904, LAST_SERIAL, LEAP_BUG, moment_of
from tsmforms.model.outline import NumberFormat

_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([0#?.,]+)|(.)', re.DOTALL)
_CODE_LIMIT = 255
"""Characters of a number format; Excel takes no longer one."""

_WIDE = Context(prec=800, rounding=ROUND_HALF_UP)


def serial_of(moment: datetime.datetime, is_1904: bool) -> Decimal:
    """The serial number of a moment: the other way round."""
    passed = moment - (EPOCH_1904 if is_1904 else EPOCH_1900)
    serial = passed.days + Decimal(passed.seconds) / 86_400
    return serial - 1 if not is_1904 and 1 < serial <= LEAP_BUG else serial


@lru_cache(maxsize=2048)
def format_kind(code: str) -> NumberFormat:
    """What a number format shows.

    >>> format_kind('[$-809]dd/mm/yyyy'), format_kind('0.0"days"')
    ('date', 'general')
    """
    bare = _LITERALS.sub("", code[:_CODE_LIMIT].partition(";")[0]).lower()
    if "%" in bare:
        return "percent"
    if bare in ("general", "@"):
        return "general"
    if "y" in bare or "d" in bare:
        return "date"
    if "h" in bare or "s" in bare:
        return "time"
    return "date" if "m" in bare else "general"


@attrs.frozen
class _Section:
    """One part of a number format: words before and after, and how the digits between them are set."""

    before: str
    after: str
    zeros: int = 1
    least: int = 0
    most: int = 0
    thousands: bool = False
    scale: int = 0
    only: Literal["general", "words"] | None = None

    def show(self, number: Decimal) -> str:
        """An amount without its sign."""
        if self.only:
            return self.before if self.only == "words" else general(number)
        number = number.scaleb(self.scale, _WIDE).quantize(Decimal(1).scaleb(-self.most), context=_WIDE)
        whole, _, part = format(number, "f").partition(".")
        whole = whole.lstrip("0").rjust(self.zeros, "0")
        if self.thousands:
            whole = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", whole)
        part = part.rstrip("0").ljust(self.least, "0")
        return f"{self.before}{whole}{'.' if part else ''}{part}{self.after}"


@attrs.frozen
class ShownFormat:
    """A number format taken apart. `sections` are None where a part shows nothing."""

    kind: NumberFormat
    sections: tuple[_Section | None, ...]
    elapsed: bool = False

    @property
    def hides_text(self) -> bool:
        """Whether words in its cells are not shown."""
        return len(self.sections) > 3 and self.sections[3] is None

    def show(self, number: Decimal, is_1904: bool) -> str:
        """The number as shown; empty where the format shows nothing."""
        if self.kind in ("date", "time") and (text := self._moment(float(number), is_1904)) is not None:
            return text
        section, sign = self._section(number)
        return "" if section is None else sign + section.show(abs(number))

    def _section(self, number: Decimal) -> tuple[_Section | None, str]:
        count = min(len(self.sections), 3)
        if number < 0:
            return (self.sections[1], "") if count > 1 else (self.sections[0], "-")
        return self.sections[2 if number == 0 and count > 2 else 0], ""

    def _moment(self, serial: float, is_1904: bool) -> str | None:
        if self.elapsed and 0 <= serial <= LAST_SERIAL:
            minutes = round(serial * 1440)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        moment = moment_of(serial, is_1904)
        if moment is None:
            return None
        clock = moment.strftime("%H:%M")
        if serial < 1 and not (is_1904 and self.kind == "date"):
            return clock
        day = f"{moment:%d/%m/}{moment.year:04}"
        return day if moment.time() == datetime.time() else f"{day} {clock}"


@lru_cache(maxsize=2048)
def shown_format(code: str) -> ShownFormat:
    """The number format of a code such as `dd/mm/yyyy` or `#,##0.00`."""
    kind = format_kind(code)
    elapsed = kind == "time" and re.search(r"\[h+\]", code[:_CODE_LIMIT], re.IGNORECASE) is not None
    return ShownFormat(kind, tuple(map(_section, _split(code[:_CODE_LIMIT]))), elapsed)


def _split(code: str) -> list[str]:
    """The parts between semicolons that are no words."""
    parts = [""]
    for token in re.finditer(r'"[^"]*"|\\.|.', code, re.DOTALL):
        if token[0] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return parts


def _section(code: str) -> _Section | None:
    if not code:
        return None
    digits = ""
    words = ["", ""]
    for token in _TOKEN.finditer(code):
        quoted, escaped, currency, core, char = token.groups()
        if core:
            if digits:
                return _GENERAL
            digits = core
        else:
            words[bool(digits)] += quoted or escaped or currency or char or ""
    bare = _LITERALS.sub("", code).lower()
    if not digits and set(bare) <= _WORDS_ONLY:
        return _Section(words[0], "", only="words")
    if not digits or _is_beyond(bare, digits):
        return _GENERAL
    return _of_digits(words[0], words[1], digits, code.count("%"))


_GENERAL = _Section("", "", only="general")
_WORDS_ONLY = frozenset("+-() ")
_KNOWN = frozenset("0#.,%+-()£$€ '")


def _is_beyond(bare: str, digits: str) -> bool:
    """Whether a format is of a sort that is not followed."""
    return "?" in digits or digits.count(".") > 1 or not set(bare) <= _KNOWN


def _of_digits(before: str, after: str, digits: str, percents: int) -> _Section:
    whole, _, part = digits.partition(".")
    bare = digits.rstrip(",")
    return _Section(
        before,
        after,
        whole.count("0"),
        part.count("0"),
        part.count("0") + part.count("#"),
        "," in whole.rstrip(","),
        2 * percents - 3 * (len(digits) - len(bare)),
    )


def general(number: Decimal) -> str:
    """A number as the format General shows it, in full."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) if number else "0"
