"""Every module that decides much has a test that calls it by its own name, or a reason why not."""

from __future__ import annotations

import ast
from pathlib import Path

from .test_house import SOURCES, SRC, nodes

TESTS = Path(__file__).resolve().parent
DECIDES = (ast.If, ast.IfExp, ast.Match, ast.comprehension, ast.BoolOp, ast.Try)
MANY = 15
"""A module of so many places where it decides something is tried beside its code, not only through the whole."""

THROUGH: dict[str, str] = {
    "cli.bulk": "cli/test_dry_run.py",
    "cli.casework": "casework/test_next.py",
    "cli.collating": "collation/test_collate.py",
    "cli.commands": "cli/test_commands.py",
    "cli.dryrun": "cli/test_dry_run.py",
    "cli.inspection": "cli/test_inspect.py",
    "cli.reading": "cli/test_reading.py",
    "cli.templatepages": "cli/test_template.py",
    "cli.templates": "cli/test_template.py",
}
"""Modules that only wire parts together, as the face of a command does: the tests that give that command."""

WITHOUT: set[str] = {
    "api",
    "bulk.joined",
    "bulk.judge",
    "bulk.letters",
    "bulk.printrun",
    "collation.terms",
    "collation.workbook",
    "documents.filling",
    "documents.taking",
    "formats.docx.content",
    "formats.docx.prepare",
    "formats.pdf.appearance",
    "formats.pdf.filling",
    "formats.pdf.forms",
    "formats.pdf.printruns.sharedfonts",
    "formats.pdf.template",
    "formats.pdf.widgets",
    "formats.xlsx.forms",
    "formats.xlsx.onpaper",
    "formats.xlsx.table",
    "formats.xlsx.template",
    "intake.worker",
    "layout.plaintext",
    "reading.originals.answered",
    "reading.originals.boundplaces",
    "reading.originals.filling",
    "reading.originals.headedplaces",
    "reading.originals.pages",
    "reading.originals.pagesheets",
    "reading.originals.widgets.poured",
    "reading.originals.widgets.tickboxes",
    "reading.printouts.remains",
    "reading.printouts.sheetcopy",
}
"""Modules that lack such a test. The list gets shorter: a module with a test leaves it, and no new one comes in."""


def module(path: Path) -> str:
    """The name of a module below `tsmforms`."""
    return ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def decisions(path: Path) -> int:
    """In how many places a module decides something."""
    return sum(isinstance(node, DECIDES) for node in nodes(path))


def called_by_tests() -> set[str]:
    """What the tests import, by its name below `tsmforms`: modules, and the names in them."""
    named: set[str] = set()
    for path in TESTS.rglob("*.py"):
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                named |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
            elif isinstance(node, ast.Import):
                named |= {one.name for one in node.names}
    return {one.removeprefix("tsmforms.") for one in named if one.startswith("tsmforms.")}


def untried() -> set[str]:
    """The modules that decide much and that no test imports."""
    return {module(path) for path in SOURCES if decisions(path) >= MANY} - called_by_tests()


def test_every_module_that_decides_much_has_a_test_that_imports_it() -> None:
    assert sorted(untried() - WITHOUT - set(THROUGH)) == []


def test_the_lists_of_modules_without_a_test_name_only_those() -> None:
    assert sorted((WITHOUT | set(THROUGH)) - untried()) == []


def test_what_tries_a_module_that_only_wires_parts_together_is_there() -> None:
    assert [path for path in THROUGH.values() if not (TESTS / path).is_file()] == []
