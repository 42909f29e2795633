"""The matrix: every form handled in every way, read and judged, on two cores."""

from __future__ import annotations

import importlib.util
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import groupby, repeat
from multiprocessing import get_context
from typing import Any

import attrs

import tsmforms
from tests.support.judging import COUNTS, Fault, flat, judged, loud
from tests.survival import office, pages, sheet, word
from tests.survival.handled import Bar, Filled, Handled, Handling, as_it_was, filled
from tsmforms.model import FormSpec, Return

FINAL = "final copy, "
_ALSO_FINAL = {
    "docx": (
        "second half without controls and bookmarks",
        "every second table without controls and bookmarks",
        "controls and bookmarks removed",
    ),
    "xlsx": ("saved by openpyxl", "first row of each list deleted", "sheet copied to a new workbook"),
    "pdf": (
        "all pages but the last",
        "first page alone",
        "flattened by PDFium",
        "flattened by PDFium, all pages but the last",
    ),
}
"""What is done to final copies too, by format: where boxes, names or pages go, what never had a box is not missing."""


def _with_final(handlings: Iterable[Handling]) -> Iterator[Handling]:
    for one in handlings:
        yield one
        if one.name in _ALSO_FINAL[one.format]:
            yield attrs.evolve(one, name=FINAL + one.name, is_final=True, letters=None, cheap=False)


HANDLINGS: tuple[Handling, ...] = tuple(
    sorted(
        _with_final((*word.HANDLINGS, *sheet.HANDLINGS, *pages.HANDLINGS)),
        key=lambda one: ("docx", "xlsx", "pdf").index(one.format),
    )
)
LIBRARIES = frozenset({"pypdf", "pikepdf", "PyPDFForm"})


@attrs.frozen
class Outcome:
    """What became of one file: how many answers of each sort, each that is not right, and why it was not read."""

    handling: str
    format: str
    form: str
    seed: int
    counts: Counter[str]
    faults: tuple[Fault, ...] = ()
    note: str = ""


def forms(letters: bool = False) -> list[str]:
    """The forms, or the letters; those with many boxes first, so that no core waits at the end."""
    found = [tsmforms.form(id) for id in tsmforms.forms()]
    chosen = [one for one in found if one.spec.is_letter == letters]
    return [one.id for one in sorted(chosen, key=lambda one: -len(one.spec.leaves))]


def missing(handling: Handling) -> list[str]:
    """The programs and libraries that a handling needs and that are not here."""
    needs = (*handling.needs, *(("soffice",) if handling.chain else ()))
    return [
        name for name in needs if (importlib.util.find_spec(name) if name in LIBRARIES else shutil.which(name)) is None
    ]


# --- one file


def outcome(handling: Handling, one: Filled, handled: Handled) -> Outcome:
    """A file that came back, read without being told which form it is, and judged."""

    def of(counts: Counter[str], faults: Iterable[Fault] = (), note: str = "") -> Outcome:
        return Outcome(handling.name, handling.format, one.form, one.seed, counts, tuple(faults), note)

    def refused(note: str) -> Outcome:
        return of(Counter(unreadable=len(handled.truth)), note=note)

    try:
        returns = list(tsmforms.read_all(handled.data))
    except tsmforms.ReadError as error:
        return refused(f"{error.code} {error.message}")
    except Exception as error:  # noqa: BLE001 - a run over many files goes on, and says so
        return refused(f"defect: {type(error).__name__}: {error}")
    if why := _nothing_read(returns):
        return refused(why)
    if returns[0].form != one.form:
        return of(Counter(wrong=len(handled.truth)), note=f"read as {returns[0].form}")
    counts, faults = _judged(handled, returns, one.spec)
    return of(counts, faults)


def _nothing_read(returns: Sequence[Return]) -> str:
    """Why a file was not read, where it says so of itself as a whole."""
    if any(one.answers for one in returns):
        return ""
    said = [d for one in returns for d in loud(one.diagnostics) if d.severity == "error" and d.field is None]
    return f"{said[0].code} {said[0].message}" if said else "" if returns else "no record"


def _judged(handled: Handled, returns: Sequence[Return], spec: FormSpec) -> tuple[Counter[str], list[Fault]]:
    truths = handled.records if len(handled.records) == len(returns) else (handled.truth,)
    counts: Counter[str] = Counter()
    faults: list[Fault] = []
    for truth, returned in zip(truths, returns, strict=False):
        found = judged(truth, returned, spec, words=handled.words)
        counts += found.counts
        faults += found.faults
    for more in returns[len(truths) :]:
        extra = flat(dict(more.answers))
        counts["invented"] += len(extra)
        faults += [Fault("invented", f"another record: {path}", None, value) for path, value in extra.items()]
    return counts, faults


def outcomes(handlings: Iterable[Handling], documents: Sequence[Filled]) -> list[Outcome]:
    """One form handled in every way that applies to it."""
    by_format = {one.format: one for one in documents}
    chosen = list(handlings)
    final = {
        format: filled(one.form, one.seed, format, is_final=True)
        for format, one in by_format.items()
        if any(handling.is_final and handling.format == format for handling in chosen)
    }
    out = []
    for handling in chosen:
        one = (final if handling.is_final else by_format).get(handling.format)
        handled = handling.change(one) if one and handling.change else None
        if one and handled:
            out.append(outcome(handling, one, handled))
    return out


# --- all of them


def _fill(form: str, seed: int, wanted: Collection[str]) -> list[Filled]:
    formats = tsmforms.form(form).spec.formats
    return [filled(form, seed, format) for format in formats if format in wanted]


def _handle(names: Sequence[tuple[str, str]], documents: Sequence[Filled]) -> list[Outcome]:
    return outcomes([one for one in HANDLINGS if (one.name, one.format) in names], documents)


def _read(name: tuple[str, str], one: Filled, data: bytes) -> Outcome:
    handling = next(found for found in HANDLINGS if (found.name, found.format) == name)
    return outcome(handling, one, as_it_was(one, data))


def measured(handlings: Sequence[Handling], ids: Sequence[str], seeds: int, workers: int = 2) -> list[Outcome]:
    """Every form in every handling. LibreOffice works beside the others, and its files are read at the end."""
    own = [(one.name, one.format) for one in handlings if not one.chain]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool, ThreadPoolExecutor(1) as beside:
        tasks = [(id, seed) for seed in range(seeds) for id in ids]
        wanted = frozenset(one.format for one in handlings)
        documents = list(pool.map(_fill, *zip(*tasks, strict=True), repeat(wanted)))
        chained = {
            f"{one.form} {one.seed} {handling.name} {handling.format}": (handling, one)
            for handling in handlings
            if handling.chain
            for found in documents
            for one in found
            if one.format == handling.format
        }
        saved = beside.submit(
            office.run,
            [office.Errand(name, one.format, one.data, handling.chain) for name, (handling, one) in chained.items()],
        )
        out = [one for found in pool.map(_handle, [own] * len(documents), documents) for one in found]
        read = [
            pool.submit(_read, (chained[name][0].name, chained[name][0].format), chained[name][1], data)
            for name, data in saved.result().items()
        ]
        return [*out, *(one.result() for one in read)]


# --- rows


OF_PICTURES = (".picture.data", ".picture.media_type")
"""Where a picture's bytes are: a copy without keys has its picture reported, at its question, and never read."""


@attrs.frozen
class Row:
    """A handling over all forms."""

    handling: Handling
    bar: Bar
    outcomes: tuple[Outcome, ...]

    @property
    def counts(self) -> Counter[str]:
        return sum((one.counts for one in self.outcomes), Counter())

    @property
    def answers(self) -> int:
        """Answers that are in the files; pictures that were reported are not counted."""
        reported = [fault for one in self.outcomes for fault in one.faults if fault.sort == "reported"]
        beside = sum(fault.expected is None or fault.path.endswith(OF_PICTURES) for fault in reported)
        return self.counts.total() - self.counts["invented"] - beside

    @property
    def right(self) -> float:
        """Percent."""
        return 100 * self.counts["right"] / self.answers if self.answers else 0.0

    @property
    def is_met(self) -> bool:
        """Whether the bar is met: nothing wrong, lost or invented in silence, and enough of it right."""
        counts = self.counts
        if self.bar.refused:
            return counts["unreadable"] == self.answers
        silent = counts["wrong"] + counts["lost"] + counts["invented"]
        refused = 0 if self.bar.may_be_refused else counts["unreadable"]
        return not silent and not refused and self.right >= self.bar.right

    def to_json(self) -> dict[str, Any]:
        """The row and each answer that is not right."""
        return {
            "handling": self.handling.name,
            "format": self.handling.format,
            "imitated": self.handling.imitated,
            "bar": self.bar.text,
            "met": self.is_met,
            "files": len(self.outcomes),
            "answers": self.answers,
            **{name: self.counts[name] for name in (*COUNTS, "unreadable")},
            "outcomes": [
                {
                    "form": one.form,
                    "seed": one.seed,
                    **one.counts,
                    "note": one.note,
                    "faults": [attrs.asdict(fault) for fault in one.faults],
                }
                for one in self.outcomes
            ],
        }


def rows(found: Iterable[Outcome], letters: bool = False) -> list[Row]:
    """Outcomes by handling, in the order of the handlings."""
    order = {(one.name, one.format): number for number, one in enumerate(HANDLINGS)}

    def key(one: Outcome) -> int:
        return order[one.handling, one.format]

    return list(_rows(groupby(sorted(found, key=key), key), letters))


def _rows(grouped: Iterable[tuple[int, Iterable[Outcome]]], letters: bool) -> Iterator[Row]:
    for number, found in grouped:
        handling = HANDLINGS[number]
        yield Row(handling, handling.letters or handling.bar if letters else handling.bar, tuple(found))
