"""Word templates of a council's or school's own: built, checked, shown, compared, accepted."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import attrs

from tsmforms.diagnostics import Diagnostic, MisuseError, ReadError, TsmFormsError, worded
from tsmforms.documents.form import Form, in_file
from tsmforms.keys import pattern
from tsmforms.layout.columns import table_columns
from tsmforms.templates import SaidDifference, TemplateText, differences, shown_text

_SEEDS = (0, 1, 2)
"""Examples that a template is filled with, to be read back."""
_SHOWN_LINES = 12
FormOf = Callable[[str, "str | None"], Form]
"""Gives a form by its id and edition, with the profile that is used."""


@attrs.frozen
class TemplateFile:
    """A Word template, the form it is of, and what it is called in reports."""

    name: str
    data: bytes = attrs.field(repr=False)
    form: Form

    @property
    def title(self) -> str:
        """The form and edition."""
        return f"{self.form.id} {self.form.edition}"

    def text(self) -> TemplateText:
        """What it says."""
        from tsmforms.formats.docx import template_text

        return template_text(self.data, self.form.document)

    def look(self) -> tuple[str, ...]:
        """How it looks, a line a fact."""
        from tsmforms.formats.docx import template_look

        return template_look(self.data)


@attrs.frozen
class TemplateDiff:
    """What changed between two templates: what is said, how it looks, and the columns that a run of letters takes."""

    before: str
    after: str
    said: tuple[SaidDifference, ...]
    look_gone: tuple[str, ...]
    look_added: tuple[str, ...]
    columns_gone: tuple[str, ...]
    columns_added: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.said or self.look_gone or self.look_added or self.columns_gone or self.columns_added)

    def to_json(self) -> dict[str, object]:
        """The differences as JSON has them."""
        said = [
            {
                "kind": one.kind,
                "before": one.before,
                "after": one.after,
                "where": one.where,
                "box": one.box or None,
                "place": one.place.to_json() if one.place else None,
            }
            for one in self.said
        ]
        return {
            "before": self.before,
            "after": self.after,
            "said": said,
            "look": {"removed": list(self.look_gone), "added": list(self.look_added)},
            "columns": {"removed": list(self.columns_gone), "added": list(self.columns_added)},
        }


def template_file(data: bytes, name: str, form_of: FormOf, form: Form | None = None) -> TemplateFile:
    """A template with the form that it is of: the one given, that of its folder (FORM/EDITION.docx), or as it says.

    Raises:
        ReadError: It is no Word file, or says nothing of the kind.
    """
    from tsmforms.formats.docx import said_edition, said_form
    from tsmforms.intake import examine

    if examine(data, name) != "docx":
        raise ReadError("D0902", worded("D0902", "template"), "give a .docx file")
    if form is not None:
        return TemplateFile(name, data, form)
    path = Path(name)
    tries = [(path.parent.name, path.name.removesuffix(".docx")), (said_form(data), said_edition(data))]
    for id, edition in tries:
        if id and (found := _form_or_none(form_of, id, edition)):
            return TemplateFile(name, data, found)
    said = (
        f"it says that it is of {tries[1][0]} {tries[1][1]}, which is not known" if tries[1][0] else "it does not say"
    )
    raise ReadError(
        "D0816",
        worded("D0816", "not_known", said=said),
        "name the form with `--form`, or put the file at FORM/EDITION.docx",
    )


def _form_or_none(form_of: FormOf, id: str, edition: str | None) -> Form | None:
    try:
        return form_of(id, edition)
    except MisuseError:
        return None


# --- build, show


def built_template(form: Form) -> TemplateFile:
    """The template that a form's spec and profile give.

    Raises:
        MisuseError: The form has no Word documents.
    """
    from tsmforms.formats.docx import build_template

    if "docx" not in form.formats:
        raise MisuseError(f"{form.id} is not made as docx; it is made as {', '.join(form.formats)}")
    return TemplateFile(f"{form.id}@{form.edition}", build_template(form.document), form)


def shown_template(template: TemplateFile) -> str:
    """A template as text: what it says with its boxes by path, then its look."""
    return shown_text(template.title, template.text(), template.look())


# --- check


def checked_template(template: TemplateFile, lock: str | None = None) -> tuple[Diagnostic, ...]:
    """Everything against a template: what it says otherwise than its form, examples not read back, its lock.

    Args:
        template: The template.
        lock: What was accepted, as text; None where nothing was.
    """
    from tsmforms.formats.docx import tried

    writer, found = tried(template.form.document, template.data)
    out = list(found)
    if writer is not None and not any(one.severity == "error" for one in found):
        out += _examples(template, writer.fill)
    if lock is not None and (changed := _against_lock(template, lock)):
        out.append(changed)
    return tuple(in_file(one, template.name) for one in out)


def example_of_template(template: TemplateFile, seed: int = 0) -> bytes | None:
    """An example record as the template prints it; None where its code cannot be used."""
    from tsmforms.formats.docx import tried

    writer, _ = tried(template.form.document, template.data)
    if writer is None:
        return None
    values, _ = template.form.values(template.form.example(seed))
    return writer.fill(template.form.content(values, None, "docx"))


def _examples(template: TemplateFile, fill: Callable[..., bytes]) -> Iterator[Diagnostic]:
    """Questions of examples that are not read back from the document that the template makes of them."""
    form = Form(template.form.spec, attrs.evolve(template.form.profile, templates=()))
    lost: dict[str, None] = {}
    for seed in _SEEDS:
        values, _ = form.values(form.example(seed))
        data = fill(form.content(values, None, "docx"))
        try:
            found = form.read(io.BytesIO(data)).values
        except TsmFormsError as error:
            yield Diagnostic("D0817", "error", worded("D0817", "unreadable", error=error))
            return
        lost |= dict.fromkeys(path for path in {*values, *found} if values.get(path) != found.get(path))
    for path in sorted(lost):
        yield Diagnostic(
            "D0817",
            "error",
            worded("D0817", "not_given_back", path=path),
            "compare its box with that of the template that `tsmforms template build` makes",
            field=path,
        )


def _against_lock(template: TemplateFile, lock: str) -> Diagnostic | None:
    now = shown_template(template)
    if now == lock:
        return None
    lines = list(unified_diff(lock.splitlines(), now.splitlines(), lineterm="", n=0))[2:]
    changes = [line for line in lines if not line.startswith("@@")]
    related = tuple(
        ("accepted" if line.startswith("-") else "now", line[1:].strip() or "(empty line)")
        for line in changes[:_SHOWN_LINES]
    )
    return Diagnostic(
        "D0818",
        "error",
        worded("D0818", count=len(changes)),
        "look at the lines; if they are meant, `tsmforms template accept` accepts them",
        related=related,
    )


def lock_path(template: Path) -> Path:
    """Where the text is that was accepted of a template: beside it."""
    return template.with_suffix(".lock.txt")


# --- diff


def template_differences(before: TemplateFile, after: TemplateFile) -> TemplateDiff:
    """What changed from one template to another, of the same form or of two editions of it.

    Raises:
        MisuseError: They are of two forms.
    """
    if before.form.id != after.form.id:
        raise MisuseError(f"{before.name} is of {before.form.id} and {after.name} of {after.form.id}; compare one form")
    old_look, new_look = before.look(), after.look()
    old_columns, new_columns = _columns(before), _columns(after)
    return TemplateDiff(
        before.name,
        after.name,
        differences(before.text(), after.text()),
        tuple(line for line in old_look if line not in new_look),
        tuple(line for line in new_look if line not in old_look),
        tuple(name for name in old_columns if name not in new_columns),
        tuple(name for name in new_columns if name not in old_columns),
    )


def _columns(template: TemplateFile) -> tuple[str, ...]:
    """The columns of an export that a letter's template prints."""
    spec = template.form.spec
    if not spec.is_letter:
        return ()
    there = {one.name.partition("#")[0] for one in template.text().boxes}
    return tuple(one.heading for one in table_columns(spec) if pattern(one.path) in there)
