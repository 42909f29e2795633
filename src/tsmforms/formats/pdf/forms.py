"""A fillable form: the template of each shape is compiled once, then filled by splicing.

A *shape* is how many entries each list has, how many lines each box that holds
long text has, and whether the embedded font must be the whole one.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import cached_property
from threading import Lock

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, worded
from tsmforms.formats.pdf import identity
from tsmforms.formats.pdf.appearance import FittedText, cut, draw, drawable, drawn, fit, lines_needed, run
from tsmforms.formats.pdf.appearance.pictures import picture_parts
from tsmforms.formats.pdf.contents import seal
from tsmforms.formats.pdf.formtree import (
    LANDSCAPE_WIDTH,
    LINE_PITCH,
    PADDING,
    PAGE_WIDTH,
    Builder,
    form_nodes,
)
from tsmforms.formats.pdf.problems import glyph_problems
from tsmforms.formats.pdf.template import KEYWORDS, REFERENCE, Template, TextField, compile_template, stream
from tsmforms.formats.pdf.typesetting import fonts, typeset
from tsmforms.formats.pdf.typesetting.line_breaks import visible
from tsmforms.formats.pdf.typesetting.wrapping import line_width
from tsmforms.formats.pdf.widgets import Widget, add_widgets, resave
from tsmforms.layout import (
    BulletList,
    Content,
    DerivedText,
    Document,
    RepeatedBlock,
    Slot,
    Table,
    expand,
    left_out,
    shape_of,
    slots_of,
    walk,
    without,
)
from tsmforms.layout.content import asks_child, child_line
from tsmforms.layout.finished import Kept, kept_of
from tsmforms.layout.look import typeset_look
from tsmforms.layout.nodes import inlines_of
from tsmforms.model import Identity
from tsmforms.model.identity import CHILD, COPY, SEPARATOR, reference
from tsmforms.model.spec import choices_of

SIZE_CLASSES = (2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 44)
"""Heights in lines that a box can grow to, so that few templates serve many texts."""
_CONTINUED_LINES = 8
_KEPT_TEMPLATES = 48
MM = 72 / 25.4
_FOOT_PLACE = (42.52, 25.5)
FOOT_TOP = {False: 15.0, True: 21.0}
"""Millimetres from the edge to the top of the foot, in plain and in large print."""
_PAGE_NUMBER = 8
"""Ems that the number of a page takes."""
_LATIN = frozenset(
    char
    for first, end in (
        (0x20, 0x7F),
        (0xA0, 0x180),
        (0x218, 0x21C),
        (0x1E80, 0x1E86),
        (0x1EF2, 0x1EF4),
        (0x2010, 0x2016),
    )
    for char in map(chr, range(first, end))
) | frozenset(bytes(range(0x80, 0xA0)).decode("cp1252", "ignore"))


@attrs.frozen
class ShapeKey:
    """What distinguishes one template of a form from another."""

    shape: tuple[tuple[str, int], ...]
    sizes: tuple[tuple[str, int], ...] = ()
    wide: bool = False
    derived: tuple[tuple[str, str], ...] = ()
    kept: Kept | None = None
    continued: tuple[tuple[str, str], ...] = ()
    left_out: tuple[int, ...] = ()


@attrs.frozen
class FormPlan:
    """How one record is shown: its template, how each text fits, and what is continued at the end."""

    template: Template
    fits: Mapping[str, FittedText]
    continued: tuple[str, ...]


@attrs.frozen(slots=False, eq=False)
class PdfFormWriter:
    """Fills one form; see `layout.Writer`."""

    document: Document
    _templates: OrderedDict[ShapeKey, Template] = attrs.field(factory=OrderedDict, init=False)
    _lock: Lock = attrs.field(factory=Lock, init=False)
    _last: list[tuple[Content, FormPlan]] = attrs.field(factory=list, init=False)

    @cached_property
    def _questions(self) -> Mapping[str, Slot]:
        return {slot.path: slot for slot in slots_of(self.document.blocks)}

    @cached_property
    def _blank_rows(self) -> Mapping[str, int]:
        """Rows a blank has, by the pattern of the list."""
        out = {}
        for block in walk(self.document.blocks):
            if isinstance(block, Table) and block.repeat:
                out[block.repeat.path] = block.repeat.blank_rows
            elif isinstance(block, RepeatedBlock):
                out[block.path] = block.count
            elif isinstance(block, BulletList):
                out[block.path] = 1
        return out

    @cached_property
    def _prints_derived(self) -> bool:
        return any(isinstance(i, DerivedText) for block in walk(self.document.blocks) for i in inlines_of(block))

    def _question(self, path: str) -> str:
        slot = self._questions.get(keys.pattern(path))
        if slot is None:
            return path
        row = next((int(part) + 1 for part in reversed(path.split(".")) if part.isdigit()), None)
        return slot.tooltip if row is None else f"{slot.tooltip} ({row})"

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """Characters the fonts lack (error), and text that goes on at the end (warning)."""
        if lacking := glyph_problems(content, self._question):
            return lacking
        return tuple(
            Diagnostic(
                "D0305",
                "warning",
                worded("D0305", "box", question=self._question(path)),
                "its full text is printed on the continuation sheet at the end; shorten it to fit its box",
                field=path,
                found=content.texts[path],
            )
            for path in self._plan(content).continued
        )

    def fill(self, content: Content) -> bytes:
        """The filled form, tagged PDF/UA-1, its fields still fillable.

        Raises:
            TypesettingError: Something `problems` names was passed over.
        """
        plan = self._plan(content)
        template = plan.template
        return template.assemble(
            [
                *_text_parts(template, content, plan.fits),
                *_mark_parts(template, content),
                *_picture_parts(template, content),
                *self._identity_parts(template, content),
            ]
        )

    def _plan(self, content: Content) -> FormPlan:
        for known, plan in self._last:
            if known is content:
                return plan
        plan = self._new_plan(content)
        self._last[:] = [(content, plan)]
        return plan

    def _new_plan(self, content: Content) -> FormPlan:
        key = self._key(content)
        plan = self._fit(self._template(key, content), content)
        if not plan.continued:
            return plan
        sizes = _grown(plan, content)
        plan = self._fit(self._template(attrs.evolve(key, sizes=sizes), content), content, plan.fits)
        if not plan.continued:
            return plan
        continued = tuple(
            (self._question(path), visible(content.texts[path], PAGE_WIDTH, 10.0)) for path in plan.continued
        )
        return self._fit(
            self._template(attrs.evolve(key, sizes=sizes, continued=continued), content), content, plan.fits
        )

    def _key(self, content: Content) -> ShapeKey:
        shape = shape_of((*content.texts, *content.marked))
        larger = {path: n for path, n in shape.items() if n > self._blank_rows.get(keys.pattern(path), 0)}
        wide = not _LATIN.issuperset("".join(content.texts.values()).replace("\n", "").replace("\t", ""))
        derived = tuple(sorted(content.derived.items())) if self._prints_derived else ()
        unprinted = left_out(self.document, content)
        if content.is_final:
            kept = kept_of(self.document, content.values)
            exact = tuple(sorted(shape.items()))
            return ShapeKey(exact, wide=wide, derived=derived, kept=kept, left_out=unprinted)
        return ShapeKey(tuple(sorted(larger.items())), wide=wide, derived=derived, left_out=unprinted)

    def _fit(self, template: Template, content: Content, known: Mapping[str, FittedText] | None = None) -> FormPlan:
        """How each text fits; in a template with other sizes only what did not fit before is fitted anew."""
        fits = {path: fitted for path, fitted in known.items() if fitted.whole} if known else {}
        for field in template.texts:
            path = field.widget.box.path
            if (text := content.texts.get(path)) and path not in fits:
                fits[path] = fit(field.widget, text)
        return FormPlan(template, fits, tuple(path for path, fitted in fits.items() if not fitted.whole))

    def _template(self, key: ShapeKey, content: Content) -> Template:
        """The template of this key, compiled when first asked for; one with a continuation serves one record."""
        with self._lock:
            if key in self._templates:
                self._templates.move_to_end(key)
                return self._templates[key]
        template = self._compile(key, content)
        if not key.continued:
            with self._lock:
                self._templates[key] = template
                while len(self._templates) > _KEPT_TEMPLATES:
                    self._templates.popitem(last=False)
        return template

    def _compile(self, key: ShapeKey, content: Content) -> Template:
        import pikepdf

        document = expand(without(self.document, key.left_out), dict(key.shape), key.kept)
        build = Builder(content, dict(key.sizes), document.sizes.body, document.landscape)
        nodes = form_nodes(document, build)
        data = self._data(nodes, key)
        date = typeset.edition_date(document.edition)
        files = {
            "main.typ": typeset.source("form.typ"),
            "data.txt": typeset.data_file(data),
            **typeset.logo_files(document.logo),
        }
        characters = frozenset(fonts.coverage()) if key.wide else _LATIN
        with pikepdf.open(io.BytesIO(typeset.compile_pdf(files, date, typeset.FORM_STANDARDS))) as pdf:
            widgets = add_widgets(pdf, build.boxes, characters)
            _add_reference(pdf)
            pdf.docinfo["/Keywords"] = KEYWORDS
            seal(pdf, typeset.edition_date(self.document.edition))
            saved = resave(pdf)
        return compile_template(saved, widgets, drawable(characters))

    def _data(self, nodes: list[dict[str, object]], key: ShapeKey) -> dict[str, object]:
        document = self.document
        date = typeset.edition_date(document.edition)
        return {
            "title": document.title,
            "keywords": identity.keywords(Identity(document.form, document.edition, document.digest)),
            "date": [date.year, date.month, date.day],
            "footer": document.footer,
            "landscape": document.landscape,
            "letterhead": list(document.letterhead),
            "logo": typeset.logo_data(document.logo),
            "look": typeset_look(document.look),
            "foot": FOOT_TOP[document.look.is_large],
            "sizes": {"pitch": LINE_PITCH * document.sizes.body, "pad": PADDING},
            "blocks": nodes,
            "continuations": [{"question": question, "text": text} for question, text in key.continued],
        }

    def _identity_parts(self, template: Template, content: Content) -> Iterator[tuple[int, bytes]]:
        document = self.document
        who = Identity(document.form, document.edition, document.digest, content.record_id, content.is_final)
        words = pdf_string(", ".join(identity.keywords(who)))
        yield template.info.number, template.info.before + words + template.info.behind
        yield template.reference.number, stream(template.reference.before, self._foot(template, content))

    def _foot(self, template: Template, content: Content) -> bytes:
        """What each document adds to the foot: its record behind the identity, and below it what it is and for whom.

        A child's name is cut where it is too long; a record's reference is in the second line where the first is full.
        """
        sizes, width = self.document.sizes, LANDSCAPE_WIDTH if self.document.landscape else PAGE_WIDTH
        size, small = sizes.running, sizes.foot
        said = SEPARATOR + reference(content.record_id, content.is_final)
        at = line_width(self.document.footer, small)
        is_beside = at + line_width(said, small) < width - _PAGE_NUMBER * size
        record = b"/TF %g Tf %s Tj" % (small, pdf_string(said, plain=True)) if said != SEPARATOR else b""
        title = COPY + self.document.title
        lines = [run(title, template.glyphs, size), b"" if is_beside else record]
        if name := child_line(content, asks_child(self._questions)):
            room = width - line_width(title + SEPARATOR, size) - (0 if is_beside else line_width(said, small))
            child = drawn(CHILD + name)
            child = child if line_width(child, size) <= room else cut(child, room, size)
            lines.append(run(SEPARATOR + child, template.glyphs, size))
        x, y = _FOOT_PLACE
        above = b"BT %.2f %.2f Td %s ET " % (x + at, self._identity_line, record) if is_beside and record else b""
        return b"0.3 0.35 0.4 rg %sBT %.2f %.2f Td %s ET" % (above, x, y, b" ".join(filter(None, lines)))

    @property
    def _identity_line(self) -> float:
        """Where the typeset line of the foot is."""
        return (FOOT_TOP[self.document.look.is_large] - fonts.CAP_HEIGHT * self.document.sizes.running / MM) * MM


def _add_reference(pdf: object) -> None:
    """A line in every footer that each document fills: one shared object the pages draw as an artifact."""
    import pikepdf

    assert isinstance(pdf, pikepdf.Pdf)
    shared = pdf.make_stream(REFERENCE)
    shared.Type, shared.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    shared.BBox = pikepdf.Array([0, 0, 841.89, 841.89])
    shared.Resources = pdf.Root.AcroForm.DR
    for page in pdf.pages:
        page.add_resource(shared, pikepdf.Name.XObject, pikepdf.Name.TsmReference)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ /Artifact << /Type /Pagination /Subtype /Footer >> BDC /TsmReference Do EMC")


def _grown(plan: FormPlan, content: Content) -> tuple[tuple[str, int], ...]:
    """The lines each box that is too small should have; those no page could hold keep a modest height."""
    out = []
    boxes = {field.widget.box.path: field.widget for field in plan.template.texts}
    for path in plan.continued:
        widget = boxes[path]
        if widget.box.widget in ("text", "multiline"):
            out.append((path, _size_class(widget, lines_needed(widget, content.texts[path]))))
    return tuple(sorted(out))


def _size_class(widget: Widget, needed: int) -> int:
    limit = widget.box.limit
    if needed > limit:
        return min(limit, max(widget.box.lines, _CONTINUED_LINES))
    return next((size for size in SIZE_CLASSES if needed <= size <= limit), limit)


def _text_parts(template: Template, content: Content, fits: Mapping[str, FittedText]) -> Iterator[tuple[int, bytes]]:
    for field in template.texts:
        path = field.widget.box.path
        text = content.texts.get(path, "")
        value = b"/V " + pdf_string(_export(field, text)) if text else b""
        yield field.field.number, field.field.before + value + field.field.behind
        drawing = draw(field.widget, fits[path], template.glyphs) if text else b"/Tx BMC EMC"
        yield field.appearance, stream(field.head, drawing)


def _picture_parts(template: Template, content: Content) -> Iterator[tuple[int, bytes]]:
    cuts = {field.field.number: field.field for field in template.pictures}
    for number, body, words in picture_parts(template, content) if cuts else ():
        cut = cuts.get(number)
        yield number, body if cut is None else cut.before + pdf_string(words) + cut.behind


def _export(field: TextField, text: str) -> str:
    """What a field holds: the text, or of a dropdown the code of the choice shown."""
    slot = field.widget.box.slot
    if field.widget.box.widget != "dropdown":
        return text
    return next((choice.code for choice in choices_of(slot.field) if choice.label == text), text)


def _mark_parts(template: Template, content: Content) -> Iterator[tuple[int, bytes]]:
    for mark in template.marks:
        slot = mark.widget.box.slot
        yield mark.number, mark.on if slot.option in content.marked.get(slot.path, ()) else mark.off
    for group in template.groups:
        state = next(iter(sorted(content.marked.get(group.path, ()))), None)
        # Of none marked no value at all: other libraries take "Off", which each button has, as that each is marked.
        value = b"null" if state is None else b"/" + state.encode()
        yield group.field.number, group.field.before + value + group.field.behind


_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n", "\t": "\\t"})
_ESCAPED = re.compile(r"[\\()\r\n\t]")


def pdf_string(text: str, plain: bool = False) -> bytes:
    """A string object: plain where it is ASCII, else UTF-16 with its mark.

    Line breaks, tabs and brackets are escaped, so that no reader mends them.
    """
    if plain or text.isascii():
        escaped = text.translate(_ESCAPES) if _ESCAPED.search(text) else text
        return b"(" + escaped.encode("cp1252", "replace") + b")"
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"
