"""`make bench`: letters against the usual ways of making them, in one run, every output checked.

The rivals get the same template and the same rows, prepared beforehand and untimed; ours is timed whole, from
the CSV file to the finished folder: every check, the read-back of every file, the manifest and fsync included.
"""

from __future__ import annotations

import compileall
import datetime
import io
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

import tsmforms
from tests.benchmarks import forms, reading, returns
from tsmforms.bulk import run
from tsmforms.documents import Form
from tsmforms.formats.docx.compile import prepared_template
from tsmforms.formats.docx.oracle import oracle_context, oracle_environment
from tsmforms.layout import Content

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/benchmarks.md"
ROWS, REPEATS, SAMPLE = 1500, 3, 150
"""Rivals make one letter, then the first 150; what one letter costs above the first is reckoned up to all."""


@attrs.frozen
class Figure:
    """One comparison: what was made, seconds of both, the target."""

    work: str
    count: int
    ours: float
    rival: float
    rival_name: str
    target: float

    @property
    def ratio(self) -> float:
        return self.rival / self.ours

    @property
    def row(self) -> str:
        verdict = "met" if self.ratio >= self.target else "not met"
        return (
            f"| {self.work} | {self.count} | {self.count / self.ours:,.0f} a second | {self.rival_name} | "
            f"{self.count / self.rival:,.1f} a second | {self.ratio:.1f}x | {self.target:.0f}x, {verdict} |"
        )


def export(form: Form, rows: int, folder: Path) -> Path:
    """An invented export as a file."""
    import csv

    from tsmforms.examples.make import example_table

    path = folder / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(example_table(form.spec, rows, 1))
    return path


def timed(work: Callable[[], object]) -> float:
    """Wall-clock seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def reckoned(
    loop: Callable[[list[dict[str, object]], Path], None], contexts: list[dict[str, object]], folder: Path, letters: int
) -> float:
    """Seconds a rival takes for so many letters: its start counts once, each further letter as in the sample."""
    folder.mkdir()
    (folder / "first").mkdir()
    first = timed(lambda: loop(contexts[:1], folder / "first"))
    shutil.rmtree(folder / "first")
    sample = timed(lambda: loop(contexts, folder))
    return first + (sample - first) * (letters - 1) / (len(contexts) - 1)


def contents(form: Form, letters: list[Path]) -> Iterator[Content]:
    """What each letter shows, read back from the letters themselves."""
    for path in letters:
        found = form.read(path)
        yield form.content(found.values, found.record_id)


def docxtpl_loop(template: Path, contexts: list[dict[str, object]], folder: Path) -> None:
    """The usual way: load, render, save, for every letter; made safe on the disk as ours are."""
    from docxtpl import DocxTemplate

    for n, context in enumerate(contexts):
        document = DocxTemplate(template)
        document.render(context, oracle_environment(), autoescape=True)
        target, temporary = folder / f"{n:05d}.docx", folder / f"{n:05d}.tmp"
        document.save(temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(temporary, target)


def libreoffice_chain(template: Path, contexts: list[dict[str, object]], folder: Path) -> None:
    """The usual way to PDF: docxtpl, one LibreOffice batch, one merged file."""
    from pypdf import PdfWriter

    docxtpl_loop(template, contexts, folder)
    sources = sorted(folder.glob("*.docx"))
    office = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*office, *map(str, sources)], check=True, capture_output=True)
    merged = PdfWriter()
    for source in sorted(folder.glob("*.pdf")):
        merged.append(source)
    merged.write(folder / "all.pdf")


def words(path: Path) -> str:
    """The words of a Word file's body, as a reader sees them."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return " ".join("".join(root.itertext("{*}t")).split())


def letters_docx(form: Form, folder: Path) -> Figure:
    """Separate Word letters against a docxtpl loop."""
    source = export(form, ROWS, folder)
    ours = []
    for n in range(REPEATS):
        result: list[object] = []
        ours.append(timed(lambda n=n, result=result: result.append(run(form, source, folder / f"ours{n}"))))
        assert result[0].status == 0, result[0]
    letters = sorted((folder / "ours0").glob("*.docx"))
    template, contexts = _rival_input(form, letters, folder)
    rival_folder = folder / "rival"
    rival = reckoned(lambda some, into: docxtpl_loop(template, some, into), contexts, rival_folder, len(letters))
    for mine, theirs in zip(letters, sorted(rival_folder.glob("*.docx")), strict=False):
        assert words(mine) == words(theirs), "the two ways make different letters"
    return Figure(
        "letters to DOCX, all checks, manifest and fsync, one worker",
        len(letters),
        statistics.median(ours),
        rival,
        "docxtpl loop with fsync",
        20,
    )


def _rival_input(form: Form, letters: list[Path], folder: Path) -> tuple[Path, list[dict[str, object]]]:
    template = folder / "template.docx"
    template.write_bytes(prepared_template(form.document))
    return template, [oracle_context(form.document, content) for content in contents(form, letters[:SAMPLE])]


def letters_pdf(form: Form, folder: Path) -> Figure:
    """Tagged PDF letters and their print run against docxtpl, LibreOffice and pypdf."""
    source = export(form, ROWS, folder)
    run(form, source, folder / "docx")
    ours = []
    for n in range(REPEATS):
        out, merged = folder / f"ours{n}", folder / f"run{n}.pdf"
        ours.append(timed(lambda o=out, m=merged: run(form, source, o, formats=("pdf",), print_run=m, workers=2)))
    made = sorted(p for p in (folder / "ours0").glob("*.pdf") if p.name != "certificate.pdf")
    template, contexts = _rival_input(form, sorted((folder / "docx").glob("*.docx")), folder)
    rival_folder = folder / "rival"
    rival = reckoned(lambda some, into: libreoffice_chain(template, some, into), contexts, rival_folder, len(made))
    _check_pages(made[:SAMPLE], sorted(p for p in rival_folder.glob("*.pdf") if p.name != "all.pdf"))
    work = "letters to tagged PDF with print run, all checks, manifest and fsync, two workers"
    return Figure(work, len(made), statistics.median(ours), rival, "docxtpl, LibreOffice batch, pypdf merge", 15)


def _check_pages(ours: list[Path], theirs: list[Path]) -> None:
    """What a reader sees on the pages: the same words of each letter, whatever the line breaks."""
    from tsmforms.formats.pdf import page_text as text

    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        seen, rival = (set(" ".join(text(path.read_bytes())).split()) for path in (mine, other))
        missing = {word for word in rival - seen if word.isalpha() and len(word) > 3}
        assert not missing, f"{mine.name} lacks {len(missing)} words of the other way"


def starts() -> list[str]:
    """How long Python takes to import the package, and the command line to print its help."""
    rows = []
    for name, command, limit in (
        ("import tsmforms", ["-X", "importtime", "-c", "import tsmforms"], 150),
        ("tsmforms --help", ["-m", "tsmforms", "--help"], 300),
    ):

        def once(command: list[str] = command) -> None:
            subprocess.run([sys.executable, *command], capture_output=True, check=True)

        def nothing() -> None:
            subprocess.run([sys.executable, "-c", ""], check=True)

        bare = statistics.median(timed(nothing) for _ in range(9))
        took = statistics.median(timed(once) for _ in range(9))
        own = took - bare if name.startswith("import") else took
        verdict = "met" if own * 1000 < limit else "not met"
        rows.append(f"| {name} | {own * 1000:.0f} ms | under {limit} ms, {verdict} |")
    return rows


def page(figures: list[Figure], rows: list[str], *parts: str) -> str:
    """docs/benchmarks.md; `parts` are those of forms, of a folder of returns, and of reading one."""
    versions = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Made by `make bench`, all rows in one run on one machine, every output checked against the rival's words.",
            "Ours is timed whole, from the CSV file to the finished folder (the median of three runs): reading, rules,",
            "every letter read back against its row, manifest, fsync. The rivals get their rows prepared, untimed, and",
            f"write with fsync too; they make one letter, then the first {SAMPLE}: their start counts once, and what each",
            "further letter took is reckoned up to all. Our modules are compiled beforehand, as installing does.",
            f"Read the ratios; the rates are of this machine ({versions}, {datetime.datetime.now(datetime.UTC):%d %B %Y}).",
            "",
            "| work | letters | ours | rival | its rate | ratio | target |",
            "|---|--:|--:|---|--:|--:|---|",
            *(figure.row for figure in figures),
            "",
            "| start | time | target |",
            "|---|--:|---|",
            *rows,
            "",
            *parts,
        ]
    )


def main() -> None:
    if shutil.which("soffice") is None:
        sys.exit("the PDF rival needs LibreOffice (soffice), which is not installed")
    compileall.compile_dir(Path(tsmforms.__file__).parent, quiet=1)
    form = tsmforms.form("letter_2b")
    figures = []
    for bench in (letters_docx, letters_pdf):
        with tempfile.TemporaryDirectory() as place:
            figures.append(bench(form, Path(place)))
            print(figures[-1].row, flush=True)
    rows = starts()
    print("\n".join(rows))
    parts = (forms.section(), returns.section(), reading.section())
    print(*parts, sep="\n")
    PAGE.write_text(page(figures, rows, *parts), encoding="utf-8")
    if any(figure.ratio < figure.target for figure in figures):
        sys.exit("a target was not met")


if __name__ == "__main__":
    main()
