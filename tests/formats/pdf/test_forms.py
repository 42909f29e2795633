from __future__ import annotations

import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.pdf.trees import FORM, SPEC, TEXT_PATHS, content
from tests.support.geometry import faults
from tests.support.reading import identify
from tests.support.reading import pdf as read
from tsmforms import keys
from tsmforms.convert import visible
from tsmforms.formats.pdf import compile_writer
from tsmforms.formats.pdf.typesetting import fonts
from tsmforms.layout import Content, WriterPlan, expand, slots_of
from tsmforms.reading.merge import merge

WRITER = compile_writer(WriterPlan(FORM))
BLANK = WRITER.fill(Content({}))
FILLED_TEXTS = {
    "name": 'Siân O\'Example <Jones> & Łucja "Lou" (Ŵ\\)',
    "born": "14/09/2014",
    "needs": "SEN support",
    "notes": "  leading spaces\n\ttabbed\n\nlast line ",
    "audit.policy.evidence": "Reviewed in May",
    "actions.0.what": "Ring before 8.30am",
    "actions.0.who": "Ms O'Example",
    "actions.0.due": "21/09/2026",
    "actions.3.who": "Fourth row",
    "boards.1.school": "Second school",
    "signed_by.name": "A. N. Other",
    "signed_by.signed": "Yes",
    "picture.alt": "Attendance by year",
}
FILLED = content(
    FILLED_TEXTS,
    {"help": {"bus"}, "audit.policy.rating": {"green"}, "audit.data.rating": {"red"}},
    record_id="00000000-0000-5000-8000-000000000001",
)


def found(data: bytes) -> dict[str, object]:
    """What stands in the boxes: text by path, and `path#option` for each mark."""
    reading = read(data, SPEC)
    assert not [d for d in reading.diagnostics if d.severity != "info"], reading.diagnostics
    return {f"{b.path}#{b.option}" if b.option else b.path: b.value for b in reading.found if b.value}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_what_is_filled_in_reads_back_exactly() -> None:
    expected = FILLED_TEXTS | {"help#bus": True, "audit.policy.rating#green": True, "audit.data.rating#red": True}
    assert found(WRITER.fill(FILLED)) == expected


def test_a_blank_form_reads_as_unanswered_and_has_every_box() -> None:
    reading = read(BLANK, SPEC)
    assert merge(SPEC, reading.found).values == {}
    assert {box.path for box in reading.found} == {slot.path for slot in slots_of(expand(FORM).blocks)}


def test_a_group_of_which_nothing_is_marked_has_no_value_that_another_library_takes_for_a_mark() -> None:
    for data, value in ((BLANK, None), (WRITER.fill(FILLED), "/green")):
        with opened(data) as pdf:
            groups = [field for field in pdf.objects if isinstance(field, pikepdf.Dictionary) and "/Kids" in field]
            group = next(one for one in groups if one.get("/TU") is not None or one.get("/Ff") is not None)
            found = group.get("/V")
            assert (str(found) if found is not None else None) == value


def test_the_same_content_gives_the_same_bytes() -> None:
    assert WRITER.fill(FILLED) == compile_writer(WriterPlan(FORM)).fill(FILLED)


def test_a_form_says_what_it_is_in_its_metadata_and_when_that_is_stripped_in_its_footer() -> None:
    data = WRITER.fill(FILLED)
    with opened(data) as pdf:
        del pdf.trailer["/Info"]
        del pdf.Root["/Metadata"]
        out = io.BytesIO()
        pdf.save(out)
    expected = ("small_form", "2024-09", "0123456789ab", "00000000-0000-5000-8000-000000000001")
    for version in (data, out.getvalue()):
        who = identify("pdf", version)
        assert (who.form, who.edition, who.digest, who.record_id) == expected
    assert identify("pdf", BLANK).record_id is None


def test_field_names_are_a_tree_of_nodes_without_dots() -> None:
    with opened(BLANK) as pdf:
        waiting = list(pdf.Root.AcroForm.Fields)
        names = []
        while waiting:
            field = waiting.pop()
            names.append(str(field.T))
            waiting += [kid for kid in field.get("/Kids", ()) if "/T" in kid]
    assert not [name for name in names if "." in name]
    assert {"audit", "policy", "evidence", "actions", "0", "__bus"} <= set(names)


def test_the_form_is_tagged_and_every_box_has_a_tooltip_and_a_place_in_the_tree() -> None:
    with opened(BLANK) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        order = []
        widgets = 0
        for page in pdf.pages:
            assert page.obj.Tabs == "/S"
            for annotation in page.obj.Annots:
                widgets += 1
                assert annotation.Subtype == "/Widget"
                assert str(annotation.TU)
                assert "/StructParent" in annotation
                assert "/A" not in annotation
        waiting = [root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if element.get("/S") == "/Form":
                kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                assert len(kids) == 1
                order.append(str(kids[0].Obj.TU))
            kids = element.get("/K", [])
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            waiting += [kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    assert len(order) == widgets
    hints = re.compile(r" \((?:day/month/year|24 hours.*)\)$")
    assert [hints.sub("", name) for name in order] == [slot.tooltip for slot in slots_of(expand(FORM).blocks)]


def test_a_list_longer_than_its_blank_rows_gets_its_rows() -> None:
    assert found(WRITER.fill(content({"actions.6.who": "Seventh"}))) == {"actions.6.who": "Seventh"}


def test_no_glyph_is_off_the_page_clipped_or_overlapping() -> None:
    assert faults(BLANK) == []
    assert faults(WRITER.fill(FILLED)) == []


@pytest.mark.parametrize(
    "text", ["word " * 120, "W" * 700, "Ψж ŵŷ " * 80, "line\n" * 30], ids=["words", "long", "wide", "lines"]
)
def test_long_text_gets_a_larger_box_and_stands_in_it_whole(text: str) -> None:
    long = content({"notes": text, "actions.0.what": text[:300], "audit.policy.evidence": text[:200]})
    assert WRITER.problems(long) == ()
    data = WRITER.fill(long)
    assert faults(data) == []
    assert found(data) == dict(long.texts)


def test_text_no_box_can_hold_is_kept_named_and_printed_whole_at_the_end() -> None:
    text = " ".join(f"word{n}" for n in range(1500))
    long = content({"audit.policy.evidence": text})
    (problem,) = WRITER.problems(long)
    assert (problem.code, problem.severity, problem.field) == ("D0305", "warning", "audit.policy.evidence")
    assert '"There is a policy: Evidence"' in problem.message
    data = WRITER.fill(long)
    assert found(data) == {"audit.policy.evidence": text}
    assert faults(data) == []
    from tsmforms.formats.pdf import page_text

    printed = " ".join("\n".join(page_text(data)).split())
    assert "Continuation: There is a policy: Evidence" in printed
    assert {f"word{n}" for n in range(1500)} <= set(printed.split())


def test_a_character_the_fonts_lack_is_refused_by_question_and_name() -> None:
    (problem,) = WRITER.problems(content({"actions.1.who": "سلام"}))
    assert (problem.code, problem.severity, problem.field) == ("D0309", "error", "actions.1.who")
    assert "ARABIC LETTER SEEN (U+0633)" in problem.message
    assert "Who" in problem.message
    assert "سلام" not in problem.message


@given(
    st.dictionaries(
        st.sampled_from(["name", "notes", "actions.0.who", "signed_by.name"]),
        st.text(st.sampled_from(sorted(fonts.coverage())), min_size=1, max_size=80).filter(
            lambda text: bool(text.strip())
        ),
    )
)
def test_any_text_the_fonts_hold_reads_back_exactly_but_for_characters_nobody_sees(texts: dict[str, str]) -> None:
    written = content(texts)
    assert not [p for p in WRITER.problems(written) if p.severity == "error"]
    seen = {path: visible(text) for path, text in texts.items() if visible(text)}
    assert found(WRITER.fill(written)) == seen


def test_a_filled_form_is_still_fillable_by_another_program() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(WRITER.fill(FILLED))))
    changes = {
        "signed_by.name_": "Édith Example",
        "audit.policy.rating": "/amber",
        "help.__club": "/club",
        "help.__bus": "/Off",
        "needs": "n",
    }
    writer.update_page_form_field_values(None, changes, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    expected = {
        **found(WRITER.fill(FILLED)),
        "signed_by.name": "Édith Example",
        "needs": "None",
        "audit.policy.rating#amber": True,
        "help#club": True,
    }
    del expected["audit.policy.rating#green"], expected["help#bus"]
    assert found(out.getvalue()) == expected


@pytest.mark.parametrize("path", TEXT_PATHS)
def test_a_box_is_named_by_its_key(path: str) -> None:
    place = keys.at(path, *(0,) * path.count("[]"))
    boxes = {box.path: box.place.field_name for box in read(BLANK, SPEC).found}
    beside = "_" if place.rpartition(".")[2] in TEXT_PATHS and "." in place else ""
    assert boxes[place] == keys.acroform_name(place) + beside


def test_filling_one_box_with_pypdf_fills_no_other_of_the_same_last_name() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(WRITER.fill(FILLED))))
    writer.update_page_form_field_values(None, {"name": "Édith Example"}, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    assert found(out.getvalue()) == {**found(WRITER.fill(FILLED)), "name": "Édith Example"}


def test_nothing_of_a_record_stays_in_the_next_document() -> None:
    first = WRITER.fill(content({"name": "Xylophone Unicorn", "notes": "Xylophone\nUnicorn"}))
    second = WRITER.fill(content({"name": "Other"}))
    assert b"Xylophone" in first
    assert b"Xylophone" not in second
