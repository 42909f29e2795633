"""What viewers, printers, other PDF tools and people do to a PDF form of ours."""

from __future__ import annotations

import io
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from tests.support.judging import flat
from tests.survival import fillers
from tests.survival.handled import (
    CONFLICT,
    KEYED,
    NEARLY,
    REFLOWED,
    REFUSED,
    REPORTED,
    TOLD,
    Filled,
    Handled,
    Handling,
    as_it_was,
    filled,
    positions,
)
from tsmforms import keys

SCALE, RIGHT, UP = 0.94, 18, 26
DPI = 110
_KEPT = 4
"""Results kept of each printer: several handlings start from the same one."""


def _saved(pdf: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():  # boxes without their form are what some of these files are about
        warnings.simplefilter("ignore")
        pdf.save(out, **options)
    return out.getvalue()


def _opened(data: bytes) -> Any:
    import pikepdf

    return pikepdf.open(io.BytesIO(data))


# --- printed and flattened


@lru_cache(_KEPT)
def by_pdfium(data: bytes) -> bytes:
    """Flattened page by page, as Chrome and Edge print."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for page in document:
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@lru_cache(_KEPT)
def by_pdftocairo(data: bytes) -> bytes:
    """Printed by poppler, as the viewers of Linux desktops print to a file."""
    return _run(["pdftocairo", "-pdf"], data)


@lru_cache(_KEPT)
def by_ghostscript(data: bytes) -> bytes:
    """Distilled by Ghostscript, as PDF printers of Windows do."""
    return _run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-sOutputFile={out}"], data)


def _run(command: list[str], data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.pdf"), Path(folder, "out.pdf")
        source.write_bytes(data)
        words = [word.format(out=target) for word in command]
        behind = [] if "{out}" in "".join(command) else [str(target)]
        subprocess.run([*words, str(source), *behind], check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def scaled(data: bytes) -> bytes:
    """Every page drawn smaller and moved, its size left: "fit to page"."""
    with _opened(data) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            drawn = page.Contents.read_bytes()
            page.Contents = pdf.make_stream(b"q %g 0 0 %g %d %d cm\n%s\nQ\n" % (SCALE, SCALE, RIGHT, UP, drawn))
        return _saved(pdf)


def backwards(data: bytes) -> bytes:
    """The pages in reverse order."""
    with _opened(data) as pdf:
        pdf.pages.reverse()
        return _saved(pdf)


def some_pages(data: bytes, wanted: slice) -> bytes | None:
    """Some of the pages taken into a new file; None where these are all."""
    import pikepdf

    with _opened(data) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        kept = list(pdf.pages)[wanted]
        if len(kept) == len(pdf.pages) or not kept:
            return None
        new = pikepdf.new()
        new.docinfo.update({key: value for key, value in pdf.docinfo.items()})
        new.pages.extend(kept)
        return _saved(new)


def _only(wanted: slice, before: Callable[[bytes], bytes] = bytes) -> Callable[[Filled], Handled | None]:
    def handle(one: Filled) -> Handled | None:
        data = some_pages(before(one.data), wanted)
        return as_it_was(one, data) if data else None

    return handle


def _through(*steps: Callable[[bytes], bytes]) -> Callable[[Filled], Handled]:
    def handle(one: Filled) -> Handled:
        data = one.data
        for step in steps:
            data = step(data)
        return as_it_was(one, data)

    return handle


def scanned(data: bytes) -> bytes:
    """The pages as pictures, as a scanner makes them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    pages = [page.render(scale=DPI / 72, may_draw_forms=True, grayscale=True).to_pil() for page in document]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    document.close()
    return out.getvalue()


# --- words typed onto the page


@attrs.frozen
class Widget:
    """A box on a page: its path, its page from 0, its rectangle."""

    path: str
    page: int
    rect: tuple[float, float, float, float]


def widgets(pdf: Any) -> Iterator[Widget]:
    """The boxes of words, by path."""
    for number, page in enumerate(pdf.pages):
        for note in page.get("/Annots", []):
            name = fillers.full_name(note)
            if note.get("/Subtype") == "/Widget" and name:
                path, option = keys.from_acroform_name(name)
                if option is None:
                    yield Widget(path, number, tuple(float(x) for x in note.Rect))


def typed_onto_the_page(one: Filled) -> Handled | None:
    """Four short answers missing from their boxes and typed over them with an editor's "add text"."""
    top = sorted((path for path, words in one.words.items() if _is_short(one, path, words)), key=positions)[:4]
    if not top:
        return None
    answers = one.made.values(one.answers)[0]
    left = {path: value for path, value in answers.items() if path not in top}
    data = one.written(_nested(one, left))
    with _opened(data) as pdf:
        at_ = {widget.path: widget for widget in widgets(pdf)}
        for path in top:
            _type(pdf, at_[path], one.words[path])
        return as_it_was(one, _saved(pdf))


def _is_short(one: Filled, path: str, words: str) -> bool:
    leaf = one.spec.leaves[keys.pattern(path)]
    return leaf.field.kind.name in ("text", "date") and len(words) < 40 and words.isascii() and "[]" not in leaf.pattern


def _nested(one: Filled, values: Any) -> dict[str, Any]:
    """The answers of flat values, through the record as anybody makes one."""
    from tsmforms.specs.values import json_from_values

    return json_from_values(one.spec, values)


def _type(pdf: Any, at_: Widget, words: str) -> None:
    import pikepdf

    page = pdf.pages[at_.page]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    name = page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font)
    text = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    left, bottom, _, top = at_.rect
    drawn = b"q BT %s 10 Tf 0 0 0.8 rg %.2f %.2f Td (%s) Tj ET Q" % (
        str(name).encode(),
        left + 3,
        min(bottom + 5, top - 11),
        text,
    )
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q\n" + drawn)


# --- two returns in one file


def joined(one: Filled) -> Handled:
    """The pages of another return of the same form appended: what both say alike may be read, nothing else."""
    other = filled(one.form, one.seed + 1, one.format)
    with _opened(one.data) as first, _opened(other.data) as second, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        first.pages.extend(second.pages)
        data = _saved(first)
    theirs = flat(other.answers)
    both = {
        path: value if (value := one.truth.get(path)) == theirs.get(path) else CONFLICT
        for path in {**one.truth, **theirs}
    }
    return Handled(data, both, {**other.words, **one.words}, (one.truth, theirs))


def put_together(data: bytes) -> bytes:
    """Every field renamed with a name in front, as programs that put files together do."""
    import pikepdf

    with _opened(data) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        above = pdf.make_indirect(pikepdf.Dictionary(T="combined", Kids=pikepdf.Array(fields)))
        for field in fields:
            field.Parent = above
        pdf.Root.AcroForm.Fields = pikepdf.Array([above])
        return _saved(pdf)


# --- filled by other programs


def _filled_by(fill: fillers.Fill, then: Callable[[bytes], bytes] | None = None) -> Callable[[Filled], Handled]:
    """Our blank filled by another library with answers that its fonts can draw, as far as the blank has boxes."""

    def handle(one: Filled) -> Handled:
        data, truth, words = _fill(one, fill, then is not None and fill is fillers.by_pikepdf)
        if then is None:
            return Handled(data, truth, words)
        undrawn = fillers.undrawn(data) if then is by_ghostscript else frozenset[str]()
        return Handled(then(data), {path: value for path, value in truth.items() if path not in undrawn}, words)

    return handle


@lru_cache(_KEPT)
def _fill(one: Filled, fill: fillers.Fill, in_lines: bool) -> tuple[bytes, dict[str, Any], dict[str, str]]:
    """The filled file, its answers, their words; `in_lines`: each answer in one line, as qpdf draws no line's end."""
    made = one.made
    answers = fillers.drawable(one.answers)
    values = made.values(answers)[0]
    content = made.content(values)
    blank = made.blank(one.format)
    boxes = fillers.boxes_of(blank)
    texts = {path: words.replace("\n", " ") if in_lines else words for path, words in content.texts.items()}
    entries = {box.name: entry for box in boxes if (entry := box.entry(texts, content.marked))}
    entered = {box.path for box in boxes if box.name in entries}
    truth = {path: value for path, value in flat(answers).items() if path in entered}
    if in_lines:
        one_line = {
            path: [" ".join(truth[path])]
            for path, words in content.texts.items()
            if "\n" in words and isinstance(truth.get(path), list)
        }
        truth |= one_line
    return fill(blank, boxes, entries), truth, texts


_PRINTERS: tuple[tuple[str, Callable[[bytes], bytes], tuple[str, ...]], ...] = (
    ("flattened by PDFium", by_pdfium, ()),
    ("printed by pdftocairo", by_pdftocairo, ("pdftocairo",)),
    ("printed by Ghostscript", by_ghostscript, ("gs",)),
)


def _handlings_of_fillers() -> Iterator[Handling]:
    for name, fill in fillers.FILLS.items():
        yield Handling(f"filled by {name}", "pdf", KEYED, _filled_by(fill), needs=(name,))
        for how, change, needs in _PRINTERS:
            yield Handling(f"filled by {name}, {how}", "pdf", REPORTED, _filled_by(fill, change), needs=(name, *needs))
    yield Handling(
        "filled and saved by Acrobat, added to the file",
        "pdf",
        KEYED,
        _filled_by(fillers.as_acrobat_saves),
        imitated="Acrobat",
    )


HANDLINGS = (
    Handling("untouched", "pdf", KEYED, lambda one: as_it_was(one, one.data), letters=KEYED, cheap=True),
    Handling("pages in reverse order", "pdf", KEYED, _through(backwards), cheap=True),
    Handling("all pages but the last", "pdf", REPORTED, _only(slice(None, -1)), cheap=True),
    Handling("first page alone", "pdf", REPORTED, _only(slice(1)), cheap=True),
    Handling("words typed onto the page", "pdf", REPORTED, typed_onto_the_page, cheap=True),
    Handling("two returns joined", "pdf", TOLD, joined),
    Handling("fields renamed where files were put together", "pdf", KEYED, _through(put_together), cheap=True),
    *_handlings_of_fillers(),
    *(
        Handling(name, "pdf", NEARLY, _through(change), needs=needs, letters=TOLD, cheap=change is by_pdfium)
        for name, change, needs in _PRINTERS
    ),
    Handling("printed by Ghostscript at 94 %, moved", "pdf", NEARLY, _through(by_ghostscript, scaled), needs=("gs",)),
    Handling("flattened by PDFium, at 94 %, moved", "pdf", NEARLY, _through(by_pdfium, scaled)),
    Handling("flattened by PDFium, pages in reverse order", "pdf", NEARLY, _through(by_pdfium, backwards)),
    Handling("flattened by PDFium, all pages but the last", "pdf", REPORTED, _only(slice(None, -1), by_pdfium)),
    Handling("DOCX saved as PDF by LibreOffice", "docx", REFLOWED, chain=("pdf",), letters=TOLD),
    Handling("scanned: pages as pictures", "pdf", REFUSED, _through(scanned), cheap=True),
)
