"""Filling and reading of forms, and print runs in Word, against the libraries that people use for it.

Part of `make bench`; `python -m tests.benchmarks.forms` prints the table. CPU time of this process, the least of several
turns, both sides given what they need beforehand. Each output is read back and drawn: what was entered must be there.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

import tsmforms
from tests.survival.fillers import FILLS, boxes_of, drawable
from tsmforms.documents import Form
from tsmforms.formats.pdf import render

RECORD = "0dce1a76-d171-5bcb-9234-ba5ccc7212f3"
HEADING = "## Forms, and print runs in Word"


@attrs.frozen
class Row:
    """One comparison: milliseconds of both, and how many times as quick ours is to be."""

    work: str
    rival: str
    ours: float
    theirs: float
    target: float

    def __str__(self) -> str:
        ratio = self.theirs / self.ours
        verdict = "met" if ratio >= self.target else "not met"
        return (
            f"| {self.work} | {self.ours:.2f} ms | {self.rival} | {self.theirs:.1f} ms | {ratio:.1f}x "
            f"| {self.target:.0f}x, {verdict} |"
        )


def least(work: Callable[[], object], turns: int) -> float:
    """Milliseconds of CPU time, the least of several turns after a first."""
    work()
    best = float("inf")
    for _ in range(turns):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best * 1000


def _drawn(blank: bytes, filled: bytes, by: str) -> None:
    """Something is to be seen on the first page that the blank has not."""
    assert render(filled, 0.5)[0] != render(blank, 0.5)[0], f"nothing is drawn by {by}"


def filling(name: str, targets: Mapping[str, float]) -> Iterator[Row]:
    """A fillable PDF, by ours and by each library, read back alike."""
    form = tsmforms.form(name)
    values = form.values(drawable(form.example(1)["answers"]))[0]
    content = form.content(values, RECORD, "pdf", is_open=True)
    writer = form.writer("pdf")
    blank, filled = form.blank("pdf"), writer.fill(content)
    boxes = boxes_of(filled)
    entries = {
        box.name: entry
        for box in boxes
        if "@" not in box.path and (entry := box.entry(content.texts, content.marked)) is not None
    }
    ours = least(lambda: writer.fill(content), 20)
    _drawn(blank, filled, "ours")
    blank_of_shape = writer.fill(form.content({}, RECORD, "pdf", is_open=True))
    for library, fill in FILLS.items():
        made = fill(blank_of_shape, boxes_of(blank_of_shape), entries)
        _drawn(blank_of_shape, made, library)
        theirs = least(lambda fill=fill: fill(blank_of_shape, boxes, entries), 2)
        yield Row(f"fill {name}, PDF, {len(entries)} values", library, ours, theirs, targets[library])


def filling_a_workbook(name: str) -> Row:
    """A workbook, by ours and by openpyxl: load, fill, save; every cell compared."""
    import openpyxl

    form = tsmforms.form(name)
    values = form.values(form.example(1)["answers"])[0]
    content = form.content(values, RECORD, "xlsx", is_open=True)
    writer = form.writer("xlsx")
    filled = writer.fill(content)
    after = _cells(filled)
    emptied = openpyxl.load_workbook(io.BytesIO(filled))
    words = {str(text) for text in content.texts.values()}
    changed = {place: value for place, value in after.items() if str(value) in words}
    for sheet, cell in changed:
        emptied[sheet][cell].value = None
    kept = io.BytesIO()
    emptied.save(kept)
    blank = kept.getvalue()

    def theirs() -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(blank))
        for (sheet, cell), value in changed.items():
            book[sheet][cell].value = value
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    assert _cells(theirs()) == after
    return Row(
        f"fill {name}, XLSX, {len(changed)} cells",
        "openpyxl load, fill, save",
        least(lambda: writer.fill(content), 20),
        least(theirs, 2),
        100,
    )


def _cells(data: bytes) -> dict[tuple[str, str], object]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and type(cell).__name__ != "MergedCell"
    }


def reading(name: str) -> Iterator[Row]:
    """Returns as they were filled, read by ours to typed answers and by each library to words."""
    form = tsmforms.form(name)
    record = form.example(1)
    rivals: dict[str, tuple[str, Callable[[bytes], Mapping[str, object]], float]] = {
        "pdf": ("pypdf get_fields", _fields, 5),
        "xlsx": ("openpyxl load, every cell", lambda data: {f"{a}!{b}": v for (a, b), v in _cells(data).items()}, 12),
        "docx": ("python-docx, each content control", _controls, 1),
    }
    for format, (library, read, target) in rivals.items():
        data = form.write(record["answers"], format, RECORD, is_open=True)  # type: ignore[call-overload]
        found = form.read(data)
        assert found.record_id == RECORD
        assert len(read(data)) > len(form.spec.fields) / 2, f"{library} finds next to nothing"
        yield Row(
            f"read {name}, {format.upper()}, typed",
            library,
            least(lambda data=data: form.read(data), 12),
            least(lambda read=read, data=data: read(data), 5),
            target,
        )


def _fields(data: bytes) -> Mapping[str, object]:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(data)).get_fields() or {}


def _controls(data: bytes) -> Mapping[str, object]:
    """The words of each content control by its tag: what a short script makes of a returned form."""
    import docx
    from docx.oxml.ns import qn

    out: dict[str, object] = {}
    for control in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None:
            out[tag.get(qn("w:val"))] = "".join(t.text or "" for t in control.iter(qn("w:t")))
    return out


def merging(letters: int = 300) -> Row:
    """One Word file of many letters: ours from finished letters, docx-mailmerge2 from a template with merge fields."""
    from mailmerge import MailMerge

    from tsmforms.formats.docx import SectionAssembly

    form = tsmforms.form("letter_2b")
    made = [_letter(form, n) for n in range(letters)]
    rows = [{f"f{n}": text for n, (_, text) in enumerate(_boxes(data))} for data, _ in made]
    template = _with_merge_fields(made[0][0])

    def ours() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "run.docx"
            with path.open("wb") as out:
                assembly = SectionAssembly(out)
                for data, record in made:
                    assembly.add(data, record)
                assembly.finish()
            assembly.check(path, (record for _, record in made))
            return path.read_bytes()

    def theirs() -> bytes:
        with MailMerge(io.BytesIO(template)) as document:
            document.merge_templates(rows, separator="nextPage_section")
            out = io.BytesIO()
            document.write(out)
        return out.getvalue()

    for data in (ours(), theirs()):
        said = _words(data)
        missing = [n for n, row in enumerate(rows) if not all(text in said for text in row.values())]
        assert missing == [], "words of these letters are not in the file"
    return Row(f"{letters} letters to one Word file", "docx-mailmerge2", least(ours, 2), least(theirs, 1), 3)


def _letter(form: Form, seed: int) -> tuple[bytes, str]:
    record = f"{seed:08x}-0000-5000-8000-000000000000"
    values = form.values({**form.example(1)["answers"], "support_offer": f"Offer number {seed}."})[0]
    return form.writer("docx").fill(form.content(values, record, "docx")), record


def _boxes(data: bytes) -> Iterator[tuple[str, str]]:
    yield from ((tag, str(text)) for tag, text in _controls(data).items())


def _words(data: bytes) -> str:
    import docx
    from docx.oxml.ns import qn

    return "".join(t.text or "" for t in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:t")))


def _with_merge_fields(data: bytes) -> bytes:
    """A finished letter with a merge field in place of each answer."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    document = docx.Document(io.BytesIO(data))
    numbers = {tag: n for n, (tag, _) in enumerate(_boxes(data))}
    for control in list(document.element.body.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        content = control.find(qn("w:sdtContent"))
        if tag is None or content is None or content.find(qn("w:r")) is None:
            continue
        field = parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD f{numbers[tag.get(qn("w:val"))]} ">'
            "<w:r><w:t>x</w:t></w:r></w:fldSimple>"
        )
        control.getparent().replace(control, field)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows() -> Iterator[Row]:
    """Every comparison."""
    yield from filling("sam_minutes", {"pypdf": 150, "PyPDFForm": 150, "pikepdf": 8})
    yield from filling("termly_record", {"pypdf": 150, "PyPDFForm": 150, "pikepdf": 8})
    yield filling_a_workbook("termly_record")
    yield from reading("termly_record")
    yield merging()


def section() -> str:
    """The part of docs/benchmarks.md."""
    return "\n".join(
        [
            HEADING,
            "",
            "CPU time of one document, the least of several turns. Filling starts from words that are ready on both sides;",
            "reading by ours ends with typed answers, what speaks against them and how each was found, that of the rivals with",
            "words. Filled forms are read back and their first page is drawn, workbooks are compared cell by cell, the words of each",
            "letter are looked for in the Word file.",
            "",
            "| work | ours | rival | its time | ratio | target |",
            "|---|--:|---|--:|--:|---|",
            *map(str, rows()),
            "",
        ]
    )


if __name__ == "__main__":
    print(section())
