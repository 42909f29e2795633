"""One completed copy of an original: what its writer put in, how, and the truth of it."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import attrs

import tsmforms
from tests.support.judging import flat

from .answers import POOLS

Options = Sequence[tuple[str, str]]
YES_NO: Options = (("yes", "Yes"), ("no", "No"))
RATINGS: Options = (("red", "Red"), ("amber", "Amber"), ("green", "Green"))
FILLS = {"red": "FF0000", "amber": "FFC000", "green": "92D050"}


@attrs.frozen
class Run:
    """Words with the look they have."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    highlight: bool = False
    colour: str = ""
    size: float = 0


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


DATES: dict[str, Callable[[date], str]] = {
    "dots": lambda d: f"{d.day}.{d.month}.{d:%y}",
    "full dots": lambda d: f"{d:%d.%m.%Y}",
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "short": lambda d: f"{d.day}/{d.month}/{d:%y}",
    "ordinal": lambda d: f"{_ordinal(d.day)} {d:%B %Y}",
    "abbreviated": lambda d: f"{_ordinal(d.day)} {'Sept' if d.month == 9 else format(d, '%b')} {d:%Y}",
    "weekday": lambda d: f"{d:%a} {d.day} {d:%b %Y}",
    "long weekday": lambda d: f"{d:%A} {_ordinal(d.day)} {d:%B %Y}",
    "hyphens": lambda d: f"{d.day}-{d:%b}-{d:%y}",
    "of": lambda d: f"{_ordinal(d.day)} of {d:%B %Y}",
    "iso": lambda d: d.isoformat(),
}
TIMES: dict[str, Callable[[int, int], str]] = {
    "colon": lambda h, m: f"{h:02}:{m:02}",
    "dot": lambda h, m: f"{h}.{m:02}",
    "clock": lambda h, m: f"{(h - 1) % 12 + 1}{f'.{m:02}' if m else ''}{'am' if h < 12 else 'pm'}",
}


@attrs.frozen
class Hand:
    """How one person fills in a form; `keep` is the share of answers this person gives."""

    dates: Sequence[str] = ("slashes",)
    time: str = "colon"
    choose: str = "strike"
    tick: str = "X"
    percent: str = "%"
    keep: float = 1
    ink: Run = Run("")


def pattern(path: str) -> str:
    """`actions.0.owner` is `actions.#.owner`."""
    return re.sub(r"\.\d+(?=\.|$)", ".#", path)


def _matches(known: str, path: str) -> bool:
    parts, given = known.split("."), pattern(path).split(".")
    return len(parts) == len(given) and all(a in ("*", b) for a, b in zip(parts, given, strict=True))


def _record(form: str, seed: int) -> dict[str, Any]:
    answers = flat(dict(tsmforms.form(form).example(seed)["answers"]))
    turns = {known: itertools.cycle(random.Random(seed).sample(pool, len(pool))) for known, pool in POOLS.items()}
    for path in answers:
        for known, turn in turns.items():
            if _matches(known, path):
                answers[path] = next(turn)
    return answers


class Copy:
    """A record that is written into a layout piece by piece; what a layout asks for is printed on it."""

    def __init__(self, form: str, seed: int, hand: Hand, **changed: Any) -> None:
        self.form, self.seed, self.hand = form, seed, hand
        self.record = _record(form, seed) | {path.replace("__", "."): value for path, value in changed.items()}
        self.answers: dict[str, Any] = {}
        self.printed: set[str] = set()
        self.unclear: list[str] = []

    def chance(self, path: str) -> float:
        """The same chance for the same question of the same copy, whoever asks."""
        return random.Random(f"{self.seed} {path}").random()

    def take(self, path: str, must: bool = False) -> Any:
        """The value this person gives, or nothing; from now on the layout prints the question."""
        self.printed.add(path)
        value = self.record.get(path)
        if value is None or (not must and self.chance(path) >= self.hand.keep):
            return None
        self.answers[path] = value
        return value

    def rows(self, name: str, most: int) -> int:
        """How many rows of a list are filled in."""
        there = len({path.split(".")[name.count(".") + 1] for path in self.record if path.startswith(f"{name}.")})
        return min(there, most) if self.hand.keep == 1 else min(there, most, 2)

    def ink(self, text: str) -> Run:
        """Words in this person's ink."""
        return attrs.evolve(self.hand.ink, text=text)

    def said(self, path: str, blank: str = "", join: str = "\n", must: bool = False) -> str:
        """An answer as this person types it."""
        value = self.take(path, must)
        if value is None:
            return blank
        if isinstance(value, list):
            return join.join(map(str, value))
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return self._date(path, value)
        if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
            return TIMES[self.hand.time](*map(int, value.split(":")))
        if isinstance(value, str):
            self.answers[path] = typed = value.replace("\n", join)
            return typed
        return f"{value:g}"

    def _date(self, path: str, value: str) -> str:
        style = self.hand.dates[int(self.chance(f"style {path}") * len(self.hand.dates))]
        return DATES[style](date.fromisoformat(value))

    def native(self, path: str, must: bool = False) -> Any:
        """An answer as Excel keeps it: a real date, a real number."""
        value = self.take(path, must)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
        if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
            return time(*map(int, value.split(":")))
        return "\n".join(value) if isinstance(value, list) else value

    def put(self, path: str, blank: str = "", join: str = "\n", must: bool = False) -> Run | str:
        """An answer in this person's ink; a blank is part of the form."""
        text = self.said(path, "", join, must)
        return self.ink(text) if text else blank

    def figure(self, path: str, blank: str = "") -> Run | str:
        """A percentage, with or without its sign."""
        text = self.said(path)
        return self.ink(text + self.hand.percent) if text else blank

    def code(self, path: str, must: bool = False) -> str:
        """The code of a choice, `yes` or `no` for a truth value, or nothing."""
        value = self.take(path, must)
        return {True: "yes", False: "no", None: ""}.get(value, value) if not isinstance(value, str) else value

    def options(self, path: str, options: Options = YES_NO, sep: str = " / ", choose: str = "") -> list[Run | str]:
        """The choices printed side by side, with the chosen one marked as this person marks it."""
        code, how = self.code(path), choose or self.hand.choose
        if code and how == "delete":
            return [self.ink(dict(options)[code])]
        pieces: list[Run | str] = []
        for index, (one, word) in enumerate(options):
            pieces += [sep] if index else []
            pieces += _marked(how, word, one == code, bool(code), self.hand.tick)
        return pieces

    def boxes(
        self,
        path: str,
        options: Options = YES_NO,
        empty: str = "☐",
        full: str = "☒",
        after: bool = False,
        sep: str = "   ",
    ) -> str:
        """A box beside each choice."""
        code = self.code(path)
        glyphs = [(word, full if one == code else empty) for one, word in options]
        return sep.join(f"{word} {glyph}" if after else f"{glyph} {word}" for word, glyph in glyphs)

    def ticks(self, path: str, options: Options = YES_NO) -> list[str]:
        """A cell for each choice, the chosen one ticked."""
        code = self.code(path)
        return [self.hand.tick if one == code else "" for one, _ in options]

    def word(self, path: str, options: Options) -> str:
        """The chosen word alone."""
        return dict(options).get(self.code(path), "")

    def truth(self) -> str:
        """The truth file."""
        asked = {pattern(path) for path in self.printed}
        missing = sorted(path for path in self.record if pattern(path) not in asked)
        truth = {"form": self.form, "answers": dict(sorted(self.answers.items())), "not_there": missing}
        if self.unclear:
            truth["unclear"] = sorted(self.unclear)
        return json.dumps(truth, ensure_ascii=False, indent=1) + "\n"

    def write_truth(self, file: Path) -> None:
        """The truth beside a file."""
        file.with_suffix(".json").write_text(self.truth(), encoding="utf-8")


def _marked(how: str, word: str, chosen: bool, answered: bool, tick: str) -> list[Run | str]:
    if how == "strike":
        return [Run(word, strike=answered and not chosen)]
    if not chosen:
        return [word]
    marked: dict[str, list[Run | str]] = {
        "ring": [Run(word, bold=True, underline=True)],
        "highlight": [Run(word, highlight=True)],
        "before": [Run(f"{tick} "), word],
        "after": [word, Run(f" {tick}")],
    }
    return marked[how]


def numbered(lines: Iterable[str], style: str = "{}) ") -> list[str]:
    """Lines with their numbers."""
    return [style.format(number) + line for number, line in enumerate(lines, 1)]
