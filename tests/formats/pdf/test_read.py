from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pikepdf
import pytest

from tests.formats.pdf.test_forms import BLANK, FILLED, WRITER
from tests.formats.pdf.trees import SPEC
from tests.support.reading import identify
from tests.support.reading import pdf as read
from tsmforms.diagnostics import Diagnostic, ReadError
from tsmforms.formats.pdf import page_text, render
from tsmforms.reading.merge import merge

Change = Callable[[pikepdf.Pdf, dict[str, Any]], None]


def fields(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Every field by full name."""
    out: dict[str, Any] = {}
    waiting = [(field, "") for field in pdf.Root.AcroForm.Fields]
    while waiting:
        field, above = waiting.pop()
        name = f"{above}.{field.T}".lstrip(".")
        out[name] = field
        waiting += [(kid, name) for kid in field.get("/Kids", ()) if "/T" in kid]
    return out


def changed(change: Change, data: bytes = BLANK) -> bytes:
    """The form as another program left it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf, fields(pdf))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def reading(data: bytes) -> tuple[dict[str, Any], list[Diagnostic]]:
    result = read(data, SPEC)
    merged = merge(SPEC, result.found)
    return dict(merged.values), [*result.diagnostics, *merged.diagnostics]


def test_values_of_other_viewers_are_decoded_whatever_their_encoding() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].V = pikepdf.String(b"\xfe\xff" + "ŵ line\rnext".encode("utf-16-be"))
        by_name["name"].V = pikepdf.String(b"caf\xe9 \x85 \x80")  # PDFDocEncoding: e acute, en dash, bullet
        by_name["signed_by.name_"].V = pdf.make_stream(b"From a stream")
        by_name["picture.alt"].V = pikepdf.String(b"\xef\xbb\xbf" + "Łódź".encode())

    values, faults = reading(changed(change))
    assert values == {
        "notes": "ŵ line\nnext",
        "name": "café – •",
        "signed_by.name": "From a stream",
        "picture.alt": "Łódź",
    }
    assert faults == []


@pytest.mark.parametrize("held", ["k", "SEN support"])
def test_a_dropdown_may_hold_the_code_or_the_label(held: str) -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["needs"].V = pikepdf.String(held)

    result = read(changed(change), SPEC)
    assert next(box.raw for box in result.found if box.path == "needs") == "SEN support"
    assert merge(SPEC, result.found).values == {"needs": "k"}


def mark(kid: Any, on: bool = True) -> None:
    state = next(str(key) for key in kid.AP.N if str(key) != "/Off")
    kid.AS = pikepdf.Name(state if on else "/Off")


def test_two_buttons_of_one_group_marked_is_an_error_that_names_page_and_field() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        group = by_name["audit.policy.rating"]
        group.V = pikepdf.Name.red
        mark(group.Kids[0])
        mark(group.Kids[1])

    values, (fault,) = reading(changed(change))
    assert values == {}
    assert (fault.code, fault.field) == ("D0102", "audit.policy.rating")
    assert fault.place
    assert (fault.place.page, fault.place.field_name) == (1, "audit.policy.rating")
    assert fault.place.rect


@pytest.mark.parametrize("name", ["audit.policy.rating", "help.__bus"])
def test_a_mark_that_shows_other_than_it_holds_is_an_error_and_no_answer(name: str) -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name[name].V = pikepdf.Name.red if "rating" in name else pikepdf.Name.bus

    values, (fault,) = reading(changed(change))
    assert values == {}
    assert fault.code == "D0101"


def test_two_fields_of_one_name_with_different_values_are_an_error() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["name"].V = pikepdf.String("One")
        twin = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="name", V="Two"))
        pdf.Root.AcroForm.Fields.append(twin)

    values, (fault,) = reading(changed(change))
    assert values == {}
    assert fault.code == "D0101"
    assert [shown for _, shown in fault.related] == ["One", "Two"]


def test_a_value_set_on_a_parent_counts_for_its_child() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["signed_by"].V = pikepdf.String("Inherited")

    assert reading(changed(change))[0]["signed_by.name"] == "Inherited"


def test_unknown_and_missing_boxes_are_named() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["notes"].T = "something_else"

    _, faults = reading(changed(change))
    assert [(f.code, f.severity) for f in faults] == [("D0104", "info"), ("D0103", "warning")]
    assert faults[1].field == "notes"
    assert '"Notes"' in faults[1].message


def test_a_form_without_any_boxes_is_an_error_not_an_empty_answer() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        del pdf.Root["/AcroForm"]
        for page in pdf.pages:
            del page.obj["/Annots"]

    values, (fault,) = reading(changed(change, WRITER.fill(FILLED)))
    assert values == {}
    assert (fault.code, fault.severity) == ("D0103", "error")


def test_scripts_xfa_and_attached_files_are_named() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.AcroForm.XFA = pikepdf.String("x")
        pdf.attachments["invoice.exe"] = b"MZ"

    _, faults = reading(changed(change))
    assert [f.code for f in faults] == ["D0407"] * 3
    assert [word in f.message for f, word in zip(faults, ("scripts", "XFA", "attached"), strict=True)] == [True] * 3


def test_a_tree_of_fields_that_turns_back_on_itself_ends() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["signed_by"].Kids.append(by_name["signed_by"])

    assert reading(changed(change))[0] == {}


def encrypted(password: str) -> bytes:
    with pikepdf.open(io.BytesIO(BLANK)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    return out.getvalue()


READERS: list[Callable[[bytes], Any]] = [
    lambda data: identify("pdf", data),
    lambda data: read(data, SPEC),
    page_text,
    render,
]


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_needs_a_password_is_refused(reader: Callable[[bytes], Any]) -> None:
    with pytest.raises(ReadError) as refusal:
        reader(encrypted("secret"))
    assert refusal.value.code == "D0903"


def test_a_file_protected_only_against_change_is_read() -> None:
    assert reading(encrypted(""))[1] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a pdf", BLANK[:3000], b"%PDF-1.4\n%%EOF"])
def test_a_damaged_file_is_refused_in_one_plain_sentence(reader: Callable[[bytes], Any], data: bytes) -> None:
    with pytest.raises(ReadError) as refusal:
        reader(data)
    assert refusal.value.code == "D0905"
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("step", [997, 4999])
def test_a_file_with_bytes_changed_gives_a_reading_or_a_refusal_never_a_crash(step: int) -> None:
    data = bytearray(WRITER.fill(FILLED))
    for at in range(0, len(data), step):
        data[at] ^= 0x55
    with suppress(ReadError):
        assert read(bytes(data), SPEC).identity


def test_fields_of_odd_types_give_a_reading_or_a_refusal() -> None:
    def change(pdf: pikepdf.Pdf, by_name: dict[str, Any]) -> None:
        by_name["name"].V = 5
        by_name["notes"].V = pikepdf.Array(["a", "b"])
        by_name["born"].Rect = pikepdf.Array([1, 2])
        by_name["picture.alt"].V = pikepdf.Dictionary(A=1)
        by_name["needs"].Opt = pikepdf.Array(["k", pikepdf.Array(["n"])])

    values, _ = reading(changed(change))
    assert values["name"] == "5"
    assert values["notes"] == "a; b"


def test_pictures_of_the_pages_are_png_with_the_answers_drawn() -> None:
    blank, filled = render(BLANK, 1.0), render(WRITER.fill(FILLED), 1.0)
    assert all(picture.startswith(b"\x89PNG") for picture in blank)
    assert len(filled[0]) > len(blank[0])
