"""A small form with every widget, and a small letter, built by hand."""

from __future__ import annotations

from typing import Any

from tsmforms.kinds import kind_named
from tsmforms.layout import (
    AddressBlock,
    BulletList,
    Cell,
    Column,
    Conditional,
    Content,
    DerivedText,
    Document,
    Grid,
    Heading,
    ImageBox,
    Prose,
    Repeat,
    RepeatedBlock,
    Row,
    ShownIf,
    SignatureBlock,
    Slot,
    Table,
    Text,
    slots_of,
)
from tsmforms.model import Choice, FieldSpec, FormSpec, RowSpec

RATING = (Choice("red", "Red"), Choice("amber", "Amber"), Choice("green", "Green"))
HELP = (Choice("bus", "Bus pass"), Choice("club", "Breakfast club"))
NEEDS = (Choice("n", "None"), Choice("k", "SEN support"))


def field(key: str, label: str, kind: str = "text", **more: Any) -> FieldSpec:
    return FieldSpec(key, label, kind_named(kind, "container" in more), **more)


FIELDS = (
    field("name", "Pupil's name", max_length=100),
    field("born", "Date of birth", "date"),
    field("needs", "Needs", "choice", choices=NEEDS),
    field("notes", "Notes", "long_text", lines=3),
    field("help", "Help offered", "multiple_choice", choices=HELP),
    field(
        "audit",
        "Audit",
        "rows",
        container="rows",
        rows=(RowSpec("policy", "There is a policy"), RowSpec("data", "Data is used")),
        children=(field("rating", "Rating", "rating", choices=RATING), field("evidence", "Evidence", "long_text")),
    ),
    field(
        "actions",
        "Actions",
        "list",
        container="list",
        max_rows=9,
        children=(field("what", "Action", "long_text"), field("who", "Who"), field("due", "By when", "date")),
    ),
    field("boards", "Dashboards", "list", container="list", max_rows=4, children=(field("school", "School shown"),)),
    field(
        "signed_by",
        "Signature of school",
        "signature",
        container="group",
        children=(field("name", "Name"), field("signed", "Signed", "yes_no"), field("date", "Date", "date")),
    ),
    field(
        "picture",
        "Dashboard",
        "image",
        container="group",
        children=(field("alt", "What the picture shows"), field("data", "Picture", "image")),
    ),
)


def spec(fields: tuple[FieldSpec, ...] = FIELDS, kind: str = "form", form: str = "small_form") -> FormSpec:
    return FormSpec(form, "2024-09", "Small form", kind, "", "", ("pdf",), (), fields, (), (), (), "0123456789ab", "")  # type: ignore[arg-type]


SPEC = spec()


def slot(path: str, option: str | None = None, lines: int | None = None, of: FormSpec = SPEC) -> Slot:
    leaf = of.leaves[path]
    label = next((c.label for c in leaf.field.choices if c.code == option), "") if option else ""
    return Slot(path, leaf.field, ": ".join(leaf.context), option, label, lines or leaf.field.lines)


def labelled(*paths: str) -> tuple[Cell, ...]:
    return tuple(Cell((Text(SPEC.leaves[path].field.label, bold=True), slot(path))) for path in paths)


def _audit_row(key: str, label: str) -> Row:
    marks = tuple(Cell((slot(f"audit.{key}.rating", code),)) for code in ("red", "amber", "green"))
    return Row((Cell((Text(label),), label=True), *marks, Cell((slot(f"audit.{key}.evidence", lines=2),))), key)


FORM = Document(
    "small_form",
    "2024-09",
    "0123456789ab",
    "A small form",
    False,
    (
        Heading("About the pupil"),
        Grid((labelled("name", "born", "needs"), (Cell((Text("Notes", bold=True), slot("notes")), span=3),))),
        Prose(
            (Text("We offered: "), slot("help", "bus"), Text("Bus pass"), slot("help", "club"), Text("Breakfast club"))
        ),
        Heading("Audit"),
        Table(
            "audit",
            "Audit",
            (Column("Statement", 4), Column("R", 0.4), Column("A", 0.4), Column("G", 0.4), Column("Evidence", 3)),
            (_audit_row("policy", "There is a policy"), _audit_row("data", "Data is used")),
        ),
        Heading("Actions"),
        Table(
            "actions",
            "Actions",
            (Column("Action", 4), Column("Who", 2), Column("By when", 1.5)),
            (
                Row(
                    (
                        Cell((slot("actions[].what", lines=2),)),
                        Cell((slot("actions[].who"),)),
                        Cell((slot("actions[].due"),)),
                    )
                ),
            ),
            Repeat("actions", 2, 9),
        ),
        RepeatedBlock("boards", "Dashboard", (Grid((labelled("boards[].school"),)),), 1, 4),
        ImageBox("picture", "Dashboard", slot("picture.data"), slot("picture.alt"), 30),
        SignatureBlock(
            "signed_by",
            "Signature of school",
            (slot("signed_by.name"), slot("signed_by.signed"), slot("signed_by.date")),
        ),
    ),
    footer="small_form · 2024-09 · 0123456789ab",
)

LETTER_FIELDS = (
    field("to", "Parent"),
    field("address", "Address", "lines"),
    field("salutation", "Salutation"),
    field("ref", "Our reference"),
    field("seen", "Sessions attended", "integer"),
    field("of", "Sessions", "integer"),
    field("targets", "Targets", "list", container="list", children=(field("target", "Target"),)),
    field("actions", "Actions", "list", container="list", children=(field("what", "Action"), field("who", "Who"))),
    field("offer", "Support offered", "long_text"),
    field("by", "Signed by"),
)
LETTER_SPEC = spec(LETTER_FIELDS, "letter", "small_letter")


def _part(path: str) -> Slot:
    return slot(path, of=LETTER_SPEC)


LETTER = Document(
    "small_letter",
    "2024-09",
    "0123456789ab",
    "What we agreed",
    True,
    (
        AddressBlock(((_part("to"),), (_part("address"),))),
        Prose((Text("Our reference: "), _part("ref")), "contact"),
        Prose((Text("Dear "), _part("salutation"))),
        Heading("What we agreed"),
        Prose(
            (
                Text("Your child attended "),
                _part("seen"),
                Text(" of "),
                _part("of"),
                Text(" sessions, which is "),
                DerivedText("percent"),
                Text("."),
            )
        ),
        BulletList("targets", (_part("targets[].target"),)),
        Table(
            "actions",
            "Actions",
            (Column("Action", 3), Column("Who", 1)),
            (Row((Cell((_part("actions[].what"),)), Cell((_part("actions[].who"),)))),),
            Repeat("actions", 3),
        ),
        Conditional(ShownIf("offer"), (Heading("Help", 2), Prose((Text("We can offer: "), _part("offer"))))),
        Prose((Text("Yours sincerely"),), "closing"),
        Prose((_part("by"),), "closing"),
    ),
    letterhead=("Invented Lane School", "1 Example Road"),
    footer="small_letter · 2024-09 · 0123456789ab",
)

LETTER_TEXTS = {
    "to": "Ms Siân O'Example",
    "address": "12 Tŷ Gwyn Lane\nExampleton\nZZ99 3WZ",
    "salutation": "Ms O'Example",
    "ref": "SAM/0147",
    "seen": "85",
    "of": "108",
    "targets.0.target": "Attend every Monday",
    "targets.1.target": "Arrive before 8.45am",
    "actions.0.what": "Ring the school on the first day",
    "actions.0.who": "Łucja",
    "actions.1.what": "Offer a place at the breakfast club",
    "actions.1.who": "Mr Ash",
    "offer": "A quiet start in the library",
    "by": "A. N. Other",
}


def content(texts: dict[str, str], marked: dict[str, set[str]] | None = None, **more: Any) -> Content:
    """Content of these texts; the values behind them are the texts themselves."""
    marks = {path: frozenset(codes) for path, codes in (marked or {}).items()}
    return Content(texts, marks, values={**texts, **{path: tuple(codes) for path, codes in marks.items()}}, **more)


def letter_content(**changes: str) -> Content:
    texts = {path: changes.get(path.replace(".", "_"), text) for path, text in LETTER_TEXTS.items()}
    return content(
        {path: text for path, text in texts.items() if text},
        derived={"percent": "78.7%"},
        record_id="00000000-0000-5000-8000-000000000147",
    )


TEXT_PATHS = [s.path for s in slots_of(FORM.blocks) if s.option is None and s.widget in ("text", "multiline")]
