"""The zip for GOV.UK Notify: what it takes, and its own codes for what it does not."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from tests.bulk.exports import Table, export, letter, letters_in, listed, put, save
from tsmforms.bulk import run
from tsmforms.bulk.ways.notify import address_reasons, reasons
from tsmforms.diagnostics import MisuseError


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["Mrs Example", "1 Road", "SW1A 1AA"], []),
        (["Mrs Example", "1 Road", "sw1a1aa", "England"], []),
        (["Mrs Example", "1 Road", "SW1A 1AA,", "", " , "], []),
        (["Sgt Example", "1 Regiment", "BFPO 1234"], []),
        (["Sgt Example", "1 Regiment", "BFPO 1234", "United Kingdom"], ["has-country-for-bfpo-address"]),
        (["", " "], ["address-is-empty"]),
        (["Mrs Example", "SW1A 1AA"], ["not-enough-address-lines"]),
        (["Mrs Example", *"abcdef", "SW1A 1AA"], ["too-many-address-lines"]),
        (["Mrs Example", "1 Road", "NF1 1NF"], ["not-a-real-uk-postcode"]),
        (["Mrs Example", "1 Road", "GX11 1AA"], ["not-a-real-uk-postcode"]),
        (["Mrs Example", "1 Road", "GIR 0AA"], ["not-a-real-uk-postcode"]),
        (["Mrs Example", "1 Road", "SW1A 1CC"], ["not-a-real-uk-postcode"]),
        (["Mrs Example", "1 Road", "France"], ["not-a-real-uk-postcode"]),
        (["Mrs Example", "(rear) 1 Road", "SW1A 1AA"], ["invalid-char-in-address"]),
        (["Mrs Example", "~ Road", "SW1A 1AA"], ["invalid-char-in-address"]),
        (["Mrs Example", "...", "1 Road", "SW1A 1AA"], ["invalid-address-line-1-or-2"]),
        (["Mrs Example", "No Fixed Abode", "SW1A 1AA"], ["no-fixed-abode-address"]),
        (["Mrs Example", "of no fixed address", "SW1A 1AA"], ["no-fixed-abode-address"]),
        (["Mrs Example", "NFA", "SW1A 1AA"], ["no-fixed-abode-address"]),
    ],
)
def test_addresses_are_judged_as_notify_does(lines: list[str], codes: list[str]) -> None:
    assert list(address_reasons(lines)) == codes


def posted(rows: int = 3) -> Table:
    """An export whose postcodes are real ones."""
    table = export(rows)
    for number in range(1, rows + 1):
        for heading in table[0]:
            if heading.endswith("postcode"):
                put(table, number, heading, "SW1A 1AA" if table[number][table[0].index(heading)] else "")
    return table


def test_the_zip_has_the_letters_that_notify_takes_and_says_why_it_lacks_the_others(tmp_path: Path) -> None:
    table = posted()
    put(table, 2, "Parent 1 postcode", "ZZ99 9ZZ")
    source, target = save(tmp_path / "x.csv", table), tmp_path / "n.zip"
    result = run(letter(), source, tmp_path / "out", formats=("pdf",), notify=target)
    (said,) = [note for note in result.notes if note.code == "B0134"]
    assert "not-a-real-uk-postcode; row 3" in said.message
    assert result.status == 1
    with zipfile.ZipFile(target) as archive:
        names = {name for name in archive.namelist() if name.endswith(".pdf")}
        out = list(csv.DictReader(io.StringIO(archive.read("left-out.csv").decode("utf-8-sig"))))
        taken = list(csv.DictReader(io.StringIO(archive.read("letters.csv").decode("utf-8-sig"))))
        assert all(archive.read(name) == (tmp_path / "out" / name).read_bytes() for name in names)
    assert {(row["row"], row["reasons"]) for row in out} == {("3", "not-a-real-uk-postcode")}
    assert names | {row["file"] for row in out} == set(letters_in(tmp_path / "out"))
    assert {row["file"]: row["reference"] for row in taken} == {
        row["file"]: row["record_id"] for row in listed(tmp_path / "out") if row["file"] in names
    }
    first = target.read_bytes()
    run(letter(), source, tmp_path / "out", formats=("pdf",), notify=target, force=True)
    assert target.read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["n.zip", "out", "x.csv"]


def page(*boxes: tuple[float, float], size: tuple[float, float] = (210, 297), pages: int = 1) -> bytes:
    """A PDF with small black squares at places, in millimetres from the top left of each page."""
    import pikepdf

    mm = 72 / 25.4
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(size[0] * mm, size[1] * mm))
        squares = "".join(f"{x * mm} {(size[1] - y) * mm} 2 2 re f\n" for x, y in boxes)
        pdf.pages[-1].Contents = pdf.make_stream(squares.encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "is_against"),
    [
        (page((20, 100), (30, 45), (130, 40)), "content-outside-printable-area", False),
        (page((20, 35)), "content-outside-printable-area", True),
        (page((20, 80)), "content-outside-printable-area", True),
        (page((8, 120)), "content-outside-printable-area", True),
        (page((100, 295)), "content-outside-printable-area", True),
        (page((20, 100), pages=10), "letter-too-long", False),
        (page((20, 100), pages=11), "letter-too-long", True),
        (page((20, 100), size=(297, 210)), "letter-not-a4-portrait-oriented", True),
        (page((20, 100), size=(215.9, 279.4)), "letter-not-a4-portrait-oriented", True),
        (b"%PDF-1.7\nno", "unable-to-read-the-file", True),
        (page((20, 100)) + b"\0" * 2**21, "file-too-big", True),
    ],
)
def test_pages_are_judged_as_notify_does(data: bytes, code: str, is_against: bool) -> None:
    assert (code in reasons(data)) == is_against


def test_a_zip_needs_pdf_letters_and_lies_elsewhere(tmp_path: Path) -> None:
    source = save(tmp_path / "x.csv", posted(1))
    with pytest.raises(MisuseError, match="a zip for Notify is made of PDF"):
        run(letter(), source, tmp_path / "out", notify=tmp_path / "n.zip")
    with pytest.raises(MisuseError, match="zip for Notify would lie"):
        run(letter(), source, tmp_path / "out", formats=("pdf",), notify=tmp_path / "out" / "n.zip")
