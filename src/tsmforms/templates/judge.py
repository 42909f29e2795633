"""Which differences of a restyled template are harm: its wording, conditions and boxes are the spec's, its look is free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from tsmforms.diagnostics import Diagnostic, Severity, worded
from tsmforms.templates.compare import SaidDifference, differences
from tsmforms.templates.said import TemplateText, Unwanted

_REWORD = "change the words in an overlay of the form, and the Word template back"
_PUT_BACK = "put it back as `tsmforms template build` makes it"


@attrs.frozen
class _Telling:
    """How a difference is said: its code, its wording in the catalogue, and what to do."""

    code: str
    wording: str
    help: str


_TELLINGS: Mapping[str, _Telling] = {
    "words gone": _Telling("D0801", "", _PUT_BACK),
    "words added": _Telling("D0802", "", "remove them; " + _REWORD),
    "reworded": _Telling("D0803", "", _REWORD),
    "said again": _Telling("D0804", "", "remove one of them"),
    "condition": _Telling("D0805", "condition", _PUT_BACK),
    "heading": _Telling("D0806", "heading", "move the heading back"),
    "label": _Telling("D0806", "label", "move the words back"),
    "boxes moved": _Telling("D0807", "", "change them back"),
    "region": _Telling("D0808", "region", "move it back"),
    "address order": _Telling("D0808", "address_order", "move them back"),
    "box gone": _Telling("D0809", "", _PUT_BACK),
    "box twice": _Telling("D0810", "box_twice", "remove one of them"),
    "box added": _Telling("D0810", "box_added", "remove it"),
    "box prints another answer": _Telling(
        "D0811", "box_prints_another_answer", "write the expression of its own answer"
    ),
    "box prints nothing": _Telling("D0811", "box_prints_nothing", "write the expression {before} in it"),
    "box without a control": _Telling("D0812", "", _PUT_BACK),
}
_REGIONS = {"window": "the window of the envelope"}
_LABELS_MAY_CHANGE = frozenset({"heading", "label", "reworded"})
_CARRIED = {
    "hidden": "hidden words",
    "deleted": "words deleted with tracking",
    "inserted": "words inserted with tracking",
    "comment": "a comment",
}


def judged(
    built: TemplateText,
    template: TemplateText,
    labels: Mapping[str, str],
    letter: bool,
    letterhead: tuple[str, ...] = (),
) -> tuple[Diagnostic, ...]:
    """What of a template does harm, told apart from what is only its look.

    In a letter every change of wording does. In a form labels may be reworded, as long as none is that of another
    box, since answers are found by key; other words of a form that changed are warnings.

    Args:
        built: What the template built from the spec says.
        template: What the restyled one says.
        labels: The question of each box by name.
        letter: Whether it is a letter.
        letterhead: Lines of the sender, which may be anywhere, or be a picture.
    """
    found = list(differences(built, template, letterhead))
    is_program = bool(template.lost_tags) or len(template.lost_controls) >= len(template.boxes)
    if not is_program:
        found += [SaidDifference("box without a control", box=name) for name in template.lost_controls]
    out = [_told(one, _severity(one, letter), labels) for one in found]
    out += [_carried(one, letter) for one in template.unwanted]
    return (*out, *_mended(template, is_program))


def _severity(one: SaidDifference, letter: bool) -> Severity:
    if letter or one.kind in ("condition", "boxes moved") or one.kind.startswith("box"):
        return "error"
    is_label = bool(one.box) and not one.box.startswith("document.")  # the foot of a page is no question's
    if one.kind in _LABELS_MAY_CHANGE and (is_label or one.role in ("heading", "label")):
        return "error" if one.known else "info"
    if one.kind in ("words gone", "words added", "said again") and one.role != "paragraph":
        return "info"
    return "error" if "document.footer" in one.box else "warning"


def _told(one: SaidDifference, severity: Severity, labels: Mapping[str, str]) -> Diagnostic:
    telling = _TELLINGS[one.kind]
    label = f'"{labels[one.box]}"' if one.box in labels else f'"{one.box}"'
    words = {"before": one.before, "after": one.after, "where": one.where, "label": label}
    if one.kind == "region":
        words |= {key: _REGIONS.get(words[key], words[key]) for key in ("before", "after")}
    field = one.box if one.box in labels else None
    return Diagnostic(
        telling.code,
        severity,
        worded(telling.code, telling.wording, **words),
        telling.help.format(**words),
        field=_path(field),
        place=one.place,
    )


def _path(name: str | None) -> str | None:
    return name.partition("#")[0] if name else None


def _carried(one: Unwanted, letter: bool) -> Diagnostic:
    if one.what in ("unclosed", "unopened"):
        which = "has no end" if one.what == "unclosed" else "has no beginning"
        return Diagnostic(
            "D0805",
            "error",
            worded("D0805", "condition_open", words=one.words, which=which),
            _PUT_BACK,
            place=one.place,
        )
    what = _CARRIED[one.what]
    return Diagnostic(
        "D0813",
        "error" if letter else "warning",
        worded("D0813", what=what, words=one.words),
        "accept or reject the changes and remove comments and hidden words in Word",
        place=one.place,
    )


def _mended(template: TemplateText, is_program: bool) -> Iterator[Diagnostic]:
    """What was put back, said once: a program that saves a template drops all names, or all controls."""
    if template.lost_tags:
        yield _put_back(worded("D0814", "names", count=len(template.lost_tags)))
    if template.lost_controls and is_program:
        yield _put_back(worded("D0814", "controls", count=len(template.lost_controls)))


def _put_back(what: str) -> Diagnostic:
    return Diagnostic(
        "D0814", "info", what, "nothing; they are put back from their expressions whenever the template is used"
    )
