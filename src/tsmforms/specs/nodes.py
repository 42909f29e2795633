"""Layout nodes of a spec: each word with its keys, and the fields it may name."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from tsmforms.diagnostics import worded
from tsmforms.kinds import PICTURE
from tsmforms.layout.build import LINK, TITLE, total_name
from tsmforms.layout.shown import shown_if
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.yamltree import Faults, Located
from tsmforms.model import Container, Derivation, FieldSpec, FormSpec, Leaf, NodeSpec
from tsmforms.model.spec import GivenArgs
from tsmforms.rules import Unfit
from tsmforms.specs.settings import catalogue

_INLINE = re.compile(r"\{([^{}]*)\}")
_LIKE_A_LINK = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)?")
_STYLES = ("body", "note", "strong", "closing", "contact")

_TABLE = {
    "field": MappingKey("text", "the list or the printed rows", required=True),
    "columns": MappingKey("texts", "which columns, all if it does not say; `group.field` for one field of a group"),
    "widths": MappingKey("numbers", "shares of the width, a number for each column"),
    "lines": MappingKey("integer", "the height of a row in lines", least=1),
    "total": MappingKey("texts", "columns of figures of a list that are added up below it"),
    "row_heading": MappingKey("text", "what is printed above the row labels"),
    "row_width": MappingKey("number", "the share of the width of the row labels"),
}
_LISTED = {
    "heading": MappingKey("text", "the heading, printed where the list is"),
    "level": MappingKey("integer", "of the heading: 1 below the title, 2 below that", least=1, most=2),
}


@attrs.frozen
class NodeWord:
    """One word of the layout: its type, the keys beside it, the keys inside it, and where it may stand."""

    type: str
    meaning: str
    beside: Mapping[str, MappingKey] = attrs.field(factory=dict)
    inside: Mapping[str, MappingKey] = attrs.field(factory=dict)
    only: str | None = None
    blocks: str | None = None


WORDS: dict[str, NodeWord] = {
    "heading": NodeWord(
        "text", "a heading", {"level": MappingKey("integer", "1 below the title, 2 below that", least=1, most=2)}
    ),
    "prose": NodeWord(
        "sentences",
        "a paragraph; {field} puts a box into the line, {title} the form's title, **words** are bold, "
        "[words](https://...) is a link; in a letter a list of its sentences, of which some have a condition",
        {"style": MappingKey("text", "how it looks", one_of=_STYLES)},
    ),
    "bullets": NodeWord("texts", "printed statements"),
    "numbered": NodeWord("texts", "printed statements with their numbers"),
    "bullet_list": NodeWord(
        "raw",
        "a bullet for each entry of a list field",
        only="letter",
        inside={
            "field": MappingKey("text", "the list", required=True),
            "text": MappingKey("text", "the words of a bullet, with {column}", required=True),
        },
    ),
    "grid": NodeWord("grid", "labels with their boxes, rows of field paths"),
    "checklist": NodeWord("text", "a tick box for each choice of a multiple-choice field", only="form"),
    "table": NodeWord(
        "raw",
        "a table over a list, with blank rows, or over printed rows",
        inside={
            **_TABLE,
            "blank_rows": MappingKey("integer", "how many empty rows a blank form has", least=1),
            "across": MappingKey(
                "integer", "how many printed rows are next to each other, 1 if it does not say", least=1
            ),
        },
    ),
    "matrix": NodeWord("raw", "printed rows by columns of text", only="form", inside=_TABLE),
    "term_columns": NodeWord(
        "raw",
        "printed rows set as columns, one for each term",
        only="form",
        inside={**_TABLE, "width": MappingKey("number", "the share of the width of each term")},
    ),
    "repeat": NodeWord(
        "raw",
        "blocks printed for each entry of a list",
        only="form",
        blocks="blocks",
        inside={
            "field": MappingKey("text", "the list", required=True),
            "title": MappingKey("text", "the heading of each, its number behind it"),
            "count": MappingKey("integer", "how many an empty form has", least=1),
            "blocks": MappingKey("raw", "the nodes of one entry", required=True),
        },
    ),
    "signatures": NodeWord("texts", "signature blocks of these fields", only="form"),
    "image": NodeWord(
        "raw",
        "a place for a picture",
        only="form",
        inside={
            "field": MappingKey("text", "the picture", required=True),
            "height": MappingKey("integer", "its height in millimetres", least=10),
        },
    ),
    "page_break": NodeWord("boolean", "a new page"),
    "when": NodeWord(
        "raw",
        "blocks printed only when something is answered, chosen, or compares so; a blank form prints them, and a filled "
        "one leaves them out where what is asked is answered otherwise",
        beside={"then": MappingKey("raw", "the nodes that are printed then", required=True)},
        blocks="then",
        inside={
            "field": MappingKey("text", "the field, or a computed value; alone: it is answered"),
            "is": MappingKey("raw", "an answer, or several of which any will do"),
            "at_least": MappingKey("raw", "a number or date that it reaches"),
            "at_most": MappingKey("raw", "a number or date that it does not pass"),
            "before": MappingKey("text", "another field before or below which it is"),
            "after": MappingKey("text", "another field after or above which it is"),
            "answered": MappingKey("text", "a field, group or list of which something is answered"),
            "unanswered": MappingKey("text", "one of which nothing is answered"),
            "all_of": MappingKey("raw", "several conditions, each written as one"),
            "any_of": MappingKey("raw", "several, of which any will do"),
            "not": MappingKey("boolean", "printed when it is not met"),
        },
    ),
    "contacts": NodeWord(
        "raw",
        "the useful contacts of the profile; nothing without any",
        only="form",
        inside={
            **_LISTED,
            "name": MappingKey("text", "the heading above the names"),
            "phone": MappingKey("text", "the heading above the telephone numbers", required=True),
            "email": MappingKey("text", "the heading above the e-mail addresses", required=True),
            "website": MappingKey("text", "the heading above the websites", required=True),
        },
    ),
    "attendance_codes": NodeWord(
        "raw",
        "the attendance codes in force on a day",
        only="form",
        inside={
            **_LISTED,
            "code": MappingKey("text", "the heading above the codes", required=True),
            "meaning": MappingKey("text", "the heading above their meanings", required=True),
            "counts_as": MappingKey("text", "the heading above what a session with it counts as", required=True),
            "on": MappingKey("text", "the day, YYYY-MM-DD; else the first of the edition; the profile's goes before"),
        },
    ),
    "address": NodeWord("texts", "name and address in the window of the envelope", only="letter"),
    "contact": NodeWord("texts", "lines next to the address: reference, date, whom to reach", only="letter"),
    "closing": NodeWord("texts", "the lines that end a letter", only="letter"),
}
"""The vocabulary. `layout.build` has a handler for each."""


@attrs.frozen(slots=False, eq=False)
class NodeContext:
    """What the layout of one file may refer to."""

    faults: Faults
    spec: FormSpec

    @property
    def leaves(self) -> Mapping[str, Leaf]:
        """Its questions."""
        return self.spec.leaves

    @property
    def containers(self) -> Mapping[str, FieldSpec]:
        """Its groups, printed rows and lists."""
        return self.spec.containers

    @cached_property
    def derived(self) -> frozenset[str]:
        """The names of its computed values."""
        return frozenset(one.name for one in self.spec.derived)

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter."""
        return self.spec.is_letter


def read_nodes(nodes: Iterable[Located], context: NodeContext, base: str = "") -> tuple[NodeSpec, ...]:
    """The nodes of a list, each a mapping whose first known word names it."""
    return tuple(node for item in nodes if (node := _node(item, context, base)))


def _node(item: Located, context: NodeContext, base: str) -> NodeSpec | None:
    faults = context.faults
    name = next((key for key in item.mapping() if key in WORDS), None)
    if name is None:
        first = next(iter(item.mapping().items()), None)
        where = first[1].key_location if first and first[1].key_location else item.location
        faults.unknown("S0003", worded("S0003", "layout_node"), first[0] if first else item.text(), where, WORDS)
        return None
    word = WORDS[name]
    kind = "letter" if context.is_letter else "form"
    if word.only and word.only != kind:
        faults.add(
            "S0011",
            worded("S0011", "node", kind=kind, name=name),
            item.location,
            f"it is a node of a {word.only}",
            len(name),
        )
        return None
    keys = {name: MappingKey(word.type, word.meaning, required=True), **word.beside}
    args = read_mapping(item, keys, f'the node "{name}"', faults)
    if name not in args:
        return None
    if word.type == "sentences" and (said := _sentences(args.pop(name), faults)) is not None:
        args[name] = said
    if word.inside:
        args[name] = read_mapping(args[name], word.inside, f'the node "{name}"', faults)
    inner_base = f"{base}{args[name].get('field', '')}[]." if name == "repeat" else base
    blocks = _inner_blocks(word, name, args, context, inner_base)
    if name not in args or not _references_hold(name, args, item, context, base):
        return None
    return NodeSpec(name, args, blocks, item.location)


def _inner_blocks(word: NodeWord, name: str, args: GivenArgs, context: NodeContext, base: str) -> tuple[NodeSpec, ...]:
    if word.blocks is None:
        return ()
    holder = args if word.blocks in word.beside else args[name]
    inner: Located | None = holder.pop(word.blocks, None)
    if inner is None:
        return ()
    if not inner.items():
        message, where = f'the "{word.blocks}" of "{name}" are no layout nodes', inner.key_location or inner.location
        context.faults.add("S0005", message, where, f"write a list of nodes: {word.blocks}: [{{prose: ...}}]")
    return read_nodes(inner.items(), context, base)


def _references_hold(name: str, args: dict[str, object], item: Located, context: NodeContext, base: str) -> bool:
    check = _CHECKS.get(name)
    count = len(context.faults.found)
    if check:
        check(_Checker(context, item, base), args[name])
    return len(context.faults.found) == count


@attrs.frozen
class _Checker:
    context: NodeContext
    item: Located
    base: str

    def fault(self, code: str, message: str, help: str = "", key: str = "") -> None:
        """A fault of the node, shown at one of its keys if that is named."""
        found = next((child for child in self._keys(key) if child.key_location), None)
        where = found.key_location if found and found.key_location else self.item.location
        self.context.faults.add(code, message, where, help, len(key) or 1)

    def _keys(self, key: str) -> Iterator[Located]:
        for holder in (self.item, *self.item.mapping().values()):
            if key in holder.mapping():
                yield holder.mapping()[key]

    def unknown(self, path: str) -> None:
        known = [
            p.removeprefix(self.base)
            for p in (*self.context.leaves, *self.context.containers)
            if p.startswith(self.base)
        ]
        self.context.faults.unknown("S0007", worded("S0007", "field_path"), path, self.item.location, known)

    def any_field(self, path: str) -> None:
        if self.base + path not in self.context.leaves and self.base + path not in self.context.containers:
            self.unknown(path)

    def boxes(self, path: str) -> None:
        """A field that has boxes of its own, a group of such, or one of its parts: no list, no printed rows."""
        field = self.context.containers.get(self.base + path)
        if field is None:
            self.any_field(path)
        elif many := _many(field):
            self.fault("S0005", worded("S0005", "single_boxes", path=path, many=many), _ITS_NODE)

    def columns(self, field: FieldSpec, wanted: Iterable[str]) -> None:
        """Every column has boxes of its own."""
        for path in wanted:
            column = field.column(path)
            if column is not None and column.container and (many := _many(column)):
                self.fault("S0005", worded("S0005", "cell", path=path, key=field.key, many=many), _ITS_NODE)

    def container(self, path: str, *kinds: Container) -> FieldSpec | None:
        field = self.context.containers.get(self.base + path)
        if field is None:
            self.unknown(path)
        elif field.container not in kinds:
            self.fault(
                "S0005",
                worded("S0005", "other_field", path=path, kinds=" or ".join(kinds)),
                "name another field or node",
            )
            return None
        return field

    def condition(self, args: GivenArgs) -> None:
        """A condition that fits its questions."""
        try:
            shown_if(args, self.context.spec)
        except Unfit as unfit:
            help = f'the nearest known one is "{unfit.suggestion}"' if unfit.suggestion else _WHEN_HELP
            self.fault("S0013", unfit.message, help, "when")

    def words_only(self, text: str) -> None:
        """A heading: words of the catalogue are in their places by now, and it holds no box."""
        for name in _INLINE.findall(text):
            self.context.faults.unknown(
                "S0016",
                worded("S0016", "heading"),
                name,
                self.item.location,
                catalogue().settings,
            )

    def inlines(self, text: str, base: str | None = None) -> None:
        """Words with boxes: every box a field, bold words closed and without a box, every link an address."""
        for link in _LIKE_A_LINK.findall(text):
            if not LINK.fullmatch(link):
                self.fault(
                    "S0005",
                    worded("S0005", "link", link=link),
                    "write [words](https://...), or mailto: and an e-mail address",
                )
        stars = text.split("**")
        if len(stars) % 2 == 0:
            self.fault("S0005", worded("S0005", "bold"), "write **words**")
        elif any(_INLINE.search(words) for words in stars[1::2]):
            self.fault("S0005", worded("S0005", "box_in_bold"), "write **words** before and after {field}")
        for name in _INLINE.findall(text):
            if name not in self.context.derived and name not in ("number", TITLE):
                _Checker(self.context, self.item, self.base if base is None else base).boxes(name)


_ITS_NODE = 'print it with "table: FIELD" or, in a form, "repeat: {field: FIELD, blocks: [...]}"'


def _many(field: FieldSpec) -> str:
    """Why a container cannot stand in a line or a cell; nothing where it can."""
    if field.container in ("list", "rows"):
        return "is a list" if field.container == "list" else "has printed rows"
    return next((f"holds {child.key}, which {many}" for child in field.children if (many := _many(child))), "")


def _check_bullet_list(check: _Checker, args: GivenArgs) -> None:
    if "field" in args and "text" in args and check.container(args["field"], "list"):
        check.inlines(args["text"], f"{check.base}{args['field']}[].")


def _check_table(check: _Checker, args: GivenArgs) -> None:
    field = check.container(args["field"], "list", "rows") if "field" in args else None
    if field is None:
        return
    for column in args.get("columns", ()):
        if field.column(column) is None:
            check.context.faults.unknown(
                "S0007",
                worded("S0007", "column", key=field.key),
                column,
                check.item.location,
                [child.key for child in field.children],
            )
    shown = args.get("columns") or tuple(child.key for child in field.children)
    check.columns(field, shown)
    _check_total(check, args, field)
    _check_widths(check, args, shown)
    _check_blank_rows(check, args, field)
    if check.context.is_letter and field.container == "list" and field.max_rows is None:
        check.fault("S0004", worded("S0004", "max_rows", key=field.key), 'add "max_rows" to the field')


def _check_total(check: _Checker, args: GivenArgs, field: FieldSpec) -> None:
    for path in args.get("total", ()):
        column = field.column(path)
        if field.container != "list" or check.base:
            check.fault("S0005", worded("S0005", "total", key=field.key), 'remove "total"', "total")
        elif column is None or column.container or not column.kind.is_number:
            help = "name a column of whole numbers, decimals or money"
            check.fault("S0005", worded("S0005", "figures", path=path, key=field.key), help, "total")


def totals_of(nodes: Iterable[NodeSpec], containers: Mapping[str, FieldSpec]) -> Iterator[Derivation]:
    """The values that are computed because a table prints them below itself."""
    for node in nodes:
        yield from totals_of(node.blocks, containers)
        args = node.args.get("table", {}) if node.name == "table" else {}
        for path in args.get("total", ()):
            column = containers[args["field"]].column(path)
            function = "total_money" if column is not None and column.kind.name == "money" else "total"
            yield Derivation(total_name(args["field"], path), function, (f"{args['field']}[].{path}",))


def _check_widths(check: _Checker, args: GivenArgs, shown: tuple[str, ...]) -> None:
    widths = args.get("widths")
    if widths is not None and len(widths) != len(shown):
        check.fault(
            "S0005",
            worded(
                "S0005",
                "table_counts",
                count=_count(len(shown), "column"),
                shown=", ".join(shown),
                count_2=_count(len(widths), "width"),
            ),
            f"write a number for each, such as widths: [{', '.join(['2'] * len(shown))}]",
            "widths",
        )
    for key in ("widths", "row_width", "width"):
        given = args.get(key, 1.0)
        if any(width <= 0 for width in (given if isinstance(given, tuple) else (given,))):
            check.fault("S0005", worded("S0005", "width"), "write shares of the width, such as widths: [3, 1]", key)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _check_blank_rows(check: _Checker, args: GivenArgs, field: FieldSpec) -> None:
    blank = args.get("blank_rows")
    if blank is None:
        return
    if field.container == "rows":
        check.fault("S0005", worded("S0005", "printed_rows", key=field.key), 'remove "blank_rows"', "blank_rows")
    elif field.max_rows is not None and blank > field.max_rows:
        check.fault(
            "S0005",
            worded("S0005", "blank_rows", blank=blank, key=field.key, max_rows=field.max_rows),
            f"write blank_rows: {field.max_rows} or fewer, or give the field a greater max_rows",
            "blank_rows",
        )


def _check_grid(check: _Checker, rows: tuple[tuple[str, ...], ...]) -> None:
    if not rows or not all(rows):
        check.fault("S0005", worded("S0005", "grid_row"), "write grid: [[name, visit_date], [notes]]", "grid")
    for row in rows:
        for path in row:
            check.boxes(path)


def _check_rows(check: _Checker, args: GivenArgs) -> None:
    if "field" in args and check.container(args["field"], "rows"):
        _check_table(check, args)


def _check_checklist(check: _Checker, path: str) -> None:
    leaf = check.context.leaves.get(check.base + path)
    if leaf is None:
        check.unknown(path)
    elif leaf.field.kind.entry.shape != "several":
        check.fault("S0005", worded("S0005", "not_multiple", path=path), "name another field")


def _check_image(check: _Checker, args: GivenArgs) -> None:
    field = check.container(args["field"], "group") if "field" in args else None
    if field and field.kind is not PICTURE:
        check.fault("S0005", worded("S0005", "image", key=field.key), "name a field of type image")


def _check_listed(check: _Checker, args: GivenArgs) -> None:
    check.words_only(args.get("heading", ""))
    try:
        datetime.date.fromisoformat(args.get("on", "2024-09-01"))
    except ValueError:
        check.fault("S0015", worded("S0015", "day_of_codes"), "write it as YYYY-MM-DD")


def _check_repeat(check: _Checker, args: GivenArgs) -> None:
    field = check.container(args["field"], "list") if "field" in args else None
    most = field.max_rows if field else None
    if most is not None and args.get("count", 1) > most:
        check.fault(
            "S0005",
            worded("S0005", "empty_form", count=args["count"], field=args["field"], most=most),
            f"write count: {most} or fewer",
            "count",
        )


def _check_group_names(check: _Checker, names: tuple[str, ...]) -> None:
    for name in names:
        check.container(name, "group")


def _each(function: Callable[..., None]) -> Callable[[_Checker, Iterable[object]], None]:
    def check_all(check: _Checker, items: Iterable[object]) -> None:
        for item in items:
            function(check, item)

    return check_all


SENTENCE_KEYS = {
    "when": MappingKey("raw", "the condition, as that of the node", required=True),
    "say": MappingKey("text", "the sentence", required=True),
}


def _check_prose(check: _Checker, said: str | tuple[object, ...]) -> None:
    """The words of a paragraph, or of its sentences."""
    if isinstance(said, str):
        check.inlines(said)
        return
    for one in said:
        check.inlines(one if isinstance(one, str) else one["say"])  # type: ignore[index]
        if not isinstance(one, str):
            check.condition(one["when"])  # type: ignore[index]
    if not any(isinstance(one, str) for one in said):
        check.fault("S0005", worded("S0005", "all_conditional"), _ALWAYS, "prose")
    if not check.context.is_letter and not all(isinstance(one, str) for one in said):
        check.fault("S0011", worded("S0011", "sentence"), "print it always, or as a block", "prose")


_ALWAYS = "begin it with a sentence that is always printed, or write when: ... with then: [{prose: ...}]"


def _sentences(node: Located, faults: Faults) -> str | tuple[object, ...] | None:
    """A paragraph: its words, or its sentences in order, those with a condition as it is written."""
    if isinstance(node.value, str):
        return node.text()
    if not node.items():
        faults.add("S0005", worded("S0005", "sentences"), node.location, 'write prose: "..."')
        return None
    out: list[object] = []
    for item in node.items():
        if isinstance(item.value, str):
            out.append(item.text())
            continue
        args = read_mapping(item, SENTENCE_KEYS, "the sentence", faults)
        if {"when", "say"} <= set(args):
            given = args["when"]
            inner = Located({"field": given}, given.location) if isinstance(given.value, str) else given
            condition = read_mapping(inner, WORDS["when"].inside, 'the "when" of the sentence', faults)
            out.append({"when": _plainly(condition), "say": args["say"]})
    return tuple(out)


def _plainly(args: GivenArgs) -> GivenArgs:
    return {key: _said(given) if isinstance(given, Located) else given for key, given in args.items()}


def _check_when(check: _Checker, args: GivenArgs) -> None:
    """The condition fits its question; what it says stays as it is written."""
    args.update(_plainly(args))
    if check.base:
        check.fault("S0011", worded("S0011", "repeat"), "print the blocks in every entry, or outside of it", "when")
    else:
        check.condition(args)


_WHEN_HELP = "such as when: {field: absences, at_least: 1}; docs/reference/form-spec.md has all that it may say"


def _said(node: Located) -> object:
    """What a condition compares with: true and false, else text; lists and conditions of such."""
    if isinstance(node.value, dict):
        return {key: _said(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return tuple(_said(child) for child in node.value)
    return node.value == "true" if node.plain and node.value in ("true", "false") else node.value


_CHECKS: dict[str, Callable[..., None]] = {
    "heading": lambda check, text: check.words_only(text),
    "prose": _check_prose,
    "bullets": _each(lambda check, text: check.inlines(text)),
    "numbered": _each(lambda check, text: check.inlines(text)),
    "address": _each(lambda check, text: check.inlines(text)),
    "contact": _each(lambda check, text: check.inlines(text)),
    "closing": _each(lambda check, text: check.inlines(text)),
    "bullet_list": _check_bullet_list,
    "grid": _check_grid,
    "checklist": _check_checklist,
    "table": _check_table,
    "matrix": _check_rows,
    "term_columns": _check_rows,
    "repeat": _check_repeat,
    "signatures": _check_group_names,
    "image": _check_image,
    "contacts": _check_listed,
    "attendance_codes": _check_listed,
    "when": _check_when,
}
