"""A picture of the pages of a form or a file."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tsmforms.cli import status
from tsmforms.cli.output import put
from tsmforms.diagnostics import EnvironmentProblem, MisuseError
from tsmforms.files import check_free
from tsmforms.intake import examine, source_bytes, unlinked

_SECONDS = 120
_NO_LINKS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""Settings of LibreOffice: pictures that a field or formula names by their address are not fetched either."""


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


def office_to_pdf(data: bytes, kind: str) -> bytes:
    """A Word or Excel file as PDF, by LibreOffice, which fetches nothing that the file refers to.

    Raises:
        EnvironmentProblem: LibreOffice is not there, or did not finish.
    """
    import shutil

    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise EnvironmentProblem("a picture of a Word or Excel file needs LibreOffice, which is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"page.{kind}"
        source.write_bytes(unlinked(data))
        settings = Path(folder) / "profile/user/registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_NO_LINKS, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
            return source.with_suffix(".pdf").read_bytes()
        except (subprocess.TimeoutExpired, FileNotFoundError):
            raise EnvironmentProblem("LibreOffice did not make a picture of this file") from None
