"""From a template to a writer: docxtpl once, then only strings.

docxtpl turns the marked-up document into Jinja source (`get_xml`, `patch_xml`);
that source is compiled by Jinja in a sandbox, with automatic escaping and with
undefined names an error. Per document nothing is parsed: text is rendered,
deflated and put behind the members that never change. docxtpl itself renders
the same template in the tests and must give the same document.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from tsmforms import keys
from tsmforms.diagnostics import Diagnostic, TemplateRefused, worst
from tsmforms.formats.docx import parts
from tsmforms.formats.docx.content import Names, is_placeholder, names_of, to_xml
from tsmforms.formats.docx.pictures import (
    RELATIONS,
    declare_pictures,
    picture_places,
    with_relations,
)
from tsmforms.formats.docx.prepare import prepare
from tsmforms.formats.docx.template import build_template
from tsmforms.formats.docx.templates import (
    code_fault,
    held,
    known_boxes,
    mend,
    with_fault,
)
from tsmforms.formats.docx.wml import DECLARATION
from tsmforms.intake import open_package, parse_xml
from tsmforms.layout import Content, Document, WriterPlan, slots_of
from tsmforms.packing import Shell, deflate_quickly

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

_MAIN = "word/document.xml"
_CUSTOM = "docProps/custom.xml"
_JINJA = re.compile(r"\{[{%]")
_OPENING_LINE = re.compile(r"\n<w:p([ >])")
_BODY_NAMESPACES = re.compile(r"<w:body [^>]*>")
_HEADER_OR_FOOTER = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml\Z")


@lru_cache(maxsize=2)
def environment(finalize: Callable[[object], object] | None = to_xml) -> SandboxedEnvironment:
    """The Jinja environment of the writer: sandboxed, escaping, undefined names an error.

    An entry of a dictionary comes before its method, so that a field may be
    called `items` or `values`. `finalize` makes Word's line breaks and tabs;
    docxtpl has its own way and gets an environment without.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        def getattr(self, obj: object, attribute: str) -> object:
            if isinstance(obj, dict):
                try:
                    return obj[attribute]
                except KeyError:
                    pass
            return super().getattr(obj, attribute)

    made = Environment(autoescape=True, undefined=StrictUndefined, finalize=finalize, keep_trailing_newline=True)
    made.tests["placeholder"] = is_placeholder
    return made


def prepared_template(document: Document, template: bytes | None = None) -> bytes:
    """The template as docxtpl gets it: with the code for tick boxes, placeholders and bookmarks put in.

    Raises:
        TemplateRefused: The template is not one of this form.
        ReadError: The template is no Word file.
    """
    from lxml import etree

    package = open_package(template if template is not None else build_template(document))
    members = dict(package.parts)
    if _MAIN not in members:
        raise TemplateRefused([code_fault("the template cannot be used", "it has no word/document.xml")])
    root = parse_xml(members[_MAIN], _MAIN)
    if template is not None:
        mend(root, known_boxes(document))
    prepare(root, {keys.tag(slot.path, slot.option) for slot in slots_of(document.blocks)}, document.is_letter)
    members[_MAIN] = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    members[_CUSTOM] = parts.custom(document.form, document.edition, document.digest).encode()
    _declare_custom(members)
    if picture_places(document).sizes:
        declare_pictures(members)
    return parts.packed(members)


_CUSTOM_TYPE = (
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)
_CUSTOM_REL = (
    '<Relationship Id="rIdTsmforms" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)


def _declare_custom(members: dict[str, bytes]) -> None:
    """A restyled template may have lost its custom properties: name the part again."""
    for name, ending, wanted in (
        ("[Content_Types].xml", b"</Types>", _CUSTOM_TYPE),
        ("_rels/.rels", b"</Relationships>", _CUSTOM_REL),
    ):
        if b"docProps/custom.xml" not in members[name]:
            members[name] = members[name].replace(ending, wanted.encode())


# --- sources


def _sources(prepared: bytes) -> dict[str, str]:
    """Jinja source by part name, as docxtpl makes it; parts without code are left out."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(io.BytesIO(prepared))
    template.render_init()
    package = open_package(prepared)
    found = {_MAIN: _around_body(package.parts[_MAIN], template.patch_xml(template.get_xml()))}
    for name, content in package.parts.items():
        if _HEADER_OR_FOOTER.match(name):
            source = template.patch_xml(content.decode())
            if _JINJA.search(source):
                found[name] = source
    return found


def _around_body(main: bytes, body: str) -> str:
    """The body that docxtpl gives, in the root element it came from."""
    from lxml import etree

    root = parse_xml(main, _MAIN)
    for child in list(root):
        root.remove(child)
    root.text = "BODY"
    head, tail = etree.tostring(root, encoding="unicode").split("BODY")
    return f"{DECLARATION}{head}{_BODY_NAMESPACES.sub('<w:body>', body, count=1)}{tail}"


def _compiled(source: str, name: str) -> Template:
    from jinja2 import TemplateError

    source = _OPENING_LINE.sub(r"<w:p\1", source)
    try:
        made: Template = environment().from_string(source)
    except TemplateError as error:
        what = f"the template's code in {name} cannot be understood"
        raise TemplateRefused([code_fault(what, error.message or "")]) from None
    return made


# --- the writer


@attrs.frozen(slots=False, eq=False)
class DocxWriter:
    """Fills one form or letter; see `layout.Writer`. Made by `compile_writer`."""

    names: Names
    _shell: Shell
    _templates: tuple[Template, ...]
    _order: tuple[int, ...]
    _relations: str

    def problems(self, content: Content) -> tuple[Diagnostic, ...]:
        """Characters no Word document holds (D0301), words that read as an empty box (D0303), rows too many (D0306)."""
        return self.names.problems(content)

    def fill(self, content: Content) -> bytes:
        """The finished document. The same content gives the same bytes.

        Raises:
            ValueError: Something `problems` names was passed over.
        """
        context = self.names.context(content)
        members = [deflate_quickly(template.render(context).encode()) for template in self._templates]
        document = self.names.document
        identity = parts.custom(document.form, document.edition, document.digest, content.record_id)
        members.append(deflate_quickly(identity.encode()))
        changing = [members[i] for i in self._order]
        if not self.names.pictures.sizes:
            return self._shell.finish(changing)
        drawn = self.names.pictures.drawn(content)
        relations = deflate_quickly(with_relations(self._relations, drawn).encode())
        return self._shell.finish([*changing, relations], [one.member() for one in drawn])


def compile_writer(plan: WriterPlan) -> DocxWriter:
    """Compile a form's template once.

    Args:
        plan: The form; its template, restyled perhaps, has the controls and expressions of the one that is built
            from the tree where there is none.

    Raises:
        TemplateRefused: The template says something else than its form, or its code cannot be used.
        ReadError: The template is no Word file.
    """
    template = plan.template()
    if template is None or template == build_template(plan.document):
        return _compile(plan.document, template)
    writer, faults = tried(plan.document, template)
    if writer is None or worst(faults) == "error":
        raise TemplateRefused([one for one in faults if one.severity == "error"])
    return writer


def tried(document: Document, template: bytes) -> tuple[DocxWriter | None, tuple[Diagnostic, ...]]:
    """A restyled template compiled, None where its code cannot be used, and everything that is to be said of it.

    Raises:
        ReadError: The template is no Word file.
    """
    found = held(template, document)
    if any(one.code == "D0816" for one in found):
        return None, found
    try:
        return _compile(document, template), found
    except TemplateRefused as error:
        return None, with_fault(error.diagnostics[0], found, template, document)


def _compile(document: Document, template: bytes | None) -> DocxWriter:
    prepared = prepared_template(document, template)
    sources = _sources(prepared)
    distinct = list(dict.fromkeys(sources.values()))
    templates = tuple(_compiled(source, name) for source, name in _named(distinct, sources))
    names = names_of(document)
    changing = (*sources, _CUSTOM, *([RELATIONS] if names.pictures.sizes else ()))
    package = open_package(prepared).parts
    static = {name: content for name, content in package.items() if name not in changing}
    order = (*(distinct.index(source) for source in sources.values()), len(distinct))
    writer = DocxWriter(names, parts.shell(static, changing), templates, order, package[RELATIONS].decode())
    _try_out(writer)
    return writer


def _named(distinct: list[str], sources: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(source, next(name for name, other in sources.items() if other == source)) for source in distinct]


def _try_out(writer: DocxWriter) -> None:
    """Render an empty document, so that a name the form does not have is found now and not in a run."""
    from jinja2 import TemplateError

    try:
        writer.fill(Content({}))
    except TemplateError as error:
        what = "the template names something this form does not have"
        raise TemplateRefused([code_fault(what, error.message or "")]) from None
