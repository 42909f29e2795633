"""The stubs of the public library, for editors and type checkers: what a field is, which words a choice knows.

At run time a choice is a text and a form is a form; the stubs say which texts and which record.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import get_args

import attrs

from tsmforms.model import FormSpec
from tsmforms.model.answers import Known
from tsmforms.model.recordtree import RecordNode
from tsmforms.specs.records import FormRecord, class_name, part_of, record_classes

_MADE = "Made from the specs by `make stubs`; not edited by hand."
_IN_STUB: dict[Known, str] = {
    datetime.date: "_datetime.date",
    datetime.time: "_datetime.time",
    Decimal: "_Decimal",
}
_WHERE = "profile: Profile | str | _Path | None = None, specs: str | _Path | None = None"


def records_stub(specs: tuple[FormSpec, ...]) -> str:
    """The stub of `tsmforms.records`: every record class of these forms, with labels, help and choices."""
    lines = [
        f'"""Typed records of the built-in forms. {_MADE}"""',
        "",
        "import datetime as _datetime",
        "from decimal import Decimal as _Decimal",
        "from typing import Literal as _Literal",
        "",
        "import attrs as _attrs",
        "from tsmforms.specs.records import FormRecord as FormRecord",
    ]
    for spec in specs:
        for made in record_classes(spec.record_shape).values():
            lines += ["", *_class(made)]
    return "\n".join(lines) + "\n"


def _class(made: type[FormRecord]) -> Iterator[str]:
    yield "@_attrs.frozen(kw_only=True)"
    yield f"class {made.__name__}(FormRecord):"
    if made.__doc__:
        yield _docstring(made.__doc__)
    for node in part_of(made).nodes:
        hint = getattr(attrs.fields(made), node.key).type  # type: ignore[arg-type]
        yield f"    {node.key}: {_written(hint, node)} = ..."
        if words := _words(node):
            yield _docstring(words)


def _words(node: RecordNode) -> str:
    """The label as printed and the help, with what each code means."""
    codes = (
        "; ".join(f"{code}: {name}" for code, name in zip(node.codes, node.names, strict=True)) if node.codes else ""
    )
    return " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in (node.label, node.help, codes) if part
    )


def _docstring(text: str) -> str:
    safe = " ".join(text.split()).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'    """{safe}{" " if safe.endswith(chr(34)) else ""}"""'


def _written(hint: Known, node: RecordNode) -> str:
    args = get_args(hint)
    if args and args[-1] is type(None):
        return f"{_written(args[0], node)} | None"
    if args:
        return f"tuple[{_written(args[0], node)}, ...]"
    if hint is str and node.codes:
        return f"_Literal[{', '.join(map(_quoted, node.codes))}]"
    return _IN_STUB.get(hint, str(hint.__name__))


def _quoted(text: str) -> str:
    return f'"{text}"'


def root_stub(specs: Iterable[FormSpec], public: Mapping[str, str], rooms: Iterable[str], doc: str) -> str:
    """The stub of `tsmforms` itself: its public names, and `form` by the id of each built-in form.

    Args:
        specs: The newest edition of each form.
        public: Public names, with the module that each comes from.
        rooms: The public modules.
        doc: What the package says of itself.
    """
    known = tuple(specs)
    lines = [f'"""{doc.strip()}', "", _MADE, '"""', "", "from pathlib import Path as _Path"]
    lines += ["from typing import Any as _Any, Literal as _Literal, overload as _overload", ""]
    lines += [f"from tsmforms import {room} as {room}" for room in rooms]
    lines += [f"from tsmforms.{module} import {name} as {name}" for name, module in public.items() if name != "form"]
    names = [class_name(spec.form) for spec in known]
    lines += [f"from tsmforms.records import {name} as _{name}" for name in names]
    lines += ["", "__version__: str", "__all__: list[str]"]
    for spec, name in zip(known, names, strict=True):
        lines += ["", "@_overload", *_overload(spec, name)]
    lines += ["", "@_overload", f"def form(id: str, edition: str | None = None, *, {_WHERE}) -> Form[_Any]:"]
    lines += ['    """A form by its id: one of your own, an earlier edition, or any of `forms()`."""']
    return "\n".join(lines) + "\n"


def _overload(spec: FormSpec, name: str) -> Iterator[str]:
    newest = f"edition: _Literal[{_quoted(spec.edition)}] | None = None"
    yield f"def form(id: _Literal[{_quoted(spec.form)}], {newest}, *, {_WHERE}) -> Form[_{name}]:"
    yield _docstring(f"{spec.title.rstrip('.')}.")
