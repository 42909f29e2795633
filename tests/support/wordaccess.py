"""What a reader aloud needs of a Word document: title, language, headings, headers of tables, words for pictures."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")


def faults(data: bytes) -> list[str]:
    """What is missing, in words; nothing where all is there. A letter begins with the address, not with a title."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}
    stories = [root for name, root in parts.items() if _STORY.fullmatch(name)]
    return [
        *_document(parts["docProps/core.xml"], parts["word/styles.xml"]),
        *_headings(parts["word/document.xml"], parts["word/styles.xml"]),
        *(fault for root in stories for table in root.iter(f"{W}tbl") for fault in _table(table)),
        *(fault for root in stories for fault in _pictures(root)),
    ]


def _document(core: etree._Element, styles: etree._Element) -> Iterator[str]:
    if not (core.findtext(f"{DC}title") or "").strip():
        yield "the document has no title"
    said = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if core.findtext(f"{DC}language") != "en-GB" or said is None or said.get(f"{W}val") != "en-GB":
        yield "the document does not say that it is in British English"


def _headings(document: etree._Element, styles: etree._Element) -> Iterator[str]:
    levels = {str(style.get(f"{W}styleId")): level for style in styles if (level := _level(style)) is not None}
    found = [
        (levels[name], _words(paragraph))
        for paragraph in document.iter(f"{W}p")
        if (name := _style(paragraph)) in levels
    ]
    if [level for level, _ in found].count(1) != 1 or found[0][0] != 1:
        yield "the document does not begin with one title"
    for (above, _), (level, words) in itertools.pairwise([(0, ""), *found]):
        if level > above + 1:
            yield f'the heading "{words}" skips a level'
        if not words:
            yield "a heading has no words"


def _level(style: etree._Element) -> int | None:
    """1 for the title of a form or letter, 2 and more for what is below it."""
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    return None if outline is None else int(str(outline.get(f"{W}val"))) + 1


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _table(table: etree._Element) -> Iterator[str]:
    """A table of data has headings that come again on each page, and says that its first column names the rows."""
    rows = table.findall(f"{W}tr")
    look = table.find(f"{W}tblPr/{W}tblLook")
    name = _words(rows[0])[:40]
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    columns = len(rows[0].findall(f"{W}tc"))
    is_headed = any(_style(p).startswith("TableHead") for cell in rows[0] for p in cell.iter(f"{W}p"))
    is_data = heads[0] or (is_headed and columns > 1)
    wanted = ("0", "0") if not is_data else ("1", "1") if columns > 1 else ("1", "0")
    flags = ("", "") if look is None else (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn"))
    if is_data and (not heads[0] or any(heads[1:])):
        yield f'the head of the table "{name}" does not come again on the next page'
    if flags != wanted:
        yield f'the table "{name}" does not say what its headers are'
    if is_data and not all(_words(cell).strip() for cell in rows[0].findall(f"{W}tc")[1:]):
        yield f'a column of the table "{name}" has no heading'


def _pictures(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.endswith("}docPr") and not (element.get("descr") or "").strip():
            yield f'the picture "{element.get("name")}" has no words'
