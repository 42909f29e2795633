"""The account of a run: counts from files that are there, states, pages, and a certificate to sign."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.bulk.exports import changed, export, letter, letters_in, listed, put, save, tree
from tsmforms.bulk import letters_sent, run
from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.model.identity import printed_id


def certificate(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
    return said


def agree(folder: Path, log: Path | None = None) -> None:
    """The certificate, the manifest and the log say what an independent count of the folder finds."""
    there = letters_in(folder)
    letters = {name: digest for name, digest in there.items() if "/" not in name}
    rows, said = listed(folder), certificate(folder)
    made = {row["file"]: row["sha256"] for row in rows if row["state"] == "made"}
    assert made == letters
    assert {row["file"]: row["sha256"] for row in rows if row["state"] == "superseded"} == {
        name: digest for name, digest in there.items() if "/" in name
    }
    counts = said["counts"]
    assert counts["files"] == len(letters)
    assert counts["superseded"] == len(there) - len(letters)
    assert counts["missing"] == sum(row["state"] == "missing" for row in rows)
    assert counts["letters"] == len({row["record_id"] for row in rows if row["state"] == "made"})
    assert counts["with_warnings"] == len({r["record_id"] for r in rows if r["state"] == "made" and r["warnings"]})
    refused = {(row["row"], row["recipient"]) for row in listed(folder, "refused.csv")}
    assert counts["refused"] == len(refused)
    lines = "".join(f"{row['sha256']}  {row['file']}\n" for row in rows if row["state"] == "made")
    assert said["letters_sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    assert said["lists_sha256"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("manifest.csv", "refused.csv")
    }
    if log:
        assert {one.record_id for one in letters_sent(log)} >= {row["record_id"] for row in rows if row["sha256"]}


def test_the_account_of_a_run_agrees_with_its_folder_and_names_pages_and_places_in_the_print_run(
    tmp_path: Path,
) -> None:
    import pypdf

    table = changed({(2, "Date of meeting"): "never"}, 4)
    log, target = tmp_path / "log.sqlite", tmp_path / "print.pdf"
    options = {"formats": ("docx", "pdf"), "print_run": target, "log": log}
    result = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", **options)  # type: ignore[arg-type]
    agree_on = [row for row in listed(tmp_path / "out") if row["format"] == "pdf"]
    run_pages = [page.extract_text().replace("\n", "") for page in pypdf.PdfReader(target).pages]
    for row in agree_on:
        pages = len(pypdf.PdfReader(tmp_path / "out" / row["file"]).pages)
        first, last = int(row["print_run_first"]), int(row["print_run_last"])
        assert int(row["pages"]) == pages == last - first + 1
        assert [n for n, text in enumerate(run_pages, 1) if printed_id(row["record_id"]) in text] == list(
            range(first, last + 1)
        )
    assert result.pages == sum(int(row["pages"]) for row in agree_on)
    said = certificate(tmp_path / "out")
    assert said["print_run"]["sha256"] == tree(tmp_path)["print.pdf"]
    assert said["print_run"]["pages"] == len(run_pages)
    assert said["template_sha256"]["docx"] == hashlib.sha256(letter().blank("docx")).hexdigest()
    docx = [name for name in letters_in(tmp_path / "out") if name.endswith(".docx")]
    assert len(docx) == result.letters == said["counts"]["letters"]
    assert said["counts"]["files"] == result.files == len(letters_in(tmp_path / "out"))
    again = run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", formats=("pdf",), log=log)
    assert again.status == 1
    assert {row["print_run_first"] for row in listed(tmp_path / "out")} == {""}


def test_warnings_stand_in_the_manifest_in_words(tmp_path: Path) -> None:
    table = export(1)
    put(table, 1, "Support offered", "")
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out")
    (warnings,) = {row["warnings"] for row in listed(tmp_path / "out")}
    assert "The letter offers no help" in warnings
    agree(tmp_path / "out")


def test_what_was_replaced_and_what_is_gone_is_listed_with_whose_it_was(tmp_path: Path) -> None:
    table, log = export(4), tmp_path / "log.sqlite"
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", log=log)
    before = {row["record_id"]: row for row in listed(tmp_path / "out")}
    put(table, 1, "Support offered", "A breakfast club")
    del table[4]
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", log=log)
    agree(tmp_path / "out", log)
    moved = [row for row in listed(tmp_path / "out") if row["state"] == "superseded"]
    assert {before[row["record_id"]]["row"] for row in moved} == {"2", "5"}
    for row in moved:
        was = before[row["record_id"]]
        assert [row[key] for key in ("pupil_id", "recipient", "format", "sha256")] == [
            was[key] for key in ("pupil_id", "recipient", "format", "sha256")
        ]
    # A third run says the same, though the rows are long gone.
    same = tree(tmp_path / "out")
    run(letter(), save(tmp_path / "x.csv", table), tmp_path / "out", log=log)
    assert tree(tmp_path / "out") == same


def test_a_letter_that_vanishes_while_the_run_works_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = save(tmp_path / "x.csv", export(3))
    run(letter(), source, tmp_path / "out")
    gone = sorted(name for name in letters_in(tmp_path / "out"))[0]

    def remove(done: int, total: int | None) -> None:
        if total is not None and done == total:
            (tmp_path / "out" / gone).unlink(missing_ok=True)

    result = run(letter(), source, tmp_path / "out", progress=remove)
    assert result.files == len(letters_in(tmp_path / "out")) == certificate(tmp_path / "out")["counts"]["files"]
    assert (certificate(tmp_path / "out")["complete"], result.status) == (False, 5)
    assert [row["file"] for row in listed(tmp_path / "out") if row["state"] == "missing"] == [gone]


def test_the_certificate_to_sign_is_one_tagged_page_that_says_the_same_as_the_json(tmp_path: Path) -> None:
    import pikepdf
    import pypdf

    source = save(tmp_path / "x.csv", changed({(2, "Date of meeting"): "never"}))
    run(letter(), source, tmp_path / "out", formats=("docx", "pdf"), print_run=tmp_path / "p.pdf")
    data = (tmp_path / "out" / "certificate.pdf").read_bytes()
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    text = page.extract_text()
    said = certificate(tmp_path / "out")
    joined = "".join(text.split())
    for digest in (said["source_sha256"], said["letters_sha256"], said["print_run"]["sha256"]):
        assert digest in joined
    for name in ("letters", "files", "refused", "pages"):
        assert str(said["counts"][name]) in text
    for words in ("The run came to its end", "Signature", "Letters made", "Every letter made was read again"):
        assert words in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.MarkInfo.Marked
    names = {
        cell for row in export()[1:] for cell, heading in zip(row, export()[0], strict=True) if "surname" in heading
    }
    assert not any(name in text for name in names if len(name) > 3)


def test_a_run_that_fails_leaves_no_earlier_print_run_under_its_name(tmp_path: Path) -> None:
    source, target = save(tmp_path / "x.csv", export(2)), tmp_path / "p.pdf"
    run(letter(), source, tmp_path / "out", formats=("pdf",), print_run=target)
    old = target.read_bytes()

    def vanish(done: int, total: int | None) -> None:
        if total is not None:
            raise EnvironmentProblem("the power went")

    more = save(tmp_path / "x.csv", export(3))
    with pytest.raises(EnvironmentProblem, match="power"):
        run(letter(), more, tmp_path / "out", formats=("pdf",), print_run=target, force=True, progress=vanish)
    assert not target.exists()
    (aside,) = tmp_path.glob("p-superseded-*.pdf")
    assert aside.read_bytes() == old
    run(letter(), more, tmp_path / "out", formats=("pdf",), print_run=target)
    assert target.read_bytes() != old
