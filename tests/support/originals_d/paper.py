"""One completed form: invented answers, how its writer writes them, and the truth of what was printed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

FORENAMES = [
    "Zog",
    "Pim",
    "Wilmot",
    "Ottoline",
    "Bartle",
    "Xanthe",
    "Quill",
    "Marmaduke",
    "Fenella",
    "Ulric",
    "Tansy",
    "Ignatius",
]
SURNAMES = [
    "Imaginary",
    "Pretendson",
    "Fabricate",
    "Madeup-Jones",
    "Notreal",
    "O'Fiction",
    "Makebelieve",
    "Phantasm",
    "Dummydata",
]
ROLES = [
    "Headteacher",
    "Deputy Head",
    "Assistant Head (Pastoral)",
    "Attendance Manager",
    "Head of Year",
    "Class teacher",
    "SENCo",
    "EWO",
]
OPENERS = [
    "Spoke to family on {day}",
    "Agreed with mum and nan on {day}",
    "Form tutor reports from {day}",
    "Reviewed on {day}",
    "Office rang on {day}",
    "Support worker visited on {day}",
]
MIDDLES = [
    "bus from Nowhere Lane is often late",
    "sleep is poor after late shifts",
    "maths set has been changed",
    "inhaler plan is being written",
    "friendship problem in room {n}",
    "breakfast place offered, {n} days used",
    "uniform voucher no. {n} given",
    "{n} sessions lost to appointments",
    "quiet space used {n} times",
    "reading age up by {n} months",
    "worksheet pack {n} sent home",
]
TAILS = [
    "will ring again in {n} days",
    "to be looked at in week {n}",
    "no further worry",
    "notes kept in folder {n}",
    "waiting for the clinic to reply",
    "going well so far",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


class Bit(NamedTuple):
    """A few words of an answer as written; struck words were an answer before."""

    text: str
    struck: bool = False


class Inventor:
    """Makes up people, dates and remarks; the same seed makes up the same."""

    def __init__(self, seed: int, style: str) -> None:
        self.rng, self.style = random.Random(seed), style
        self.told: set[str] = set()
        self.start = date(2025, 9, 8) + timedelta(days=self.rng.randrange(60))

    def name(self) -> str:
        return f"{self.rng.choice(FORENAMES)} {self.rng.choice(SURNAMES)}"

    def role(self) -> str:
        return self.rng.choice(ROLES)

    def people(self, count: int) -> list[str]:
        return [f"{self.name()} ({self.role()})" for _ in range(count)]

    def day(self, after: int = 0, spread: int = 20) -> date:
        found = self.start + timedelta(days=after + self.rng.randrange(spread))
        return found - timedelta(days=max(0, found.weekday() - 4))

    def born(self) -> date:
        return date(2009 + self.rng.randrange(9), 1 + self.rng.randrange(12), 1 + self.rng.randrange(28))

    def few(self) -> str:
        return self._told(MIDDLES)

    def remark(self) -> str:
        """What is written in a large box: a few words, or two paragraphs."""
        if self.style == "terse":
            return self.few()
        one = f"{self._told(OPENERS)}: {self._told(MIDDLES)}, {self._told(TAILS)}."
        if self.style == "messy":
            return one if self.rng.random() < 0.5 else self.few()
        return f"{one}\n{self._told(OPENERS)}; {self._told(MIDDLES)}. Also {self._told(MIDDLES)}."

    def _told(self, among: Iterable[str]) -> str:
        said = ""
        for _ in range(60):
            said = self.rng.choice(list(among)).format(n=self.rng.randrange(2, 40), day=self.rng.choice(DAYS))
            if among is not MIDDLES or said not in self.told:
                break
        self.told.add(said)
        return said

    def percent(self, low: float = 40, high: float = 95) -> float:
        return round(self.rng.uniform(low, high), 1)

    def whole(self, high: int) -> int:
        return self.rng.randrange(1, high)

    def flag(self) -> bool:
        return self.rng.random() < 0.6

    def phone(self) -> str:
        return f"01632 960{self.rng.randrange(100, 999)}"


class Paper:
    """The answers of one copy, and which of them a layout has shown so far."""

    def __init__(self, form: str, seed: int, style: str, data: Callable[[Inventor], Mapping[str, Any]]) -> None:
        self.form, self.style = form, style
        inventor = Inventor(seed, style)
        self.rng = inventor.rng
        self.answers = dict(data(inventor))
        self.truth: dict[str, Any] = {}
        self.unclear: set[str] = set()
        self.remarks = style == "messy"
        blank = {"terse": 0.3, "full": 0.0, "messy": 0.15}[style]
        for path in [one for one in self.answers if not kept(one)]:
            if self.rng.random() < blank:
                del self.answers[path]

    def take(self, path: str) -> Any:
        """The answer, which the layout now shows in its own way."""
        value = self.answers.get(path)
        if value is not None:
            self.truth[path] = plain(value)
        return value

    def bits(self, path: str, na: bool = True) -> list[Bit]:
        """The answer as its writer writes it."""
        value = self.answers.get(path)
        if value is None:
            if self.remarks and na and self.rng.random() < 0.2:
                self.unclear.add(path)
                return [Bit(self.rng.choice(["n/a", "N/A", "n/a"]))]
            return []
        written = str(self.take(path)) if path.endswith(".days") else self.written(self.take(path))
        if not self.remarks:
            return [Bit(written)]
        return self._messy(path, value, written)

    def _messy(self, path: str, value: Any, written: str) -> list[Bit]:
        luck = self.rng.random()
        if isinstance(value, date) and luck < 0.15:
            return [Bit(self.written(value - timedelta(days=7)), True), Bit(" "), Bit(written)]
        if isinstance(value, date) and luck < 0.25:
            return [Bit(f"dd/mm/yyyy {written}")]
        if isinstance(value, float) and luck < 0.2 and not path.endswith(".days"):
            return [Bit("61.0%", True), Bit(" "), Bit(written)]
        if isinstance(value, str) and luck < 0.1:
            return [Bit("To be confirmed", True), Bit(" "), Bit(written)]
        return [Bit(written)]

    def text(self, path: str, na: bool = True) -> str:
        """The answer in plain words, for a place that has no struck text."""
        return "".join(one.text for one in self.bits(path, na) if not one.struck).strip()

    def written(self, value: Any) -> str:
        """A value as this writer writes it."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, date):
            return self._dated(value)
        if isinstance(value, time):
            return (
                value.strftime("%H:%M") if self.style == "full" else f"{(value.hour - 1) % 12 + 1}.{value:%M%p}".lower()
            )
        if isinstance(value, float):
            return f"{value}%" if self.style != "terse" else f"{value}"
        return "\n".join(value) if isinstance(value, list) else str(value)

    def _dated(self, value: date) -> str:
        shapes = {"terse": ["{0:%d/%m/%y}"], "full": ["{1} {0:%B %Y}"]}
        messy = ["{1}{2} {0:%b %Y}", "{1}.{3}.{0:%y}", "{0:%a} {1} {0:%b} {0:%Y}", "{1}/{3}/{0:%Y}"]
        ends = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
        shape = self.rng.choice(shapes.get(self.style, messy))
        return shape.format(value, value.day, ends.get(value.day, "th"), value.month)

    def aside(self) -> str:
        """An extra remark next to a box, now and then."""
        return self.rng.choice([" (see file)", " - since half term", " as discussed"]) if self._chatty() else ""

    def _chatty(self) -> bool:
        return self.remarks and self.rng.random() < 0.15

    def rows(self, name: str) -> int:
        """How many rows of a list have an answer."""
        found = {int(path.split(".")[1]) for path in self.answers if path.startswith(f"{name}.")}
        return max(found, default=-1) + 1

    def write(self, file: Path) -> None:
        """The truth next to the file."""
        known = {"form": self.form, "style": self.style, "answers": dict(sorted(self.truth.items()))}
        if self.unclear:
            known["unclear"] = sorted(self.unclear)
        file.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


FIRST = frozenset({"action", "target", "commitment", "name", "pupil", "meeting", "position"})


def kept(path: str) -> bool:
    """Rows of lists keep the column that makes them a row."""
    steps = path.split(".")
    return any(step.isdigit() for step in steps) and steps[-1] in FIRST


def plain(value: Any) -> Any:
    """A value as a truth file gives it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value
