"""The certificate of a run as a tagged PDF of one page: tables, checks, a place to sign."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import attrs

from tsmforms.formats.pdf.typesetting import typeset

_EPOCH = datetime.date(2000, 1, 1)


@attrs.frozen
class CertificateTable:
    """A heading, the two heads of its columns, and rows of two cells."""

    heading: str
    head: tuple[str, str]
    rows: Sequence[tuple[str, str]]


def certificate(title: str, opening: str, tables: Sequence[CertificateTable], checks: Sequence[str]) -> bytes:
    """The certificate; the same bytes for the same words, with no time in it.

    Args:
        title: Its title.
        opening: What it says in a sentence.
        tables: Its tables, in their order.
        checks: What was checked, a sentence each.
    """
    data = {
        "title": title,
        "opening": opening,
        "tables": [{"heading": t.heading, "head": t.head, "rows": [list(row) for row in t.rows]} for t in tables],
        "checks": {"heading": "Checks made", "items": list(checks)},
        "signing": {
            "heading": "Checked and released for posting",
            "head": ["To fill in", "By hand"],
            "rows": [["Name", ""], ["Signature", ""], ["Date", ""]],
        },
    }
    files = {"main.typ": typeset.source("certificate.typ"), "data.txt": typeset.data_file(data)}
    return typeset.compile_pdf(files, _EPOCH, typeset.FORM_STANDARDS)
