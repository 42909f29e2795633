"""Statutory numbers for the rooms below the specs: the files of `form_specs/facts/`, read once when first asked for.

These are files of the package; `specs/facts.py` reads them strictly, with located faults, in the tests.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache

import attrs

from tsmforms.datafolders import data_of, form_specs


@attrs.frozen
class LawNumber:
    """A number, where it is from, and the first day it is in force; `date.min` where its source names none."""

    value: int
    source: str
    since: datetime.date


@lru_cache(maxsize=16)
def law(name: str) -> Mapping[str, LawNumber]:
    """The numbers of a file that are in force now, by their names; none of those whose first day no source names."""
    found = data_of("facts", f"{name}.yaml")
    return {one["name"]: _number(one) for one in found["values"] if "to" not in one and "from" in one}


@lru_cache(maxsize=1)
def law_files() -> tuple[str, ...]:
    """The names of the files."""
    return tuple(sorted(path.stem for path in (form_specs() / "facts").glob("*.yaml")))


def law_number(name: str) -> int | None:
    """The number in force that `FILE.NAME` names; None where there is none of that name."""
    file, _, number = name.partition(".")
    found = law(file).get(number) if file in law_files() else None
    return found.value if found else None


def law_names() -> tuple[str, ...]:
    """Every name that `law_number` knows."""
    return tuple(f"{file}.{number}" for file in law_files() for number in law(file))


def _number(one: Mapping[str, object]) -> LawNumber:
    source, since = one["source"], one.get("from", datetime.date.min)
    assert isinstance(source, dict)
    assert isinstance(since, datetime.date)
    return LawNumber(int(str(one["value"])), f"{source['document']}, {source['part']}", since)


def sources(numbers: Iterable[LawNumber]) -> str:
    """Where numbers are from, each source once."""
    return "; ".join(dict.fromkeys(one.source for one in numbers))
