"""One completed form as in `originals_d`, with other people, prose for remarks and dates in odder spellings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from tests.support.originals_d.paper import Inventor, Paper

PEOPLE = [
    "Mrs P Sample",
    "Siobhán Nobody",
    "Mr T. Specimen",
    "Anselm Never-Was",
    "Dr Odalys Pretend",
    "Corwin d'Invention",
    "Miss Example",
    "Thea Unreal",
    "Perpetua Madeup",
    "Jolyon Figment",
    "Zadie Untrue",
    "Halcyon Fablewood",
]
STARTS = [
    "We talked on the telephone about the {n} minutes it takes to walk here",
    "Nan brings the younger ones first, so the clock shows {n} past nine most days",
    "There was a long conversation about PE kit and locker {n}",
    "Attendance has been looked at by the year team for {n} weeks",
    "The family has moved twice and now lives {n} stops away",
    "Breakfast is eaten in the library at table {n}",
    "Reading is going well and book {n} has been finished",
    "The clinic letter of week {n} has been seen",
    "A mentor is in place and they have met {n} times",
    "Worries about maths come up in set {n}",
    "The taxi has been late on {n} mornings",
]
ENDS = [
    "Everybody agreed that this helps.",
    "It will be looked at again after half term, by the tutor.",
    "She said she would let us know.",
    "No change is wanted at the moment, they told us.",
    "The office keeps the note.",
    "Please see also the e-mail that went round.",
]
SHAPES = {
    "terse": ["{1}/{3}/{0:%y}"],
    "full": ["{1}{2} {0:%B} {0:%Y}"],
    "messy": [
        "{0:%A} {1}{2} {0:%B}, {0:%Y}",
        "{1}-{4}-{0:%y}",
        "{0:%d.%m.%Y}",
        "{1}{2} of {0:%B} {0:%Y}",
        "{1} {4}. {0:%Y}",
        "{0:%a} {0:%d/%m/%y}",
    ],
}
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class Teller(Inventor):
    """Writes whole sentences."""

    def name(self) -> str:
        return self.rng.choice(PEOPLE)

    def few(self) -> str:
        return self._once(STARTS)

    def remark(self) -> str:
        said = self._once(STARTS)
        if self.style == "terse":
            return said.lower() if self.rng.random() < 0.3 else said
        one = f"{said}. {self.rng.choice(ENDS)}"
        if self.style == "messy":
            return one
        return f"{one}\n{self._once(STARTS)}; {self._once(STARTS)}. {self.rng.choice(ENDS)}"

    def _once(self, among: list[str]) -> str:
        said = ""
        for _ in range(80):
            said = self.rng.choice(among).format(n=self.rng.randrange(2, 60))
            if said not in self.told:
                break
        self.told.add(said)
        return said


class Copy(Paper):
    """A copy whose writer spells dates in other ways."""

    def __init__(self, form: str, seed: int, style: str, data: Callable[[Inventor], Mapping[str, Any]]) -> None:
        def told(make: Inventor) -> Mapping[str, Any]:
            teller = Teller(0, style)
            teller.rng, teller.start = make.rng, make.start
            return data(teller)

        super().__init__(form, seed, style, told)

    def _dated(self, value: date) -> str:
        month = "Sept" if value.month == 9 else f"{value:%b}"
        shape = self.rng.choice(SHAPES[self.style])
        return shape.format(value, value.day, ENDINGS.get(value.day, "th"), value.month, month)

    def written(self, value: Any) -> str:
        if isinstance(value, time) and self.style == "messy":
            return f"{(value.hour - 1) % 12 + 1}:{value:%M} {'am' if value.hour < 12 else 'pm'}"
        return super().written(value)

    def marked(self, path: str, on: str, off: str, word: str = "") -> str:
        """A sign before each of Yes and No."""
        value = self.take(path)
        return "  ".join(
            f"{on if value is not None and value == (one == 'Yes') else off} {one}{word}" for one in ("Yes", "No")
        )
