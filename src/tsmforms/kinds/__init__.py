"""The kinds of field: each is one object, listed here once. To add one: docs/how-to/add-a-kind.md.

What a form holds of a kind is the object itself (`FieldSpec.kind`). It is pickled by its name.
"""

import copyreg
from collections.abc import Callable

from tsmforms.kinds.addresses import EMAIL, PHONE, POSTCODE
from tsmforms.kinds.choices import CHOICE, MULTIPLE_CHOICE, RATING, YES_NO
from tsmforms.kinds.composites import ADDRESS, GROUP, LIST, PERSON, PICTURE, ROWS, SIGNATURE
from tsmforms.kinds.moments import DATE, TIME
from tsmforms.kinds.numbers import DECIMAL, INTEGER, MONEY, PERCENTAGE
from tsmforms.kinds.pictures import IMAGE
from tsmforms.kinds.register import ATTENDANCE_CODE, UPN, URN
from tsmforms.kinds.words import LINES, LONG_TEXT, TEXT
from tsmforms.model.kinds import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        TEXT,
        LONG_TEXT,
        LINES,
        DATE,
        TIME,
        INTEGER,
        DECIMAL,
        PERCENTAGE,
        MONEY,
        YES_NO,
        CHOICE,
        MULTIPLE_CHOICE,
        RATING,
        ATTENDANCE_CODE,
        POSTCODE,
        UPN,
        URN,
        PHONE,
        EMAIL,
        IMAGE,
    )
}
"""The kinds of one answer, by name."""

COMPOSITES: dict[str, Kind] = {kind.name: kind for kind in (PERSON, ADDRESS, SIGNATURE, PICTURE)}
"""The kinds made of several boxes, by name."""

_CONTAINERS: dict[str, Kind] = {kind.name: kind for kind in (GROUP, ROWS, LIST)}


def kind_named(name: str, of_several: bool = False) -> Kind:
    """The kind of this name: of one answer, or made of several (a picture has both)."""
    return ({**COMPOSITES, **_CONTAINERS} if of_several else KINDS)[name]


def _by_name(kind: Kind) -> tuple[Callable[[str, bool], Kind], tuple[str, bool]]:
    return kind_named, (kind.name, KINDS.get(kind.name) is not kind)


copyreg.pickle(Kind, _by_name)

__all__ = [
    "ADDRESS",
    "ATTENDANCE_CODE",
    "CHOICE",
    "COMPOSITES",
    "DATE",
    "DECIMAL",
    "EMAIL",
    "GROUP",
    "IMAGE",
    "INTEGER",
    "KINDS",
    "LINES",
    "LIST",
    "LONG_TEXT",
    "MONEY",
    "MULTIPLE_CHOICE",
    "PERCENTAGE",
    "PERSON",
    "PHONE",
    "PICTURE",
    "POSTCODE",
    "RATING",
    "ROWS",
    "SIGNATURE",
    "TEXT",
    "TIME",
    "UPN",
    "URN",
    "YES_NO",
    "kind_named",
]
