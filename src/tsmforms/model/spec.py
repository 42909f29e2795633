"""A form spec: fields, layout as written, rules. Frozen; made by `specs`, read by everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from tsmforms.diagnostics import Severity, SourceRef
from tsmforms.model.formatnames import FormatName
from tsmforms.model.hints import NO_HINT, Hint
from tsmforms.model.kinds import Choice, Kind, Widget
from tsmforms.model.settings import SettingValue

if TYPE_CHECKING:
    from tsmforms.model.recordtree import RecordShape

FormKind = Literal["form", "letter", "checklist"]
Container = Literal["group", "rows", "list"]
Args: TypeAlias = Mapping[str, Any]
"""What a node or rule is given, by name, read and checked as its table says: of a rule paths are text, spans and
conditions are classes, `on` among them."""
GivenArgs: TypeAlias = dict[str, Any]
"""The same while it is put together."""
LegalWarning = Literal["none", "soft", "full"]
LEGAL_WARNINGS: tuple[LegalWarning, ...] = ("none", "soft", "full")
"""How plainly a letter speaks of legal steps: not at all, in passing, as a warning that has to go by post."""
Once = Literal["school_year"]
ONCE: tuple[Once, ...] = ("school_year",)
"""How long a parent who had a letter does not get another of the same form."""


@attrs.frozen
class Location:
    """Line and column (from 1) of a spec file."""

    file: str
    line: int
    column: int


@attrs.frozen
class RowSpec:
    """A printed row of a table: its key and its label."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


@attrs.frozen
class FieldSpec:
    """One field, or a container of fields.

    Containers: `group` (an object with named children), `rows` (printed rows:
    an object by row key, each with the same columns), `list` (an open table: a
    list of objects). Kinds made of several boxes (person, address, signature,
    image) are groups of that kind. Everything else is a leaf.

    `together`: the boxes of its choices stand in one cell of a table, not in a column each.
    """

    key: str
    label: str
    kind: Kind
    container: Container | None = None
    children: tuple[FieldSpec, ...] = ()
    rows: tuple[RowSpec, ...] = ()
    choices: tuple[Choice, ...] = ()
    required: bool = False
    help: str = ""
    aliases: tuple[str, ...] = ()
    max_rows: int | None = None
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    widget: Widget | None = None
    together: bool = False
    lines: int = 1
    column_label: str | None = None
    example: tuple[str, ...] = ()
    hint: Hint = NO_HINT
    location: Location | None = None

    @property
    def box(self) -> Widget:
        """The box this leaf gets."""
        return self.widget or self.kind.widget

    def child(self, key: str) -> FieldSpec | None:
        """The child of this key."""
        return next((c for c in self.children if c.key == key), None)

    def column(self, path: str) -> FieldSpec | None:
        """The column of this path: a child, or with dots a field of the groups among them."""
        key, _, rest = path.partition(".")
        found = self.child(key)
        if found is None or not rest:
            return found
        return found.column(rest) if found.container == "group" else None


def choices_of(field: FieldSpec) -> tuple[Choice, ...]:
    """The choices of a field, those its kind implies too."""
    return field.choices or field.kind.choices


@attrs.frozen
class Leaf:
    """A leaf field with its path pattern (`actions[].owner`) and the labels around it, outermost first."""

    pattern: str
    field: FieldSpec
    context: tuple[str, ...] = ()
    required: bool = False

    @property
    def question(self) -> str:
        """The question as its reader sees it, with the row or group it stands in."""
        return ": ".join((*(words.rstrip(":") for words in self.context), self.field.label))

    @property
    def lists(self) -> tuple[str, ...]:
        """Patterns of the lists this leaf lies in, outermost first (`actions`)."""
        cuts = [i for i in range(len(self.pattern)) if self.pattern.startswith("[]", i)]
        return tuple(self.pattern[:i] for i in cuts)


@attrs.frozen
class NodeSpec:
    """A layout node as written in the spec: its name, its parameters, its blocks."""

    name: str
    args: Args
    blocks: tuple[NodeSpec, ...] = ()
    location: Location | None = None


@attrs.frozen
class Derivation:
    """A value that is computed and printed but never answered (`percent`, `days`, `sum`)."""

    name: str
    function: str
    fields: tuple[str, ...]


@attrs.frozen
class RuleSpec:
    """One rule: a predicate of the closed list with its parameters, and the source it stands on."""

    id: str
    predicate: str
    on: str
    params: Args
    severity: Severity
    message: str
    help: str
    source: SourceRef
    code: str
    in_force_from: str | None = None
    in_force_to: str | None = None
    location: Location | None = None


@attrs.frozen(slots=False, eq=False, repr=False)
class FormSpec:
    """One edition of one form, as it is used: no slot, switch or setting is left in it.

    `marking` is printed above a form and in every footer, `footer` behind it.
    `once` says how long a parent who had this letter does not get another; the letter log is asked.
    `for_office` are fields that a letter has on the school's copy alone.
    `formerly` are paragraphs that this edition printed before its words were changed: nobody wrote them into a return.
    `settings` are the settings and words that it names itself, with their values (not those of shared groups);
    `as_it_ships` gives the shape of its record as no profile rewords it, and the one over which an overlay lies.
    """

    form: str
    edition: str
    title: str
    kind: FormKind
    filled_by: str
    description: str
    formats: tuple[FormatName, ...]
    sources: tuple[SourceRef, ...]
    fields: tuple[FieldSpec, ...]
    nodes: tuple[NodeSpec, ...]
    rules: tuple[RuleSpec, ...]
    derived: tuple[Derivation, ...]
    digest: str
    file: str
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    legal_warning: LegalWarning | None = None
    parts: tuple[str, ...] = ()
    rule_prefix: str = ""
    once: Once | None = None
    marking: str = ""
    footer: str = ""
    landscape: bool = False
    for_office: tuple[str, ...] = ()
    settings: tuple[tuple[str, SettingValue], ...] = ()
    as_it_ships: Callable[[], RecordShape] | None = attrs.field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"FormSpec({self.form!r}, {self.edition!r})"

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "record_shape": self.record_shape, "as_it_ships": None}

    @cached_property
    def record_shape(self) -> RecordShape:
        """The shape of its record, whose words are those of no profile."""
        from tsmforms.model.recordtree import record_shape

        return self.as_it_ships() if self.as_it_ships else record_shape(self)

    @property
    def is_letter(self) -> bool:
        """Whether this is a letter: its record is what one recipient's letter prints."""
        return self.kind == "letter"

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """Every leaf by path pattern, in the order of the fields."""
        return {leaf.pattern: leaf for field in self.fields for leaf in _leaves(field, "", ())}

    @cached_property
    def containers(self) -> Mapping[str, FieldSpec]:
        """Every group, rows and list by path pattern."""
        return {path: field for top in self.fields for path, field in _containers(top, "")}

    @cached_property
    def lists(self) -> Mapping[str, FieldSpec]:
        """Every open list by path pattern (without its own `[]`)."""
        return {path: field for path, field in self.containers.items() if field.container == "list"}

    def label(self, path_pattern: str) -> str:
        """The label as printed of a leaf or container; the path itself where there is none."""
        if leaf := self.leaves.get(path_pattern):
            return leaf.field.label
        field = self.containers.get(path_pattern)
        return field.label if field else path_pattern


def _leaves(field: FieldSpec, prefix: str, context: tuple[str, ...], required: bool = True) -> Iterator[Leaf]:
    path = prefix + field.key
    needed = required and field.required
    if field.container is None:
        yield Leaf(path, field, context, needed)
        return
    for step, step_context in _steps(field, context):
        for child in field.children:
            # A part of a group or a row is required where it says so itself; in an
            # open list only in rows that are there, which `each_row` rules judge.
            yield from _leaves(child, f"{path}{step}.", step_context, field.container != "list")


def _containers(field: FieldSpec, prefix: str) -> Iterator[tuple[str, FieldSpec]]:
    if field.container is None:
        return
    path = prefix + field.key
    yield path, field
    for step, _ in _steps(field, ()):
        for child in field.children:
            yield from _containers(child, f"{path}{step}.")


def _steps(field: FieldSpec, context: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    own = (*context, field.label) if field.label else context
    if field.container == "rows":
        return [(f".{row.key}", (*context, row.label)) for row in field.rows]
    return [("[]" if field.container == "list" else "", own)]
