"""A package again with some of its parts changed or added; the others byte for byte, in their order."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

from tsmforms.intake.package import Package
from tsmforms.intake.xml import parse_xml

_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def repackaged(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The package with these parts in place of its own, new ones behind them."""
    out = io.BytesIO()
    left = dict(changed)
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = left.pop(info.filename, None)
            new.writestr(info, old.read(info) if content is None else content, zipfile.ZIP_DEFLATED)
        for name, content in left.items():
            new.writestr(zipfile.ZipInfo(name, _NO_DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rels_name(part: str) -> str:
    """The part that says what a part refers to."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


class PartsChange:
    """The parts of a package that are changed or added, while they are.

    Args:
        package: The package as it came.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, bytes] = {}

    def part(self, name: str) -> bytes | None:
        """A part as it is now."""
        return self.changed.get(name, self.package.part(name))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another; the id by which it does, that which it has already where it does."""
        from lxml import etree

        name = rels_name(part)
        content = self.part(name)
        root = parse_xml(content) if content else etree.Element(f"{{{_RELS_SPACE}}}Relationships")
        path = posixpath.relpath(target, posixpath.dirname(part) or ".")
        for one in root:
            if one.get("Type", "").endswith(f"/{kind}") and one.get("Target", "").lstrip("/") in (path, target):
                return str(one.get("Id"))
        taken = {one.get("Id") for one in root}
        key = next(f"rIdTsm{n}" for n in range(1, len(taken) + 2) if f"rIdTsm{n}" not in taken)
        etree.SubElement(root, f"{{{_RELS_SPACE}}}Relationship", Id=key, Type=f"{_DOCUMENT}/{kind}", Target=path)
        self.changed[name] = serialised(root)
        return key

    def declare(self, name: str, content_type: str, extension: str = "") -> None:
        """Say of what type a part is, or every part with an ending."""
        from lxml import etree

        root = parse_xml(self.part(_TYPES) or b"")
        tag, key, value = ("Default", "Extension", extension) if extension else ("Override", "PartName", f"/{name}")
        if not any(one.get(key, "").casefold() == value.casefold() for one in root):
            etree.SubElement(root, f"{{{_TYPES_SPACE}}}{tag}", {key: value, "ContentType": content_type})
            self.changed[_TYPES] = serialised(root)


def serialised(root: object) -> bytes:
    """A part's XML as bytes."""
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
