"""What a run leaves for people: who got which file, what was refused and why, and a certificate. No answers in any."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from tsmforms.bulk.folder import Folder
from tsmforms.bulk.manifest import Manifest
from tsmforms.documents import Form
from tsmforms.version import VERSION

MANIFEST, REFUSED, CERTIFICATE = "manifest.csv", "refused.csv", "certificate.json"
_MANIFEST_HEAD = ("row", "line", "pupil_id", "recipient", "record_id", "format", "file", "sha256", "warnings")
_REFUSED_HEAD = ("row", "line", "pupil_id", "recipient", "code", "field", "message", "help")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PIECE = 500


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_pieces(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """A CSV table in UTF-8 with a byte-order mark, as Excel opens it, in pieces."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow(head)
    for n, row in enumerate(rows, 1):
        writer.writerow([safe_cell(value) for value in row])
        if n % _PIECE == 0:
            yield out.getvalue().encode("utf-8", "replace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "replace")


def write_lists(folder: Folder, manifest: Manifest) -> dict[str, str]:
    """The manifest as CSV and the refused rows; the SHA-256 of each."""
    refused = (
        (r.row, r.line, r.pupil_id, r.recipient, r.code, r.field, r.message, r.help) for r in manifest.refusals()
    )
    return {
        MANIFEST: folder.put(MANIFEST, csv_pieces(_MANIFEST_HEAD, manifest.lines())),
        REFUSED: folder.put(REFUSED, csv_pieces(_REFUSED_HEAD, refused)),
    }


def write_certificate(folder: Folder, form: Form, facts: dict[str, object]) -> None:
    """What was made from what: names, counts and digests; no time unless it was given."""
    certificate = {
        "form": form.id,
        "edition": form.edition,
        "spec_digest": form.spec.digest,
        "profile_digest": form.profile.digest or None,
        "library": f"tsmforms {VERSION}",
        **facts,
    }
    text = json.dumps(certificate, indent=2, ensure_ascii=False) + "\n"
    folder.put(CERTIFICATE, (text.encode(),))
