"""An Office file without its relations to outside, for a program that would follow them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tsmforms.intake.package import Package, open_package
from tsmforms.intake.xml import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEVER_FETCHED = "/hyperlink"


def unlinked(data: bytes) -> bytes:
    """The same file, in which nothing is left that a program fetches when it opens it; links to click on stay.

    Raises:
        ReadError: It is no package that may be opened.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in _parts(open_package(data)):
            target.writestr(name, content)
    return out.getvalue()


def _parts(package: Package) -> Iterator[tuple[str, bytes]]:
    for name, content in package.parts.items():
        yield name, _within(name, content) if name.casefold().endswith(".rels") else content


def _within(name: str, content: bytes) -> bytes:
    from lxml import etree

    root = parse_xml(content, name)
    for relation in list(root):
        is_outside = str(relation.get("TargetMode", "")).lower() == "external"
        if is_outside and not str(relation.get("Type", "")).endswith(_NEVER_FETCHED):
            root.remove(relation)
    out: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return out
