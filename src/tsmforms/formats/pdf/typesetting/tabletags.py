"""The tags of tables: typst makes headers of columns only, a reader of the page aloud needs those of rows too."""

from __future__ import annotations

import re

_CELL = re.compile(
    rb" 0 obj\n<</Type/StructElem/S/T(?:"
    rb"(?P<head>H/P \d+ 0 R/ID\((?P<id>U\w+?)x(?P<at>\d+)y0\)/A\[<</O/Table/Scope/Column/Headers\[\])"
    rb"|(?P<data>D/P \d+ 0 R(?:/ID\([^)]*\))?/A\[<</O/Table[^>]*?(?P<of>/Headers\[(?P<first>\(U\w+?x0y0\))?[^\]]*\])))"
)
"""The beginning of a cell's object, from behind its number on: words at the front of a pattern are looked for quickly."""
_COLUMN = rb"/Scope/Column/Headers[]"
_ROW = rb"/Scope/Row"


def with_row_headers(pdf: bytes) -> bytes:
    """A PDF of typst's in whose tables the first cell of each row is the row's header.

    - What is in the first column becomes a header with the scope of its row.
    - The heading of that column, in the corner, heads headers and no data: it becomes a cell of data.
    - The list of headers that typst gives each cell names those of columns only, and would be taken for all there
      are; without it the scopes of the headers count.

    Tables of one column stay as they are. Nothing changes its length, so that no place in the file moves.

    Args:
        pdf: The PDF as typst writes it, its objects not packed.
    """
    cells = list(_CELL.finditer(pdf))
    wide = {found["id"] for found in cells if found["head"] and found["at"] != b"0"}
    if not wide:
        return pdf
    parts: list[bytes] = []
    at = 0
    for found in cells:
        parts += (pdf[at : found.start()], _tagged(found, wide))
        at = found.end()
    return b"".join([*parts, pdf[at:]])


def _tagged(found: re.Match[bytes], wide: set[bytes | None]) -> bytes:
    """The beginning of a cell's element, as long as it was."""
    if found["head"]:
        if found["at"] != b"0" or found["id"] not in wide:
            return found[0]
        return found[0].replace(b"/S/TH", b"/S/TD", 1).replace(_COLUMN, b" " * len(_COLUMN))
    first, listed = found["first"], found["of"]
    if first is None:
        return found[0].replace(listed, b" " * len(listed))
    if first[1 : -len("x0y0)")] not in wide or listed.count(b"(") > 1:
        return found[0]
    return found[0].replace(b"/S/TD", b"/S/TH", 1).replace(listed, _ROW.ljust(len(listed)))
