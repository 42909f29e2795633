"""Kinds made of several boxes, in the order in which the boxes are printed, and the containers of fields."""

from __future__ import annotations

from tsmforms.kinds.addresses import POSTCODE
from tsmforms.kinds.choices import YES_NO
from tsmforms.kinds.moments import DATE
from tsmforms.kinds.pictures import IMAGE
from tsmforms.kinds.words import LINES, TEXT
from tsmforms.model.hints import Hint
from tsmforms.model.kinds import Kind, KindPart

PERSON = Kind(
    name="person",
    meaning="a person",
    parts=(
        KindPart("title", "Title", TEXT, Hint(person="anyone", face="title")),
        KindPart("forename", "Forename", TEXT, Hint(person="anyone", face="forename")),
        KindPart("surname", "Surname", TEXT, Hint(person="anyone", face="surname")),
        KindPart("role", "Role", TEXT, Hint(person="anyone", face="role")),
    ),
)
ADDRESS = Kind(
    name="address",
    meaning="an address",
    parts=(KindPart("lines", "Address", LINES), KindPart("postcode", "Postcode", POSTCODE, Hint(of="family"))),
)
SIGNATURE = Kind(
    name="signature",
    meaning="a signature",
    parts=(
        KindPart("name", "Name", TEXT, Hint(person="anyone")),
        KindPart("position", "Position", TEXT, Hint(person="anyone", face="role")),
        KindPart("signed", "Signed", YES_NO, Hint(answer=True)),
        KindPart("date", "Date", DATE),
    ),
)
PICTURE = Kind(
    name="image",
    meaning="a picture",
    parts=(
        KindPart("alt", "What the picture shows", TEXT, Hint(text="picture")),
        KindPart("media_type", "Media type", TEXT),
        KindPart("data", "Picture", IMAGE),
    ),
)
GROUP = Kind(name="group", meaning="several answers")
ROWS = Kind(name="rows", meaning="a table of printed rows")
LIST = Kind(name="list", meaning="a list of entries")
