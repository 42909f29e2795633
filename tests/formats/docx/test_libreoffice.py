"""What LibreOffice does to our documents: its own copy reads the same, and its pages look as they should."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.formats.docx.samples import answers, awkward, built_in, codes, filled
from tests.support.everyday import in_turn
from tests.support.reading import docx as read
from tests.support.reading import identify
from tsmforms.documents import Form

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow, pytest.mark.xdist_group("Word files in LibreOffice")]
NAMES = ["sam_minutes", "rag_audit", "letter_2b", "awkward", "awkward_letter"]
MM = 72 / 25.4


def _form(name: str) -> Form:
    return awkward(name) if name.startswith("awkward") else built_in(name)


def _documents() -> dict[str, bytes]:
    out = {}
    for name in NAMES:
        form = _form(name)
        out[f"{name}-blank"] = form.blank("docx")
        out[f"{name}-filled"] = filled(form, form.example(5)["answers"], "r-1")
    out["sam_minutes-lines"] = filled(built_in("sam_minutes"), LINES)
    return out


LINES = {
    "discussion": {"health": {"worried": "one\ntwo\n\nfour & <five>\ttab"}},
    "present": "Ms A\nMr B",
    "actions": [{"action": "first\nsecond"}],
}


def _converted(folder: Path, kind: str) -> Path:
    target = folder / kind.split(":", maxsplit=1)[0]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return target


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("office")
    for name, data in _documents().items():
        (out / f"{name}.docx").write_bytes(data)
    return out


@pytest.fixture(scope="module")
def saved(folder: Path) -> Path:
    return _converted(folder, "docx:MS Word 2007 XML")


def _json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize("name", in_turn(NAMES, 2))
def test_opened_and_saved_it_reads_the_same(saved: Path, name: str) -> None:
    form = _form(name)
    data = (saved / f"{name}-filled.docx").read_bytes()
    assert _json(answers(form, data)) == _json(form.example(5)["answers"])
    assert codes(form, data) == []
    assert identify("docx", data) == identify("docx", (saved.parent / f"{name}-filled.docx").read_bytes())
    assert read(data, form.spec).found


@pytest.mark.parametrize("name", in_turn(NAMES, 3))
def test_a_blank_opened_and_saved_is_unanswered(saved: Path, name: str) -> None:
    data = (saved / f"{name}-blank.docx").read_bytes()
    assert answers(_form(name), data) == {}
    assert codes(_form(name), data) == []


def test_lines_and_tabs_survive(saved: Path) -> None:
    data = (saved / "sam_minutes-lines.docx").read_bytes()
    assert _json(answers(built_in("sam_minutes"), data)) == LINES


# --- pages


@pytest.fixture(scope="module")
def pages(folder: Path) -> Path:
    return _converted(folder, "pdf")


def _words(pdf: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """The words of each page with their boxes in millimetres: left, top, right, bottom."""
    xml = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    box = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    out = []
    for page in xml.split("<page ")[1:]:
        out.append([(m[5], *(float(m[n]) / MM for n in range(1, 5))) for m in box.finditer(page)])
    return out


@pytest.mark.poppler
@pytest.mark.parametrize("name", in_turn([f"{n}-{state}" for n in NAMES for state in ("blank", "filled")], 3))
def test_nothing_runs_off_the_page(pages: Path, name: str) -> None:
    found = _words(pages / f"{name}.pdf")
    assert found[0]
    for words in found:
        assert all(w[1] >= 14.9 and w[2] >= 5 and w[3] <= 195.1 and w[4] <= 292 for w in words)


@pytest.mark.poppler
@pytest.mark.parametrize("state", ["blank", "filled"])
def test_the_first_page_keeps_the_envelopes_window(pages: Path, state: str) -> None:
    """Above 95 mm: the address in its window, the sender's lines right of 125 mm, nothing else; the body below."""
    upper = [w for w in _words(pages / f"letter_2b-{state}.pdf")[0] if w[2] < 95]
    address = [w for w in upper if w[1] < 125]
    assert address
    assert all(w[1] >= 23.6 and w[2] >= 38.5 and w[3] <= 121 and w[4] <= 67.3 for w in address), "1 mm is allowed"
    assert all(w[1] >= 125 for w in upper if w not in address)
    body = next(w for w in _words(pages / f"letter_2b-{state}.pdf")[0] if w[0] == "Private")
    assert 95 <= body[2] <= 100


@pytest.mark.poppler
def test_every_page_says_what_it_is(pages: Path) -> None:
    for name in ("rag_audit-filled", "letter_2b-filled"):
        found = _words(pages / f"{name}.pdf")
        for n, words in enumerate(found, 1):
            line = " ".join(w[0] for w in words if w[2] > 280)
            assert name.split("-")[0] in line
            assert "Reference r-1" in line
            assert f"Page {n} of {len(found)}" in line
