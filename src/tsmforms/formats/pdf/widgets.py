"""From typeset links to form fields.

typst has no form fields, but it makes a link annotation with the exact
rectangle, the page, the place in the tag tree and the tab order of every box.
So each link to `x-field:N` becomes the widget of box N: `/Link` turns into
`/Widget`, its structure element into `/Form`, and the field's own keys are
added. What differs from document to document is left as a marker (`@@V12@@`),
which `template` cuts out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import attrs

from tsmforms import keys
from tsmforms.formats.pdf.formtree import TypesetBox
from tsmforms.formats.pdf.objects import PdfObject
from tsmforms.formats.pdf.typesetting import fonts
from tsmforms.formats.pdf.typesetting.wrapping import line_width
from tsmforms.model.spec import choices_of

if TYPE_CHECKING:
    import pikepdf

_PRINT = 4
_MULTILINE = 1 << 12
_NO_SCROLL = 1 << 23
_NO_SPELL = 1 << 22
_RADIO = 1 << 15
_PUSH_BUTTON = 1 << 16
_READ_ONLY = 1
_COMBO = 1 << 17
_HINTS = {"date": " (day/month/year)", "time": " (24 hours, such as 08:50)"}
_URI = "x-field:"
INK = "0.11 0.15 0.2 rg"
WIDTHS_FROM, WIDTHS_TO = 32, 255


class LinkError(AssertionError):
    """The typesetter no longer makes of a link what this module relies on."""


def _head(widget: Widget) -> bytes:
    """What the drawing of every text in this box begins with."""
    clip = f"0 0 {widget.width:.2f} {widget.height:.2f} re W n"
    return f"/Tx BMC q {clip} BT {INK} ".encode()


@attrs.frozen
class Widget:
    """One widget of a template: its box, its page (from 1), its rectangle, its marker; size in points."""

    box: TypesetBox
    page: int
    rect: tuple[float, float, float, float]
    marker: str

    width: float = attrs.field(init=False, default=attrs.Factory(lambda w: w.rect[2] - w.rect[0], takes_self=True))
    height: float = attrs.field(init=False, default=attrs.Factory(lambda w: w.rect[3] - w.rect[1], takes_self=True))
    head: bytes = attrs.field(init=False, default=attrs.Factory(_head, takes_self=True))

    @property
    def grown_width(self) -> float:
        """Width it has once it is of several lines."""
        return self.box.grown_width or self.width


def add_widgets(pdf: pikepdf.Pdf, boxes: Sequence[TypesetBox], characters: frozenset[str]) -> list[Widget]:
    """Turn the links of a typeset form into fields, and add the fonts typed text needs.

    Returns:
        The widgets in the order of the boxes, their object numbers those of `pdf`.

    Raises:
        LinkError: A link is missing or tagged otherwise than expected.
    """
    links = _links(pdf)
    if sorted(links) != list(range(len(boxes))):
        raise LinkError("the typeset form has other boxes than its tree")
    _embed(pdf, characters)
    fields = _FieldTree(pdf, frozenset(box.path for box in boxes))
    widgets = []
    for n, box in enumerate(boxes):
        page, annotation = links[n]
        rect = tuple(round(float(x), 3) for x in annotation.Rect)
        widget = Widget(box, page, (rect[0], rect[1], rect[2], rect[3]), f"@@V{n}@@")
        annotation.Rect = _array(rect)
        _make_widget(annotation, box)
        _KINDS[_kind(box)](pdf, fields, annotation, widget)
        widgets.append(widget)
    _acroform(pdf, fields)
    return widgets


def _array(numbers: Sequence[float]) -> pikepdf.Array:
    import pikepdf

    return pikepdf.Array([round(float(x), 3) for x in numbers])


def _links(pdf: pikepdf.Pdf) -> dict[int, tuple[int, PdfObject]]:
    """Every link of a box, its structure element turned into a form element."""
    import pikepdf

    parents = _parent_tree(pdf)
    out: dict[int, tuple[int, PdfObject]] = {}
    for page_number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", ()):
            uri = str(annotation.A.get("/URI", "")) if "/A" in annotation else ""
            if not uri.startswith(_URI):
                continue
            element = parents[int(annotation.StructParent)]
            kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
            if element.S != "/Link" or len(kids) != 1 or kids[0].get("/Type") != "/OBJR":
                raise LinkError("a box is tagged otherwise than as one link")
            element.S = pikepdf.Name.Form
            number = int(uri[len(_URI) :])
            if number in out:
                raise LinkError("a box was broken over two pages")
            out[number] = (page_number, annotation)
    return out


def _parent_tree(pdf: pikepdf.Pdf) -> dict[int, PdfObject]:
    out: dict[int, PdfObject] = {}
    waiting = [pdf.Root.StructTreeRoot.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", ()))
        numbers = list(node.get("/Nums", ()))
        out |= {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    return out


def _kind(box: TypesetBox) -> str:
    if box.slot.option is not None:
        return "radio" if box.is_radio else "check"
    return _OWN_KINDS.get(box.widget, "text")


_OWN_KINDS = {"dropdown": "dropdown", "image": "picture"}


def _make_widget(annotation: PdfObject, box: TypesetBox) -> None:
    import pikepdf

    for key in ("/A", "/Contents", "/Border", "/BS", "/H"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype = pikepdf.Name.Widget
    annotation.F = _PRINT
    annotation.TU = box.slot.tooltip + _HINTS.get(box.widget, "")


class _FieldTree:
    """The field hierarchy: a node for each part of a name between dots; and the drawings boxes share.

    pypdf fills every field whose last part is the name asked for, so a part
    under a parent that is also the whole name of another box gets a `_` behind
    it, which `keys.from_acroform_name` takes off again.
    """

    def __init__(self, pdf: pikepdf.Pdf, paths: frozenset[str]) -> None:
        import pikepdf

        self._pdf = pdf
        self._paths = paths
        self._nodes: dict[str, PdfObject] = {}
        self._drawings: dict[tuple[bytes, float, float], PdfObject] = {}
        self.roots = pikepdf.Array()

    def add(self, name: str, field: PdfObject) -> None:
        """Hang a terminal field under its parents."""
        parent_name, _, last = name.rpartition(".")
        field.T = f"{last}_" if parent_name and last in self._paths else last
        self._hang(parent_name, field)
        self._nodes[name] = field

    def shared(self, drawing: bytes, widget: Widget) -> PdfObject:
        """The appearance of a mark, one object for all boxes of a size."""
        key = (drawing, round(widget.width, 1), round(widget.height, 1))
        if key not in self._drawings:
            self._drawings[key] = _form_object(self._pdf, widget, drawing)
        return self._drawings[key]

    def get(self, name: str) -> PdfObject | None:
        """The field of this name, if it is there."""
        return self._nodes.get(name)

    def _hang(self, parent_name: str, field: PdfObject) -> None:
        if not parent_name:
            self.roots.append(field)
            return
        parent = self._node(parent_name)
        field.Parent = parent
        parent.Kids.append(field)

    def _node(self, name: str) -> PdfObject:
        import pikepdf

        if name not in self._nodes:
            self._nodes[name] = self._pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array()))
            self.add(name, self._nodes[name])
        return self._nodes[name]


def _text(pdf: pikepdf.Pdf, fields: _FieldTree, annotation: PdfObject, widget: Widget) -> None:
    import pikepdf

    box = widget.box
    annotation.FT = pikepdf.Name.Tx
    tall = box.is_tall
    annotation.Ff = _NO_SCROLL | (_MULTILINE if tall else 0) | (0 if tall else _NO_SPELL)
    if box.slot.field.max_length:
        annotation.MaxLen = box.slot.field.max_length
    annotation.DA = f"/TD {widget.box.size:g} Tf {INK}"
    annotation.V = widget.marker
    _own_appearance(pdf, annotation)
    fields.add(keys.acroform_name(box.slot.path), annotation)


def _dropdown(pdf: pikepdf.Pdf, fields: _FieldTree, annotation: PdfObject, widget: Widget) -> None:
    import pikepdf

    field = widget.box.slot.field
    annotation.FT = pikepdf.Name.Ch
    annotation.Ff = _COMBO | _NO_SPELL
    options = [("", ""), *((choice.code, choice.label) for choice in choices_of(field))]
    annotation.Opt = pikepdf.Array([pikepdf.Array(list(pair)) for pair in options])
    annotation.DA = f"/TD {widget.box.size:g} Tf {INK}"
    annotation.V = widget.marker
    _own_appearance(pdf, annotation)
    fields.add(keys.acroform_name(widget.box.slot.path), annotation)


def _picture(pdf: pikepdf.Pdf, fields: _FieldTree, annotation: PdfObject, widget: Widget) -> None:
    """A button that shows a picture and does nothing: what Acrobat calls an image field, without its script."""
    import pikepdf

    annotation.FT = pikepdf.Name.Btn
    annotation.Ff = _PUSH_BUTTON | _READ_ONLY
    annotation.TU = widget.marker
    _own_appearance(pdf, annotation)
    annotation.MK = pikepdf.Dictionary(TP=1, I=annotation.AP.N)
    fields.add(keys.acroform_name(widget.box.slot.path), annotation)


def _own_appearance(pdf: pikepdf.Pdf, annotation: PdfObject) -> None:
    import pikepdf

    annotation.AP = pikepdf.Dictionary(N=pdf.make_stream(b"@"))


def _states(fields: _FieldTree, annotation: PdfObject, widget: Widget, state: str) -> None:
    import pikepdf

    appearances = pikepdf.Dictionary()
    appearances[f"/{state}"] = fields.shared(_mark_drawing(widget), widget)
    appearances["/Off"] = fields.shared(b"", widget)
    annotation.AP = pikepdf.Dictionary(N=appearances)
    annotation.AS = pikepdf.Name(f"/{widget.marker}")


def _check(_pdf: pikepdf.Pdf, fields: _FieldTree, annotation: PdfObject, widget: Widget) -> None:
    import pikepdf

    slot = widget.box.slot
    assert slot.option is not None
    annotation.FT = pikepdf.Name.Btn
    _states(fields, annotation, widget, slot.option)
    annotation.V = pikepdf.Name(f"/{widget.marker}")
    annotation.DA = "/TF 0 Tf 0 g"
    fields.add(keys.acroform_name(slot.path, slot.option), annotation)


def _radio(pdf: pikepdf.Pdf, fields: _FieldTree, annotation: PdfObject, widget: Widget) -> None:
    import pikepdf

    slot = widget.box.slot
    assert slot.option is not None
    name = keys.acroform_name(slot.path)
    group = fields.get(name)
    if group is None:
        group = pdf.make_indirect(
            pikepdf.Dictionary(
                FT=pikepdf.Name.Btn,
                Ff=_RADIO,
                Kids=pikepdf.Array(),
                V=pikepdf.Name("/@@G@@"),
                DA="/TF 0 Tf 0 g",
                TU=slot.tooltip.removesuffix(f": {slot.option_label}"),
            )
        )
        fields.add(name, group)
    annotation.Parent = group
    group.Kids.append(annotation)
    _states(fields, annotation, widget, slot.option)


_KINDS: Mapping[str, Callable[[pikepdf.Pdf, _FieldTree, PdfObject, Widget], None]] = {
    "text": _text,
    "dropdown": _dropdown,
    "check": _check,
    "radio": _radio,
    "picture": _picture,
}


def _form_object(pdf: pikepdf.Pdf, widget: Widget, content: bytes) -> PdfObject:
    import pikepdf

    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = _array((0, 0, widget.width, widget.height))
    if content:
        stream.Resources = pdf.Root.AcroForm.DR
    return stream


_RATINGS = {"red": "0.93 0.55 0.52 rg", "amber": "0.98 0.80 0.42 rg", "green": "0.56 0.80 0.58 rg"}
"""Colours of the ratings: black words on them have a contrast of 7:1 and more."""
_RATING_SIZE = 7.5
_LEAST_RATING = 15.0


def _rating_drawing(widget: Widget) -> bytes:
    """A chosen rating: its colour over the whole box, and its word, which a black and white print shows too."""
    slot = widget.box.slot
    word = slot.option_label
    wide = line_width(word, _RATING_SIZE)
    size = min(0.75 * widget.box.size, _RATING_SIZE * (widget.width - 1.5) / wide)
    x, y = (widget.width - wide * size / _RATING_SIZE) / 2, widget.height / 2 - 0.357 * size
    colour = _RATINGS[slot.option or ""]
    back = f"{colour} 0.4 0.4 {widget.width - 0.8:.2f} {widget.height - 0.8:.2f} re f"
    return f"q {back} {INK} BT /TF {size:.2f} Tf {x:.2f} {y:.2f} Td <{word.encode('cp1252').hex()}> Tj ET Q".encode()


def _mark_drawing(widget: Widget) -> bytes:
    """A mark as a glyph of the embedded font, in the middle of its box: a dot or a cross; a rating says its word."""
    if widget.box.slot.field.kind.is_coloured and widget.width > _LEAST_RATING:
        return _rating_drawing(widget)
    char, share = ("\u2022", 0.56) if widget.box.is_radio else ("X", 0.62)
    left, bottom, right, top = fonts.load().outline_box(char)
    width, height = round(widget.width, 1), round(widget.height, 1)
    size = share * min(width, height) * 1000 / max(right - left, top - bottom)
    x = width / 2 - (left + right) / 2 * size / 1000
    y = height / 2 - (bottom + top) / 2 * size / 1000
    code = char.encode("cp1252").hex()
    return f"q {INK} BT /TF {size:.2f} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET Q".encode()


def _acroform(pdf: pikepdf.Pdf, fields: _FieldTree) -> None:
    form = pdf.Root.AcroForm
    form.Fields = fields.roots
    form.DA = "/TD 10 Tf 0 g"


def _embed(pdf: pikepdf.Pdf, characters: frozenset[str]) -> None:
    """Three fonts over one file: WinAnsi and by glyph for appearances, WinAnsi with differences for viewers.

    Characters that the first font lacks are by glyph in a fourth, over a file of its own.
    """
    import pikepdf

    subset, behind = subsets(characters)
    name, plain = _font_file(pdf, "LiberationSans", fonts.load(), subset)
    listed = pikepdf.Dictionary(
        TF=_simple_font(pdf, name, plain, subset, pikepdf.Name.WinAnsiEncoding, _WIN_ANSI),
        TW=_wide_font(pdf, name, plain, subset),
        TD=_simple_font(pdf, name, plain, subset, _differences(), _DIFFERENT),
    )
    if behind.glyphs:
        name, plain = _font_file(pdf, "NotoSans", fonts.fallback(), behind)
        listed.TN = _wide_font(pdf, name, plain, behind)
    resources = pdf.make_indirect(pikepdf.Dictionary(Font=listed))
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(DR=resources))


@cache
def subsets(characters: frozenset[str]) -> tuple[fonts.Subset, fonts.Subset]:
    """The fonts of these characters: of those the first font has, and of the others."""
    return fonts.load().subset(characters), fonts.fallback().subset(characters - fonts.load().glyphs.keys())


def _font_file(pdf: pikepdf.Pdf, family: str, font: fonts.Font, subset: fonts.Subset) -> tuple[PdfObject, PdfObject]:
    """The name of an embedded subset, and its descriptor."""
    import pikepdf

    name = pikepdf.Name(f"/TSMFRM+{family}")
    file = pdf.make_stream(subset.data, Length1=len(subset.data))
    metrics = font.metrics
    descriptor: dict[str, object] = {
        "/Flags": 32,
        "/Type": pikepdf.Name.FontDescriptor,
        "/FontName": name,
        "/FontFile2": file,
        "/FontBBox": pikepdf.Array([metrics[side] for side in ("left", "bottom", "right", "top")]),
        "/ItalicAngle": 0,
        "/Ascent": metrics["ascent"],
        "/Descent": metrics["descent"],
        "/CapHeight": metrics["cap"],
        "/StemV": 80,
    }
    return name, pdf.make_indirect(pikepdf.Dictionary(descriptor))


def _win_ansi() -> dict[int, str]:
    codes = {code: bytes([code]).decode("cp1252", "ignore") for code in range(WIDTHS_FROM, WIDTHS_TO + 1)}
    return {code: char for code, char in codes.items() if char}


_WIN_ANSI = _win_ansi()
_SLOTS = (
    *range(0x80, 0x82),
    0x8D,
    0x8F,
    0x90,
    0x9D,
    0xA6,
    0xA8,
    0xAA,
    0xAC,
    0xAD,
    0xAF,
    *range(0xB2, 0xB6),
    *range(0xB8, 0xBB),
    0xD0,
    0xD7,
    0xDE,
    0xF0,
    0xF7,
    0xFE,
    0xA4,
    0xA5,
    0xA2,
    0x83,
    0x86,
    0x87,
    0x88,
    0x98,
    0x89,
)
_NAMED = {
    "ŵ": "wcircumflex",
    "Ŵ": "Wcircumflex",
    "ŷ": "ycircumflex",
    "Ŷ": "Ycircumflex",
    "ą": "aogonek",
    "ć": "cacute",
    "ę": "eogonek",
    "ł": "lslash",
    "Ł": "Lslash",
    "ń": "nacute",
    "ś": "sacute",
    "Ś": "Sacute",
    "ź": "zacute",
    "ż": "zdotaccent",
    "Ż": "Zdotaccent",
    "ğ": "gbreve",
    "Ğ": "Gbreve",
    "ı": "dotlessi",
    "İ": "Idotaccent",
    "ş": "scedilla",
    "Ş": "Scedilla",
    "č": "ccaron",
    "ř": "rcaron",
    "ě": "ecaron",
    "ő": "ohungarumlaut",
    "ű": "uhungarumlaut",
    "ă": "abreve",
}
GLYPH_NAMES: Mapping[str, str] = {name: char for char, name in _NAMED.items()}
"""Characters by the names that fonts' tables of differences give them."""
_EXTRA = dict(zip(_SLOTS, _NAMED, strict=False))
_DIFFERENT = _WIN_ANSI | _EXTRA


def _differences() -> PdfObject:
    import pikepdf

    entries: list[PdfObject] = []
    for code, char in sorted(_EXTRA.items()):
        entries += [code, pikepdf.Name("/" + _NAMED[char])]
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Encoding, BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=pikepdf.Array(entries)
    )


def _simple_font(
    pdf: pikepdf.Pdf,
    name: PdfObject,
    descriptor: PdfObject,
    subset: fonts.Subset,
    encoding: PdfObject,
    codes: Mapping[int, str],
) -> PdfObject:
    import pikepdf

    widths = [subset.widths.get(codes.get(code, ""), 0) for code in range(WIDTHS_FROM, WIDTHS_TO + 1)]
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=name,
            FirstChar=WIDTHS_FROM,
            LastChar=WIDTHS_TO,
            Widths=pikepdf.Array(widths),
            FontDescriptor=descriptor,
            Encoding=encoding,
            ToUnicode=pdf.make_stream(_to_unicode(codes, 1)),
        )
    )


def _wide_font(pdf: pikepdf.Pdf, name: PdfObject, descriptor: PdfObject, subset: fonts.Subset) -> PdfObject:
    import pikepdf

    widths = {glyph: subset.widths[char] for char, glyph in subset.glyphs.items()}
    last = max(widths, default=0)
    inner = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=name,
            FontDescriptor=descriptor,
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=pikepdf.Name.Identity,
            DW=600,
            W=pikepdf.Array([0, pikepdf.Array([widths.get(glyph, 600) for glyph in range(last + 1)])]),
        )
    )
    unicode = {glyph: char for char, glyph in reversed(list(subset.glyphs.items()))}
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([inner]),
            ToUnicode=pdf.make_stream(_to_unicode(unicode, 2)),
        )
    )


def _to_unicode(codes: Mapping[int, str], width: int) -> bytes:
    """The map from codes of `width` bytes back to characters, for copying and reading aloud."""
    lines = [f"<{code:0{2 * width}x}> <{char.encode('utf-16-be').hex()}>" for code, char in sorted(codes.items())]
    blocks = [lines[i : i + 100] for i in range(0, len(lines), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <{'00' * width}> <{'ff' * width}> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


def resave(pdf: pikepdf.Pdf) -> bytes:
    """The file with plain objects, numbered from 1, and new streams as they are."""
    import pikepdf

    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True, compress_streams=False)
    return out.getvalue()
