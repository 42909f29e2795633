"""A Word template from the template tree: Jinja for docxtpl, a content control for every box.

One small handler for each node of the layout. What comes out may be opened in
Word and restyled; the compiler takes the restyled file as well as this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, zip_longest

import attrs

from tsmforms.formats.docx import logos, naming, parts, tables
from tsmforms.formats.docx.inlines import Scope, answered_expression, field, inline_box, sentence, words_run
from tsmforms.formats.docx.parts import PackagePart, packed
from tsmforms.formats.docx.wml import (
    DECLARATION,
    ROOT_NAMESPACES,
    Mm,
    jinja_run,
    paragraph,
    raw_run,
    run,
    tag_paragraph,
    text_element,
)
from tsmforms.layout import (
    AddressBlock,
    Block,
    BulletList,
    Bullets,
    Conditional,
    Document,
    Grid,
    Heading,
    ImageBox,
    PageBreak,
    Prose,
    RepeatedBlock,
    Sentences,
    ShownIf,
    SignatureBlock,
    Slot,
    Table,
    Text,
    lettersheet,
    slots_of,
)
from tsmforms.layout.finished import only_with
from tsmforms.layout.lettersheet import Zone
from tsmforms.layout.look import SPACING
from tsmforms.layout.nodes import letterhead_rows
from tsmforms.model.identity import CHILD

_PAGE_WIDTH, _PAGE_HEIGHT = Mm(lettersheet.PAGE_WIDTH), Mm(lettersheet.PAGE_HEIGHT)
_FORM_SIDE, _LETTER_LEFT, _LETTER_MARGIN = Mm(17), Mm(lettersheet.MARGIN_LEFT), Mm(lettersheet.MARGIN)


@attrs.frozen
class Frame:
    """A text frame at a fixed place of the page, as `w:framePr` (ECMA-376 part 1, 17.3.1.11)."""

    x: Mm
    y: Mm
    width: Mm
    height: Mm | None = None

    def properties(self) -> str:
        """The paragraph property; paragraphs with the same one share the frame."""
        tall = f'w:h="{self.height.twips}" w:hRule="exact" ' if self.height else ""
        return (
            f'<w:framePr w:w="{self.width.twips}" {tall}w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
            f'w:x="{self.x.twips}" w:y="{self.y.twips}"/>'
        )

    @classmethod
    def of(cls, zone: Zone, exact: bool = False) -> Frame:
        """The frame in a zone of the sheet, as high as its text or exactly as high as the zone."""
        return cls(Mm(zone.left), Mm(zone.top), Mm(zone.width), Mm(zone.height) if exact else None)


ADDRESS_FRAME = Frame.of(lettersheet.WINDOW, exact=True)
CONTACT_FRAME = Frame.of(lettersheet.CONTACT)
LETTERHEAD_FRAME = Frame.of(lettersheet.LETTERHEAD)
BODY_TOP = Mm(lettersheet.BODY_TOP)
_HEADER_TOP = Mm(6)


def _paper(document: Document) -> tuple[Mm, Mm]:
    return (_PAGE_HEIGHT, _PAGE_WIDTH) if document.landscape else (_PAGE_WIDTH, _PAGE_HEIGHT)


def text_width(document: Document) -> int:
    """The width between the margins, in twips."""
    sides = _LETTER_LEFT.twips + _LETTER_MARGIN.twips if document.is_letter else 2 * _FORM_SIDE.twips
    return _paper(document)[0].twips - sides


def build_template(document: Document) -> bytes:
    """The .docx template of a form or letter: the blank look, with an expression in every box.

    The same document gives the same bytes.
    """
    width = text_width(document)
    scope = Scope(document.is_letter, width, document.look, has_window=document.has_window)
    listed = _parts(document, width)
    logo, window = document.logo, document.has_window
    members = {
        "[Content_Types].xml": parts.content_types(listed, logo.media_type if logo else ""),
        "_rels/.rels": parts.package_rels(),
        "docProps/core.xml": parts.core(document.title),
        "docProps/app.xml": parts.app(),
        "docProps/custom.xml": parts.custom(document.form, document.edition, document.digest),
        "word/_rels/document.xml.rels": parts.document_rels(listed, logos.target(logo) if not window else ""),
        "word/document.xml": _main(document, scope, listed),
        **{f"word/{part.name}": part.content for part in listed},
    }
    if logo and window:
        members["word/_rels/header1.xml.rels"] = parts.document_rels((), logos.target(logo))
    pictures = {f"word/{logos.target(logo)}": logo.data} if logo else {}
    return packed({**{name: content.encode() for name, content in members.items()}, **pictures})


def _parts(document: Document, width: int) -> tuple[PackagePart, ...]:
    footer = _footer(document, width)
    listed = [
        PackagePart("styles.xml", "styles", parts.styles(document.is_letter, document.look)),
        PackagePart("settings.xml", "settings", parts.settings()),
        PackagePart("fontTable.xml", "fontTable", parts.font_table(document.look.font)),
        PackagePart("numbering.xml", "numbering", parts.numbering(document.look.font)),
        PackagePart("footer1.xml", "footer", footer),
    ]
    if document.has_window:
        listed += [
            PackagePart("footer2.xml", "footer", footer),
            PackagePart("header1.xml", "header", _window_header(document)),
        ]
    return tuple(listed)


def _main(document: Document, scope: Scope, listed: Sequence[PackagePart]) -> str:
    top = "" if document.is_letter else paragraph(run(document.title), "Heading1")
    if not document.has_window:
        top = logos.in_line(document.logo, len(listed) + 1) + _letterhead(document) + top
    body = tables.without_last_gap(top + blocks(scope, document.blocks)) + _section(document, listed)
    return f"{DECLARATION}<w:document {ROOT_NAMESPACES}><w:body>{body}</w:body></w:document>"


# --- page, header, footer


def _section(document: Document, listed: Sequence[PackagePart]) -> str:
    ids = {part.name: f"rId{n}" for n, part in enumerate(listed, 1)}
    window = "footer2.xml" in ids
    first = (
        (
            f'<w:headerReference w:type="first" r:id="{ids["header1.xml"]}"/>'
            f'<w:footerReference w:type="first" r:id="{ids["footer2.xml"]}"/>'
        )
        if window
        else ""
    )
    left, right = (_LETTER_LEFT, _LETTER_MARGIN) if document.is_letter else (_FORM_SIDE, _FORM_SIDE)
    top, bottom = (_LETTER_MARGIN, _LETTER_MARGIN) if document.is_letter else (Mm(16), Mm(17))
    wide, high = _paper(document)
    lies = ' w:orient="landscape"' if document.landscape else ""
    return (
        f'<w:sectPr>{first}<w:footerReference w:type="default" r:id="{ids["footer1.xml"]}"/>'
        f'<w:pgSz w:w="{wide.twips}" w:h="{high.twips}"{lies}/>'
        f'<w:pgMar w:top="{top.twips}" w:right="{right.twips}" w:bottom="{bottom.twips}" w:left="{left.twips}" '
        f'w:header="{_HEADER_TOP.twips}" w:footer="{Mm(8).twips}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if window else ''}</w:sectPr>"
    )


def _window_header(document: Document) -> str:
    """The first page's header: the letterhead in its zone, and the height that lets the body start at 95 mm."""
    height = BODY_TOP.twips - _HEADER_TOP.twips
    spacer = paragraph("", "Header", f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>')
    inner = (
        logos.on_page(document.logo, Mm(lettersheet.LOGO.left), Mm(lettersheet.LOGO.top))
        + _letterhead(document, LETTERHEAD_FRAME.properties())
        + spacer
    )
    return f"{DECLARATION}<w:hdr {ROOT_NAMESPACES}>{inner}</w:hdr>"


def _letterhead(document: Document, properties: str = "") -> str:
    """The sender's name, and below it the other lines, paired so that five lines are enough."""
    if not document.letterhead:
        return ""
    name, *rows = letterhead_rows(document)
    out = [paragraph(run(name), "LetterheadName", properties)]
    out += [paragraph(run(line), "Letterhead", properties) for line in rows]
    return "".join(out) + ("" if properties else tables.gap())


def _field(code: str) -> str:
    return field(code, raw_run(text_element("1")))


def _footer(document: Document, width: int) -> str:
    """The visible identity: form, edition, digest, reference; and the page's number. A form says the child's name too.

    Named, not printed: a template restyled a year ago says what the document is today.
    """
    words = "{{ document.footer }}{% if document.record_id %} · Reference {{ document.record_id }}{% endif %}"
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    page = raw_run("<w:tab/>") + run("Page ") + _field("PAGE") + run(" of ") + _field("NUMPAGES")
    inner = jinja_run(words) + page
    if not document.is_letter:
        about = "{{ document.title }}{% if document.child %} · " + CHILD + "{{ document.child }}{% endif %}"
        seen = f'<w:sz w:val="{round(2 * document.sizes.running)}"/>'
        inner = jinja_run(about, seen) + page + raw_run("<w:br/>") + jinja_run(words)
    return f"{DECLARATION}<w:ftr {ROOT_NAMESPACES}>{paragraph(inner, 'Footer', tab)}</w:ftr>"


# --- blocks


def blocks(scope: Scope, nodes: Iterable[Block]) -> str:
    """Every block in order; signatures that follow each other share a table, closing lines stay together."""
    groups = [list(group) for _, group in groupby(nodes, _kinship)]
    return "".join(_group(scope, group, following) for group, following in zip_longest(groups, groups[1:]))


def _kinship(block: Block) -> object:
    if isinstance(block, SignatureBlock):
        return SignatureBlock
    if isinstance(block, Prose) and block.style in ("closing", "contact"):
        return block.style
    return id(block)


def _group(scope: Scope, group: list[Block], following: list[Block] | None) -> str:
    first = group[0]
    if isinstance(first, Prose) and first.style == "body" and following and _is_led(following[0]):
        return _prose(scope, first, keep=True)
    if isinstance(first, SignatureBlock):
        return tables.signatures(scope, [b for b in group if isinstance(b, SignatureBlock)])
    if isinstance(first, Prose) and first.style == "closing":
        return _closing(scope, [b for b in group if isinstance(b, Prose)])
    return "".join(_where_asked(block, _BLOCKS[type(block)](scope, block)) for block in group)


def _where_asked(block: Block, xml: str) -> str:
    """A block that a final copy leaves out where nothing of it is answered."""
    if not (paths := only_with(block)):
        return xml
    arguments = ", ".join(map(naming.literal, paths))
    return tag_paragraph("{%p if asked(" + arguments + ") %}") + xml + tag_paragraph("{%p endif %}")


def _is_led(block: Block) -> bool:
    """Whether the paragraph before this block must not be parted from it by a page."""
    return isinstance(block, Bullets | BulletList) or (isinstance(block, Prose) and block.style == "closing")


def _heading(_scope: Scope, block: Heading) -> str:
    return paragraph(run(block.text), f"Heading{min(max(block.level, 1), 3) + 1}")


_PROSE_STYLES = {"body": "", "note": "Note", "strong": "StrongLine", "title": "Heading1", "contact": "Contact"}


def _prose(scope: Scope, block: Prose, keep: bool = False) -> str:
    if block.style == "contact":
        place = CONTACT_FRAME.properties() if scope.has_window else ""
        return _optional(scope, block, paragraph(sentence(scope, block.inlines), "Contact", place))
    inner = sentence(scope, block.inlines) if scope.letter else inline_box(scope, block.inlines)
    return paragraph(inner, _PROSE_STYLES[block.style], "<w:keepNext/>" if keep or block.keep else "")


def _sentences(scope: Scope, block: Sentences) -> str:
    """A paragraph, the sentences that are printed only sometimes each with its space."""
    always = next(i for i, one in enumerate(block.sentences) if one.when is None)
    out = []
    for i, one in enumerate(block.sentences):
        inlines = (*one.inlines, Text(" ")) if i < always else (Text(" "), *one.inlines) if i > always else one.inlines
        inner = sentence(scope, inlines)
        if one.when is not None:
            asks = any(isinstance(inline, Slot) for inline in one.inlines)
            head = "{%r if " + condition_expression(one.when, asks) + " %}"
            inner = jinja_run(head) + inner + jinja_run("{%r endif %}")
        out.append(inner)
    return paragraph("".join(out), _PROSE_STYLES[block.style], "<w:keepNext/>" if block.keep else "")


def _optional(scope: Scope, block: Prose, xml: str) -> str:
    """A line that is nothing but boxes falls away where none of them is answered."""
    condition = answered_expression(scope, block.inlines)
    if condition is None:
        return xml
    return tag_paragraph("{%p if " + condition + " %}") + xml + tag_paragraph("{%p endif %}")


def _closing(scope: Scope, lines: Sequence[Prose]) -> str:
    """The lines that end a letter, with room to sign behind the first; never alone on a page."""
    out = []
    for i, line in enumerate(lines):
        keep = "" if i == len(lines) - 1 else "<w:keepNext/>"
        before, after = round(20 * SPACING.closing), round(20 * SPACING.sign)
        space = f'<w:spacing w:before="{before}" w:after="{after}"/>' if i == 0 and len(lines) > 1 else ""
        out.append(_optional(scope, line, paragraph(sentence(scope, line.inlines), "Closing", keep + space)))
    return "".join(out)


def _bullets(scope: Scope, block: Bullets) -> str:
    here = scope.kept(block.keep)
    return "".join(here.paragraph(sentence(scope, item), "ListBullet") for item in block.items)


def _bullet_list(scope: Scope, block: BulletList) -> str:
    inner = scope.inside(block.path)
    return _looped(scope, inner, block.path, paragraph(sentence(inner, block.inlines), "ListBullet"))


def _looped(scope: Scope, inner: Scope, path: str, xml: str) -> str:
    listed = naming.expression(path, scope.loops)
    head = f"{{%p for {inner.loops[-1].variable} in {listed} %}}"
    return tag_paragraph(head) + xml + tag_paragraph("{%p endfor %}")


def _repeated(scope: Scope, block: RepeatedBlock) -> str:
    inner = scope.inside(block.path)
    title = words_run(inner, block.title + " ") + jinja_run("{{ " + naming.number(inner.loops[-1]) + " }}")
    return _looped(
        scope, inner, block.path, paragraph(title, f"Heading{min(block.level, 3) + 1}") + blocks(inner, block.blocks)
    )


def _address(scope: Scope, block: AddressBlock) -> str:
    frame = ADDRESS_FRAME.properties() if scope.has_window else ""
    lines = [Prose(inlines) for inlines in block.lines]
    return "".join(_optional(scope, line, paragraph(sentence(scope, line.inlines), "Address", frame)) for line in lines)


def _conditional(scope: Scope, block: Conditional) -> str:
    condition = (
        condition_expression(block.when, any(True for _ in slots_of(block.blocks)))
        if scope.letter
        else f"so({naming.literal(block.when.said)})"
    )
    return tag_paragraph("{%p if " + condition + " %}") + blocks(scope, block.blocks) + tag_paragraph("{%p endif %}")


def condition_expression(when: ShownIf, asks: bool) -> str:
    """The condition as the template writes it; a specimen shows every block that asks something."""
    if when.compared is not None:
        positive = f"so({naming.literal(when.words)})"
    else:
        arguments = ", ".join(naming.literal(text) for text in (when.path, *when.codes))
        positive = f"chosen({arguments})" if when.codes else f"answered({arguments})"
    if not when.negated:
        return positive
    return f"specimen or not {positive}" if asks else f"not {positive}"


def _page_break(_scope: Scope, _block: Block) -> str:
    return paragraph(raw_run('<w:br w:type="page"/>'))


_BLOCKS: dict[type, Callable[..., str]] = {
    Heading: _heading,
    Prose: _prose,
    Sentences: _sentences,
    Bullets: _bullets,
    BulletList: _bullet_list,
    RepeatedBlock: _repeated,
    AddressBlock: _address,
    Conditional: _conditional,
    PageBreak: _page_break,
    Grid: tables.grid,
    Table: tables.table,
    ImageBox: tables.image_box,
}
