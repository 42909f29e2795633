"""The fillable form of somebody else with its fields filled in: appended to the file, of which no byte changes.

Each field that is filled in is drawn anew, so that every program shows it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tsmforms.formats.pdf.opening import opened
from tsmforms.model.filling import Filling

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_OFF = "/Off"
_COMBO = 1 << 17
_MOST = 64
"""Fields within each other."""


def fill(data: bytes, fillings: Sequence[Filling]) -> bytes:
    """The file with these words and marks in its fields, as an incremental update.

    Args:
        data: The file, which was examined.
        fillings: What is written where.

    Raises:
        ReadError: It is damaged or needs a password.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, NameObject

    with opened(data):
        reader = PdfReader(io.BytesIO(data))
        writer = PdfWriter(reader, incremental=True)
        words = {one.place.field_name or "": one.text for one in fillings if not one.is_mark}
        marks: dict[str, set[str]] = {}
        for one in fillings:
            if one.is_mark:
                states = marks.setdefault(one.place.field_name or "", set())
                states |= {one.state or "Yes"} if one.text else set()
        form = writer.root_object.get("/AcroForm")
        if form is None:
            return data
        is_drawn = True
        for page in writer.pages:
            mine: dict[str, DictionaryObject] = {}
            for item in page.get("/Annots") or ():
                widget = item.get_object()
                if widget.get("/Subtype") != "/Widget":
                    continue
                field, name = _field_of(widget)
                if name in marks:
                    _mark(widget, field, marks[name])
                elif name in words:
                    mine[name] = field
                is_drawn = is_drawn and _is_drawn(widget, field, name in words or name in marks)
            here: Mapping[str, str] = {name: _exported(field, words[name]) for name, field in mine.items()}
            if here:
                writer.update_page_form_field_values(page, dict(here), auto_regenerate=False)
        # Poppler draws a box anew where this is set, with fonts that it may not have: then a choice is not seen.
        form.get_object()[NameObject("/NeedAppearances")] = BooleanObject(not is_drawn)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()


def _field_of(widget: DictionaryObject) -> tuple[DictionaryObject, str]:
    """The field that a box belongs to, and its full name."""
    from pypdf.generic import DictionaryObject as Dictionary

    chain = [widget]
    while "/Parent" in chain[-1] and len(chain) < _MOST:
        above = chain[-1]["/Parent"].get_object()
        if not isinstance(above, Dictionary):
            break
        chain.append(above)
    names = [str(one["/T"]) for one in reversed(chain) if one.get("/T")]
    field = next((one for one in chain if "/T" in one), widget)
    return field, ".".join(names)


def _exported(field: DictionaryObject, text: str) -> str:
    """What a list stores for a label: where it has pairs, the first of the pair."""
    for option in field.get("/Opt") or ():
        pair = option.get_object()
        if isinstance(pair, list) and len(pair) > 1 and str(pair[1]) == text:
            return str(pair[0])
    return text


def _is_drawn(widget: DictionaryObject, field: DictionaryObject, is_filled: bool) -> bool:
    """Whether a box shows what it contains without being drawn anew: what another program wrote may not have been drawn.

    A list is drawn with what it stores, which is not what it shows where it has pairs.
    """
    if not is_filled:
        return field.get("/V") in (None, "", _OFF)
    if field.get("/FT") == "/Ch":
        return bool(int(field.get("/Ff", 0)) & _COMBO) and not any(
            isinstance(option.get_object(), list) for option in field.get("/Opt") or ()
        )
    drawings = widget.get("/AP")
    return field.get("/FT") != "/Btn" or (drawings is not None and "/N" in drawings.get_object())


def _mark(widget: DictionaryObject, field: DictionaryObject, states: set[str]) -> None:
    """Mark or clear one button; the field has the state of the one that is marked."""
    from pypdf.generic import DictionaryObject, NameObject

    drawings = widget.get("/AP", DictionaryObject()).get_object()
    drawn = {key for which in ("/N", "/D") if which in drawings for key in drawings[which].get_object()}
    own = next((state for state in states if f"/{state}" in drawn), None)
    widget[NameObject("/AS")] = NameObject(_OFF if own is None else f"/{own}")
    if own is not None:
        field[NameObject("/V")] = NameObject(f"/{own}")
    elif not states:
        field[NameObject("/V")] = NameObject(_OFF)


__all__ = ["fill"]
