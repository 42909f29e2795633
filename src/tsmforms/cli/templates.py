"""`template`: build, check, show, compare and accept Word templates."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import tsmforms
from tsmforms.cli import status
from tsmforms.cli.output import json_line, json_text, put, report, say
from tsmforms.cli.warning import warn
from tsmforms.diagnostics import Diagnostic, MisuseError, Place, ReadError, as_json
from tsmforms.documents import Form, TemplateDiff
from tsmforms.files import check_free

_GIT = """to see in git what changed in a template, once in the repository:
  echo '*.docx diff=tsmforms' >> .gitattributes
  git config diff.tsmforms.textconv 'tsmforms template show'
"""


def build(id: str, edition: str | None, out: Path, force: bool, profile: Path | None, specs: Path | None) -> int:
    """The template of a form as a file."""
    if out.suffix.lower() != ".docx":
        raise MisuseError(f'"{out.name}" does not end in .docx')
    check_free(out, force)
    put(out, tsmforms.template_build(id, edition, profile=profile, specs=specs), force)
    return status.GOOD


def check(
    paths: Sequence[Path], form: Form | None, profile: Path | None, specs: Path | None, as_lines: bool, verbose: bool
) -> int:
    """Everything against templates, folders of them included."""
    worst = status.GOOD
    for file in _files(paths):
        try:
            found = tsmforms.template_check(file, form=form, profile=profile, specs=specs)
            ended = status.of(found)
        except ReadError as error:
            found = (Diagnostic(error.code, "error", error.message, error.hint, place=Place(file=str(file))),)
            ended = status.REFUSED
        _told(file, found, as_lines, verbose)
        worst = max(worst, ended)
    return worst


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = [one for one in sorted(path.rglob("*.docx")) if not one.name.startswith("~$")]
        if not found:
            raise MisuseError(f"{path}: there are no Word files in this folder")
        yield from found


def _told(file: Path, found: Sequence[Diagnostic], as_lines: bool, verbose: bool) -> None:
    if as_lines:
        json_line({"file": str(file), "diagnostics": [as_json(one) for one in found]})
        return
    report((one for one in found if verbose or one.severity != "info"), None)
    counts = [
        f"{number} {name}{'' if number == 1 else 's'}"
        for name in ("error", "warning")
        if (number := sum(one.severity == name for one in found))
    ]
    say(f"{file}: {', '.join(counts) or 'good'}")


def show(file: str, form: Form | None, profile: Path | None, specs: Path | None) -> int:
    """A template as text; how to have git show it goes to a terminal."""
    say(tsmforms.template_show(file, form=form, profile=profile, specs=specs).rstrip("\n"))
    if sys.stdout.isatty():
        warn(_GIT.rstrip())
    return status.GOOD


def diff(
    before: str,
    after: str,
    form: Form | None,
    profile: Path | None,
    specs: Path | None,
    as_json_text: bool,
    html: Path | None,
    force: bool,
) -> int:
    """What changed between two templates."""
    if html is not None:
        check_free(html, force)
    found = tsmforms.template_diff(before, after, form=form, profile=profile, specs=specs)
    if as_json_text:
        json_text(found.to_json())
    else:
        for line in _lines(found):
            say(line)
    if html is not None:
        from tsmforms.cli.templatepages import diff_page

        put(html, diff_page(found, before, after, form, profile, specs).encode(), force)
    return status.GOOD


_HEADS = {
    "words gone": "no longer said",
    "words added": "said now",
    "said again": "said once more",
    "condition": "printed on another condition",
    "heading": "under another heading",
    "label": "in another row",
    "region": "in another part of the page",
    "boxes moved": "boxes in other places",
    "box gone": "box removed",
    "box twice": "box doubled",
    "box added": "box added",
    "address order": "lines of the address in another order",
}


def _lines(found: TemplateDiff) -> Iterator[str]:
    """The differences as text: what was with a minus, what is with a plus."""
    if found.is_empty:
        yield "no difference"
        return
    for one in found.said:
        where = f" ({one.place.describe()})" if one.place and one.place.describe() else ""
        about = f": {one.where}" if one.kind in ("condition", "heading", "label", "region") else ""
        box = f": {one.box}" if one.kind.startswith("box") and one.kind != "boxes moved" else ""
        yield f"{_HEADS.get(one.kind, one.kind)}{about}{box}{where}"
        if one.before and one.before != one.box:
            yield f"  - {one.before}"
        if one.after and one.after != one.box:
            yield f"  + {one.after}"
    for head, gone, added in (
        ("look", found.look_gone, found.look_added),
        ("columns of bulk", found.columns_gone, found.columns_added),
    ):
        if gone or added:
            yield head
            yield from (f"  - {line}" for line in gone)
            yield from (f"  + {line}" for line in added)


def accept(paths: Sequence[Path], form: Form | None, profile: Path | None, specs: Path | None) -> int:
    """The text of templates as they are now, written next to them."""
    for file in _files(paths):
        say(f"accepted: {tsmforms.template_accept(file, form=form, profile=profile, specs=specs)}")
    return status.GOOD
