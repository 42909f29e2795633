"""Rooms import only from rooms below them: the order of `docs/design/architecture.md`, held by reading every import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

PACKAGE = "tsmforms"
ROOT = Path(__file__).resolve().parents[1] / "src" / PACKAGE

ROOMS = (
    ("version",),
    ("lean", "jsontypes"),
    ("diagnostics",),
    ("disk",),
    ("files",),
    ("packing", "diary"),
    ("keys",),
    ("datafolders",),
    ("law",),
    ("calendar",),
    ("codes",),
    ("model",),
    ("convert",),
    ("kinds",),
    ("attendance",),
    ("rules",),
    ("layout",),
    ("templates",),
    ("located",),
    ("specs",),
    ("examples", "reference"),
    ("records",),
    ("intake",),
    ("exports",),
    ("reading",),
    ("formats.docx", "formats.pdf", "formats.xlsx"),
    ("formats",),
    ("documents",),
    ("bulk", "registers"),
    ("api",),
    ("collation",),
    ("casework",),
    ("testing",),
    ("cli",),
    ("__main__",),
)
"""Lowest first; rooms of one line never import each other.

The package's own `__init__` stands with `api`, whose names it gives out: rooms above may import it.
"""

HEAVY = {
    "lxml": ("formats", "intake", "testing"),
    "docxtpl": ("formats.docx",),
    "docx": ("formats.docx",),
    "jinja2": ("formats.docx", "collation"),
    "typst": ("formats.pdf",),
    "pikepdf": ("formats.pdf", "intake", "testing"),
    "pypdfium2": ("formats.pdf", "cli", "testing"),
    "pdfplumber": ("formats.pdf",),
    "pypdf": ("formats.pdf", "bulk"),
    "openpyxl": ("formats.xlsx", "collation", "testing"),
    "python_calamine": ("formats.xlsx", "intake", "exports", "collation"),
    "yaml": ("located", "datafolders"),
    "PIL": ("convert", "formats.pdf", "testing"),
    "cattrs": ("specs",),
    "stdnum": ("kinds",),
    "holidays": ("calendar",),
    "rapidfuzz": ("diagnostics", "reading", "documents", "bulk", "cli"),
    "distributed": ("bulk",),
    "rich": ("cli", "bulk"),
    "typer": ("cli",),
    "syrupy": ("testing",),
    "hypothesis": ("testing",),
    "pytest": ("testing",),
}
"""Libraries that take time to load, and the rooms that may: a format's library belongs to its folder.

They load inside functions, when first used. `testing` looks into documents of every
format with the library that reads it best.
"""

AT_THE_TOP = {"typer": ("cli",), "syrupy": ("testing",), "hypothesis": ("testing",), "pytest": ("testing",)}
"""Rooms that nobody enters without needing the library."""

RANK = {room: rank for rank, line in enumerate(ROOMS) for room in line}


@attrs.frozen
class Import:
    """One imported module, and whether it is imported at the top of its file."""

    module: str
    line: int
    at_top: bool


def files() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str | None:
    """The room of one of our modules; None for the package itself and for others' modules."""
    parts = module.split(".")
    if parts[0] != PACKAGE or len(parts) == 1:
        return None
    two = ".".join(parts[1:3])
    return two if two in RANK else parts[1]


def imports(source: str, module: str, is_package: bool = False) -> Iterator[Import]:
    """Every import of a file but those for type checking only, relative ones resolved."""
    every = list(ast.walk(ast.parse(source)))
    typing_only = {
        id(node)
        for block in every
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for statement in block.body
        for node in ast.walk(statement)
    }
    inside = {
        id(node)
        for block in every
        if isinstance(block, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(block)
    }
    for node in every:
        if id(node) not in typing_only:
            for name in _modules(node, module, is_package):
                yield Import(name, node.lineno, id(node) not in inside)  # type: ignore[attr-defined]


def _modules(node: ast.AST, module: str, is_package: bool) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = _base(node, module, is_package)
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and _imports(node.func):
        named = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        return [name for name in named if not name.startswith(".")]
    return []


def _imports(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return name.endswith(("import_module", "__import__"))


def _base(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    parent = parts[: len(parts) - node.level + is_package]
    return ".".join([*parent, *([node.module] if node.module else [])])


def faults(source: str, module: str, is_package: bool = False) -> list[str]:
    """What a file imports against the order."""
    own = room_of(module)
    out = []
    for one in imports(source, module, is_package):
        where = f"{module}:{one.line} imports {one.module}"
        if fault := _room_fault(own, one) or _library_fault(own, one):
            out.append(f"{where}: {fault}")
    return out


def _room_fault(own: str | None, one: Import) -> str | None:
    if own is None or one.module.split(".")[0] != PACKAGE:
        return None
    other = room_of(one.module) or "api"
    if other == own and one.module != PACKAGE:
        return None
    if own not in RANK or other not in RANK:
        return "no room of the list"
    return None if RANK[other] < RANK[own] else "a room above its own, or beside it"


def _library_fault(own: str | None, one: Import) -> str | None:
    library = one.module.split(".")[0]
    if library not in HEAVY:
        return None
    if own is None or not _within(own, HEAVY[library]):
        return f"{library} belongs to {', '.join(HEAVY[library])}"
    if one.at_top and not _within(own, AT_THE_TOP.get(library, ())):
        return "a library that loads when first used: import it inside a function"
    return None


def _within(room: str, allowed: tuple[str, ...]) -> bool:
    return any(room == one or room.startswith(f"{one}.") for one in allowed)


def test_every_import_keeps_the_order_of_the_house() -> None:
    found = [
        fault
        for path in files()
        for fault in faults(path.read_text(encoding="utf-8"), module_of(path), path.name == "__init__.py")
    ]
    assert not found, "\n".join(found)


def test_every_folder_is_a_room() -> None:
    rooms = {room_of(module_of(path)) for path in files()} - {None}
    assert rooms <= set(RANK)
    assert len(rooms) > 12


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("tsmforms.model.spec", "from tsmforms.rules import evaluate"),
        ("tsmforms.model.spec", "import tsmforms.rules"),
        ("tsmforms.model.spec", "from tsmforms import rules"),
        ("tsmforms.model.spec", "from ..rules import evaluate"),
        ("tsmforms.formats.docx.read", "from tsmforms.formats.pdf import read"),
        ("tsmforms.formats.docx.read", "from tsmforms.formats import pdf"),
        ("tsmforms.formats.docx.read", "from .. import xlsx"),
        ("tsmforms.formats.docx.read", "def f():\n    from tsmforms.documents import Form"),
        ("tsmforms.formats.docx.read", "import importlib\nimportlib.import_module('tsmforms.formats.pdf')"),
        ("tsmforms.formats.docx.read", "import tsmforms"),
        ("tsmforms.formats.docx.read", "import lxml.etree"),
        ("tsmforms.formats.docx.read", "if True:\n    from lxml import etree"),
        ("tsmforms.formats.docx.read", "class C:\n    from lxml import etree"),
        ("tsmforms.formats.docx.read", "def f():\n    import pikepdf"),
        ("tsmforms.rules.table", "def f():\n    import yaml"),
        ("tsmforms.diagnostics.model", "from tsmforms.keys import tag"),
        ("tsmforms.unheard.of", "from tsmforms.keys import tag"),
    ],
)
def test_a_breach_of_the_order_is_found(module: str, line: str) -> None:
    assert faults(line, module)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        (
            "tsmforms.rules.table",
            "from tsmforms.model import FormSpec\nfrom tsmforms.rules.model import Run\nfrom .model import Run",
        ),
        ("tsmforms.formats.docx.read", "def f():\n    from lxml import etree"),
        (
            "tsmforms.formats.docx.read",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from lxml import etree",
        ),
        (
            "tsmforms.formats.docx.read",
            "from tsmforms.formats.docx.outline import x\nfrom tsmforms.layout import Document",
        ),
        ("tsmforms.documents.form", "from tsmforms.formats import docx, pdf"),
        ("tsmforms", "from tsmforms.documents import Form"),
        ("tsmforms.cli.app", "import tsmforms"),
    ],
)
def test_what_keeps_the_order_is_let_through(module: str, line: str) -> None:
    assert faults(line, module) == []
