"""All letters in one Word file, a section each."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from array import array
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import tsmforms
from tests.bulk.exports import export, letter, listed, save, tree
from tsmforms.bulk import run
from tsmforms.diagnostics import EnvironmentProblem, MisuseError, ReadError
from tsmforms.disk import Disk
from tsmforms.documents import Form
from tsmforms.examples.make import example_table
from tsmforms.formats.docx import SectionAssembly
from tsmforms.formats.docx import printrun as wordrun
from tsmforms.model.identity import printed_id

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(element: object) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))  # type: ignore[attr-defined]


def printed(tmp_path: Path, name: str, rows: int = 3, workers: int = 1, form: Form | None = None) -> Path:
    form = form or letter()
    source = save(tmp_path / f"{form.id}.csv", example_table(form.spec, rows, 1))
    run(form, source, tmp_path / name, formats=("docx",), print_run=tmp_path / f"{name}.docx", workers=workers)
    return tmp_path / f"{name}.docx"


def test_each_letter_is_a_section_with_its_words_its_foot_and_pages_from_one(tmp_path: Path) -> None:
    import docx

    run_of_letters = docx.Document(str(printed(tmp_path, "out")))
    rows = listed(tmp_path / "out")
    sections = list(run_of_letters.sections)
    assert [(row["print_run_first"], row["print_run_last"]) for row in rows] == [
        (str(n), str(n)) for n in range(1, len(rows) + 1)
    ]
    assert len(sections) == len(rows) > 2
    for row, section in zip(rows, sections, strict=True):
        alone = docx.Document(str(tmp_path / "out" / row["file"]))
        inside = "".join(words(block._element) for block in section.iter_inner_content())
        assert inside == words(alone.element.body)
        for foot in (section.footer, section.first_page_footer):
            assert printed_id(row["record_id"]) in words(foot._element)
            assert "SECTIONPAGES" in foot._element.xml
            assert "NUMPAGES" not in foot._element.xml
        assert section._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section._sectPr.find(f"{W}type").get(f"{W}val") == "oddPage"
    assert not list(run_of_letters.element.iter(f"{W}sdt"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter_2b.csv", "out", "out.docx"]


def test_any_number_of_workers_makes_the_same_bytes_and_so_does_a_run_that_was_cut_off(tmp_path: Path) -> None:
    class Full(Disk):
        left = 3

        def replace(self, source: str, target: str) -> None:
            self.left -= 1
            if not self.left:
                raise OSError(28, "No space left on device")
            super().replace(source, target)

    whole = printed(tmp_path, "one").read_bytes()
    assert printed(tmp_path, "two", workers=2).read_bytes() == whole
    source = tmp_path / "letter_2b.csv"
    with pytest.raises(EnvironmentProblem):
        run(letter(), source, tmp_path / "cut", formats=("docx",), print_run=tmp_path / "cut.docx", disk=Full())
    assert not (tmp_path / "cut.docx").exists()
    assert printed(tmp_path, "cut").read_bytes() == whole
    assert tree(tmp_path / "cut") == tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_print_run_is_made_of_letters_of_its_format(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", export(1))
    with pytest.raises(MisuseError, match="add the format docx"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=tmp_path / "p.docx")
    with pytest.raises(MisuseError, match="add the format pdf"):
        run(letter(), source, tmp_path / "out", formats=("docx",), print_run=tmp_path / "p.pdf")


def test_more_letters_than_word_takes_are_refused_before_the_first_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tsmforms.formats.docx.MOST_LETTERS", 2)
    with pytest.raises(EnvironmentProblem, match="Word does not take 4 letters"):
        printed(tmp_path, "out")
    assert not list((tmp_path / "out").glob("*.docx"))


def test_what_a_run_contains_is_not_read_as_one_letter(tmp_path: Path) -> None:
    report = tsmforms.read(printed(tmp_path, "out"))
    assert not report.answers
    assert {one.code for one in report.diagnostics} == {"D0411"}


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def first_letter(tmp_path: Path) -> tuple[bytes, str]:
    printed(tmp_path, "out", 1)
    row = listed(tmp_path / "out")[0]
    return (tmp_path / "out" / row["file"]).read_bytes(), row["record_id"]


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("word/document.xml", b"</w:body>", b"<w:footnoteReference/></w:body>", "damaged"),
        ("word/document.xml", b"<w:body>", b'<w:body><w:footnoteReference w:id="2"/>', "footnotes or comments"),
        ("word/document.xml", b"<w:body>", b"<w:body><w:p><w:pPr><w:sectPr/></w:pPr></w:p>", "more than one section"),
        ("word/numbering.xml", b'w:val="bullet"', b'w:val="decimal"', "numbered lists"),
        ("docProps/custom.xml", b"<vt:lpwstr>", b"<vt:lpwstr>x", "its own reference"),
    ],
)
def test_what_cannot_be_said_twice_in_a_document_is_refused(
    tmp_path: Path, part: str, old: bytes, new: bytes, said: str
) -> None:
    data, record = first_letter(tmp_path)
    with closing(SectionAssembly(io.BytesIO())) as together, pytest.raises((EnvironmentProblem, ReadError), match=said):
        together.add(with_part(data, part, lambda found: found.replace(old, new)), record)


def test_letters_of_two_templates_are_not_put_together(tmp_path: Path) -> None:
    data, record = first_letter(tmp_path)
    other = with_part(data, "word/styles.xml", lambda found: found.replace(b'w:val="24"', b'w:val="26"'))
    with closing(SectionAssembly(io.BytesIO())) as together:
        together.add(data, record)
        with pytest.raises(EnvironmentProblem, match="one template"):
            together.add(other, record)


def test_a_run_that_is_not_what_was_asked_for_is_found(tmp_path: Path) -> None:
    path = printed(tmp_path, "out")
    records = [row["record_id"] for row in listed(tmp_path / "out")]
    with zipfile.ZipFile(path) as package:
        marks = package.read("word/document.xml").split(b"<w:bookmarkStart ")[1:]
    sums = array("L", [wordrun._sum(one) for one in marks])

    def check(data: bytes, wanted: list[str] = records) -> None:
        wordrun.check_sections(io.BytesIO(data), wanted, sums)

    whole = path.read_bytes()
    check(whole)
    swapped = [records[1], records[0], *records[2:]]
    other_foot = with_part(
        whole, "word/footer1_2.xml", lambda found: found.replace(*[printed_id(r).encode() for r in swapped[:2]])
    )
    other_word = with_part(whole, "word/document.xml", lambda found: re.sub(b">Dear", b">Deer", found, count=1))
    cases: list[tuple[bytes, list[str]]] = [
        *((whole, wanted) for wanted in (swapped, records[:-1], [*records, records[0]])),
        *((changed, records) for changed in (other_foot, other_word)),
    ]
    for data, wanted in cases:
        with pytest.raises(EnvironmentProblem, match="a section is not the letter"):
            check(data, wanted)


@pytest.mark.atlength
@pytest.mark.parametrize("name", ["letter_2b", "medical_evidence_request"])
def test_in_an_office_program_each_letter_is_on_pages_of_its_own_and_begins_on_an_odd_one(
    tmp_path: Path, name: str
) -> None:
    import pypdf

    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed"
    path = printed(tmp_path, "out", 4, form=tsmforms.form(name))
    kind = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
    profile = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = [page.extract_text() for page in pypdf.PdfReader(str(tmp_path / "out.pdf")).pages]
    end = 0
    for row in listed(tmp_path / "out"):
        on = [number for number, text in enumerate(pages, 1) if printed_id(row["record_id"]) in text.replace("\n", "")]
        assert on
        assert on == list(range(on[0], on[0] + len(on)))
        assert on[0] > end
        assert on[0] % 2
        assert [f"Page {n}" in pages[number - 1] for n, number in enumerate(on, 1)] == [True] * len(on)
        end = on[-1]
