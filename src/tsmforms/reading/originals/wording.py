"""The words of a form, from its spec alone: what each label, heading and row may mean.

A label seldom names one question: "Name" heads several tables. So each folded
wording has all its meanings (`Ref`), and each question (`Question`) the rows,
groups and lists it lies in (`Step`) and the headings it is printed under. What
stands around a place decides, in `candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Literal

import attrs

from tsmforms.kinds import ADDRESS, CHOICE, DATE, PERSON, SIGNATURE, TEXT, YES_NO
from tsmforms.layout import Document, Heading, Prose, RepeatedBlock, SignatureBlock, Slot, Table, Text, build, walk
from tsmforms.layout.nodes import Block, Bullets, Inline, inlines_of
from tsmforms.model import FieldSpec, FormSpec
from tsmforms.model.boxes import is_printed
from tsmforms.reading.originals.folding import bag, fold, without_hint

Role = Literal["own", "step", "choice", "heading", "title"]


@attrs.frozen
class Ref:
    """One meaning of a wording: a question's own label, a row, group or list (`step`), a choice, a heading, the title.

    `by` says how an own label names its question: as its label; as the label of the list or group it is the first
    of (`lead`); as what is left of its label without the words of its group (`rest`: "Name" of "Child's name").
    """

    role: Role
    path: str
    code: str | None = None
    by: Literal["label", "lead", "rest"] = "label"


@attrs.frozen
class Step:
    """A row, group or list that a question lies in; a row has to be known, the others help."""

    path: str
    is_row: bool


@attrs.frozen(eq=False, slots=False)
class Question:
    """A leaf with all that tells its place: its order as printed, what it lies in, its headings.

    `is_sole`: it is the only question of its printed row, whose label is its own.
    """

    pattern: str
    field: FieldSpec
    order: int
    steps: tuple[Step, ...]
    headings: frozenset[str]
    is_sole: bool = False

    @cached_property
    def list(self) -> str | None:
        """The innermost open list it lies in."""
        head, cut, _ = self.pattern.rpartition("[]")
        return head if cut else None

    @cached_property
    def parent(self) -> str:
        """The path of what holds it."""
        return self.pattern.rpartition(".")[0]


@attrs.frozen
class Sentence:
    """A printed sentence with blanks: the words between them, folded, and the questions, one fewer."""

    pieces: tuple[str, ...]
    patterns: tuple[str, ...]


@attrs.frozen(slots=False, eq=False)
class Wording:
    """All words of one form."""

    spec: FormSpec
    questions: Mapping[str, Question]
    refs: Mapping[str, frozenset[Ref]]
    bags: Mapping[tuple[str, ...], frozenset[Ref]]
    sentences: tuple[Sentence, ...]
    printed: frozenset[str]
    titles: frozenset[str]


_COMMON: dict[str, tuple[str, ...]] = {
    "class year group": ("form", "year", "year group", "class", "class year", "year class", "form class"),
    "education welfare officer": ("ewo",),
    "school": ("name of school",),
    "attendance": ("attendance %", "% attendance", "current attendance"),
    "signed": ("signature",),
    "signature": ("signed",),
    "who": ("by whom", "person responsible", "responsibility", "owner", "lead"),
    "rating": ("rag", "rag rating", "rag status"),
    "date": (
        "dated",
        "date completed",
        "date done",
        "date actioned",
        "date carried out",
        "date achieved",
        "date of action",
    ),
    "by when": ("date due", "deadline", "target date", "timescale", "due"),
}
"""What councils print for a label of a spec, beyond the order of its words."""

_OTHERWISE: dict[str, tuple[str, ...]] = {
    "name": ("name of staff", "staff name", "staff member", "member of staff", "full name", "print name"),
    "position": ("role", "job title", "designation"),
    "action": ("action taken", "actions taken", "what was done"),
    "status": ("progress", "current status"),
    "evidence": ("evidence of impact", "supporting evidence", "evidence seen"),
    "how we will know": ("success criteria", "success measure", "measure of success", "how will we know"),
    "attendees": ("present", "those present", "in attendance", "people present"),
    "present": ("attendees", "those present", "in attendance", "people present"),
    "next steps": ("what needs to happen", "what needs to happen next", "what happens next"),
    "what is going well": ("what is working well", "whats working well", "whats going well", "strengths"),
    "what are we worried about": ("what are the worries", "worries", "what are you worried about"),
}
"""The same, where it tells nothing of which form a document is."""

OTHER_NAMES = frozenset(fold(text) for names in _OTHERWISE.values() for text in names)


@lru_cache(maxsize=64)
def wording_of(spec: FormSpec) -> Wording:
    """The words of a form; made once for each spec."""
    document = build(spec)
    orders, headings = _printed_order(document)
    questions = {q.pattern: q for q in _questions(spec, orders, headings)}
    refs: dict[str, set[Ref]] = {}
    blocks = [(block.path, block.title) for block in walk(document.blocks) if isinstance(block, RepeatedBlock)]
    found = list(_labels(spec, questions, headings, blocks))
    for text, ref in found:
        refs.setdefault(fold(text), set()).add(ref)
    whole = set(refs)
    for text, ref in found:
        if (short := fold(without_hint(text))) not in whole:
            refs.setdefault(short, set()).add(ref)
    refs.pop("", None)
    bags: dict[tuple[str, ...], set[Ref]] = {}
    for key, meant in refs.items():
        bags.setdefault(bag(key), set()).update(meant)
    bags.pop((), None)
    return Wording(
        spec,
        questions,
        {k: frozenset(v) for k, v in refs.items()},
        {k: frozenset(v) for k, v in bags.items()},
        tuple(_sentences(document)),
        frozenset(_printed(document)),
        frozenset(fold(title) for title in (spec.title, *spec.aliases)),
    )


# --- questions and their steps


def _questions(spec: FormSpec, orders: Mapping[str, int], headings: Mapping[str, frozenset[str]]) -> Iterator[Question]:
    rows = _row_counts(spec)
    for number, (pattern, leaf) in enumerate(spec.leaves.items()):
        if is_printed(pattern, leaf):
            parent = pattern.rpartition(".")[0]
            steps = tuple(_steps(spec, pattern))
            sole = bool(steps) and steps[-1].is_row and steps[-1].path == parent and rows.get(parent) == 1
            yield Question(
                pattern,
                leaf.field,
                orders.get(pattern, 10_000 + number),
                steps,
                headings.get(pattern, frozenset()),
                sole,
            )


def _row_counts(spec: FormSpec) -> dict[str, int]:
    counts: dict[str, int] = {}
    for pattern in spec.leaves:
        parent = pattern.rpartition(".")[0]
        counts[parent] = counts.get(parent, 0) + 1
    return counts


def _steps(spec: FormSpec, pattern: str) -> Iterator[Step]:
    parts = pattern.split(".")
    for end in range(1, len(parts)):
        path = ".".join(parts[:end])
        holder = spec.containers.get(path.removesuffix("[]"))
        above = spec.containers.get(".".join(parts[: end - 1]))
        if holder is not None:
            yield Step(path.removesuffix("[]"), False)
        elif above is not None and above.container == "rows":
            yield Step(path, True)


# --- where each question is printed, and under which headings


def _printed_order(document: Document) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    orders: dict[str, int] = {}
    headings: dict[str, frozenset[str]] = {}
    above: dict[int, str] = {}
    strong = ""
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            above = {level: text for level, text in above.items() if level < block.level} | {block.level: block.text}
            strong = ""
        elif isinstance(block, Prose) and block.style == "strong":
            strong = "".join(i.text for i in block.inlines if isinstance(i, Text))
        around = frozenset(filter(None, (fold(text) for text in (*above.values(), strong, *_captions(block)))))
        for inline in inlines_of(block):
            if isinstance(inline, Slot) and inline.path not in orders:
                orders[inline.path], headings[inline.path] = len(orders), around
    return orders, headings


def _captions(block: Block) -> tuple[str, ...]:
    if isinstance(block, Table):
        return (block.caption, block.columns[0].label)
    return (block.caption,) if isinstance(block, SignatureBlock) else ()


# --- labels and their meanings


def _labels(
    spec: FormSpec,
    questions: Mapping[str, Question],
    headings: Mapping[str, frozenset[str]],
    blocks: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, Ref]]:
    for field in spec.fields:
        yield from _of_field(field, "", questions)
    yield from _shorter_rows(spec)
    for text in {text for found in headings.values() for text in found}:
        yield text, Ref("heading", text)
    for path, title in blocks:
        yield title, Ref("step", path)
    for title in (spec.title, *spec.aliases):
        yield title, Ref("title", "")
        for question in questions.values():
            if "." not in question.pattern and fold(title).endswith(f" {fold(question.field.label)}"):
                yield title, Ref("own", question.pattern)


def _shorter_rows(spec: FormSpec) -> Iterator[tuple[str, Ref]]:
    """Rows of the same key under the shorter of their names: "Autumn Term" for "Autumn Term TSM"."""
    named = [
        (path, row.key, text)
        for path, field in _row_holders(spec.fields)
        for row in field.rows
        for text in (row.label, *row.aliases)
    ]
    for path, key, label in named:
        for other, same, short in named:
            if other != path and same == key and fold(label).startswith(f"{fold(short)} "):
                yield short, Ref("step", f"{path}.{key}")


def _row_holders(fields: Iterable[FieldSpec], prefix: str = "") -> Iterator[tuple[str, FieldSpec]]:
    for field in fields:
        path = f"{prefix}{field.key}"
        if field.container == "rows":
            yield path, field
        for step in _inside(field) if field.container is not None else ():
            yield from _row_holders(field.children, f"{path}{step}.")


def _names(field: FieldSpec) -> Iterator[str]:
    for text in (field.label, field.column_label or "", *field.aliases):
        yield text
        yield from _COMMON.get(fold(text), ())
        yield from _OTHERWISE.get(fold(text), ())
        head, comma, _ = text.partition(", ")
        if comma and len(head.split()) >= _PAIR:
            yield head
    if field.kind is DATE and fold(field.label).split()[-1:] in (["from"], ["to"]):
        yield fold(field.label).split()[-1]


def _of_field(field: FieldSpec, prefix: str, questions: Mapping[str, Question]) -> Iterator[tuple[str, Ref]]:
    path = prefix + field.key
    if field.container is None:
        if path in questions:
            yield from ((text, Ref("own", path)) for text in _names(field) if not _names_choices(field, text))
            if field.key == "name" and fold(field.label) != field.key:
                yield "Name", Ref("own", path, by="rest")
            yield from _of_choices(field, path)
        return
    lead = _lead(field, path)
    for text in _names(field):
        yield text, Ref("step", path)
        if lead in questions:
            yield text, Ref("own", lead, by="lead")
    for step in _inside(field):
        for child in field.children:
            yield from _of_field(child, f"{path}{step}.", questions)
            yield from _rests(field, child, f"{path}{step}.{child.key}", questions)
    if field.container == "rows":
        yield from _of_rows(field, path, questions)


def _names_choices(field: FieldSpec, text: str) -> bool:
    """Whether a label is nothing but the choices themselves: "Yes / No"."""
    return bool(field.choices) and set(fold(text).split()) == {
        word for choice in field.choices for word in fold(choice.label).split()
    }


def _of_rows(field: FieldSpec, path: str, questions: Mapping[str, Question]) -> Iterator[tuple[str, Ref]]:
    for row in field.rows:
        for text in (row.label, *row.aliases):
            yield text, Ref("step", f"{path}.{row.key}")
            only = questions.get(f"{path}.{row.key}.{field.children[0].key}")
            if only is not None and only.is_sole:
                yield text, Ref("own", only.pattern)


def _inside(field: FieldSpec) -> list[str]:
    if field.container == "rows":
        return [f".{row.key}" for row in field.rows]
    return ["[]" if field.container == "list" else ""]


def _rests(
    field: FieldSpec, child: FieldSpec, path: str, questions: Mapping[str, Question]
) -> Iterator[tuple[str, Ref]]:
    """What is left of a label without the words of its group or list."""
    if path not in questions or field.container == "rows":
        return
    group = set(bag(fold(field.label)))
    for text in (child.label, *child.aliases):
        words = bag(fold(text))
        rest = [word for word in words if word not in group]
        if len(rest) < len(words) and any(not word.isdigit() for word in rest):
            yield " ".join(rest), Ref("own", path, by="rest")


_PAIR = 2


def _lead(field: FieldSpec, path: str) -> str:
    """The question that the label of a whole list or group is taken to ask where nothing else is printed."""
    first = field.children[0] if field.children else None
    if first is None or first.container is not None:
        return ""
    if field.container == "list" and first.kind.is_prose:
        return f"{path}[].{first.key}"
    if field.container == "group" and (
        field.kind in (SIGNATURE, PERSON, ADDRESS)
        or (first.key == "name" and first.kind is TEXT)
        or (len(field.children) <= _PAIR and first.kind is CHOICE)
    ):
        return f"{path}.{first.key}"
    return ""


def choice_words(field: FieldSpec) -> Iterator[tuple[str, str]]:
    """Code and word of every choice of a question, its aliases and the short forms of ratings, yes and no."""
    for choice in field.choices:
        for word in (choice.label, *choice.aliases):
            yield choice.code, word
        if field.kind.choices:
            yield choice.code, choice.label[:1]
        elif len(choice.code) == 1:
            yield choice.code, choice.code.upper()
    if field.kind is YES_NO and not field.choices:
        yield from (("yes", "Yes"), ("yes", "Y"), ("no", "No"), ("no", "N"))


def _of_choices(field: FieldSpec, path: str) -> Iterator[tuple[str, Ref]]:
    return ((word, Ref("choice", path, code)) for code, word in choice_words(field))


# --- what the form prints


def _sentences(document: Document) -> Iterator[Sentence]:
    for block in walk(document.blocks):
        for line in _lines(block):
            if any(isinstance(i, Slot) for i in line) and any(isinstance(i, Text) and fold(i.text) for i in line):
                yield _sentence(line)


def _lines(block: Block) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block, Prose):
        yield block.inlines
    elif isinstance(block, Bullets):
        yield from block.items


def _sentence(line: Iterable[Inline]) -> Sentence:
    pieces, patterns, text = [], [], ""
    for inline in line:
        if isinstance(inline, Slot):
            pieces.append(fold(text))
            patterns.append(inline.path)
            text = ""
        elif isinstance(inline, Text):
            text += inline.text
    return Sentence((*pieces, fold(text)), tuple(patterns))


def _printed(document: Document) -> Iterator[str]:
    """Whole lines and cells as printed, folded; without choices and examples."""
    yield fold(document.title)
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            yield fold(block.text)
        elif isinstance(block, Table):
            yield from (fold(text) for text in (block.caption, *(c.label for c in block.columns)) if text)
            yield from (
                fold(i.text) for row in block.rows for cell in row.cells for i in cell.inlines if isinstance(i, Text)
            )
        elif isinstance(block, RepeatedBlock):
            yield fold(block.title)
        else:
            for line in _lines(block):
                yield fold("".join(i.text for i in line if isinstance(i, Text)))


__all__ = ["OTHER_NAMES", "Question", "Ref", "Role", "Sentence", "Step", "Wording", "choice_words", "wording_of"]
