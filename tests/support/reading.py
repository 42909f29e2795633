"""A file read as a form is, without its record: the boxes that were found, what is said, what the file is."""

from __future__ import annotations

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.documents import Form
from tsmforms.formats.loading import load_format
from tsmforms.layout import Printed
from tsmforms.model import FormSpec, Found, Identity
from tsmforms.model.boxes import boxes_of
from tsmforms.reading import Findings, Ground, Scene, judged, read_form, read_letter, recipients


@attrs.frozen
class Read:
    """What a file holds, before its boxes are merged to answers; `records` of a letter's table."""

    identity: Identity
    found: tuple[Found, ...]
    diagnostics: tuple[Diagnostic, ...]
    records: tuple[tuple[str | None, tuple[Found, ...]], ...] = ()


def read(format: str, data: bytes, spec: FormSpec) -> Read:
    """The boxes of a file of this format, read as this form."""
    opened = load_format(format).read(data)
    identity, notes = judged(opened.claims)
    scene = Scene(opened.outline, boxes_of(spec), _ground(spec, format))
    if spec.is_letter and format == "xlsx":
        table = recipients(scene)
        rows = tuple((row.record_id, row.findings.found) for row in table.rows)
        said = (*table.notes, *(note for row in table.rows for note in row.findings.notes))
        return Read(identity, table.blank.found, (*notes, *opened.notes, *said), rows)
    findings: Findings = (read_letter if spec.is_letter else read_form)(scene)
    return Read(identity, findings.found, (*notes, *opened.notes, *findings.notes))


def _ground(spec: FormSpec, format: str) -> Ground:
    """The ground of a form; of a bare list of fields without a layout, from which no blank can be made, none."""
    return Form(spec).ground(format) if spec.nodes else Ground(Printed(), boxes_of(spec))


def identify(format: str, data: bytes) -> Identity:
    """What a file says of itself."""
    return judged(load_format(format).read(data).claims)[0]


def docx(data: bytes, spec: FormSpec) -> Read:
    """A Word file."""
    return read("docx", data, spec)


def pdf(data: bytes, spec: FormSpec) -> Read:
    """A PDF."""
    return read("pdf", data, spec)


def xlsx(data: bytes, spec: FormSpec) -> Read:
    """A workbook."""
    return read("xlsx", data, spec)
