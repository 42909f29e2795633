"""A picture of the pages of a form or a file."""

from __future__ import annotations

from pathlib import Path

from tsmforms.cli import status
from tsmforms.cli.output import put
from tsmforms.diagnostics import MisuseError
from tsmforms.files import check_free
from tsmforms.intake import examine, office_to_pdf, source_bytes


def make_preview(form_or_file: str, out: Path, force: bool, profile: Path | None, specs: Path | None) -> int:
    """OUT.png, or OUT-1.png, OUT-2.png, ... for several pages.

    A picture of either name, there from before, stops the command before its work, since how many pages there are
    is known only behind it.

    Raises:
        MisuseError: OUT is not a PNG, or there is a file already and `force` is not set.
        EnvironmentProblem: DOCX and XLSX need LibreOffice.
    """
    if out.suffix.lower() != ".png":
        raise MisuseError(f'"{out.name}" does not end in .png')
    for name in (out, _numbered(out, 1)):
        check_free(name, force)
    from tsmforms.formats.pdf import render

    pages = render(_pdf(form_or_file, profile, specs))
    names = [out] if len(pages) == 1 else [_numbered(out, number) for number in range(1, len(pages) + 1)]
    for name in names:
        check_free(name, force)
    for name, picture in zip(names, pages, strict=True):
        put(name, picture, force)
    return status.GOOD


def _numbered(out: Path, number: int) -> Path:
    return out.with_name(f"{out.stem}-{number}{out.suffix}")


def _pdf(form_or_file: str, profile: Path | None, specs: Path | None) -> bytes:
    import tsmforms

    path = Path(form_or_file)
    if not path.suffix and not path.exists():
        return tsmforms.form(form_or_file, profile=profile, specs=specs).blank("pdf")
    data, name = source_bytes(path)
    kind = examine(data, name)
    return data if kind == "pdf" else office_to_pdf(data, kind)
