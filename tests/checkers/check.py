"""Hold every PDF of a folder against page-validation and outloud; ends with 1 where anything is found.

This runs in an environment of its own (requirements-checkers.lock): outloud needs PyMuPDF, whose licence is not ours,
and neither is needed to make a document. It imports nothing of the library.

page-validation judges PDF/UA-1, and for letters PDF/A-3a. outloud judges PDF/UA-1, WCAG 2.2 and what a reader aloud
makes of the tags. Its errors are faults. Its warnings are, but for those in `EXPECTED`, with the reason why the page
is right. Tables of two columns and more need a header for each row, which neither of them asks for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import page
import pikepdf
import pymupdf
from outloud import check

from tests.checkers.structure import heads_its_row, tables

EXPECTED = {
    "TAG-003": "words typed into a form's field are in the field, which is read aloud with them; no tag holds them",
    "TBL-012": "the cells of a blank table hold fields, and no words",
    "TBL-014": "the boxes of questions have lines around them and are no table; a table's last lines may be empty",
    "HDG-010": "the subject of a letter may thank its reader",
    "LNK-010": "an e-mail address in a letter's sentence is printed to be read; the letter is one on paper",
    "PAG-001": "the blocks of a list begin alike on several pages; the foot is marked as such",
}


def main(folder: str) -> int:
    """Each finding on a line, then how many files were held against what."""
    paths = sorted(Path(folder).glob("*.pdf"))
    with ProcessPoolExecutor(2) as workers:
        judged = list(workers.map(faults_of, paths))
    found = [f"{path.name}: {fault}" for path, faults in zip(paths, judged, strict=True) for fault in faults]
    print("\n".join(found) if found else f"{len(paths)} documents, nothing found")
    return 1 if found or not paths else 0


def faults_of(path: Path) -> list[str]:
    """What the checkers say against a document."""
    return [*_conformance(path), *_spoken(path), *_row_headers(path)]


def _conformance(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf:
        is_letter = "/AcroForm" not in pdf.Root
    profiles = [page.ValidationProfile.PDF_UA_1, *([page.ValidationProfile.PDF_A_3A] if is_letter else [])]
    for profile in profiles:
        for failure in page.validate_pdf(path, profile=profile).failures:
            yield f"page-validation {failure.rule_id}: {failure.message}"


def _spoken(path: Path) -> Iterator[str]:
    result = check(str(path))
    if result.verdict == "unreadable":
        yield "outloud cannot read it"
    for finding in result.sorted_findings():
        if finding.rule == "TAG-002" and _pages(path) == 1 and finding.message.startswith("1 line"):
            continue  # the foot of a form with one page repeats its title, which is in the heading: no prose
        if (
            finding.rule == "TAG-002"
            and finding.message.startswith("1 line")
            and _is_again(path, finding.page, str(finding.evidence))
        ):
            continue  # the head of a table that goes on over the page is printed again, and read aloud once
        if finding.severity == "error" or (finding.severity == "warning" and finding.rule not in EXPECTED):
            yield f"outloud {finding.rule}, page {finding.page}: {finding.message}"


def _is_again(path: Path, number: int, words: str) -> bool:
    """Whether a line of a page is on the page before it too, word for word."""
    said = "".join(words.split())
    with pymupdf.open(path) as pdf:
        return number > 1 and said in "".join(pdf[number - 2].get_text().split())


def _pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _row_headers(path: Path) -> Iterator[str]:
    with pikepdf.open(path) as pdf:
        for rows in tables(pdf):
            for number, cells in enumerate(rows[1:], 2):
                if len(cells) > 1 and not heads_its_row(cells[0]):
                    yield f"a table's row {number} has no header"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
