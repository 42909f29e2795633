"""The field guide: what a form asks, in plain English, made from its spec."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tsmforms.convert.show import show_date
from tsmforms.layout import Heading, build, slots_of, walk
from tsmforms.model import FieldSpec, FormSpec, RuleSpec
from tsmforms.rules import explain
from tsmforms.rules.typed import date_of

_TAILS: Mapping[str | None, str] = {None: "", "group": " It has:", "rows": " Each row has:", "list": " Each entry has:"}


def guide(spec: FormSpec) -> str:
    """The field guide of a form, in Markdown: what it is, every question, the rules, the sources."""
    parts = [*_head(spec), "## Questions", "", *_questions(spec), *_rules(spec), *_sources(spec)]
    return "\n".join(parts).rstrip() + "\n"


def _head(spec: FormSpec) -> Iterator[str]:
    yield from (f"# {_plain(spec.title)}", "")
    if spec.description:
        yield from (_plain(spec.description), "")
    if spec.filled_by:
        yield f"- Filled in by: {_plain(spec.filled_by)}"
    yield f"- What it is: {'a letter, one for each recipient' if spec.is_letter else f'a {spec.kind}'}"
    yield f"- Form and edition: `{spec.form}`, {spec.edition}"
    yield f"- Made as: {', '.join(name.upper() for name in spec.formats)}"
    if spec.aliases:
        yield f"- Also called: {_plain('; '.join(spec.aliases))}"
    yield ""


def _questions(spec: FormSpec) -> Iterator[str]:
    """Every question under the heading it is printed under, with the key that records use."""
    for heading, fields in _by_heading(spec).items():
        if heading and fields:
            yield from (f"### {_plain(heading)}", "")
        for field in fields:
            yield from _field(field, spec, field.key, 0)
        if fields:
            yield ""


def _by_heading(spec: FormSpec) -> dict[str, list[FieldSpec]]:
    """The fields in the order of the layout, by the heading that stands above their first box."""
    out: dict[str, list[FieldSpec]] = {"": []}
    top = {field.key: field for field in spec.fields}
    heading = ""
    for block in walk(build(spec).blocks):
        if isinstance(block, Heading):
            heading = block.text
            out.setdefault(heading, [])
        for slot in slots_of((block,)):
            field = top.pop(slot.path.partition(".")[0].removesuffix("[]"), None)
            if field is not None:
                out[heading].append(field)
    return out


def _field(field: FieldSpec, spec: FormSpec, path: str, depth: int) -> Iterator[str]:
    leaf = spec.leaves.get(path)
    required = leaf.required if leaf else field.required
    facts = ", ".join((_kind(field), *(["required"] if required else []), *_limits(field)))
    help = f" {_plain(field.help)}" if field.help else ""
    yield f"{'  ' * depth}- **{_plain(field.label or field.key)}** (`{path}`): {facts}.{help}{_TAILS[field.container]}"
    yield from _INSIDE[field.container](field, spec, path, depth + 1)


def _kind(field: FieldSpec) -> str:
    if field.container == "list":
        most = field.max_rows
        return f"a list of {_number(most, 'entry', 'entries')} at most" if most else "a list of entries"
    if field.container == "rows":
        return f"a table of {_number(len(field.rows), 'printed row', 'printed rows')}"
    return field.kind.meaning


def _number(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _limits(field: FieldSpec) -> Iterator[str]:
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        yield f"from {low} to {high}"
    elif low is not None or high is not None:
        yield f"{low} or more" if low is not None else f"{high} or less"
    if field.container is None and field.max_length not in (None, field.kind.max_length):
        yield f"{field.max_length} characters at most"


def _choices(field: FieldSpec, _spec: FormSpec, _path: str, depth: int) -> Iterator[str]:
    if field.kind.is_chosen and not field.kind.choices:
        for choice in field.choices:
            yield f"{'  ' * depth}- `{choice.code}`: {_plain(choice.label)}"


def _children(step: str) -> Callable[[FieldSpec, FormSpec, str, int], Iterator[str]]:
    def lines(field: FieldSpec, spec: FormSpec, path: str, depth: int) -> Iterator[str]:
        for child in field.children:
            yield from _field(child, spec, f"{path}{step}.{child.key}", depth)

    return lines


def _printed_rows(field: FieldSpec, spec: FormSpec, path: str, depth: int) -> Iterator[str]:
    """The columns once, by the first row, then the rows."""
    first = f"{path}.{field.rows[0].key}"
    for child in field.children:
        for line in _field(child, spec, f"{first}.{child.key}", depth):
            yield line.replace(f"(`{first}.", f"(`{path}.ROW.", 1)
    yield f"{'  ' * depth}- Rows:"
    for row in field.rows:
        yield f"{'  ' * (depth + 1)}- `{row.key}`: {_plain(row.label)}"


_INSIDE: Mapping[str | None, Callable[[FieldSpec, FormSpec, str, int], Iterator[str]]] = {
    None: _choices,
    "group": _children(""),
    "list": _children("[]"),
    "rows": _printed_rows,
}


def _rules(spec: FormSpec) -> Iterator[str]:
    if not spec.rules:
        return
    yield from (
        "## Rules",
        "",
        "What is marked required above must be answered. Beyond that, errors must be fixed, "
        "warnings are worth a look, and an info is for knowing.",
        "",
    )
    for rule in spec.rules:
        source = f" Source: {_plain(str(rule.source))}." if rule.source.document else ""
        yield f"- **{rule.id}** ({rule.severity}): {_plain(explain(rule, spec))}{_force(rule)}{source}"
        if rule.help:
            yield f"  {_plain(rule.help)}"
    yield ""


def _force(rule: RuleSpec) -> str:
    dates = [(word, date_of(text)) for word, text in (("from", rule.in_force_from), ("to", rule.in_force_to)) if text]
    said = " ".join(f"{word} {show_date(day, long=True)}" for word, day in dates if day)
    return f" In force {said}." if said else ""


def _sources(spec: FormSpec) -> Iterator[str]:
    if spec.sources:
        yield from ("## Sources", "", *(f"- {_plain(str(source))}" for source in spec.sources))


def _plain(text: str) -> str:
    """Words as Markdown shows them: marks that would make it bold, code or a tag are taken literally."""
    out = " ".join(text.split())
    for mark in ("\\", "`", "*", "_", "<", "["):
        out = out.replace(mark, f"\\{mark}")
    return out
