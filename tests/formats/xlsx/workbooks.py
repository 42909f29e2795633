"""Small invented workbooks written part by part, as programs other than ours write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.formats.xlsx.samples import packed
from tsmforms.formats.xlsx.read import read
from tsmforms.model.opened import Opened
from tsmforms.model.outline import Outline, Spot

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"

STYLES = """<fonts><font/><font><strike/></font><font><b val="1"/><u/><color theme="4"/></font>
<font><strike val="0"/><color rgb="FFC00000"/></font></fonts>
<fills><fill><patternFill/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill></fills>"""
THEME = (
    f'<a:theme xmlns:a="{SHAPES}"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:accent1><a:srgbClr val="4472c4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


def relations(targets: Mapping[str, tuple[str, str]], base: str = OFFICE) -> bytes:
    """A part of relations: kind and target by id."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{base}/{kind}" Target="{target}"/>' for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'.encode()


def styles(*formats: str, codes: Mapping[int, str] | None = None) -> bytes:
    """A styles part with these cell styles behind the plain one; `codes` are its number formats."""
    numbers = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in (codes or {}).items())
    made = "".join(f"<xf {said}/>" for said in formats)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{numbers}</numFmts>{STYLES}<cellXfs><xf/>{made}</cellXfs></styleSheet>'
    ).encode()


def workbook(
    *sheets: str,
    strings: str = "",
    style: bytes = styles(),
    names: str = "",
    settings: str = "",
    tabs: Iterable[str] = (),
    extra: Mapping[str, bytes] | None = None,
    main: str = "xl/workbook.xml",
) -> bytes:
    """A workbook of sheets given by the XML within `worksheet`.

    Args:
        sheets: What each sheet holds: `<sheetData>` and what stands beside it.
        strings: The items of the shared strings.
        style: The styles part.
        names: The defined names' elements.
        settings: What stands in the workbook part before the sheets.
        tabs: Attributes of the sheets, `name` among them; `Form`, `Sheet2` ... where none are given.
        extra: More parts.
        main: The name of the workbook part.
    """
    said = [*tabs, *(f'name="{"Form" if not n else f"Sheet{n + 1}"}"' for n in range(len(list(tabs)), len(sheets)))]
    listed = "".join(f'<sheet {text} sheetId="{n + 1}" r:id="r{n}"/>' for n, text in enumerate(said))
    folder, _, name = main.rpartition("/")
    links = {f"r{n}": ("worksheet", f"/xl/worksheets/sheet{n + 1}.xml") for n in range(len(sheets))}
    links |= {
        "s": ("sharedStrings", "/xl/texts.xml"),
        "t": ("styles", "/xl/styles.xml"),
        "u": ("theme", "/xl/theme.xml"),
    }
    return packed(
        {
            "_rels/.rels": relations({"a": ("officeDocument", main)}),
            main: (
                f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>{listed}</sheets>'
                f"<definedNames>{names}</definedNames></workbook>"
            ).encode(),
            f"{folder}/_rels/{name}.rels": relations(links),
            "xl/texts.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'.encode(),
            "xl/styles.xml": style,
            "xl/theme.xml": THEME.encode(),
            **{
                f"xl/worksheets/sheet{n + 1}.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}</worksheet>'.encode()
                for n, sheet in enumerate(sheets)
            },
            **(extra or {}),
        }
    )


def rows(*cells: str) -> str:
    """Sheet data of rows one below the other, each given by its cells."""
    return "<sheetData>" + "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(cells, 1)) + "</sheetData>"


def words(ref: str, text: str, more: str = "") -> str:
    """A cell of text."""
    return f'<c r="{ref}" t="inlineStr" {more}><is><t xml:space="preserve">{text}</t></is></c>'


def opened(*sheets: str, **said: object) -> Opened:
    """A workbook of these sheets, opened."""
    return read(workbook(*sheets, **said))  # type: ignore[arg-type]


def outline(*sheets: str, **said: object) -> Outline:
    """The outline of a workbook of these sheets."""
    return opened(*sheets, **said).outline


def spot(*sheets: str, at: str = "A1", **said: object) -> Spot:
    """The spot of a cell."""
    return next(s for s in outline(*sheets, **said).spots if s.part == "sheet" and s.place.cell_ref == at)


def drawn(*anchors: str) -> dict[str, bytes]:
    """The parts of a drawing over the first sheet."""
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": relations({"d": ("drawing", "../drawings/drawing1.xml")}),
        "xl/drawings/drawing1.xml": (
            f'<x:wsDr xmlns:x="{DRAWING}" xmlns:a="{SHAPES}">{"".join(anchors)}</x:wsDr>'
        ).encode(),
    }


def anchor(first: tuple[int, int], last: tuple[int, int], inner: str, offset: int = 100_000) -> str:
    """An anchor from a row and column to another, each corner a little to the right and below."""
    corners = "".join(
        f"<x:{name}><x:col>{column}</x:col><x:colOff>{offset}</x:colOff><x:row>{row}</x:row><x:rowOff>50000</x:rowOff>"
        f"</x:{name}>"
        for name, (row, column) in (("from", first), ("to", last))
    )
    return f"<x:twoCellAnchor>{corners}{inner}<x:clientData/></x:twoCellAnchor>"


def shape(text: str = "", form: str = "rect", more: str = "", run: str = "") -> str:
    """A drawn shape with words."""
    body = f"<x:txBody><a:p><a:r><a:rPr {run}/><a:t>{text}</a:t></a:r></a:p></x:txBody>" if text else ""
    return (
        f'<x:sp><x:nvSpPr><x:cNvPr id="7" name="Shape" {more}/></x:nvSpPr><x:spPr><a:prstGeom prst="{form}"/>'
        f"</x:spPr>{body}</x:sp>"
    )
