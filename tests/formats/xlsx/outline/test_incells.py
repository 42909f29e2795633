"""Pictures that are values of cells, through the four parts in which a workbook says so ([MS-XLSX] 2.6.247)."""

from __future__ import annotations

import pytest

from tests.formats.xlsx.workbooks import OFFICE, relations
from tsmforms.formats.xlsx.outline.incells import pictures_in_cells
from tsmforms.intake.package import Package
from tsmforms.model.outline import Picture

PARTS = {
    "xl/metadata.xml": (
        '<metadata><metadataTypes><metadataType name="OTHER"/><metadataType name="XLRICHVALUE"/></metadataTypes>'
        '<futureMetadata name="XLRICHVALUE"><bk><ext><rvb i="1"/></ext></bk><bk><ext><rvb i="0"/></ext></bk></futureMetadata>'
        '<valueMetadata><bk><rc t="2" v="0"/></bk><bk><rc t="1" v="0"/></bk><bk><rc t="2" v="1"/></bk><bk/></valueMetadata></metadata>'
    ),
    "xl/richData/rdrichvalue.xml": '<rvData><rv s="0"><v>0</v><v>Our dog</v></rv><rv s="0"><v>1</v></rv></rvData>',
    "xl/richData/rdrichvaluestructure.xml": '<rvStructures><s><k n="_rvRel:LocalImageIdentifier"/><k n="Text"/></s></rvStructures>',
    "xl/richData/richValueRel.xml": f'<richValueRels xmlns:r="{OFFICE}"><rel r:id="a"/><rel r:id="b"/></richValueRels>',
}


def read(**changed: str | None) -> dict[str, Picture]:
    """The pictures of a workbook of these parts, some of them changed by the end of their names."""
    parts = {
        name: text
        for name, was in PARTS.items()
        if (text := next((new for end, new in changed.items() if name.endswith(f"/{end}.xml")), was)) is not None
    }
    found = {name: text.encode() for name, text in parts.items()}
    found["xl/richData/_rels/richValueRel.xml.rels"] = relations(
        {"a": ("image", "../media/a.png"), "b": ("image", "../media/b.png")}
    )
    found |= {"xl/media/a.png": b"one", "xl/media/b.png": b"other"}
    return dict(pictures_in_cells(Package(found, {name.casefold(): name for name in found})))


def test_a_cell_names_its_picture_through_metadata_value_structure_and_relation() -> None:
    assert read() == {"1": Picture(data=b"other"), "3": Picture("Our dog", data=b"one")}


@pytest.mark.parametrize("part", ["metadata", "rdrichvalue", "rdrichvaluestructure", "richValueRel"])
def test_a_workbook_that_lacks_one_of_the_parts_has_none(part: str) -> None:
    assert read(**{part: None}) == {}


def test_a_number_that_leads_nowhere_gives_no_picture() -> None:
    assert read(rdrichvalue='<rvData><rv s="7"><v>0</v></rv><rv s="0"><v>9</v></rv></rvData>') == {}
