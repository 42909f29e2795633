"""The parts of a template that hold no answers: styles, numbering, settings, properties, relationships.

Our own and small: Word writes some 40 kB of styles, of which a form uses a
dozen. All styles that have a built-in namesake carry its name, so that Word's
navigation pane, screen readers and restyling work as with any document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from tsmforms.formats.docx.wml import DECLARATION, NS_R, NS_W, ROOT_NAMESPACES, escape
from tsmforms.layout.look import (
    ACCENT,
    ADDRESS,
    PLAIN,
    SPACING,
    PageLook,
    Sizes,
)
from tsmforms.packing import ONCE, MemberName, Shell, deflate_quickly

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOC = NS_R
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@attrs.frozen
class PackagePart:
    """A part of the main document: its name, its content type and its relationship's type."""

    name: str
    type: str
    content: str = attrs.field(repr=False)


_PICTURES = {
    kind: f'<Default Extension="{kind.partition("/")[2]}" ContentType="{kind}"/>'
    for kind in ("image/png", "image/jpeg")
}


def content_types(parts: tuple[PackagePart, ...], picture: str = "") -> str:
    """[Content_Types].xml of a package with these parts beside the document and its properties."""
    rows = [
        ("/word/document.xml", f"{_WML}.document.main+xml"),
        *((f"/word/{part.name}", f"{_WML}.{part.type}+xml") for part in parts),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in rows)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{_PICTURES.get(picture, '')}"
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package_rels() -> str:
    """_rels/.rels: the document and the three parts of its properties."""
    return _relationships(
        (
            (f"{_DOC}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_DOC}/extended-properties", "docProps/app.xml"),
            (f"{_DOC}/custom-properties", "docProps/custom.xml"),
        )
    )


def document_rels(parts: tuple[PackagePart, ...], picture: str = "") -> str:
    """word/_rels/document.xml.rels: `rId1` is the first part, and a picture stands behind the last."""
    pictures = ((f"{_DOC}/image", picture),) if picture else ()
    return _relationships((*((f"{_DOC}/{part.type}", part.name) for part in parts), *pictures))


def _relationships(rows: tuple[tuple[str, str], ...]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(rows, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELS}">{inner}</Relationships>'


def core(title: str) -> str:
    """docProps/core.xml: title and language; no author and no date, so that the same input gives the same bytes."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def app() -> str:
    """docProps/app.xml: nothing that would name a person or a machine."""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>tsmforms</Application></Properties>"
    )


CUSTOM_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
CUSTOM_PREFIX = "tsmforms."
"""What the names of our custom properties begin with: `tsmforms.form` and so on."""


def custom(form: str, edition: str, digest: str, record_id: str | None = None) -> str:
    """docProps/custom.xml: the invisible identity. Without a record there is no `record_id`."""
    values = {"form": form, "edition": edition, "digest": digest, "record_id": record_id}
    inner = "".join(
        f'<property fmtid="{CUSTOM_FORMAT}" pid="{pid}" name="{CUSTOM_PREFIX}{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values.items(), 2)
        if value
    )
    spaces = f'xmlns="{CUSTOM_NAMESPACE}" xmlns:vt="{VT_NAMESPACE}"'
    return f"{DECLARATION}<Properties {spaces}>{inner}</Properties>"


def settings() -> str:
    """word/settings.xml: today's layout rules, British English, tab stops of half an inch."""
    return (
        f'{DECLARATION}<w:settings xmlns:w="{NS_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def font_table(font: str) -> str:
    """word/fontTable.xml: the type, and the font of the tick boxes."""
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{NS_W}">'
        f'<w:font w:name="{escape(font)}"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        '<w:font w:name="MS Gothic"><w:panose1 w:val="020B0609070205080204"/><w:charset w:val="80"/>'
        '<w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font></w:fonts>'
    )


def numbering(font: str) -> str:
    """word/numbering.xml: the bullets of the style List Bullet."""
    return (
        f'{DECLARATION}<w:numbering xmlns:w="{NS_W}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{escape(font)}" w:hAnsi="{escape(font)}" w:cs="{escape(font)}"/></w:rPr></w:lvl>'
        "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


@attrs.frozen
class Style:
    """A paragraph or character style: `size` in half points, `ppr` and `rpr` as elements."""

    id: str
    name: str
    ppr: str = ""
    rpr: str = ""
    base: str = "Normal"
    after: str = ""
    kind: str = "paragraph"
    quick: bool = True


def _spacing(before: int = 0, after: int = 0, line: int | None = None, rule: str = "auto") -> str:
    height = f' w:line="{line}" w:lineRule="{rule}"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def _letters(size: int, color: str = "", bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{color}"/>' if color else ""
    return f'{weight}{ink}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


_SECTION = 2
_KEEP = "<w:keepNext/><w:keepLines/>"


def _half(points: float) -> int:
    return round(2 * points)


def _twips(points: float) -> int:
    return round(20 * points)


@attrs.frozen
class _Distances:
    """How the styles of forms and of letters differ: the paragraph properties of each kind of line.

    Lines of letters are at least as high as a line of the look, which is higher than what Word makes of Arial by
    itself, so that they are as high as those of a PDF in Word and in LibreOffice.
    """

    letter: bool
    sizes: Sizes
    colour: str = ACCENT

    def lines(
        self, before: float, after: float, size: float, form: tuple[int, int, int | None], close: bool = True
    ) -> str:
        """The distances of a letter in points and its type; those of a form in twips."""
        if not self.letter:
            return _spacing(*form)
        pitch = size * (SPACING.close if close else SPACING.line)
        return _spacing(_twips(before), _twips(after), _twips(pitch), "atLeast")

    def heading(self, level: int, size: float, form: tuple[int, int]) -> str:
        """The properties of a heading: 1 is the title."""
        spacing = self.lines(SPACING.heading, SPACING.under, size, (*form, None))
        return f'{_KEEP}{self._rule(level)}{spacing}<w:outlineLvl w:val="{level - 1}"/>'

    def _rule(self, level: int) -> str:
        """The line below the heading of a form's section."""
        if self.letter or level != _SECTION:
            return ""
        return f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="2" w:color="{self.colour}"/></w:pBdr>'


def _common(look: PageLook, letter: bool) -> tuple[Style, ...]:
    sizes = look.letter if letter else look.form
    ink = look.colours.letter if letter else look.colours.accent
    space = _Distances(letter, sizes, ink)
    note, table, label = _half(sizes.note), _half(sizes.table), _half(sizes.label)
    titles = (sizes.title, sizes.heading1, sizes.heading2, sizes.heading3)
    distances = ((0, 160), (240, 120), (200, 80), (160, 60))
    return (
        *(
            Style(
                f"Heading{n}",
                f"heading {n}",
                space.heading(n, size, given),
                _letters(_half(size), ink, True),
                after="Normal",
            )
            for n, (size, given) in enumerate(zip(titles, distances, strict=True), 1)
        ),
        Style(
            "ListBullet",
            "List Bullet",
            '<w:numPr><w:numId w:val="1"/></w:numPr>'
            + space.lines(0, SPACING.bullet, sizes.body, (0, 60, 259), close=False)
            + '<w:ind w:left="397" w:hanging="284"/>',
        ),
        Style(
            "Note",
            "Note",
            space.lines(0, SPACING.after, sizes.note, (0, 100, 252)),
            _letters(note, "" if letter else look.colours.quiet),
        ),
        Style(
            "StrongLine",
            "Strong Line",
            "<w:keepNext/>" + space.lines(0, SPACING.after, sizes.body, (60, 120, None), close=False),
            "<w:b/><w:bCs/>",
        ),
        Style("TableHead", "Table Heading", "<w:keepNext/>" + _cell(space, (30, 30, None)), _letters(table, ink, True)),
        Style("TableHeadCentre", "Table Heading Centre", '<w:jc w:val="center"/>', base="TableHead"),
        Style("TableText", "Table Text", _cell(space, (20, 20, None)), _letters(table)),
        Style("TableCentre", "Table Centre", '<w:jc w:val="center"/>', base="TableText"),
        Style("BoxLabel", "Box Label", _cell(space, (10, 10, None)), _letters(label, ink, True)),
        Style("BoxText", "Box Text", _cell(space, (0, 20, None)), _letters(_half(sizes.body))),
        Style(
            "Gap", "Gap", _spacing(0, 0, _twips(SPACING.table) if letter else 140, "exact"), _letters(8), quick=False
        ),
        *_standing(look, letter, ink),
    )


def _standing(look: PageLook, letter: bool, ink: str) -> tuple[Style, ...]:
    """Styles of head and foot, and of what boxes hold."""
    sizes = look.letter if letter else look.form
    return (
        Style("Header", "header", _spacing()),
        Style("Footer", "footer", _spacing(), _letters(_half(sizes.foot), look.colours.quiet)),
        Style("LetterheadName", "Letterhead Name", _spacing(0, 20), _letters(_half(sizes.letterhead), ink, True)),
        Style("Letterhead", "Letterhead", _spacing(0, 0), _letters(_half(sizes.contact), look.colours.quiet)),
        Style(
            "TickBox",
            "Tick Box",
            rpr='<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" '
            f'w:cs="MS Gothic" w:hint="eastAsia"/>{_letters(max(24, _half(sizes.table)))}',
            kind="character",
        ),
        Style("PlaceholderText", "Placeholder Text", rpr='<w:color w:val="595959"/>', kind="character"),
        Style(
            "InlineBox",
            "Inline Box",
            rpr=f'<w:shd w:val="clear" w:color="auto" w:fill="{look.colours.label}"/>',
            kind="character",
        ),
    )


def _cell(space: _Distances, form: tuple[int, int, int | None]) -> str:
    """The distances of a line in a cell, whose own margins do the rest."""
    return space.lines(0, 0, space.sizes.table, form)


def _letter_styles(look: PageLook) -> tuple[Style, ...]:
    sizes = look.letter
    body = _spacing(0, 0, _twips(sizes.body * SPACING.line), "atLeast")
    closing = Style("Closing", "Closing", "<w:keepLines/>" + body)
    contact = _twips(sizes.contact * SPACING.close)
    if look.is_large:
        plain = _spacing(0, 0, contact, "atLeast")
        return (
            Style("Address", "Address", plain, _letters(_half(sizes.contact))),
            Style("Contact", "Contact", plain, _letters(_half(sizes.contact))),
            closing,
        )
    size, pitch = ADDRESS
    return (
        Style("Address", "Address", _spacing(0, 0, _twips(pitch), "exact"), _letters(_half(size))),
        Style("Contact", "Contact", _spacing(0, 0, contact, "exact"), _letters(_half(sizes.contact))),
        closing,
    )


def styles(letter: bool, look: PageLook = PLAIN) -> str:
    """word/styles.xml: the type of letters, or of forms."""
    sizes = look.letter if letter else look.form
    size, font = _half(sizes.body), look.font
    normal = _Distances(letter, sizes).lines(0, SPACING.after, sizes.body, (0, 100, 264), close=False)
    all_styles = _common(look, letter) + (_letter_styles(look) if letter else ())
    return (
        f"{DECLARATION}<w:styles {ROOT_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{escape(font)}" w:eastAsia="{escape(font)}" w:hAnsi="{escape(font)}" '
        f'w:cs="{escape(font)}"/>'
        f'<w:color w:val="{look.colours.letter if letter else look.colours.ink}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{normal}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{_TABLE_NORMAL}{_table_style(letter, look.colours.line)}{''.join(map(_style, all_styles))}</w:styles>"
    )


_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)


def _table_style(letter: bool, line: str) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    high, wide = (_twips(SPACING.cell), _twips(SPACING.side)) if letter else (40, 90)
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{high}" w:type="dxa"/><w:left w:w="{wide}" w:type="dxa"/>'
        f'<w:bottom w:w="{high}" w:type="dxa"/><w:right w:w="{wide}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def _style(style: Style) -> str:
    base = "" if style.kind == "character" else f'<w:basedOn w:val="{style.base}"/>'
    following = f'<w:next w:val="{style.after}"/>' if style.after else ""
    quick = "<w:qFormat/>" if style.quick else ""
    ppr = f"<w:pPr>{style.ppr}</w:pPr>" if style.ppr else ""
    rpr = f"<w:rPr>{style.rpr}</w:rPr>" if style.rpr else ""
    return (
        f'<w:style w:type="{style.kind}" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{base}{following}{quick}{ppr}{rpr}</w:style>"
    )


def shell(static: Mapping[str, bytes], changing: Iterable[str] = ()) -> Shell:
    """The shell of a document with these parts, which never change; `changing` names the others."""
    ready = ((MemberName.of(name), deflate_quickly(content, ONCE)) for name, content in static.items())
    return Shell.of(ready, map(MemberName.of, changing))


def packed(members: Mapping[str, bytes]) -> bytes:
    """A whole document of these parts."""
    return shell(members).finish()
