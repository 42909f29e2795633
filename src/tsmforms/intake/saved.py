"""The date that a program saved inside a file when somebody saved it last."""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import zipfile
from pathlib import Path

from tsmforms.diagnostics import TsmFormsError
from tsmforms.intake.source import source_bytes
from tsmforms.intake.worker import kept_worker

_CORE = "docProps/core.xml"
_MOST = 1_000_000
"""Bytes of a part that says when a file was saved; the real ones have under a thousand."""
_MODIFIED = re.compile(rb"<(?:\w+:)?modified[^>]*>\s*([^<]{10,40}?)\s*<")
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?([+\-Z])?(\d\d)?'?(\d\d)?")


def saved_at(file: str) -> datetime.datetime | None:
    """When a file says that it was saved last, in UTC; None where it does not say. Looked at in the kept worker."""
    with contextlib.suppress(TsmFormsError):
        found: str | None = kept_worker().call(saved_there, str(Path(file).absolute()))
        return datetime.datetime.fromisoformat(found) if found else None
    return None


def saved_there(file: str) -> str | None:
    """The same as text. Runs in the worker."""
    data, _ = source_bytes(Path(file))
    found = _of_package(data) if data.startswith(b"PK") else _of_pdf(data)
    return found.astimezone(datetime.UTC).isoformat() if found else None


def _of_package(data: bytes) -> datetime.datetime | None:
    with contextlib.suppress(KeyError, zipfile.BadZipFile, ValueError), zipfile.ZipFile(io.BytesIO(data)) as package:
        with package.open(_CORE) as part:
            match = _MODIFIED.search(part.read(_MOST))
        if match:
            found = datetime.datetime.fromisoformat(match[1].decode("ascii"))
            return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)
    return None


def _of_pdf(data: bytes) -> datetime.datetime | None:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = str(pdf.docinfo.get("/ModDate", pdf.docinfo.get("/CreationDate", "")))
    match = _PDF_DATE.match(said)
    if not match:
        return None
    year, *rest = (int(part) if part else None for part in match.groups()[:6])
    month, day, hour, minute, second = (
        part if part is not None else least for part, least in zip(rest, (1, 1, 0, 0, 0), strict=True)
    )
    offset = datetime.timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0))
    with contextlib.suppress(ValueError):  # a month of 13, or a zone further than a day away
        zone = datetime.timezone(-offset if match[7] == "-" else offset)
        return datetime.datetime(year or 1, month, day, hour, minute, second, tzinfo=zone)
    return None
