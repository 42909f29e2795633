"""Which of an export's columns may be which of ours: suggestions, never taken without a person's word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from tsmforms.bulk.columns import MOST_PARENTS, Known
from tsmforms.datafolders import form_specs
from tsmforms.diagnostics import Diagnostic, SpecError
from tsmforms.exports.headings import fold
from tsmforms.exports.stopwords import words_of
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import read_yaml

_FIGURES = re.compile(r"\d+")
_ORDINALS = {
    "primary": 1,
    "first": 1,
    "main": 1,
    "priority": 1,
    "secondary": 2,
    "second": 2,
    "mother": 1,
    "father": 2,
    "mum": 1,
    "dad": 2,
    "one": 1,
    "two": 2,
}
_PARENT_WORDS = frozenset(
    ("parent", "contact", "carer", "guardian", "mother", "father", "mum", "dad", "adult", "parents", "contacts")
)
_WHOLE = {"pupil.name": "Pupil", "signatory.name": "Signed by"}
_RECIPIENT_NAME, _ADDRESS_LINE, _ADDRESS, _POSTCODE = (
    "recipient.name",
    "address.line",
    "address.lines",
    "address.postcode",
)


@attrs.frozen
class TradeHeadings:
    """Folded headings without figures, each with the columns it may be, the likeliest first."""

    columns: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _trade() -> TradeHeadings:
    path = form_specs() / "exports" / "headings.yaml"
    tree, faults = read_yaml(read_text(path), str(path))
    if tree is None or faults.found:
        raise SpecError(faults.found)
    top = tree.mapping()
    who = {key: [item.text() for item in node.items()] for key, node in top["who"].mapping().items()}
    out: dict[str, list[str]] = {}
    for name, node in top["columns"].mapping().items():
        for item in node.items():
            for heading in _spelled(item.text(), who):
                out.setdefault(_bare(heading), []).append(name)
    return TradeHeadings({heading: tuple(dict.fromkeys(names)) for heading, names in out.items() if heading})


def _spelled(heading: str, who: Mapping[str, Sequence[str]]) -> Iterator[str]:
    found = re.search(r"\{(\w+)\}", heading)
    if not found:
        yield heading
        return
    for word in who[found[1]]:
        yield heading.replace(found[0], word).strip()


_SYSTEMS_PREFIX = re.compile(
    r"(?:txt|int|bln|str|dt[em]?|mis|contact\.relationship\.|education_details\.current_)(?=[A-Z]|(?<=\.)|(?<=_))"
)
"""What programs put before a heading: `txtSurname`, `contact.relationship.priority`."""


_SHARE = re.compile(r"%|\b(?:per ?cent|percentage|pct|rate|(?<!half )days?)\b", re.IGNORECASE)
"""A heading of a share or of days: never one of sessions, however near its other words are."""


def _bare(heading: str) -> str:
    if _SHARE.search(f"{words_of(heading)}{'%' if '%' in heading else ''}"):
        return ""
    return fold(_FIGURES.sub("", _SYSTEMS_PREFIX.sub("", heading, count=1)))


def trade_headings() -> Collection[str]:
    """Headings by which the header of an export is found, folded."""
    return _trade().columns.keys()


@attrs.frozen
class Guess:
    """What a column of an export may be: the name of a column (`pupil.forename`), and the parent's number, if any."""

    heading: str
    name: str
    parent: int | None = None


def guesses(header: Iterable[str]) -> list[Guess]:
    """What the headings may be, where school systems use them."""
    out = []
    for heading in header:
        names = _trade().columns.get(_bare(heading), ())
        if names:
            out.append(Guess(heading, _likeliest(names, heading), _number(heading)))
    return out


def _likeliest(names: Sequence[str], heading: str) -> str:
    """An address with a figure is a line of one."""
    if _ADDRESS_LINE in names and _FIGURES.search(words_of(heading).rpartition(" ")[2]):
        return _ADDRESS_LINE
    return names[0]


def _number(heading: str) -> int | None:
    words = words_of(heading).split()
    figures = [int(word) for word in words[:-1] if word.isdecimal()]
    if figures:
        return figures[0]
    return next((_ORDINALS[word] for word in words if word in _ORDINALS), None)


def parent_number(heading: str) -> int | None:
    """Whose column it is, by its heading: 2 for "Contact 2 Court Order" and for "Father Contact Order"; else None."""
    words = words_of(heading).split()
    number = _number(heading)
    return number if number and number <= MOST_PARENTS and not _PARENT_WORDS.isdisjoint(words) else None


def ours_for(guess: Guess, known: Known, numbered: bool) -> str | None:
    """Our heading for a guess that is one column of ours; None where a step is needed, or the letter lacks it."""
    if guess.name == "pupil_id":
        return "Pupil id"
    number = (guess.parent or 1) if numbered else None
    if guess.name == "parent_id":
        return f"Parent {number} id" if number else "Parent id"
    found = (m for m in known.meanings.values() if m.path == guess.name and m.part == 0)
    is_parents = guess.name.partition(".")[0] in ("recipient", "address", "salutation")
    return next((m.heading for m in found if m.parent == (number if is_parents else None)), None)


def suggested(faults: Sequence[Diagnostic], known: Known, header: Sequence[str]) -> list[Diagnostic]:
    """The faults of the columns, those of a missing one with the columns of the export that it may be."""
    by_name: dict[str, list[str]] = {}
    for guess in guesses(heading for heading in header if fold(heading) not in known.folded):
        by_name.setdefault(guess.name, []).append(guess.heading)
    return [
        _with_guess(fault, by_name) if fault.code == "B0101" and fault.severity == "error" else fault
        for fault in faults
    ]


def _with_guess(fault: Diagnostic, by_name: Mapping[str, Sequence[str]]) -> Diagnostic:
    path = fault.field or "pupil_id"
    found = [*by_name.get(path, ()), *(by_name.get(f"{path.partition('.')[0]}.name", ()))]
    if path.startswith("address."):
        found += [*by_name.get(_ADDRESS, ()), *by_name.get(_ADDRESS_LINE, ())]
    if not found:
        return fault
    named = ", ".join(f'"{heading}"' for heading in dict.fromkeys(found))
    return attrs.evolve(fault, message=f"{fault.message}; it may be {named}")
