"""Choices shown in Word otherwise than by a tick: colour, highlight, bold, a ring, or the others struck."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.support.hands import W14, W
from tests.survival.handled import Filled, Handled, as_it_was, choices_of
from tests.survival.wordparts import edited, is_tick, parent_of, retype, tag_of, text_of
from tsmforms import keys

COLOURS = {"red": "FF0000", "amber": "FFC000", "green": "92D050"}
OTHER_COLOUR = "FFFF00"

_RING = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="character"><wp:posOffset>-30000</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="line"><wp:posOffset>-20000</wp:posOffset></wp:positionV>
<wp:extent cx="{width}" cy="200000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="{id}" name="Oval {id}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="200000"/></a:xfrm>
<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="19050"><a:solidFill><a:srgbClr val="0000FF"/>
</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:oval style="position:absolute;margin-left:-2pt;margin-top:-2pt;width:{points}pt;height:16pt"
 filled="f" strokecolor="blue"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>
"""


_BOLD_STYLES = frozenset({"BoxLabel"})
"""Styles of ours that print their words in bold."""


class Choice:
    """One printed choice: its code, its label, its control, whether it is chosen."""

    def __init__(self, code: str, label: str, control: Any) -> None:
        self.code, self.label, self.control = code, label, control
        self.is_chosen = self._checked.get(f"{W14}val") == "1"

    @property
    def _checked(self) -> Any:
        return self.control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")

    @property
    def cell(self) -> Any:
        """The cell that the box has to itself, or None."""
        cell = parent_of(self.control, "tc")
        return cell if cell is not None and text_of(cell).strip() in ("☐", "☒") else None

    @property
    def word(self) -> Any:
        """The run right behind the box, in which its word is printed; None where there is none."""
        after = self.control.getnext()
        while after is not None and after.tag == f"{W}bookmarkEnd":
            after = after.getnext()
        return after if after is not None and after.tag == f"{W}r" else None

    @property
    def runs(self) -> list[Any]:
        return [*self.control.iter(f"{W}r"), *([self.word] if self.word is not None else [])]

    @property
    def is_in_bold(self) -> bool:
        """Whether the style of its paragraph is bold, or that of the words in it."""
        paragraph = parent_of(self.control, "p")
        named = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
        return named is not None and named.get(f"{W}val") in _BOLD_STYLES

    def untick(self) -> None:
        self._checked.set(f"{W14}val", "0")
        self.type("☐")

    def type(self, words: str) -> None:
        retype(self.control, words)


def questions(root: Any, one: Filled) -> list[list[Choice]]:
    """The choices of every question whose choices have a box each."""
    tags = {
        keys.tag(pattern, code): (pattern, code, label)
        for pattern, leaf in one.spec.leaves.items()
        if leaf.field.box == "options"
        for code, label in choices_of(leaf.field).items()
    }
    seen: Counter[str] = Counter()
    out: dict[tuple[str, int], list[Choice]] = defaultdict(list)
    for control in root.iter(f"{W}sdt"):
        tag = tag_of(control)
        if tag in tags and is_tick(control):
            pattern, code, label = tags[tag]
            out[pattern, seen[tag]].append(Choice(code, label, control))
            seen[tag] += 1
    return list(out.values())


def _mark(run: Any, name: str, **values: str) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{W}{name}", {f"{W}{key}": value for key, value in values.items()})


def _have_cells(choices: list[Choice]) -> bool:
    return all(choice.cell is not None for choice in choices)


def _letters(choices: list[Choice]) -> None:
    """Where a box has a cell to itself, the first letter of its word is typed into it: R, A, G."""
    for choice in choices:
        if _have_cells([choice]):
            choice.type(choice.label[0])


def _coloured(choices: list[Choice]) -> bool:
    if not _have_cells(choices):
        return False
    for choice in choices:
        if choice.is_chosen:
            shade = choice.cell.find(f"{W}tcPr/{W}shd")
            if shade is None:
                shade = etree.SubElement(choice.cell.find(f"{W}tcPr"), f"{W}shd", {f"{W}val": "clear"})
            shade.set(f"{W}fill", COLOURS.get(choice.code, OTHER_COLOUR))
        choice.untick()
    return True


def _highlighted(choices: list[Choice]) -> bool:
    for choice in choices:
        choice.untick()
        for run in choice.runs if choice.is_chosen else ():
            _mark(run, "highlight", val="yellow")
    return True


def _bold(choices: list[Choice]) -> bool:
    """Nobody can show it so where the style of the paragraph makes all its words bold."""
    if any(choice.is_in_bold for choice in choices):
        return False
    for choice in choices:
        choice.untick()
    _letters(choices)
    for choice in choices:
        for run in choice.runs if choice.is_chosen else ():
            _mark(run, "b")
    return True


def _struck(choices: list[Choice]) -> bool:
    for choice in choices:
        choice.untick()
    _letters(choices)
    for choice in choices:
        for run in () if choice.is_chosen else choice.runs:
            _mark(run, "strike")
    return True


def _ringed(choices: list[Choice]) -> bool:
    for choice in choices:
        choice.untick()
        if choice.is_chosen:
            wide = 200000 if choice.cell is not None else 260000 + 70000 * len(choice.label)
            number = 500 + sum(1 for _ in choice.control.getroottree().iter(f"{W}drawing"))
            choice.control.addprevious(etree.fromstring(_RING.format(id=number, width=wide, points=wide // 12700)))
    return True


def _handling(mark: Callable[[list[Choice]], bool]) -> Callable[[Filled], Handled | None]:
    def handle(one: Filled) -> Handled | None:
        done = []

        def change(root: Any) -> None:
            done.extend([mark(choices) for choices in questions(root, one) if any(c.is_chosen for c in choices)])

        data = edited(one.data, change)
        return as_it_was(one, data) if any(done) else None

    return handle


CHANGES = {
    "the cell's colour": _handling(_coloured),
    "highlight": _handling(_highlighted),
    "bold": _handling(_bold),
    "a ring": _handling(_ringed),
    "striking the others": _handling(_struck),
}
"""Handlings by how the choice is shown."""
