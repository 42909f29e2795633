"""The hand that completes an original: answers of an example, written as people write them, and their truth."""

from __future__ import annotations

import datetime
import json
import random
import re
import zlib
from pathlib import Path
from typing import Any

import attrs

import tsmforms
from tsmforms.keys import pattern
from tsmforms.specs.values import close_up

STYLES = ("neat", "hands", "sparse")
_DATES = {
    "neat": ("{d:%d}/{d:%m}/{d:%Y}",),
    "sparse": ("{d.day}/{d.month}/{d:%y}", "{d.day} {d:%B} {d:%Y}"),
    "hands": (
        "{d.day}.{d.month}.{d:%y}",
        "{d.day}{th} {d:%b} {d:%Y}",
        "{d:%d}/{d:%m}/{d:%Y}",
        "{d.day} {d:%B} {d:%Y}",
        "{d:%A} {d.day}{th} {d:%B} {d:%Y}",
        "{d.day}-{d.month}-{d:%Y}",
    ),
}
_YES_NO = {
    "neat": (("Yes", "No"),),
    "sparse": (("Yes", "No"), ("yes", "no")),
    "hands": (("yes", "no"), ("Y", "N"), ("YES", "NO"), ("Yes", "No")),
}


@attrs.frozen
class Typed:
    """What a workbook's cell stores, and its number format."""

    value: Any
    format: str = "General"


def flat(node: Any, path: str = "") -> dict[str, Any]:
    """Leaves by path; a list of plain values is one leaf."""
    if isinstance(node, dict):
        return {k: v for key, child in node.items() for k, v in flat(child, f"{path}.{key}" if path else key).items()}
    if isinstance(node, list) and any(isinstance(one, dict) for one in node):
        return {k: v for i, child in enumerate(node) for k, v in flat(child, f"{path}.{i}").items()}
    return {path: node}


def _th(day: int) -> str:
    return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


class Pen:
    """One completed copy: `style` says whose hand it is."""

    def __init__(self, form: str, seed: int, style: str, share: int = 55) -> None:
        self.form, self.style, self.seed, self.share = form, style, seed, share
        self.spec = tsmforms.form(form).spec
        self.example = flat(tsmforms.form(form).example(seed)["answers"])
        self.truth: dict[str, Any] = {}
        self.asked: set[str] = set()
        self.unclear: set[str] = set()
        self._random = random.Random(f"{form}{seed}{style}")

    def pick(self, choices: Any) -> Any:
        return self._random.choice(tuple(choices))

    def label(self, path: str, row: str) -> str:
        """The statement of a printed row."""
        return next(one.label for one in self.spec.containers[path].rows if one.key == row)

    def keys(self, path: str) -> list[str]:
        return [one.key for one in self.spec.containers[path].rows]

    def rows(self, path: str, at_least: int = 0, most: int = 99) -> list[str]:
        """The rows of a list that this hand fills, and blank ones up to `at_least`."""
        found = {int(m[1]) for key in self.example if (m := re.match(re.escape(path) + r"\.(\d+)\.", key))}
        count = min(len(found), most)
        if self.style == "sparse":
            count = (count + 1) // 2
            for lost in found:
                if lost >= count:
                    self._forget(f"{path}.{lost}.")
        elif count < len(found):
            for lost in range(count, len(found)):
                self._forget(f"{path}.{lost}.")
        return [f"{path}.{i}" for i in range(max(count, at_least))]

    def _forget(self, prefix: str) -> None:
        self.example = {k: v for k, v in self.example.items() if not k.startswith(prefix)}

    def _left_out(self, path: str) -> bool:
        return self.style == "sparse" and zlib.crc32(f"{self.seed}{path}".encode()) % 100 >= self.share

    def value(self, path: str) -> Any:
        """The answer as a record holds it, or None where this hand leaves it; it is then part of the truth."""
        self.asked.add(pattern(path))
        if path not in self.example or self._left_out(path):
            return None
        self.truth[path] = self.example[path]
        return self.truth[path]

    def words(self, path: str) -> str:
        """The answer as this hand types it."""
        value = self.value(path)
        if value is None:
            return ""
        leaf = self.spec.leaves[pattern(path)].field
        write = {
            "date": self.date,
            "time": self.time,
            "percentage": self.percent,
            "yes_no": self.yes_no,
            "rating": lambda v: v.capitalize(),
        }.get(leaf.kind.name)
        if write:
            return write(value)
        if leaf.choices and leaf.kind.name == "choice":
            return self._choice(leaf, value)
        return "\n".join(value) if isinstance(value, list) else str(value)

    def _choice(self, leaf: Any, code: str) -> str:
        found = next(one for one in leaf.choices if one.code == code)
        if leaf.key == "sen_code":
            return code if self.style != "hands" else (*found.aliases, found.label)[-1 if code == "N" else 0]
        return found.aliases[0] if found.aliases and self.style == "hands" else found.label

    def date(self, iso: str) -> str:
        day = datetime.date.fromisoformat(iso)
        return self.pick(_DATES[self.style]).format(d=day, th=_th(day.day))

    def time(self, text: str) -> str:
        hour, minute = int(text[:2]), int(text[3:5])
        if self.style == "neat":
            return text[:5]
        twelve, half = (hour - 12 if hour > 12 else hour), ("pm" if hour >= 12 else "am")
        if self.style == "hands":
            return (
                f"{twelve}{half}"
                if minute == 0
                else self.pick((f"{twelve}.{minute:02}{half}", f"{hour:02}.{minute:02}"))
            )
        return f"{twelve}:{minute:02} {half}"

    def percent(self, number: float) -> str:
        return self.pick({"neat": ("{}%",), "hands": ("{}", "{}%", "{} %"), "sparse": ("{}%",)}[self.style]).format(
            number
        )

    def yes_no(self, value: bool) -> str:
        return self.pick(_YES_NO[self.style])[0 if value else 1]

    def cell(self, path: str) -> Any:
        """The answer for a workbook's cell: typed by a neat hand, as text by another."""
        leaf = self.spec.leaves[pattern(path)].field
        if self.style == "hands" or leaf.kind.name not in {"date", "time", "percentage", "integer", "decimal"}:
            return self.words(path)
        value = self.value(path)
        if value is None:
            return ""
        if leaf.kind.name == "date":
            return Typed(datetime.date.fromisoformat(value), "dd/mm/yyyy" if self.style == "neat" else "d mmm yyyy")
        if leaf.kind.name == "time":
            return Typed(datetime.time.fromisoformat(value), "hh:mm")
        if leaf.kind.name == "percentage" and self.style == "neat":
            return Typed(round(value / 100, 6), "0.0%")
        return Typed(value)

    def may_be(self, path: str) -> None:
        """A reader may answer this or not: what was written does not settle it (a typed name as a signature)."""
        self.asked.add(pattern(path))
        self.unclear.add(path)

    def save_truth(self, path: Path) -> None:
        answers, moved = close_up(self.truth)
        body = {
            "form": self.form,
            "answers": answers,
            "not_there": [one for one in self.spec.leaves if one not in self.asked],
            "unclear": sorted(moved.get(one, one) for one in self.unclear),
        }
        path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
