"""Each command as a new user would try it, with wrong input too: the exit status and one plain sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.run import tsmforms
from tsmforms.specs.listing import NOT_FORMS

SPECS = Path(__file__).resolve().parents[2] / "form_specs"
FORMS = tuple(sorted({path.name for path in SPECS.iterdir() if path.is_dir()} - NOT_FORMS))
FEW = ("letter_2b", "rag_audit", "sam_minutes")
"""Tried through the command line, which takes seconds; `tests/properties` takes every form."""
FORMATS = ("docx", "pdf", "xlsx")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("records")
    out = {}
    for form in FEW:
        ended = tsmforms("example", form, "--seed", "5")
        assert ended.status == 0, ended.err
        out[form] = folder / f"{form}.json"
        out[form].write_text(ended.out, encoding="utf-8")
    return out


def test_forms_lists_every_form() -> None:
    rows = json.loads(tsmforms("forms", "--json").out)
    assert {row["id"] for row in rows} >= set(FORMS)
    of = {row["id"]: set(row) for row in rows}
    assert of["sam_minutes"] == {"id", "title", "edition", "kind", "formats", "filled_by"}
    assert of["letter_2b"] == of["sam_minutes"] | {"legal_warning"}
    listed = tsmforms("forms").out
    assert [form for form in FORMS if form not in listed] == []


@pytest.mark.parametrize("form", FEW)
@pytest.mark.parametrize("format", FORMATS)
def test_write_then_read_and_check(form: str, format: str, records: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / f"out.{format}"
    written = tsmforms("write", records[form], out)
    assert (written.status, written.out, written.err) == (0, "", f"wrote {out}\n")
    found = tsmforms("read", out, "--json").lines
    record = json.loads(records[form].read_text(encoding="utf-8"))
    assert [(f["form"], f["edition"], f["record_id"], f["answers"]) for f in found] == [
        (record["form"], record["edition"], record["record_id"], record["answers"])
    ]
    checked = tsmforms("check", out, "--json")
    assert checked.status == 0
    assert [d for line in checked.lines for d in line["diagnostics"] if d["severity"] == "error"] == []


def test_write_takes_standard_input(records: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    text = records["sam_minutes"].read_text(encoding="utf-8")
    assert tsmforms("write", "-", out, stdin=text).status == 0
    assert out.stat().st_size > 1000


def test_schema_and_guide_print() -> None:
    schema = json.loads(tsmforms("schema", "sam_minutes").out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    guide = tsmforms("guide", "sam_minutes").out
    assert guide.startswith("# ")
    assert "Date to review these actions" in guide


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("example", "sam_minute"), 'did you mean "sam_minutes"?'),
        (("blank", "sam_minutes", "out.txt"), "does not end in .docx, .pdf or .xlsx"),
        (("frms",), "frms"),
        (("check", "x.json", "--today", "yesterday"), "day first: 14/09/2026"),
        (("example", "sam_minutes", "--seed", "abc"), "--seed takes a whole number"),
        (("example",), "FORM is missing"),
        (("read", "--bogus", "x"), "there is no option --bogus"),
        (("example", "sam_minutes", "--table", "3"), "not a letter"),
        (("forms", "--specs", "no_such_folder"), "no_such_folder"),
        (("blank", "sam_minutes", "a.pdf", "--profile", "no_such_profile.yaml"), "no_such_profile.yaml"),
    ],
)
def test_wrong_usage_is_two_and_a_sentence(arguments: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    ended = tsmforms(*arguments, cwd=tmp_path)
    assert ended.status == 2, (ended.out, ended.err)
    assert sentence in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.docx", b""),
        ("words.docx", b"Dear parent, this is text."),
        ("broken.pdf", b"%PDF-1.7\n%%EOF"),
        ("broken.docx", b"PK\x03\x04" + b"\0" * 60),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
    ],
)
def test_a_file_that_is_not_ours_is_three_and_a_sentence(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for command in ("read", "check"):
        ended = tsmforms(command, path, "--json")
        assert ended.status == 3, (command, ended.err)
        assert "Traceback" not in ended.err
        (line,) = ended.lines
        assert line["form"] is None
        assert line["diagnostics"][0]["severity"] == "error"
        assert line["diagnostics"][0]["message"]


def test_an_encrypted_pdf_is_refused(records: dict[str, Path], tmp_path: Path) -> None:
    import pikepdf

    out, locked = tmp_path / "out.pdf", tmp_path / "locked.pdf"
    tsmforms("write", records["sam_minutes"], out)
    with pikepdf.open(out) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    ended = tsmforms("read", locked)
    assert ended.status == 3
    assert "password" in ended.err


def test_the_highest_status_stands(records: dict[str, Path], tmp_path: Path) -> None:
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    tsmforms("write", records["sam_minutes"], good)
    bad.write_bytes(b"")
    ended = tsmforms("read", good, bad, tmp_path / "absent.docx", "--json")
    assert ended.status == 3
    assert [line["form"] for line in ended.lines] == ["sam_minutes", None, None]


def test_a_review_date_too_early_is_named_with_its_place(records: dict[str, Path], tmp_path: Path) -> None:
    record = json.loads(records["sam_minutes"].read_text(encoding="utf-8"))
    record["answers"].update(meeting_date="2026-03-02", review_date="2026-03-15")
    places = {"docx": "table", "pdf": "page", "xlsx": "sheet"}
    for format in FORMATS:
        out = tmp_path / f"early.{format}"
        assert tsmforms("write", "-", out, stdin=json.dumps(record)).status == 0
        ended = tsmforms("check", out, "--json", "--today", "2026-11-23")
        assert ended.status == 1
        (fault,) = [d for d in ended.lines[0]["diagnostics"] if (d["rule"], d["code"]) == ("SAM-R1", "R0206")]
        assert "date to review these actions" in fault["message"].lower()
        assert places[format] in fault["place"]
        assert fault["help"]
        assert "2026" not in fault["message"] + fault["help"]


@pytest.mark.parametrize(
    ("days", "profile", "severity"),
    [
        (13, None, "error"),
        (14, None, None),
        (21, None, None),
        (28, None, None),
        (29, None, "error"),
        (29, "sampleton", "warning"),
        (35, "sampleton", "warning"),
        (36, "sampleton", "error"),
    ],
)
def test_the_review_window(
    days: int, profile: str | None, severity: str | None, records: dict[str, Path], tmp_path: Path
) -> None:
    """SAM-R1: the week of 16 February 2026 is closed in the invented council's calendar."""
    import datetime

    meeting = datetime.date(2026, 2, 9)
    record = json.loads(records["sam_minutes"].read_text(encoding="utf-8"))
    record["answers"].update(meeting_date=str(meeting), review_date=str(meeting + datetime.timedelta(days=days)))
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    root = Path(__file__).parents[2]
    options = ("--profile", root / f"docs/examples/{profile}.yaml") if profile else ()
    ended = tsmforms("check", path, "--json", *options)
    found = [d["severity"] for d in ended.lines[0]["diagnostics"] if (d["rule"], d["code"]) == ("SAM-R1", "R0206")]
    assert found == ([severity] if severity else [])
    assert ended.status == (1 if severity == "error" else 0)


def test_a_record_with_wrong_json_is_refused(tmp_path: Path) -> None:
    for text in (
        "",
        "{",
        "[]",
        '{"form": 3}',
        '{"answers": {}}',
        '{"form": "sam_minutes", "answrs": {}}',
        '{"form": "sam_minutes", "form": "rag_audit", "answers": {}}',
    ):
        path = tmp_path / "record.json"
        path.write_text(text, encoding="utf-8")
        ended = tsmforms("write", path, tmp_path / "out.docx")
        assert ended.status == 3, (text, ended.err)
        assert "Traceback" not in ended.err
        assert not (tmp_path / "out.docx").exists()


def test_a_question_the_form_does_not_have_is_named(records: dict[str, Path], tmp_path: Path) -> None:
    record = json.loads(records["sam_minutes"].read_text(encoding="utf-8"))
    record["answers"]["reviewdate"] = "2026-01-01"
    ended = tsmforms("write", "-", tmp_path / "out.docx", stdin=json.dumps(record))
    assert ended.status == 1
    assert "reviewdate" in ended.err
    assert '"review_date"' in ended.err
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("text", ["محضر", "😀", "漢字"])
def test_a_character_the_fonts_lack_is_refused_by_name(text: str, records: dict[str, Path], tmp_path: Path) -> None:
    record = json.loads(records["sam_minutes"].read_text(encoding="utf-8"))
    record["answers"]["present"] = text
    ended = tsmforms("write", "-", tmp_path / "out.pdf", stdin=json.dumps(record, ensure_ascii=False))
    assert ended.status == 1
    assert "U+" in ended.err
    assert "Present" in ended.err
    assert not (tmp_path / "out.pdf").exists()


def test_a_folder_that_cannot_be_written_is_four(records: dict[str, Path], tmp_path: Path) -> None:
    ended = tsmforms("write", records["sam_minutes"], tmp_path / "absent" / "out.docx")
    assert ended.status == 4
    assert "Traceback" not in ended.err


def test_the_schema_of_specs_is_printed_for_editors() -> None:
    ended = tsmforms("spec", "schema")
    assert ended.status == 0
    known = Path(__file__).resolve().parents[2] / "docs/reference/form-spec.schema.json"
    assert json.loads(ended.out) == json.loads(known.read_text(encoding="utf-8"))


def test_a_mistyped_spec_key_is_named_with_line_and_suggestion(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "form_specs/family_action_plan/2024-09.yaml"
    text = source.read_text(encoding="utf-8").replace("required: true", "requird: true", 1)
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "requird" in row)
    ended = tsmforms("spec", "check", path)
    assert ended.status == 1
    assert f"line {line}, column " in ended.out
    assert 'the nearest known one is "required"' in ended.out
    assert "^^^^^^^" in ended.out


def test_a_good_spec_is_good() -> None:
    source = Path(__file__).parents[2] / "form_specs/sam_minutes/2024-09.yaml"
    ended = tsmforms("spec", "check", source)
    assert (ended.status, ended.out.strip().endswith("good")) == (0, True)


def test_a_spec_with_the_id_of_a_built_in_form_is_said_to_be_refused_in_a_folder(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "form_specs/sam_minutes/2024-09.yaml"
    mine = tmp_path / "mine.yaml"
    mine.write_bytes(source.read_bytes())
    ended = tsmforms("spec", "check", mine)
    assert ended.status == 0
    assert 'the form "sam_minutes" is a built-in one' in ended.out
    assert "give your form another id" in ended.out


def test_preview_of_a_pdf_needs_nothing(tmp_path: Path) -> None:
    ended = tsmforms("preview", "letter_2b", tmp_path / "page.png")
    assert ended.status == 0, ended.err
    made = sorted(tmp_path.glob("page*.png"))
    assert made
    assert made[0].read_bytes().startswith(b"\x89PNG")


@pytest.mark.libreoffice
def test_preview_of_a_word_file(records: dict[str, Path], tmp_path: Path) -> None:
    tsmforms("write", records["letter_2b"], tmp_path / "letter.docx")
    ended = tsmforms("preview", tmp_path / "letter.docx", tmp_path / "page.png")
    assert ended.status == 0, ended.err
    assert list(tmp_path.glob("page*.png"))


def test_preview_without_libreoffice_is_four(records: dict[str, Path], tmp_path: Path) -> None:
    tsmforms("write", records["letter_2b"], tmp_path / "letter.docx")
    ended = tsmforms("preview", tmp_path / "letter.docx", tmp_path / "page.png", env={"PATH": str(tmp_path)})
    assert ended.status == 4
    assert "LibreOffice" in ended.err
