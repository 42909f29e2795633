"""A Word form of somebody else with words in its blanks and marks in its boxes; all the rest as it was.

A place is counted as the outline counts it. Words are put in by the characters of its cell or paragraph, from its end,
and only where its words are as long as those that were read; a content
control or a form field of older Word keeps its properties and gets new content.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from tsmforms.diagnostics import Place
from tsmforms.formats.docx.marking import Paragraphs
from tsmforms.formats.docx.outline.members import members_of
from tsmforms.formats.docx.outline.strict import part_root
from tsmforms.formats.docx.wml import TICKED, UNTICKED, W14, XML_SPACE, W
from tsmforms.intake import open_package
from tsmforms.intake.repackaged import repackaged, serialised
from tsmforms.model.filling import Filling

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
"""A day as answers show it."""


def fill(data: bytes, fillings: Sequence[Filling]) -> bytes:
    """The file with these words and marks.

    Args:
        data: The file, which was examined.
        fillings: What is written where.

    Raises:
        ReadError: It is damaged.
    """
    package = open_package(data)
    name = members_of(package).main
    root = part_root(package.part(name) or b"", name)
    paragraphs = Paragraphs(root)
    as_read: dict[Place, bool] = {}
    done: set[tuple[Place, int, int]] = set()
    for one in sorted((each for each in fillings if each.field is None), key=lambda each: -each.start):
        holder, key = paragraphs.holder(one.place), (one.place, one.start, one.end)
        if holder is None or key in done:
            continue
        done.add(key)
        if one.place not in as_read:  # before anything is put in: a line may have several blanks
            as_read[one.place] = _counted(holder)[2] == len(one.was)
        if as_read[one.place]:
            _splice(holder, one)
    for one in fillings:
        if one.field is not None and (holder := paragraphs.holder(one.place)) is not None:
            _fill_field(holder, one)
    return repackaged(data, {name: serialised(root)})


# --- words among words


@attrs.frozen(eq=False)
class _Bit:
    """An element of a run with the words that it shows."""

    element: Element
    text: str


def _bits(holder: Element) -> Iterator[_Bit | Element]:
    """The words of a cell or paragraph in order; each paragraph itself where it begins.

    A control that shows its prompt is itself there, without words: what it says is not an answer.
    """
    prompted: Element | None = None
    for one in holder.iter():
        if one.tag == f"{W}p":
            yield one
        elif one.tag == f"{W}sdt" and one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            prompted = one
            yield _Bit(one, "")
        elif prompted is not None and any(above is prompted for above in one.iterancestors(f"{W}sdt")):
            continue
        elif one.tag == f"{W}t":
            yield _Bit(one, one.text or "")
        elif one.tag in (f"{W}tab", f"{W}ptab") and one.getparent().tag == f"{W}r":
            yield _Bit(one, "\t")
        elif one.tag in (f"{W}br", f"{W}cr") and one.get(f"{W}type") not in ("page", "column"):
            yield _Bit(one, "\n")
        elif one.tag == f"{W}noBreakHyphen":
            yield _Bit(one, "\u2011")
        elif one.tag == f"{W}sym":
            yield _Bit(one, "\u2610")


def _splice(holder: Element, one: Filling) -> None:
    """Put words in the place of characters."""
    taken, starts, _ = _counted(holder)
    if not starts:
        return
    placed = _in_prompt(taken, one)
    for bit, begin in taken:
        end = begin + len(bit.text)
        if bit.element.tag != f"{W}t":
            if bit.text and one.start <= begin and end <= one.end:
                placed = placed or _exchange(bit.element, one.text, placed)
        elif (begin <= one.start <= end and not placed) or (begin < one.end and end > one.start):
            first, last = max(one.start - begin, 0), max(0, min(one.end - begin, len(bit.text)))
            _set(bit.element, bit.text[:first], "" if placed else one.text, bit.text[last:])
            placed = True
    if not placed:
        _append(next((p for p, begin in reversed(starts) if begin <= one.start), starts[0][0]), one.text)


def _counted(holder: Element) -> tuple[list[tuple[_Bit, int]], list[tuple[Element, int]], int]:
    """The words and the paragraphs of a place, each with the character at which it begins; how many characters."""
    at = 0
    taken: list[tuple[_Bit, int]] = []
    starts: list[tuple[Element, int]] = []
    for bit in _bits(holder):
        if isinstance(bit, _Bit):
            taken.append((bit, at))
            at += len(bit.text)
        else:
            at += 1 if starts else 0
            starts.append((bit, at))
    return taken, starts, at


def _in_prompt(taken: Sequence[tuple[_Bit, int]], one: Filling) -> bool:
    """Fill the control that shows its prompt at this place; whether there is one."""
    prompts = (bit.element for bit, at in taken if bit.element.tag == f"{W}sdt" and one.start <= at <= one.end)
    prompt = next(prompts, None)
    if prompt is None:
        return False
    _fill_control(prompt, one)
    return True


def _exchange(element: Element, text: str, placed: bool) -> bool:
    """Words in place of a tab or sign of its own element."""
    run = element.getparent()
    if run is None:
        return placed
    if not placed:
        for new in _worded(text):
            element.addprevious(new)
    run.remove(element)
    return True


def _set(element: Element, before: str, text: str, behind: str) -> None:
    """The words of an element anew; lines are parted by breaks."""
    parts = list(_worded(before + text + behind))
    for new in parts:
        element.addprevious(new)
    run = element.getparent()
    if run is not None:
        run.remove(element)


def _worded(text: str) -> Iterator[Element]:
    from lxml import etree

    for number, line in enumerate(text.split("\n")):
        if number:
            yield etree.Element(f"{W}br")
        words = etree.Element(f"{W}t")
        words.text = line
        words.set(XML_SPACE, "preserve")
        yield words


def _append(paragraph: Element, text: str) -> None:
    """Words at the end of a paragraph, in the look of its mark."""
    from lxml import etree

    run = etree.SubElement(paragraph, f"{W}r")
    look = paragraph.find(f"{W}pPr/{W}rPr")
    last = [one for one in paragraph.iterchildren(f"{W}r") if one is not run]
    if look is None and last:
        look = last[-1].find(f"{W}rPr")
    if look is not None:
        run.append(copy.deepcopy(look))
    for new in _worded(text):
        run.append(new)


# --- content controls and form fields


def _fill_field(holder: Element, one: Filling) -> None:
    found = [
        each
        for each in holder.iter(f"{W}sdt", f"{W}ffData")
        if each.tag == f"{W}ffData" or each.find(f"{W}sdtContent") is not None
    ]
    outer = [each for each in holder.iterancestors(f"{W}sdt")] if holder.tag in (f"{W}tc", f"{W}p") else []
    found = [*reversed(outer), *found]
    if one.field is None or one.field >= len(found):
        return
    target = found[one.field]
    if target.tag == f"{W}sdt":
        _fill_control(target, one)
    else:
        _fill_old(target, one)


def _fill_control(control: Element, one: Filling) -> None:
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    if properties is None or content is None:
        return
    for prompt in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(prompt)
    text = one.text
    day = properties.find(f"{W}date")
    if day is not None:
        _date(day, text)
    if one.is_mark:
        checked = properties.find(f"{W14}checkbox/{W14}checked")
        if checked is not None:
            checked.set(f"{W14}val", "1" if one.text else "0")
        text = TICKED if one.text else UNTICKED
    _rewrite(list(content.iter(f"{W}r")), content, text)


def _date(day: Element, text: str) -> None:
    """The day that a date control stores, which has to be the one that it shows."""
    found = _DAY.fullmatch(text)
    if found:
        day.set(f"{W}fullDate", f"{found[3]}-{found[2]}-{found[1]}T00:00:00Z")
    elif f"{W}fullDate" in day.attrib:
        del day.attrib[f"{W}fullDate"]


def _rewrite(runs: Sequence[Element], content: Element, text: str) -> None:
    """New words in the first run of a content, which is no longer grey; the others are empty."""
    from lxml import etree

    if not runs:
        holder = next(content.iter(f"{W}p"), content)
        runs = [etree.SubElement(holder, f"{W}r")]
    for number, run in enumerate(runs):
        for child in list(run):
            if child.tag != f"{W}rPr":
                run.remove(child)
            else:
                for style in child.findall(f"{W}rStyle"):
                    if "laceholder" in (style.get(f"{W}val") or ""):
                        child.remove(style)
        if not number:
            for new in _worded(text):
                run.append(new)


def _fill_old(data: Element, one: Filling) -> None:
    """A form field of older Word: its box, its entry of a list, or the words between its marks."""
    from lxml import etree

    box, entries = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        checked = box.find(f"{W}checked")
        checked = etree.SubElement(box, f"{W}checked") if checked is None else checked
        checked.set(f"{W}val", "1" if one.text else "0")
        return
    if entries is not None:
        labels = [each.get(f"{W}val") for each in entries.findall(f"{W}listEntry")]
        if one.text in labels:
            for old in entries.findall(f"{W}result"):
                entries.remove(old)
            entries.insert(0, etree.Element(f"{W}result", {f"{W}val": str(labels.index(one.text))}))
        return
    begin = data.getparent().getparent()
    runs: list[Element] = []
    is_shown = False
    for run in begin.itersiblings(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else None
        if kind == "end":
            if not runs:
                runs = [etree.Element(f"{W}r")]
                run.addprevious(runs[0])
            break
        if is_shown:
            runs.append(run)
        is_shown = is_shown or kind == "separate"
    if runs and is_shown:
        _rewrite(runs, begin, one.text)


__all__ = ["fill"]
