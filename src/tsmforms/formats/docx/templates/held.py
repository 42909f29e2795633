"""A template held against the one that its form's spec gives: what of it does harm, with its place."""

from __future__ import annotations

import re

import attrs

from tsmforms.diagnostics import Diagnostic, worded
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
_QUOTED = re.compile(r"'([^']+)'")
_CODE = re.compile("\ue000([^\ue001]*)\ue001|{%(.*?)%}")
"""An expression or a condition among the words of a passage."""
_OF_PASSAGES = ("D0802", "D0803", "D0811")
"""What follows from a name that a form does not have."""


def held(template: bytes, document: Document) -> tuple[Diagnostic, ...]:
    """Everything that a template does not say as its form does; nothing of its look.

    Raises:
        ReadError: It is no Word file.
    """
    built = _built(document)
    found = template_text(template, document)
    if other := _other_form(template, document, built, found):
        return (other,)
    labels = {name_of(slot): slot.tooltip for slot in slots_of(document.blocks)}
    return judged(built, found, labels, document.is_letter, letterhead(document))


def said_edition(template: bytes) -> str | None:
    """The edition that a template says it is of."""
    return _property(template, "edition")


def letterhead(document: Document) -> tuple[str, ...]:
    """The lines of the sender as a template may print them, each alone or two together."""
    lines = [folded(line) for line in document.letterhead]
    pairs = [f"{one} · {two}" for one in lines for two in lines]
    return (*lines, *pairs, *([" ".join(lines)] if lines else ()))


_BUILT: dict[int, tuple[Document, TemplateText]] = {}
_MOST_KEPT = 32


def _built(document: Document) -> TemplateText:
    """What the template of a form says; kept, since it is asked for each time that one is checked."""
    kept = _BUILT.get(id(document))
    if kept is None or kept[0] is not document:
        if len(_BUILT) >= _MOST_KEPT:
            _BUILT.clear()
        kept = _BUILT[id(document)] = (document, template_text(build_template(document), document))
    return kept[1]


def said_form(template: bytes) -> str | None:
    """The form that a template says it is of, in its properties.

    Raises:
        ReadError: It is no Word file.
    """
    return _property(template, "form")


def _property(template: bytes, name: str) -> str | None:
    custom = open_package(template).part(_CUSTOM)
    if custom is None:
        return None
    for item in children(parse_xml(custom, _CUSTOM), "property"):
        if item.get("name") == CUSTOM_PREFIX + name:
            return "".join(str(words) for words in item.itertext()).strip() or None
    return None


def _other_form(template: bytes, document: Document, built: TemplateText, found: TemplateText) -> Diagnostic | None:
    said = said_form(template)
    wanted = {one.name for one in built.boxes}
    there = {one.name for one in found.boxes} & wanted
    if said not in (None, document.form):
        what = worded("D0816", "other_form", said=said, form=document.form)
    elif len(there) < len(wanted) * _LEAST:
        what = worded("D0816", "none", form=document.form, count=len(there), count_2=len(wanted))
    else:
        return None
    return Diagnostic(
        "D0816", "error", what, f"make one with `tsmforms template build {document.form} OUT.docx` and restyle that"
    )


def code_fault(what: str, message: str) -> Diagnostic:
    """Code of a template that cannot be understood, or that names what the form does not have."""
    return Diagnostic(
        "D0815",
        "error",
        worded("D0815", what=what, message=message),
        "correct the code in Word; `tsmforms template build` makes a template to compare it with",
    )


def _code_in(words: str) -> str:
    """The expressions and conditions among words, without what is printed."""
    return " ".join(part for found in _CODE.findall(words) for part in found)


def _is_in_code(name: str, code: str) -> bool:
    """Whether a name is one of those in code, and not a part of a longer one."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", code) is not None


def with_fault(
    fault: Diagnostic, found: tuple[Diagnostic, ...], template: bytes, document: Document
) -> tuple[Diagnostic, ...]:
    """The fault of the code with its place, and what was found besides without what follows from it."""
    text = template_text(template, document)
    names = _QUOTED.findall(fault.message)[::-1]
    said = [(_code_in(one.words), one.place) for one in text.passages] + [
        (one.expression, one.place) for one in text.boxes
    ]
    hit = next(((name, place) for name in names for code, place in said if _is_in_code(name, code)), None)
    if hit is None:
        return (fault, *found)
    in_wrong_loop = any(one.code == "D0805" for one in found)
    left = tuple(
        one
        for one in found
        if not (one.code in _OF_PASSAGES and hit[0] in one.message) and not (in_wrong_loop and one.code == "D0811")
    )
    return (attrs.evolve(fault, place=hit[1]), *left)
