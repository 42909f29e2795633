"""The marked-up return: the file that came back, with each problem at its place in plain English."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from tsmforms.diagnostics import Diagnostic, Place
from tsmforms.formats.loading import load_format
from tsmforms.intake import examine, guard, kept_worker, source_bytes
from tsmforms.model.marking import ReturnMark

_MOST = 400
"""Marks on one file; of a file with more, the last says how many there are."""


def marks_of(diagnostics: Iterable[Diagnostic]) -> tuple[ReturnMark, ...]:
    """What is said at each place: errors and warnings, several at one place together."""
    said: dict[Place | None, list[str]] = {}
    for one in diagnostics:
        if one.severity != "info":
            text = _sentence(one)
            if text not in (there := said.setdefault(_spot(one.place), [])):
                there.append(text)
    marks = [ReturnMark(place, "\n".join(texts)) for place, texts in said.items()]
    if len(marks) > _MOST:
        marks[_MOST:] = [ReturnMark(None, f"There are {len(marks) - _MOST} more problems: the report lists them.")]
    return tuple(marks)


def _spot(place: Place | None) -> Place | None:
    """The place without what several questions of one box have different."""
    if place is None or place == Place():
        return None
    return Place(
        page=place.page,
        rect=place.rect,
        table=place.table,
        row=place.row,
        cell=place.cell,
        paragraph=place.paragraph,
        sheet=place.sheet,
        cell_ref=place.cell_ref,
        part=place.part,
    )


def _sentence(one: Diagnostic) -> str:
    """What is wrong and what to do, as two sentences, with the code."""
    parts = [part[0].upper() + part[1:].rstrip(".") + "." for part in (one.message, one.help) if part]
    return f"{' '.join(parts)} [{one.code}]"


def marked_copy(
    source: str | os.PathLike[str] | bytes, diagnostics: Sequence[Diagnostic], isolated: bool = True
) -> bytes:
    """The file with each problem at its place: an Excel note and frame, a Word comment, a PDF note.

    Marks of an earlier copy are taken out, so that those of what was fixed are gone. The copy reads as the file did:
    readers pass our marks over.

    Args:
        source: The returned file: its path or its bytes.
        diagnostics: What is said of it; remarks are left out.
        isolated: Do it in the kept worker: for files from outside.

    Raises:
        ReadError: The file is refused or cannot be marked.
        MisuseError: The source is neither.
        EnvironmentProblem: `isolated`, and no process can be started.
    """
    data, _ = source_bytes(Path(source) if isinstance(source, str) else source)
    marks = marks_of(diagnostics)
    if not isolated:
        return next(guard(one for one in (_marked(data, marks),)))
    plain = [(_plain(one.place), one.text) for one in marks]
    done: bytes = kept_worker().call(mark_there, data, plain)
    return done


def _plain(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    known = place.to_json()
    if place.rect is not None:
        known["rect"] = tuple(place.rect)
    return known


def mark_there(data: bytes, marks: Sequence[tuple[dict[str, object] | None, str]]) -> bytes:
    """The same in the worker."""
    return _marked(data, [ReturnMark(Place(**place) if place else None, text) for place, text in marks])  # type: ignore[arg-type]


def _marked(data: bytes, marks: Sequence[ReturnMark]) -> bytes:
    return load_format(examine(data)).mark(data, marks)
