"""How forms of ours are read that were printed, flattened or saved as PDF: a table of answers by route.

    python -m tests.support.flattened [--seeds 0,1,2] [--forms sam_minutes,...] [--routes flatten,...] [--show 5]

An answer is right (equal but for white space), reported (a warning or error names its field or list, or a page that
is not there), wrong in silence, or lost in silence.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tsmforms.diagnostics import ReadError
from tsmforms.documents import Form
from tsmforms.model import Return
from tsmforms.specs import registry
from tsmforms.specs.values import values_from_json

Route = Callable[[bytes], bytes]


# --- what is done to a filled form


def flattened(data: bytes) -> bytes:
    """As a viewer flattens it: what the fields show becomes part of the page."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    document = pdfium.PdfDocument(data)
    document.init_forms()
    for n in range(len(document)):
        page = document[n]
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _through(*command: str) -> Route:
    """A program that is given the names of a file and of its copy, in place of IN and OUT."""

    def run(data: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "in.pdf", Path(folder) / "out.pdf"
            source.write_bytes(data)
            words = [word.replace("IN", str(source)).replace("OUT", str(target)) for word in command]
            subprocess.run(words, check=True, capture_output=True)
            return target.read_bytes()

    return run


poppler = _through("pdftocairo", "-pdf", "IN", "OUT")
ghostscript = _through("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=OUT", "IN")


def scaled(data: bytes, scale: float = 0.94, right: float = 17.0, up: float = 23.0) -> bytes:
    """As "fit to page" prints it: smaller, and moved."""
    return _pages(data, lambda pages: [(page, b"q %f 0 0 %f %f %f cm\n" % (scale, scale, right, up)) for page in pages])


def _pages(data: bytes, arrange: Callable[[list[Any]], list[tuple[Any, bytes]]]) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.new() as out:
        for page, prefix in arrange(list(pdf.pages)):
            out.pages.append(page)
            if prefix:
                out.pages[-1].contents_add(prefix, prepend=True)
                out.pages[-1].contents_add(b"\nQ")
        target = io.BytesIO()
        out.save(target)
        return target.getvalue()


def reversed_pages(data: bytes) -> bytes:
    """The last page first."""
    return _pages(data, lambda pages: [(page, b"") for page in reversed(pages)])


def without_last(data: bytes) -> bytes:
    """The last page left out."""
    return _pages(data, lambda pages: [(page, b"") for page in pages[:-1] or pages])


def without_second(data: bytes) -> bytes:
    """A page in the middle left out."""
    return _pages(data, lambda pages: [(page, b"") for n, page in enumerate(pages) if n != 1 or len(pages) == 1])


def libreoffice(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Word documents saved as PDF, all by one start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, data in documents.items():
            (Path(folder) / f"{name}.docx").write_bytes(data)
            names.append(f"{folder}/{name}.docx")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *names],
            check=True,
            capture_output=True,
        )
        return {name: (Path(folder) / f"{name}.pdf").read_bytes() for name in documents}


ROUTES: Mapping[str, Route] = {
    "flatten": flattened,
    "pdftocairo": poppler,
    "ghostscript": ghostscript,
    "ghostscript 94 %": lambda data: scaled(ghostscript(data)),
    "flatten 94 %": lambda data: scaled(flattened(data)),
    "pages reversed": lambda data: reversed_pages(flattened(data)),
    "last page missing": lambda data: without_last(flattened(data)),
    "second page missing": lambda data: without_second(flattened(data)),
}


# --- what became of the answers


def judged(form: Form, answers: Mapping[str, Any], data: bytes) -> tuple[Counter[str], list[str]]:
    """How many answers are right, reported, wrong, lost or invented; and those that are not right, a line each."""
    truth, _ = values_from_json(form.spec, answers)
    try:
        found = form.read(data)
    except ReadError:
        return Counter(reported=len(truth)), ["refused"]
    counts: Counter[str] = Counter()
    lines = []
    for path, value in truth.items():
        what = _became(found, path, value)
        counts[what] += 1
        if what != "right":
            lines.append(f"{what} {path}: {value!r} -> {found.values.get(path)!r}")
    for path in found.values.keys() - truth.keys():
        what = "reported" if _is_reported(found, path) else "invented"
        counts[what] += 1
        lines.append(f"{what} {path}: {found.values[path]!r}")
    return counts, lines


def _became(found: Return, path: str, value: object) -> str:
    if path in found.values and _folded(found.values[path]) == _folded(value):
        return "right"
    if _is_reported(found, path):
        return "reported"
    return "wrong" if path in found.values else "lost"


def _folded(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(" ".join(str(part).split()) for part in value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _is_reported(found: Return, path: str) -> bool:
    told = [note for note in found.diagnostics if note.severity != "info"]
    if any(note.field and f"{path}.".startswith(f"{note.field}.") for note in told):
        return True
    in_list = any(part.isdigit() for part in path.split("."))
    return in_list and any(note.code == "D0103" and note.place and note.place.page and not note.field for note in told)


# --- the table


def forms(wanted: Sequence[str] = ()) -> Iterator[Form]:
    """Every form that is no letter."""
    known = registry()
    for name in wanted or known.paths:
        form = Form(known.spec(name))
        if not form.spec.is_letter and "pdf" in form.spec.formats:
            yield form


def copies(
    chosen: Iterable[Form], seeds: Sequence[int], routes: Sequence[str]
) -> Iterator[tuple[str, Form, Any, bytes]]:
    """Route, form, answers and file of every copy."""
    words: dict[str, bytes] = {}
    records: dict[str, tuple[Form, Any]] = {}
    for form in chosen:
        for seed in seeds:
            answers = form.example(seed)["answers"]
            filled = form.write(answers, "pdf", record_id=f"test-{seed}")
            for route in routes:
                if route in ROUTES:
                    yield route, form, answers, ROUTES[route](filled)
            if "docx" in form.spec.formats:
                name = f"{form.id}_{seed}"
                words[name], records[name] = form.write(answers, "docx"), (form, answers)
    if "docx to pdf" in routes and words:
        for name, data in libreoffice(words).items():
            yield "docx to pdf", *records[name], data


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="0,1,2")
    parser.add_argument("--forms", default="")
    parser.add_argument("--routes", default="")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    programs = {"pdftocairo": "pdftocairo", "ghostscript": "gs", "ghostscript 94 %": "gs", "docx to pdf": "soffice"}
    routes = (
        given.routes.split(",")
        if given.routes
        else [route for route in (*ROUTES, "docx to pdf") if route not in programs or shutil.which(programs[route])]
    )
    totals: dict[str, Counter[str]] = {route: Counter() for route in routes}
    seeds = [int(seed) for seed in given.seeds.split(",")]
    for route, form, answers, data in copies(forms([f for f in given.forms.split(",") if f]), seeds, routes):
        counts, lines = judged(form, answers, data)
        totals[route] += counts
        if lines and given.show:
            print(f"{route}, {form.id}", *lines[: given.show], sep="\n    ")
    kinds = ("right", "reported", "wrong", "lost", "invented")
    print(f"{'route':22}", *(f"{kind:>9}" for kind in kinds))
    for route, counts in totals.items():
        print(f"{route:22}", *(f"{counts[kind]:>9}" for kind in kinds))


if __name__ == "__main__":
    main()
