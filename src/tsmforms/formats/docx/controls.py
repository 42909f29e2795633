"""Content controls: one for every box, inside a paragraph (ECMA-376 part 1, 17.5.2).

Run-level on output, always: other levels lose columns in Word and answers in
LibreOffice (docs/design/docx.md). Boxes of several lines are rich controls with
`w:br`, since LibreOffice 7.4 moves the breaks of plain multi-line ones; those of
pictures too, since a picture may be pasted into one over its prompt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tsmforms import keys
from tsmforms.formats.docx import naming
from tsmforms.formats.docx.naming import Loop
from tsmforms.formats.docx.wml import escape, jinja_run, run_style, static
from tsmforms.layout import Slot
from tsmforms.layout.look import QUIET
from tsmforms.model.spec import choices_of

_ALIAS_LIMIT = 64
_CHECKBOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)


def _date(_slot: Slot, letter: bool) -> str:
    shape = "d MMMM yyyy" if letter else "dd/MM/yyyy"
    return (
        f'<w:date><w:dateFormat w:val="{shape}"/><w:lid w:val="en-GB"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


def _dropdown(slot: Slot, _letter: bool) -> str:
    items = "".join(
        f'<w:listItem w:displayText="{static(one.label)}" w:value="{static(one.code)}"/>'
        for one in choices_of(slot.field)
    )
    return f'<w:dropDownList><w:listItem w:displayText=" " w:value=""/>{items}</w:dropDownList>'


_TYPES: dict[str, Callable[[Slot, bool], str]] = {
    "date": _date,
    "dropdown": _dropdown,
    "options": lambda _slot, _letter: _CHECKBOX,
    "multiline": lambda _slot, _letter: "",
    "image": lambda _slot, _letter: "",
}
_STYLES = {"image": f'<w:color w:val="{QUIET}"/>'}


def _plain(_slot: Slot, _letter: bool) -> str:
    return "<w:text/>"


def alias(slot: Slot) -> str:
    """The control's title, as Word shows it: the question, at most 64 characters."""
    name = slot.tooltip if len(slot.tooltip) <= _ALIAS_LIMIT or slot.option else slot.label
    return name if len(name) <= _ALIAS_LIMIT else _shortened(name, slot.option_label)


def _shortened(name: str, ending: str) -> str:
    tail = f"… {ending}"[:30] if ending else "…"
    return name[: _ALIAS_LIMIT - len(tail)] + tail


def control(slot: Slot, loops: Sequence[Loop], letter: bool) -> str:
    """The content control of a box, with the expression of its answer inside."""
    kind = _TYPES.get(slot.widget, _plain)(slot, letter)
    code = naming.expression(slot.path, loops, slot.option)
    style = run_style("TickBox") if slot.option else _STYLES.get(slot.widget, "")
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{static(alias(slot))}"/>'
        f'<w:tag w:val="{escape(keys.tag(slot.path, slot.option))}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{jinja_run('{{ ' + code + ' }}', style)}</w:sdtContent></w:sdt>"
    )
