"""The shape of a record: equal wherever its fields are, whatever their words; it travels with a pickled record."""

from __future__ import annotations

import attrs

from tests.reading.scenes import spec
from tsmforms.model.recordtree import RecordNode, RecordShape, extends, record_shape, unpacked

NAME = RecordNode("name", "str", label="Name")
WAY = RecordNode("way", "str", codes=("ring", "write"), label="Way", names=("Ring", "Write"))
TABLE = RecordNode("concerns", "rows", (NAME,), rows=("home", "school"), names=("At home", "At school"))


def test_words_make_no_other_shape_and_fields_rows_and_choices_do() -> None:
    assert attrs.evolve(WAY, label="How", names=("Call", "Post"), help="One of them") == WAY
    assert attrs.evolve(WAY, codes=("ring",)) != WAY
    assert attrs.evolve(TABLE, rows=("home",)) != TABLE
    assert attrs.evolve(NAME, type="int") != NAME


def test_a_shape_extends_another_if_every_value_of_the_other_is_one_of_it() -> None:
    assert extends((NAME, WAY), (NAME,))
    assert not extends((NAME,), (NAME, WAY))
    assert not attrs.evolve(WAY, codes=("ring", "write", "visit")).extends(WAY)
    more_rows = attrs.evolve(TABLE, rows=("home", "school", "club"))
    assert more_rows.extends(TABLE)
    assert not TABLE.extends(more_rows)
    assert not attrs.evolve(TABLE, children=(WAY,)).extends(TABLE)


def test_a_printed_row_is_a_group_under_its_own_label() -> None:
    row = TABLE.row("school")
    assert (row.key, row.type, row.label, row.children) == ("school", "group", "At school", (NAME,))
    assert not row.is_leaf
    assert NAME.is_leaf


def test_a_shape_is_the_same_after_it_was_packed_and_unpacked_with_its_words_and_its_base() -> None:
    base = RecordShape("visit_note", "2025-09", (NAME,), description="A visit.")
    shape = RecordShape("visit_note", "2025-09+ourtown", (NAME, WAY, TABLE), base, "Our visit.")
    again = unpacked(shape.packed)
    assert again == shape
    assert again.base == base
    assert (again.description, [node.words() for node in again.nodes]) == (
        "Our visit.",
        [node.words() for node in shape.nodes],
    )


def test_the_shape_of_a_form_has_its_rows_choices_and_the_types_of_its_values() -> None:
    nodes = {node.key: node for node in record_shape(spec()).nodes}
    assert (nodes["name"].type, nodes["visit_date"].type, nodes["absences"].type) == ("str", "date", "int")
    assert nodes["seen"].codes == ()  # yes and no are true and false
    assert nodes["bring"].codes == ("diary", "letter", "plan")
    assert (nodes["concerns"].type, nodes["concerns"].rows) == ("rows", ("home", "school"))
    assert (nodes["steps"].type, [child.key for child in nodes["steps"].children]) == ("list", ["step", "by_when"])
