"""One completed form as in `originals_d`: other people, remarks that have colons, labels and commas in them, other dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from tests.support.originals_d import words
from tests.support.originals_d.paper import Bit, Inventor, Paper

PEOPLE = [
    "Ms Aurelia Nonesuch",
    "Barnaby Invented-Hale",
    "Mr Q Placeholder",
    "Clementine Unfact",
    "Revd Dunstan Fable",
    "Mx Ebba Sampleson",
    "Florian Madeup",
    "Mrs G. Nowhere",
    "Hephzibah Mock",
    "Isidore van Dummy",
]
FEW = [
    "Mum says: mornings are hard since week {n}",
    "Yes - reward assembly no. {n} each Friday",
    "No reply to letter {n} so far",
    "Taxi (firm {n}) is late, date to be agreed",
    "Name on the waiting list, place {n}",
    "Register code B used {n} times / now stopped",
    "Attendance clinic {n} booked; review in the spring",
    "Red, amber or green card shown to tutor {n} times",
    "See action {n} above",
    "Target met in {n} of 40 lessons",
    "School nurse has seen plan {n}",
    "Done in part, {n} pages sent",
]
TAILS = [
    "School to send the dates to both parents.",
    "Present at that talk: nan and the tutor.",
    "Outcome: not known yet.",
    "This is on the website.",
    "By when? End of half term.",
    "Not applicable to the younger brother.",
]
SHAPES = {
    "full": ["{0:%d/%m/%Y}"],
    "terse": ["{1} {4} {0:%Y}", "{1} {4} {0:%y}"],
    "messy": [
        "{0:%a} {1}{2} {0:%B} {0:%Y}",
        "{0:%d-%m-%Y}",
        "{1}{2} {4} {0:%y}",
        "{0:%A} {1} {0:%B} {0:%Y}",
        "{1} / {3} / {0:%Y}",
        "{0:%d.%m.%y}",
    ],
}
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


class Person(Inventor):
    """Invents with the words above."""

    def name(self) -> str:
        return self.rng.choice(PEOPLE)

    def few(self) -> str:
        return self._one(FEW)

    def remark(self) -> str:
        said = self._one(FEW)
        if self.style == "terse":
            return said
        one = f"{said}. {self.rng.choice(TAILS)}"
        if self.style == "messy":
            return one
        return f"{one}\n{self._one(FEW)}. {self.rng.choice(TAILS)}"

    def _one(self, among: Iterable[str]) -> str:
        said = ""
        for _ in range(80):
            said = self.rng.choice(list(among)).format(n=self.rng.randrange(2, 90))
            if said not in self.told:
                break
        self.told.add(said)
        return said


class Hand(Paper):
    """A copy by one writer."""

    def __init__(self, form: str, seed: int, style: str, data: Callable[[Inventor], Mapping[str, Any]]) -> None:
        def told(make: Inventor) -> Mapping[str, Any]:
            person = Person(0, style)
            person.rng, person.start = make.rng, make.start
            found = dict(data(person))
            posts = [path for path in found if path.endswith(".postcode")]
            return found | {path: f"NR{90 + index} {1 + index}ZZ" for index, path in enumerate(posts)}

        super().__init__(form, seed, style, told)

    def _dated(self, value: date) -> str:
        month = "Sept" if value.month == 9 else f"{value:%b}"
        shape = self.rng.choice(SHAPES[self.style])
        return shape.format(value, value.day, ENDINGS.get(value.day, "th"), value.month, month)

    def written(self, value: Any) -> str:
        if isinstance(value, time) and self.style == "messy":
            return f"{value:%H%M} hrs" if self.rng.random() < 0.3 else f"{value:%H.%M}"
        return super().written(value)

    def get(self, path: str) -> list[Bit]:
        """The answer without an n/a where it is blank."""
        return self.bits(path, na=False)


def pen(par: Any, paper: Paper, bits: Sequence[Bit]) -> None:
    """An answer: typed like the form, in blue, or in a mixture of fonts and sizes."""
    before = len(par.runs)
    words.put(par, bits)
    for index, run in enumerate(par.runs[before:]):
        if paper.style == "terse":
            run.font.color.rgb = words.docx.shared.RGBColor(0, 0x32, 0xA0)
        elif paper.style == "messy":
            run.font.name = ("Comic Sans MS", "Times New Roman", "Calibri")[(index + len(run.text)) % 3]
            run.italic = len(run.text) % 4 == 0 or None


def line(made: Any, paper: Hand, text: str, path: str, below: bool = False) -> Any:
    """A printed label in bold, then the answer: behind it, or on the next line."""
    par = made.add_paragraph()
    words.say(par, text, True)
    if below:
        par.add_run().add_break()
    else:
        words.say(par, " ")
    pen(par, paper, paper.get(path))
    return par


def cell(at: Any, paper: Hand, path: str, hint: str = "") -> None:
    """An answer in a cell, after a hint in small italics if the form prints one."""
    par = at.paragraphs[0]
    if hint:
        words.say(par, hint, italic=True, size=7)
        par = at.add_paragraph()
    pen(par, paper, paper.get(path))


def glued(at: Any, paper: Hand, text: str, path: str) -> None:
    """Label and answer in one cell: after a colon, and for a messy writer now and then in the next paragraph."""
    par = at.paragraphs[0]
    words.say(par, f"{text}: ", True)
    if paper.style == "messy" and paper.rng.random() < 0.4:
        par = at.add_paragraph()
    pen(par, paper, paper.get(path))


def pairs(made: Any, paper: Hand, items: Sequence[tuple[str, str]], across: int = 2, tint: str = "DEEAF6") -> Any:
    """A table of labels and answers, some pairs to a row."""
    table = words.grid(made, -(-len(items) // across), across * 2)
    for index, (text, path) in enumerate(items):
        row, side = divmod(index, across)
        words.label(table.cell(row, side * 2), text, tint=tint)
        cell(table.cell(row, side * 2 + 1), paper, path)
    return table


def listed(made: Any, paper: Hand, name: str, columns: Mapping[str, str], spare: int = 1, count: bool = False) -> Any:
    """A table with a row for each entry of a list, and spare rows; the first column may count them."""
    rows = paper.rows(name)
    first = int(count)
    table = words.grid(made, rows + spare + 1, len(columns) + first)
    if count:
        words.label(table.cell(0, 0), "No.", tint="DEEAF6")
        for row in range(rows + spare):
            words.say(table.cell(row + 1, 0).paragraphs[0], str(row + 1))
    for column, (one, text) in enumerate(columns.items(), first):
        words.label(table.cell(0, column), text, tint="DEEAF6")
        for row in range(rows):
            cell(table.cell(row + 1, column), paper, f"{name}.{row}.{one}")
    return table


def answer_to(paper: Paper, path: str) -> int | None:
    """0 for yes, 1 for no, nothing for a blank."""
    value = paper.take(path)
    return None if value is None else int(not value)
