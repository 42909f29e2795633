"""The steps of reading, in their order: each is given the scene and what is known so far, and returns what it adds."""

from __future__ import annotations

from collections.abc import Callable

from tsmforms.model.binding import Binding
from tsmforms.reading.findings import Findings
from tsmforms.reading.gate import gate
from tsmforms.reading.gone import gone
from tsmforms.reading.keyed.alternatives import standing_out, struck
from tsmforms.reading.keyed.beside import typed_beside
from tsmforms.reading.keyed.bookmarked import bookmarked, listed
from tsmforms.reading.keyed.crossings import crossed
from tsmforms.reading.keyed.displaced import displaced
from tsmforms.reading.keyed.keys import keyed
from tsmforms.reading.keyed.missing import missing
from tsmforms.reading.leftout import left_out
from tsmforms.reading.lostpages import lost_pages
from tsmforms.reading.originals.binding import read_bound, without_ignored
from tsmforms.reading.originals.doubtful import doubtful
from tsmforms.reading.originals.labelled import labelled
from tsmforms.reading.originals.unfound import unfound
from tsmforms.reading.originals.widgets.unread import unread_fields
from tsmforms.reading.outside import outside, strangers
from tsmforms.reading.printouts.printout import read_printout
from tsmforms.reading.printouts.remains import remaining
from tsmforms.reading.printouts.sheetcopy import by_words, named_again
from tsmforms.reading.scene import Scene

Step = Callable[[Scene, Findings], Findings]

ADDING: tuple[Step, ...] = (keyed, bookmarked, listed, crossed, remaining)
"""Ways to find a box, the surest first; each gives only what none before it gave."""

CHANGING: tuple[Step, ...] = (displaced, struck, typed_beside, standing_out, gate)
"""What changes a box that was found: each returns all findings anew."""

REPORTING: tuple[Step, ...] = (strangers, missing, lost_pages, gone, outside, left_out)
"""What is said of the rest of the file."""


def read_form(scene: Scene) -> Findings:
    """Every box of a form, empty ones too, with its place and how it was found, and everything that is to be said."""
    findings = Findings(notes=scene.positions.notes)
    for step in ADDING:
        findings = findings.plus(step(scene, findings))
    for step in CHANGING:
        findings = step(scene, findings)
    for step in REPORTING:
        findings = findings.plus(step(scene, findings))
    return findings


def read_copy(scene: Scene, binding: Binding | None = None) -> Findings:
    """The answers of a document without any of our keys, by the words it prints.

    It is our own form printed, retyped or copied into another program, or a
    council's own original. Our own is known by its rows, which are laid next to
    the form's (a workbook gets its names back); anything else is read by its labels,
    an original that has a binding at the places that the binding names.
    """
    if binding is None and (named := named_again(scene)) is not None:
        return by_words(read_form(named))
    findings = _of_copy(scene, binding)
    findings = gate(scene, findings)
    for step in (unfound, lost_pages, gone, unread_fields, outside):
        findings = findings.plus(step(scene, findings))
    return findings if binding is None else without_ignored(findings, binding)


def _of_copy(scene: Scene, binding: Binding | None) -> Findings:
    if binding is not None:
        return read_bound(scene.outline, scene.spec, binding)
    findings = read_printout(scene)
    return findings if findings.found else doubtful(scene, labelled(scene.outline, scene.spec))


def read_letter(scene: Scene) -> Findings:
    """The boxes of a letter in Word."""
    findings = Findings()
    for step in (keyed, bookmarked, listed):
        findings = findings.plus(step(scene, findings))
    for step in (struck, typed_beside, gate):
        findings = step(scene, findings)
    return findings.plus(strangers(scene, findings)).plus(missing(scene, findings)).plus(gone(scene, findings))
