"""A binding as YAML that a person corrects, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from tsmforms.diagnostics import Diagnostic, MisuseError, SpecError, worded
from tsmforms.located.shape import MappingKey, read_mapping
from tsmforms.located.text import read_text
from tsmforms.located.yamltree import Faults, Located, read_yaml
from tsmforms.model import NO_PROFILE, FieldSpec, FormSpec, Profile
from tsmforms.model.binding import Binding, Blank, Bound, Relation
from tsmforms.model.formatnames import FORMATS
from tsmforms.model.spec import Args, choices_of
from tsmforms.specs.registry import Registry, registry

BINDING_KEYS = {
    "binding": MappingKey("text", "the form that the original is", required=True),
    "edition": MappingKey("text", "the edition of the form, YYYY-MM", required=True),
    "format": MappingKey("text", "what sort of file the original is", required=True, one_of=FORMATS),
    "printed": MappingKey("text", "by what its copies are known; made by `tsmforms bind`, not by hand", required=True),
    "questions": MappingKey("raw", "each question of the form, and where it is answered", required=True),
}
QUESTION_KEYS = {
    "label": MappingKey("text", "the words that the original prints for the question"),
    "at": MappingKey(
        "text", "where the answer is, seen from the label: after, right, right 2, below, below 2, columns"
    ),
    "number": MappingKey("text", "which of several labels with these words, as 2 of 3"),
    "row": MappingKey("text", "words printed in the row of the answer"),
    "column": MappingKey("text", "words printed above the answer"),
    "heading": MappingKey("text", "the heading that the answer is under"),
    "sentence": MappingKey("text", "the sentence that contains the blank, with ... for each blank"),
    "blank": MappingKey("integer", "which blank of the sentence, from 1"),
    "choices": MappingKey("raw", "by the code of a choice the words that the original prints for it"),
    "ignore": MappingKey("boolean", "true: the question is not read from this original"),
    "sure": MappingKey("number", "how surely it was matched, 0 to 1; for the person who checks the file"),
}
NOT_FOUND = "not found"
"""What is written for a question without a place."""
_AT = re.compile(rf"({'|'.join(get_args(Relation))})(?: ([1-9]\d?))?\Z")
_NUMBER = re.compile(r"(\d{1,3}(?:, ?\d{1,3})*)(?: of (\d{1,3}))?\Z")
_PRINTED = re.compile(r"[0-9a-f]{8}[ptrc]\Z")


# --- to YAML

_HEAD = """\
# Where the original asks the questions of the form "{title}".
#
# Check each question below against the original, and correct what is wrong or missing:
#   label     the words that the original prints for the question, as they are printed
#   at        where the answer is, seen from the label:
#               after    in the same cell or paragraph, behind the label
#               right    in the cell to the right ("right 2" is one cell further)
#               below    in the cell below ("below 2" is one cell further)
#               columns  one column for each choice; the label is at the left
#             without "at" each copy is searched around the label
#   number    which one it is, where the same label is printed several times: 2 of 3
#   row, column, heading   words at the left of the answer, above it, or of the heading it is under
#   sentence, blank        for a blank inside a sentence: write ... for each blank, and which one it is
#   choices   what the original prints for a choice, by its code: {{green: "On track"}}
#   ignore    true, if the question is not to be read from this original
# "not found" means that no place is known; each copy is then searched for the question's usual labels.
# "sure" says how well a place fits. Look at the low ones first.

binding: {form}
edition: "{edition}"
format: {format}
# By this a copy of the original is known again. Leave it as it is.
printed: >-
"""
_PER_LINE = 10


def binding_text(binding: Binding, spec: FormSpec) -> str:
    """A binding as YAML, with what its reader needs to know.

    Args:
        binding: What was matched.
        spec: The form that it is of.
    """
    head = _HEAD.format(
        title=spec.title.replace("\n", " "), form=binding.form, edition=binding.edition, format=binding.format
    )
    numbers = binding.printed
    printed = [f"  {' '.join(numbers[at : at + _PER_LINE])}" for at in range(0, len(numbers), _PER_LINE)]
    questions = [line for bound in binding.questions for line in _question_lines(bound, spec)]
    return head + "\n".join([*printed, "questions:", *questions]) + "\n"


def _question_lines(bound: Bound, spec: FormSpec) -> Iterator[str]:
    leaf = spec.leaves[bound.pattern]
    yield f"  # {' '.join(leaf.question.split())}"
    if bound == Bound(bound.pattern, is_open=True):
        yield f"  {bound.pattern}: {NOT_FOUND}"
        return
    if bound.is_open:
        yield "  # (found, but no words lead to this place alone; each copy is searched for it)"
    yield f"  {bound.pattern}:"
    yield from (f"    {key}: {value}" for key, value in _written(bound))


def _written(bound: Bound) -> Iterator[tuple[str, str]]:
    if bound.label:
        yield "label", _quoted(bound.label)
    if bound.at is not None:
        yield "at", bound.at if bound.away == 1 else f"{bound.at} {bound.away}"
    if bound.numbers or bound.of:
        numbers = ", ".join(map(str, bound.numbers))
        yield "number", f"{numbers} of {bound.of}" if bound.of else numbers
    for key in ("row", "column", "heading"):
        if words := getattr(bound, key):
            yield key, _quoted(words)
    if bound.blank is not None:
        yield "sentence", _quoted(bound.blank.sentence)
        yield "blank", str(bound.blank.number)
    if bound.choices:
        yield "choices", "{" + ", ".join(f"{_quoted(code)}: {_quoted(word)}" for code, word in bound.choices) + "}"
    if bound.is_ignored:
        yield "ignore", "true"
    if bound.sure is not None:
        yield "sure", f"{bound.sure:.2f}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())


# --- from YAML


def load_binding(path: str | Path, forms: Registry | None = None, profile: Profile = NO_PROFILE) -> Binding:
    """The binding in a file.

    Args:
        path: The file.
        forms: The forms that it may be of; the built-in ones if there are none.
        profile: For the forms.

    Raises:
        SpecError: The file has faults; all of them are in it, each with line and column.
        MisuseError: There is no such file.
    """
    tree, faults = read_yaml(read_text(Path(path)), str(path))
    args = read_mapping(tree, BINDING_KEYS, "the binding", faults) if tree else {}
    spec = _spec(tree, args, forms or registry(), profile, faults) if tree else None
    questions = tuple(_questions(args["questions"], spec, faults)) if spec and "questions" in args else ()
    printed = tuple(args.get("printed", "").split())
    if tree and any(_PRINTED.match(one) is None for one in printed):
        faults.add(
            "S0015",
            worded("S0015", "binding"),
            tree.mapping()["printed"].location,
            "bind the original again, and copy these lines from there",
        )
    if faults.found:
        raise SpecError(faults.found)
    return Binding(args["binding"], args["edition"], args["format"], printed, questions, Path(path).name)


def _spec(tree: Located, args: Args, forms: Registry, profile: Profile, faults: Faults) -> FormSpec | None:
    if "binding" not in args or "edition" not in args:
        return None
    if args["binding"] not in forms.forms():
        faults.unknown(
            "S0015", worded("S0015", "form"), args["binding"], tree.mapping()["binding"].location, forms.forms()
        )
        return None
    editions = forms.editions(args["binding"], profile)
    if args["edition"] not in editions:
        faults.unknown(
            "S0015", worded("S0015", "edition"), args["edition"], tree.mapping()["edition"].location, editions
        )
        return None
    try:
        return forms.spec(args["binding"], args["edition"], profile)
    except MisuseError as error:
        faults.add("S0015", str(error), tree.mapping()["binding"].location)
        return None


def _questions(node: Located, spec: FormSpec, faults: Faults) -> Iterator[Bound]:
    if not isinstance(node.value, dict):
        faults.add(
            "S0005",
            worded("S0005", "questions"),
            node.location,
            "write each question with its path",
        )
    for pattern, one in node.mapping().items():
        leaf = spec.leaves.get(pattern)
        if leaf is None:
            faults.unknown("S0007", worded("S0007", "question"), pattern, one.key_location or one.location, spec.leaves)
        else:
            yield _bound(pattern, leaf.field, one, faults)


def _bound(pattern: str, field: FieldSpec, node: Located, faults: Faults) -> Bound:
    if node.value == NOT_FOUND:
        return Bound(pattern, is_open=True)
    if isinstance(node.value, str):
        faults.add(
            "S0005",
            worded("S0005", "place"),
            node.location,
            f'write "label:" and "at:" below it, or {NOT_FOUND}',
            len(node.text()) or 1,
        )
        return Bound(pattern, is_open=True)
    args = read_mapping(node, QUESTION_KEYS, f'the question "{pattern}"', faults)
    at, away = _relation(node, args, faults)
    numbers, of = _numbers(node, args, faults)
    blank = _blank(node, args, faults)
    choices = _choices(args["choices"], field, faults) if "choices" in args else ()
    _complete(node, args, faults)
    return Bound(
        pattern,
        args.get("label", ""),
        at,
        away,
        numbers,
        of,
        args.get("row", ""),
        args.get("column", ""),
        args.get("heading", ""),
        blank,
        choices,
        args.get("ignore", False),
        not args.get("label") and blank is None,
        args.get("sure"),
    )


def _complete(node: Located, args: Args, faults: Faults) -> None:
    """A place needs a label, and what says which place a relation to it."""
    for name in ("at", "number", "row", "column", "heading"):
        needed = "label" if not args.get("label") else "at" if "at" not in node.mapping() else ""
        if name in args and needed:
            faults.add(
                "S0004",
                worded("S0004", "needs_too", name=name, needed=needed),
                node.mapping()[name].key_location or node.location,
                f'add "{needed}": {QUESTION_KEYS[needed].meaning}',
                len(name),
            )
            return


def _relation(node: Located, args: Args, faults: Faults) -> tuple[Relation | None, int]:
    if "at" not in args:
        return None, 1
    text = args["at"]
    match = _AT.match(text)
    if match is None or (match[2] and match[1] not in ("right", "below")):
        faults.unknown(
            "S0015",
            worded("S0015", "place"),
            text,
            node.mapping()["at"].location,
            (*get_args(Relation), "right 2", "below 2"),
        )
        return None, 1
    at: Relation = next(one for one in get_args(Relation) if one == match[1])
    return at, int(match[2] or 1)


def _numbers(node: Located, args: Args, faults: Faults) -> tuple[tuple[int, ...], int]:
    if "number" not in args:
        return (), 0
    match = _NUMBER.match(args["number"])
    numbers = tuple(int(one) for one in match[1].split(",")) if match else (0,)
    of = int(match[2] or 0) if match else 0
    if min(numbers) < 1 or (of and max(numbers) > of):
        faults.add(
            "S0015",
            worded("S0015", "label_number"),
            node.mapping()["number"].location,
            'write which of how many it is, as "2 of 3"',
            len(args["number"]),
        )
        return (), 0
    return numbers, of


def _blank(node: Located, args: Args, faults: Faults) -> Blank | None:
    if "sentence" not in args:
        return None
    sentence, number = args["sentence"], args.get("blank", 1)
    blanks = len(re.findall(r"\.{3,}|\u2026|_{3,}", sentence))
    if not 1 <= number <= blanks:
        faults.add(
            "S0015",
            worded("S0015", "such_blank") if blanks else worded("S0015", "no_blank"),
            node.mapping()["sentence"].location,
            'write "..." for each blank, and "blank:" for which it is',
        )
        return None
    return Blank(sentence, number)


def _choices(node: Located, field: FieldSpec, faults: Faults) -> tuple[tuple[str, str], ...]:
    codes = {choice.code: MappingKey("text", choice.label) for choice in choices_of(field)}
    return tuple(read_mapping(node, codes, "the choices", faults).items())


# --- a folder of bindings


def load_bindings(
    paths: Iterable[Path], forms: Registry | None = None, profile: Profile = NO_PROFILE
) -> tuple[Binding, ...]:
    """The bindings in files, each once.

    Raises:
        SpecError: Files have faults; those of all are in it.
        MisuseError: There is no such file.
    """
    faults: list[Diagnostic] = []
    out: dict[Binding, None] = {}
    for path in paths:
        try:
            out.setdefault(load_binding(path, forms, profile))
        except SpecError as error:
            faults += error.diagnostics
    if faults:
        raise SpecError(faults)
    return tuple(out)
