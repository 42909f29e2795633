"""A Word or Excel file as PDF, by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tsmforms.diagnostics import EnvironmentProblem
from tsmforms.intake.unlinked import unlinked

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


def office_to_pdf(data: bytes, kind: str, what: str = "a picture of a Word or Excel file") -> bytes:
    """A Word or Excel file as PDF, by LibreOffice, which fetches nothing that the file refers to.

    Args:
        data: The file.
        kind: `docx` or `xlsx`.
        what: What it is wanted for, as the message says where LibreOffice is not there.

    Raises:
        EnvironmentProblem: LibreOffice is not there, or did not finish.
    """

    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise EnvironmentProblem(f"{what} needs LibreOffice, which is not installed")
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
            raise EnvironmentProblem(f"{what}: LibreOffice did not make it") from None
