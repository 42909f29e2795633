"""Files that mean harm, or that a careless program made: our own documents with one thing changed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import attrs

import tsmforms
from tests.formats.xlsx.samples import edited
from tsmforms.diagnostics import Diagnostic, ReadError
from tsmforms.intake import kept_worker
from tsmforms.intake.refusal import REFUSALS
from tsmforms.model import Return

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDML = f'xmlns:w="{W[1:-1]}"'
DOCUMENT = "word/document.xml"

PdfChange = Callable[[Any, dict[str, Any]], None]
TreeChange = Callable[[Any], None]


@cache
def blank(name: str, format: str) -> bytes:
    """A form as it is issued."""
    return tsmforms.form(name).blank(format)


@cache
def filled(name: str, format: str, seed: int = 0) -> bytes:
    """A form with an invented record."""
    form = tsmforms.form(name)
    record = form.example(seed)
    return form.write(record["answers"], format, record_id=record["record_id"])


def read(data: bytes, form: str | None = None) -> Return:
    """A file, read in this process; with `form` as `--form` does it."""
    return tsmforms.read(data, form=tsmforms.form(form) if form else None)


@attrs.frozen
class Outcome:
    """What became of a file that was read under the limits of the kept worker: the return, or why it was refused."""

    found: Return | None
    refusal: ReadError | None = None

    @property
    def code(self) -> str | None:
        """The code of its refusal."""
        return self.refusal.code if self.refusal else None


def survived(source: Any, form: str | None = None) -> Outcome:
    """The outcome in the kept worker, reached by our own code: neither stopped from outside nor a defect.

    Its memory is that of every file, 512 MiB; it has more time than a file has, since a machine that tests is busy.
    """
    kept_worker().seconds = 40.0
    try:
        return Outcome(tsmforms.read(source, form=tsmforms.form(form) if form else None, isolated=True))
    except ReadError as error:
        refusal = error
    assert refusal.message not in {REFUSALS[reason].message for reason in ("too long", "defect")}
    return Outcome(None, refusal)


def said(found: Return, code: str | None = None) -> list[Diagnostic]:
    """What is reported, infos left out; with `code` everything of that code."""
    return [d for d in found.diagnostics if (d.code == code if code else d.severity != "info")]


def codes(found: Return) -> set[tuple[str, str | None]]:
    """Code and question of everything that is reported."""
    return {(d.code, d.field) for d in found.diagnostics}


# --- changing our own documents


def docx(data: bytes, change: TreeChange, part: str = DOCUMENT) -> bytes:
    """A Word file with one part's tree changed."""
    return edited(data, part, change)


def control(root: Any, tag: str, at: int = 0) -> Any:
    """The content control of a tag."""
    return [
        sdt
        for sdt in root.iter(f"{W}sdt")
        if (mark := sdt.find(f"{W}sdtPr/{W}tag")) is not None and mark.get(f"{W}val") == tag
    ][at]


def typed(root: Any, tag: str, words: str, at: int = 0) -> Any:
    """Type words into a control; the control."""
    found = _touched(control(root, tag, at))
    texts = list(found.find(f"{W}sdtContent").iter(f"{W}t"))
    texts[0].text = words
    for text in texts[1:]:
        text.text = ""
    return found


def _touched(sdt: Any) -> Any:
    """A control without its prompt's marks, as Word leaves it once somebody typed."""
    for mark in [*sdt.iter(f"{W}showingPlcHdr"), *sdt.find(f"{W}sdtContent").iter(f"{W}rStyle")]:
        mark.getparent().remove(mark)
    return sdt


def runs_of(root: Any, tag: str, xml: str, at: int = 0) -> None:
    """Put other runs into a control."""
    from lxml import etree

    content = _touched(control(root, tag, at)).find(f"{W}sdtContent")
    place = content if content.find(f"{W}p") is None else content.find(f"{W}p")
    for old in place.findall(f"{W}r"):
        place.remove(old)
    for new in etree.fromstring(f"<root {WORDML} {_MORE}>{xml}</root>"):
        place.append(new)


_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)


def pdf(data: bytes, change: PdfChange) -> bytes:
    """A PDF changed with pikepdf; `change` is given the file and its fields by name."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        change(file, dict(boxes(file)))
        return saved(file)


def saved(file: Any) -> bytes:
    """The bytes of a PDF, its streams as they are."""
    import pikepdf

    out = io.BytesIO()
    file.save(out, recompress_flate=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def boxes(file: Any) -> Iterator[tuple[str, Any]]:
    """Name and node of each field."""

    def under(nodes: Any, above: str) -> Iterator[tuple[str, Any]]:
        for node in nodes:
            name = ".".join(filter(None, (above, str(node.get("/T", "")))))
            kids = [kid for kid in node.get("/Kids", []) if "/T" in kid]
            yield from under(kids, name) if kids else [(name, node)]

    yield from under(file.Root.AcroForm.Fields, "")


def fill(field: Any, words: str) -> None:
    """Give a text field a value and no drawing, as programs do that set values alone."""
    import pikepdf

    field.V = pikepdf.String(words)
    if "/AP" in field:
        del field["/AP"]


def flate(file: Any, data: bytes, times: int = 1) -> Any:
    """A stream of a PDF, packed as often as said."""
    import zlib

    import pikepdf

    for _ in range(times):
        data = zlib.compress(data, 9)
    stream = pikepdf.Stream(file, data)
    stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * times)
    return file.make_indirect(stream)


@cache
def packed_zeros(size: int) -> bytes:
    """So many zero bytes, packed without ever being in memory."""
    import zlib

    engine, piece = zlib.compressobj(9), bytes(1 << 20)
    return b"".join([*(engine.compress(piece) for _ in range(size >> 20)), engine.flush()])


def joined(*files: bytes) -> bytes:
    """Several PDFs joined into one, with the boxes of all of them, as programs that join files do it."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for file in files:
        writer.append(io.BytesIO(file))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def names(items: Sequence[Diagnostic]) -> list[str | None]:
    """The questions that are reported."""
    return [one.field for one in items]
