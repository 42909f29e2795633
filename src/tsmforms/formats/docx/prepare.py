"""A template made ready for docxtpl: what a person restyling it in Word need not know about is put in here.

Word splits runs, lifts a control that is alone in a cell to cell level, gives
controls ids and drops names it does not like; and it would not open a template
with code between the properties of a control. So the code for the state of tick
boxes, for placeholders and for repeated bookmarks is added to the template only
now, and every control is brought back to run level with one run inside.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, TemplateRefused, worded
from tsmforms.formats.docx.wml import W14, XML_SPACE, W
from tsmforms.layout.look import CHOSEN, PALE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EXPRESSION = re.compile(r"\s*\{\{(.+?)\}\}\s*\Z", re.DOTALL)
_FOR = re.compile(r"\{%-?\s*(?:tr|p)?\s*for\s+(\w+)\s+in\b")
_END_FOR = re.compile(r"\{%-?\s*(?:tr|p)?\s*endfor\b")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_BEFORE_PLACEHOLDER = frozenset(
    f"{W}{name}" for name in ("rPr", "alias", "tag", "id", "lock", "placeholder", "temporary")
)


def prepare(root: Element, tags: Collection[str], letter: bool) -> None:
    """Change the tree of word/document.xml in place; `tags` are those of the form's boxes.

    In a letter only the specimen has placeholders; in a form every empty box has one.

    Raises:
        TemplateRefused: A control of the form holds something other than one expression.
    """
    for element in [*root.iter(f"{W}proofErr"), *root.iter(f"{W}lastRenderedPageBreak")]:
        _drop(element)
    for control in list(root.iter(f"{W}sdt")):
        if (tag := _tag(control)) in tags:
            _prepare_control(control, str(tag), letter)
    _number_bookmarks(root)
    if not letter:
        _keep_two_rows(root)


def _keep_two_rows(root: Element) -> None:
    """The first two entries of a list on one page, and the last two: none is alone at the end of a page or behind it.

    LibreOffice heeds "keep with next" in a table only in rows that may be broken.
    """
    for row in list(root.iter(f"{W}tr")):
        before, behind = row.getprevious(), row.getnext()
        if before is None or behind is None or not (_FOR.search(_words(before)) and _END_FOR.search(_words(behind))):
            continue
        if row.find(f".//{W}keepNext") is not None:
            continue
        kept = "loop.first and not loop.last or loop.revindex == 2"
        if (whole := row.find(f"{W}trPr/{W}cantSplit")) is not None:
            whole.set(f"{W}val", f"{{{{ 0 if {kept} else 1 }}}}")
        for paragraph in row.iter(f"{W}p"):
            _keep_next(paragraph, f"{{{{ 1 if {kept} else 0 }}}}")


def _keep_next(paragraph: Element, value: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    keep = properties.makeelement(f"{W}keepNext")
    keep.set(f"{W}val", value)
    style = properties.find(f"{W}pStyle")
    properties.insert(0 if style is None else properties.index(style) + 1, keep)


def _words(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def _tag(control: Element) -> str | None:
    found = control.find(f"{W}sdtPr/{W}tag")
    return None if found is None else found.get(f"{W}val")


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# --- controls


def _prepare_control(control: Element, tag: str, letter: bool) -> None:
    content = control.find(f"{W}sdtContent")
    words = "" if content is None else "".join(t.text or "" for t in content.iter(f"{W}t"))
    match = _EXPRESSION.match(words)
    if content is None or not match:
        raise TemplateRefused(
            [
                Diagnostic(
                    "D0811",
                    "error",
                    worded("D0811", "control_without_expression", tag=tag),
                    "write the expression of its own answer",
                )
            ]
        )
    expression = match[1].translate(_QUOTES).strip()
    _add_logic(control, _lowered(control, content, expression), expression, letter)


def lift(root: Element, tags: Collection[str]) -> None:
    """Every control that contains one expression back inside its paragraph, with one run in it."""
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        match = None if content is None else _EXPRESSION.match("".join(t.text or "" for t in content.iter(f"{W}t")))
        if content is not None and match and (_tag(control) or "") in ("", *tags):
            _lowered(control, content, match[1].translate(_QUOTES).strip())


def _lowered(control: Element, content: Element, expression: str) -> Element:
    one = _one_run(content, "{{ " + expression + " }}")
    if one.getparent() is not content or len(content) > 1:
        _to_run_level(control, content, one)
    return one


def _one_run(content: Element, words: str) -> Element:
    """Keep the first run that has text, with all the words in it."""
    texts = list(content.iter(f"{W}t"))
    first = texts[0].getparent()
    assert first is not None
    for text in texts[1:]:
        _drop(text)
    texts[0].text = words
    texts[0].set(XML_SPACE, "preserve")
    return first


def _to_run_level(control: Element, content: Element, one: Element) -> None:
    """Put the control inside its paragraph, and what it was wrapped around (paragraph, cell) in its place."""
    if content.find(f".//{W}p") is not None:
        _unwrap_blocks(control, content, one)
    for child in list(content):
        if child is not one:
            content.remove(child)
    if one.getparent() is not content:
        content.append(one)


def _unwrap_blocks(control: Element, content: Element, one: Element) -> None:
    parent, holder = control.getparent(), one.getparent()
    assert parent is not None
    assert holder is not None
    at = parent.index(control)
    for child in list(content):
        parent.insert(at, child)
        at += 1
    place = holder.index(one)
    control.tail = None
    holder.insert(place, control)
    content.append(one)


def _add_logic(control: Element, one: Element, expression: str, letter: bool) -> None:
    properties = control.find(f"{W}sdtPr")
    assert properties is not None
    for name in ("id", "showingPlcHdr", "dataBinding", "placeholder"):
        for element in properties.findall(f"{W}{name}"):
            properties.remove(element)
    checked = properties.find(f"{W14}checkbox/{W14}checked")
    if checked is not None:
        checked.set(f"{W14}val", "{% if " + expression + " == '☒' %}1{% else %}0{% endif %}")
        _fill_rating(control, expression)
        return
    test = "{% if specimen %}" if letter else "{% if " + expression + " is placeholder %}"
    at = sum(1 for child in properties if child.tag in _BEFORE_PLACEHOLDER)
    _insert_after_code(properties, at, test, properties.makeelement(f"{W}showingPlcHdr"))
    if letter or properties.find(f"{W}dropDownList") is not None:
        _add_grey(one, test)


def _fill_rating(control: Element, expression: str) -> None:
    """In a final copy the cell of a chosen rating in its strong colour, its word behind the mark.

    Not where somebody may still mark another: the colour and the word would stay. Only where the cell is tinted as ours.
    """
    cell = next(control.iterancestors(f"{W}tc"), None)
    shade = None if cell is None else cell.find(f"{W}tcPr/{W}shd")
    code = expression.rpartition(".")[2]
    if shade is None or shade.get(f"{W}fill") != PALE.get(code):
        return
    test = "{% if document.is_final and " + expression + " == '☒' %}"
    shade.set(f"{W}fill", f"{test}{CHOSEN[code]}{{% else %}}{PALE[code]}{{% endif %}}")
    holder = control.getparent()
    assert holder is not None
    run = holder.makeelement(f"{W}r")
    style = run.makeelement(f"{W}rPr")
    size = style.makeelement(f"{W}sz")
    size.set(f"{W}val", "14")
    style.append(size)
    text = run.makeelement(f"{W}t")
    text.text = code.capitalize()
    line = run.makeelement(f"{W}br")
    run.extend((style, line, text))
    style.tail, text.tail = test, "{% endif %}"
    behind = control.getnext()
    is_end = behind is not None and behind.tag == f"{W}bookmarkEnd"
    holder.insert(holder.index(control) + (2 if is_end else 1), run)


def _add_grey(one: Element, test: str) -> None:
    """A placeholder that is words is grey; runs with a look of their own keep it."""
    if one.find(f"{W}rPr") is None:
        style = one.makeelement(f"{W}rPr")
        one.insert(0, style)
        grey = style.makeelement(f"{W}rStyle")
        grey.set(f"{W}val", "PlaceholderText")
        _insert_after_code(style, 0, test, grey)


def _insert_after_code(parent: Element, at: int, code: str, element: Element) -> None:
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "").strip() + code
    else:
        parent.text = (parent.text or "").strip() + code
    element.tail = "{% endif %}"
    parent.insert(at, element)


# --- bookmarks


def _number_bookmarks(root: Element) -> None:
    """Inside a loop a bookmark's name and id get the numbers of the entries, since each may stand once only."""
    ours: dict[str | None, str] = {}
    for element, loops in _with_loops(root):
        if element.tag == f"{W}bookmarkStart" and loops:
            name = element.get(f"{W}name") or ""
            if keys.parse_bookmark(name):
                ours[element.get(f"{W}id")] = number = _numbered(element.get(f"{W}id") or "0", loops)
                element.set(f"{W}name", name + "".join("_{{ " + v + "['#'] }}" for v in loops))
                element.set(f"{W}id", number)
    for end in root.iter(f"{W}bookmarkEnd"):
        if end.get(f"{W}id") in ours:
            end.set(f"{W}id", ours[end.get(f"{W}id")])


def _numbered(number: str, loops: Sequence[str]) -> str:
    terms = [f"{10000 * 100**depth} * {variable}['#']" for depth, variable in enumerate(loops)]
    return "{{ " + " + ".join([number, *terms]) + " }}"


def _with_loops(root: Element) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Every element with the variables of the loops around it, outermost first."""
    loops: tuple[str, ...] = ()
    for element in root.iter(f"{W}p", f"{W}bookmarkStart"):
        if element.tag == f"{W}p":
            loops = _after(loops, "".join(t.text or "" for t in element.iter(f"{W}t")))
        yield element, loops


def _after(loops: tuple[str, ...], words: str) -> tuple[str, ...]:
    if match := _FOR.search(words):
        return (*loops, match[1])
    return loops[:-1] if _END_FOR.search(words) else loops
