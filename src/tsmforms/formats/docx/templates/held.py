"""A template held against the one that its form's spec gives: what of it does harm, with its place."""

from __future__ import annotations

import re

import attrs

from tsmforms.diagnostics import Diagnostic
from tsmforms.formats.docx.parts import CUSTOM_PREFIX
from tsmforms.formats.docx.template import build_template
from tsmforms.formats.docx.templates.mending import name_of
from tsmforms.formats.docx.templates.passages import folded, template_text
from tsmforms.intake import children, open_package, parse_xml
from tsmforms.layout import Document, slots_of
from tsmforms.templates import TemplateText, judged

_CUSTOM = "docProps/custom.xml"
_LEAST = 0.25
"""How many of a form's boxes a file must have to be taken for a template of it."""
_NAME = re.compile(r"'([^']+)'(?: is undefined)?\Z|'([^']+)' is undefined")


def held(template: bytes, document: Document) -> tuple[Diagnostic, ...]:
    """Everything that a template does not say as its form does; nothing of its look.

    Raises:
        ReadError: It is no Word file.
    """
    built = template_text(build_template(document), document)
    found = template_text(template, document)
    if other := _other_form(template, document, built, found):
        return (other,)
    labels = {name_of(slot): slot.tooltip for slot in slots_of(document.blocks)}
    return judged(built, found, labels, document.is_letter, letterhead(document))


def letterhead(document: Document) -> tuple[str, ...]:
    """The lines of the sender as a template may print them, each alone or two together."""
    lines = [folded(line) for line in document.letterhead]
    pairs = [f"{one} · {two}" for one in lines for two in lines]
    return (*lines, *pairs, *([" ".join(lines)] if lines else ()))


def said_form(template: bytes) -> str | None:
    """The form that a template says it is of, in its properties."""
    custom = open_package(template).part(_CUSTOM)
    if custom is None:
        return None
    for item in children(parse_xml(custom, _CUSTOM), "property"):
        if item.get("name") == f"{CUSTOM_PREFIX}form":
            return "".join(str(words) for words in item.itertext()).strip() or None
    return None


def _other_form(
    template: bytes, document: Document, built: TemplateText, found: TemplateText
) -> Diagnostic | None:
    said = said_form(template)
    wanted = {one.name for one in built.boxes}
    there = {one.name for one in found.boxes} & wanted
    if said not in (None, document.form):
        what = f"the template is of {said}, not of {document.form}"
    elif len(there) < len(wanted) * _LEAST:
        what = f"the file is not a template of {document.form}: {len(there)} of its {len(wanted)} boxes are in it"
    else:
        return None
    return Diagnostic(
        "D0816", "error", what, f"make one with `tsmforms template build {document.form} OUT.docx` and restyle that"
    )


def code_fault(what: str, message: str) -> Diagnostic:
    """Code of a template that cannot be understood, or that names what the form does not have."""
    match = _NAME.search(message)
    return Diagnostic(
        "D0815",
        "error",
        f"{what}: {message}",
        "correct the code in Word; `tsmforms template build` makes a template to compare it with",
        found=(match[1] or match[2]) if match else None,
    )


def code_place(fault: Diagnostic, text: TemplateText) -> Diagnostic:
    """The fault with the place of the passage that has the name in it."""
    places = [one.place for one in text.passages if fault.found and fault.found in one.words]
    return attrs.evolve(fault, place=places[0]) if places else fault


def without_named(found: tuple[Diagnostic, ...], fault: Diagnostic) -> tuple[Diagnostic, ...]:
    """What was found, without what the fault of the code says already."""
    return tuple(one for one in found if not (fault.found and fault.found in one.message))


