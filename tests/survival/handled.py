"""What a handling is: from one filled document to the file that comes back, with the answers that are now in it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

import attrs

import tsmforms
from tests.support.judging import flat
from tsmforms.model import FieldSpec, FormSpec

RECORD_ID = "5b7c1d2e-0000-4000-8000-000000000000"
CONFLICT = "(the two returns differ)"
"""The truth of an answer that two joined returns give differently: no value is right, it must be reported."""
WORDS = frozenset({"text", "long_text"})
"""Kinds of field in which any words are an answer."""


@attrs.frozen(slots=False, eq=False)
class Filled:
    """One document of ours as it was issued and filled in."""

    form: str
    seed: int
    format: str
    data: bytes
    is_final: bool = False

    @cached_property
    def made(self) -> tsmforms.Form:
        return tsmforms.form(self.form)

    @property
    def spec(self) -> FormSpec:
        return self.made.spec

    @cached_property
    def answers(self) -> dict[str, Any]:
        return self.made.example(self.seed)["answers"]

    @cached_property
    def truth(self) -> dict[str, Any]:
        return flat(self.answers)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What each answer looks like on the page."""
        return self.made.content(self.made.values(self.answers)[0]).texts

    def written(self, answers: Mapping[str, Any]) -> bytes:
        """Another document of the same form and format."""
        return self.made.write(answers, self.format, RECORD_ID, is_open=not self.is_final)


def filled(form: str, seed: int, format: str, is_final: bool = False) -> Filled:
    """The document of the form's example of this seed: one to be completed, or a final copy."""
    one = tsmforms.form(form)
    data = one.write(one.example(seed)["answers"], format, RECORD_ID, is_open=not is_final)
    return Filled(form, seed, format, data, is_final)


@attrs.frozen
class Handled:
    """A file that comes back: its bytes, the answers that are in it (flat), and what they look like there.

    `records` are the truths of a file of several records, where it is read as so many.
    """

    data: bytes
    truth: Mapping[str, Any]
    words: Mapping[str, str]
    records: tuple[Mapping[str, Any], ...] = ()


def as_it_was(one: Filled, data: bytes) -> Handled:
    """A file whose answers nobody changed."""
    return Handled(data, one.truth, one.words)


@attrs.frozen
class Bar:
    """What is asked of a handling: at least so many percent right, and what is not right is reported.

    `may_be_refused`: the file may be said to be unreadable as a whole. `refused`: it must be.
    """

    text: str
    right: float = 0
    may_be_refused: bool = False
    refused: bool = False


KEYED = Bar("100 % right", 100)
NEARLY = Bar("98 % right", 98)
REFLOWED = Bar("95 % right", 95)
REPORTED = Bar("right or reported")
TOLD = Bar("right, reported or refused", may_be_refused=True)
REFUSED = Bar("refused", may_be_refused=True, refused=True)

Change: TypeAlias = "Callable[[Filled], Handled | None]"


@attrs.frozen
class Handling:
    """A row of the matrix.

    `change` makes the file that comes back, or None where the handling does not apply to the form. LibreOffice's own
    work has no `change` but a `chain`: the formats it is saved in, one after another. `imitated` names a program that
    was not at hand. `needs` are programs and libraries. `letters` is the bar for letters, where they are handled so
    too. `cheap` ones are tried every day. `is_final`: it is a final copy, which has no box for what was not answered.
    """

    name: str
    format: str
    bar: Bar
    change: Change | None = None
    chain: tuple[str, ...] = ()
    imitated: str = ""
    needs: tuple[str, ...] = ()
    letters: Bar | None = None
    cheap: bool = False
    is_final: bool = False


IMPLIED = {"yes_no": {"yes": "Yes", "no": "No"}, "rating": {"red": "Red", "amber": "Amber", "green": "Green"}}


def choices_of(field: FieldSpec) -> dict[str, str]:
    """The choices of a field by code, as printed; those its kind implies too."""
    return {one.code: one.label for one in field.choices} or IMPLIED.get(field.kind.name, {})


# --- the record as nested answers


def at(answers: Any, path: str) -> Any:
    """The node of nested answers at a path without list positions; None where there is none."""
    for step in path.split("."):
        answers = answers.get(step) if isinstance(answers, Mapping) else None
    return answers


def with_list(answers: Mapping[str, Any], path: str, entries: list[Any]) -> dict[str, Any]:
    """The answers with other entries in a list."""
    out = copy.deepcopy(dict(answers))
    *above, last = path.split(".")
    node = out
    for step in above:
        node = node[step]
    node[last] = entries
    return out


def lists(one: Filled, least: int = 2) -> Iterator[tuple[str, list[Any]]]:
    """The open lists that lie in no other list and have at least so many entries: path and entries."""
    for path in one.spec.lists:
        entries = at(one.answers, path) if "[]" not in path else None
        if isinstance(entries, list) and len(entries) >= least and all(isinstance(entry, dict) for entry in entries):
            yield path, entries


def positions(path: str) -> tuple[tuple[int, str], ...]:
    """A key by which the entries of lists sort as numbers."""
    return tuple((int(step), "") if step.isdigit() else (-1, step) for step in path.split("."))
