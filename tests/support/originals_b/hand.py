"""A hand that completes a form: what it writes at each box, and the truth of it.

Three styles: `a` types neatly, `b` writes as people do, `c` leaves about half empty.
"""

from __future__ import annotations

import random
import re
from datetime import date, time
from typing import Any, NamedTuple

import tsmforms

DOTS = "…………………………"
PUPIL = (
    "Mum rang on Monday and will ring again.",
    "See the log of 12 calls since half term.",
    "Much better since the bus changed. Keep going!",
    "Talked through with both parents – they are happy with this.",
    "Not yet; to be done after the holidays.",
    "Agreed: look at it again in 3 wks",
    "Tutor to speak to her first thing, then ring home.",
    "Yes, with the nurse (twice). Letter is on file.",
)
SCHOOL = (
    "On the agenda for SLT, 2nd week back",
    "See policy p.7 and the log.",
    "Started in Sept – too early to say.",
    "Much better than last yr, still work to do with Yr 10!",
    "Done by the office every Friday (A. Example).",
    "Governors asked for a report; goes to them in the summer.",
)
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
FULL = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MARKS = (("X", "x"), ("✓",), ("✔",), ("yes", "Yes"), ("1",), ("✓", "X"))


class T(NamedTuple):
    """A run of text: b bold, i italic, u underlined, s struck, h highlighted, r ringed, c blue ink."""

    text: str
    look: str = ""


class N(NamedTuple):
    """A typed cell of a workbook."""

    value: Any
    shown: str


def flat(tree: Any, path: str = "") -> dict[str, Any]:
    """Path to value, as in the records; a list of lines is one value."""
    if isinstance(tree, dict):
        pairs = [(f"{path}.{key}" if path else key, value) for key, value in tree.items()]
    elif isinstance(tree, list) and any(isinstance(item, dict) for item in tree):
        pairs = [(f"{path}.{i}", item) for i, item in enumerate(tree)]
    else:
        return {} if tree in (None, "", []) else {path: tree}
    return {k: v for where, value in pairs for k, v in flat(value, where).items()}


def human_date(day: date, how: int) -> str:
    """A date as somebody writes it."""
    d, m, y = day.day, day.month, day.year
    end = "th" if 10 < d < 14 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
    return (
        f"{d:02}/{m:02}/{y}",
        f"{d} {FULL[m - 1]} {y}",
        f"{d}.{m}.{y % 100:02}",
        f"{d}{end} {MONTHS[m - 1]} {y}",
        f"{d}/{m}/{y % 100:02}",
        f"{d:02}-{m:02}-{y}",
        f"{day:%a} {d}{end} {FULL[m - 1]} {y}",
        f"{d:02}.{m:02}.{y}",
    )[how]


def human_time(at: time, how: int) -> str:
    """A time as somebody writes it."""
    twelve, half = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    short = f"{twelve}{half}" if at.minute == 0 else f"{twelve}.{at.minute:02}{half}"
    return (f"{at:%H:%M}", short, f"{at:%H.%M}", f"{twelve}:{at.minute:02} {half}")[how]


class Hand:
    """One completed file: its record, its style, and what of it was written."""

    def __init__(self, form: str, seed: int, style: str, native: bool = False) -> None:
        self.form, self.style, self.seed, self.native = tsmforms.form(form), style, seed, native
        self.record = flat(self.form.example(seed)["answers"])
        self.rng = random.Random(f"{form} {seed}")
        self.marks = self.rng.choice(MARKS) if style == "b" else ("✓",) if style == "a" else ("X",)
        self.ink = self.rng.choice(("", "", "c", "i")) if style == "b" else ""
        self.day = self.rng.choice((0, 0, 1, 7))
        self.written: dict[str, Any] = {}
        self.printed: set[str] = set()
        self.sizes: dict[str, int] = {}
        self.blank: Any = ""

    def own(self, path: str) -> random.Random:
        """Chance that belongs to a path, whatever was written before."""
        return random.Random(f"{self.form.id} {self.seed} {self.style} {path}")

    def says(self, path: str, always: bool = False) -> Any:
        """The answer to be written at this path, or None; from here on the path is printed."""
        self.printed.add(re.sub(r"\.\d+(?=\.|$)", "[]", path))
        if path in self.written:
            return self.written[path]
        value = self.record.get(path)
        if value is None or (self.style == "c" and not always and self.own(path).random() < 0.5):
            return None
        if self.style != "a" and self._is_prose(path) and self.own(path + "?").random() < 0.3:
            value = self.own(path + "!").choice(SCHOOL if self.form.id in ("rag_audit", "termly_record") else PUPIL)
        self.written[path] = value
        return value

    def _is_prose(self, path: str) -> bool:
        leaf = self.form.spec.leaves.get(re.sub(r"\.\d+(?=\.|$)", "[]", path))
        return (
            leaf is not None
            and leaf.field.kind.name == "long_text"
            and leaf.field.key not in ("name", "present", "school_staff", "action", "target", "commitment")
        )

    def prints(self, *patterns: str) -> None:
        """These patterns are printed though nothing may be written there."""
        self.printed.update(patterns)

    def __call__(self, path: str, words: dict[str, str] | None = None, always: bool = False, blank: Any = None) -> Any:
        """What is written in a box: text, or a typed cell."""
        value = self.says(path, always)
        if value is None:
            return self.blank if blank is None else blank
        if words:
            return self._inked(words[value])
        return self._shown(path, value)

    def _shown(self, path: str, value: Any) -> Any:
        chance = self.own(path + "#")
        typed = self.native and self.style != "b"
        if isinstance(value, bool):
            return self._inked(
                ("Yes" if value else "No")
                if self.style == "a"
                else chance.choice(("Yes", "Y", "yes") if value else ("No", "N", "no"))
            )
        if isinstance(value, list):
            return self._inked("\n".join(value))
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            how = chance.randint(2, 7) if self.style == "b" else self.day
            return N(day, "DD/MM/YYYY") if typed else self._inked(human_date(day, how))
        if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
            at = time.fromisoformat(value)
            return (
                N(at, "hh:mm")
                if typed
                else self._inked(human_time(at, chance.randint(1, 3) if self.style == "b" else 0))
            )
        if isinstance(value, int | float):
            return N(value, "General") if typed else self._inked(f"{value:g}")
        return self._inked(value)

    def _inked(self, text: str) -> Any:
        return T(text, self.ink) if self.ink else text

    def pct(self, path: str, sign: str = "%", always: bool = False, blank: Any = None) -> Any:
        """A percentage with its sign; a workbook's cell may be formatted so."""
        value = self.says(path, always)
        if value is None:
            return self.blank if blank is None else blank
        if self.native and self.style != "b":
            return N(round(value / 100, 6), "0.0%") if sign else N(value, "0.0")
        gap = " " if self.style == "b" and self.own(path).random() < 0.3 else ""
        return self._inked(f"{value:g}{gap}{sign}")

    def options(
        self, path: str, pairs: dict[Any, str], sep: str = " / ", ways: str = "", always: bool = False
    ) -> list[Any]:
        """Options printed side by side, and one of them chosen: deleted, struck, bold, ringed ... the others not."""
        value = self.says(path, always)
        if value is None:
            return [sep.join(pairs.values())]
        mostly = "" if self.own(path + "~~").random() < 0.2 else "*"
        chance = self.own(mostly or path + "~")
        way = chance.choice((ways or "s").split("|")) if self.style == "b" else "del" if self.style == "a" else "s"
        if self.style == "a" and "!" in ways:
            way = ways.split("!")[1].split("|", maxsplit=1)[0]
        way = way.strip("!")
        if way == "del":
            return [pairs[value]]
        out: list[Any] = []
        for i, (code, word) in enumerate(pairs.items()):
            out += [sep] if i and sep else []
            out += self._option(word, code == value, way)
        return out

    def _option(self, word: str, chosen: bool, way: str) -> list[Any]:
        if way == "s":
            return [word] if chosen else [T(word, "s")]
        if way == "after":
            return (
                [word, self.marks[0] if len(self.marks[0]) == 1 and self.marks[0] != "1" else "X"] if chosen else [word]
            )
        if way == "before":
            return ["✓ ", word] if chosen else [word]
        return [T(word, way)] if chosen else [word]

    def boxes(
        self, path: str, pairs: dict[Any, str], before: bool = True, gap: str = "    ", always: bool = False
    ) -> list[Any]:
        """Box glyphs before or after their words, one of them ticked."""
        value = self.says(path, always)
        full = "☒" if self.style != "b" else self.own(path + "box").choice(("☒", "☑", "☒"))
        out = []
        for code, word in pairs.items():
            box = full if code == value and value is not None else "☐"
            out.append(f"{box} {word}" if before else f"{word} {box}")
        return [gap.join(out)]

    def tick(self, path: str, code: Any, always: bool = False) -> Any:
        """The mark in the column of this code, or nothing."""
        value = self.says(path, always)
        if value is None or value != code:
            return ""
        return self._inked(self.own(path + "tick").choice(self.marks))

    def rows(self, name: str, least: int = 1) -> range:
        """Which rows of a list are written: all, or the first half of them."""
        size = 1 + max(
            (int(p[len(name) + 1 :].split(".")[0]) for p in self.record if p.startswith(name + ".")), default=-1
        )
        size = max(min(size, least), (size + 1) // 2) if self.style == "c" else size
        self.sizes[name] = size
        return range(size)

    def dotted(
        self, path: str, dots: str = DOTS, how: Any = None, around: str = "b", always: bool = False
    ) -> list[Any]:
        """An answer on a dotted or underlined blank: over it, between what is left of it, or the blank alone."""
        value = (how or self)(path, always=always, blank=dots)
        if path not in self.written:
            return [dots]
        if self.style in around and self.own(path + "dots").random() < 0.7:
            return [dots[:4], value, dots[:9]]
        return [value]

    def truth(self) -> dict[str, Any]:
        """What a reader must find."""
        kept = self._closed_up(dict(sorted(self.written.items())))
        missing = [pattern for pattern in self.form.spec.leaves if pattern not in self.printed]
        return {"form": self.form.id, "answers": kept, "not_there": missing}

    @staticmethod
    def _closed_up(values: dict[str, Any]) -> dict[str, Any]:
        """Rows of lists numbered without gaps: a row left empty is no row."""
        seen: dict[str, list[int]] = {}
        for path in values:
            if found := re.match(r"(\w+)\.(\d+)\.", path):
                seen.setdefault(found[1], []).append(int(found[2]))
        out = {}
        for path, value in values.items():
            new = re.sub(r"^(\w+)\.(\d+)\.", lambda m: f"{m[1]}.{sorted(set(seen[m[1]])).index(int(m[2]))}.", path)
            out[new] = value
        return out


def rich(content: Any) -> list[T]:
    """Whatever a recipe wrote as runs."""
    if content is None:
        return []
    if isinstance(content, T):
        return [content]
    if isinstance(content, N):
        return [T(str(content.value))]
    if isinstance(content, str):
        return [T(content)]
    return [run for part in content for run in rich(part)]


class C(NamedTuple):
    """A cell: its content, how many columns it spans, its shading, bold or not."""

    content: Any
    span: int = 1
    shade: str | None = None
    bold: bool = False


UP = "\x00up"
"""A cell merged with the one above it."""


def statements(hand: Hand, field: str) -> list[tuple[str, str]]:
    """Keys and printed words of a table's rows; where the spec keeps the source's words as an alias, those."""
    spec = next(f for f in hand.form.spec.fields if f.key == field)
    return [(row.key, row.aliases[0] if row.aliases else row.label) for row in spec.rows]
