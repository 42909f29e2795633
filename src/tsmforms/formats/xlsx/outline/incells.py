"""Pictures that are values of cells ("Place in Cell"): the cell names a rich value, and that a file of its own.

A cell's `vm` counts the value metadata from 1; these name a rich value, whose structure says where among its values
the number of the picture's relation is ([MS-XLSX] 2.6.247 and following).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from tsmforms.formats.xlsx.outline.book import relations_of
from tsmforms.formats.xlsx.outline.cellstyles import whole
from tsmforms.intake import Package, children, parse_xml
from tsmforms.model.outline import Picture

if TYPE_CHECKING:
    from lxml import etree

_Thing = TypeVar("_Thing")
_METADATA = "xl/metadata.xml"
_VALUES, _STRUCTURES = "xl/richData/rdrichvalue.xml", "xl/richData/rdrichvaluestructure.xml"
_RELATIONS = "xl/richData/richValueRel.xml"
_PICTURE, _WORDS = "_rvRel:LocalImageIdentifier", "Text"
_MOST = 1_000


def pictures_in_cells(package: Package) -> Mapping[str, Picture]:
    """The pictures of cells by what the cells say as `vm`; none where the workbook has no such values."""
    metadata, values = _part(package, _METADATA), _part(package, _VALUES)
    structures, relations = _part(package, _STRUCTURES), _part(package, _RELATIONS)
    if metadata is None or values is None or structures is None or relations is None:
        return {}
    names = [[str(key.get("n")) for key in children(one, "k")] for one in children(structures, "s")]
    files = {one.key: one.part for one in relations_of(package, _RELATIONS)}
    keys = [next((str(v) for k, v in one.attrib.items() if str(k).endswith("}id")), "") for one in relations]
    pictures: list[Picture | None] = []
    for value in list(children(values, "rv"))[:_MOST]:
        said = dict(zip(_at(names, value.get("s"), []), ((v.text or "") for v in children(value, "v")), strict=False))
        part = files.get(_at(keys, said.get(_PICTURE), "")) if _PICTURE in said else None
        pictures.append(Picture(said.get(_WORDS, ""), data=package.part(part)) if part else None)
    found = ((str(n), _at(pictures, index, None)) for n, index in enumerate(_rich_values(metadata), 1))
    return {vm: picture for vm, picture in found if picture is not None}


def _part(package: Package, name: str) -> etree._Element | None:
    content = package.part(name)
    return None if content is None else parse_xml(content, name)


def _rich_values(metadata: etree._Element) -> list[str]:
    """Of each value metadata, in order, the number of its rich value."""
    types = [str(one.get("name")) for holder in children(metadata, "metadataTypes") for one in holder]
    future = next((one for one in children(metadata, "futureMetadata") if one.get("name") == "XLRICHVALUE"), None)
    rich = [next((str(b.get("i")) for b in one.iter("{*}rvb")), "") for one in (future if future is not None else ())]
    out = []
    for holder in children(metadata, "valueMetadata"):
        for block in holder:
            record = next(iter(block), None)
            kind = _at(types, str((whole(record.get("t")) or 0) - 1), "") if record is not None else ""
            out.append(_at(rich, record.get("v"), "") if record is not None and kind == "XLRICHVALUE" else "")
    return out[:_MOST]


def _at(listed: Sequence[_Thing], number: str | None, default: _Thing) -> _Thing:
    at = whole(number)
    return listed[at] if at is not None and 0 <= at < len(listed) else default
